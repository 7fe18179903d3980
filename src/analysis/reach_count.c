#include <string.h>

#include "analysis/risk_reach.h"
#include "base/arena.h"
#include "plan/plan.h"
#include "store/store.h"

/* ---- counting ---------------------------------------------------------------------------------- */

/* Both lists stay in order, each of them once: they are short, however many actions there are. */
static void reach_section(struct reach_names *names, size_t section)
{
    size_t at = names->section_count;

    while (at > 0 && names->sections[at - 1] > section)
        at--;
    if (at > 0 && names->sections[at - 1] == section)
        return;
    memmove(names->sections + at + 1, names->sections + at,
            (names->section_count - at) * sizeof *names->sections);
    names->sections[at] = section;
    names->section_count++;
}

static void reach_owner(struct reach_names *names, struct span owner)
{
    size_t low = 0, high = names->owner_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = span_compare(names->owners[middle], owner);

        if (order == 0)
            return;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    memmove(names->owners + low + 1, names->owners + low, (names->owner_count - low) * sizeof *names->owners);
    names->owners[low] = owner;
    names->owner_count++;
}

static void reach_action(struct reach_names *names, const struct plan *plan, const struct action *action)
{
    if (action->section < plan->section_count)
        reach_section(names, action->section);
    for (size_t i = 0; i < action->owners.count; i++)
        reach_owner(names, action->owners.items[i].name.text);
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
