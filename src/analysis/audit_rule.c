#include "analysis/audit_rule.h"

#include <string.h>

#include "base/status.h"
#include "plan/plan.h"

static enum verdict verdict_unless(bool fault)
{
    return fault ? VERDICT_FINDING : VERDICT_PASS;
}

static enum verdict check_owner(const struct plan *plan, const struct action *action, struct evidence *out)
{
    (void)plan;
    (void)out;
    return action->has_owner_column ? verdict_unless(action->owners.count == 0) : VERDICT_NOT_TESTED;
}

static enum verdict check_possible_dates(const struct plan *plan, const struct action *action,
                                         struct evidence *out)
{
    (void)plan;
    for (size_t i = 0; i < action->dates.count; i++)
        if (action->dates.items[i].flags & DATE_INVALID) {
            out->words = action->dates.items[i].words.text;
            return VERDICT_FINDING;
        }
    return action->dates.count ? VERDICT_PASS : VERDICT_NOT_TESTED;
}

/* The first day of the earliest start, the last day of the latest due date; CALENDAR_NONE: none. */
static calendar_day first_start(const struct action *action, struct span *words)
{
    calendar_day first = CALENDAR_NONE;

    for (size_t i = 0; i < action->dates.count; i++) {
        const struct date_value *date = &action->dates.items[i];

        if (date->role == DATE_START && date->from != CALENDAR_NONE &&
            (first == CALENDAR_NONE || date->from < first)) {
            first = date->from;
            *words = date->words.text;
        }
    }
    return first;
}

static calendar_day last_due(const struct action *action)
{
    calendar_day last = CALENDAR_NONE;

    for (size_t i = 0; i < action->dates.count; i++)
        if (action->dates.items[i].role == DATE_DUE && action->dates.items[i].to > last)
            last = action->dates.items[i].to; /* CALENDAR_NONE is below every day */
    return last;
}

static enum verdict check_date_order(const struct plan *plan, const struct action *action,
                                     struct evidence *out)
{
    struct span words = { 0 };
    calendar_day start = first_start(action, &words);
    calendar_day due = last_due(action);

    (void)plan;
    if (start == CALENDAR_NONE || due == CALENDAR_NONE)
        return VERDICT_NOT_TESTED;
    if (start <= due)
        return VERDICT_PASS;
    out->words = words;
    return VERDICT_FINDING;
}

/* Any words in a date column but a placeholder say when: a day, "ongoing", "quarterly". A start alone does
 * not say until when. */
static bool says_when(const struct date_value *date)
{
    return date->role != DATE_START && !(date->flags & DATE_TBC);
}

static enum verdict check_due_date(const struct plan *plan, const struct action *action, struct evidence *out)
{
    (void)plan;
    if (action->kind == ACTION_CHART || !action->has_date_column)
        return VERDICT_NOT_TESTED;
    for (size_t i = 0; i < action->dates.count; i++)
        if (says_when(&action->dates.items[i]))
            return VERDICT_PASS;
    if (action->dates.count)
        out->words = action->dates.items[0].words.text;
    return VERDICT_FINDING;
}

static enum verdict check_measure(const struct plan *plan, const struct action *action, struct evidence *out)
{
    (void)plan;
    (void)out;
    return action->has_measure_column ? verdict_unless(!action->measure.text.text) : VERDICT_NOT_TESTED;
}

static enum verdict check_links(const struct plan *plan, const struct action *action, struct evidence *out)
{
    (void)plan;
    for (size_t i = 0; i < action->link_count; i++)
        if (action->links[i].target == LINK_BROKEN) {
            out->words = action->links[i].code.text;
            return VERDICT_FINDING;
        }
    return action->link_count ? VERDICT_PASS : VERDICT_NOT_TESTED;
}

/* Only the reader knows which rows share a ref on purpose (bullets of one cell): the faults are its
 * anomalies. */
static enum verdict check_has_ref(const struct plan *plan, const struct action *action, struct evidence *out)
{
    (void)plan;
    (void)out;
    return action->ref.text.text ? VERDICT_PASS : VERDICT_NOT_TESTED;
}

static enum verdict check_mitigation(const struct plan *plan, const struct risk *risk, struct evidence *out)
{
    (void)plan;
    (void)out;
    return verdict_unless(!risk->mitigation.text.text && !risk->controls.text.text);
}

static enum verdict check_risk_owner(const struct plan *plan, const struct risk *risk, struct evidence *out)
{
    (void)plan;
    (void)out;
    return risk->has_owner_column ? verdict_unless(risk->owners.count == 0) : VERDICT_NOT_TESTED;
}

static const struct audit_rule rules[] = {
    {
        .id = "DAT101",
        .name = "impossible-date",
        .severity = FINDING_ERROR,
        .message = "there is no such day in the calendar",
        .meaning = "A date names a day that no month has, such as the 31st of November.",
        .why = "Nobody can be held to a day that does not come; the date was not checked when it was typed.",
        .advice = "Ask the owner which day was meant; do not guess.",
        .not_tested = "no date was read in this plan",
        .anomaly = "impossible-date",
        .check_action = check_possible_dates,
    },
    {
        .id = "DAT102",
        .name = "start-after-finish",
        .severity = FINDING_ERROR,
        .message = "the action starts after it is due",
        .meaning = "The first day of the start lies after the last day of the due date.",
        .why = "One of the two dates is wrong, often by a year.",
        .advice = "Compare with the rows around it and ask the owner.",
        .not_tested = "no action of this plan has both a start and a due date",
        .anomaly = "start-after-finish",
        .check_action = check_date_order,
    },
    {
        .id = "DAT103",
        .name = "missing-date",
        .severity = FINDING_WARNING,
        .message = "no due date: the plan has a date column and this row has none in it",
        .meaning = "The row stands in a table with a date column and its cell is empty, a placeholder, or a "
                   "start alone.",
        .why = "A plan is to be specific as to timescales; without a date nothing can be late.",
        .advice = "Ask by when it is to be done.",
        .not_tested = "no table of this plan has a date column",
        .anomaly = "missing-date",
        .check_action = check_due_date,
    },
    {
        .id = "MEA201",
        .name = "missing-measure",
        .severity = FINDING_WARNING,
        .message = "no measure of success: the plan has a column for it and this row has none in it",
        .meaning = "The row stands in a table with a measure or outcome column and its cell is empty.",
        .why = "Without a measure nobody can tell whether the action worked.",
        .advice = "Ask what will be different when it is done, and how that will be seen.",
        .not_tested = "no table of this plan has a column for measures or outcomes",
        .check_action = check_measure,
    },
    {
        .id = "OWN001",
        .name = "missing-owner",
        .severity = FINDING_ERROR,
        .message = "no owner: the plan has an owner column and this row names nobody in it",
        .meaning = "The row stands in a table with an owner column and its cell is empty or a placeholder.",
        .why = "A plan is to be specific as to responsibilities; what nobody owns is not done.",
        .advice = "Ask who answers for it.",
        .not_tested = "no table of this plan has an owner column",
        .anomaly = "missing-owner",
        .check_action = check_owner,
    },
    {
        .id = "PRS901",
        .name = "homoglyph",
        .severity = FINDING_NOTE,
        .message = "a code holds a letter of another alphabet that looks like a Latin one; it was read as "
                   "the Latin one",
        .meaning = "A reference or section code holds a Greek or Cyrillic letter where a Latin one is meant.",
        .why = "Searching and sorting by the code miss the row. This is about the text, not about the "
               "council's plan.",
        .advice = "Nothing, unless the document is to be edited further.",
        .not_tested = "no row of this plan has a reference",
        .anomaly = "homoglyph",
        .check_action = check_has_ref,
    },
    {
        .id = "REF501",
        .name = "broken-reference",
        .severity = FINDING_ERROR,
        .message = "cites a reference that the plan does not hold",
        .meaning = "A code that looks like the plan's own references is cited, and no row or section has it.",
        .why = "The work that this row leans on can't be found: it was renumbered, dropped or never written.",
        .advice = "Ask which row is meant.",
        .not_tested = "no row of this plan cites another",
        .anomaly = "broken-reference",
        .check_action = check_links,
    },
    {
        .id = "REF502",
        .name = "duplicate-ref",
        .severity = FINDING_ERROR,
        .message = "this reference stands on an earlier row already",
        .meaning = "Two rows of one plan have the same reference.",
        .why = "Minutes, updates and other rows that cite it may mean either.",
        .advice = "Give one of the rows a reference of its own.",
        .not_tested = "no row of this plan has a reference",
        .anomaly = "duplicate-ref",
        .check_action = check_has_ref,
    },
    {
        .id = "RSK402",
        .name = "risk-without-mitigation",
        .severity = FINDING_ERROR,
        .message = "the risk has neither a mitigation nor a control",
        .meaning = "A risk of the register says nothing of what is done, or is to be done, about it.",
        .why =
            "A risk that is only written down is not managed; audit committees ask for the plan behind each.",
        .advice = "Ask what is done about it, or who accepted it.",
        .not_tested = "this plan has no risks",
        .check_risk = check_mitigation,
    },
    {
        .id = "RSK404",
        .name = "risk-without-owner",
        .severity = FINDING_WARNING,
        .message = "no owner: the register has an owner column and this risk names nobody in it",
        .meaning = "The risk stands in a table with an owner column and its cell is empty or a placeholder.",
        .why = "Each risk is to have one owner who watches it.",
        .advice = "Ask who watches it.",
        .not_tested = "no risk table of this plan has an owner column",
        .check_risk = check_risk_owner,
    },
};

const struct audit_rule *audit_rules(size_t *count)
{
    *count = ARRAY_LENGTH(rules);
    return rules;
}

const struct audit_rule *audit_rule_find(const char *id_or_name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(rules); i++)
        if (strcmp(rules[i].id, id_or_name) == 0 || strcmp(rules[i].name, id_or_name) == 0)
            return &rules[i];
    return NULL;
}
