#include "analysis/plan_pairing.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "analysis/plan_overlap.h"
#include "base/memory.h"

/* A gain below it is rounding. */
static const double least_gain = 1e-9;
#define NO_PAIR SIZE_MAX

/* Actions of a are nodes [0, a_count), those of b follow. A chosen pair is run backwards, at its cost. */
struct search {
    const struct overlap *pairs;
    size_t pair_count;
    size_t a_count;
    size_t node_count;
    size_t *chosen; /* of each node: its pair, or NO_PAIR */
    double *gain;   /* of the best way to each node */
    size_t *by;     /* the pair that it came by */
};

static size_t node_of_a(const struct overlap *pair)
{
    return pair->a.index;
}

static size_t node_of_b(const struct search *search, const struct overlap *pair)
{
    return search->a_count + pair->b.index;
}

static void begin(struct search *search)
{
    for (size_t i = 0; i < search->pair_count; i++)
        if (node_of_a(&search->pairs[i]) >= search->a_count)
            search->a_count = node_of_a(&search->pairs[i]) + 1;
    search->node_count = search->a_count;
    for (size_t i = 0; i < search->pair_count; i++)
        if (node_of_b(search, &search->pairs[i]) >= search->node_count)
            search->node_count = node_of_b(search, &search->pairs[i]) + 1;
    search->chosen = memory_resize(NULL, search->node_count + 1, sizeof *search->chosen);
    search->gain = memory_resize(NULL, search->node_count + 1, sizeof *search->gain);
    search->by = memory_resize(NULL, search->node_count + 1, sizeof *search->by);
    for (size_t i = 0; i < search->node_count; i++)
        search->chosen[i] = NO_PAIR;
}

/* One pass over the pairs: is there a better way to some node? */
static bool improve(struct search *search)
{
    bool has_improved = false;

    for (size_t i = 0; i < search->pair_count; i++) {
        const struct overlap *pair = &search->pairs[i];
        size_t a = node_of_a(pair);
        size_t b = node_of_b(search, pair);
        bool is_chosen = search->chosen[a] == i;
        size_t from = is_chosen ? b : a;
        size_t to = is_chosen ? a : b;
        double gain = search->gain[from] + (is_chosen ? -pair->score : pair->score);

        if (gain > search->gain[to] + least_gain) {
            search->gain[to] = gain;
            search->by[to] = i;
            has_improved = true;
        }
    }
    return has_improved;
}

static size_t best_end(const struct search *search)
{
    size_t best = NO_PAIR;

    for (size_t node = search->a_count; node < search->node_count; node++)
        if (search->chosen[node] == NO_PAIR && search->gain[node] > least_gain &&
            (best == NO_PAIR || search->gain[node] > search->gain[best]))
            best = node;
    return best;
}

/* Turns the pairs round on the way to an action of b that had no partner. */
static void take_way(struct search *search, size_t node)
{
    for (;;) {
        size_t pair = search->by[node];
        size_t a = node_of_a(&search->pairs[pair]);
        size_t before = search->chosen[a];

        search->chosen[node] = pair;
        search->chosen[a] = pair;
        if (before == NO_PAIR)
            return;
        node = node_of_b(search, &search->pairs[before]);
    }
}

static bool add_one(struct search *search)
{
    for (size_t i = 0; i < search->node_count; i++) {
        search->gain[i] = i < search->a_count && search->chosen[i] == NO_PAIR ? 0 : -INFINITY;
        search->by[i] = NO_PAIR;
    }
    while (improve(search))
        ;
    size_t end = best_end(search);

    if (end != NO_PAIR)
        take_way(search, end);
    return end != NO_PAIR;
}

size_t plan_pairing_choose(struct overlap *pairs, size_t count)
{
    struct search search = { .pairs = pairs, .pair_count = count };
    size_t kept = 0;

    if (!count)
        return 0;
    begin(&search);
    while (add_one(&search))
        ;
    for (size_t i = 0; i < count; i++)
        if (search.chosen[node_of_a(&pairs[i])] == i)
            search.by[kept++] = i; /* at most as many as there are nodes */
    for (size_t i = 0; i < kept; i++)
        pairs[i] = pairs[search.by[i]];
    free(search.chosen);
    free(search.gain);
    free(search.by);
    return kept;
}
