#include "analysis/pair_score.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/concept_lexicon.h"
#include "analysis/overlap_vector.h"
#include "analysis/plan_overlap.h"
#include "base/arena.h"
#include "plan/plan.h"

/* ---- near copies ------------------------------------------------------------------------------- */

static bool is_text_stem(const struct vector_set *set, const struct vector_entry *entry)
{
    return entry->field == FIELD_TEXT && !vector_term_is_concept(set, entry->term);
}

static size_t count_shared_stems(const struct vector_set *set, const struct action_vector *a,
                                 const struct action_vector *b)
{
    size_t count = 0;

    for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
        uint32_t x = a->entries[i].term;
        uint32_t y = b->entries[k].term;

        count += x == y && is_text_stem(set, &a->entries[i]) && is_text_stem(set, &b->entries[k]);
        i += x <= y;
        k += y <= x;
    }
    return count;
}

/* At least as many as stems, and quicker to count. */
static size_t count_shared_terms(const struct vector_set *set, size_t a, size_t b)
{
    const struct action_vector *x = &set->units[set->unit_first[a + 1] - 1]; /* the whole actions */
    const struct action_vector *y = &set->units[set->unit_first[b + 1] - 1];
    size_t count = 0;

    for (size_t i = 0, k = 0; i < x->count && k < y->count;) {
        uint32_t of_x = x->terms[i].term;
        uint32_t of_y = y->terms[k].term;

        count += of_x == of_y;
        i += of_x <= of_y;
        k += of_y <= of_x;
    }
    return count;
}

double pair_copy_share(const struct vector_set *set, size_t a, size_t b)
{
    const struct overlap_settings *settings = set->settings;
    const struct action_vector *x = &set->items[a];
    const struct action_vector *y = &set->items[b];
    double longer = (double)(x->text_count > y->text_count ? x->text_count : y->text_count);
    double shorter = (double)(x->text_count < y->text_count ? x->text_count : y->text_count);

    if (shorter < settings->copy_words || shorter < settings->near_copy * longer)
        return 0;
    if ((double)count_shared_terms(set, a, b) < fmax(settings->copy_words, settings->near_copy * longer))
        return 0;
    double shared = (double)count_shared_stems(set, x, y);

    return shared >= settings->copy_words && shared >= settings->near_copy * longer ? shared / longer : 0;
}

/* ---- the score --------------------------------------------------------------------------------- */

enum { BEST_PAIRS = 3 }; /* of clauses, that a pair of actions is scored by */

static void take_score(double scores[BEST_PAIRS], double score)
{
    for (size_t i = 0; i < BEST_PAIRS; i++)
        if (score > scores[i]) {
            double less = scores[i];

            scores[i] = score;
            score = less;
        }
}

/* The best pair of clauses counts whole, each of the next a share of the one before. */
static double add_scores(const double scores[BEST_PAIRS], const struct overlap_settings *settings)
{
    double missing = 1;
    double share = 1;

    for (size_t i = 0; i < BEST_PAIRS; i++) {
        missing *= 1 - scores[i] * share;
        share *= settings->more;
    }
    return 1 - missing;
}

static double join_scores(const double scores[BEST_PAIRS], const struct overlap_settings *settings)
{
    return pow(add_scores(scores, settings), settings->curve);
}

struct pair_score pair_score(const struct vector_set *set, size_t a, size_t b)
{
    struct pair_score best = { 0 };
    double scores[BEST_PAIRS] = { 0 };

    for (size_t i = set->unit_first[a]; i < set->unit_first[a + 1]; i++)
        for (size_t k = set->unit_first[b]; k < set->unit_first[b + 1]; k++) {
            double score = vector_pair_score(set->settings, &set->units[i], &set->units[k]);

            if (score > scores[0]) {
                best.a = &set->units[i];
                best.b = &set->units[k];
            }
            take_score(scores, score);
        }
    best.score = fmax(join_scores(scores, set->settings), pair_copy_share(set, a, b));
    return best;
}

double pair_score_least_cosine(const struct overlap_settings *settings, double score)
{
    double before = pow(score, 1 / settings->curve); /* the curve */
    double low = 0;
    double high = 1;

    for (int step = 0; step < 24; step++) {
        double middle = (low + high) / 2;
        double scores[BEST_PAIRS] = { middle, middle, middle };

        if (add_scores(scores, settings) < before)
            low = middle;
        else
            high = middle;
    }
    return low;
}

bool pair_may_reach(const struct vector_set *set, size_t a, size_t b, double least)
{
    for (size_t i = set->unit_first[a]; i < set->unit_first[a + 1]; i++)
        for (size_t k = set->unit_first[b]; k < set->unit_first[b + 1]; k++)
            if (vector_pair_bound(set->settings, &set->units[i], &set->units[k]) >= least)
                return true;
    return false;
}

/* ---- the words --------------------------------------------------------------------------------- */

static int by_weight(const void *left, const void *right)
{
    const struct overlap_word *a = left;
    const struct overlap_word *b = right;

    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    if (a->is_concept != b->is_concept)
        return a->is_concept ? -1 : 1;
    return span_compare(a->name, b->name);
}

static struct overlap_word shared_word(const struct vector_set *set, const struct vector_entry *a,
                                       const struct vector_entry *b)
{
    bool is_concept = vector_term_is_concept(set, a->term);

    return (struct overlap_word){
        .name = vector_term_name(set, a->term),
        .theme = is_concept ? vector_term_theme(set, a->term) : NULL,
        .a = a->word,
        .b = b->word,
        .field_a = a->field,
        .field_b = b->field,
        .is_concept = is_concept,
        .is_narrow =
            is_concept && concept_lexicon_concept(set->settings->lexicon, a->term)->kind == CONCEPT_SUBJECT,
        .is_opposite = a->direction * b->direction < 0,
        .weight = a->weight * b->weight,
    };
}

static void list_words(const struct vector_set *set, const struct pair_score *score, struct arena *arena,
                       struct overlap *pair)
{
    const struct action_vector *a = score->a;
    const struct action_vector *b = score->b;
    double whole = 0;

    pair->words = ARENA_ARRAY(arena, a->count < b->count ? a->count : b->count, struct overlap_word);
    for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
        uint32_t x = a->entries[i].term;
        uint32_t y = b->entries[k].term;

        if (x == y) {
            pair->words[pair->word_count] = shared_word(set, &a->entries[i], &b->entries[k]);
            whole += pair->words[pair->word_count++].weight;
        }
        i += x <= y;
        k += y <= x;
    }
    for (size_t i = 0; i < pair->word_count; i++)
        pair->words[i].weight *= score->score / whole;
    qsort(pair->words, pair->word_count, sizeof *pair->words, by_weight);
}

/* ---- the class --------------------------------------------------------------------------------- */

static bool is_opposite(const struct overlap_word *word)
{
    return word->is_opposite;
}

static bool is_narrow(const struct overlap_word *word)
{
    return word->is_narrow;
}

/* The share of the score that comes from such words. */
static double share_of(const struct overlap *pair, bool (*is_such)(const struct overlap_word *))
{
    double share = 0;

    for (size_t i = 0; i < pair->word_count; i++)
        share += is_such(&pair->words[i]) ? pair->words[i].weight : 0;
    return pair->score > 0 ? share / pair->score : 0;
}

static enum overlap_class classify(const struct overlap_settings *settings, const struct overlap *pair,
                                   bool is_copy)
{
    bool has_narrow = share_of(pair, is_narrow) >= settings->narrow;

    if (settings->opposite > 0 && share_of(pair, is_opposite) >= settings->opposite)
        return OVERLAP_OPPOSITE;
    if (is_copy)
        return OVERLAP_NEAR_COPY;
    return pair->score >= (has_narrow ? settings->same_work : settings->same_work_wide) ? OVERLAP_SAME_WORK
                                                                                        : OVERLAP_SAME_THEME;
}

/* ---- what differs ------------------------------------------------------------------------------ */

const char *overlap_difference_name(unsigned index)
{
    static const char *const names[DIFFERENCE_COUNT] = { "owners", "dates", "measure", "status" };

    return names[index];
}

static bool has_owner(const struct owner_list *owners, struct span name)
{
    for (size_t i = 0; i < owners->count; i++)
        if (span_same_ignoring_case(owners->items[i].name.text, name))
            return true;
    return false;
}

static bool owners_differ(const struct owner_list *a, const struct owner_list *b)
{
    for (size_t i = 0; i < a->count; i++)
        if (has_owner(b, a->items[i].name.text))
            return false;
    return a->count > 0 && b->count > 0;
}

static bool is_due(const struct date_value *date)
{
    return date->role == DATE_DUE && date->from != CALENDAR_NONE && date->to != CALENDAR_NONE;
}

static bool dates_differ(const struct date_list *a, const struct date_list *b)
{
    bool have_both = false;

    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++) {
            const struct date_value *x = &a->items[i];
            const struct date_value *y = &b->items[k];

            if (!is_due(x) || !is_due(y))
                continue;
            if (x->from <= y->to && y->from <= x->to)
                return false;
            have_both = true;
        }
    return have_both;
}

static unsigned find_differences(const struct action *a, const struct action *b)
{
    bool measures = a->measure.text.text && b->measure.text.text;
    unsigned differs = 0;

    differs |= owners_differ(&a->owners, &b->owners) ? DIFFERS_OWNERS : 0U;
    differs |= dates_differ(&a->dates, &b->dates) ? DIFFERS_DATES : 0U;
    differs |= measures && !span_same_ignoring_case(a->measure.text, b->measure.text) ? DIFFERS_MEASURE : 0U;
    differs |= a->status && b->status && a->status != b->status ? DIFFERS_STATUS : 0U;
    return differs;
}

void pair_explain(const struct vector_set *set, size_t a, size_t b, struct arena *arena, struct overlap *pair)
{
    struct pair_score score = pair_score(set, a, b);

    pair->score = score.score;
    pair->words = NULL;
    pair->word_count = 0;
    if (score.a)
        list_words(set, &score, arena, pair);
    pair->class = classify(set->settings, pair, pair_copy_share(set, a, b) > 0);
    pair->differs = find_differences(pair->a.action, pair->b.action);
}
