#include "analysis/plan_overlap.h"

#include <stdlib.h>

#include "analysis/overlap_vector.h"
#include "analysis/term_table.h"
#include "base/arena.h"
#include "base/memory.h"
#include "plan/plan.h"
#include "store/store.h"

/* ---- the inverted index ------------------------------------------------------------------------ */

/* A term's place in one vector. Postings of a term stand in the order of the vectors. */
struct posting {
    size_t vector;
    double weight;
};

struct posting_index {
    struct posting *postings;
    size_t *first; /* of each term; [term_count] is their number */
};

static void index_vectors(const struct vector_set *set, struct arena *arena, struct posting_index *out)
{
    size_t terms = term_table_count(set->terms);
    size_t *next = ARENA_ARRAY(arena, terms + 1, size_t);

    out->first = ARENA_ARRAY(arena, terms + 1, size_t);
    for (size_t i = 0; i < set->count; i++)
        for (size_t k = 0; k < set->items[i].count; k++)
            out->first[set->items[i].entries[k].term + 1]++;
    for (size_t t = 0; t < terms; t++)
        next[t + 1] = out->first[t + 1] += out->first[t];
    out->postings = ARENA_ARRAY(arena, out->first[terms], struct posting);
    for (size_t i = 0; i < set->count; i++)
        for (size_t k = 0; k < set->items[i].count; k++) {
            const struct vector_entry *entry = &set->items[i].entries[k];

            out->postings[next[entry->term]++] = (struct posting){ .vector = i, .weight = entry->weight };
        }
}

/* ---- the join ---------------------------------------------------------------------------------- */

/* What one vector has in common with an earlier one. */
struct shared_sum {
    double dot;
    double mass;
};

/* A pair that is at or above the threshold, before it is explained. */
struct candidate {
    double score;
    double factor; /* of the score, by what is shared */
    size_t a;      /* vectors; a before b */
    size_t b;
};

struct join {
    struct arena *arena;
    const struct overlap_settings *settings;
    const struct vector_set *set;
    struct posting_index index;
    struct shared_sum *sums; /* by earlier vector; all zero between two vectors */
    size_t *touched;
    size_t touched_count;
    struct candidate *found;
    size_t found_count;
    size_t capacity;
    size_t limit; /* pairs to keep, the best; 0: all */
    size_t dropped;
    double minimum;
};

static double least(double a, double b)
{
    return a < b ? a : b;
}

/* Sums over every vector before `limit` that shares a term with this one. The vector's own posting ends each
 * list. */
static void gather(struct join *join, const struct action_vector *vector, size_t limit)
{
    join->touched_count = 0;
    for (size_t k = 0; k < vector->count; k++) {
        const struct vector_entry *entry = &vector->entries[k];
        const struct posting *posting = &join->index.postings[join->index.first[entry->term]];

        if (entry->weight <= 0)
            continue;
        for (; posting->vector < limit; posting++) {
            struct shared_sum *sum = &join->sums[posting->vector];

            if (posting->weight <= 0)
                continue;
            if (sum->dot == 0)
                join->touched[join->touched_count++] = posting->vector;
            sum->dot += entry->weight * posting->weight;
            sum->mass += least(entry->weight, posting->weight);
        }
    }
}

static int by_weight(const void *left, const void *right)
{
    const struct overlap_word *a = left;
    const struct overlap_word *b = right;

    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return span_compare(a->stem, b->stem);
}

/* The words that two vectors share, each with its part of the score. Answers how many stand in both actions'
 * own texts. */
static size_t explain(const struct join *join, const struct action_vector *a, const struct action_vector *b,
                      double factor, struct overlap *pair)
{
    double scale = factor / (a->norm * b->norm);
    size_t text_words = 0;

    pair->words = ARENA_ARRAY(join->arena, a->count < b->count ? a->count : b->count, struct overlap_word);
    for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
        const struct vector_entry *x = &a->entries[i];
        const struct vector_entry *y = &b->entries[k];

        if (x->term == y->term && x->weight > 0 && y->weight > 0) {
            bool in_section = x->in_section || y->in_section;

            pair->words[pair->word_count++] = (struct overlap_word){
                .stem = term_table_stem(join->set->terms, x->term),
                .a = x->word,
                .b = y->word,
                .in_section = in_section,
                .weight = x->weight * y->weight * scale,
            };
            text_words += !in_section;
        }
        uint32_t term = x->term;

        i += term <= y->term;
        k += y->term <= term;
    }
    if (pair->word_count)
        qsort(pair->words, pair->word_count, sizeof *pair->words, by_weight);
    return text_words;
}

/* A near copy is told by words alone, the genre's among them, since it is the wording that was taken over. */
static enum overlap_class classify(const struct overlap_settings *settings, const struct action_vector *a,
                                   const struct action_vector *b, size_t text_words, double score)
{
    size_t longer = a->text_count > b->text_count ? a->text_count : b->text_count;

    if ((double)text_words >= settings->copy_words &&
        (double)text_words >= settings->near_copy * (double)longer)
        return OVERLAP_NEAR_COPY;
    return score >= settings->same_work ? OVERLAP_SAME_WORK : OVERLAP_SAME_THEME;
}

static struct overlap_side side_of(const struct action_vector *vector)
{
    return (struct overlap_side){
        .plan = vector->plan,
        .action = &vector->plan->actions[vector->action],
        .index = vector->action,
    };
}

static int by_score(const void *left, const void *right)
{
    const struct candidate *a = left;
    const struct candidate *b = right;

    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    return a->b < b->b ? -1 : a->b > b->b;
}

/* Sorts what was found and lets go of what is past the limit. */
static void keep_best(struct join *join)
{
    if (join->found_count)
        qsort(join->found, join->found_count, sizeof *join->found, by_score);
    if (join->limit && join->found_count > join->limit) {
        join->dropped += join->found_count - join->limit;
        join->found_count = join->limit;
    }
}

static void take_pair(struct join *join, size_t a, size_t b, const struct shared_sum *sum)
{
    double factor = overlap_mass_factor(join->settings, sum->mass);
    double score = least(factor * sum->dot / (join->set->items[a].norm * join->set->items[b].norm), 1);

    if (score <= 0 || score < join->minimum)
        return;
    if (join->limit && join->found_count == 2 * join->limit)
        keep_best(join);
    join->found = memory_grow(join->found, join->found_count, &join->capacity, sizeof *join->found);
    join->found[join->found_count++] = (struct candidate){ .score = score, .factor = factor, .a = a, .b = b };
}

/* Every vector against those of the plans before its own; editions of one plan stand together and are not
 * compared. */
static void join_all(struct join *join, const struct plan_set *plans)
{
    const struct vector_set *set = join->set;
    size_t limit = 0;

    for (size_t p = 0; p < plans->count; p++) {
        if (p && !span_same(plans->items[p]->key, plans->items[p - 1]->key))
            limit = set->first[p];
        for (size_t i = set->first[p]; i < set->first[p + 1]; i++) {
            gather(join, &set->items[i], limit);
            for (size_t t = 0; t < join->touched_count; t++) {
                size_t other = join->touched[t];

                take_pair(join, other, i, &join->sums[other]);
                join->sums[other] = (struct shared_sum){ 0 };
            }
        }
    }
}

/* ---- the whole --------------------------------------------------------------------------------- */

static void explain_all(const struct join *join, struct overlap_result *out)
{
    if (!join->found)
        return;
    out->pairs = ARENA_ARRAY(join->arena, join->found_count, struct overlap);
    out->pair_count = join->found_count;
    out->beyond_count = join->dropped;
    for (size_t i = 0; i < join->found_count; i++) {
        const struct candidate *found = &join->found[i];
        const struct action_vector *a = &join->set->items[found->a];
        const struct action_vector *b = &join->set->items[found->b];
        struct overlap *pair = &out->pairs[i];

        *pair = (struct overlap){ .a = side_of(a), .b = side_of(b), .score = found->score };
        pair->class = classify(join->settings, a, b, explain(join, a, b, found->factor, pair), found->score);
    }
}

enum status overlap_find(const struct plan_set *plans, const struct grammar *grammar,
                         const struct overlap_options *options, struct arena *arena, struct diag_sink *sink,
                         struct overlap_result *out)
{
    struct overlap_settings settings;
    struct vector_set set;
    enum status status = overlap_settings_read(grammar, sink, &settings);

    *out = (struct overlap_result){ .plans = plans };
    if (status != STATUS_OK)
        return status;
    bool is_usual = !options || options->minimum < 0;

    out->minimum = is_usual ? settings.threshold : options->minimum;
    vector_set_make(plans, &settings, arena, &set);
    struct join join = {
        .arena = arena,
        .settings = &settings,
        .set = &set,
        .minimum = out->minimum,
        .limit = is_usual ? (size_t)settings.limit : 0,
        .sums = ARENA_ARRAY(arena, set.count, struct shared_sum),
        .touched = ARENA_ARRAY(arena, set.count, size_t),
    };

    index_vectors(&set, arena, &join.index);
    join_all(&join, plans);
    keep_best(&join);
    explain_all(&join, out);
    free(join.found);
    vector_set_free(&set);
    return STATUS_OK;
}

const struct overlap_pair *overlap_pairs_to_store(const struct overlap_result *result, struct arena *arena)
{
    struct overlap_pair *pairs = ARENA_ARRAY(arena, result->pair_count, struct overlap_pair);

    for (size_t i = 0; i < result->pair_count; i++) {
        const struct overlap *pair = &result->pairs[i];
        struct span *evidence = ARENA_ARRAY(arena, pair->word_count, struct span);

        for (size_t w = 0; w < pair->word_count; w++)
            evidence[w] = pair->words[w].a;
        pairs[i] = (struct overlap_pair){
            .a = { .plan = pair->a.plan->id, .kind = ITEM_ACTION, .index = pair->a.index },
            .b = { .plan = pair->b.plan->id, .kind = ITEM_ACTION, .index = pair->b.index },
            .score = pair->score,
            .class = pair->class,
            .evidence = evidence,
            .evidence_count = pair->word_count,
        };
    }
    return pairs;
}
