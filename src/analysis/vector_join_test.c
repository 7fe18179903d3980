#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "analysis/vector_join.h"
#include "base/memory.h"

/* Items of one to three vectors of one to eight terms, of which the first are common. */
enum { ITEMS = 2000, TERMS = 400, MOST_VECTORS = 3, MOST_TERMS = 8 };

struct sample {
    struct join_entry *entries;
    size_t *first;
    uint32_t *item_first;
    uint32_t *start;
    uint32_t *limit;
    uint32_t *item_of;
    struct join_input input;
};

static uint32_t next_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static bool has_term(const struct join_entry *entries, size_t count, uint32_t term)
{
    for (size_t i = 0; i < count; i++)
        if (entries[i].term == term)
            return true;
    return false;
}

static size_t fill_vector(struct join_entry *entries, uint32_t *seed)
{
    size_t wanted = 1 + next_random(seed) % MOST_TERMS;
    size_t count = 0;
    double square = 0;

    while (count < wanted) {
        uint32_t term = next_random(seed) % (1 + next_random(seed) % TERMS);

        if (has_term(entries, count, term))
            continue;
        entries[count] = (struct join_entry){ term, (float)(1 + next_random(seed) % 100) };
        square += (double)entries[count].weight * (double)entries[count].weight;
        count++;
    }
    for (size_t i = 0; i < count; i++)
        entries[i].weight = (float)((double)entries[i].weight / sqrt(square));
    return count;
}

static struct sample make_sample(uint32_t seed)
{
    struct sample sample = {
        .entries = memory_new(sizeof(struct join_entry) * ITEMS * MOST_VECTORS * MOST_TERMS),
        .first = memory_new(sizeof(size_t) * (ITEMS * MOST_VECTORS + 1)),
        .item_first = memory_new(sizeof(uint32_t) * (ITEMS + 1)),
        .start = memory_new(sizeof(uint32_t) * ITEMS),
        .limit = memory_new(sizeof(uint32_t) * ITEMS),
        .item_of = memory_new(sizeof(uint32_t) * ITEMS * MOST_VECTORS),
    };
    size_t vectors = 0;
    size_t at = 0;

    for (uint32_t i = 0; i < ITEMS; i++) {
        sample.item_first[i] = (uint32_t)vectors;
        sample.start[i] = i / 3;
        sample.limit[i] = i - i % 7; /* items come in groups of seven that are not compared */
        for (size_t v = next_random(&seed) % MOST_VECTORS + 1; v > 0; v--) {
            sample.first[vectors] = at;
            sample.item_of[vectors++] = i;
            at += fill_vector(sample.entries + at, &seed);
        }
    }
    sample.first[vectors] = at;
    sample.item_first[ITEMS] = (uint32_t)vectors;
    sample.input = (struct join_input){
        .entries = sample.entries,
        .first = sample.first,
        .vector_count = vectors,
        .item_first = sample.item_first,
        .item_count = ITEMS,
        .start = sample.start,
        .limit = sample.limit,
        .term_count = TERMS,
    };
    return sample;
}

static void free_sample(struct sample *sample)
{
    free(sample->entries);
    free(sample->first);
    free(sample->item_first);
    free(sample->start);
    free(sample->limit);
    free(sample->item_of);
}

static double cosine(const struct sample *sample, size_t x, size_t y)
{
    double sum = 0;

    for (size_t i = sample->first[x]; i < sample->first[x + 1]; i++)
        for (size_t k = sample->first[y]; k < sample->first[y + 1]; k++)
            if (sample->entries[i].term == sample->entries[k].term)
                sum += (double)sample->entries[i].weight * (double)sample->entries[k].weight;
    return sum;
}

struct threshold {
    const struct sample *sample;
    double least;
};

/* The best cosine of two items' vectors: from the definition. */
static bool judge(const void *context, uint32_t a, uint32_t b, double *score)
{
    const struct threshold *threshold = context;
    const struct sample *sample = threshold->sample;

    *score = 0;
    for (uint32_t x = sample->item_first[a]; x < sample->item_first[a + 1]; x++)
        for (uint32_t y = sample->item_first[b]; y < sample->item_first[b + 1]; y++)
            *score = fmax(*score, cosine(sample, x, y));
    return *score > 0 && *score >= threshold->least;
}

static struct join_result find(const struct threshold *threshold, unsigned threads)
{
    struct join_options options = {
        .least = threshold->least, .threads = threads, .judge = judge, .context = threshold
    };
    struct join_result result;

    vector_join(&threshold->sample->input, &options, &result);
    return result;
}

/* Every pair of items that share a term, without any bound: the sums of one item against all before it. */
static void best_cosines(const struct sample *sample, uint32_t item, double *best)
{
    memset(best, 0, ITEMS * sizeof *best);
    for (uint32_t y = sample->item_first[item]; y < sample->item_first[item + 1]; y++) {
        double weights[TERMS] = { 0 };

        for (size_t k = sample->first[y]; k < sample->first[y + 1]; k++)
            weights[sample->entries[k].term] = (double)sample->entries[k].weight;
        for (uint32_t x = sample->item_first[sample->start[item]];
             x < sample->item_first[sample->limit[item]]; x++) {
            double sum = 0;

            for (size_t i = sample->first[x]; i < sample->first[x + 1]; i++)
                sum += weights[sample->entries[i].term] * (double)sample->entries[i].weight;
            best[sample->item_of[x]] = fmax(best[sample->item_of[x]], sum);
        }
    }
}

static void assert_is_exact(const struct threshold *threshold)
{
    static double best[ITEMS];
    struct join_result result = find(threshold, 2);
    size_t at = 0;

    for (uint32_t b = 0; b < ITEMS; b++) {
        best_cosines(threshold->sample, b, best);
        for (uint32_t a = 0; a < ITEMS; a++) {
            if (best[a] <= 0 || best[a] < threshold->least)
                continue;
            assert_true(at < result.count);
            assert_int_equal(result.pairs[at].a, a);
            assert_int_equal(result.pairs[at].b, b);
            assert_true(fabs(result.pairs[at++].score - best[a]) < 1e-9);
        }
    }
    assert_int_equal(at, result.count);
    free(result.pairs);
}

static void the_join_finds_what_brute_force_finds(void **state)
{
    (void)state;
    for (uint32_t step = 0; step < 20; step++) {
        struct sample sample = make_sample(2463534242U + step * 7919U);
        struct threshold threshold = { &sample, (step + 0.37) / 20 };

        assert_is_exact(&threshold);
        free_sample(&sample);
    }
}

static void without_a_threshold_all_that_share_a_term_are_found(void **state)
{
    struct sample sample = make_sample(99);
    struct threshold threshold = { &sample, 0 };

    (void)state;
    assert_is_exact(&threshold);
    free_sample(&sample);
}

static void a_high_threshold_lets_most_pairs_go_unjudged(void **state)
{
    struct sample sample = make_sample(5);
    struct threshold all = { &sample, 0 };
    struct threshold high = { &sample, 0.9 };
    struct join_result every = find(&all, 1);
    struct join_result few = find(&high, 1);

    (void)state;
    assert_true(few.judged * 20 < every.judged);
    free(every.pairs);
    free(few.pairs);
    free_sample(&sample);
}

static void the_number_of_threads_changes_nothing(void **state)
{
    struct sample sample = make_sample(7);
    struct threshold threshold = { &sample, 0.3 };
    struct join_result one = find(&threshold, 1);

    (void)state;
    for (unsigned threads = 2; threads <= 5; threads++) {
        struct join_result more = find(&threshold, threads);

        assert_int_equal(more.count, one.count);
        assert_int_equal(more.judged, one.judged);
        assert_memory_equal(more.pairs, one.pairs, one.count * sizeof *one.pairs);
        free(more.pairs);
    }
    free(one.pairs);
    free_sample(&sample);
}

static void nothing_is_joined_to_nothing(void **state)
{
    const size_t first = 0;
    const uint32_t item_first = 0;
    struct join_input input = { .first = &first, .item_first = &item_first };
    struct join_options options = { .least = 0.5, .threads = 2, .judge = judge };
    struct join_result result;

    (void)state;
    vector_join(&input, &options, &result);
    assert_int_equal(result.count, 0);
    free(result.pairs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_join_finds_what_brute_force_finds),
        cmocka_unit_test(without_a_threshold_all_that_share_a_term_are_found),
        cmocka_unit_test(a_high_threshold_lets_most_pairs_go_unjudged),
        cmocka_unit_test(the_number_of_threads_changes_nothing),
        cmocka_unit_test(nothing_is_joined_to_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
