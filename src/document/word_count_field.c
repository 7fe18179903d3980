#include "document/word_state.h"

#include <string.h>

#include "base/status.h"
#include "document/word_number.h"

/*
 * Fields that count: Word shows a number and keeps none in the file.
 * Source: ISO 29500-1, 17.16.5: AUTONUM, AUTONUMLGL, AUTONUMOUT, LISTNUM.
 */

struct count_form {
    enum word_number_format format;
    const char *before, *behind;
};

/* By level, from 0. */
static const struct count_form outline_forms[COUNT_LEVELS] = {
    { WORD_NUMBER_UPPER_ROMAN, "", "." },  { WORD_NUMBER_UPPER_LETTER, "", "." },
    { WORD_NUMBER_DECIMAL, "", "." },      { WORD_NUMBER_LOWER_LETTER, "", ")" },
    { WORD_NUMBER_DECIMAL, "(", ")" },     { WORD_NUMBER_LOWER_LETTER, "(", ")" },
    { WORD_NUMBER_LOWER_ROMAN, "(", ")" }, { WORD_NUMBER_LOWER_LETTER, "(", ")" },
    { WORD_NUMBER_LOWER_ROMAN, "(", ")" }, { WORD_NUMBER_DECIMAL, "", "." },
};
static const struct count_form number_forms[COUNT_LEVELS] = {
    { WORD_NUMBER_DECIMAL, "", ")" },       { WORD_NUMBER_LOWER_LETTER, "", ")" },
    { WORD_NUMBER_LOWER_ROMAN, "", ")" },   { WORD_NUMBER_DECIMAL, "(", ")" },
    { WORD_NUMBER_LOWER_LETTER, "(", ")" }, { WORD_NUMBER_LOWER_ROMAN, "(", ")" },
    { WORD_NUMBER_DECIMAL, "", "." },       { WORD_NUMBER_LOWER_LETTER, "", "." },
    { WORD_NUMBER_LOWER_ROMAN, "", "." },   { WORD_NUMBER_DECIMAL, "", "." },
};

static const struct {
    const char *code;
    enum word_count_field kind;
} kinds[] = {
    { "AUTONUM", COUNT_AUTO },
    { "AUTONUMLGL", COUNT_LEGAL },
    { "AUTONUMOUT", COUNT_OUTLINE },
    { "LISTNUM", COUNT_LIST },
};

enum word_count_field word_count_field_of(struct span code)
{
    for (size_t i = 0; i < ARRAY_LENGTH(kinds); i++)
        if (span_equals(code, kinds[i].code))
            return kinds[i].kind;
    return COUNT_NOTHING;
}

/* The number behind a switch ("\l 2"); `otherwise` where the field has none. */
static long switch_number(struct span switches, char letter, long otherwise)
{
    for (size_t i = 0; i + 2 < switches.length; i++) {
        if (switches.text[i] != '\\' || (switches.text[i + 1] | 0x20) != letter)
            continue;
        long number = 0;
        size_t at = i + 2;

        while (at < switches.length && switches.text[at] == ' ')
            at++;
        size_t first = at;

        for (;
             at < switches.length && switches.text[at] >= '0' && switches.text[at] <= '9' && number < 100000;
             at++)
            number = number * 10 + (switches.text[at] - '0');
        return at > first ? number : otherwise;
    }
    return otherwise;
}

static bool has_switch(struct span switches, char letter)
{
    for (size_t i = 0; i + 1 < switches.length; i++)
        if (switches.text[i] == '\\' && (switches.text[i + 1] | 0x20) == letter)
            return true;
    return false;
}

static void count_up(long counts[static COUNT_LEVELS], size_t level)
{
    counts[level]++;
    for (size_t deeper = level + 1; deeper < COUNT_LEVELS; deeper++)
        counts[deeper] = 0;
}

static void write_form(const struct count_form *form, long number, struct buffer *out)
{
    buffer_add_string(out, form->before);
    word_number_write(form->format, number, out);
    buffer_add_string(out, form->behind);
}

/* "1.2.": the numbers of all levels that have one. */
static void write_legal(const long counts[static COUNT_LEVELS], size_t level, bool has_stop,
                        struct buffer *out)
{
    const char *between = "";

    for (size_t i = 0; i <= level; i++) {
        if (!counts[i])
            continue;
        buffer_add_format(out, "%s%ld", between, counts[i]);
        between = ".";
    }
    buffer_add_string(out, has_stop ? "." : "");
}

/* Headings count by their level, all other paragraphs under the last of them. */
static void write_auto(struct word_reader *reader, enum word_count_field kind, struct span switches,
                       struct buffer *out)
{
    long *counts = reader->counts.outline;
    unsigned heading = word_paragraph_heading(reader->paragraph);
    size_t level = heading && heading < COUNT_LEVELS ? heading - 1 : COUNT_LEVELS - 1;

    count_up(counts, level);
    if (kind == COUNT_AUTO)
        buffer_add_format(out, "%ld.", counts[level]);
    else if (kind == COUNT_LEGAL)
        write_legal(counts, level, !has_switch(switches, 'e'), out);
    else
        write_form(&outline_forms[level], counts[level], out);
}

/* Without a level of its own a paragraph's first one stands on the first level, its next on the second, ...
 */
static void write_list(struct word_reader *reader, struct span switches, struct buffer *out)
{
    struct word_counts *counts = &reader->counts;
    bool is_legal = span_begins(switches, "LegalDefault");
    bool is_outline = span_begins(switches, "OutlineDefault");
    long *list = counts->lists[is_legal ? 1 : is_outline ? 2 : 0];
    size_t line = reader->story->line_count + 1;
    long next = counts->list_line == line ? (long)counts->list_level + 2 : 1;
    long level = switch_number(switches, 'l', next);

    level = (level < 1 ? 1 : level >= COUNT_LEVELS ? COUNT_LEVELS - 1 : level) - 1;
    counts->list_line = line;
    counts->list_level = (size_t)level;
    count_up(list, (size_t)level);
    list[level] = switch_number(switches, 's', list[level]);
    if (is_legal)
        write_legal(list, (size_t)level, true, out);
    else
        write_form(is_outline ? &outline_forms[level] : &number_forms[level], list[level], out);
}

void word_count_field_end(struct word_reader *reader, enum word_count_field kind, struct span switches)
{
    struct buffer number = { 0 };

    if (!reader->paragraph || reader->field_codes)
        return;
    if (kind == COUNT_LIST)
        write_list(reader, switches, &number);
    else
        write_auto(reader, kind, switches, &number);
    word_add_text(reader, buffer_string(&number), number.length);
    buffer_free(&number);
}
