#include "output/correction_list.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/plain_words.h"
#include "output/character.h"
#include "output/date_phrase.h"
#include "output/entry.h"
#include "output/terminal.h"
#include "output/text_table.h"
#include "plan/correction.h"
#include "plan/plan.h"
#include "store/store.h"

void correction_add_value(struct buffer *out, const struct correction *correction)
{
    const struct date_list *dates = &correction->value.dates;

    if (!dates->count)
        terminal_add_text(out, correction->value.text.text ? correction->value.text : correction->given);
    for (size_t i = 0; i < dates->count; i++) {
        buffer_add_string(out, i ? "; " : "");
        date_phrase_add(out, &dates->items[i]);
    }
}

bool correction_confirms(const struct correction *correction, struct arena *arena)
{
    const struct field_value *value = &correction->value;

    if (!correction->was.text)
        return !value->text.text && !value->owners.count && !value->dates.count;
    return plain_words_are(correction->was, plain_words(correction->given, arena)) ||
           plain_words_are(correction->was,
                           plain_words(field_value_words(correction->field, value, arena), arena));
}

static bool is_listed(const struct correction *correction, bool with_ended)
{
    return with_ended || correction->state != CORRECTION_ENDED;
}

/* ---- for people ---------------------------------------------------------------------------------- */

enum { INDENT = 6, WORDS_SHOWN = 70 };

static void print_line(const struct terminal *terminal, const struct buffer *words, enum style style,
                       FILE *stream)
{
    struct buffer line = { 0 };

    buffer_add_format(&line, "%s%*s", terminal_style(terminal, style), INDENT, "");
    terminal_add_wrapped(&line, span_over(words->bytes, words->length), INDENT, INDENT, terminal->width);
    buffer_add_string(&line, terminal_plain(terminal, style));
    fprintf(stream, "%s\n", buffer_string(&line));
    buffer_free(&line);
}

static void add_quoted(struct buffer *out, struct span words)
{
    buffer_add_byte(out, '"');
    terminal_add_text(out, words);
    buffer_add_byte(out, '"');
}

/* The item by key and ref; one that is not there by its words. */
static void add_item(struct buffer *out, const struct plan *plan, const struct correction *correction)
{
    enum entry_kind kind = entry_kind_of_item(correction->field->kind);
    struct span ref;

    if (correction->index == PLAN_NO_INDEX) {
        buffer_add_span(out, plan->key);
        buffer_add_format(out, ", %s ", entry_kind_name(kind));
        add_quoted(out, span_part(correction->words, 0, WORDS_SHOWN));
        return;
    }
    ref = entry_ref(plan, kind, correction->index);
    entry_add_key(out, plan, kind, correction->index);
    if (ref.text) {
        buffer_add_string(out, " (");
        terminal_add_text(out, ref);
        buffer_add_byte(out, ')');
    }
}

static void add_state(struct buffer *out, const struct plan *plan, const struct correction *correction,
                      struct arena *arena)
{
    struct span words;

    switch (correction->state) {
    case CORRECTION_APPLIED:
        break;
    case CORRECTION_STALE:
        words = correction_field_words(plan, correction->field, correction->index, arena);
        if (words.text && plain_words_are(words, plain_words(correction->given, arena))) {
            buffer_add_string(out, "no longer needed: the plan says so itself now");
            break;
        }
        buffer_add_string(out, "no longer holds: the plan says ");
        add_quoted(out, words);
        buffer_add_string(out, " now");
        break;
    case CORRECTION_LOST:
        buffer_add_format(out, "no longer holds: edition %lld has no such %s", (long long)plan->edition,
                          entry_kind_name(entry_kind_of_item(correction->field->kind)));
        break;
    case CORRECTION_ENDED:
        buffer_add_string(out, correction->successor ? "replaced by " : "taken back by ");
        terminal_add_text(out, correction->ended_by);
        buffer_add_string(out, " on ");
        terminal_add_text(out, correction->ended_on);
        if (correction->successor)
            buffer_add_format(out, ": correction %lld", (long long)correction->successor);
        else
            buffer_add_string(out, ": ");
        if (!correction->successor)
            terminal_add_text(out, correction->ended_why);
        break;
    }
}

static void print_head(const struct plan *plan, const struct correction *correction, struct arena *arena,
                       const struct terminal *terminal, FILE *stream)
{
    struct buffer words = { 0 }, line = { 0 };

    add_item(&words, plan, correction);
    buffer_add_format(&words, ": %s is ", correction->field->name);
    correction_add_value(&words, correction);
    buffer_add_string(&words, correction_confirms(correction, arena) ? ", as the plan says" : "");
    buffer_add_format(&line, "%s%-*lld%s", terminal_style(terminal, STYLE_BOLD), INDENT,
                      (long long)correction->id, terminal_plain(terminal, STYLE_BOLD));
    terminal_add_wrapped(&line, span_over(words.bytes, words.length), INDENT, INDENT, terminal->width);
    fprintf(stream, "%s\n", buffer_string(&line));
    buffer_free(&line);
    buffer_free(&words);
}

static void add_reading(struct buffer *words, const struct correction *correction)
{
    buffer_add_string(words, "the plan says ");
    if (correction->was.text)
        add_quoted(words, correction->was);
    else
        buffer_add_string(words, "nothing");
}

static void print_correction(const struct plan *plan, const struct correction *correction,
                             struct arena *arena, const struct terminal *terminal, FILE *stream)
{
    struct buffer words = { 0 };

    print_head(plan, correction, arena, terminal, stream);
    if (!correction_confirms(correction, arena)) {
        add_reading(&words, correction);
        print_line(terminal, &words, STYLE_PLAIN, stream);
        words.length = 0;
    }
    terminal_add_text(&words, correction->made_by);
    buffer_add_string(&words, " on ");
    terminal_add_text(&words, correction->made_on);
    buffer_add_string(&words, ": ");
    terminal_add_text(&words, correction->reason);
    print_line(terminal, &words, STYLE_FAINT, stream);
    words.length = 0;
    add_state(&words, plan, correction, arena);
    if (words.length)
        print_line(terminal, &words, correction->state == CORRECTION_ENDED ? STYLE_FAINT : STYLE_AMBER,
                   stream);
    buffer_free(&words);
}

size_t correction_list_print(const struct plan_set *plans, bool with_ended, struct arena *arena,
                             const struct terminal *terminal, FILE *stream)
{
    size_t count = 0;

    for (size_t i = 0; i < plans->count; i++)
        for (size_t j = 0; j < plans->items[i]->correction_count; j++) {
            if (!is_listed(&plans->items[i]->corrections[j], with_ended))
                continue;
            print_correction(plans->items[i], &plans->items[i]->corrections[j], arena, terminal, stream);
            count++;
        }
    return count;
}

/* ---- for programs and spreadsheets --------------------------------------------------------------- */

static struct span keep(struct buffer *buffer, struct arena *arena)
{
    struct span kept = arena_copy_span(arena, span_over(buffer->bytes, buffer->length));

    buffer_free(buffer);
    return kept;
}

static struct span number(int64_t value, struct arena *arena)
{
    struct buffer text = { 0 };

    buffer_add_format(&text, "%lld", (long long)value);
    return keep(&text, arena);
}

static struct span key_of(const struct plan *plan, const struct correction *correction, struct arena *arena)
{
    struct buffer key = { 0 };

    if (correction->index == PLAN_NO_INDEX)
        return (struct span){ 0 };
    entry_add_key(&key, plan, entry_kind_of_item(correction->field->kind), correction->index);
    return keep(&key, arena);
}

static void add_row(struct text_table *table, const struct plan *plan, const struct correction *correction)
{
    text_table_add(table, number(correction->id, table->arena));
    text_table_add(table, plan->key);
    text_table_add(table, key_of(plan, correction, table->arena));
    text_table_add_string(table, entry_kind_name(entry_kind_of_item(correction->field->kind)));
    text_table_add(table, correction->words);
    text_table_add_string(table, correction->field->name);
    text_table_add(table, correction->was);
    text_table_add(table, correction->given);
    text_table_add(table, correction->reason);
    text_table_add(table, correction->made_by);
    text_table_add(table, correction->made_on);
    text_table_add_string(table, correction_state_name(correction->state));
    text_table_add(table, correction->ended_by);
    text_table_add(table, correction->ended_on);
    text_table_add(table, correction->ended_why);
}

void correction_list_fill(const struct plan_set *plans, bool with_ended, struct arena *arena,
                          struct text_table *table)
{
    static const struct text_column columns[] = {
        { .name = "number", .title = "NUMBER", .is_number = true },
        { .name = "plan", .title = "PLAN" },
        { .name = "item", .title = "ITEM" },
        { .name = "kind", .title = "KIND" },
        { .name = "words", .title = "WORDS", .wraps = true },
        { .name = "field", .title = "FIELD" },
        { .name = "plan_says", .title = "PLAN SAYS", .wraps = true },
        { .name = "value", .title = "VALUE", .wraps = true },
        { .name = "reason", .title = "REASON", .wraps = true },
        { .name = "by", .title = "BY" },
        { .name = "on", .title = "ON" },
        { .name = "state", .title = "STATE" },
        { .name = "ended_by", .title = "ENDED BY" },
        { .name = "ended_on", .title = "ENDED ON" },
        { .name = "ended_why", .title = "WHY", .wraps = true },
    };

    text_table_begin(table, arena, columns, ARRAY_LENGTH(columns));
    for (size_t i = 0; i < plans->count; i++)
        for (size_t j = 0; j < plans->items[i]->correction_count; j++)
            if (is_listed(&plans->items[i]->corrections[j], with_ended))
                add_row(table, plans->items[i], &plans->items[i]->corrections[j]);
}
