#include <stdlib.h>

#include "analysis/risk_reach.h"
#include "base/arena.h"
#include "plan/plan.h"
#include "store/store.h"

/* ---- counting ---------------------------------------------------------------------------------- */

static int by_section(const void *left, const void *right)
{
    const size_t *a = left;
    const size_t *b = right;

    return *a < *b ? -1 : *a > *b;
}

static int by_name(const void *left, const void *right)
{
    return span_compare(*(const struct span *)left, *(const struct span *)right);
}

/* The sections and owners of the actions threatened, with repeats. */
struct reached {
    size_t *sections;
    size_t section_count;
    struct span *owners;
    size_t owner_count;
};

static size_t count_sections(struct reached *reached)
{
    size_t count = 0;

    if (reached->section_count)
        qsort(reached->sections, reached->section_count, sizeof *reached->sections, by_section);
    for (size_t i = 0; i < reached->section_count; i++)
        count += i == 0 || reached->sections[i] != reached->sections[i - 1];
    return count;
}

static size_t count_owners(struct reached *reached)
{
    size_t count = 0;

    if (reached->owner_count)
        qsort(reached->owners, reached->owner_count, sizeof *reached->owners, by_name);
    for (size_t i = 0; i < reached->owner_count; i++)
        count += i == 0 || !span_same(reached->owners[i], reached->owners[i - 1]);
    return count;
}

static void reach_action(struct reached *reached, const struct plan *plan, const struct action *action)
{
    if (action->section < plan->section_count)
        reached->sections[reached->section_count++] = action->section;
    for (size_t i = 0; i < action->owners.count; i++)
        reached->owners[reached->owner_count++] = action->owners.items[i].name.text;
}

static size_t owners_of(const struct risk_link *links, size_t count)
{
    size_t owners = 0;

    for (size_t i = 0; i < count; i++)
        owners += links[i].plan->actions[links[i].action].owners.count;
    return owners;
}

struct reach_count reach_count_of(const struct reach_result *result, size_t plan, size_t risk)
{
    const size_t *first = &result->first[plan][risk];
    const struct risk_link *links = result->links + first[0];
    size_t count = first[1] - first[0];
    struct arena *scratch = arena_new();
    struct reached reached = { .sections = ARENA_ARRAY(scratch, count, size_t),
                               .owners = ARENA_ARRAY(scratch, owners_of(links, count), struct span) };
    struct reach_count out = { 0 };

    for (size_t i = 0; i < count; i++) {
        if (links[i].relation == RISK_THREATENS)
            reach_action(&reached, links[i].plan, &links[i].plan->actions[links[i].action]);
        out.threatened += links[i].relation == RISK_THREATENS;
        out.mitigated += links[i].relation == RISK_MITIGATED_BY;
    }
    out.sections = count_sections(&reached);
    out.owners = count_owners(&reached);
    arena_free(scratch);
    return out;
}

/* ---- for the database -------------------------------------------------------------------------- */

static enum risk_nearness nearness_of(const struct risk_link *link)
{
    switch (link->evidence_count ? link->evidence[0].kind : EVIDENCE_KIND_COUNT) {
    case EVIDENCE_SECTION:
        return RISK_NEAR_SECTION;
    case EVIDENCE_AROUND:
        return RISK_NEAR_AROUND;
    default:
        return RISK_NEAR_NOT;
    }
}

/* A code is one reason, and each word shared is one; a section is none. */
static size_t reasons_of(const struct risk_link *link)
{
    size_t count = 0;

    for (size_t i = 0; i < link->evidence_count; i++)
        count += link->evidence[i].kind == EVIDENCE_CITATION ? 1 : link->evidence[i].shared_count;
    return count;
}

static void list_reasons(const struct risk_link *link, struct risk_action_reason *reasons)
{
    for (size_t i = 0; i < link->evidence_count; i++) {
        const struct reach_evidence *evidence = &link->evidence[i];
        const char *kind = reach_evidence_name(evidence->kind);

        if (evidence->kind == EVIDENCE_CITATION)
            *reasons++ = (struct risk_action_reason){ kind, evidence->share, evidence->words };
        for (size_t w = 0; w < evidence->shared_count; w++)
            *reasons++ =
                (struct risk_action_reason){ kind, evidence->shared[w].share, evidence->shared[w].risk };
    }
}

const struct risk_action *reach_links_to_store(const struct reach_result *result, struct arena *arena)
{
    struct risk_action *out = ARENA_ARRAY(arena, result->link_count, struct risk_action);

    for (size_t i = 0; i < result->link_count; i++) {
        const struct risk_link *link = &result->links[i];
        size_t count = reasons_of(link);
        struct risk_action_reason *reasons = ARENA_ARRAY(arena, count, struct risk_action_reason);

        list_reasons(link, reasons);
        out[i] = (struct risk_action){
            .plan = link->plan->id,
            .risk = link->risk,
            .action = link->action,
            .relation = link->relation,
            .near = nearness_of(link),
            .score = link->score,
            .reasons = reasons,
            .reason_count = count,
        };
    }
    return out;
}
