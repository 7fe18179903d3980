#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "cli/command_table.h"
#include "cli/session.h"
#include "output/json_writer.h"
#include "output/terminal.h"

struct search_values {
    const char *format;
    const char *output;
    size_t limit;
};

enum { LIMIT_USUAL = 50 };

static const char *const formats[] = { "text", "json", NULL };

static const struct option_spec options[] = {
    { .name = "limit",
      .letter = 'n',
      .kind = OPTION_COUNT,
      .argument = "N",
      .target = offsetof(struct search_values, limit),
      .help = "at most this many (50)" },
    { .name = "format",
      .kind = OPTION_NAME,
      .argument = "FORMAT",
      .choices = formats,
      .target = offsetof(struct search_values, format),
      .help = "text (as it is without this) or json" },
    { .name = "output",
      .letter = 'o',
      .kind = OPTION_TEXT,
      .argument = "FILE",
      .target = offsetof(struct search_values, output),
      .help = "write to this file" },
};

/* The store marks the words that matched with these. */
enum { MATCH_BEGINS = '\x02', MATCH_ENDS = '\x03' };

/* The snippet with its matched words in bold on a terminal, between [ and ] elsewhere. */
static void add_snippet(struct buffer *buffer, struct span snippet, const struct terminal *terminal)
{
    const char *begins = terminal->has_colour ? terminal_style(terminal, STYLE_BOLD) : "[";
    const char *ends = terminal->has_colour ? terminal_plain(terminal, STYLE_BOLD) : "]";
    size_t from = 0;

    for (size_t at = 0; at <= snippet.length; at++) {
        if (at < snippet.length && snippet.text[at] != MATCH_BEGINS && snippet.text[at] != MATCH_ENDS)
            continue;
        struct span piece = span_part(snippet, from, at);
        if (piece.length > 0 && span_is_blank(span_part(piece, 0, 1)))
            buffer_add_byte(buffer, ' ');
        terminal_add_text(buffer, piece);
        if (piece.length > 1 && span_is_blank(span_part(piece, piece.length - 1, piece.length)))
            buffer_add_byte(buffer, ' ');
        if (at < snippet.length)
            buffer_add_string(buffer, snippet.text[at] == MATCH_BEGINS ? begins : ends);
        from = at + 1;
    }
}

static void print_hits(const struct search_result *result, const struct terminal *terminal, FILE *stream)
{
    struct buffer line = { 0 };

    for (size_t i = 0; i < result->count; i++) {
        const struct search_hit *hit = &result->items[i];
        line.length = 0;
        buffer_add_span(&line, hit->item);
        buffer_add_string(&line, "  ");
        buffer_add_span(&line, hit->kind);
        buffer_add_string(&line, "  ");
        terminal_add_text(&line, hit->document);
        if (hit->line > 0)
            buffer_add_format(&line, ":%zu", hit->line);
        buffer_add_string(&line, "\n    ");
        add_snippet(&line, hit->snippet, terminal);
        fprintf(stream, "%s\n", buffer_string(&line));
    }
    buffer_free(&line);
}

static void write_hits(const struct search_result *result, FILE *stream)
{
    struct json_writer json;

    json_put_begin(&json, stream);
    json_put_begin_object(&json);
    json_put_name(&json, "hits");
    json_put_begin_array(&json);
    for (size_t i = 0; i < result->count; i++) {
        const struct search_hit *hit = &result->items[i];
        json_put_begin_inline_object(&json);
        json_put_member_span(&json, "plan", hit->plan);
        json_put_member_span(&json, "item", hit->item);
        json_put_member_span(&json, "kind", hit->kind);
        json_put_member_span(&json, "document", hit->document);
        json_put_member_integer(&json, "line", (int64_t)hit->line);
        json_put_member_span(&json, "text", hit->text);
        json_put_end_object(&json);
    }
    json_put_end_array(&json);
    json_put_end_object(&json);
    json_put_end(&json);
}

static const char *join(struct buffer *buffer, const struct text_list *operands)
{
    for (size_t i = 0; i < operands->count; i++) {
        if (i > 0)
            buffer_add_byte(buffer, ' ');
        buffer_add_string(buffer, operands->items[i]);
    }
    return buffer_string(buffer);
}

static int print_result(struct session *session, const struct search_values *values,
                        const struct search_result *result)
{
    if (session_open_output(session, values->output) != STATUS_OK)
        return EXIT_WRONG;
    struct terminal terminal = session_terminal(session);
    if (values->format && strcmp(values->format, "json") == 0)
        write_hits(result, session->output.stream);
    else
        print_hits(result, &terminal, session->output.stream);
    return session_exit_status(session_finish_output(session));
}

static int run(struct session *session, const void *filled, const struct text_list *operands)
{
    const struct search_values *values = filled;
    struct buffer words = { 0 };
    struct search_result result = { 0 };
    enum status status = session_open_store(session, STORE_READ);

    if (status == STATUS_OK)
        status = store_search(session->store, join(&words, operands),
                              values->limit ? values->limit : LIMIT_USUAL, session->arena, &result);
    buffer_free(&words);
    if (status != STATUS_OK)
        return EXIT_WRONG;
    if (result.count == 0)
        fputs("nothing found\n", stderr);
    return print_result(session, values, &result);
}

const struct command search_command = {
    .name = "search",
    .operands = "WORD ...",
    .summary = "find items by their words",
    .details = "Finds actions, risks, indicators and sections that hold all the words or their inflections, "
               "best first. "
               "\"two words\" in double quotes are a phrase, house* is a beginning; a word after -- that "
               "begins with - must not occur.",
    .options = options,
    .option_count = ARRAY_LENGTH(options),
    .values_size = sizeof(struct search_values),
    .operand_least = 1,
    .operand_most = SIZE_MAX,
    .run = run,
};
