#include "analysis/delivery_exposure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/audit_check.h"
#include "base/arena.h"
#include "grammar/grammar.h"
#include "plan/plan.h"
#include "store/derived.h"
#include "store/store.h"

enum { WEIGHT_LIMIT = 100, SEVERITY_COUNT = FINDING_NOTE + 1 };

/* ---- weights ----------------------------------------------------------------------------------- */

struct weights {
    double severities[SEVERITY_COUNT];
    struct rule_weight {
        const char *start; /* of the ids of rules */
        size_t length;
        double weight;
    } * rules;
    size_t rule_count;
};

static enum status read_weight(const struct node *holder, const char *name, struct diag_sink *sink,
                               double *out)
{
    *out = node_get_number(holder, name, NAN, sink);
    if (*out >= 0 && *out <= WEIGHT_LIMIT)
        return STATUS_OK;
    return node_fault(node_get(holder, name) ? node_get(holder, name) : holder, sink,
                      "%s must be a number from 0 to %d", name, WEIGHT_LIMIT);
}

static enum status read_weights(const struct grammar *grammar, struct arena *arena, struct diag_sink *sink,
                                struct weights *out)
{
    const struct node *file = grammar_file(grammar, "exposure");
    enum status status = STATUS_OK;

    const struct node *rules = node_get(file, "rules");

    out->rule_count = node_count(rules);
    out->rules = ARENA_ARRAY(arena, out->rule_count, struct rule_weight);
    for (unsigned s = 0; s < SEVERITY_COUNT && status == STATUS_OK; s++)
        status = read_weight(node_get(file, "severities"), finding_severity_name((enum finding_severity)s),
                             sink, &out->severities[s]);
    for (size_t i = 0; i < out->rule_count && status == STATUS_OK; i++) {
        struct rule_weight *rule = &out->rules[i];

        rule->start = node_key(rules, i);
        rule->length = strlen(rule->start);
        status = read_weight(rules, rule->start, sink, &rule->weight);
    }
    return status;
}

/* The longest beginning of the rule's id that has a weight; else its severity's. */
static double weight_of(const struct weights *weights, const char *rule, enum finding_severity severity)
{
    double weight = weights->severities[severity];
    size_t longest = 0;

    for (size_t i = 0; i < weights->rule_count; i++) {
        const struct rule_weight *named = &weights->rules[i];

        if (named->length > longest && strncmp(rule, named->start, named->length) == 0) {
            longest = named->length;
            weight = named->weight;
        }
    }
    return weight;
}

/* ---- findings of actions ----------------------------------------------------------------------- */

/* A finding against an action, on its way to a factor. Actions are numbered over all plans. */
struct charge {
    size_t number;
    const struct finding *finding;
    double weight;
};

/* Charges, first in the order of the findings, then in that of the actions. */
struct charge_list {
    struct charge *items;
    size_t count;
};

/* The numbers of the actions of plan p begin with items[p]; items[plan count] is how many there are. */
static size_t *number_actions(const struct plan_set *plans, struct arena *arena)
{
    size_t *first = ARENA_ARRAY(arena, plans->count + 1, size_t);

    for (size_t p = 0; p < plans->count; p++)
        first[p + 1] = first[p] + plans->items[p]->action_count;
    return first;
}

/* The action of each milestone of a plan; milestones are numbered over all its actions. */
struct milestone_map {
    size_t *actions;
    size_t count;
};

static struct milestone_map map_milestones(const struct plan *plan, struct arena *arena)
{
    struct milestone_map map = { 0 };

    for (size_t a = 0; a < plan->action_count; a++)
        map.count += plan->actions[a].milestone_count;
    map.actions = ARENA_ARRAY(arena, map.count, size_t);
    map.count = 0;
    for (size_t a = 0; a < plan->action_count; a++)
        for (size_t m = 0; m < plan->actions[a].milestone_count; m++)
            map.actions[map.count++] = a;
    return map;
}

/* The action that a finding is about; PLAN_NO_INDEX where it is about something else. */
static size_t action_of(const struct item_place *place, const struct plan *plan, struct milestone_map *map,
                        struct arena *arena)
{
    if (place->kind == ITEM_ACTION)
        return place->index;
    if (place->kind != ITEM_MILESTONE)
        return PLAN_NO_INDEX;
    if (!map->actions)
        *map = map_milestones(plan, arena);
    return place->index < map->count ? map->actions[place->index] : PLAN_NO_INDEX;
}

static struct charge_list list_charges(const struct plan_set *plans, const struct check_result *checks,
                                       const struct weights *weights, const size_t *first,
                                       struct arena *arena)
{
    struct charge_list list = { .items = ARENA_ARRAY(arena, checks->finding_count, struct charge) };
    struct milestone_map *maps = ARENA_ARRAY(arena, plans->count, struct milestone_map);

    for (size_t i = 0; i < checks->finding_count; i++) {
        const struct finding *finding = &checks->findings[i];
        size_t plan = checks->finding_plans[i];
        size_t action = action_of(&finding->place, plans->items[plan], &maps[plan], arena);
        double weight = weight_of(weights, finding->rule, finding->severity);

        if (action < plans->items[plan]->action_count && weight > 0)
            list.items[list.count++] =
                (struct charge){ .number = first[plan] + action, .finding = finding, .weight = weight };
    }
    return list;
}

/* The heaviest rule first. */
static int by_weight(const void *left, const void *right)
{
    const struct charge *a = left;
    const struct charge *b = right;

    if (a->weight > b->weight || a->weight < b->weight)
        return a->weight > b->weight ? -1 : 1;
    return strcmp(a->finding->rule, b->finding->rule);
}

/* Puts charges into the order of the actions by counting those of each. Answers where each action's begin;
 * [count] is where the last one's end. */
static size_t *sort_charges(struct charge_list *list, size_t count, struct arena *arena)
{
    struct charge *sorted = ARENA_ARRAY(arena, list->count, struct charge);
    size_t *starts = ARENA_ARRAY(arena, count + 2, size_t);

    for (size_t i = 0; i < list->count; i++)
        starts[list->items[i].number + 2]++;
    for (size_t i = 2; i < count + 2; i++)
        starts[i] += starts[i - 1];
    for (size_t i = 0; i < list->count; i++)
        sorted[starts[list->items[i].number + 1]++] = list->items[i];
    list->items = sorted;
    for (size_t i = 0; i < count; i++)
        if (starts[i + 1] - starts[i] > 1)
            qsort(sorted + starts[i], starts[i + 1] - starts[i], sizeof *sorted, by_weight);
    return starts;
}

/* The charges of one action become its factors: each rule once. */
static void expose_action(const struct charge *charges, size_t count, struct exposure_factor *factors,
                          struct action_exposure *out)
{
    out->factors = factors;
    for (size_t i = 0; i < count; i++) {
        const struct finding *finding = charges[i].finding;

        if (!i || strcmp(finding->rule, charges[i - 1].finding->rule) != 0) {
            factors[out->factor_count++] = (struct exposure_factor){ .rule = finding->rule,
                                                                     .name = finding->name,
                                                                     .weight = charges[i].weight };
            out->total += charges[i].weight;
        }
        factors[out->factor_count - 1].findings++;
    }
}

static int by_total(const void *left, const void *right)
{
    const struct action_exposure *a = left;
    const struct action_exposure *b = right;

    if (a->total > b->total || a->total < b->total)
        return a->total > b->total ? -1 : 1;
    if (a->plan_index != b->plan_index)
        return a->plan_index < b->plan_index ? -1 : 1;
    return a->action < b->action ? -1 : a->action > b->action;
}

static void expose_actions(const struct plan_set *plans, struct charge_list *charges, const size_t *first,
                           struct arena *arena, struct exposure_result *out)
{
    struct exposure_factor *factors = ARENA_ARRAY(arena, charges->count, struct exposure_factor);
    size_t *starts = sort_charges(charges, first[plans->count], arena);

    out->actions = ARENA_ARRAY(arena, charges->count, struct action_exposure);
    for (size_t p = 0; p < plans->count; p++)
        for (size_t number = first[p]; number < first[p + 1]; number++) {
            size_t start = starts[number], count = starts[number + 1] - start;
            struct action_exposure *exposure = &out->actions[out->action_count];

            if (!count)
                continue;
            *exposure = (struct action_exposure){ .plan = plans->items[p],
                                                  .plan_index = p,
                                                  .action = number - first[p] };
            expose_action(charges->items + start, count, factors + start, exposure);
            out->action_count++;
        }
    if (out->action_count)
        qsort(out->actions, out->action_count, sizeof *out->actions, by_total);
}

/* ---- sums -------------------------------------------------------------------------------------- */

/* A plan's sections stand together, the actions under none last. */
static struct exposure_sum *sum_of(struct exposure_sum *sections, const struct plan *plan, size_t action)
{
    size_t section = plan->actions[action].section;

    return &sections[section < plan->section_count ? section : plan->section_count];
}

static void count_actions(const struct plan *plan, size_t index, struct exposure_sum *sections,
                          struct exposure_sum *whole)
{
    *whole = (struct exposure_sum){ .plan = plan, .plan_index = index, .actions = plan->action_count };
    for (size_t s = 0; s <= plan->section_count; s++)
        sections[s] = (struct exposure_sum){ .plan = plan,
                                             .plan_index = index,
                                             .section = s < plan->section_count ? s : PLAN_NO_INDEX };
    for (size_t a = 0; a < plan->action_count; a++)
        sum_of(sections, plan, a)->actions++;
}

static void add_exposure(struct exposure_sum *sum, double total)
{
    sum->exposed++;
    sum->total += total;
}

static void drop_empty(struct exposure_result *out, size_t total)
{
    for (size_t i = 0; i < total; i++)
        if (out->sections[i].actions)
            out->sections[out->section_count++] = out->sections[i];
}

static void sum_up(const struct plan_set *plans, struct arena *arena, struct exposure_result *out)
{
    size_t *first = ARENA_ARRAY(arena, plans->count, size_t);
    size_t total = 0;

    for (size_t p = 0; p < plans->count; p++) {
        first[p] = total;
        total += plans->items[p]->section_count + 1;
    }
    out->sections = ARENA_ARRAY(arena, total, struct exposure_sum);
    out->plans = ARENA_ARRAY(arena, plans->count, struct exposure_sum);
    out->plan_count = plans->count;
    for (size_t p = 0; p < plans->count; p++)
        count_actions(plans->items[p], p, out->sections + first[p], &out->plans[p]);
    for (size_t i = 0; i < out->action_count; i++) {
        const struct action_exposure *exposure = &out->actions[i];

        add_exposure(&out->plans[exposure->plan_index], exposure->total);
        add_exposure(sum_of(out->sections + first[exposure->plan_index], exposure->plan, exposure->action),
                     exposure->total);
    }
    drop_empty(out, total);
}

enum status exposure_find(const struct plan_set *plans, const struct check_result *checks,
                          const struct grammar *grammar, struct arena *arena, struct diag_sink *sink,
                          struct exposure_result *out)
{
    struct weights weights = { 0 };
    enum status status = read_weights(grammar, arena, sink, &weights);

    *out = (struct exposure_result){ 0 };
    if (status != STATUS_OK)
        return status;
    const size_t *first = number_actions(plans, arena);
    struct charge_list charges = list_charges(plans, checks, &weights, first, arena);

    expose_actions(plans, &charges, first, arena, out);
    sum_up(plans, arena, out);
    for (size_t i = 0; i < checks->not_tested_count; i++)
        out->plans[checks->not_tested_plans[i]].not_tested +=
            weight_of(&weights, checks->not_tested[i].rule, checks->not_tested[i].severity) > 0;
    return STATUS_OK;
}

/* ---- for the database -------------------------------------------------------------------------- */

static int by_place(const void *left, const void *right)
{
    const struct stored_exposure *a = left;
    const struct stored_exposure *b = right;

    if (a->plan != b->plan)
        return a->plan < b->plan ? -1 : 1;
    if (a->action != b->action)
        return a->action < b->action ? -1 : 1;
    return strcmp(a->rule, b->rule);
}

const struct stored_exposure *exposure_to_store(const struct exposure_result *result, struct arena *arena,
                                                size_t *count)
{
    size_t total = 0;

    for (size_t i = 0; i < result->action_count; i++)
        total += result->actions[i].factor_count;
    struct stored_exposure *out = ARENA_ARRAY(arena, total, struct stored_exposure);

    *count = 0;
    for (size_t i = 0; i < result->action_count; i++)
        for (size_t k = 0; k < result->actions[i].factor_count; k++) {
            const struct exposure_factor *factor = &result->actions[i].factors[k];

            out[*count] = (struct stored_exposure){
                .plan = result->actions[i].plan->id,
                .action = result->actions[i].action,
                .rule = factor->rule,
                .weight = factor->weight,
                .findings = factor->findings,
            };
            ++*count;
        }
    if (total)
        qsort(out, total, sizeof *out, by_place);
    return out;
}
