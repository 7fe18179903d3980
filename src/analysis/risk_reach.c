#include "analysis/risk_reach.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/plan_words.h"
#include "analysis/reach_settings.h"
#include "analysis/risk_citation.h"
#include "base/arena.h"
#include "plan/plan.h"
#include "store/store.h"

/* The parts of a risk whose words are looked for, in the order of their evidence. */
enum part { PART_TITLE, PART_SUBJECT, PART_STEP, PART_COUNT };
static const enum reach_evidence_kind evidence_of_part[PART_COUNT] = {
    [PART_TITLE] = EVIDENCE_TITLE, [PART_SUBJECT] = EVIDENCE_SUBJECT, [PART_STEP] = EVIDENCE_STEP
};

/* What has been found out about one action while one risk is looked at. */
struct trace {
    size_t risk; /* 1 + the risk that it is about: else it is out of date */
    double shares[PART_COUNT];
    size_t step; /* which step has that share */
    bool is_cited[RISK_RELATION_COUNT];
    struct span code; /* that is cited */
};

/* A sentence of a mitigation. */
struct step {
    struct span words;
    struct plan_text text;
};

/* An action that the evidence ties to the risk at hand. */
struct candidate {
    double score;
    uint32_t action;
};
struct candidate_list {
    struct candidate *items;
    size_t count;
};

struct finder {
    struct arena *arena;   /* of the links */
    struct arena *scratch; /* of the plan at hand */
    struct plan_words *words;
    struct reach_settings settings;
    struct reach_result *out;
    size_t capacity;

    const struct plan *plan;
    struct citation_index *citations;
    struct trace *traces; /* by action */
    double *sums;         /* by action; all zero between two texts */
    uint32_t *touched;    /* actions that have a trace of this risk */
    size_t touched_count;
    struct candidate_list candidates[RISK_RELATION_COUNT];
    uint32_t *section_actions; /* actions by section: [section_first[s], section_first[s + 1]) */
    size_t *section_first;

    size_t risk;
    struct plan_text title; /* of the risk at hand */
    struct plan_text subject;
    struct step *steps;
    size_t step_count;
    size_t step_capacity;
};

/* ---- sections ---------------------------------------------------------------------------------- */

/* Is `upper` around the section? Steps are counted: a plan's parents may go in a circle. */
static bool is_inside(const struct plan *plan, size_t section, size_t upper)
{
    for (size_t steps = 0; section < plan->section_count && steps < plan->section_count; steps++) {
        section = plan->sections[section].parent;
        if (section == upper)
            return upper < plan->section_count;
    }
    return false;
}

static void list_section_actions(struct finder *finder)
{
    const struct plan *plan = finder->plan;
    size_t count = plan->section_count;

    finder->section_first = ARENA_ARRAY(finder->scratch, count + 2, size_t);
    finder->section_actions = ARENA_ARRAY(finder->scratch, plan->action_count, uint32_t);
    for (size_t a = 0; a < plan->action_count; a++)
        if (plan->actions[a].section < count)
            finder->section_first[plan->actions[a].section + 2]++;
    for (size_t s = 2; s < count + 2; s++)
        finder->section_first[s] += finder->section_first[s - 1];
    for (size_t a = 0; a < plan->action_count; a++)
        if (plan->actions[a].section < count)
            finder->section_actions[finder->section_first[plan->actions[a].section + 1]++] = (uint32_t)a;
}

/* ---- traces ------------------------------------------------------------------------------------ */

static struct trace *trace_of(struct finder *finder, size_t action)
{
    struct trace *trace = &finder->traces[action];

    if (trace->risk != finder->risk + 1) {
        *trace = (struct trace){ .risk = finder->risk + 1 };
        finder->touched[finder->touched_count++] = (uint32_t)action;
    }
    return trace;
}

/* Does standing so near tie a risk and an action by itself? */
static bool nearness_suffices(const struct finder *finder, enum reach_evidence_kind near)
{
    return finder->settings.weights[near] >= finder->settings.thresholds[RISK_THREATENS];
}

/* Actions that nothing but their section ties to the risk are all alike: no more of them than are kept. */
static void touch_section(struct finder *finder, size_t section)
{
    size_t limit = (size_t)finder->settings.limit;
    size_t first = finder->section_first[section];
    size_t count = finder->section_first[section + 1] - first;

    for (size_t i = 0; i < count && i < limit; i++)
        (void)trace_of(finder, finder->section_actions[first + i]);
}

static void touch_sections(struct finder *finder, size_t section)
{
    const struct plan *plan = finder->plan;

    if (section < plan->section_count && nearness_suffices(finder, EVIDENCE_SECTION))
        touch_section(finder, section);
    if (section < plan->section_count && nearness_suffices(finder, EVIDENCE_AROUND))
        for (size_t s = 0; s < plan->section_count; s++)
            if (s != section && (is_inside(plan, s, section) || is_inside(plan, section, s)))
                touch_section(finder, s);
}

static double own_share(const struct finder *finder, enum part part, uint32_t term)
{
    return part == PART_STEP && plan_text_find(&finder->subject, term) ? finder->settings.own_word : 1;
}

/* How much of a text an action's words name, given the weight that they share. */
static double share_of(const struct finder *finder, enum part part, double shared, double whole)
{
    if (whole <= 0)
        return 0;
    double share = fmin(shared / whole, 1);

    if (part == PART_STEP && finder->settings.mass > 0)
        share *= 1 - exp(-shared / finder->settings.mass);
    return share;
}

/* Tells every action how much of one text its words name. The best of several steps counts. */
static void trace_text(struct finder *finder, enum part part, const struct plan_text *text, size_t step)
{
    for (size_t i = 0; i < text->count; i++) {
        struct word_actions holders = plan_words_holders(finder->words, text->words[i].term);
        double weight = text->words[i].weight * own_share(finder, part, text->words[i].term);

        for (size_t k = 0; k < holders.count; k++)
            finder->sums[holders.items[k]] += weight;
    }
    for (size_t i = 0; i < text->count; i++) {
        struct word_actions holders = plan_words_holders(finder->words, text->words[i].term);

        for (size_t k = 0; k < holders.count; k++) {
            double *sum = &finder->sums[holders.items[k]];
            double share = share_of(finder, part, *sum, text->weight);

            if (share > 0) {
                struct trace *trace = trace_of(finder, holders.items[k]);

                if (share > trace->shares[part]) {
                    trace->shares[part] = share;
                    trace->step = part == PART_STEP ? step : trace->step;
                }
            }
            *sum = 0;
        }
    }
}

static void trace_citations(struct finder *finder)
{
    struct citation_list cited =
        citation_index_find(finder->citations, finder->plan, finder->risk, finder->scratch);

    for (size_t i = 0; i < cited.count; i++) {
        struct trace *trace = trace_of(finder, cited.items[i].action);

        trace->is_cited[cited.items[i].relation] = true;
        trace->code = cited.items[i].code;
    }
}

/* ---- the risk at hand -------------------------------------------------------------------------- */

/* step := words up to "." or ";" before a blank or the end */
static void add_steps(struct finder *finder, struct span text)
{
    for (size_t from = 0, at = 0; at < text.length; at++) {
        bool is_last = at + 1 == text.length;

        if (!is_last && !((text.text[at] == '.' || text.text[at] == ';') && span_is_white(text.text[at + 1])))
            continue;
        struct step step = { .words = span_trim(span_part(text, from, at + 1)) };

        from = at + 1;
        step.text = plan_words_read(finder->words, step.words, false);
        if (!step.text.count)
            continue;
        finder->steps = arena_grow(finder->scratch, finder->steps, finder->step_count, &finder->step_capacity,
                                   sizeof *finder->steps);
        finder->steps[finder->step_count++] = step;
    }
}

static void trace_risk(struct finder *finder, const struct risk *risk)
{
    const struct plan *plan = finder->plan;
    struct span title = { 0 };

    if (risk->section < plan->section_count)
        title = plan->sections[risk->section].title.text;
    finder->touched_count = finder->step_count = 0;
    finder->title = plan_words_read(finder->words, title, true);
    finder->subject = plan_words_read(finder->words, risk->text.text, true);
    add_steps(finder, risk->mitigation.text);
    add_steps(finder, risk->controls.text);
    touch_sections(finder, risk->section);
    trace_text(finder, PART_TITLE, &finder->title, 0);
    trace_text(finder, PART_SUBJECT, &finder->subject, 0);
    for (size_t i = 0; i < finder->step_count; i++)
        trace_text(finder, PART_STEP, &finder->steps[i].text, i);
    trace_citations(finder);
}

/* ---- evidence ---------------------------------------------------------------------------------- */

static int by_share(const void *left, const void *right)
{
    const struct reach_word *a = left;
    const struct reach_word *b = right;

    if (a->share < b->share || a->share > b->share)
        return a->share > b->share ? -1 : 1;
    return span_compare(a->risk, b->risk);
}

static size_t count_shared(const struct plan_text *text, const struct plan_text *action)
{
    size_t count = 0;

    for (size_t i = 0; i < text->count; i++)
        count += plan_text_find(action, text->words[i].term) != NULL;
    return count;
}

static bool is_within(struct span inner, struct span outer)
{
    return inner.text >= outer.text && inner.text + inner.length <= outer.text + outer.length;
}

/* A concept stands in words that may be shared themselves. */
static void mark_repeats(struct reach_word *words, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t k = 0; k < i && !words[i].is_repeat; k++)
            words[i].is_repeat =
                is_within(words[k].risk, words[i].risk) && is_within(words[k].action, words[i].action);
}

static void list_shared(struct finder *finder, enum part part, const struct plan_text *text,
                        const struct plan_text *action, struct reach_evidence *out)
{
    out->shared = ARENA_ARRAY(finder->arena, count_shared(text, action), struct reach_word);
    for (size_t i = 0; i < text->count; i++) {
        const struct plan_word *word = plan_text_find(action, text->words[i].term);

        if (word)
            out->shared[out->shared_count++] = (struct reach_word){
                .risk = text->words[i].word,
                .action = word->word,
                .share = text->words[i].weight * own_share(finder, part, word->term) / text->weight,
            };
    }
    if (out->shared_count > 1)
        qsort(out->shared, out->shared_count, sizeof *out->shared, by_share);
    mark_repeats(out->shared, out->shared_count);
}

static struct span section_name(const struct plan *plan, size_t section)
{
    const struct section *named = &plan->sections[section];

    return named->code.text.text ? named->code.text : named->title.text;
}

/* EVIDENCE_SECTION, EVIDENCE_AROUND, or none: EVIDENCE_KIND_COUNT. Standing near speaks for no other relation
 * than being threatened. */
static enum reach_evidence_kind nearness(const struct plan *plan, size_t risk, size_t action,
                                         enum risk_relation relation)
{
    size_t a = plan->risks[risk].section;
    size_t b = plan->actions[action].section;

    if (relation != RISK_THREATENS || a >= plan->section_count || b >= plan->section_count)
        return EVIDENCE_KIND_COUNT;
    if (a == b)
        return EVIDENCE_SECTION;
    return is_inside(plan, b, a) || is_inside(plan, a, b) ? EVIDENCE_AROUND : EVIDENCE_KIND_COUNT;
}

static bool has_part(enum risk_relation relation, enum part part)
{
    return (part == PART_STEP) == (relation == RISK_MITIGATED_BY);
}

/* All evidence together: each piece takes its part of the doubt away. */
static double score_link(const struct finder *finder, const struct trace *trace, size_t action,
                         enum risk_relation relation)
{
    const double *weights = finder->settings.weights;
    enum reach_evidence_kind near = nearness(finder->plan, finder->risk, action, relation);
    double doubt = 1;

    if (near < EVIDENCE_KIND_COUNT)
        doubt *= 1 - weights[near];
    for (enum part part = 0; part < PART_COUNT; part++)
        if (has_part(relation, part))
            doubt *= 1 - weights[evidence_of_part[part]] * trace->shares[part];
    if (trace->is_cited[relation])
        doubt *= 1 - weights[EVIDENCE_CITATION];
    return 1 - doubt;
}

static struct span part_words(const struct finder *finder, enum part part, const struct trace *trace)
{
    const struct risk *risk = &finder->plan->risks[finder->risk];

    if (part == PART_STEP)
        return finder->steps[trace->step].words;
    return part == PART_SUBJECT ? risk->text.text : finder->plan->sections[risk->section].title.text;
}

static const struct plan_text *part_text(const struct finder *finder, enum part part,
                                         const struct trace *trace)
{
    if (part == PART_STEP)
        return &finder->steps[trace->step].text;
    return part == PART_SUBJECT ? &finder->subject : &finder->title;
}

static void explain_part(struct finder *finder, enum part part, const struct trace *trace, size_t action,
                         struct risk_link *link)
{
    struct reach_evidence *evidence = &link->evidence[link->evidence_count];

    if (trace->shares[part] <= 0)
        return;
    *evidence = (struct reach_evidence){
        .kind = evidence_of_part[part],
        .share = trace->shares[part],
        .words = part_words(finder, part, trace),
    };
    list_shared(finder, part, part_text(finder, part, trace), plan_words_action(finder->words, action),
                evidence);
    link->evidence_count++;
}

static size_t count_evidence(const struct trace *trace, enum reach_evidence_kind near,
                             enum risk_relation relation)
{
    size_t count = (size_t)trace->is_cited[relation] + (size_t)(near < EVIDENCE_KIND_COUNT);

    for (enum part part = 0; part < PART_COUNT; part++)
        count += has_part(relation, part) && trace->shares[part] > 0;
    return count;
}

static void explain(struct finder *finder, const struct trace *trace, struct risk_link *link)
{
    const struct plan *plan = finder->plan;
    enum reach_evidence_kind near = nearness(plan, link->risk, link->action, link->relation);

    link->evidence =
        ARENA_ARRAY(finder->arena, count_evidence(trace, near, link->relation), struct reach_evidence);
    if (near < EVIDENCE_KIND_COUNT)
        link->evidence[link->evidence_count++] = (struct reach_evidence){
            .kind = near, .share = 1, .words = section_name(plan, plan->actions[link->action].section)
        };
    for (enum part part = 0; part < PART_COUNT; part++)
        if (has_part(link->relation, part))
            explain_part(finder, part, trace, link->action, link);
    if (trace->is_cited[link->relation])
        link->evidence[link->evidence_count++] =
            (struct reach_evidence){ .kind = EVIDENCE_CITATION, .share = 1, .words = trace->code };
}

/* ---- links ------------------------------------------------------------------------------------- */

static void add_link(struct finder *finder, const struct trace *trace, const struct risk_link *found)
{
    struct reach_result *out = finder->out;

    out->links =
        arena_grow(finder->arena, out->links, out->link_count, &finder->capacity, sizeof *out->links);
    out->links[out->link_count] = *found;
    explain(finder, trace, &out->links[out->link_count]);
    out->link_count++;
}

static void weigh_action(struct finder *finder, size_t action)
{
    for (enum risk_relation relation = 0; relation < RISK_RELATION_COUNT; relation++) {
        double score = score_link(finder, &finder->traces[action], action, relation);
        struct candidate_list *list = &finder->candidates[relation];

        if (score > 0 && score >= finder->settings.thresholds[relation])
            list->items[list->count++] = (struct candidate){ .score = score, .action = (uint32_t)action };
    }
}

static int by_strength(const void *left, const void *right)
{
    const struct candidate *a = left;
    const struct candidate *b = right;

    if (a->score > b->score || a->score < b->score)
        return a->score > b->score ? -1 : 1;
    return a->action < b->action ? -1 : a->action > b->action;
}

static int by_action(const void *left, const void *right)
{
    const struct candidate *a = left;
    const struct candidate *b = right;

    return a->action < b->action ? -1 : a->action > b->action;
}

/* Actions of the risk's section that were left untouched, since there are more of them than are kept. */
static size_t count_untouched(const struct finder *finder)
{
    size_t section = finder->plan->risks[finder->risk].section;
    size_t touched = 0;

    if (section >= finder->plan->section_count || !nearness_suffices(finder, EVIDENCE_SECTION))
        return 0;
    for (size_t i = 0; i < finder->touched_count; i++)
        touched += finder->plan->actions[finder->touched[i]].section == section;
    return finder->section_first[section + 1] - finder->section_first[section] - touched;
}

/* Lets go of the weakest past the limit, and puts the others into the order of the actions. */
static void keep_strongest(struct finder *finder, struct candidate_list *list)
{
    size_t limit = (size_t)finder->settings.limit;

    if (list->count > limit) {
        qsort(list->items, list->count, sizeof *list->items, by_strength);
        finder->out->beyond_count += list->count - limit;
        list->count = limit;
    }
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, by_action);
}

/* The list whose next action comes first; of one action it threatens first. */
static enum risk_relation next_relation(const struct candidate_list *lists, const size_t *at)
{
    const struct candidate_list *threats = &lists[RISK_THREATENS];
    const struct candidate_list *cures = &lists[RISK_MITIGATED_BY];

    if (at[RISK_THREATENS] == threats->count)
        return RISK_MITIGATED_BY;
    if (at[RISK_MITIGATED_BY] == cures->count)
        return RISK_THREATENS;
    return cures->items[at[RISK_MITIGATED_BY]].action < threats->items[at[RISK_THREATENS]].action
               ? RISK_MITIGATED_BY
               : RISK_THREATENS;
}

static void link_risk(struct finder *finder)
{
    struct candidate_list *lists = finder->candidates;
    size_t at[RISK_RELATION_COUNT] = { 0 };
    size_t total = 0;

    for (enum risk_relation relation = 0; relation < RISK_RELATION_COUNT; relation++)
        lists[relation].count = 0;
    for (size_t i = 0; i < finder->touched_count; i++)
        weigh_action(finder, finder->touched[i]);
    finder->out->beyond_count += count_untouched(finder);
    for (enum risk_relation relation = 0; relation < RISK_RELATION_COUNT; relation++) {
        keep_strongest(finder, &lists[relation]);
        total += lists[relation].count;
    }
    for (; total > 0; total--) {
        enum risk_relation relation = next_relation(lists, at);
        const struct candidate *candidate = &lists[relation].items[at[relation]++];

        add_link(finder, &finder->traces[candidate->action],
                 &(struct risk_link){
                     .plan = finder->plan,
                     .risk = finder->risk,
                     .action = candidate->action,
                     .relation = relation,
                     .score = candidate->score,
                 });
    }
}

static void link_plan(struct finder *finder, const struct plan *plan, size_t *first)
{
    finder->plan = plan;
    if (plan->risk_count && plan->action_count) {
        arena_reset(finder->scratch);
        finder->steps = NULL;
        finder->step_capacity = 0;
        plan_words_turn_to(finder->words, plan);
        list_section_actions(finder);
        finder->citations = citation_index_new(plan, finder->scratch);
        finder->traces = ARENA_ARRAY(finder->scratch, plan->action_count, struct trace);
        finder->sums = ARENA_ARRAY(finder->scratch, plan->action_count, double);
        finder->touched = ARENA_ARRAY(finder->scratch, plan->action_count, uint32_t);
        for (enum risk_relation relation = 0; relation < RISK_RELATION_COUNT; relation++)
            finder->candidates[relation].items =
                ARENA_ARRAY(finder->scratch, plan->action_count, struct candidate);
    }
    for (finder->risk = 0; finder->risk < plan->risk_count; finder->risk++) {
        first[finder->risk] = finder->out->link_count;
        if (plan->action_count) {
            trace_risk(finder, &plan->risks[finder->risk]);
            link_risk(finder);
        }
    }
    first[plan->risk_count] = finder->out->link_count;
}

static void link_plans(struct finder *finder, const struct plan_set *plans, struct reach_result *out)
{
    for (size_t p = 0; p < plans->count; p++) {
        out->first[p] = ARENA_ARRAY(finder->arena, plans->items[p]->risk_count + 1, size_t);
        link_plan(finder, plans->items[p], out->first[p]);
    }
}

enum status risk_reach_find(const struct plan_set *plans, const struct grammar *grammar, struct arena *arena,
                            struct diag_sink *sink, struct reach_result *out)
{
    struct finder finder = { .arena = arena, .out = out };
    enum status status = reach_settings_read(grammar, sink, &finder.settings);

    *out = (struct reach_result){ .plans = plans, .first = ARENA_ARRAY(arena, plans->count, size_t *) };
    if (status != STATUS_OK)
        return status;
    finder.scratch = arena_new();
    status = plan_words_new(grammar, finder.settings.concept, arena, sink, &finder.words);
    if (status == STATUS_OK)
        link_plans(&finder, plans, out);
    plan_words_free(finder.words);
    arena_free(finder.scratch);
    return status;
}
