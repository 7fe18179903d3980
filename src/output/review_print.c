#include "output/review_print.h"

#include "analysis/reading_review.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "output/entry.h"
#include "output/terminal.h"
#include "output/text_table.h"
#include "plan/plan.h"

enum { INDENT = 6, WORDS_SHOWN = 300 };

static void print_line(struct buffer *words, const struct terminal *terminal, enum style style, FILE *stream)
{
    struct buffer line = { 0 };

    buffer_add_format(&line, "%s%*s", terminal_style(terminal, style), INDENT, "");
    terminal_add_wrapped(&line, span_over(words->bytes, words->length), INDENT, INDENT, terminal->width);
    fprintf(stream, "%s%s\n", buffer_string(&line), terminal_plain(terminal, style));
    buffer_free(&line);
    words->length = 0;
}

/* "norwich-001 (A.5), due date, line 131" */
static void add_place(struct buffer *out, const struct doubtful_reading *reading)
{
    enum entry_kind kind = entry_kind_of_item(reading->kind);
    struct span ref = entry_ref(reading->plan, kind, reading->index);

    entry_add_key(out, reading->plan, kind, reading->index);
    if (ref.text) {
        buffer_add_string(out, " (");
        terminal_add_text(out, ref);
        buffer_add_byte(out, ')');
    }
    buffer_add_format(out, ": %s", reading->field);
    if (reading->line)
        buffer_add_format(out, ", line %zu", reading->line);
}

/* The words, cut at a word where they are long. */
static void add_words(struct buffer *out, struct span words)
{
    size_t length = words.length;

    if (length > WORDS_SHOWN)
        for (length = WORDS_SHOWN; length > 0 && words.text[length] != ' ';)
            length--;
    buffer_add_byte(out, '"');
    terminal_add_text(out, span_part(words, 0, length));
    buffer_add_string(out, length < words.length ? " ...\"" : "\"");
}

static void print_reading(const struct doubtful_reading *reading, const struct terminal *terminal,
                          FILE *stream)
{
    struct buffer words = { 0 };
    struct buffer head = { 0 };

    add_place(&head, reading);
    buffer_add_format(&words, "%s%.2f%s  ", terminal_style(terminal, STYLE_AMBER), reading->confidence,
                      terminal_plain(terminal, STYLE_AMBER));
    terminal_add_wrapped(&words, span_over(head.bytes, head.length), INDENT, INDENT, terminal->width);
    fprintf(stream, "%s\n", buffer_string(&words));
    words.length = 0;
    add_words(&words, reading->words);
    buffer_add_format(&words, " %s", reading->why);
    print_line(&words, terminal, STYLE_PLAIN, stream);
    if (reading->others.text) {
        buffer_add_string(&words, "or else: ");
        terminal_add_text(&words, reading->others);
        print_line(&words, terminal, STYLE_FAINT, stream);
    }
    buffer_free(&head);
    buffer_free(&words);
}

void review_print(const struct reading_review *review, const struct terminal *terminal, FILE *stream)
{
    for (size_t i = 0; i < review->count; i++)
        print_reading(&review->items[i], terminal, stream);
}

static struct span kept(struct buffer *buffer, struct arena *arena)
{
    struct span span = arena_copy_span(arena, span_over(buffer->bytes, buffer->length));

    buffer_free(buffer);
    return span;
}

static void add_row(struct text_table *table, const struct doubtful_reading *reading)
{
    enum entry_kind kind = entry_kind_of_item(reading->kind);
    struct buffer key = { 0 }, figure = { 0 };

    entry_add_key(&key, reading->plan, kind, reading->index);
    buffer_add_format(&figure, "%.2f", reading->confidence);
    text_table_add(table, kept(&key, table->arena));
    text_table_add_string(table, reading->field);
    text_table_add(table, reading->words);
    if (reading->line)
        text_table_add_count(table, reading->line);
    else
        text_table_add_string(table, NULL);
    text_table_add(table, kept(&figure, table->arena));
    text_table_add_string(table, reading->why);
    text_table_add(table, reading->others);
    text_table_add_string(table, NULL);
    text_table_add_string(table, NULL);
    text_table_add(table, entry_text(reading->plan, kind, reading->index));
}

void review_fill(const struct reading_review *review, struct arena *arena, struct text_table *table)
{
    static const struct text_column columns[] = {
        { .name = "item", .title = "ITEM" },
        { .name = "field", .title = "FIELD" },
        { .name = "plan_says", .title = "PLAN SAYS", .wraps = true },
        { .name = "line", .title = "LINE", .is_number = true },
        { .name = "confidence", .title = "CONFIDENCE", .is_number = true },
        { .name = "why", .title = "WHY", .wraps = true },
        { .name = "or_else", .title = "OR ELSE", .wraps = true },
        { .name = "value", .title = "VALUE" },
        { .name = "reason", .title = "REASON" },
        { .name = "words", .title = "WORDS", .wraps = true },
    };

    text_table_begin(table, arena, columns, ARRAY_LENGTH(columns));
    for (size_t i = 0; i < review->count; i++)
        add_row(table, &review->items[i]);
}
