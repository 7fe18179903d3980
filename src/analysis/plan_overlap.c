#include "analysis/plan_overlap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/borrowed_risk.h"
#include "analysis/near_copy.h"
#include "analysis/pair_score.h"
#include "analysis/vector_join.h"
#include "base/arena.h"
#include "base/memory.h"
#include "plan/plan.h"
#include "store/store.h"

struct finder {
    struct arena *arena;
    const struct overlap_settings *settings;
    const struct plan_set *plans;
    struct vector_set set;
    double minimum;
    double least; /* cosine of two clauses of a pair that scores the minimum */
    const struct overlap_known *known;
    bool *is_known; /* of each plan */
    bool are_all_known;
    uint32_t *order; /* actions as they are joined: those of known plans first */
    bool is_usual;   /* the grammar's threshold: with its limits, and without copies */
    unsigned threads;
    const size_t *first; /* of each action, the one of its plan that it copies, or itself */
    struct join_result found;
    size_t dropped;
};

/* ---- the join ---------------------------------------------------------------------------------- */

/* Actions of known plans come first, so that one range holds all that a new action is held against. */
static void order_actions(struct finder *finder)
{
    const struct vector_set *set = &finder->set;
    size_t at = 0;

    finder->order = memory_resize(NULL, set->count + 1, sizeof *finder->order);
    for (int known = 1; known >= 0; known--)
        for (size_t i = 0; i < set->count; i++)
            if (finder->is_known[set->items[i].plan_index] == (known == 1))
                finder->order[at++] = (uint32_t)i;
}

static bool is_known(const struct overlap_known *known, const struct plan *plan)
{
    for (size_t i = 0; known && i < known->edition_count; i++)
        if (known->editions[i] == plan->id)
            return true;
    return false;
}

static struct span key_of(const struct finder *finder, size_t place)
{
    return finder->set.items[finder->order[place]].plan->key;
}

/* An action is held against those of the plans before its own in that order; editions of one plan stand
 * together and are not compared, nor are known plans. */
static uint32_t *find_limits(const struct finder *finder)
{
    const struct vector_set *set = &finder->set;
    uint32_t *limits = memory_resize(NULL, set->count + 1, sizeof *limits);
    size_t limit = 0;

    for (size_t i = 0; i < set->count; i++) {
        if (i && !span_same(key_of(finder, i), key_of(finder, i - 1)))
            limit = i;
        limits[i] = finder->is_known[set->items[finder->order[i]].plan_index] ? 0 : (uint32_t)limit;
    }
    return limits;
}

static bool is_kept(const struct finder *finder, uint32_t a, uint32_t b, double *score)
{
    if (finder->is_usual && (finder->first[a] != a || finder->first[b] != b))
        return false;
    *score = pair_score(&finder->set, a, b).score;
    return *score > 0 && *score >= finder->minimum;
}

/* Places in the order of the join. Near copies that this turns down come by add_copies. */
static bool judge(const void *context, uint32_t a, uint32_t b, double *score)
{
    const struct finder *finder = context;
    uint32_t x = finder->order[a];
    uint32_t y = finder->order[b];

    return pair_may_reach(&finder->set, x, y, finder->least) && is_kept(finder, x, y, score);
}

static size_t add_unit(const struct action_vector *unit, struct join_entry *out)
{
    for (size_t i = 0; i < unit->count; i++)
        out[i] = (struct join_entry){
            .term = unit->entries[i].term,
            .weight = (float)(unit->entries[i].weight / unit->norm),
        };
    return unit->count;
}

/* The units as vectors of length 1, action after action in the order of the join. */
static struct join_input make_input(const struct finder *finder)
{
    const struct vector_set *set = &finder->set;
    struct join_input input = { .vector_count = set->unit_count, .item_count = set->count };
    size_t count = 0;

    for (size_t u = 0; u < set->unit_count; u++) {
        count += set->units[u].count;
        for (size_t i = 0; i < set->units[u].count; i++)
            if (set->units[u].entries[i].term >= input.term_count)
                input.term_count = (size_t)set->units[u].entries[i].term + 1;
    }

    struct join_entry *entries = memory_resize(NULL, count + 1, sizeof *entries);
    size_t *first = memory_resize(NULL, set->unit_count + 1, sizeof *first);
    uint32_t *item_first = memory_resize(NULL, set->count + 1, sizeof *item_first);
    size_t at = 0;
    size_t vector = 0;

    for (size_t i = 0; i < set->count; i++) {
        size_t item = finder->order[i];

        item_first[i] = (uint32_t)vector;
        for (size_t u = set->unit_first[item]; u < set->unit_first[item + 1]; u++) {
            first[vector++] = at;
            at += add_unit(&set->units[u], entries + at);
        }
    }
    item_first[set->count] = (uint32_t)vector;
    first[vector] = at;
    input.entries = entries;
    input.first = first;
    input.item_first = item_first;
    return input;
}

/* From places in the order of the join to actions of the set, the earlier one first. */
static void name_actions(const struct finder *finder, struct join_result *found)
{
    for (size_t i = 0; i < found->count; i++) {
        uint32_t a = finder->order[found->pairs[i].a];
        uint32_t b = finder->order[found->pairs[i].b];

        found->pairs[i].a = a < b ? a : b;
        found->pairs[i].b = a < b ? b : a;
    }
}

static int by_actions(const void *left, const void *right)
{
    const struct join_pair *x = left;
    const struct join_pair *y = right;

    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return x->b < y->b ? -1 : x->b > y->b;
}

/* Adds what is kept of other pairs, each once. */
static void add_pairs(struct finder *finder, const struct join_pair *pairs, size_t count)
{
    struct join_result *found = &finder->found;
    size_t kept = 0;

    found->pairs = memory_resize(found->pairs, found->count + count + 1, sizeof *found->pairs);
    for (size_t i = 0; i < count; i++) {
        struct join_pair pair = pairs[i];

        if (is_kept(finder, pair.a, pair.b, &pair.score))
            found->pairs[found->count++] = pair;
    }
    if (found->count)
        qsort(found->pairs, found->count, sizeof *found->pairs, by_actions);
    for (size_t i = 0; i < found->count; i++)
        if (!kept || by_actions(&found->pairs[kept - 1], &found->pairs[i]) != 0)
            found->pairs[kept++] = found->pairs[i];
    found->count = kept;
}

/* Near copies whose clauses are too far apart for the join. */
static void add_copies(struct finder *finder)
{
    const struct vector_set *set = &finder->set;
    uint32_t *start = memory_new((set->count + 1) * sizeof *start);
    uint32_t *limit = memory_resize(NULL, set->count + 1, sizeof *limit);
    struct join_result copies;
    size_t kept = 0;

    for (size_t i = 0; i < set->count; i++)
        limit[i] = (uint32_t)set->first[set->items[i].plan_index];
    near_copies_join(set, start, limit, finder->threads, &copies);
    for (size_t i = 0; i < copies.count; i++) {
        const struct action_vector *a = &set->items[copies.pairs[i].a];
        const struct action_vector *b = &set->items[copies.pairs[i].b];

        if (!span_same(a->plan->key, b->plan->key) &&
            !(finder->is_known[a->plan_index] && finder->is_known[b->plan_index]))
            copies.pairs[kept++] = copies.pairs[i];
    }
    add_pairs(finder, copies.pairs, kept);
    free(copies.pairs);
    free(start);
    free(limit);
}

/* The number of an action in the set; the number of actions where its plan is not in it. */
static size_t number_of(const struct finder *finder, const struct item_place *place)
{
    const struct plan_set *plans = finder->plans;

    for (size_t p = 0; p < plans->count; p++)
        if (plans->items[p]->id == place->plan && place->index < plans->items[p]->action_count)
            return finder->set.first[p] + place->index;
    return finder->set.count;
}

static void add_known(struct finder *finder)
{
    size_t count = finder->known ? finder->known->pair_count : 0;
    struct join_pair *pairs = memory_resize(NULL, count + 1, sizeof *pairs);
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        size_t a = number_of(finder, &finder->known->pairs[i].a);
        size_t b = number_of(finder, &finder->known->pairs[i].b);

        if (a >= finder->set.count || b >= finder->set.count || a == b)
            continue;
        pairs[kept++] = (struct join_pair){ .a = (uint32_t)(a < b ? a : b), .b = (uint32_t)(a < b ? b : a) };
    }
    add_pairs(finder, pairs, kept);
    free(pairs);
}

/* Searches what was not searched before. */
static void join(struct finder *finder)
{
    struct join_input input = make_input(finder);
    uint32_t *start = memory_new((finder->set.count + 1) * sizeof *start);
    uint32_t *limit = find_limits(finder);
    struct join_options options = {
        .least = finder->least,
        .threads = finder->threads,
        .judge = judge,
        .context = finder,
    };

    input.start = start;
    input.limit = limit;
    vector_join(&input, &options, &finder->found);
    name_actions(finder, &finder->found);
    add_copies(finder);
    free((void *)(uintptr_t)input.entries);
    free((void *)(uintptr_t)input.first);
    free((void *)(uintptr_t)input.item_first);
    free(start);
    free(limit);
}

/* ---- what is kept of it ------------------------------------------------------------------------ */

static int by_score(const void *left, const void *right)
{
    const struct join_pair *a = left;
    const struct join_pair *b = right;

    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    return a->b < b->b ? -1 : a->b > b->b;
}

/* How many partners an action has in another plan so far: open addressing, { 0 } slots are free. */
struct partner_count {
    uint64_t key; /* action and plan, from 1 */
    uint32_t count;
};
struct partner_table {
    struct partner_count *slots;
    size_t mask;
};

static uint32_t *partner_count(const struct partner_table *table, const struct finder *finder,
                               uint32_t action, uint32_t other)
{
    uint64_t key = (uint64_t)action * finder->plans->count + finder->set.items[other].plan_index + 1;
    size_t at = (size_t)((key * 0x9e3779b97f4a7c15U) >> 20) & table->mask;

    while (table->slots[at].key && table->slots[at].key != key)
        at = (at + 1) & table->mask;
    table->slots[at].key = key;
    return &table->slots[at].count;
}

/* The pairs stand best first, so that those kept are an action's best. */
static void cap_partners(struct finder *finder)
{
    struct partner_table table = { .mask = 15 };
    size_t kept = 0;

    if (!finder->is_usual || finder->settings->partners <= 0)
        return;
    while (table.mask < 4 * finder->found.count)
        table.mask = 2 * table.mask + 1;
    table.slots = memory_new((table.mask + 1) * sizeof *table.slots);
    for (size_t i = 0; i < finder->found.count; i++) {
        struct join_pair pair = finder->found.pairs[i];
        uint32_t *of_a = partner_count(&table, finder, pair.a, pair.b);
        uint32_t *of_b = partner_count(&table, finder, pair.b, pair.a);

        if (*of_a >= finder->settings->partners || *of_b >= finder->settings->partners)
            continue;
        ++*of_a;
        ++*of_b;
        finder->found.pairs[kept++] = pair;
    }
    free(table.slots);
    finder->found.count = kept;
}

static void keep_best(struct finder *finder)
{
    size_t limit = finder->is_usual ? (size_t)finder->settings->limit : 0;

    if (finder->found.count)
        qsort(finder->found.pairs, finder->found.count, sizeof *finder->found.pairs, by_score);
    cap_partners(finder);
    if (limit && finder->found.count > limit) {
        finder->dropped = finder->found.count - limit;
        finder->found.count = limit;
    }
}

/* ---- the whole --------------------------------------------------------------------------------- */

static struct overlap_side side_of(const struct action_vector *vector)
{
    return (struct overlap_side){
        .plan = vector->plan,
        .action = &vector->plan->actions[vector->action],
        .index = vector->action,
    };
}

static struct overlap explain(const struct finder *finder, size_t a, size_t b)
{
    struct overlap pair = {
        .a = side_of(&finder->set.items[a]),
        .b = side_of(&finder->set.items[b]),
    };

    pair_explain(&finder->set, a, b, finder->arena, &pair);
    return pair;
}

static void explain_all(const struct finder *finder, struct overlap_result *out)
{
    out->pair_count = finder->found.count;
    out->beyond_count = finder->dropped;
    out->pairs = ARENA_ARRAY(finder->arena, out->pair_count, struct overlap);
    for (size_t i = 0; i < out->pair_count; i++)
        out->pairs[i] = explain(finder, finder->found.pairs[i].a, finder->found.pairs[i].b);
}

static void explain_copies(const struct finder *finder, struct overlap_result *out)
{
    size_t capacity = 0;

    for (size_t i = 0; i < finder->set.count; i++) {
        if (finder->first[i] == i)
            continue;
        out->copies = arena_grow(finder->arena, out->copies, out->copy_count, &capacity, sizeof *out->copies);
        out->copies[out->copy_count] = explain(finder, finder->first[i], i);
        out->copies[out->copy_count++].class = OVERLAP_NEAR_COPY;
    }
}

/* Pairs that were let go are not known any more: what is left of such a search is good for the same plans
 * only.
 */
static bool can_build_on(const struct overlap_known *known, const struct plan_set *plans)
{
    size_t count = 0;

    for (size_t p = 0; known->beyond && p < plans->count; p++)
        count += is_known(known, plans->items[p]);
    return !known->beyond || (count == plans->count && count == known->compared);
}

static void choose_known(struct finder *finder, const struct overlap_known *known)
{
    size_t count = 0;

    if (known && finder->is_usual && can_build_on(known, finder->plans))
        finder->known = known;
    finder->is_known = ARENA_ARRAY(finder->arena, finder->plans->count + 1, bool);
    for (size_t p = 0; p < finder->plans->count; p++)
        count += finder->is_known[p] = is_known(finder->known, finder->plans->items[p]);
    finder->are_all_known = finder->known && count == finder->plans->count;
    finder->dropped = finder->known ? finder->known->beyond : 0;
}

static void begin_finder(struct finder *finder, const struct overlap_options *options)
{
    finder->is_usual = !options || options->minimum < 0;
    finder->minimum = finder->is_usual ? finder->settings->threshold : options->minimum;
    finder->threads = options && options->threads ? options->threads : vector_join_threads();
    finder->least = pair_score_least_cosine(finder->settings, finder->minimum);
    vector_set_make(finder->plans, finder->settings, finder->arena, &finder->set);
    finder->first = near_copies_find(&finder->set, finder->arena);
    choose_known(finder, options ? options->known : NULL);
    order_actions(finder);
}

enum status overlap_find(const struct plan_set *plans, const struct grammar *grammar,
                         const struct overlap_options *options, struct arena *arena, struct diag_sink *sink,
                         struct overlap_result *out)
{
    struct overlap_settings settings;
    enum status status = overlap_settings_read(grammar, arena, sink, &settings);
    struct finder finder = { .arena = arena, .settings = &settings, .plans = plans };

    *out = (struct overlap_result){ .plans = plans };
    if (status != STATUS_OK)
        return status;
    begin_finder(&finder, options);
    out->minimum = finder.minimum;
    out->cluster = settings.cluster;
    if (!finder.are_all_known)
        join(&finder);
    add_known(&finder);
    keep_best(&finder);
    explain_all(&finder, out);
    explain_copies(&finder, out);
    out->borrowed =
        borrowed_risks_find(&finder.set, plans, finder.is_usual ? settings.borrow_least : finder.minimum,
                            arena, &out->borrowed_count);
    free(finder.found.pairs);
    free(finder.order);
    vector_set_free(&finder.set);
    return STATUS_OK;
}

/* Both plans are read whole, since an action can stand on the rows before it. */
enum status overlap_explain(const struct overlap_side *a, const struct overlap_side *b,
                            const struct grammar *grammar, struct arena *arena, struct diag_sink *sink,
                            struct overlap *out)
{
    struct plan *both[2] = { ARENA_NEW(arena, struct plan), ARENA_NEW(arena, struct plan) };
    struct plan_set plans = { .items = both, .count = 2 };
    struct overlap_settings settings;
    struct vector_set set;
    enum status status = overlap_settings_read(grammar, arena, sink, &settings);

    if (status != STATUS_OK)
        return status;
    *both[0] = *a->plan;
    *both[1] = *b->plan;
    vector_set_make(&plans, &settings, arena, &set);
    *out = (struct overlap){ .a = *a, .b = *b };
    pair_explain(&set, set.first[0] + a->index, set.first[1] + b->index, arena, out);
    vector_set_free(&set);
    return STATUS_OK;
}

/* ---- a part of it ------------------------------------------------------------------------------ */

static bool is_of_theme(const struct overlap *pair, const char *theme)
{
    for (size_t i = 0; i < pair->word_count; i++)
        if (pair->words[i].theme && strcmp(pair->words[i].theme, theme) == 0)
            return true;
    return false;
}

static bool passes(const struct overlap_filter *filter, const struct overlap *pair)
{
    bool is_work = pair->class == OVERLAP_NEAR_COPY || pair->class == OVERLAP_SAME_WORK;

    return (!filter->has_class || pair->class == filter->class) &&
           (!filter->theme || is_of_theme(pair, filter->theme)) &&
           (!filter->has_conflict || (is_work && (pair->differs & (DIFFERS_DATES | DIFFERS_MEASURE))));
}

static size_t filter_pairs(const struct overlap_filter *filter, struct overlap *pairs, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        if (passes(filter, &pairs[i]))
            pairs[kept++] = pairs[i];
    return kept;
}

void overlap_filter_result(struct overlap_result *result, const struct overlap_filter *filter)
{
    result->pair_count = filter_pairs(filter, result->pairs, result->pair_count);
    result->copy_count = filter_pairs(filter, result->copies, result->copy_count);
}

/* ---- for the database -------------------------------------------------------------------------- */

static struct overlap_pair pair_to_store(const struct overlap *pair, struct arena *arena)
{
    struct span *evidence = ARENA_ARRAY(arena, pair->word_count, struct span);

    for (size_t w = 0; w < pair->word_count; w++)
        evidence[w] = pair->words[w].is_concept ? pair->words[w].name : pair->words[w].a;
    return (struct overlap_pair){
        .a = { .plan = pair->a.plan->id, .kind = ITEM_ACTION, .index = pair->a.index },
        .b = { .plan = pair->b.plan->id, .kind = ITEM_ACTION, .index = pair->b.index },
        .score = pair->score,
        .class = pair->class,
        .evidence = evidence,
        .evidence_count = pair->word_count,
    };
}

const struct overlap_pair *overlap_pairs_to_store(const struct overlap_result *result, struct arena *arena)
{
    struct overlap_pair *pairs = ARENA_ARRAY(arena, result->pair_count, struct overlap_pair);

    for (size_t i = 0; i < result->pair_count; i++)
        pairs[i] = pair_to_store(&result->pairs[i], arena);
    return pairs;
}
