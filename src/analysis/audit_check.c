#include "analysis/audit_check.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/audit_rule.h"
#include "base/arena.h"
#include "grammar/grammar.h"
#include "plan/plan.h"
#include "store/store.h"

/* A rule as this run applies it. */
struct active_rule {
    const struct audit_rule *rule;
    enum finding_severity severity;
    bool off;
};

/* Lists that grow while plans are held against rules. */
struct audit {
    struct arena *arena;
    const struct plan_set *plans;
    struct active_rule *rules;
    size_t rule_count;
    struct check_result *out;
    struct placed_finding {
        struct finding finding;
        size_t plan; /* in the set */
        size_t rank; /* of the plan, by document */
        size_t order;
    } * found;
    size_t found_count;
    size_t found_capacity;
};

/* ---- which rules are on ------------------------------------------------------------------------ */

static bool read_severity(const char *text, struct active_rule *rule)
{
    if (strcmp(text, "off") == 0) {
        rule->off = true;
        return true;
    }
    for (enum finding_severity severity = FINDING_ERROR; severity <= FINDING_NOTE; severity++)
        if (strcmp(text, finding_severity_name(severity)) == 0) {
            rule->severity = severity;
            return true;
        }
    return false;
}

/* rules := { "- { name: ID, severity: error|warning|note|off }" } */
static enum status read_settings(struct audit *audit, const struct grammar *grammar, struct diag_sink *sink)
{
    const struct audit_rule *all = audit_rules(&audit->rule_count);
    const struct node *list = node_get(grammar_file(grammar, "checks"), "rules");

    audit->rules = ARENA_ARRAY(audit->arena, audit->rule_count, struct active_rule);
    for (size_t i = 0; i < audit->rule_count; i++)
        audit->rules[i] = (struct active_rule){ .rule = &all[i], .severity = all[i].severity };
    for (size_t i = 0; i < node_count(list); i++) {
        const struct node *entry = node_item(list, i);
        const struct audit_rule *rule = audit_rule_find(node_get_text(entry, "name", ""));

        if (!rule)
            return node_fault(entry, sink, "there is no rule \"%s\"", node_get_text(entry, "name", ""));
        if (!read_severity(node_get_text(entry, "severity", ""), &audit->rules[rule - all]))
            return node_fault(entry, sink, "the severity of %s is error, warning, note or off", rule->id);
    }
    return STATUS_OK;
}

/* ---- one rule on one plan ---------------------------------------------------------------------- */

/* What one rule has seen of one plan. */
struct round {
    struct audit *audit;
    const struct active_rule *active;
    const struct plan *plan;
    size_t plan_index;
    size_t plan_rank;
    bool *told; /* actions that an anomaly has told of */
    struct rule_tally tally;
};

static void add_finding(struct round *round, struct item_place place, size_t line, struct span words)
{
    struct audit *audit = round->audit;
    const struct audit_rule *rule = round->active->rule;

    audit->found = arena_grow(audit->arena, audit->found, audit->found_count, &audit->found_capacity,
                              sizeof *audit->found);
    audit->found[audit->found_count] = (struct placed_finding){
        .finding = {
            .rule = rule->id, .name = rule->name, .severity = round->active->severity, .place = place,
            .line = line, .message = span_of(rule->message), .words = words,
        },
        .plan = round->plan_index,
        .rank = round->plan_rank,
        .order = audit->found_count,
    };
    audit->found_count++;
    round->tally.found++;
}

/* The reader found these where it had the words before it: its line and words are the nearest. */
static void take_anomalies(struct round *round)
{
    const struct plan *plan = round->plan;

    for (size_t i = 0; i < plan->anomaly_count; i++) {
        const struct anomaly *anomaly = &plan->anomalies[i];
        bool of_action = anomaly->action < plan->action_count;

        if (anomaly->is_answered || strcmp(anomaly->kind, round->active->rule->anomaly) != 0)
            continue;
        if (of_action)
            round->told[anomaly->action] = true;
        else
            round->tally.tested++;
        add_finding(round,
                    (struct item_place){ .plan = plan->id,
                                         .kind = of_action ? ITEM_ACTION : ITEM_DOCUMENT,
                                         .index = of_action ? anomaly->action : 0 },
                    anomaly->line, anomaly->words.text);
    }
}

static void ask_actions(struct round *round)
{
    for (size_t i = 0; i < round->plan->action_count; i++) {
        const struct action *action = &round->plan->actions[i];
        struct evidence evidence = { 0 };
        enum verdict verdict = round->active->rule->check_action(round->plan, action, &evidence);

        round->tally.tested += verdict != VERDICT_NOT_TESTED || round->told[i];
        if (verdict == VERDICT_FINDING && !round->told[i])
            add_finding(round,
                        (struct item_place){ .plan = round->plan->id, .kind = ITEM_ACTION, .index = i },
                        action->line_first, evidence.words);
    }
}

static void ask_risks(struct round *round)
{
    for (size_t i = 0; i < round->plan->risk_count; i++) {
        const struct risk *risk = &round->plan->risks[i];
        struct evidence evidence = { 0 };
        enum verdict verdict = round->active->rule->check_risk(round->plan, risk, &evidence);

        round->tally.tested += verdict != VERDICT_NOT_TESTED;
        if (verdict == VERDICT_FINDING)
            add_finding(round, (struct item_place){ .plan = round->plan->id, .kind = ITEM_RISK, .index = i },
                        risk->line_first, evidence.words);
    }
}

static const char *why_not_tested(const struct round *round)
{
    if (round->active->rule->check_action && round->plan->action_count == 0)
        return "this plan has no actions";
    if (round->active->rule->check_risk && round->plan->risk_count == 0)
        return "this plan has no risks";
    return round->active->rule->not_tested;
}

static void add_not_tested(struct round *round)
{
    struct check_result *out = round->audit->out;
    const struct audit_rule *rule = round->active->rule;

    out->not_tested_plans[out->not_tested_count] = round->plan_index;
    out->not_tested[out->not_tested_count++] = (struct not_tested){
        .rule = rule->id,
        .name = rule->name,
        .severity = round->active->severity,
        .plan = round->plan->id,
        .why = span_of(why_not_tested(round)),
    };
}

static void apply_rule(struct audit *audit, size_t plan_index, size_t plan_rank,
                       const struct active_rule *active, bool *told)
{
    const struct plan *plan = audit->plans->items[plan_index];
    struct round round = {
        .audit = audit,
        .active = active,
        .plan = plan,
        .plan_index = plan_index,
        .plan_rank = plan_rank,
        .told = told,
        .tally = { .rule = active->rule, .plan = plan },
    };

    memset(told, 0, plan->action_count * sizeof *told);
    if (active->rule->anomaly)
        take_anomalies(&round);
    if (active->rule->check_action)
        ask_actions(&round);
    if (active->rule->check_risk)
        ask_risks(&round);
    if (round.tally.tested == 0)
        add_not_tested(&round);
    audit->out->tallies[audit->out->tally_count++] = round.tally;
}

/* ---- the whole --------------------------------------------------------------------------------- */

static int compare_documents(const struct plan_set *plans, size_t a, size_t b)
{
    int order = span_compare(plans->items[a]->document, plans->items[b]->document);

    return order ? order : a < b ? -1 : a > b;
}

static int by_place(const void *left, const void *right)
{
    const struct placed_finding *a = left;
    const struct placed_finding *b = right;
    int order;

    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    if (a->finding.line != b->finding.line)
        return a->finding.line < b->finding.line ? -1 : 1;
    if ((order = strcmp(a->finding.rule, b->finding.rule)) != 0)
        return order;
    return a->order < b->order ? -1 : a->order > b->order;
}

static void sort_findings(struct audit *audit)
{
    struct check_result *out = audit->out;

    if (audit->found_count)
        qsort(audit->found, audit->found_count, sizeof *audit->found, by_place);
    out->findings = ARENA_ARRAY(audit->arena, audit->found_count, struct finding);
    out->finding_plans = ARENA_ARRAY(audit->arena, audit->found_count, size_t);
    for (size_t i = 0; i < audit->found_count; i++) {
        out->findings[i] = audit->found[i].finding;
        out->finding_plans[i] = audit->found[i].plan;
    }
    out->finding_count = audit->found_count;
}

/* Plans are asked in the order of their documents, so that what was not tested comes out sorted. */
static size_t *order_plans(const struct plan_set *plans, struct arena *arena)
{
    size_t *order = ARENA_ARRAY(arena, plans->count, size_t);

    for (size_t i = 0; i < plans->count; i++) {
        size_t at = i;

        for (; at > 0 && compare_documents(plans, order[at - 1], i) > 0; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    return order;
}

static bool *scratch_for(const struct plan_set *plans, struct arena *arena)
{
    size_t most = 0;

    for (size_t i = 0; i < plans->count; i++)
        most = plans->items[i]->action_count > most ? plans->items[i]->action_count : most;
    return ARENA_ARRAY(arena, most, bool);
}

enum status check_plans(const struct plan_set *plans, const struct grammar *grammar, struct arena *arena,
                        struct diag_sink *sink, struct check_result *out)
{
    struct audit audit = { .arena = arena, .plans = plans, .out = out };
    enum status status = read_settings(&audit, grammar, sink);

    *out = (struct check_result){ .plans = plans };
    if (status != STATUS_OK)
        return status;
    size_t pairs = plans->count * audit.rule_count;
    size_t *order = order_plans(plans, arena);
    bool *told = scratch_for(plans, arena);

    out->not_tested = ARENA_ARRAY(arena, pairs, struct not_tested);
    out->not_tested_plans = ARENA_ARRAY(arena, pairs, size_t);
    out->tallies = ARENA_ARRAY(arena, pairs, struct rule_tally);
    for (size_t i = 0; i < plans->count; i++)
        for (size_t r = 0; r < audit.rule_count; r++)
            if (!audit.rules[r].off)
                apply_rule(&audit, order[i], i, &audit.rules[r], told);
    sort_findings(&audit);
    return STATUS_OK;
}
