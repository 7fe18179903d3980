#include "analysis/mitigation_plan.h"

#include <strings.h>

#include "analysis/risk_reach.h"
#include "base/arena.h"
#include "plan/plan.h"
#include "store/store.h"

/* ---- words in common ---------------------------------------------------------------------------- */

enum { STEM_BYTES = 5, WORDS_ENOUGH = 2 };

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The beginning of the next word that is long enough to tell something; no length at the end. */
static struct span next_stem(struct span text, size_t *at)
{
    while (*at < text.length) {
        size_t from = *at;

        while (*at < text.length && is_letter(text.text[*at]))
            ++*at;
        if (*at - from >= STEM_BYTES)
            return span_part(text, from, from + STEM_BYTES);
        ++*at;
    }
    return span_part(text, text.length, text.length);
}

static bool has_stem(struct span text, struct span stem)
{
    size_t at = 0;

    for (struct span own = next_stem(text, &at); own.length > 0; own = next_stem(text, &at))
        if (strncasecmp(own.text, stem.text, STEM_BYTES) == 0)
            return true;
    return false;
}

/* Fewer words than a link needs, and still enough not to say of the action that it has nothing to do with it.
 */
static bool speaks_of(struct span action, struct span mitigation)
{
    size_t at = 0, shared = 0;

    for (struct span stem = next_stem(mitigation, &at); stem.length > 0; stem = next_stem(mitigation, &at))
        shared += has_stem(action, stem);
    return shared >= WORDS_ENOUGH;
}

static bool is_spoken_of(const struct plan *plan, const struct risk *risk)
{
    for (size_t i = 0; i < plan->action_count; i++)
        if (plan->actions[i].section == risk->section &&
            speaks_of(plan->actions[i].text.text, risk->mitigation.text))
            return true;
    return false;
}

bool *mitigations_planned(const struct reach_result *reach, size_t index, struct arena *arena)
{
    const struct plan *plan = reach->plans->items[index];
    const size_t *first = reach->first[index]; /* NULL where the grammar had a fault */
    bool *is_planned = ARENA_ARRAY(arena, plan->risk_count, bool);

    for (size_t i = first ? first[0] : 0; first && i < first[plan->risk_count]; i++)
        if (reach->links[i].relation == RISK_MITIGATED_BY)
            is_planned[reach->links[i].risk] = true;
    for (size_t i = 0; i < plan->risk_count; i++)
        is_planned[i] = is_planned[i] || is_spoken_of(plan, &plan->risks[i]);
    return is_planned;
}
