#include "output/use_print.h"

#include "base/buffer.h"
#include "characters/line_index.h"
#include "document/document.h"
#include "output/entry.h"
#include "output/json_writer.h"
#include "output/place_print.h"
#include "output/terminal.h"
#include "output/text_use.h"
#include "plan/plan.h"

static struct span words_of(const struct plan *plan, const struct text_use *use)
{
    return span_part(plan->text, use->extent.offset, use->extent.offset + use->extent.length);
}

/* The words of one line that went into no field. */
struct unread_line {
    size_t line;         /* 0: none yet */
    size_t bytes;        /* of the words, blanks left out */
    struct buffer words; /* the pieces, "; " between them */
};

static size_t count_inked(struct span text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.length; i++)
        count += !span_is_blank(span_part(text, i, i + 1));
    return count;
}

/* "LINE: the whole line", and where only a part of it is unread, that part under it. */
static void print_unread_line(const struct plan *plan, const struct line_index *lines,
                              struct unread_line *unread, FILE *stream)
{
    struct span whole = line_index_text(lines, plan->text, unread->line);
    struct buffer words = { 0 };

    if (unread->line > 0) {
        terminal_add_text(&words, whole);
        struct buffer place = { 0 };

        if (plan->places.line_count)
            place_print(&place, plan, unread->line);
        else
            buffer_add_format(&place, "%zu", unread->line);
        fprintf(stream, "%s: %s\n", buffer_string(&place), buffer_string(&words));
        buffer_free(&place);
        if (unread->bytes < count_inked(whole))
            fprintf(stream, "    only: %s\n", buffer_string(&unread->words));
    }
    unread->line = 0;
    unread->bytes = 0;
    unread->words.length = 0;
    buffer_free(&words);
}

static void add_unread(const struct plan *plan, const struct line_index *lines, const struct text_use *use,
                       struct unread_line *unread, FILE *stream)
{
    size_t end = use->extent.offset + use->extent.length;

    for (size_t at = use->extent.offset; at < end;) {
        size_t line = line_index_find(lines, at);
        size_t next = line > 0 && line < lines->count ? lines->starts[line] : plan->text.length;
        struct span piece = span_trim(span_part(plan->text, at, next < end ? next : end));
        at = next;
        if (piece.length == 0)
            continue;
        if (line != unread->line)
            print_unread_line(plan, lines, unread, stream);
        if (unread->line > 0)
            buffer_add_string(&unread->words, "; ");
        unread->line = line;
        unread->bytes += count_inked(piece);
        terminal_add_text(&unread->words, piece);
    }
}

void use_print_unread(const struct plan *plan, struct arena *arena, FILE *stream)
{
    struct line_index lines = line_index_of(plan->text, arena);
    struct text_use_list uses = text_use_of_plan(plan, arena);
    struct unread_line unread = { 0 };

    for (size_t i = 0; i < uses.count; i++)
        if (uses.items[i].use == USE_UNREAD)
            add_unread(plan, &lines, &uses.items[i], &unread, stream);
    print_unread_line(plan, &lines, &unread, stream);
    buffer_free(&unread.words);
}

/* "norwich-001 owner, norwich-001 due date" */
static void add_fields(struct buffer *buffer, const struct plan *plan, const struct text_use *use)
{
    for (size_t i = 0; i < use->value_count; i++) {
        const struct entry_value *value = use->values[i];
        if (i > 0)
            buffer_add_string(buffer, ", ");
        entry_add_key(buffer, plan, value->kind, value->index);
        if (value->kind == ENTRY_ABBREVIATION || value->kind == ENTRY_ANOMALY)
            buffer_add_format(buffer, " %s", entry_kind_name(value->kind));
        buffer_add_format(buffer, " %s", value->field);
    }
}

void use_print_spans(const struct plan *plan, struct arena *arena, FILE *stream)
{
    struct line_index lines = line_index_of(plan->text, arena);
    struct text_use_list uses = text_use_of_plan(plan, arena);
    struct buffer line = { 0 };

    for (size_t i = 0; i < uses.count; i++) {
        const struct text_use *use = &uses.items[i];
        line.length = 0;
        buffer_add_format(&line, "%6zu  %-9s  ", line_index_find(&lines, use->extent.offset),
                          line_use_name(use->use));
        if (use->use == USE_REPEAT)
            buffer_add_format(&line, "of line %zu  ", use->repeat_of);
        if (use->value_count > 0) {
            add_fields(&line, plan, use);
            buffer_add_string(&line, "  ");
        }
        buffer_add_byte(&line, '"');
        terminal_add_text(&line, words_of(plan, use));
        buffer_add_string(&line, "\"\n");
        fwrite(line.bytes, 1, line.length, stream);
    }
    buffer_free(&line);
}

static void write_fields(struct json_writer *json, const struct plan *plan, const struct text_use *use)
{
    struct buffer key = { 0 };

    json_put_name(json, "fields");
    json_put_begin_inline_array(json);
    for (size_t i = 0; i < use->value_count; i++) {
        const struct entry_value *value = use->values[i];
        key.length = 0;
        entry_add_key(&key, plan, value->kind, value->index);
        json_put_begin_inline_object(json);
        json_put_member_span(json, "item", span_over(key.bytes, key.length));
        json_put_member_string(json, "kind", entry_kind_name(value->kind));
        json_put_member_string(json, "field", value->field);
        json_put_end_object(json);
    }
    json_put_end_array(json);
    buffer_free(&key);
}

static void write_use(struct json_writer *json, const struct plan *plan, const struct line_index *lines,
                      const struct text_use *use)
{
    json_put_begin_inline_object(json);
    json_put_member_integer(json, "from", (int64_t)use->extent.offset);
    json_put_member_integer(json, "to", (int64_t)use->extent.offset + use->extent.length);
    json_put_member_integer(json, "line", (int64_t)line_index_find(lines, use->extent.offset));
    json_put_member_string(json, "use", line_use_name(use->use));
    write_fields(json, plan, use);
    json_put_name(json, "repeat_of");
    if (use->use == USE_REPEAT)
        json_put_integer(json, (int64_t)use->repeat_of);
    else
        json_put_null(json);
    json_put_member_span(json, "text", words_of(plan, use));
    json_put_end_object(json);
}

static bool is_unread(const struct plan *plan, const struct text_use *use)
{
    return use->use == USE_UNREAD && !span_is_blank(words_of(plan, use));
}

static void write_uses(const struct plan *plan, struct arena *arena, bool only_unread, FILE *stream)
{
    struct line_index lines = line_index_of(plan->text, arena);
    struct text_use_list uses = text_use_of_plan(plan, arena);
    struct json_writer json;

    json_put_begin(&json, stream);
    json_put_begin_object(&json);
    json_put_member_span(&json, "document", plan->document);
    json_put_member_span(&json, "key", plan->key);
    json_put_member_integer(&json, "length", (int64_t)plan->text.length);
    json_put_name(&json, only_unread ? "unread" : "spans");
    json_put_begin_array(&json);
    for (size_t i = 0; i < uses.count; i++)
        if (!only_unread || is_unread(plan, &uses.items[i]))
            write_use(&json, plan, &lines, &uses.items[i]);
    json_put_end_array(&json);
    json_put_end_object(&json);
    json_put_end(&json);
}

void use_print_json(const struct plan *plan, struct arena *arena, FILE *stream)
{
    write_uses(plan, arena, false, stream);
}

void use_print_unread_json(const struct plan *plan, struct arena *arena, FILE *stream)
{
    write_uses(plan, arena, true, stream);
}
