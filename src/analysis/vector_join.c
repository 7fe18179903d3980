#include "analysis/vector_join.h"

#include <float.h>
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"

/* Sums in single precision come out this much too low at most. */
static const float slack = 1e-4F;

enum {
    BLOCK_ITEMS = 32, /* that a thread takes at a time */
    THREAD_LIMIT = 64,
};

/* ---- the index --------------------------------------------------------------------------------- */

/* An indexed entry of a vector. Postings of a term stand in the order of the vectors. */
struct posting {
    uint32_t vector;
    float weight;
    float before; /* length of what the vector has before this entry in the order of terms */
};

struct join_index {
    const struct join_input *input;
    struct join_entry
        *entries; /* of the input; each vector's by rank, commonest term first; `term` is the rank */
    struct posting *postings;
    size_t *first;     /* of each rank; [term_count] is their number */
    float *unindexed;  /* of each vector: length of what is not in the index */
    uint32_t *item_of; /* vector's item */
};

struct term_frequency {
    uint32_t term;
    uint32_t vectors;
};

static int by_frequency(const void *left, const void *right)
{
    const struct term_frequency *a = left;
    const struct term_frequency *b = right;

    if (a->vectors != b->vectors)
        return a->vectors > b->vectors ? -1 : 1;
    return a->term < b->term ? -1 : a->term > b->term;
}

static int by_rank(const void *left, const void *right)
{
    const struct join_entry *a = left;
    const struct join_entry *b = right;

    return a->term < b->term ? -1 : a->term > b->term;
}

/* The rank of each term: 0 for the one that most vectors have. */
static uint32_t *rank_terms(const struct join_input *input)
{
    struct term_frequency *terms = memory_resize(NULL, input->term_count + 1, sizeof *terms);
    uint32_t *rank = memory_resize(NULL, input->term_count + 1, sizeof *rank);

    for (size_t t = 0; t < input->term_count; t++)
        terms[t] = (struct term_frequency){ .term = (uint32_t)t };
    for (size_t i = 0; i < input->first[input->vector_count]; i++)
        terms[input->entries[i].term].vectors++;
    qsort(terms, input->term_count, sizeof *terms, by_frequency);
    for (size_t t = 0; t < input->term_count; t++)
        rank[terms[t].term] = (uint32_t)t;
    free(terms);
    return rank;
}

static void order_entries(struct join_index *index)
{
    const struct join_input *input = index->input;
    size_t count = input->first[input->vector_count];
    uint32_t *rank = rank_terms(input);

    index->entries = memory_resize(NULL, count + 1, sizeof *index->entries);
    for (size_t i = 0; i < count; i++)
        index->entries[i] = (struct join_entry){ rank[input->entries[i].term], input->entries[i].weight };
    for (size_t v = 0; v < input->vector_count; v++)
        qsort(index->entries + input->first[v], input->first[v + 1] - input->first[v], sizeof *index->entries,
              by_rank);
    free(rank);
}

/* The first entry of a vector that must be indexed: what stands before it can't reach `least` by itself. */
static size_t indexed_from(const struct join_index *index, size_t vector, float least, float *length)
{
    const struct join_input *input = index->input;
    float square = 0;
    size_t i = input->first[vector];

    *length = 0;
    for (; i < input->first[vector + 1]; i++) {
        float with = square + index->entries[i].weight * index->entries[i].weight;

        if (sqrtf(with) >= least)
            break;
        square = with;
    }
    *length = sqrtf(square);
    return i;
}

static void count_postings(struct join_index *index, float least)
{
    const struct join_input *input = index->input;

    index->first = memory_new((input->term_count + 2) * sizeof *index->first);
    index->unindexed = memory_resize(NULL, input->vector_count + 1, sizeof *index->unindexed);
    for (size_t v = 0; v < input->vector_count; v++)
        for (size_t i = indexed_from(index, v, least, &index->unindexed[v]); i < input->first[v + 1]; i++)
            index->first[index->entries[i].term + 1]++;
    for (size_t t = 0; t < input->term_count; t++)
        index->first[t + 1] += index->first[t];
}

static void fill_postings(struct join_index *index, float least)
{
    const struct join_input *input = index->input;
    size_t *next = memory_resize(NULL, input->term_count + 1, sizeof *next);

    memcpy(next, index->first, (input->term_count + 1) * sizeof *next);
    index->postings = memory_resize(NULL, index->first[input->term_count] + 1, sizeof *index->postings);
    for (size_t v = 0; v < input->vector_count; v++) {
        float before;
        size_t i = indexed_from(index, v, least, &before);
        float square = before * before;

        for (; i < input->first[v + 1]; i++) {
            const struct join_entry *entry = &index->entries[i];

            index->postings[next[entry->term]++] =
                (struct posting){ .vector = (uint32_t)v, .weight = entry->weight, .before = sqrtf(square) };
            square += entry->weight * entry->weight;
        }
    }
    free(next);
}

static void index_make(const struct join_input *input, float least, struct join_index *out)
{
    *out = (struct join_index){ .input = input };
    order_entries(out);
    count_postings(out, least);
    fill_postings(out, least);
    out->item_of = memory_resize(NULL, input->vector_count + 1, sizeof *out->item_of);
    for (size_t i = 0; i < input->item_count; i++)
        for (uint32_t v = input->item_first[i]; v < input->item_first[i + 1]; v++)
            out->item_of[v] = (uint32_t)i;
}

static void index_free(struct join_index *index)
{
    free(index->entries);
    free(index->postings);
    free(index->first);
    free(index->unindexed);
    free(index->item_of);
}

/* ---- one item against those before it ---------------------------------------------------------- */

struct pair_list {
    struct join_pair *items;
    size_t count;
    size_t capacity;
};

/* What one thread works with. */
struct searcher {
    const struct join_index *index;
    const struct join_options *options;
    float least;
    float *sums; /* by vector: what is shared so far; 0: not met; below 0: let go */
    uint32_t *touched;
    size_t touched_count;
    uint32_t *marks; /* by item: the last item that it was put before the judge with, + 1 */
    uint32_t *candidates;
    size_t candidate_count;
    uint64_t judged;
};

/* The first posting of a term that is not before a vector. */
static const struct posting *posting_from(const struct join_index *index, uint32_t term, uint32_t vector)
{
    size_t low = index->first[term];
    size_t high = index->first[term + 1];

    while (vector && low < high) {
        size_t middle = low + (high - low) / 2;

        if (index->postings[middle].vector < vector)
            low = middle + 1;
        else
            high = middle;
    }
    return &index->postings[low];
}

/* Vectors [from, to) that a query is held against. */
struct vector_range {
    uint32_t from;
    uint32_t to;
};

/* Adds up one term. `left` is the length of the query up to and with this term, `before` without it. */
static void gather_term(struct searcher *searcher, const struct join_entry *entry, struct vector_range range,
                        float left, float before)
{
    const struct join_index *index = searcher->index;
    const struct posting *posting = posting_from(index, entry->term, range.from);
    const struct posting *last = &index->postings[index->first[entry->term + 1]];
    float least = searcher->least;
    bool is_open = left >= least; /* else no pair that was not met yet can get there */

    for (; posting < last && posting->vector < range.to; posting++) {
        float *sum = &searcher->sums[posting->vector];

        if (*sum == 0) {
            if (!is_open)
                continue;
            *sum = FLT_MIN; /* met, however little the first product is */
            searcher->touched[searcher->touched_count++] = posting->vector;
        } else if (*sum < 0) {
            continue;
        }
        *sum += entry->weight * posting->weight;
        if (*sum + before * posting->before < least)
            *sum = -1;
    }
}

/* Marks the items of which a vector may be near enough to this one. */
static void search_vector(struct searcher *searcher, size_t vector, uint32_t item)
{
    const struct join_index *index = searcher->index;
    const struct join_input *input = index->input;
    struct vector_range range = { input->item_first[input->start[item]],
                                  input->item_first[input->limit[item]] };
    float square = 0;

    searcher->touched_count = 0;
    for (size_t i = input->first[vector]; i < input->first[vector + 1]; i++)
        square += index->entries[i].weight * index->entries[i].weight;
    for (size_t i = input->first[vector + 1]; i-- > input->first[vector];) {
        const struct join_entry *entry = &index->entries[i];
        float left = sqrtf(square);

        square = fmaxf(square - entry->weight * entry->weight, 0);
        gather_term(searcher, entry, range, left, sqrtf(square));
    }
    for (size_t t = 0; t < searcher->touched_count; t++) {
        uint32_t other = searcher->touched[t];
        uint32_t of = index->item_of[other];
        float sum = searcher->sums[other];

        searcher->sums[other] = 0;
        if (sum < 0 || sum + index->unindexed[other] < searcher->least || searcher->marks[of] == item + 1)
            continue;
        searcher->marks[of] = item + 1;
        searcher->candidates[searcher->candidate_count++] = of;
    }
}

static int by_number(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left;
    uint32_t b = *(const uint32_t *)right;

    return a < b ? -1 : a > b;
}

static void search_item(struct searcher *searcher, uint32_t item, struct pair_list *out)
{
    const struct join_input *input = searcher->index->input;

    searcher->candidate_count = 0;
    for (uint32_t v = input->item_first[item]; v < input->item_first[item + 1]; v++)
        search_vector(searcher, v, item);
    qsort(searcher->candidates, searcher->candidate_count, sizeof *searcher->candidates, by_number);
    for (size_t i = 0; i < searcher->candidate_count; i++) {
        struct join_pair pair = { .a = searcher->candidates[i], .b = item };

        searcher->judged++;
        if (!searcher->options->judge(searcher->options->context, pair.a, pair.b, &pair.score))
            continue;
        out->items = memory_grow(out->items, out->count, &out->capacity, sizeof *out->items);
        out->items[out->count++] = pair;
    }
}

/* ---- threads ----------------------------------------------------------------------------------- */

struct crew {
    const struct join_index *index;
    const struct join_options *options;
    atomic_size_t next; /* block to take */
    struct pair_list *blocks;
    size_t block_count;
    atomic_uint_fast64_t judged;
};

static void search_block(struct searcher *searcher, size_t block, size_t item_count, struct pair_list *out)
{
    size_t end = (block + 1) * BLOCK_ITEMS < item_count ? (block + 1) * BLOCK_ITEMS : item_count;

    for (size_t i = block * BLOCK_ITEMS; i < end; i++)
        search_item(searcher, (uint32_t)i, out);
}

static void *work(void *argument)
{
    struct crew *crew = argument;
    const struct join_input *input = crew->index->input;
    struct searcher searcher = {
        .index = crew->index,
        .options = crew->options,
        .least = (float)crew->options->least - slack,
        .sums = memory_new((input->vector_count + 1) * sizeof(float)),
        .touched = memory_resize(NULL, input->vector_count + 1, sizeof(uint32_t)),
        .marks = memory_new((input->item_count + 1) * sizeof(uint32_t)),
        .candidates = memory_resize(NULL, input->item_count + 1, sizeof(uint32_t)),
    };

    for (size_t block; (block = atomic_fetch_add(&crew->next, 1)) < crew->block_count;)
        search_block(&searcher, block, input->item_count, &crew->blocks[block]);
    atomic_fetch_add(&crew->judged, searcher.judged);
    free(searcher.sums);
    free(searcher.touched);
    free(searcher.marks);
    free(searcher.candidates);
    return NULL;
}

/* The calling thread works too, and by itself where no other can be had. */
static void run_crew(struct crew *crew)
{
    pthread_t others[THREAD_LIMIT];
    unsigned count = 0;

    while (count + 1 < THREAD_LIMIT && count + 1 < crew->options->threads &&
           pthread_create(&others[count], NULL, work, crew) == 0)
        count++;
    work(crew);
    for (unsigned i = 0; i < count; i++)
        pthread_join(others[i], NULL);
}

static void collect(struct crew *crew, struct join_result *out)
{
    *out = (struct join_result){ .judged = atomic_load(&crew->judged) };
    for (size_t i = 0; i < crew->block_count; i++)
        out->count += crew->blocks[i].count;
    out->pairs = memory_resize(NULL, out->count + 1, sizeof *out->pairs);
    for (size_t i = 0, at = 0; i < crew->block_count; i++) {
        if (crew->blocks[i].count)
            memcpy(out->pairs + at, crew->blocks[i].items, crew->blocks[i].count * sizeof *out->pairs);
        at += crew->blocks[i].count;
        free(crew->blocks[i].items);
    }
}

void vector_join(const struct join_input *input, const struct join_options *options, struct join_result *out)
{
    struct join_index index;

    index_make(input, (float)options->least - slack, &index);

    struct crew crew = {
        .index = &index,
        .options = options,
        .block_count = (input->item_count + BLOCK_ITEMS - 1) / BLOCK_ITEMS,
    };

    crew.blocks = memory_new((crew.block_count + 1) * sizeof *crew.blocks);
    run_crew(&crew);
    collect(&crew, out);
    free(crew.blocks);
    index_free(&index);
}

unsigned vector_join_threads(void)
{
    return sysconf(_SC_NPROCESSORS_ONLN) > 1 ? 2 : 1;
}
