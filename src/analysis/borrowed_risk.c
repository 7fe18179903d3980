#include "analysis/borrowed_risk.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "analysis/concept_lexicon.h"
#include "analysis/overlap_vector.h"
#include "analysis/pair_score.h"
#include "analysis/term_table.h"
#include "base/arena.h"
#include "plan/plan.h"
#include "store/store.h"

/* The kinds of risk that a text speaks of, one bit each (EXPOSURE_LIMIT). */
typedef uint64_t kind_set;

struct borrower {
    struct arena *arena;
    const struct vector_set *set;
    const struct overlap_settings *settings;
    const struct plan_set *plans;
    struct concept_finder *finder;
    struct word_list words;
    struct concept_uses uses;
    kind_set *exposed; /* of each action of the set */
    double minimum;
    struct borrowed_risk *items;
    size_t count;
    size_t capacity;
};

/* ---- kinds ------------------------------------------------------------------------------------- */

enum { SIDE_RISK = 1, SIDE_WORK = -1 }; /* of concept_use */

static void read_text(struct borrower *borrower, struct span text)
{
    borrower->words.count = 0;
    term_table_words(borrower->set->terms, text, &borrower->words);
    concept_finder_find(borrower->finder, &borrower->words, &borrower->uses);
}

static kind_set kinds_of(struct borrower *borrower, struct span text, int side)
{
    kind_set kinds = 0;

    read_text(borrower, text);
    for (size_t i = 0; i < borrower->uses.count; i++)
        if (borrower->uses.items[i].side == side)
    kinds |= (kind_set)1 << borrower->uses.items[i].concept;
    return kinds;
}

/* The words that show a kind. */
static struct span words_of_kind(struct borrower *borrower, struct span text, int side, size_t kind)
{
    read_text(borrower, text);
    for (size_t i = 0; i < borrower->uses.count; i++) {
        const struct concept_use *use = &borrower->uses.items[i];

        if (use->side == side && use->concept == kind)
            return span_through(borrower->words.items[use->from].word,
                                borrower->words.items[use->to - 1].word);
    }
    return (struct span){ .offset = SPAN_NOWHERE };
}

static size_t lowest_kind(kind_set kinds)
{
    size_t kind = 0;

    while (!(kinds >> kind & 1))
        kind++;
    return kind;
}

/* ---- one risk ---------------------------------------------------------------------------------- */

/* A risk at hand. */
struct lent_risk {
    size_t plan; /* in the set of plans */
    size_t index;
    const struct risk *risk;
    kind_set kinds;
    struct action_vector vector;
};

/* Does the plan record a risk of that kind, in like words or under the action's section? */
static bool is_assessed(struct borrower *borrower, const struct lent_risk *lent,
                        const struct action_vector *item)
{
    const struct plan *plan = item->plan;
    size_t section = plan->actions[item->action].section;

    for (size_t r = 0; r < plan->risk_count; r++) {
        const struct risk *risk = &plan->risks[r];

        if (!(kinds_of(borrower, risk->text.text, SIDE_RISK) & lent->kinds))
            continue;
        if (risk->section != PLAN_NO_INDEX && risk->section == section)
            return true;

        struct action_vector own = vector_of_texts(borrower->set, borrower->settings, risk->text.text,
                                                   risk->consequence.text, borrower->arena);

        if (vector_pair_score(borrower->settings, &own, &lent->vector) >= borrower->settings->assessed)
            return true;
    }
    return false;
}

/* What the words of a risk and of an action, and the overlap of two actions, leave of a doubt whether the
 * risk is run. */
static double score_of(const struct borrower *borrower, double words, double overlap)
{
    return 1 - (1 - borrower->settings->borrow_risk) * (1 - words) *
                   (1 - borrower->settings->borrow_overlap * overlap);
}

/* The least overlap that makes a question of it, rounded down. */
static double least_overlap(const struct borrower *borrower, double words)
{
    double doubt = (1 - borrower->settings->borrow_risk) * (1 - words);

    if (score_of(borrower, words, 0) >= borrower->minimum || borrower->settings->borrow_overlap <= 0)
        return 0;
    return fmax((1 - (1 - borrower->minimum) / doubt) / borrower->settings->borrow_overlap - 1e-9, 0);
}

/* The action of the risk's own plan, under its section, that is nearest to the other plan's, among those that
 * overlap so much. */
static void find_nearest(const struct borrower *borrower, const struct lent_risk *lent, size_t item,
                         double least, struct borrowed_risk *out)
{
    const struct vector_set *set = borrower->set;
    double cosine = least > 0 ? pair_score_least_cosine(borrower->settings, least) : 0;

    for (size_t i = set->first[lent->plan]; i < set->first[lent->plan + 1]; i++) {
        size_t section = out->of->actions[set->items[i].action].section;

        if (section == PLAN_NO_INDEX || section != lent->risk->section)
            continue;
        if (!pair_may_reach(set, i, item, cosine) && pair_copy_share(set, i, item) < least)
            continue;
        double overlap = pair_score(set, i, item).score;

        if (overlap <= out->overlap)
            continue;
        out->has_nearest = true;
        out->nearest = set->items[i].action;
        out->overlap = overlap;
    }
}

static void hold_against(struct borrower *borrower, const struct lent_risk *lent, size_t item)
{
    const struct action_vector *vector = &borrower->set->items[item];
    kind_set kinds = lent->kinds & borrower->exposed[item];
    struct borrowed_risk found = {
        .of = borrower->plans->items[lent->plan],
        .risk = lent->index,
        .plan = vector->plan,
        .action = vector->action,
    };

    double words = vector_pair_score(borrower->settings, &lent->vector, vector);

    find_nearest(borrower, lent, item, least_overlap(borrower, words), &found);
    found.score = score_of(borrower, words, found.overlap);
    if (found.score < borrower->minimum || is_assessed(borrower, lent, vector))
        return;
    size_t kind = lowest_kind(kinds);

    found.kind = concept_lexicon_concept(borrower->settings->exposures, kind)->label;
    found.risk_words = words_of_kind(borrower, lent->risk->text.text, SIDE_RISK, kind);
    found.action_words =
        words_of_kind(borrower, vector->plan->actions[vector->action].text.text, SIDE_WORK, kind);
    borrower->items = arena_grow(borrower->arena, borrower->items, borrower->count, &borrower->capacity,
                                 sizeof *borrower->items);
    borrower->items[borrower->count++] = found;
}

static int by_score(const void *left, const void *right)
{
    const struct borrowed_risk *a = left;
    const struct borrowed_risk *b = right;

    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return a->action < b->action ? -1 : a->action > b->action;
}

/* Other plans one by one, so that the questions to one stand together, the best first. */
static void lend(struct borrower *borrower, const struct lent_risk *lent)
{
    const struct plan_set *plans = borrower->plans;

    for (size_t p = 0; p < plans->count; p++) {
        size_t before = borrower->count;

        if (span_same(plans->items[p]->key, plans->items[lent->plan]->key))
            continue;
        for (size_t i = borrower->set->first[p]; i < borrower->set->first[p + 1]; i++)
            if (lent->kinds & borrower->exposed[i])
                hold_against(borrower, lent, i);
        if (borrower->count > before)
            qsort(borrower->items + before, borrower->count - before, sizeof *borrower->items, by_score);
    }
}

struct borrowed_risk *borrowed_risks_find(const struct vector_set *set, const struct plan_set *plans,
                                          double minimum, struct arena *arena, size_t *count)
{
    struct borrower borrower = {
        .arena = arena,
        .set = set,
        .settings = set->settings,
        .plans = plans,
        .finder = concept_finder_new(set->settings->exposures, set->terms, arena),
        .exposed = ARENA_ARRAY(arena, set->count + 1, kind_set),
        .minimum = minimum,
    };

    for (size_t i = 0; i < set->count; i++)
        borrower.exposed[i] =
            kinds_of(&borrower, set->items[i].plan->actions[set->items[i].action].text.text, SIDE_WORK);
    for (size_t p = 0; p < plans->count; p++)
        for (size_t r = 0; r < plans->items[p]->risk_count; r++) {
            const struct risk *risk = &plans->items[p]->risks[r];
            struct lent_risk lent = {
                .plan = p,
                .index = r,
                .risk = risk,
                .kinds = kinds_of(&borrower, risk->text.text, SIDE_RISK),
            };

            if (!lent.kinds)
                continue;
            lent.vector = vector_of_texts(set, set->settings, risk->text.text,
                                          (struct span){ .offset = SPAN_NOWHERE }, arena);
            lend(&borrower, &lent);
        }
    *count = borrower.count;
    return borrower.items;
}
