#include "fields/column_match.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/memory.h"
#include "fields/column_meaning.h"
#include "grammar/grammar.h"
#include "grammar/pattern.h"
#include "grammar/vocabulary.h"
#include "tables/heading_phrase.h"

enum {
    HEADING_LIMIT_BYTES = 160, /* a longer cell is no heading */
    PERIOD_LIMIT_BYTES = 32,
    COLUMN_LIMIT = 256,
};

struct column_matcher {
    struct heading_phrases phrases;
    const struct pattern_set *patterns;
    const struct pattern_set *periods;
    struct byte_set period_begins; /* bytes */
    struct column_meanings *meanings;
    int *pattern_meanings; /* by entry of patterns */
    int from_group, to_group, single_group, quarter_group, kind_group;
};

static enum status read_patterns(struct column_matcher *columns, struct diag_sink *sink)
{
    size_t count = pattern_set_count(columns->patterns);

    columns->pattern_meanings = memory_new(count * sizeof *columns->pattern_meanings);
    for (size_t i = 0; i < count; i++) {
        const struct node *entry = pattern_set_entry(columns->patterns, i);
        int meaning = vocabulary_entry(columns->phrases.headers, node_get_text(entry, "is", ""));

        if (meaning < 0)
            return node_fault(entry, sink, "'is' must name an entry of headers");
        columns->pattern_meanings[i] = meaning;
    }
    return STATUS_OK;
}

enum status column_matcher_new(const struct grammar *grammar, struct diag_sink *sink,
                               struct column_matcher **out)
{
    struct column_matcher *columns = memory_new(sizeof *columns);
    enum status status;

    columns->phrases = heading_phrases_of(grammar);
    columns->patterns = grammar_pattern_set(grammar, "columns.patterns");
    columns->periods = grammar_pattern_set(grammar, "columns.periods");
    columns->period_begins = pattern_set_first_bytes(columns->periods);
    columns->from_group = pattern_set_group(columns->periods, "from");
    columns->to_group = pattern_set_group(columns->periods, "to");
    columns->single_group = pattern_set_group(columns->periods, "single");
    columns->quarter_group = pattern_set_group(columns->periods, "quarter");
    columns->kind_group = pattern_set_group(columns->periods, "kind");
    if ((status = column_meanings_new(grammar_file(grammar, "columns"), columns->phrases.headers, sink,
                                      &columns->meanings)) != STATUS_OK ||
        (status = read_patterns(columns, sink)) != STATUS_OK) {
        column_matcher_free(columns);
        return status;
    }
    *out = columns;
    return STATUS_OK;
}

void column_matcher_free(struct column_matcher *columns)
{
    if (!columns)
        return;
    column_meanings_free(columns->meanings);
    free(columns->pattern_meanings);
    free(columns);
}

uint64_t column_set_bits(const struct column_set *set)
{
    uint64_t bits = 0;

    for (size_t i = 0; i < set->count; i++)
        bits |= (uint64_t)1 << set->columns[i].field;
    return bits;
}

bool column_set_same(const struct column_set *a, const struct column_set *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->columns[i].field != b->columns[i].field)
            return false;
    return true;
}

static int year_of(struct span digits)
{
    int year = 0;

    for (size_t i = 0; i < digits.length; i++)
        year = year * 10 + (digits.text[i] - '0');
    return digits.length == 4 ? year : year + (year >= 70 ? 1900 : 2000);
}

/* ---- what words can be -------------------------------------------------------------------------- */

/* 01/02 is a year; 05/09 is a month */
static bool match_period(const struct column_matcher *columns, struct matcher *matcher, struct span words,
                         struct match *match)
{
    if (!words.length || words.length > PERIOD_LIMIT_BYTES ||
        !byte_set_has(&columns->period_begins, (unsigned char)words.text[0]) ||
        !pattern_match_whole(columns->periods, matcher, words, match))
        return false;
    struct span from = match_group(match, words, columns->from_group);
    struct span to = match_group(match, words, columns->to_group);

    return !from.text || year_of(to) % 100 == (year_of(from) + 1) % 100;
}

bool column_match_period(const struct column_matcher *columns, struct matcher *matcher, struct span words,
                         struct arena *arena, struct span *period)
{
    struct match match;

    words = span_trim(words);
    if (words.length > PERIOD_LIMIT_BYTES || !match_period(columns, matcher, words, &match))
        return false;
    struct span from = match_group(&match, words, columns->from_group);

    if (!from.text) {
        *period = words;
        return true;
    }
    int first = year_of(from);
    int last = year_of(match_group(&match, words, columns->to_group));
    struct span kind = match_group(&match, words, columns->kind_group);
    char *text = arena_take_text(arena, 16 + kind.length);
    size_t length = 7;

    memcpy(text,
           (char[]){ (char)('0' + first / 1000), (char)('0' + first / 100 % 10),
                     (char)('0' + first / 10 % 10), (char)('0' + first % 10), '/',
                     (char)('0' + last / 10 % 10), (char)('0' + last % 10) },
           7);
    if (kind.text) {
        text[length++] = ' ';
        for (size_t i = 0; i < kind.length; i++) /* "2006/07 target", however it is printed */
            text[length++] =
                kind.text[i] >= 'A' && kind.text[i] <= 'Z' ? (char)(kind.text[i] - 'A' + 'a') : kind.text[i];
    }
    *period = span_at(text, length, words.offset);
    return true;
}

void column_set_settle_codes(struct column_set *set)
{
    size_t code = column_set_find(set, FIELD_CODE);

    if (code == SIZE_MAX || set->periods || column_set_has(set, FIELD_INDICATOR) ||
        column_set_has(set, FIELD_REF))
        return;
    set->columns[code].field = FIELD_REF;
    set->fields = (set->fields & ~((uint64_t)1 << FIELD_CODE)) | (uint64_t)1 << FIELD_REF;
}

static void change_field(struct column_set *set, enum field from, enum field to)
{
    size_t column = column_set_find(set, from);

    if (column == SIZE_MAX || (to != FIELD_NONE && column_set_has(set, to)))
        return;
    set->columns[column].field = to;
    set->fields &= ~((uint64_t)1 << from);
    if (to != FIELD_NONE)
        set->fields |= (uint64_t)1 << to;
}

/* Without risks a rating is an action's priority, and an impact what it is to bring. */
static void settle_actions(struct column_set *set)
{
    if (!column_set_has(set, FIELD_ACTION) || column_set_has(set, FIELD_LIKELIHOOD))
        return;
    if (!column_set_has(set, FIELD_SCORE))
        change_field(set, FIELD_IMPACT, FIELD_MEASURE);
    else if (!column_set_has(set, FIELD_IMPACT))
        change_field(set, FIELD_SCORE, FIELD_PRIORITY);
}

/* action-columns := action { who | when } ... risk { rating }: who is to do it and by when stands before the
 * risk, and so is said of the action. */
static bool has_risks_of_actions(const struct column_set *set, size_t action, size_t risk)
{
    static const enum field people[] = { FIELD_OWNER, FIELD_DUE, FIELD_START };
    size_t before = 0;

    for (size_t i = 0; i < set->count; i++) {
        bool says_who = false;

        for (size_t k = 0; k < ARRAY_LENGTH(people); k++)
            says_who = says_who || set->columns[i].field == people[k];
        if (says_who && i > risk)
            return false;
        before += says_who && i > action;
    }
    return action < risk && before;
}

/*
 * A risk table's plain "action" column is what is still to be done about the risk. Where nothing rates the
 * risk, and it stands behind the action or beside a finding, it says what the finding may lead to: the table
 * is one of actions. Where something does, behind the action and whose it is, the row has both.
 */
static void settle_table_kind(struct column_set *set)
{
    bool rated = column_set_has(set, FIELD_IMPACT) || column_set_has(set, FIELD_SCORE) ||
                 column_set_has(set, FIELD_LIKELIHOOD) || column_set_has(set, FIELD_CONSEQUENCE);
    size_t action = column_set_find(set, FIELD_ACTION);
    size_t risk = column_set_find(set, FIELD_RISK);

    if (risk == SIZE_MAX) {
        settle_actions(set);
        return;
    }
    if (action == SIZE_MAX || column_set_has(set, FIELD_MITIGATION))
        return;
    if (!rated && (action < risk || column_set_has(set, FIELD_ISSUE)))
        change_field(set, FIELD_RISK, FIELD_NONE);
    else if (has_risks_of_actions(set, action, risk))
        set->has_both = true;
    else
        change_field(set, FIELD_ACTION, FIELD_MITIGATION);
}

/* The meanings of a row's cells as phrases, -1 for none; false: it is no header, as most rows are none. */
static bool find_phrases(const struct column_matcher *columns, struct matcher *matcher,
                         const struct span *words, size_t count, int *meanings)
{
    bool has_phrase = false;
    struct match match;

    for (size_t i = 0; i < count; i++) {
        meanings[i] = words[i].length && words[i].length <= HEADING_LIMIT_BYTES
                          ? heading_phrase_find(&columns->phrases, matcher, words[i])
                          : -1;
        has_phrase |= meanings[i] >= 0;
    }
    return has_phrase || (match_period(columns, matcher, span_trim(words[count - 1]), &match) &&
                          match_period(columns, matcher, span_trim(words[count - 2]), &match));
}

/* The meaning of a heading by pattern, with its rule; -1 for none. */
static int match_pattern(const struct column_matcher *columns, struct matcher *matcher, struct span words,
                         uint32_t *rule)
{
    struct match match;

    if (words.length > HEADING_LIMIT_BYTES || !pattern_find(columns->patterns, matcher, words, 0, &match))
        return -1;
    *rule = match.rule;
    return columns->pattern_meanings[match.entry];
}

static void read_period(struct column_set *set, struct column *column)
{
    column->field = FIELD_PERIOD;
    set->periods++;
    set->known++;
    set->fields |= (uint64_t)1 << FIELD_PERIOD;
}

/* The meaning of each of the headings; how many are filled comes back. */
static size_t read_headings(const struct column_matcher *columns, struct matcher *matcher,
                            struct arena *arena, struct column_set *set, size_t count, int *meanings)
{
    size_t filled = 0;

    for (size_t i = 0; i < count; i++) {
        struct column *column = &set->columns[i];

        if (!column->words.length)
            continue;
        filled++;
        if (meanings[i] >= 0)
            column->rule = vocabulary_rule(columns->phrases.headers, (size_t)meanings[i]);
        else if (column_match_period(columns, matcher, column->words, arena, &column->period))
            read_period(set, column);
        else
            meanings[i] = match_pattern(columns, matcher, column->words, &column->rule);
        set->known += meanings[i] >= 0;
    }
    return filled;
}

bool column_match_header(const struct column_matcher *columns, struct matcher *matcher,
                         const struct span *words, size_t count, struct arena *arena, struct column_set *out)
{
    int meanings[COLUMN_LIMIT];

    if (count < 2 || count > COLUMN_LIMIT || !find_phrases(columns, matcher, words, count, meanings))
        return false;
    *out = (struct column_set){ .columns = ARENA_ROOM(arena, count, struct column), .count = count };
    for (size_t i = 0; i < count; i++)
        out->columns[i] = (struct column){ .words = span_trim(words[i]), .grid = i };
    size_t filled = read_headings(columns, matcher, arena, out, count, meanings);

    column_meanings_choose(columns->meanings, meanings, out);
    size_t known = out->known;

    if (out->periods == 1 && !column_set_has(out, FIELD_INDICATOR) && !column_set_has(out, FIELD_CODE))
        known--; /* a year by itself is a cell like others */
    if (known < 2 || known * 5 < filled * 3)
        return false;
    column_set_settle_codes(out);
    settle_table_kind(out);
    return out->periods >= 2 || (out->fields & (out->fields - 1)) != 0; /* two fields at least */
}

bool column_match_known(const struct column_matcher *columns, struct matcher *matcher, struct span text)
{
    return text.length && text.length <= HEADING_LIMIT_BYTES &&
           heading_phrase_find(&columns->phrases, matcher, text) >= 0;
}

/* line := phrase { blanks phrase }: how many, and where each ends, with the blanks behind it; 0 where it is
 * not. */
static size_t split_line(const struct column_matcher *columns, struct span line, size_t *ends, size_t limit)
{
    size_t count = 0;
    size_t at = 0;

    while (at < line.length && count < limit) {
        size_t length = 0;

        if (vocabulary_find_prefix(columns->phrases.headers, span_part(line, at, line.length), &length) < 0 ||
            !length)
            break;
        at += length;
        while (at < line.length && (line.text[at] == ' ' || line.text[at] == '\t'))
            at++;
        ends[count++] = at;
    }
    return at == line.length ? count : 0;
}

/* Headings that the grammar has by their words: one, or several in a row. The words may be headings. */
static size_t match_phrases(const struct column_matcher *columns, struct matcher *matcher, struct span line,
                            size_t *ends, size_t limit)
{
    const struct heading_look look = heading_phrase_recall(&columns->phrases, matcher, span_trim(line));
    size_t count = !look.number && look.begins ? split_line(columns, line, ends, limit) : 0;

    if (count > 1)
        return count;
    ends[0] = line.length;
    return look.number > 0;
}

size_t column_match_line(const struct column_matcher *columns, struct matcher *matcher, struct span line,
                         size_t *ends, size_t limit)
{
    if (!line.length || line.length > HEADING_LIMIT_BYTES)
        return 0;
    size_t count = 0;

    ends[0] = line.length;
    if (heading_phrase_may_be(&columns->phrases, line))
        count = match_phrases(columns, matcher, line, ends, limit);
    return count ? count : column_match_pattern(columns, matcher, line);
}

size_t column_match_words(const struct column_matcher *columns, struct matcher *matcher, struct span line,
                          size_t *ends, size_t limit)
{
    struct match match;

    if (!line.length || line.length > HEADING_LIMIT_BYTES)
        return 0;
    size_t count = 0;

    ends[0] = line.length;
    if (heading_phrase_may_be(&columns->phrases, line))
        count = match_phrases(columns, matcher, line, ends, limit);
    return count ? count : match_period(columns, matcher, span_trim(line), &match);
}

bool column_match_pattern(const struct column_matcher *columns, struct matcher *matcher, struct span line)
{
    enum { PATTERN_BYTES = 60 };
    uint32_t rule;

    return line.length && line.length <= PATTERN_BYTES && match_pattern(columns, matcher, line, &rule) >= 0;
}
