#include "report/register_row.h"

#include "analysis/audit_check.h"
#include "analysis/delivery_exposure.h"
#include "analysis/risk_reach.h"
#include "analysis/theme_table.h"
#include "base/arena.h"
#include "output/entry_phrase.h"
#include "output/score_words.h"
#include "plan/plan.h"
#include "report/report_page.h"

/* ---- either kind ---------------------------------------------------------------------------- */

static const struct action *action_of(const struct register_item *item)
{
    return item->kind == ITEM_ACTION ? &item->own->plan->actions[item->index] : NULL;
}

static const struct risk *risk_of(const struct register_item *item)
{
    return item->kind == ITEM_RISK ? &item->own->plan->risks[item->index] : NULL;
}

static const struct owner_list *owners_of(const struct register_item *item)
{
    return action_of(item) ? &action_of(item)->owners : &risk_of(item)->owners;
}

static const struct date_list *dates_of(const struct register_item *item)
{
    return action_of(item) ? &action_of(item)->dates : &risk_of(item)->dates;
}

static size_t first_finding(const struct register_item *item)
{
    return item->kind == ITEM_ACTION ? item->own->action_findings[item->index]
                                     : item->own->risk_findings[item->index];
}

/* ---- what the script filters and sorts by --------------------------------------------------- */

static void put_list(struct html_writer *html, const char *name, struct buffer *list)
{
    if (list->length > 0)
        html_attribute_span(html, name, span_trim(span_at(list->bytes, list->length, 0)));
    list->length = 0;
}

static void put_owners(const struct register_item *item)
{
    const struct owner_list *owners = owners_of(item);
    struct report *report = item->report;

    report->scratch.length = 0;
    for (size_t i = 0; i < owners->count; i++) {
        const struct report_owner *owner =
            owner_index_find(&report->owners, item->own->plan, owners->items[i].name.text);

        if (owner)
            buffer_add_format(&report->scratch, "%zu ", owner->number);
    }
    put_list(&report->html, "data-o", &report->scratch);
}

static void put_themes(const struct register_item *item)
{
    const struct theme_table *themes = item->report->input->themes;
    struct buffer *list = &item->report->scratch;

    for (size_t i = 0; themes->marks && i < themes->count; i++)
        if (themes->marks[item->own->number - 1][item->index] >> themes->rows[i].number & 1)
            buffer_add_format(list, "%s ", themes->rows[i].name);
    put_list(&item->report->html, "data-t", list);
}

/* Risks by the bands that each stage allows, and by the cell where they stand in one. */
static void put_bands(const struct register_item *item)
{
    struct report *report = item->report;
    const struct risk_scheme *scheme = report->input->scores[0].scheme;
    struct buffer cells = { 0 };

    for (unsigned stage = 0; stage < STAGE_COUNT; stage++) {
        const struct risk_score *score = item->own->scores[stage][item->index];
        char letter = report_stage_letter((enum rating_stage)stage);

        if (!score || (score->placement == RATING_UNKNOWN && stage > 0))
            continue;
        for (size_t b = score->band_low; b <= score->band_high; b++)
            buffer_add_format(&report->scratch, "%c%c ", letter, scheme->bands[b].letter);
        if (score->placement == PLACED)
            buffer_add_format(&cells, "%c-%u-%u ", letter, score->ranges[AXIS_LIKELIHOOD].low,
                              score->ranges[AXIS_IMPACT].low);
        else
            buffer_add_format(&report->scratch, "%c~ ", letter);
    }
    put_list(&report->html, "data-b", &report->scratch);
    put_list(&report->html, "data-c", &cells);
    buffer_free(&cells);
}

static void put_rules(const struct register_item *item)
{
    struct report *report = item->report;
    const char *last = "";

    for (size_t next = first_finding(item); next; next = report->next_finding[next - 1]) {
        const char *rule = report->input->checks->findings[next - 1].rule;

        if (rule != last)
            buffer_add_format(&report->scratch, "%s ", rule);
        last = rule;
    }
    put_list(&report->html, "data-f", &report->scratch);
}

static void put_due(const struct register_item *item)
{
    const struct date_value *due = entry_phrase_date(dates_of(item), DATE_DUE);
    char iso[11];

    if (!due)
        return;
    calendar_format_iso(due->to, iso);
    html_attribute(&item->report->html, "data-d", iso);
}

static void put_data(const struct register_item *item)
{
    struct html_writer *html = &item->report->html;

    put_owners(item);
    put_due(item);
    if (item->kind == ITEM_ACTION) {
        const struct action_exposure *exposure = item->own->exposures[item->index];
        const char *status = action_status_name(action_of(item)->status);

        put_themes(item);
        if (status)
            html_attribute(html, "data-s", status);
        if (exposure)
            html_attribute_format(html, "data-x", "%g", exposure->total);
    } else {
        struct reach_count reach =
            reach_count_of(item->report->input->reach, item->own->number - 1, item->index);

        put_bands(item);
        html_attribute_format(html, "data-x", "%zu", reach.threatened);
    }
    put_rules(item);
}

/* ---- cells ---------------------------------------------------------------------------------- */

static void write_ref(const struct register_item *item)
{
    struct report *report = item->report;
    struct html_writer *html = &report->html;

    html_open(html, "th");
    html_attribute(html, "scope", "row");
    html_span(html, report_item_label(item->own->plan, item->kind, item->index, report->arena));
    html_text(html, " ");
    report_link_source(report, item->own,
                       action_of(item) ? action_of(item)->line_first : risk_of(item)->line_first);
    html_close(html);
}

/* Marks that lead to what the checks found in this row. */
static void write_marks(const struct register_item *item)
{
    struct report *report = item->report;
    struct html_writer *html = &report->html;

    for (size_t next = first_finding(item); next; next = report->next_finding[next - 1]) {
        const struct finding *finding = &report->input->checks->findings[next - 1];

        html_text(html, " ");
        html_open(html, "a");
        html_attribute_format(html, "class", "mark %s", finding_severity_name(finding->severity));
        html_attribute_format(html, "href", "#f-%s-%zu", finding->rule,
                              report->finding_places[next - 1].order);
        html_text(html, finding->name);
        html_close(html);
    }
}

/* where := plan [ section ] */
static void write_where(const struct register_item *item)
{
    const struct plan *plan = item->own->plan;
    size_t section = action_of(item) ? action_of(item)->section : risk_of(item)->section;
    struct html_writer *html = &item->report->html;

    html_open(html, "small");
    html_span(html, report_plan_name(plan));
    if (section < plan->section_count) {
        html_text(html, " \xe2\x80\xba ");
        if (plan->sections[section].code.text.text) {
            html_span(html, plan->sections[section].code.text);
            html_text(html, " ");
        }
        html_span(html, plan->sections[section].title.text);
    }
    html_close(html);
}

static void write_what(const struct register_item *item)
{
    struct report *report = item->report;
    struct html_writer *html = &report->html;
    const struct action *action = action_of(item);

    html_open(html, "td");
    if (!action)
        html_element_class(html, "span", "tag", "risk");
    else if (action->kind == ACTION_CHART)
        html_element_class(html, "span", "tag", "bar chart");
    html_open(html, "b");
    report_write_value(report, action ? action->text.text : risk_of(item)->text.text);
    html_close(html);
    write_marks(item);
    write_where(item);
    report_write_corrections(report, item->own->plan, item->kind, item->index);
    register_row_write_more(item);
    html_close(html);
}

static void write_who(const struct register_item *item)
{
    const struct owner_list *owners = owners_of(item);
    bool is_asked = action_of(item) ? action_of(item)->has_owner_column : risk_of(item)->has_owner_column;

    html_open(&item->report->html, "td");
    if (owners->count)
        report_write_owners(item->report, owners);
    else
        report_write_silence(item->report, is_asked);
    html_close(&item->report->html);
}

static void write_when(const struct register_item *item)
{
    const struct date_list *dates = dates_of(item);

    html_open(&item->report->html, "td");
    if (dates->count)
        report_write_dates(item->report, dates);
    else
        report_write_silence(item->report, action_of(item) && action_of(item)->has_date_column);
    html_close(&item->report->html);
}

static void write_status(const struct register_item *item)
{
    static const char *const words[] = {
        [STATUS_NONE] = "no status",          [STATUS_NOT_STARTED] = "not started",
        [STATUS_IN_PROGRESS] = "in progress", [STATUS_COMPLETED] = "completed",
        [STATUS_CANCELLED] = "cancelled",
    };
    const struct action *action = action_of(item);
    struct html_writer *html = &item->report->html;

    if (action->status == STATUS_NONE)
        html_element(html, "i", words[STATUS_NONE]);
    else
        html_element_class(html, "span", "tag", words[action->status]);
    if (action->rag != RAG_NONE)
        html_format(html, " RAG %s", rag_name(action->rag));
    if (action->priority.text.text) {
        html_element_class(html, "span", "quiet", " priority ");
        html_span(html, action->priority.text);
    }
}

static void write_bands(const struct register_item *item)
{
    static const char *const stages[] = { "before", "now", "target" };
    struct report *report = item->report;
    struct html_writer *html = &report->html;

    html_open_class(html, "ul", "plain");
    for (unsigned stage = 0; stage < STAGE_COUNT; stage++) {
        const struct risk_score *score = item->own->scores[stage][item->index];

        if (!score || (score->placement == RATING_UNKNOWN && stage > 0))
            continue;
        html_open(html, "li");
        report_write_score(report, score);
        html_open_class(html, "span", "quiet");
        html_format(html, " %s", stages[stage]);
        html_close(html);
        html_close(html);
    }
    html_close(html);
}

static void write_standing(const struct register_item *item)
{
    html_open(&item->report->html, "td");
    if (item->kind == ITEM_ACTION)
        write_status(item);
    else
        write_bands(item);
    html_close(&item->report->html);
}

/* An action's exposure; how many actions a risk threatens. What they are made of is folded away in the row.
 */
static void write_weight(const struct register_item *item)
{
    struct html_writer *html = &item->report->html;

    html_open(html, "td");
    if (item->kind == ITEM_ACTION && item->own->exposures[item->index])
        html_format(html, "%g", item->own->exposures[item->index]->total);
    else if (item->kind == ITEM_ACTION)
        html_text(html, "0");
    else
        html_format(
            html, "reach %zu",
            reach_count_of(item->report->input->reach, item->own->number - 1, item->index).threatened);
    html_close(html);
}

void register_row_write(const struct register_item *item)
{
    struct html_writer *html = &item->report->html;

    html_open(html, "tr");
    html_attribute_format(html, "id", "p%zu-%c%zu", item->own->number, item->kind == ITEM_RISK ? 'r' : 'a',
                          item->index + 1);
    put_data(item);
    write_ref(item);
    write_what(item);
    write_who(item);
    write_when(item);
    write_standing(item);
    write_weight(item);
    html_close(html);
    html_newline(html);
}
