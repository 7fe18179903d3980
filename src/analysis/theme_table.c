#include "analysis/theme_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/concept_lexicon.h"
#include "analysis/term_table.h"
#include "base/arena.h"
#include "grammar/grammar.h"
#include "plan/plan.h"
#include "store/store.h"

enum { LEAST_PLANS = 2 }; /* that act on what is called a gap of another */

struct sorter {
    struct arena *arena;
    const struct concept_lexicon *lexicon;
    enum theme_level level;
    struct term_table *terms;
    struct concept_finder *finder;
    struct word_list words;
    struct concept_uses uses;
    struct theme_table *out;
    size_t *last;  /* of each row: the last action that was counted, from 1 */
    size_t action; /* running number, from 1 */
};

static size_t row_of(const struct sorter *sorter, uint32_t concept)
{
    return sorter->level == THEME_LEVEL_THEMES ? concept_lexicon_concept(sorter->lexicon, concept)->theme
                                               : concept;
}

static void count_text(struct sorter *sorter, struct span text, size_t plan, size_t action)
{
    sorter->words.count = 0;
    term_table_words(sorter->terms, text, &sorter->words);
    concept_finder_find(sorter->finder, &sorter->words, &sorter->uses);
    for (size_t i = 0; i < sorter->uses.count; i++) {
        uint32_t concept = sorter->uses.items[i].concept;
        struct theme_row *row = &sorter->out->rows[row_of(sorter, concept)];

        if (!concept_is_subject(concept_lexicon_concept(sorter->lexicon, concept)) ||
            sorter->last[row - sorter->out->rows] == sorter->action)
            continue;
        sorter->last[row - sorter->out->rows] = sorter->action;
        if (sorter->out->marks)
            sorter->out->marks[plan][action] |= (uint64_t)1 << row->number;
        if (row->actions[plan]++ == 0) {
            row->examples[plan] = action;
            row->plan_count++;
        }
    }
}

static void count_plan(struct sorter *sorter, size_t number)
{
    const struct plan *plan = sorter->out->plans->items[number];

    for (size_t i = 0; i < plan->action_count; i++) {
        const struct action *action = &plan->actions[i];

        sorter->action++;
        count_text(sorter, action->text.text, number, i);
        if (action->section < plan->section_count)
            count_text(sorter, plan->sections[action->section].title.text, number, i);
    }
}

static void name_row(const struct sorter *sorter, size_t index, struct theme_row *row)
{
    const struct concept_lexicon *lexicon = sorter->lexicon;

    if (sorter->level == THEME_LEVEL_THEMES) {
        row->name = concept_lexicon_theme_name(lexicon, index);
        row->title = concept_lexicon_theme_title(lexicon, index);
    } else {
        row->name = concept_lexicon_concept(lexicon, index)->name;
        row->title = concept_lexicon_concept(lexicon, index)->label;
    }
}

/* Rows that no plan speaks of go, those that hold no subject among them. */
static void drop_empty(struct theme_table *table)
{
    size_t kept = 0;

    for (size_t i = 0; i < table->count; i++)
        if (table->rows[i].plan_count)
            table->rows[kept++] = table->rows[i];
    table->count = kept;
}

/* Of so few rows as there are themes every action can say which it speaks of. */
static void open_marks(const struct sorter *sorter)
{
    struct theme_table *out = sorter->out;

    if (sorter->level != THEME_LEVEL_THEMES || out->count > 64)
        return;
    out->marks = ARENA_ARRAY(sorter->arena, out->plans->count, uint64_t *);
    for (size_t p = 0; p < out->plans->count; p++)
        out->marks[p] = ARENA_ARRAY(sorter->arena, out->plans->items[p]->action_count, uint64_t);
}

static void sort_actions(struct sorter *sorter)
{
    struct theme_table *out = sorter->out;

    out->count = sorter->level == THEME_LEVEL_THEMES ? concept_lexicon_theme_count(sorter->lexicon)
                                                     : concept_lexicon_count(sorter->lexicon);
    out->rows = ARENA_ARRAY(sorter->arena, out->count, struct theme_row);
    sorter->last = ARENA_ARRAY(sorter->arena, out->count, size_t);
    for (size_t i = 0; i < out->count; i++) {
        name_row(sorter, i, &out->rows[i]);
        out->rows[i].number = i;
        out->rows[i].actions = ARENA_ARRAY(sorter->arena, out->plans->count, size_t);
        out->rows[i].examples = ARENA_ARRAY(sorter->arena, out->plans->count, size_t);
    }
    open_marks(sorter);
    for (size_t p = 0; p < out->plans->count; p++)
        count_plan(sorter, p);
    drop_empty(out);
}

enum status theme_table_make(const struct plan_set *plans, const struct grammar *grammar,
                             const char *taxonomy, enum theme_level level, struct arena *arena,
                             struct diag_sink *sink, struct theme_table *out)
{
    char folder[160] = "concepts/";
    struct concept_lexicon *lexicon = NULL;
    struct sorter sorter = { .arena = arena, .level = level, .out = out };

    *out = (struct theme_table){ .plans = plans };
    if (taxonomy) {
        snprintf(folder, sizeof folder, "taxonomies/%s", taxonomy);
        if (!grammar_file(grammar, folder))
            return STATUS_USAGE;
        sorter.level = THEME_LEVEL_CONCEPTS;
    }

    enum status status = concept_lexicon_read(grammar, folder, arena, sink, &lexicon);

    if (status != STATUS_OK)
        return status;
    sorter.lexicon = lexicon;
    sorter.terms = term_table_new(arena);
    sorter.finder = concept_finder_new(lexicon, sorter.terms, arena);
    sort_actions(&sorter);
    term_table_free(sorter.terms);
    return STATUS_OK;
}

/* ---- gaps -------------------------------------------------------------------------------------- */

static int most_others_first(const void *left, const void *right)
{
    const struct theme_gap *a = left;
    const struct theme_gap *b = right;

    if (a->others != b->others)
        return a->others > b->others ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row;
}

struct gap_list theme_table_gaps(const struct theme_table *table, size_t plan, double share,
                                 struct arena *arena)
{
    struct gap_list gaps = { .items = ARENA_ARRAY(arena, table->count, struct theme_gap) };
    size_t of = table->plans->count - 1;

    for (size_t i = 0; i < table->count; i++) {
        const struct theme_row *row = &table->rows[i];

        if (row->actions[plan] || row->plan_count < LEAST_PLANS ||
            (double)row->plan_count < share * (double)of)
            continue;
        gaps.items[gaps.count++] = (struct theme_gap){ row, row->plan_count, of };
    }
    if (gaps.count)
        qsort(gaps.items, gaps.count, sizeof *gaps.items, most_others_first);
    return gaps;
}
