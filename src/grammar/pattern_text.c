#include "grammar/pattern_text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diagnostic.h"
#include "base/memory.h"
#include "grammar/grammar.h"
#include "grammar/node.h"

enum { NAME_LIMIT = 100 };

/* Pieces that are being put in, innermost first. */
struct frame {
    const struct node *piece;
    const struct frame *outer;
};

struct expander {
    const struct grammar *grammar;
    struct diag_sink *sink;
    struct pattern_text *out;
    bool in_class;
};

static void add_run(struct pattern_text *out, const struct node *node, size_t offset)
{
    out->runs = memory_grow(out->runs, out->run_count, &out->run_capacity, sizeof *out->runs);
    out->runs[out->run_count++] = (struct pattern_run){ out->text.length, node, offset };
}

static enum status fault_at(const struct node *node, size_t offset, struct diag_sink *sink, const char *what,
                            const char *name)
{
    size_t line;
    size_t column;

    node_place(node, offset, &line, &column);
    diag_report(sink, DIAG_GRAMMAR_PATTERN, node->origin->file, line, column, "%s%s", what, name);
    return STATUS_GRAMMAR;
}

/* The name between {{ and }} at text[offset], without blanks; false where it is not closed or too long. */
static bool read_name(const struct node *node, size_t offset, char name[static NAME_LIMIT], size_t *end)
{
    const char *start = node->text + offset + 2;
    const char *close = strstr(start, "}}");

    if (!close)
        return false;
    struct span inner = span_trim(span_over(start, (size_t)(close - start)));

    if (inner.length == 0 || inner.length >= NAME_LIMIT || memchr(inner.text, '\n', inner.length))
        return false;
    memcpy(name, inner.text, inner.length);
    name[inner.length] = '\0';
    *end = (size_t)(close - node->text) + 2;
    return true;
}

static const struct node *find_piece(const struct expander *expander, const struct node *user, char *name)
{
    char *dot = strrchr(name, '.');
    const struct node *file;

    if (dot)
        *dot = '\0';
    file = grammar_file(expander->grammar, dot ? name : user->origin->concern);
    const struct node *piece = node_get(node_get(file, "define"), dot ? dot + 1 : name);

    if (dot)
        *dot = '.';
    return piece && piece->kind == NODE_TEXT ? piece : NULL;
}

/* Follows the pattern far enough to know whether its next byte stands in a character class. */
static void follow_class(struct expander *expander, const char *text, size_t at, size_t *class_start)
{
    if (!expander->in_class && text[at] == '[') {
        expander->in_class = true;
        *class_start = at + 1 + (text[at + 1] == '^');
    } else if (expander->in_class && text[at] == ']' && at != *class_start) {
        expander->in_class = false;
    }
}

static enum status expand(struct expander *expander, const struct node *node, const struct frame *outer);

/* {{name}} at node->text[offset]; *end is set behind it. */
static enum status include(struct expander *expander, const struct node *node, size_t offset,
                           const struct frame *outer, size_t *end)
{
    char name[NAME_LIMIT];
    bool in_class = expander->in_class;

    if (!read_name(node, offset, name, end))
        return fault_at(node, offset, expander->sink, "{{ without a name and }}; write \\{\\{ for two braces",
                        "");
    const struct node *piece = find_piece(expander, node, name);

    if (!piece)
        return fault_at(node, offset, expander->sink, "no file defines the piece ", name);
    for (const struct frame *frame = outer; frame; frame = frame->outer)
        if (frame->piece == piece)
            return fault_at(node, offset, expander->sink, "a piece that holds itself: ", name);
    add_run(expander->out, node, offset);
    if (!in_class)
        buffer_add_string(&expander->out->text, "(?:");
    enum status status = expand(expander, piece, &(struct frame){ piece, outer });

    expander->in_class = in_class;
    add_run(expander->out, node, offset);
    if (!in_class)
        buffer_add_string(&expander->out->text, "\\E\n)");
    return status;
}

/* Bytes that go together at text[at]: an escape, a comment up to its line's end, or one byte. */
static size_t unit_length(const struct expander *expander, const char *text, size_t at, size_t length)
{
    if (text[at] == '\\' && at + 1 < length)
        return 2;
    if (text[at] == '#' && !expander->in_class) {
        const char *end = memchr(text + at, '\n', length - at);

        return end ? (size_t)(end - text) - at : length - at;
    }
    return 1;
}

/* pattern := { "{{" name "}}" | escape | comment | any byte } ; final line ends are left out */
static enum status expand(struct expander *expander, const struct node *node, const struct frame *outer)
{
    size_t length = node->length;
    size_t class_start = 0;

    while (length && node->text[length - 1] == '\n')
        length--;
    add_run(expander->out, node, 0);
    for (size_t at = 0; at < length;) {
        if (expander->out->text.length > PATTERN_LIMIT_BYTES)
            return fault_at(node, at, expander->sink, "with its pieces put in, the pattern is over 64 KiB",
                            "");
        if (node->text[at] == '{' && node->text[at + 1] == '{') {
            if (include(expander, node, at, outer, &at) != STATUS_OK)
                return STATUS_GRAMMAR;
            add_run(expander->out, node, at);
            continue;
        }
        size_t step = unit_length(expander, node->text, at, length);

        if (step == 1)
            follow_class(expander, node->text, at, &class_start);
        buffer_add(&expander->out->text, node->text + at, step);
        at += step;
    }
    return STATUS_OK;
}

enum status pattern_text_expand(const struct grammar *grammar, const struct node *pattern,
                                struct diag_sink *sink, struct pattern_text *out)
{
    struct expander expander = { .grammar = grammar, .sink = sink, .out = out };

    *out = (struct pattern_text){ 0 };
    return expand(&expander, pattern, NULL);
}

struct span pattern_text_span(const struct pattern_text *text)
{
    return span_over(text->text.bytes, text->text.length);
}

void pattern_text_free(struct pattern_text *text)
{
    buffer_free(&text->text);
    free(text->runs);
    *text = (struct pattern_text){ 0 };
}

enum status pattern_text_fault(const struct pattern_text *text, size_t offset, struct diag_sink *sink,
                               const char *format, ...)
{
    char what[1024];
    va_list arguments;
    const struct pattern_run *run = text->runs;
    size_t line;
    size_t column;

    for (size_t i = 1; i < text->run_count && text->runs[i].at <= offset; i++)
        run = &text->runs[i];
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    node_place(run->node, run->offset + (offset - run->at), &line, &column);
    diag_report(sink, DIAG_GRAMMAR_PATTERN, run->node->origin->file, line, column, "%s", what);
    return STATUS_GRAMMAR;
}
