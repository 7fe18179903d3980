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

/* Once each, in order. */
static void settle(struct reach_names *names)
{
    size_t kept = 0;

    if (names->section_count)
        qsort(names->sections, names->section_count, sizeof *names->sections, by_section);
    for (size_t i = 0; i < names->section_count; i++)
        if (!kept || names->sections[kept - 1] != names->sections[i])
            names->sections[kept++] = names->sections[i];
    names->section_count = kept;
    kept = 0;
    if (names->owner_count)
        qsort(names->owners, names->owner_count, sizeof *names->owners, by_name);
    for (size_t i = 0; i < names->owner_count; i++)
        if (!kept || !span_same(names->owners[kept - 1], names->owners[i]))
            names->owners[kept++] = names->owners[i];
    names->owner_count = kept;
}

static void reach_action(struct reach_names *names, const struct plan *plan, const struct action *action)
{
    if (action->section < plan->section_count)
        names->sections[names->section_count++] = action->section;
    for (size_t i = 0; i < action->owners.count; i++)
        names->owners[names->owner_count++] = action->owners.items[i].name.text;
}

static size_t owners_of(const struct risk_link *links, size_t count)
{
    size_t owners = 0;

    for (size_t i = 0; i < count; i++)
        owners += links[i].plan->actions[links[i].action].owners.count;
    return owners;
}

struct reach_names reach_names_of(const struct reach_result *result, size_t plan, size_t risk,
                                  struct arena *arena)
{
    const size_t *first = &result->first[plan][risk];
    const struct risk_link *links = result->links + first[0];
    size_t count = first[1] - first[0];
    struct reach_names names = { .sections = ARENA_ARRAY(arena, count, size_t),
                                 .owners = ARENA_ARRAY(arena, owners_of(links, count), struct span) };

    for (size_t i = 0; i < count; i++)
        if (links[i].relation == RISK_THREATENS)
            reach_action(&names, links[i].plan, &links[i].plan->actions[links[i].action]);
    settle(&names);
    return names;
}

struct reach_count reach_count_of(const struct reach_result *result, size_t plan, size_t risk)
{
    const size_t *first = &result->first[plan][risk];
    struct arena *scratch = arena_new();
    struct reach_names names = reach_names_of(result, plan, risk, scratch);
    struct reach_count out = { .sections = names.section_count, .owners = names.owner_count };

    for (size_t i = first[0]; i < first[1]; i++) {
        out.threatened += result->links[i].relation == RISK_THREATENS;
        out.mitigated += result->links[i].relation == RISK_MITIGATED_BY;
    }
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
static size_t most_reasons(const struct risk_link *link)
{
    size_t count = 0;

    for (size_t i = 0; i < link->evidence_count; i++)
        count +=
            link->evidence[i].kind == EVIDENCE_CITATION ? 1 : link->evidence[i].shared_count; /* at most */
    return count;
}

static size_t list_reasons(const struct risk_link *link, struct risk_action_reason *reasons)
{
    size_t count = 0;

    for (size_t i = 0; i < link->evidence_count; i++) {
        const struct reach_evidence *evidence = &link->evidence[i];
        const char *kind = reach_evidence_name(evidence->kind);

        if (evidence->kind == EVIDENCE_CITATION)
            reasons[count++] = (struct risk_action_reason){ kind, evidence->share, evidence->words };
        for (size_t w = 0; w < evidence->shared_count; w++)
            if (!evidence->shared[w].is_repeat)
                reasons[count++] =
                    (struct risk_action_reason){ kind, evidence->shared[w].share, evidence->shared[w].risk };
    }
    return count;
}

void reach_link_to_store(const void *result, size_t index, struct arena *arena, struct risk_action *out)
{
    const struct risk_link *link = &((const struct reach_result *)result)->links[index];
    struct risk_action_reason *reasons = ARENA_ARRAY(arena, most_reasons(link), struct risk_action_reason);

    *out = (struct risk_action){
        .plan = link->plan->id,
        .risk = link->risk,
        .action = link->action,
        .relation = link->relation,
        .near = nearness_of(link),
        .score = link->score,
        .reasons = reasons,
        .reason_count = list_reasons(link, reasons),
    };
}
