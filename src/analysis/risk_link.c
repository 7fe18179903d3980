#include "analysis/risk_link.h"

#include <stdbool.h>

#include "analysis/overlap_vector.h"
#include "analysis/plan_overlap.h"
#include "base/arena.h"
#include "plan/plan.h"
#include "store/store.h"

struct linker {
    const struct vector_set *vectors;
    const struct overlap_settings *settings;
    struct arena *arena;
    struct risk_link *links;
    size_t count;
    size_t capacity;
};

/* Is `upper` the section or one that it stands under? Steps are counted: a plan's parents may go in a circle.
 */
static bool is_within(const struct plan *plan, size_t section, size_t upper)
{
    for (size_t steps = 0; section < plan->section_count && steps < plan->section_count; steps++) {
        if (section == upper)
            return true;
        section = plan->sections[section].parent;
    }
    return false;
}

static bool share_section(const struct plan *plan, size_t a, size_t b)
{
    return is_within(plan, a, b) || is_within(plan, b, a);
}

static void add_link(struct linker *linker, const struct plan *plan, size_t risk, size_t action,
                     enum risk_relation relation, double score)
{
    linker->links =
        arena_grow(linker->arena, linker->links, linker->count, &linker->capacity, sizeof *linker->links);
    linker->links[linker->count++] = (struct risk_link){
        .plan = plan,
        .risk = risk,
        .action = action,
        .relation = relation,
        .score = score,
    };
}

static void link_risk(struct linker *linker, const struct plan *plan, size_t first, size_t index)
{
    const struct overlap_settings *settings = linker->settings;
    const struct risk *risk = &plan->risks[index];
    struct action_vector danger =
        vector_of_texts(linker->vectors, settings, risk->text.text, risk->consequence.text, linker->arena);
    struct action_vector remedy =
        vector_of_texts(linker->vectors, settings, risk->mitigation.text, risk->controls.text, linker->arena);

    for (size_t i = 0; i < plan->action_count; i++) {
        const struct action_vector *action = &linker->vectors->items[first + i];
        bool is_near = share_section(plan, risk->section, plan->actions[i].section);
        double threat = vector_text_score(settings, &danger, action);
        double cure = vector_text_score(settings, &remedy, action);

        if (is_near || threat >= settings->threatens)
            add_link(linker, plan, index, i, RELATION_THREATENS, threat);
        if (cure >= (is_near ? settings->mitigates_near : settings->mitigates))
            add_link(linker, plan, index, i, RELATION_MITIGATED_BY, cure);
    }
}

struct risk_link *risk_links_find(const struct plan_set *plans, const struct vector_set *vectors,
                                  const struct overlap_settings *settings, struct arena *arena, size_t *count)
{
    struct linker linker = { .vectors = vectors, .settings = settings, .arena = arena };

    for (size_t p = 0; p < plans->count; p++)
        for (size_t r = 0; r < plans->items[p]->risk_count; r++)
            link_risk(&linker, plans->items[p], vectors->first[p], r);
    *count = linker.count;
    return linker.links;
}
