#include "analysis/edition_match.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/term_table.h"
#include "base/arena.h"
#include "base/memory.h"
#include "grammar/grammar.h"
#include "plan/plan.h"

/* ---- settings ---------------------------------------------------------------------------------- */

enum status compare_settings_read(const struct grammar *grammar, struct diag_sink *sink,
                                  struct compare_settings *out)
{
    static const struct {
        const char *name;
        size_t offset;
    } figures[] = {
        { "same-words", offsetof(struct compare_settings, same_words) },
        { "same-ref", offsetof(struct compare_settings, same_ref) },
        { "ref-bonus", offsetof(struct compare_settings, ref_bonus) },
        { "section-bonus", offsetof(struct compare_settings, section_bonus) },
        { "part", offsetof(struct compare_settings, part) },
        { "moved-words", offsetof(struct compare_settings, moved_words) },
    };
    const struct node *file = grammar_file(grammar, "compare");

    for (size_t i = 0; i < ARRAY_LENGTH(figures); i++) {
        double value = node_get_number(file, figures[i].name, -1, sink);

        if (!(value >= 0 && value <= 1))
            return node_fault(file, sink, "%s must be a number from 0 to 1", figures[i].name);
        *(double *)(void *)((char *)out + figures[i].offset) = value;
    }
    return STATUS_OK;
}

/* ---- words ------------------------------------------------------------------------------------- */

static int by_number(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left;
    uint32_t b = *(const uint32_t *)right;

    return a < b ? -1 : a > b;
}

static struct word_set words_of(struct term_table *terms, struct span text, struct arena *arena)
{
    struct term_list list = { 0 };
    struct word_set set = { 0 };

    term_table_read(terms, text, &list);
    set.items = ARENA_ARRAY(arena, list.count + 1, uint32_t);
    for (size_t i = 0; i < list.count; i++)
        set.items[i] = list.items[i].term;
    qsort(set.items, list.count, sizeof *set.items, by_number);
    for (size_t i = 0; i < list.count; i++)
        if (!set.count || set.items[set.count - 1] != set.items[i])
            set.items[set.count++] = set.items[i];
    return set;
}

static const struct word_set *words_of_plan(struct term_table *terms, const struct plan *plan,
                                            struct arena *arena)
{
    struct word_set *sets = ARENA_ARRAY(arena, plan->action_count + 1, struct word_set);

    for (size_t i = 0; i < plan->action_count; i++)
        sets[i] = words_of(terms, plan->actions[i].text.text, arena);
    return sets;
}

static bool has_word(const struct word_set *set, uint32_t word)
{
    return bsearch(&word, set->items, set->count, sizeof word, by_number) != NULL;
}

static size_t count_shared(const struct word_set *a, const struct word_set *b)
{
    size_t count = 0;

    for (size_t i = 0; i < a->count; i++)
        count += has_word(b, a->items[i]);
    return count;
}

/* Twice what is shared over what both have; two texts without a word are the same where their bytes are. */
static double likeness(const struct word_set *a, const struct word_set *b)
{
    size_t whole = a->count + b->count;

    return whole ? 2.0 * (double)count_shared(a, b) / (double)whole : 0;
}

/* ---- pairs ------------------------------------------------------------------------------------- */

struct match_pair {
    double score;
    size_t before;
    size_t after;
};

struct matcher_state {
    struct edition_match *match;
    const struct compare_settings *settings;
    struct match_pair *pairs;
    size_t count;
    size_t capacity;
};

static bool same_text(struct text_value a, struct text_value b)
{
    return a.text.length > 0 && span_same_ignoring_case(span_trim(a.text), span_trim(b.text));
}

static bool same_section(const struct edition_match *match, const struct action *a, const struct action *b)
{
    const struct plan *x = match->before;
    const struct plan *y = match->after;

    if (a->section >= x->section_count || b->section >= y->section_count)
        return a->section >= x->section_count && b->section >= y->section_count;
    return same_text(x->sections[a->section].code, y->sections[b->section].code) ||
           same_text(x->sections[a->section].title, y->sections[b->section].title);
}

static size_t distance(size_t a, size_t b)
{
    return a > b ? a - b : b - a;
}

static void weigh_pair(struct matcher_state *state, size_t before, size_t after)
{
    const struct edition_match *match = state->match;
    const struct compare_settings *settings = state->settings;
    const struct action *a = &match->before->actions[before];
    const struct action *b = &match->after->actions[after];
    double like =
        same_text(a->text, b->text) ? 1 : likeness(&match->before_words[before], &match->after_words[after]);
    bool same_ref = same_text(a->ref, b->ref);

    if (a->kind != b->kind || like < (same_ref ? settings->same_ref : settings->same_words))
        return;
    state->pairs = memory_grow(state->pairs, state->count, &state->capacity, sizeof *state->pairs);
    state->pairs[state->count++] = (struct match_pair){
        .score = like + (same_ref ? settings->ref_bonus : 0) +
                 (same_section(match, a, b) ? settings->section_bonus : 0),
        .before = before,
        .after = after,
    };
}

static int best_first(const void *left, const void *right)
{
    const struct match_pair *a = left;
    const struct match_pair *b = right;
    size_t x = distance(a->before, a->after);
    size_t y = distance(b->before, b->after);

    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (x != y)
        return x < y ? -1 : 1;
    if (a->before != b->before)
        return a->before < b->before ? -1 : 1;
    return a->after < b->after ? -1 : a->after > b->after;
}

static void take_pairs(struct matcher_state *state)
{
    struct edition_match *match = state->match;

    if (state->count)
        qsort(state->pairs, state->count, sizeof *state->pairs, best_first);
    for (size_t i = 0; i < state->count; i++) {
        const struct match_pair *pair = &state->pairs[i];

        if (match->to_after[pair->before] != MATCH_NONE || match->to_before[pair->after] != MATCH_NONE)
            continue;
        match->to_after[pair->before] = pair->after;
        match->to_before[pair->after] = pair->before;
    }
}

/* ---- parts ------------------------------------------------------------------------------------- */

/* One edition as it is looked at for parts: the other way round for what was merged. */
struct part_view {
    const struct word_set *part_words; /* of the edition whose actions may be parts */
    const struct word_set *whole_words;
    const size_t *whole_partner; /* of each action that may be a whole: its partner among the parts */
    size_t whole_count;
    const struct compare_settings *settings;
};

/* Are most of a part's words in the whole, and is most of what they share gone from the whole's own partner?
 */
static bool is_part(const struct part_view *view, size_t part, size_t whole)
{
    const struct word_set *words = &view->part_words[part];
    const struct word_set *of = &view->whole_words[whole];
    size_t partner = view->whole_partner[whole];
    size_t shared = 0;
    size_t left = 0;

    for (size_t i = 0; i < words->count; i++) {
        if (!has_word(of, words->items[i]))
            continue;
        shared++;
        left += partner == MATCH_NONE || !has_word(&view->part_words[partner], words->items[i]);
    }
    return words->count > 0 && of->count > words->count &&
           (double)shared >= view->settings->part * (double)words->count &&
           (double)left >= view->settings->moved_words * (double)shared;
}

/* The whole that an action is a part of: the one with which it shares most. */
static size_t whole_of(const struct part_view *view, size_t part)
{
    size_t best = MATCH_NONE;
    size_t most = 0;

    for (size_t whole = 0; whole < view->whole_count; whole++) {
        if (!is_part(view, part, whole))
            continue;
        size_t shared = count_shared(&view->part_words[part], &view->whole_words[whole]);

        if (shared > most) {
            most = shared;
            best = whole;
        }
    }
    return best;
}

/* A whole without a partner of its own has parts only where there are two of them. */
static void drop_lonely(const struct part_view *view, size_t *wholes, size_t count)
{
    size_t *parts = memory_new((view->whole_count + 1) * sizeof *parts);

    for (size_t i = 0; i < count; i++)
        if (wholes[i] != MATCH_NONE)
            parts[wholes[i]]++;
    for (size_t i = 0; i < count; i++)
        if (wholes[i] != MATCH_NONE && view->whole_partner[wholes[i]] == MATCH_NONE && parts[wholes[i]] < 2)
            wholes[i] = MATCH_NONE;
    free(parts);
}

static size_t *find_parts(const struct part_view *view, const size_t *partner, size_t count,
                          struct arena *arena)
{
    size_t *wholes = ARENA_ARRAY(arena, count + 1, size_t);

    for (size_t i = 0; i < count; i++)
        wholes[i] = partner[i] == MATCH_NONE ? whole_of(view, i) : MATCH_NONE;
    drop_lonely(view, wholes, count);
    return wholes;
}

/* ---- the whole --------------------------------------------------------------------------------- */

static size_t *no_matches(size_t count, struct arena *arena)
{
    size_t *list = ARENA_ARRAY(arena, count + 1, size_t);

    for (size_t i = 0; i < count; i++)
        list[i] = MATCH_NONE;
    return list;
}

static void match_actions(struct edition_match *match, const struct compare_settings *settings)
{
    struct matcher_state state = { .match = match, .settings = settings };

    for (size_t a = 0; a < match->before->action_count; a++)
        for (size_t b = 0; b < match->after->action_count; b++)
            weigh_pair(&state, a, b);
    take_pairs(&state);
    free(state.pairs);
}

void edition_match_make(const struct plan *before, const struct plan *after,
                        const struct compare_settings *settings, const struct grammar *grammar,
                        struct arena *arena, struct edition_match *out)
{
    struct term_table *terms = term_table_new(arena);
    const struct node *stop = node_get(grammar_file(grammar, "overlap"), "stop");

    for (size_t i = 0; i < node_count(stop); i++)
        term_table_stop(terms, span_of(node_text(node_item(stop, i))));
    *out = (struct edition_match){
        .before = before,
        .after = after,
        .before_words = words_of_plan(terms, before, arena),
        .after_words = words_of_plan(terms, after, arena),
        .to_after = no_matches(before->action_count, arena),
        .to_before = no_matches(after->action_count, arena),
    };
    match_actions(out, settings);

    struct part_view split = { out->after_words, out->before_words, out->to_after, before->action_count,
                               settings };
    struct part_view merged = { out->before_words, out->after_words, out->to_before, after->action_count,
                                settings };

    out->split_from = find_parts(&split, out->to_before, after->action_count, arena);
    out->merged_into = find_parts(&merged, out->to_after, before->action_count, arena);
    term_table_free(terms);
}
