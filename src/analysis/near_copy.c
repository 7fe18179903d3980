#include "analysis/near_copy.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/overlap_vector.h"
#include "analysis/pair_score.h"
#include "analysis/vector_join.h"
#include "base/arena.h"
#include "base/memory.h"

/* The stems of each action's own text, all of one weight. */
struct plain {
    struct join_entry *entries;
    size_t *first;
    uint32_t *item_first;
    size_t term_count;
};

static bool is_stem_of_text(const struct vector_set *set, const struct vector_entry *entry)
{
    return entry->field == FIELD_TEXT && !vector_term_is_concept(set, entry->term);
}

static size_t add_stems(const struct vector_set *set, const struct action_vector *item, struct plain *plain,
                        size_t at)
{
    float weight = 1.0F / sqrtf((float)(item->text_count ? item->text_count : 1));

    for (size_t k = 0; k < item->count; k++) {
        uint32_t term = item->entries[k].term;

        if (!is_stem_of_text(set, &item->entries[k]))
            continue;
        plain->entries[at++] = (struct join_entry){ .term = term, .weight = weight };
        if (term >= plain->term_count)
            plain->term_count = (size_t)term + 1;
    }
    return at;
}

static struct plain make_plain(const struct vector_set *set)
{
    size_t count = 0;
    size_t at = 0;

    for (size_t i = 0; i < set->count; i++)
        count += set->items[i].text_count;

    struct plain plain = {
        .entries = memory_resize(NULL, count + 1, sizeof *plain.entries),
        .first = memory_resize(NULL, set->count + 1, sizeof *plain.first),
        .item_first = memory_resize(NULL, set->count + 1, sizeof *plain.item_first),
    };

    for (size_t i = 0; i < set->count; i++) {
        plain.first[i] = at;
        plain.item_first[i] = (uint32_t)i;
        at = add_stems(set, &set->items[i], &plain, at);
    }
    plain.first[set->count] = at;
    plain.item_first[set->count] = (uint32_t)set->count;
    return plain;
}

static void free_plain(struct plain *plain)
{
    free(plain->entries);
    free(plain->first);
    free(plain->item_first);
}

static bool judge(const void *context, uint32_t a, uint32_t b, double *score)
{
    const struct vector_set *set = context;

    *score = pair_copy_share(set, a, b);
    return *score > 0;
}

void near_copies_join(const struct vector_set *set, const uint32_t *start, const uint32_t *limit,
                      unsigned threads, struct join_result *out)
{
    struct plain plain = make_plain(set);
    struct join_input input = {
        .entries = plain.entries,
        .first = plain.first,
        .vector_count = set->count,
        .item_first = plain.item_first,
        .item_count = set->count,
        .start = start,
        .limit = limit,
        .term_count = plain.term_count,
    };
    struct join_options options = {
        .least = set->settings->near_copy, .threads = threads, .judge = judge, .context = set
    };

    vector_join(&input, &options, out);
    free_plain(&plain);
}

const size_t *near_copies_find(const struct vector_set *set, struct arena *arena)
{
    size_t *first = ARENA_ARRAY(arena, set->count + 1, size_t);
    uint32_t *start = memory_resize(NULL, set->count + 1, sizeof *start);
    uint32_t *limit = memory_resize(NULL, set->count + 1, sizeof *limit);
    struct join_result found;

    for (size_t i = 0; i < set->count; i++) {
        first[i] = i;
        start[i] = (uint32_t)set->first[set->items[i].plan_index];
        limit[i] = (uint32_t)i;
    }
    near_copies_join(set, start, limit, 1, &found);
    for (size_t i = 0; i < found.count; i++) { /* by the later action, then by the earlier one */
        const struct join_pair *pair = &found.pairs[i];

        if (first[pair->b] == pair->b)
            first[pair->b] = first[pair->a];
    }
    free(found.pairs);
    free(start);
    free(limit);
    return first;
}
