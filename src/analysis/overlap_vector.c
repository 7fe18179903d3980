#include "analysis/overlap_vector.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/term_table.h"
#include "base/arena.h"
#include "grammar/grammar.h"
#include "plan/plan.h"
#include "store/store.h"

/* ---- settings ---------------------------------------------------------------------------------- */

struct figure {
    const char *group; /* member of the file that holds it, or NULL for the file itself */
    const char *name;
    double greatest; /* least is 0 */
    size_t offset;
};

#define FIGURE(group, name, greatest, member)                                                                \
    {                                                                                                        \
        group, name, greatest, offsetof(struct overlap_settings, member)                                     \
    }
static const struct figure figures[] = {
    FIGURE(NULL, "threshold", 1, threshold),          FIGURE(NULL, "limit", 1e9, limit),
    FIGURE("classes", "near-copy", 1, near_copy),     FIGURE("classes", "copy-words", 100, copy_words),
    FIGURE("classes", "same-work", 1, same_work),     FIGURE("weights", "genre", 1, genre),
    FIGURE("weights", "section", 1, section),         FIGURE("weights", "mass", 1000, mass),
    FIGURE("weights", "consequence", 1, consequence),
};

static enum status read_figure(const struct node *file, const struct figure *figure, struct diag_sink *sink,
                               struct overlap_settings *out)
{
    const struct node *holder = figure->group ? node_get(file, figure->group) : file;
    double value = node_get_number(holder, figure->name, -1, sink);

    if (!(value >= 0 && value <= figure->greatest))
        return node_fault(holder ? holder : file, sink, "%s must be a number from 0 to %g", figure->name,
                          figure->greatest);
    *(double *)(void *)((char *)out + figure->offset) = value;
    return STATUS_OK;
}

enum status overlap_settings_read(const struct grammar *grammar, struct diag_sink *sink,
                                  struct overlap_settings *out)
{
    const struct node *file = grammar_file(grammar, "overlap");

    *out =
        (struct overlap_settings){ .stop = node_get(file, "stop"), .genre_words = node_get(file, "genre") };
    for (size_t i = 0; i < ARRAY_LENGTH(figures); i++) {
        enum status status = read_figure(file, &figures[i], sink, out);

        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

double overlap_mass_factor(const struct overlap_settings *settings, double mass)
{
    return settings->mass > 0 ? 1 - exp(-mass / settings->mass) : 1;
}

/* ---- terms of actions -------------------------------------------------------------------------- */

struct maker {
    struct arena *arena;
    const struct overlap_settings *settings;
    struct vector_set *out;
    struct term_list list; /* of the action at hand */
};

static void stop_words(struct term_table *terms, const struct node *words)
{
    for (size_t i = 0; i < node_count(words); i++)
        term_table_stop(terms, span_of(node_text(node_item(words, i))));
}

static int by_term(const void *left, const void *right)
{
    const struct vector_entry *a = left;
    const struct vector_entry *b = right;

    if (a->term != b->term)
        return a->term < b->term ? -1 : 1;
    if (a->in_section != b->in_section)
        return a->in_section ? 1 : -1;
    return a->word.text < b->word.text ? -1 : a->word.text > b->word.text;
}

/* Sort, and keep each term once: as the action's own text has it, where it has it. */
static void settle_entries(struct action_vector *vector)
{
    size_t kept = 0;

    if (vector->count)
        qsort(vector->entries, vector->count, sizeof *vector->entries, by_term);
    for (size_t i = 0; i < vector->count; i++)
        if (!kept || vector->entries[kept - 1].term != vector->entries[i].term)
            vector->entries[kept++] = vector->entries[i];
    vector->count = kept;
}

static void read_action(struct maker *maker, struct action_vector *vector)
{
    const struct action *action = &vector->plan->actions[vector->action];

    maker->list.count = 0;
    term_table_read(maker->out->terms, action->text.text, &maker->list);
    size_t own = maker->list.count;

    if (action->section < vector->plan->section_count)
        term_table_read(maker->out->terms, vector->plan->sections[action->section].title.text, &maker->list);
    vector->count = maker->list.count;
    vector->entries = ARENA_ARRAY(maker->arena, vector->count, struct vector_entry);
    for (size_t i = 0; i < vector->count; i++)
        vector->entries[i] = (struct vector_entry){
            .term = maker->list.items[i].term,
            .word = maker->list.items[i].word,
            .in_section = i >= own,
        };
    settle_entries(vector);
}

static void read_plans(struct maker *maker, const struct plan_set *plans)
{
    struct vector_set *out = maker->out;
    size_t count = 0;

    for (size_t i = 0; i < plans->count; i++)
        count += plans->items[i]->action_count;
    out->items = ARENA_ARRAY(maker->arena, count, struct action_vector);
    out->first = ARENA_ARRAY(maker->arena, plans->count + 1, size_t);
    for (size_t i = 0; i < plans->count; i++) {
        out->first[i] = out->count;
        for (size_t k = 0; k < plans->items[i]->action_count; k++) {
            struct action_vector *vector = &out->items[out->count++];

            *vector = (struct action_vector){ .plan = plans->items[i], .plan_index = i, .action = k };
            read_action(maker, vector);
        }
    }
    out->first[plans->count] = out->count;
}

/* ---- rarity ------------------------------------------------------------------------------------ */

/* Sections are numbered over all plans; what stands under none is one more section of its plan. */
static size_t *number_sections(const struct plan_set *plans, struct arena *arena, size_t *total)
{
    size_t *first = ARENA_ARRAY(arena, plans->count, size_t);

    *total = 0;
    for (size_t i = 0; i < plans->count; i++) {
        first[i] = *total;
        *total += plans->items[i]->section_count + 1;
    }
    return first;
}

static size_t section_of(const struct action_vector *vector, const size_t *first)
{
    size_t section = vector->plan->actions[vector->action].section;
    size_t count = vector->plan->section_count;

    return first[vector->plan_index] + (section < count ? section : count);
}

/* Actions of a section need not stand together: visit them section by section, so that `seen` tells each
 * once. */
static size_t *order_by_section(const struct vector_set *set, const size_t *first, size_t total,
                                struct arena *arena)
{
    size_t *starts = ARENA_ARRAY(arena, total + 1, size_t);
    size_t *order = ARENA_ARRAY(arena, set->count, size_t);

    for (size_t i = 0; i < set->count; i++)
        starts[section_of(&set->items[i], first) + 1]++;
    for (size_t i = 0; i < total; i++)
        starts[i + 1] += starts[i];
    for (size_t i = 0; i < set->count; i++)
        order[starts[section_of(&set->items[i], first)]++] = i;
    return order;
}

static void count_sections(struct maker *maker, const struct plan_set *plans, size_t *counts, size_t *used)
{
    const struct vector_set *set = maker->out;
    size_t total;
    size_t *first = number_sections(plans, maker->arena, &total);
    size_t *order = order_by_section(set, first, total, maker->arena);
    size_t *seen = ARENA_ARRAY(maker->arena, term_table_count(set->terms), size_t); /* section + 1 */
    size_t last = 0;

    *used = 0;
    for (size_t i = 0; i < set->count; i++) {
        const struct action_vector *vector = &set->items[order[i]];
        size_t section = section_of(vector, first) + 1;

        *used += section != last;
        last = section;
        for (size_t k = 0; k < vector->count; k++) {
            uint32_t term = vector->entries[k].term;

            counts[term] += seen[term] != section;
            seen[term] = section;
        }
    }
}

static void weigh_genre(struct maker *maker)
{
    const struct node *words = maker->settings->genre_words;
    size_t count = term_table_count(maker->out->terms);

    for (size_t i = 0; i < node_count(words); i++) {
        maker->list.count = 0;
        term_table_read(maker->out->terms, span_of(node_text(node_item(words, i))), &maker->list);
        for (size_t k = 0; k < maker->list.count; k++)
            if (maker->list.items[k].term < count && maker->out->rarity[maker->list.items[k].term] > 0) {
                double *rarity = &maker->out->rarity[maker->list.items[k].term];

                *rarity =
                    -*rarity * maker->settings->genre; /* below 0: done, whatever stands twice in the list */
            }
    }
    for (size_t i = 0; i < count; i++)
        maker->out->rarity[i] = fabs(maker->out->rarity[i]);
}

static void weigh_terms(struct maker *maker, const struct plan_set *plans)
{
    size_t count = term_table_count(maker->out->terms);
    size_t *sections = ARENA_ARRAY(maker->arena, count, size_t);
    size_t used;

    count_sections(maker, plans, sections, &used);
    maker->out->rarity = ARENA_ARRAY(maker->arena, count, double);
    for (size_t i = 0; i < count; i++)
        maker->out->rarity[i] = log1p((double)used / (double)sections[i]);
    maker->out->rarest = log1p((double)used);
    maker->out->rarity_count = count;
    weigh_genre(maker);
}

static void weigh_vector(const struct maker *maker, struct action_vector *vector)
{
    double whole = 0;

    for (size_t i = 0; i < vector->count; i++) {
        struct vector_entry *entry = &vector->entries[i];

        entry->weight = maker->out->rarity[entry->term] * (entry->in_section ? maker->settings->section : 1);
        whole += entry->weight * entry->weight;
        vector->text_count += !entry->in_section;
    }
    vector->norm = sqrt(whole);
}

/* ---- other texts ------------------------------------------------------------------------------- */

static double rarity_of(const struct vector_set *set, uint32_t term)
{
    return term < set->rarity_count ? set->rarity[term] : set->rarest;
}

struct action_vector vector_of_texts(const struct vector_set *set, const struct overlap_settings *settings,
                                     struct span text, struct span lesser, struct arena *arena)
{
    struct action_vector vector = { 0 };
    struct term_list list = { 0 };

    term_table_read(set->terms, text, &list);
    size_t own = list.count;

    term_table_read(set->terms, lesser, &list);
    vector.count = list.count;
    vector.entries = ARENA_ARRAY(arena, vector.count, struct vector_entry);
    for (size_t i = 0; i < vector.count; i++)
        vector.entries[i] = (struct vector_entry){
            .term = list.items[i].term,
            .word = list.items[i].word,
            .in_section = i >= own,
        };
    settle_entries(&vector);
    for (size_t i = 0; i < vector.count; i++) {
        struct vector_entry *entry = &vector.entries[i];

        entry->weight = rarity_of(set, entry->term) * (entry->in_section ? settings->consequence : 1);
        vector.norm += entry->weight * entry->weight;
    }
    vector.norm = sqrt(vector.norm);
    return vector;
}

double vector_text_score(const struct overlap_settings *settings, const struct action_vector *a,
                         const struct action_vector *action)
{
    double dot = 0;
    double mass = 0;
    double own = 0;

    for (size_t i = 0, k = 0; k < action->count; k++) {
        const struct vector_entry *entry = &action->entries[k];

        if (entry->in_section)
            continue;
        own += entry->weight * entry->weight;
        while (i < a->count && a->entries[i].term < entry->term)
            i++;
        if (i < a->count && a->entries[i].term == entry->term) {
            dot += a->entries[i].weight * entry->weight;
            mass += fmin(a->entries[i].weight, entry->weight);
        }
    }
    if (dot <= 0)
        return 0;
    return dot / (a->norm * sqrt(own)) * overlap_mass_factor(settings, mass);
}

void vector_set_make(const struct plan_set *plans, const struct overlap_settings *settings,
                     struct arena *arena, struct vector_set *out)
{
    struct maker maker = { .arena = arena, .settings = settings, .out = out };

    *out = (struct vector_set){ .terms = term_table_new(arena) };
    stop_words(out->terms, settings->stop);
    read_plans(&maker, plans);
    weigh_terms(&maker, plans);
    for (size_t i = 0; i < out->count; i++)
        weigh_vector(&maker, &out->items[i]);
}

void vector_set_free(struct vector_set *set)
{
    term_table_free(set->terms);
}
