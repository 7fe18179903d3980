#include "report/register_row.h"

#include "analysis/delivery_exposure.h"
#include "analysis/risk_reach.h"
#include "base/status.h"
#include "output/annotation_phrase.h"
#include "output/date_phrase.h"
#include "output/score_print.h"
#include "plan/plan.h"
#include "report/plan_parts.h"
#include "report/report_page.h"

/* Parts of a row that are folded away; their names stand in the summary, so that nobody opens it in vain. */
struct part {
    const char *title;
    bool (*applies)(const struct register_item *item);
    void (*write)(const struct register_item *item);
};

static const struct action *action_of(const struct register_item *item)
{
    return &item->own->plan->actions[item->index];
}

static const struct risk *risk_of(const struct register_item *item)
{
    return &item->own->plan->risks[item->index];
}

/* ---- actions -------------------------------------------------------------------------------- */

static bool has_measure(const struct register_item *item)
{
    return action_of(item)->measure.text.text != NULL;
}
static void write_measure(const struct register_item *item)
{
    html_span(&item->report->html, action_of(item)->measure.text);
}

static bool has_issue(const struct register_item *item)
{
    return action_of(item)->issue.text.text != NULL;
}
static void write_issue(const struct register_item *item)
{
    html_span(&item->report->html, action_of(item)->issue.text);
}

static bool has_milestones(const struct register_item *item)
{
    return action_of(item)->milestone_count > 0;
}
static void write_milestones(const struct register_item *item)
{
    const struct action *action = action_of(item);
    struct html_writer *html = &item->report->html;

    html_open(html, "ol");
    for (size_t i = 0; i < action->milestone_count; i++) {
        html_open(html, "li");
        html_span(html, action->milestones[i].text.text);
        if (action->milestones[i].owners.count)
            report_write_owners(item->report, &action->milestones[i].owners);
        if (action->milestones[i].dates.count)
            report_write_dates(item->report, &action->milestones[i].dates);
        html_close(html);
    }
    html_close(html);
}

static bool has_progress(const struct register_item *item)
{
    return action_of(item)->progress.text.text != NULL;
}
static void write_progress(const struct register_item *item)
{
    html_span(&item->report->html, action_of(item)->progress.text);
}

static bool has_resources(const struct register_item *item)
{
    return action_of(item)->resource_count > 0;
}
static void write_resources(const struct register_item *item)
{
    const struct action *action = action_of(item);
    struct html_writer *html = &item->report->html;

    for (size_t i = 0; i < action->resource_count; i++) {
        html_text(html, i ? "; " : "");
        html_span(html, action->resources[i].who.text);
        if (action->resources[i].has_percent)
            html_format(html, " (%g%%)", action->resources[i].percent);
    }
}

static bool has_links(const struct register_item *item)
{
    return action_of(item)->link_count > 0;
}
static void write_links(const struct register_item *item)
{
    const struct action *action = action_of(item);
    struct html_writer *html = &item->report->html;

    for (size_t i = 0; i < action->link_count; i++) {
        html_text(html, i ? ", " : "");
        html_span(html, action->links[i].code.text);
        if (action->links[i].target == LINK_BROKEN)
            html_element_class(html, "span", "quiet", " (not in this plan)");
    }
}

static bool has_exposure(const struct register_item *item)
{
    return item->own->exposures[item->index] != NULL;
}
static void write_exposure(const struct register_item *item)
{
    const struct action_exposure *exposure = item->own->exposures[item->index];

    for (size_t i = 0; i < exposure->factor_count; i++) {
        html_text(&item->report->html, i ? ", " : "");
        html_text(&item->report->html, exposure->factors[i].name);
        html_format(&item->report->html, " %g", exposure->factors[i].weight);
    }
}

static bool has_risks(const struct register_item *item)
{
    return item->own->action_links[item->index] != 0;
}
static void write_risks(const struct register_item *item)
{
    static const char *const words[] = {
        [RISK_THREATENS] = "threatened by ", [RISK_MITIGATED_BY] = "carries out the mitigation of "
    };
    struct report *report = item->report;
    enum risk_relation last = RISK_RELATION_COUNT;

    for (enum risk_relation relation = 0; relation < RISK_RELATION_COUNT; relation++)
        for (size_t next = item->own->action_links[item->index]; next; next = report->next_link[next - 1]) {
            const struct risk_link *link = &report->input->reach->links[next - 1];

            if (link->relation != relation)
                continue;
            html_text(&report->html, relation == last ? ", " : last == RISK_RELATION_COUNT ? "" : "; ");
            html_text(&report->html, relation == last ? "" : words[relation]);
            report_link_item(report, item->own, ITEM_RISK, link->risk);
            last = relation;
        }
}

static bool is_by(const struct register_item *item, const struct annotation *annotation)
{
    return annotation_is_by(item->own->plan, annotation, entry_kind_of_item(item->kind), item->index);
}
static bool has_annotations(const struct register_item *item)
{
    const struct plan *plan = item->own->plan;

    for (size_t i = 0; i < plan->annotation_count; i++)
        if (is_by(item, &plan->annotations[i]))
            return true;
    return false;
}
static void write_annotations(const struct register_item *item)
{
    const struct plan *plan = item->own->plan;

    html_open_class(&item->report->html, "ul", "plain");
    for (size_t i = 0; i < plan->annotation_count; i++)
        if (is_by(item, &plan->annotations[i]))
            plan_note_write(item->report, item->own, &plan->annotations[i]);
    html_close(&item->report->html);
}

static const struct part action_parts[] = {
    { "measure", has_measure, write_measure },          { "issue", has_issue, write_issue },
    { "milestones", has_milestones, write_milestones }, { "progress", has_progress, write_progress },
    { "resources", has_resources, write_resources },    { "cites", has_links, write_links },
    { "exposure", has_exposure, write_exposure },       { "risks", has_risks, write_risks },
    { "comments", has_annotations, write_annotations },
};

/* ---- risks ---------------------------------------------------------------------------------- */

static bool always(const struct register_item *item)
{
    (void)item;
    return true;
}

/* As printed, axis by axis, at each stage that the plan rates. */
static void write_ratings(const struct register_item *item)
{
    struct html_writer *html = &item->report->html;
    const struct risk *risk = risk_of(item);

    html_open_class(html, "ul", "plain");
    for (unsigned s = 0; s < STAGE_COUNT; s++) {
        enum rating_stage stage = (enum rating_stage)s;
        struct span likelihood = own_scale_printed(risk, stage, AXIS_LIKELIHOOD);
        struct span impact = own_scale_printed(risk, stage, AXIS_IMPACT);
        struct span score = own_scale_score(risk, stage);

        if (!likelihood.text && !impact.text && !score.text && s > 0)
            continue;
        html_open(html, "li");
        html_format(html, "%s: likelihood ", rating_stage_name(stage));
        report_write_value(item->report, likelihood);
        html_text(html, ", impact ");
        report_write_value(item->report, impact);
        if (score.text) {
            html_text(html, ", printed score ");
            html_span(html, score);
        }
        html_close(html);
    }
    html_close(html);
}

static bool has_rank(const struct register_item *item)
{
    return item->own->scores[STAGE_INHERENT][item->index] != NULL;
}
static void write_rank(const struct register_item *item)
{
    html_span(&item->report->html,
              score_rank_words(item->own->scores[STAGE_INHERENT][item->index], item->report->arena));
    html_format(&item->report->html, " of %zu, for all that the ratings allow", item->report->risk_count);
}

static bool has_consequence(const struct register_item *item)
{
    return risk_of(item)->consequence.text.text != NULL;
}
static void write_consequence(const struct register_item *item)
{
    html_span(&item->report->html, risk_of(item)->consequence.text);
}

static bool has_controls(const struct register_item *item)
{
    return risk_of(item)->controls.text.text != NULL;
}
static void write_controls(const struct register_item *item)
{
    html_span(&item->report->html, risk_of(item)->controls.text);
}

static bool has_mitigation(const struct register_item *item)
{
    return risk_of(item)->mitigation.text.text != NULL;
}
static void write_mitigation(const struct register_item *item)
{
    html_span(&item->report->html, risk_of(item)->mitigation.text);
}

static bool has_notes(const struct register_item *item)
{
    return risk_of(item)->notes.text.text != NULL;
}
static void write_notes(const struct register_item *item)
{
    html_span(&item->report->html, risk_of(item)->notes.text);
}

static size_t links_from(const struct register_item *item)
{
    return item->report->input->reach->first[item->own->number - 1][item->index];
}

static size_t links_to(const struct register_item *item)
{
    return item->report->input->reach->first[item->own->number - 1][item->index + 1];
}

static bool has_reach(const struct register_item *item)
{
    return links_to(item) > links_from(item);
}
static void write_reach(const struct register_item *item)
{
    static const char *const words[] = {
        [RISK_THREATENS] = "threatens ", [RISK_MITIGATED_BY] = "mitigated by "
    };
    struct report *report = item->report;
    enum risk_relation last = RISK_RELATION_COUNT;

    for (enum risk_relation relation = 0; relation < RISK_RELATION_COUNT; relation++)
        for (size_t i = links_from(item); i < links_to(item); i++) {
            const struct risk_link *link = &report->input->reach->links[i];

            if (link->relation != relation)
                continue;
            html_text(&report->html, relation == last ? ", " : last == RISK_RELATION_COUNT ? "" : "; ");
            html_text(&report->html, relation == last ? "" : words[relation]);
            report_link_item(report, item->own, ITEM_ACTION, link->action);
            last = relation;
        }
}

static const struct part risk_parts[] = {
    { "ratings", always, write_ratings },
    { "place", has_rank, write_rank },
    { "consequence", has_consequence, write_consequence },
    { "controls", has_controls, write_controls },
    { "mitigation", has_mitigation, write_mitigation },
    { "notes", has_notes, write_notes },
    { "reach", has_reach, write_reach },
    { "comments", has_annotations, write_annotations },
};

/* ---- both ----------------------------------------------------------------------------------- */

static void write_parts(const struct register_item *item, const struct part *parts, size_t count)
{
    struct html_writer *html = &item->report->html;
    size_t applying = 0;

    for (size_t i = 0; i < count; i++) {
        if (!parts[i].applies(item))
            continue;
        if (applying++)
            html_text(html, ", ");
        else
            report_open_details(item->report, NULL);
        html_text(html, parts[i].title);
    }
    if (!applying)
        return;
    html_close(html);
    html_open(html, "dl");
    for (size_t i = 0; i < count; i++)
        if (parts[i].applies(item)) {
            html_element(html, "dt", parts[i].title);
            html_open(html, "dd");
            parts[i].write(item);
            html_close(html);
        }
    html_close(html);
    html_close(html);
}

void register_row_write_more(const struct register_item *item)
{
    if (item->kind == ITEM_ACTION)
        write_parts(item, action_parts, ARRAY_LENGTH(action_parts));
    else
        write_parts(item, risk_parts, ARRAY_LENGTH(risk_parts));
}
