#include "store/audit_rows.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/status.h"
#include "plan/action_standing.h"
#include "plan/plan.h"
#include "store/audit_function.h"

struct action_row {
    int64_t number; /* from 1, in reading order */
    int64_t id;     /* its item */
    int64_t is_chart;
    int64_t is_open;    /* the plan doesn't say that it is done, dropped or turned down */
    int64_t asks_owner; /* there is a cell for it, and it is a row that could have one */
    int64_t asks_date;
    int64_t asks_measure;
    int64_t lead_count;
    int64_t link_count;
    int64_t outside_count; /* links to outside recommendations */
    int64_t step_count;
    int64_t resource_count;
    int64_t date_count;
    int64_t invalid_count;
    int64_t revised_count;
    int64_t endless_count;  /* "ongoing", "quarterly" */
    int64_t says_when;      /* a date other than a start or a placeholder */
    calendar_day completed; /* the last day on which it was */
    calendar_day first_start;
    calendar_day last_start;
    calendar_day first_due;      /* the first day of the first, */
    calendar_day first_due_end;  /* its last, */
    calendar_day last_due_begin; /* and so for the last */
    calendar_day last_due;
    calendar_day start_before; /* the first start of the action before it that has one, charts left out, */
    calendar_day start_after;  /* and of the one after it */
    int64_t days;              /* from its first start to its last due day */
    int64_t section;           /* its item */
    struct span ref;
    struct span ref_family; /* "A" of "A.12" */
    int64_t ref_figure;     /* and 12 */
    int64_t figure_before;  /* that of the row before it, where that is of its family, */
    int64_t figure_after;   /* and of the row after it */
    struct span priority;
    const char *status;
    const char *rag;
    double confidence;
    struct span measure;
    struct span text;
};

struct lead_row {
    struct span name;
    int64_t number; /* of the action */
    int64_t action; /* its item */
    int64_t is_open;
    int64_t is_chart;
    int64_t is_everybody; /* "all staff" */
    const char *kind;
    struct span expansion;
};

#define COLUMN(row, member, kind)                                                                            \
    {                                                                                                        \
#member, kind, offsetof(struct row, member)                                                          \
    }

static const struct audit_column action_columns[] = {
    COLUMN(action_row, number, AUDIT_NUMBER),
    COLUMN(action_row, id, AUDIT_NUMBER),
    COLUMN(action_row, is_chart, AUDIT_NUMBER),
    COLUMN(action_row, is_open, AUDIT_NUMBER),
    COLUMN(action_row, asks_owner, AUDIT_NUMBER),
    COLUMN(action_row, asks_date, AUDIT_NUMBER),
    COLUMN(action_row, asks_measure, AUDIT_NUMBER),
    COLUMN(action_row, lead_count, AUDIT_NUMBER),
    COLUMN(action_row, link_count, AUDIT_NUMBER),
    COLUMN(action_row, outside_count, AUDIT_NUMBER),
    COLUMN(action_row, step_count, AUDIT_NUMBER),
    COLUMN(action_row, resource_count, AUDIT_NUMBER),
    COLUMN(action_row, date_count, AUDIT_NUMBER),
    COLUMN(action_row, invalid_count, AUDIT_NUMBER),
    COLUMN(action_row, revised_count, AUDIT_NUMBER),
    COLUMN(action_row, endless_count, AUDIT_NUMBER),
    COLUMN(action_row, says_when, AUDIT_NUMBER),
    COLUMN(action_row, completed, AUDIT_DAY),
    COLUMN(action_row, first_start, AUDIT_DAY),
    COLUMN(action_row, last_start, AUDIT_DAY),
    COLUMN(action_row, first_due, AUDIT_DAY),
    COLUMN(action_row, first_due_end, AUDIT_DAY),
    COLUMN(action_row, last_due_begin, AUDIT_DAY),
    COLUMN(action_row, last_due, AUDIT_DAY),
    COLUMN(action_row, start_before, AUDIT_DAY),
    COLUMN(action_row, start_after, AUDIT_DAY),
    COLUMN(action_row, days, AUDIT_NUMBER),
    COLUMN(action_row, section, AUDIT_NUMBER),
    COLUMN(action_row, ref, AUDIT_TEXT),
    COLUMN(action_row, ref_family, AUDIT_TEXT),
    COLUMN(action_row, ref_figure, AUDIT_NUMBER),
    COLUMN(action_row, figure_before, AUDIT_NUMBER),
    COLUMN(action_row, figure_after, AUDIT_NUMBER),
    COLUMN(action_row, priority, AUDIT_TEXT),
    COLUMN(action_row, status, AUDIT_NAME),
    COLUMN(action_row, rag, AUDIT_NAME),
    COLUMN(action_row, confidence, AUDIT_REAL),
    COLUMN(action_row, measure, AUDIT_TEXT),
    COLUMN(action_row, text, AUDIT_TEXT),
};

static const struct audit_column lead_columns[] = {
    COLUMN(lead_row, name, AUDIT_TEXT),       COLUMN(lead_row, number, AUDIT_NUMBER),
    COLUMN(lead_row, action, AUDIT_NUMBER),   COLUMN(lead_row, is_open, AUDIT_NUMBER),
    COLUMN(lead_row, is_chart, AUDIT_NUMBER), COLUMN(lead_row, is_everybody, AUDIT_NUMBER),
    COLUMN(lead_row, kind, AUDIT_NAME),       COLUMN(lead_row, expansion, AUDIT_TEXT),
};

struct audit_rows audit_rows_none(void)
{
    return (struct audit_rows){
        .actions = { .name = "audit_action",
                     .columns = action_columns,
                     .column_count = ARRAY_LENGTH(action_columns),
                     .row_size = sizeof(struct action_row) },
        .leads = { .name = "audit_lead",
                   .columns = lead_columns,
                   .column_count = ARRAY_LENGTH(lead_columns),
                   .row_size = sizeof(struct lead_row) },
    };
}

/* ---- dates ------------------------------------------------------------------------------------- */

static void take_first(calendar_day *first, calendar_day day)
{
    if (day != CALENDAR_NONE && (*first == CALENDAR_NONE || day < *first))
        *first = day;
}

/* CALENDAR_NONE stands before every day. */
static void take_last(calendar_day *last, calendar_day day)
{
    if (day > *last)
        *last = day;
}

static void add_date(struct action_row *row, const struct date_value *date)
{
    row->date_count++;
    row->invalid_count += (date->flags & DATE_INVALID) != 0;
    row->revised_count += (date->flags & DATE_REVISED) != 0;
    row->endless_count += (date->flags & (DATE_ONGOING | DATE_RECURRING)) != 0;
    row->says_when |= date->role != DATE_START && !(date->flags & DATE_TBC);
    if (date->role == DATE_COMPLETED) {
        take_last(&row->completed, date->to);
    } else if (date->role == DATE_START) {
        take_first(&row->first_start, date->from);
        take_last(&row->last_start, date->from);
    } else if (date->role == DATE_DUE) {
        take_first(&row->first_due, date->from);
        take_first(&row->first_due_end, date->to);
        take_last(&row->last_due_begin, date->from);
        take_last(&row->last_due, date->to);
    }
}

static void add_dates(struct action_row *row, const struct date_list *dates)
{
    row->completed = row->first_start = row->last_start = CALENDAR_NONE;
    row->first_due = row->first_due_end = row->last_due_begin = row->last_due = CALENDAR_NONE;
    row->days = AUDIT_NULL;
    for (size_t i = 0; i < dates->count; i++)
        add_date(row, &dates->items[i]);
    if (row->first_start != CALENDAR_NONE && row->last_due != CALENDAR_NONE)
        row->days = (int64_t)row->last_due - row->first_start;
}

static void note_starts(struct action_row *rows, size_t count)
{
    calendar_day before = CALENDAR_NONE, after = CALENDAR_NONE;

    for (size_t i = 0; i < count; i++) {
        rows[i].start_before = before;
        if (!rows[i].is_chart && rows[i].first_start != CALENDAR_NONE)
            before = rows[i].first_start;
    }
    for (size_t i = count; i-- > 0;) {
        rows[i].start_after = after;
        if (!rows[i].is_chart && rows[i].first_start != CALENDAR_NONE)
            after = rows[i].first_start;
    }
}

/* ---- actions ------------------------------------------------------------------------------------- */

static void add_state(struct action_row *row, const struct action *action,
                      const struct audit_context *context)
{
    struct action_standing standing = action_standing_of(action, context->grammar, context->matcher);

    row->is_chart = action->kind == ACTION_CHART;
    row->is_open = standing.is_open;
    row->asks_owner = action->has_owner_column && standing.is_asked;
    row->asks_date = action->has_date_column && standing.is_asked;
    row->asks_measure = action->has_measure_column && standing.is_asked;
}

static void add_counts(struct action_row *row, const struct action *action)
{
    for (size_t i = 0; i < action->owners.count; i++)
        row->lead_count += action->owners.items[i].role == OWNER_LEAD;
    for (size_t i = 0; i < action->link_count; i++)
        row->outside_count += action->links[i].target == LINK_OUTSIDE;
    row->link_count = (int64_t)action->link_count;
    row->step_count = (int64_t)action->milestone_count;
    row->resource_count = (int64_t)action->resource_count;
}

static void add_values(struct action_row *row, const struct action *action, struct arena *arena)
{
    row->ref = action->ref.text;
    row->ref_family = audit_function_letters(action->ref.text, arena);
    row->ref_figure = audit_function_figure(action->ref.text);
    row->priority = action->priority.text;
    row->status = action_status_name(action->status);
    row->rag = rag_name(action->rag);
    row->confidence = action->confidence;
    row->measure = action->measure.text;
    row->text = action->text.text;
}

static int64_t figure_beside(const struct action_row *row, const struct action_row *beside)
{
    return row->ref.text && beside->ref.text && span_same(row->ref_family, beside->ref_family)
               ? beside->ref_figure
               : AUDIT_NULL;
}

static void note_figures(struct action_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        rows[i].figure_before = i > 0 ? figure_beside(&rows[i], &rows[i - 1]) : AUDIT_NULL;
        rows[i].figure_after = i + 1 < count ? figure_beside(&rows[i], &rows[i + 1]) : AUDIT_NULL;
    }
}

static int64_t id_at(const struct item_ids *ids, size_t index)
{
    return index < ids->count ? ids->ids[index] : AUDIT_NULL;
}

static struct action_row *make_actions(const struct plan *plan, const struct audit_context *context,
                                       struct arena *arena)
{
    struct action_row *actions = ARENA_ARRAY(arena, plan->action_count, struct action_row);

    for (size_t i = 0; i < plan->action_count; i++) {
        const struct action *action = &plan->actions[i];

        actions[i].number = (int64_t)i + 1;
        add_state(&actions[i], action, context);
        add_dates(&actions[i], &action->dates);
        add_counts(&actions[i], action);
        add_values(&actions[i], action, arena);
    }
    note_starts(actions, plan->action_count);
    note_figures(actions, plan->action_count);
    return actions;
}

static void number_actions(const struct plan *plan, const struct item_ids *own,
                           const struct item_ids *sections, struct action_row *actions)
{
    for (size_t i = 0; i < plan->action_count; i++) {
        actions[i].id = id_at(own, i);
        actions[i].section = id_at(sections, plan->actions[i].section);
    }
}

/* ---- leads ------------------------------------------------------------------------------------- */

static int by_name(const void *left, const void *right)
{
    const struct lead_row *a = left, *b = right;
    int order = span_compare(a->name, b->name);

    return order ? order : (a->number > b->number) - (a->number < b->number);
}

static size_t count_leads(const struct action_row *actions, size_t count)
{
    size_t leads = 0;

    for (size_t i = 0; i < count; i++)
        leads += (size_t)actions[i].lead_count;
    return leads;
}

static struct lead_row *make_leads(const struct plan *plan, const struct action_row *actions,
                                   const struct audit_context *context, struct arena *arena)
{
    struct lead_row *leads = ARENA_ARRAY(arena, count_leads(actions, plan->action_count), struct lead_row);
    size_t count = 0;

    for (size_t i = 0; i < plan->action_count; i++)
        for (size_t o = 0; o < plan->actions[i].owners.count; o++) {
            const struct owner *owner = &plan->actions[i].owners.items[o];

            if (owner->role == OWNER_LEAD)
                leads[count++] = (struct lead_row){
                    .name = owner->name.text,
                    .number = actions[i].number,
                    .action = actions[i].id,
                    .is_open = actions[i].is_open,
                    .is_chart = actions[i].is_chart,
                    .kind = party_kind_name(owner->kind),
                    .expansion = owner->expansion,
                };
        }
    if (count)
        qsort(leads, count, sizeof *leads, by_name);
    for (size_t i = 0; i < count; i++) /* those of one name stand together */
        leads[i].is_everybody = i > 0 && span_same(leads[i].name, leads[i - 1].name)
                                    ? leads[i - 1].is_everybody
                                    : audit_function_finds(context, "everybody", leads[i].name);
    return leads;
}

void audit_rows_fill(struct audit_rows *rows, const struct plan *plan, const struct item_ids *actions,
                     const struct item_ids *sections, const struct audit_context *context,
                     struct arena *arena)
{
    struct action_row *own = make_actions(plan, context, arena);

    number_actions(plan, actions, sections, own);
    rows->actions.rows = own;
    rows->actions.count = plan->action_count;
    rows->leads.rows = make_leads(plan, own, context, arena);
    rows->leads.count = count_leads(own, plan->action_count);
}
