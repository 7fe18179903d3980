#include <string.h>

#include "base/arena.h"
#include "fields/owner_field.h"
#include "fields/owner_reader.h"
#include "fields/owner_words.h"
#include "fields/word_table.h"
#include "grammar/pattern.h"

enum { SHORT_FORM_LIMIT = 8 };

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static char lower(char c)
{
    return is_upper(c) ? (char)(c + ('a' - 'A')) : c;
}

static bool is_letter(char c)
{
    return (lower(c) >= 'a' && lower(c) <= 'z') || ((unsigned char)c & 0x80);
}

static bool is_word_byte(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '\'';
}

/* ---- do the letters agree? ---------------------------------------------------------------------- */

/* "MOW": two to eight letters, mostly capitals; "&" and "/" may stand between. */
static bool is_short_form(struct span text)
{
    size_t upper = 0;

    if (text.length < 2 || text.length > SHORT_FORM_LIMIT || !is_upper(text.text[0]))
        return false;
    for (size_t i = 0; i < text.length; i++) {
        if (!is_letter(text.text[i]) && text.text[i] != '&' && text.text[i] != '/')
            return false;
        upper += is_upper(text.text[i]);
    }
    return upper >= 2 && 2 * upper >= text.length;
}

/* Does a part of a word begin at `at`: its first letter, or a capital inside ("CityWide")? */
static bool begins_part(struct span text, size_t at)
{
    if (!is_letter(text.text[at]))
        return false;
    return at == 0 || !is_word_byte(text.text[at - 1]) ||
           (is_upper(text.text[at]) && !is_upper(text.text[at - 1]));
}

static bool is_small_word(const struct owner_reader *reader, struct span text, size_t at)
{
    size_t end = at;

    while (end < text.length && is_letter(text.text[end]))
        end++;
    return word_table_find(reader->words, span_part(text, at, end)) & (SORT_SMALL | SORT_JOINER);
}

/*
 * Where the words begin, at the end of `before`, whose parts begin with the letters of the short form: small
 * words may be passed over. SIZE_MAX where they don't agree.
 */
static size_t agree_backwards(const struct owner_reader *reader, struct span before, struct span short_form)
{
    size_t letter = short_form.length;
    size_t at = before.length;

    while (letter > 0) {
        if (!is_letter(short_form.text[letter - 1])) {
            letter--;
            continue;
        }
        while (at > 0 && !begins_part(before, at - 1))
            at--;
        if (at == 0)
            return SIZE_MAX;
        at--;
        if (lower(before.text[at]) == lower(short_form.text[letter - 1]))
            letter--;
        else if (!is_small_word(reader, before, at))
            return SIZE_MAX;
    }
    return at > 0 && is_word_byte(before.text[at - 1]) ? SIZE_MAX : at;
}

/* Do the parts of the words begin with just the letters of the short form? */
static bool agrees_wholly(const struct owner_reader *reader, struct span words, struct span short_form)
{
    return agree_backwards(reader, words, short_form) == 0;
}

/* ---- finding them ------------------------------------------------------------------------------- */

struct finding {
    const struct passage *text;
    struct arena *arena;
    struct abbreviation_value *out;
    size_t count;
    size_t limit;
};

static struct text_value value_of(struct finding *finding, struct span words, uint32_t rule)
{
    size_t from = (size_t)(words.text - finding->text->text.text);
    size_t count;
    struct text_value value = { .text = words };

    value.source.extents = passage_extents(finding->arena, finding->text, from, from + words.length, &count);
    value.source.extent_count = (uint32_t)count;
    value.source.rule = rule;
    return value;
}

static void add(struct finding *finding, struct span short_form, struct span meaning, uint32_t rule)
{
    if (finding->count == finding->limit)
        return;
    finding->out[finding->count++] = (struct abbreviation_value){
        .short_form = value_of(finding, short_form, rule),
        .meaning = value_of(finding, span_trim(meaning), rule),
    };
}

/* The first words of a bracket: "(CBL scheme)" is of CBL. */
static struct span first_word(struct span text)
{
    size_t end = 0;

    text = span_trim(text);
    while (end < text.length && text.text[end] != ' ' && text.text[end] != ',' && text.text[end] != ';')
        end++;
    return span_part(text, 0, end);
}

static struct span last_word(struct span text)
{
    size_t from;

    text = span_trim(text);
    for (from = text.length; from > 0 && (is_letter(text.text[from - 1]) || text.text[from - 1] == '&');)
        from--;
    return span_part(text, from, text.length);
}

/* bracket := words "(" short form ")" | short form "(" words ")" */
static void read_bracket(const struct owner_reader *reader, struct finding *finding, size_t open,
                         size_t close)
{
    struct span text = finding->text->text;
    struct span before = span_trim(span_part(text, 0, open));
    struct span inside = span_trim(span_part(text, open + 1, close));
    struct span short_form = first_word(inside);

    if (is_short_form(short_form)) {
        size_t from = agree_backwards(reader, before, short_form);

        if (from != SIZE_MAX)
            add(finding, short_form, span_part(before, from, before.length), reader->bracket_rule);
        return;
    }
    short_form = last_word(before);
    if (is_short_form(short_form) && agrees_wholly(reader, inside, short_form))
        add(finding, short_form, inside, reader->bracket_rule);
}

enum { MEANING_LIMIT_BYTES = 160 };

static void read_brackets(const struct owner_reader *reader, struct finding *finding)
{
    struct span text = finding->text->text;
    const char *first = text.length ? memchr(text.text, '(', text.length) : NULL;
    size_t open = SIZE_MAX;

    for (size_t i = first ? (size_t)(first - text.text) : text.length; i < text.length; i++) {
        if (text.text[i] == '(') {
            open = i;
        } else if (text.text[i] == ')' && open != SIZE_MAX) {
            if (i - open < MEANING_LIMIT_BYTES)
                read_bracket(reader, finding, open, i);
            open = SIZE_MAX;
        }
    }
}

/* entry := ["Key:"] ["-"] short form [mark] meaning.  Without a mark the letters decide where it could be a
 * sentence. */
static void read_entry(const struct owner_reader *reader, struct matcher *matcher, struct finding *finding,
                       struct span entry)
{
    struct match match;

    if (entry.length > MEANING_LIMIT_BYTES || !pattern_find(reader->keys, matcher, entry, 0, &match))
        return;
    struct span short_form = match_group(&match, entry, reader->key_short);
    struct span mark = match_group(&match, entry, reader->key_mark);
    struct span meaning = match_group(&match, entry, reader->key_meaning);

    if (short_form.length && short_form.text[0] == '(')
        short_form = span_part(short_form, 1, short_form.length - 1);
    if (!short_form.length || !meaning.length)
        return;
    if (span_is_blank(mark) && !is_short_form(short_form))
        return;
    add(finding, short_form, meaning, match.rule);
}

/* ", T = on target": a comma before a short form and its "=" parts entries, too. */
static bool parts_entries(struct span text, size_t at)
{
    size_t letters = 0;

    if (text.text[at] == ';' || text.text[at] == '\n' || text.text[at] == '\t')
        return true;
    if (text.text[at] != ',')
        return false;
    for (at++; at < text.length && text.text[at] == ' ';)
        at++;
    for (; at < text.length && text.text[at] >= 'A' && text.text[at] <= 'Z'; at++)
        letters++;
    while (at < text.length && text.text[at] == ' ')
        at++;
    return letters && at < text.length && text.text[at] == '=';
}

static void read_entries(const struct owner_reader *reader, struct matcher *matcher, struct finding *finding)
{
    struct span text = finding->text->text;
    size_t from = 0;

    for (size_t i = 0; i <= text.length; i++) {
        if (i < text.length && !parts_entries(text, i))
            continue;
        read_entry(reader, matcher, finding, span_trim(span_part(text, from, i)));
        from = i + 1;
    }
}

size_t abbreviation_field_read(const struct owner_reader *reader, struct matcher *matcher,
                               const struct passage *text, bool in_key, struct arena *arena,
                               struct abbreviation_value *out, size_t limit)
{
    struct finding finding = { .text = text, .arena = arena, .out = out, .limit = limit };

    if (!text->text.text)
        return 0;
    if (in_key)
        read_entries(reader, matcher, &finding);
    else
        read_brackets(reader, &finding);
    return finding.count;
}
