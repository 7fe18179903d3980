#include "fields/date_form.h"

#include <stdlib.h>
#include <string.h>

#include "base/diagnostic.h"
#include "base/memory.h"
#include "fields/date_field.h"
#include "grammar/grammar.h"
#include "grammar/pattern.h"
#include "grammar/vocabulary.h"

/* Between two pieces, more bytes than this are other words. */
enum { JOIN_LIMIT_BYTES = 32 };

struct date_form;

/* A match as a meaning's reader sees it. */
struct reading_match {
    const struct date_text *text;
    const struct match *match;
    const struct date_form *form;
};

/* Fills piece->period (and flags); may shorten the piece. False: the words are no date after all. */
typedef bool period_reader(const struct reading_match *reading, struct date_piece *piece);

static period_reader read_day, read_month, read_year, read_split_year, read_quarter, read_half, read_season,
    read_fixed_day, read_pair;

struct meaning {
    const char *name;
    enum piece_kind kind;
    period_reader *read;          /* PIECE_PERIOD */
    unsigned flags;
    enum date_bound bound;
    enum date_part part;
    enum date_role role;
};

static const struct meaning meanings[] = {
    { .name = "nothing", .kind = PIECE_NOTHING },

    { .name = "day", .kind = PIECE_PERIOD, .read = read_day },
    { .name = "month", .kind = PIECE_PERIOD, .read = read_month },
    { .name = "year", .kind = PIECE_PERIOD, .read = read_year },
    { .name = "split-year", .kind = PIECE_PERIOD, .read = read_split_year },
    { .name = "quarter", .kind = PIECE_PERIOD, .read = read_quarter },
    { .name = "half", .kind = PIECE_PERIOD, .read = read_half },
    { .name = "season", .kind = PIECE_PERIOD, .read = read_season },
    { .name = "fixed-day", .kind = PIECE_PERIOD, .read = read_fixed_day },
    { .name = "pair", .kind = PIECE_PERIOD, .read = read_pair },

    { .name = "start-of", .kind = PIECE_PART, .part = PART_START },
    { .name = "early", .kind = PIECE_PART, .part = PART_EARLY },
    { .name = "middle", .kind = PIECE_PART, .part = PART_MIDDLE },
    { .name = "late", .kind = PIECE_PART, .part = PART_LATE },
    { .name = "end-of", .kind = PIECE_PART, .part = PART_END },
    { .name = "week-from", .kind = PIECE_PART, .part = PART_WEEK_FROM, .flags = DATE_WEEK },
    { .name = "week-to", .kind = PIECE_PART, .part = PART_WEEK_TO, .flags = DATE_WEEK },

    { .name = "in", .kind = PIECE_BOUND, .bound = BOUND_IN },
    { .name = "during", .kind = PIECE_BOUND, .bound = BOUND_DURING },
    { .name = "by", .kind = PIECE_BOUND, .bound = BOUND_BY, .flags = DATE_BY },
    { .name = "until", .kind = PIECE_BOUND, .bound = BOUND_UNTIL, .flags = DATE_BY },
    { .name = "from", .kind = PIECE_BOUND, .bound = BOUND_FROM, .flags = DATE_AFTER },
    { .name = "after", .kind = PIECE_BOUND, .bound = BOUND_AFTER, .flags = DATE_AFTER },
    { .name = "between", .kind = PIECE_BOUND, .bound = BOUND_BETWEEN },

    { .name = "ongoing", .kind = PIECE_STATE, .flags = DATE_ONGOING },
    { .name = "recurring", .kind = PIECE_STATE, .flags = DATE_RECURRING },
    { .name = "tbc", .kind = PIECE_STATE, .flags = DATE_TBC },
    { .name = "undated", .kind = PIECE_STATE, .flags = DATE_UNDATED },
    { .name = "relative", .kind = PIECE_STATE, .flags = DATE_RELATIVE },
    { .name = "anchored", .kind = PIECE_ANCHORED, .flags = DATE_RELATIVE },

    { .name = "start", .kind = PIECE_ROLE, .role = DATE_START },
    { .name = "due", .kind = PIECE_ROLE, .role = DATE_DUE },
    { .name = "review", .kind = PIECE_ROLE, .role = DATE_REVIEW },
    { .name = "completed", .kind = PIECE_COMPLETED, .role = DATE_COMPLETED },
    { .name = "revised", .kind = PIECE_REVISED, .flags = DATE_REVISED },
    { .name = "original", .kind = PIECE_ORIGINAL },
};

static const char *const join_names[] = {
    [JOIN_BESIDE] = "beside", [JOIN_RANGE] = "range", [JOIN_SLASH] = "slash", [JOIN_LIST] = "list", [JOIN_BREAK] = "break",
};

static const char *const tense_names[] = {
    [TENSE_NONE] = "none", [TENSE_FUTURE] = "future", [TENSE_PAST] = "past", [TENSE_PARTICIPLE] = "participle",
};

/* An entry of `forms`, as far as reading needs it. */
struct date_form {
    const struct meaning *meaning;
    int first_month;
    int months;
    int month;
    int day;
    bool weak;
    bool weak_in_sentences;
    bool reach;
    bool outside_sentences;
};

/* ---- opening ------------------------------------------------------------------------------------- */

static const struct meaning *find_meaning(const char *name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(meanings); i++)
        if (strcmp(meanings[i].name, name) == 0)
            return &meanings[i];
    return NULL;
}

/* A number within limits, or a reported fault. */
static enum status read_number(const struct node *node, const char *key, int largest, struct diag_sink *sink, int *out)
{
    double number = node_get_number(node, key, 0, sink);

    if (!(number >= 0 && number <= largest))
        return node_fault(node_get(node, key), sink, "%s: a number from 1 to %d is wanted", key, largest);
    *out = (int)number;
    return STATUS_OK;
}

static bool is_set(const struct node *node, const char *key, const char *value)
{
    return strcmp(node_get_text(node, key, ""), value) == 0;
}

static enum status open_form(const struct node *node, struct diag_sink *sink, struct date_form *out)
{
    const char *means = node_get_text(node, "means", "");

    out->meaning = find_meaning(means);
    if (!out->meaning)
        return node_fault(node_get(node, "means") ? node_get(node, "means") : node, sink,
                          "means: '%s' is no meaning of a date form", means);
    out->weak = is_set(node, "weak", "true");
    out->weak_in_sentences = out->weak || is_set(node, "weak", "sentence");
    out->reach = is_set(node, "reach", "true");
    out->outside_sentences = is_set(node, "sentence", "false");
    if (read_number(node, "first", 12, sink, &out->first_month) != STATUS_OK ||
        read_number(node, "months", 12, sink, &out->months) != STATUS_OK ||
        read_number(node, "month", 12, sink, &out->month) != STATUS_OK ||
        read_number(node, "day", 31, sink, &out->day) != STATUS_OK)
        return STATUS_GRAMMAR;
    if (out->meaning->read == read_season && (out->first_month == 0 || out->months == 0))
        return node_fault(node, sink, "a season needs first: and months:");
    if (out->meaning->read == read_split_year && out->first_month == 0)
        return node_fault(node, sink, "a split-year needs first:");
    if (out->meaning->read == read_fixed_day && !calendar_is_valid(2000, out->month, out->day))
        return node_fault(node, sink, "a fixed-day needs month: and day:");
    return STATUS_OK;
}

static enum status open_forms(const struct date_forms *forms, struct diag_sink *sink)
{
    for (size_t i = 0; i < pattern_set_count(forms->forms); i++)
        if (open_form(pattern_set_entry(forms->forms, i), sink, &forms->form_table[i]) != STATUS_OK)
            return STATUS_GRAMMAR;
    return STATUS_OK;
}

/* The number of an entry's meaning among names; SIZE_MAX where it has none of them, which is reported. */
static size_t named_meaning(const struct node *node, const char *const *names, size_t count, struct diag_sink *sink)
{
    const char *means = node_get_text(node, "means", "");

    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], means) == 0)
            return i;
    (void)node_fault(node, sink, "means: '%s' is not known here", means);
    return SIZE_MAX;
}

static enum status open_joins(const struct date_forms *forms, struct diag_sink *sink)
{
    for (size_t i = 0; i < pattern_set_count(forms->joins); i++) {
        size_t meaning = named_meaning(pattern_set_entry(forms->joins, i), join_names, ARRAY_LENGTH(join_names), sink);

        if (meaning == SIZE_MAX)
            return STATUS_GRAMMAR;
        forms->join_table[i] = (enum date_join)meaning;
    }
    return STATUS_OK;
}

static enum status open_tenses(const struct date_forms *forms, struct diag_sink *sink)
{
    for (size_t i = 0; i < pattern_set_count(forms->tenses); i++) {
        size_t meaning = named_meaning(pattern_set_entry(forms->tenses, i), tense_names, ARRAY_LENGTH(tense_names), sink);

        if (meaning == SIZE_MAX)
            return STATUS_GRAMMAR;
        forms->tense_table[i] = (enum date_tense)meaning;
    }
    return STATUS_OK;
}

static void find_groups(struct date_forms *forms)
{
    forms->groups.day = pattern_set_group(forms->forms, "day");
    forms->groups.month = pattern_set_group(forms->forms, "month");
    forms->groups.year = pattern_set_group(forms->forms, "year");
    forms->groups.next = pattern_set_group(forms->forms, "next");
    forms->groups.short_year = pattern_set_group(forms->forms, "short");
    forms->groups.number = pattern_set_group(forms->forms, "number");
    forms->groups.last = pattern_set_group(forms->forms, "last");
}

static bool find_sets(const struct grammar *grammar, struct date_forms *out)
{
    out->forms = grammar_pattern_set(grammar, "dates.forms");
    out->joins = grammar_pattern_set(grammar, "dates.joins");
    out->tenses = grammar_pattern_set(grammar, "dates.tenses");
    out->months = grammar_vocabulary(grammar, "dates.months");
    out->numbers = grammar_vocabulary(grammar, "dates.numbers");
    return out->forms && out->joins && out->tenses && out->months && out->numbers;
}

enum status date_forms_open(const struct grammar *grammar, struct diag_sink *sink, struct date_forms *out)
{
    const struct node *file = grammar_file(grammar, "dates");

    *out = (struct date_forms){ 0 };
    if (!find_sets(grammar, out)) {
        if (file)
            return node_fault(file, sink, "a dates grammar needs forms, joins, tenses, months and numbers");
        diag_report(sink, DIAG_GRAMMAR_CONTENT, NULL, 0, 0, "there is no dates grammar");
        return STATUS_GRAMMAR;
    }
    if (vocabulary_count(out->months) != 12)
        return node_fault(node_get(file, "months"), sink, "a year has twelve months");
    out->form_table = memory_resize(NULL, pattern_set_count(out->forms), sizeof *out->form_table);
    out->join_table = memory_resize(NULL, pattern_set_count(out->joins), sizeof *out->join_table);
    out->tense_table = memory_resize(NULL, pattern_set_count(out->tenses), sizeof *out->tense_table);
    find_groups(out);
    if (open_forms(out, sink) == STATUS_OK && open_joins(out, sink) == STATUS_OK && open_tenses(out, sink) == STATUS_OK)
        return STATUS_OK;
    date_forms_close(out);
    return STATUS_GRAMMAR;
}

void date_forms_close(struct date_forms *forms)
{
    free(forms->form_table);
    free(forms->join_table);
    free(forms->tense_table);
    *forms = (struct date_forms){ 0 };
}

/* ---- groups -------------------------------------------------------------------------------------- */

static struct span words_of(const struct reading_match *reading, int group)
{
    return match_group(reading->match, reading->text->text, group);
}

/* The digits of a group as a number, spaces that a wrap left among them ignored; 0 where the group took no part. */
static int number_of(const struct reading_match *reading, int group)
{
    struct span words = words_of(reading, group);
    int number = 0;

    for (size_t i = 0; i < words.length; i++)
        if (words.text[i] >= '0' && words.text[i] <= '9' && number < 10000)
            number = number * 10 + (words.text[i] - '0');
    return number;
}

enum { CENTURY = 100, FIRST_SHORT_YEAR = 70 };

/* SPEC: a two-digit year is 19xx from 70 up, else 20xx. */
static int full_year(int year)
{
    if (year >= CENTURY)
        return year;
    return year + (year >= FIRST_SHORT_YEAR ? 1900 : 2000);
}

static bool takes_part(const struct reading_match *reading, int group)
{
    return group >= 0 && reading->match->groups[group].from != SIZE_MAX;
}

static int year_of(const struct reading_match *reading)
{
    int group = reading->text->forms->groups.year;

    return takes_part(reading, group) ? full_year(number_of(reading, group)) : 0;
}

/* A month's number from its name or its digits; 0 where it is neither. */
static int month_of(const struct reading_match *reading)
{
    const struct date_forms *forms = reading->text->forms;
    struct span words = words_of(reading, forms->groups.month);

    if (words.length == 0)
        return 0;
    if (words.text[0] >= '0' && words.text[0] <= '9')
        return number_of(reading, forms->groups.month);
    return words.length < 3 ? 0 : vocabulary_find(forms->months, span_part(words, 0, 3)) + 1;
}

/* Is "2009/10" of two years that follow each other? *next: the second, in full. */
static bool is_split_year(const struct reading_match *reading, int year, int *next)
{
    int second = number_of(reading, reading->text->forms->groups.next);

    *next = second < CENTURY ? year / CENTURY * CENTURY + second : second;
    if (second < CENTURY && *next < year)
        *next += CENTURY;    /* 1999/00 */
    return *next == year + 1;
}

/* Year and, where two are printed, the kind of year; false where the two make no year. */
static bool read_years(const struct reading_match *reading, struct date_period *period)
{
    int next;

    period->year = year_of(reading);
    if (!takes_part(reading, reading->text->forms->groups.next))
        return true;
    period->split_month = reading->form->first_month && reading->form->months == 0 ? reading->form->first_month : 4;
    return is_split_year(reading, period->year, &next);
}

/* ---- readers ------------------------------------------------------------------------------------- */

/* "2010/11/12" are three years, not a day in November. */
static bool counts_years(const struct date_period *period)
{
    return period->month == period->year % CENTURY + 1 && period->day == period->month + 1;
}

static bool read_day(const struct reading_match *reading, struct date_piece *piece)
{
    const struct date_forms *forms = reading->text->forms;
    bool year_first = takes_part(reading, forms->groups.year) &&
                      reading->match->groups[forms->groups.year].from == reading->match->from;

    piece->period.day = number_of(reading, forms->groups.day);
    piece->period.month = month_of(reading);
    piece->period.year = year_of(reading);
    if (year_first && counts_years(&piece->period))
        return false;
    if (piece->period.day == 0)
        piece->period.day = 32;    /* "00/05/09": no such day, but printed as one */
    if (piece->period.month == 0 && takes_part(reading, forms->groups.month))
        piece->period.month = 13;
    return true;
}

/* "Oct 20" may be a day or a year that lost its end; "Oct-20" and "Oct '20" are years. */
static bool is_after_space(const struct reading_match *reading, int group)
{
    size_t from = reading->match->groups[group].from;

    return from > 0 && reading->text->text.text[from - 1] == ' ';
}

/* "March 2009", "Mar-11", "03/2011", "Sept 2010/11"; of "May 2009-12" only the month and its year. */
static bool read_month(const struct reading_match *reading, struct date_piece *piece)
{
    const struct date_forms *forms = reading->text->forms;

    piece->period.month = month_of(reading);
    piece->period.months = 1;
    if (piece->period.month < 1 || piece->period.month > 12)
        return false;
    if (takes_part(reading, forms->groups.short_year)) {
        piece->period.year = full_year(number_of(reading, forms->groups.short_year));
        if (is_after_space(reading, forms->groups.short_year) &&
            !date_period_mend_year(&piece->period, reading->text->context))
            piece->flags |= DATE_AMBIGUOUS;
        return true;
    }
    if (!read_years(reading, &piece->period)) {
        piece->period.split_month = 0;
        piece->to = reading->match->groups[forms->groups.year].to;
    }
    return true;
}

static bool read_year(const struct reading_match *reading, struct date_piece *piece)
{
    piece->period.year = year_of(reading);
    piece->period.month = 1;
    piece->period.months = 12;
    return true;
}

/* "2009/10". "2010-13", "2010-2013" are the years from the first to the last; of "2009-12" nobody knows. */
static bool read_split_year(const struct reading_match *reading, struct date_piece *piece)
{
    int next, year = year_of(reading);
    int second = number_of(reading, reading->text->forms->groups.next);

    piece->period.year = year;
    if (is_split_year(reading, year, &next)) {
        piece->period.month = piece->period.split_month = reading->form->first_month;
        piece->period.months = 12;
        return true;
    }
    if (next <= year || next > year + 20 || (second >= 1 && second <= 12))
        return false;
    piece->period.month = 1;
    piece->period.months = 12 * (next - year + 1);
    piece->flags |= DATE_AMBIGUOUS;
    return true;
}

/* Halves and quarters. Without a split year they are the calendar's, which the plan may not have meant. */
static bool read_part(const struct reading_match *reading, struct date_piece *piece, int parts)
{
    const struct date_forms *forms = reading->text->forms;
    int first = vocabulary_find(forms->numbers, words_of(reading, forms->groups.number)) + 1;
    int last = first;

    if (takes_part(reading, forms->groups.last))
        last = number_of(reading, forms->groups.last);
    if (parts == 2 && first == 4)    /* "the last half" */
        first = last = 2;
    if (first < 1 || last < first || last > parts || !read_years(reading, &piece->period))
        return false;
    piece->period.part = first;
    piece->period.parts = parts;
    piece->period.months = (last - first + 1) * 12 / parts;
    if (piece->period.year && piece->period.split_month == 0)
        piece->flags |= DATE_AMBIGUOUS;
    return true;
}

static bool read_quarter(const struct reading_match *reading, struct date_piece *piece)
{
    return read_part(reading, piece, 4);
}

static bool read_half(const struct reading_match *reading, struct date_piece *piece)
{
    return read_part(reading, piece, 2);
}

static bool read_season(const struct reading_match *reading, struct date_piece *piece)
{
    piece->period.month = reading->form->first_month;
    piece->period.months = reading->form->months;
    return read_years(reading, &piece->period);
}

static bool read_fixed_day(const struct reading_match *reading, struct date_piece *piece)
{
    piece->period.month = reading->form->month;
    piece->period.day = reading->form->day;
    piece->period.year = year_of(reading);
    return true;
}

/* Does the period lie in the plan's, as it stands or with the year that it takes from there? */
static bool fits_plan(struct date_period *period, const struct date_context *context)
{
    struct date_interval days;

    if (!context || context->period_from == CALENDAR_NONE)
        return false;
    if (date_period_lacks_year(period))
        return date_period_place(period, context);
    return date_period_resolve(period, &days) == PERIOD_RESOLVED && days.from >= context->period_from &&
           days.to <= context->period_to;
}

/*
 * "09/10" is a financial year, "30/09" a day, "03/15" a month. "03/11" may be 3 November or March 2011: the plan's period
 * has to say which.
 */
static bool read_pair(const struct reading_match *reading, struct date_piece *piece)
{
    int first = number_of(reading, reading->text->forms->groups.year);
    int second = number_of(reading, reading->text->forms->groups.next);
    struct date_period day = { .day = first, .month = second };
    struct date_period month = { .year = full_year(second), .month = first, .months = 1 };

    if (words_of(reading, reading->text->forms->groups.year).length == 2 && second == first + 1) {
        piece->period = (struct date_period){ .year = full_year(first), .month = 4, .months = 12, .split_month = 4 };
        piece->flags |= second <= 12 ? DATE_AMBIGUOUS : 0;
        return true;
    }
    bool may_be_day = first >= 1 && first <= 31 && second >= 1 && second <= 12;
    bool may_be_month = first >= 1 && first <= 12;

    if (may_be_day && may_be_month) {
        may_be_day = fits_plan(&day, reading->text->context);
        may_be_month = fits_plan(&month, reading->text->context);
        piece->flags |= DATE_AMBIGUOUS;
    }
    piece->period = may_be_day ? day : month;
    return may_be_day != may_be_month;
}

/* ---- finding ------------------------------------------------------------------------------------- */

static bool read_match(const struct date_text *text, const struct match *match, struct date_piece *out)
{
    const struct date_form *form = &text->forms->form_table[match->entry];
    const struct meaning *meaning = form->meaning;
    struct reading_match reading = { text, match, form };

    if (text->is_sentence && form->outside_sentences)
        return false;
    *out = (struct date_piece){
        .kind = meaning->kind,
        .from = match->from,
        .to = match->to,
        .rule = match->rule,
        .flags = meaning->flags,
        .weak = text->is_sentence ? form->weak_in_sentences : form->weak,
        .reach = form->reach,
        .bound = meaning->bound,
        .part = meaning->part,
        .role = meaning->role,
    };
    return !meaning->read || meaning->read(&reading, out);
}

bool date_form_find(const struct date_text *text, size_t start, struct date_piece *out)
{
    struct match match;

    while (pattern_find(text->forms->forms, text->matcher, text->text, start, &match)) {
        if (read_match(text, &match, out))
            return true;
        start = match.to;
    }
    return false;
}

static bool ends_sentence(struct span words, size_t at)
{
    char byte = words.text[at];

    return (byte == '.' || byte == ';' || byte == '!' || byte == '?') &&
           (at + 1 == words.length || words.text[at + 1] == ' ');
}

static enum date_join join_of_words(struct span words)
{
    for (size_t i = 0; i < words.length; i++)
        if (ends_sentence(words, i))
            return JOIN_WORDS_BREAK;
    return JOIN_WORDS;
}

enum date_join date_form_join(const struct date_text *text, size_t from, size_t to)
{
    struct span between = span_part(text->text, from, to);
    struct match match;

    if (between.length == 0 || (between.length == 1 && between.text[0] == ' '))
        return JOIN_BESIDE;
    if (between.length <= JOIN_LIMIT_BYTES &&
        pattern_match_whole(text->forms->joins, text->matcher, between, &match))
        return text->forms->join_table[match.entry];
    return join_of_words(between);
}

enum date_tense date_form_tense(const struct date_text *text, size_t from, size_t to)
{
    struct span words = span_part(text->text, 0, to);
    enum date_tense tense = TENSE_NONE;
    struct match match;

    for (size_t at = from; pattern_find(text->forms->tenses, text->matcher, words, at, &match); at = match.to)
        tense = text->forms->tense_table[match.entry];
    return tense;
}
