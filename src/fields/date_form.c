#include "fields/date_form.h"

#include <stdlib.h>
#include <string.h>

#include "base/diagnostic.h"
#include "base/memory.h"
#include "fields/date_meaning.h"
#include "grammar/grammar.h"
#include "grammar/pattern.h"
#include "grammar/vocabulary.h"

/* Between two pieces, more bytes than this are other words. */
enum { JOIN_LIMIT_BYTES = 32 };

/* April: "2010/11" is a financial year unless a form says otherwise. */
enum { FINANCIAL_YEAR_START = 4 };

static const char *const join_names[] = {
    [JOIN_BESIDE] = "beside", [JOIN_RANGE] = "range", [JOIN_SLASH] = "slash", [JOIN_LIST] = "list", [JOIN_BREAK] = "break",
};

static const char *const tense_names[] = {
    [TENSE_NONE] = "none", [TENSE_FUTURE] = "future", [TENSE_PAST] = "past", [TENSE_PARTICIPLE] = "participle",
};

/* ---- opening ------------------------------------------------------------------------------------- */

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

static enum status check_needs(const struct node *node, struct diag_sink *sink, const struct date_form *form)
{
    static const int leap_year = 2000;
    unsigned needs = form->meaning->needs;

    if ((needs & NEEDS_FIRST) && form->first_month == 0)
        return node_fault(node, sink, "a %s needs first: its first month", form->meaning->name);
    if ((needs & NEEDS_MONTHS) && form->months == 0)
        return node_fault(node, sink, "a %s needs months: how many", form->meaning->name);
    if ((needs & NEEDS_DAY) && !calendar_is_valid(leap_year, form->month, form->day))
        return node_fault(node, sink, "a %s needs month: and day: that there are", form->meaning->name);
    return STATUS_OK;
}

static enum status open_form(const struct node *node, struct diag_sink *sink, struct date_form *out)
{
    const char *means = node_get_text(node, "means", "");

    out->meaning = date_meaning_find(means);
    if (!out->meaning)
        return node_fault(node_get(node, "means") ? node_get(node, "means") : node, sink,
                          "means: '%s' is no meaning of a date form", means);
    out->ambiguous = is_set(node, "ambiguous", "true");
    out->weak = is_set(node, "weak", "true");
    out->weak_in_sentences = out->weak || is_set(node, "weak", "sentence");
    out->reach = is_set(node, "reach", "true");
    out->outside_sentences = is_set(node, "sentence", "false");
    if (read_number(node, "first", 12, sink, &out->first_month) != STATUS_OK ||
        read_number(node, "months", 12, sink, &out->months) != STATUS_OK ||
        read_number(node, "month", 12, sink, &out->month) != STATUS_OK ||
        read_number(node, "day", 31, sink, &out->day) != STATUS_OK)
        return STATUS_GRAMMAR;
    if (read_number(node, "year-start", 12, sink, &out->year_start) != STATUS_OK)
        return STATUS_GRAMMAR;
    if (out->year_start == 0)
        out->year_start = out->first_month && out->months == 0 ? out->first_month : FINANCIAL_YEAR_START;
    return check_needs(node, sink, out);
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

/* ---- finding ------------------------------------------------------------------------------------- */

static bool read_match(const struct date_text *text, const struct match *match, struct date_piece *out)
{
    const struct date_form *form = &text->forms->form_table[match->entry];
    const struct date_meaning *meaning = form->meaning;
    struct date_match reading = { text, match, form };

    if (text->is_sentence && form->outside_sentences)
        return false;
    *out = (struct date_piece){
        .kind = meaning->kind,
        .from = match->from,
        .to = match->to,
        .rule = match->rule,
        .flags = meaning->flags | (form->ambiguous ? DATE_AMBIGUOUS : 0),
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
