#include "cli/grammar_try.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "characters/file_read.h"
#include "cli/session.h"
#include "grammar/grammar.h"
#include "grammar/pattern.h"
#include "grammar/pattern_try.h"
#include "grammar/vocabulary.h"
#include "output/terminal.h"
#include "plan/plan_read.h"

enum { SET_LIMIT = 64, INDENT = 6 };

/* What is tried: lists of patterns and phrases; of one list perhaps one entry only. */
struct trial {
    struct session *session;
    struct matcher *matcher;
    struct terminal terminal;
    struct {
        const char *name; /* "dates.forms" */
        const struct pattern_set *set;
        const struct vocabulary *vocabulary;
    } lists[SET_LIMIT];
    size_t count;
    bool whole;              /* only what takes a whole cell */
    uint32_t only;           /* rule of the only entry that counts; 0: all do */
    struct pattern_set *own; /* made of a pattern of the command line */
    const char *path;
    size_t line;
    size_t matches;
    size_t matched_lines;
};

/* ---- what is meant ------------------------------------------------------------------------------- */

static void add_list(struct trial *trial, const char *name)
{
    const struct grammar *grammar = trial->session->grammar;
    const struct pattern_set *set = grammar_pattern_set(grammar, name);
    const struct vocabulary *vocabulary = grammar_vocabulary(grammar, name);

    if ((!set && !vocabulary) || trial->count == SET_LIMIT)
        return;
    trial->lists[trial->count].name = arena_copy_string(trial->session->arena, name);
    trial->lists[trial->count].set = set;
    trial->lists[trial->count++].vocabulary = vocabulary;
}

/* A grammar's first list of patterns (of phrases, where it has no pattern), unless all are wanted. */
static void add_file(struct trial *trial, const char *concern, bool all)
{
    const struct grammar *grammar = trial->session->grammar;
    const struct node *file = grammar_file(grammar, concern);
    struct buffer name = { 0 };
    size_t phrases = 0;

    for (size_t i = 0; i < node_count(file); i++) {
        name.length = 0;
        buffer_add_format(&name, "%s.%s", concern, node_key(file, i));
        if (strcmp(node_key(file, i), "define") == 0 || (!all && trial->count > phrases))
            continue;
        add_list(trial, buffer_string(&name));
        phrases += !grammar_pattern_set(grammar, buffer_string(&name)) &&
                   grammar_vocabulary(grammar, buffer_string(&name));
    }
    if (!all && phrases && trial->count > phrases)
        trial->lists[0] = trial->lists[trial->count - 1];
    trial->count = all || !trial->count ? trial->count : 1;
    buffer_free(&name);
}

/* "dates.month-year": all lists of the file, of which one has the entry. */
static void add_rule(struct trial *trial, const char *name)
{
    const char *dot = strrchr(name, '.');

    trial->only = grammar_rule(trial->session->grammar, name);
    if (trial->only)
        add_file(trial, arena_copy_span(trial->session->arena, span_over(name, (size_t)(dot - name))).text,
                 true);
}

static enum status find_lists(struct trial *trial, const char *what)
{
    struct session *session = trial->session;

    add_list(trial, what);
    if (!trial->count)
        add_file(trial, what, false);
    if (!trial->count)
        add_rule(trial, what);
    if (trial->count)
        return STATUS_OK;
    enum status status =
        pattern_try_compile(session->grammar, what, session->arena, session->sink, &trial->own);

    if (status != STATUS_OK)
        return status;
    trial->lists[0].name = "PATTERN";
    trial->lists[0].set = trial->own;
    trial->count = 1;
    return STATUS_OK;
}

/* ---- what is shown ------------------------------------------------------------------------------- */

/* What stands before or behind the words, no more of it than there is room for, blanks beside them kept. */
static void add_beside(struct buffer *out, struct span text, bool is_before, size_t room)
{
    bool is_cut = text.length > room;
    size_t from = is_cut && is_before ? text.length - room : 0;
    size_t to = is_cut && !is_before ? room : text.length;

    while (from < to && from > 0 &&
           ((unsigned char)text.text[from] & 0xc0) == 0x80) /* not amid a character */
        from++;
    while (to > from && to < text.length && ((unsigned char)text.text[to] & 0xc0) == 0x80)
        to--;
    text = span_part(text, from, to);
    if (is_cut && is_before)
        buffer_add_string(out, "...");
    if (!is_before && text.length && span_is_white(text.text[0]))
        buffer_add_byte(out, ' ');
    terminal_add_text(out, span_trim(text));
    if (is_before && text.length && span_is_white(text.text[text.length - 1]))
        buffer_add_byte(out, ' ');
    if (is_cut && !is_before)
        buffer_add_string(out, "...");
}

/* The line's number and its words; what is looked for in the middle of what fits on one line. */
static void print_words(struct trial *trial, struct span line, size_t from, size_t to)
{
    enum { MARKS = 8, LEAST_ROOM = 20 }; /* brackets and dots */
    const struct terminal *terminal = &trial->terminal;
    struct buffer out = { 0 };
    size_t taken = INDENT + (to - from) + MARKS;
    size_t room = terminal->width > taken + LEAST_ROOM ? terminal->width - taken : LEAST_ROOM;
    size_t before = from < room / 2               ? from
                    : line.length - to < room / 2 ? room - (line.length - to)
                                                  : room / 2;

    buffer_add_format(&out, "%*zu ", INDENT - 1, trial->line);
    add_beside(&out, span_part(line, 0, from), true, before);
    buffer_add_format(&out, "%s[", terminal_style(terminal, STYLE_BOLD));
    terminal_add_text(&out, span_part(line, from, to));
    buffer_add_format(&out, "]%s", terminal_plain(terminal, STYLE_BOLD));
    add_beside(&out, span_part(line, to, line.length), false, room - before);
    fprintf(trial->session->output.stream, "%s\n", buffer_string(&out));
    buffer_free(&out);
}

/* `dates.numeric-day: day "31", month "11"` */
static void print_groups(struct trial *trial, struct span line, const struct match *match, const char *list)
{
    const struct terminal *terminal = &trial->terminal;
    const char *rule = grammar_rule_name(trial->session->grammar, match->rule);
    struct buffer words = { 0 }, out = { 0 };
    const char *before = ": ";

    buffer_add_string(&words, *rule ? rule : list);
    for (int group = 0; group < PATTERN_GROUP_LIMIT; group++) {
        const char *name = pattern_set_group_name(match->set, group);
        struct span value = name ? match_group(match, line, group) : (struct span){ 0 };

        if (!value.text)
            continue;
        buffer_add_format(&words, "%s%s \"", before, name);
        terminal_add_text(&words, value);
        buffer_add_byte(&words, '"');
        before = ", ";
    }
    buffer_add_format(&out, "%s%*s", terminal_style(terminal, STYLE_FAINT), INDENT, "");
    terminal_add_wrapped(&out, span_over(words.bytes, words.length), INDENT, INDENT + 2, terminal->width);
    fprintf(trial->session->output.stream, "%s%s\n", buffer_string(&out),
            terminal_plain(terminal, STYLE_FAINT));
    buffer_free(&words);
    buffer_free(&out);
}

static bool counts(const struct trial *trial, uint32_t rule)
{
    return !trial->only || trial->only == rule;
}

static bool find(struct trial *trial, size_t list, struct span cell, size_t at, struct match *match)
{
    if (!trial->whole)
        return pattern_find(trial->lists[list].set, trial->matcher, cell, at, match);
    return at == 0 && pattern_match_whole(trial->lists[list].set, trial->matcher, cell, match);
}

static void try_set(struct trial *trial, size_t list, struct span line, struct span cell)
{
    size_t offset = (size_t)(cell.text - line.text);
    struct match match;

    for (size_t at = 0; find(trial, list, cell, at, &match);) {
        at = match.to > match.from ? match.to : match.to + 1;
        if (!counts(trial, match.rule))
            continue;
        print_words(trial, line, offset + match.from, offset + match.to);
        print_groups(trial, cell, &match, trial->lists[list].name);
        trial->matches++;
    }
}

/* A phrase is the whole of a cell. */
static void try_vocabulary(struct trial *trial, size_t list, struct span line, struct span cell)
{
    const struct vocabulary *vocabulary = trial->lists[list].vocabulary;
    int entry = vocabulary_find(vocabulary, cell);
    size_t offset = (size_t)(cell.text - line.text);

    if (entry < 0 || !counts(trial, vocabulary_rule(vocabulary, (size_t)entry)))
        return;
    print_words(trial, line, offset, offset + cell.length);
    fprintf(trial->session->output.stream, "%*s%s: %s\n", INDENT, "", trial->lists[list].name,
            vocabulary_name(vocabulary, (size_t)entry));
    trial->matches++;
}

static void try_cell(struct trial *trial, struct span line, struct span cell)
{
    for (size_t i = 0; i < trial->count && cell.length; i++) {
        if (trial->lists[i].set)
            try_set(trial, i, line, cell);
        else
            try_vocabulary(trial, i, line, cell);
    }
}

/* Patterns look at cells: what stands between two tabs. */
static void try_line(struct trial *trial, struct span line)
{
    size_t before = trial->matches;

    for (size_t from = 0, to; from <= line.length; from = to + 1) {
        for (to = from; to < line.length && line.text[to] != '\t';)
            to++;
        try_cell(trial, line, span_trim(span_part(line, from, to)));
    }
    trial->matched_lines += trial->matches > before;
}

static void try_text(struct trial *trial, struct span text)
{
    for (size_t from = 0, to; from < text.length; from = to + 1) {
        for (to = from; to < text.length && text.text[to] != '\n';)
            to++;
        trial->line++;
        try_line(trial, span_trim(span_part(text, from, to)));
    }
    fprintf(trial->session->output.stream, "%zu match%s of %s in %zu of %zu lines\n", trial->matches,
            trial->matches == 1 ? "" : "es",
            trial->only ? grammar_rule_name(trial->session->grammar, trial->only) : trial->lists[0].name,
            trial->matched_lines, trial->line);
}

/* ---- all of it ----------------------------------------------------------------------------------- */

static enum status run(struct trial *trial, const char *what)
{
    struct session *session = trial->session;
    struct file_bytes file = { 0 };
    struct span text;
    enum status status;

    if ((status = session_load_grammar(session)) != STATUS_OK ||
        (status = find_lists(trial, what)) != STATUS_OK ||
        (status = file_read(trial->path, session->sink, &file)) != STATUS_OK)
        return status;
    const struct plan_input input = { .bytes = file.bytes, .file = trial->path };

    if ((status = plan_read_text(&input, session->arena, session->sink, &text)) == STATUS_OK &&
        (status = session_open_output(session, NULL)) == STATUS_OK) {
        trial->terminal = session_terminal(session);
        try_text(trial, text);
        status = session_finish_output(session);
    }
    file_bytes_free(&file);
    return status;
}

int grammar_try(struct session *session, const char *what, const char *path, bool whole)
{
    struct trial trial = { .session = session, .matcher = matcher_new(), .path = path, .whole = whole };
    enum status status = run(&trial, what);

    if (trial.own)
        pattern_try_free(trial.own);
    matcher_free(trial.matcher);
    return session_exit_status(status);
}
