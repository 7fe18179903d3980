#include "store/audit_function.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/status.h"
#include "characters/utf8_check.h"
#include "grammar/grammar.h"
#include "grammar/pattern.h"
#include "plan/plan.h"
#include "store/audit_query.h"
#include "store/packed_rows.h"

static struct span text_of(sqlite3_value *value)
{
    const char *text = (const char *)sqlite3_value_text(value);

    return span_over(text, text ? (size_t)sqlite3_value_bytes(value) : 0);
}

static void give(sqlite3_context *result, const char *text, size_t length)
{
    sqlite3_result_text64(result, text, length, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static void give_buffer(sqlite3_context *result, struct buffer *buffer)
{
    give(result, buffer_string(buffer), buffer->length);
    buffer_free(buffer);
}

/* ---- patterns ---------------------------------------------------------------------------------- */

static const struct pattern_set *set_named(const struct audit_context *context, const char *list)
{
    char full[80];

    snprintf(full, sizeof full, "checks.%s", list);
    return grammar_pattern_set(context->grammar, full);
}

/* The list's name is the same in every row of a question, so its set is looked up once. */
static const struct pattern_set *set_of(sqlite3_context *result, sqlite3_value *name)
{
    struct pattern_set *kept = sqlite3_get_auxdata(result, 0);

    if (kept)
        return kept;
    const struct pattern_set *set =
        set_named(sqlite3_user_data(result), (const char *)sqlite3_value_text(name));

    if (set)
        sqlite3_set_auxdata(result, 0, (void *)(uintptr_t)set, NULL);
    else
        sqlite3_result_error(result, "grammars/checks.yaml has no such list of patterns", -1);
    return set;
}

static bool finds(const struct audit_context *context, const struct pattern_set *set, struct span text,
                  struct match *match)
{
    return set && text.text && utf8_is_sound(text) && pattern_find(set, context->matcher, text, 0, match);
}

bool audit_function_finds(const struct audit_context *context, const char *list, struct span text)
{
    struct match match;

    return text.text && finds(context, set_named(context, list), text, &match);
}

static void find(sqlite3_context *result, int count, sqlite3_value **values)
{
    const struct audit_context *context = sqlite3_user_data(result);
    const struct pattern_set *set = set_of(result, values[0]);
    struct span text = text_of(values[1]);
    struct match match;

    (void)count;
    if (!finds(context, set, text, &match))
        return;
    struct span code = match_group(&match, text, pattern_set_group(set, "code"));

    if (code.text)
        give(result, code.text, code.length);
    else
        give(result, text.text + match.from, match.to - match.from);
}

static void cut(sqlite3_context *result, int count, sqlite3_value **values)
{
    const struct audit_context *context = sqlite3_user_data(result);
    struct span text = context->edition->plan->text;
    int64_t offset = sqlite3_value_int64(values[0]);
    int64_t length = sqlite3_value_int64(values[1]);

    (void)count;
    if (sqlite3_value_type(values[0]) == SQLITE_NULL || offset < 0 || length < 0)
        return;
    if (text.text && (size_t)offset <= text.length && (size_t)length <= text.length - (size_t)offset)
        give(result, text.text + offset, (size_t)length);
}

/* ---- words ------------------------------------------------------------------------------------- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
    return is_letter(c) || is_digit(c);
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static void make_plain(sqlite3_context *result, int count, sqlite3_value **values)
{
    struct span text = text_of(values[0]);
    struct buffer out = { 0 };

    (void)count;
    if (!text.text)
        return;
    for (size_t i = 0; i < text.length; i++) {
        if (!is_word(text.text[i]))
            continue;
        if (out.length > 0 && !is_word(text.text[i - 1]))
            buffer_add_byte(&out, ' ');
        buffer_add_byte(&out, lower(text.text[i]));
    }
    give_buffer(result, &out);
}

/* Letters and digits in upper case, or the letters before the first digit. */
static void add_code(struct span text, bool letters_only, struct buffer *out)
{
    for (size_t i = 0; i < text.length && !(letters_only && is_digit(text.text[i])); i++)
        if (is_word(text.text[i]))
            buffer_add_byte(out, upper(text.text[i]));
}

static void make_code(sqlite3_context *result, int count, sqlite3_value **values)
{
    struct span text = text_of(values[0]);
    struct buffer out = { 0 };

    (void)count;
    if (!text.text)
        return;
    add_code(text, sqlite3_user_data(result) != NULL, &out);
    give_buffer(result, &out);
}

struct span audit_function_letters(struct span text, struct arena *arena)
{
    struct buffer letters = { 0 };

    if (!text.text)
        return text;
    add_code(text, true, &letters);
    struct span copy = arena_copy_span(arena, span_over(buffer_string(&letters), letters.length));

    buffer_free(&letters);
    return copy;
}

/* 12 of "A.12"; 0 where there is none. */
int64_t audit_function_figure(struct span text)
{
    enum { MOST = 1000000000 };
    size_t at = 0;
    int64_t figure = 0;

    while (at < text.length && !is_digit(text.text[at]))
        at++;
    for (; at < text.length && is_digit(text.text[at]) && figure < MOST; at++)
        figure = figure * 10 + (text.text[at] - '0');
    return figure;
}

static void find_figure(sqlite3_context *result, int count, sqlite3_value **values)
{
    (void)count;
    sqlite3_result_int64(result, audit_function_figure(text_of(values[0])));
}

static void last_word(sqlite3_context *result, int count, sqlite3_value **values)
{
    struct span text = text_of(values[0]);
    size_t from = text.length;

    (void)count;
    while (from > 0 && text.text[from - 1] != ' ')
        from--;
    if (text.text)
        give(result, text.text + from, text.length - from);
}

static void count_words(sqlite3_context *result, int count, sqlite3_value **values)
{
    struct span text = text_of(values[0]);
    int words = 0;

    (void)count;
    for (size_t i = 0; i < text.length; i++)
        words += is_word(text.text[i]) && (i == 0 || !is_word(text.text[i - 1]));
    sqlite3_result_int(result, words);
}

/* Words and numbers are of different types, so that SQL can tell that one is not to be held against the
 * other. */
static void find_level(sqlite3_context *result, int count, sqlite3_value **values)
{
    static const char *const words[] = { "very low", "low", "medium", "high", "very high" };
    struct span text = text_of(values[0]);
    size_t digits = 0;

    (void)count;
    while (digits < text.length && is_digit(text.text[digits]))
        digits++;
    if (digits > 0 && digits == text.length && digits <= 4)
        sqlite3_result_int64(result, strtol(text.text, NULL, 10));
    for (size_t i = 0; i < ARRAY_LENGTH(words); i++)
        if (span_equals(text, words[i]))
            sqlite3_result_double(result, 0.1 * (double)(i + 1));
}

/* ---- places -------------------------------------------------------------------------------------- */

/* Where the runs of an item's evidence begin and end, as the table evidence packs them; NULL where none has a
 * place. */
static void find_bound(sqlite3_context *result, struct span runs, bool is_end)
{
    int64_t run[RUN_NUMBERS], bound = -1;

    while (packed_rows_next(&runs, run, RUN_NUMBERS)) {
        int64_t at = run[RUN_OFFSET];

        if (at == PACKED_NULL || run[RUN_LENGTH] == PACKED_NULL)
            continue;
        at += is_end ? run[RUN_LENGTH] : 0;
        if (bound < 0 || (is_end ? at > bound : at < bound))
            bound = at;
    }
    if (bound >= 0)
        sqlite3_result_int64(result, bound);
}

static void first_byte(sqlite3_context *result, int count, sqlite3_value **values)
{
    (void)count;
    find_bound(result, text_of(values[0]), false);
}

static void end_byte(sqlite3_context *result, int count, sqlite3_value **values)
{
    (void)count;
    find_bound(result, text_of(values[0]), true);
}

/* ---- telling SQLite ---------------------------------------------------------------------------- */

static const struct function {
    const char *name;
    int arguments;
    void (*run)(sqlite3_context *, int, sqlite3_value **);
} functions[] = {
    { "found", 2, find },          { "cut", 2, cut },
    { "plain", 1, make_plain },    { "code", 1, make_code },
    { "letters", 1, make_code },   { "figure", 1, find_figure },
    { "last_word", 1, last_word }, { "word_count", 1, count_words },
    { "level", 1, find_level },    { "first_byte", 1, first_byte },
    { "end_byte", 1, end_byte },
};

int audit_functions_register(sqlite3 *handle, struct audit_context *context)
{
    static const char letters_only;
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    int code = SQLITE_OK;

    for (size_t i = 0; i < ARRAY_LENGTH(functions) && code == SQLITE_OK; i++) {
        const struct function *function = &functions[i];
        void *data = context;

        if (function->run == make_code)
            data = strcmp(function->name, "letters") == 0 ? (void *)(uintptr_t)&letters_only : NULL;
        code = sqlite3_create_function_v2(handle, function->name, function->arguments, flags, data,
                                          function->run, NULL, NULL, NULL);
    }
    return code;
}

void audit_functions_remove(sqlite3 *handle)
{
    for (size_t i = 0; i < ARRAY_LENGTH(functions); i++)
        sqlite3_create_function_v2(handle, functions[i].name, functions[i].arguments, SQLITE_UTF8, NULL, NULL,
                                   NULL, NULL, NULL);
}
