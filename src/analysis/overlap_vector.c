#include "analysis/overlap_vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/clause_split.h"
#include "analysis/concept_lexicon.h"
#include "analysis/term_direction.h"
#include "analysis/term_table.h"
#include "base/arena.h"
#include "grammar/grammar.h"
#include "grammar/name_index.h"
#include "plan/plan.h"
#include "store/store.h"

const char *term_field_name(enum term_field field)
{
    static const char *const names[] = {
        [FIELD_TEXT] = "text",          [FIELD_ISSUE] = "issue",   [FIELD_SECTION] = "section",
        [FIELD_BEFORE] = "rows before", [FIELD_LESSER] = "lesser",
    };

    return names[field];
}

/* ---- what a term weighs ------------------------------------------------------------------------ */

/* Terms are added as texts are read; each is weighed once. */
struct vector_weights {
    struct arena *arena;
    struct name_index stems; /* to the number of sections that have them, in the background */
    struct name_index concepts;
    double sections;
    double *rarity; /* by term; 0: not worked out yet */
    bool *is_genre;
    size_t count;
    size_t rarity_capacity;
    size_t genre_capacity;
    struct concept_finder *finder;
    struct concept_finder *activity_finder;
    struct word_list words;   /* of the text at hand */
    struct concept_uses uses; /* in it */
    struct concept_uses activities;
    struct direction_text directions;
};

static void index_counts(struct vector_weights *weights, const struct node *counts, struct name_index *index)
{
    for (size_t i = 0; i < node_count(counts); i++)
        name_index_add(index, weights->arena, span_of(node_key(counts, i)),
                       (uint32_t)strtoul(node_text(node_item(counts, i)), NULL, 10));
}

bool vector_term_is_concept(const struct vector_set *set, uint32_t term)
{
    return term < set->concept_count;
}

static double count_sections(const struct vector_set *set, uint32_t term)
{
    const struct vector_weights *weights = set->weights;
    bool is_concept = vector_term_is_concept(set, term);
    struct span name = is_concept ? span_of(concept_lexicon_concept(set->settings->lexicon, term)->name)
                                  : term_table_stem(set->terms, term);
    uint32_t found =
        name_index_find(is_concept ? &weights->concepts : &weights->stems, name, span_hash(name));

    return found == NAME_ABSENT || found == 0 ? 1 : (double)found;
}

static void make_room(struct vector_weights *weights, uint32_t term)
{
    while (weights->count <= term) {
        weights->rarity = arena_grow(weights->arena, weights->rarity, weights->count,
                                     &weights->rarity_capacity, sizeof *weights->rarity);
        weights->is_genre = arena_grow(weights->arena, weights->is_genre, weights->count,
                                       &weights->genre_capacity, sizeof *weights->is_genre);
        weights->rarity[weights->count] = 0;
        weights->is_genre[weights->count++] = false;
    }
}

double vector_term_rarity(const struct vector_set *set, uint32_t term)
{
    struct vector_weights *weights = set->weights;

    make_room(weights, term);
    if (weights->rarity[term] <= 0)
        weights->rarity[term] = log1p(weights->sections / count_sections(set, term));
    return weights->rarity[term];
}

static double weigh_term(const struct vector_set *set, uint32_t term)
{
    const struct overlap_settings *settings = set->settings;
    double rarity = vector_term_rarity(set, term);

    if (vector_term_is_concept(set, term)) {
        enum concept_kind kind = concept_lexicon_concept(settings->lexicon, term)->kind;
        double share = kind == CONCEPT_STEP ? settings->step : kind == CONCEPT_WIDE ? settings->wide : 1;

        return rarity * settings->concept * share;
    }
    return rarity * (set->weights->is_genre[term] ? settings->genre : 1);
}

struct span vector_term_name(const struct vector_set *set, uint32_t term)
{
    return vector_term_is_concept(set, term)
               ? span_of(concept_lexicon_concept(set->settings->lexicon, term)->label)
               : term_table_stem(set->terms, term);
}

const char *vector_term_theme(const struct vector_set *set, uint32_t concept)
{
    const struct concept_lexicon *lexicon = set->settings->lexicon;

    return concept_lexicon_theme_name(lexicon, concept_lexicon_concept(lexicon, concept)->theme);
}

/* ---- terms of a text --------------------------------------------------------------------------- */

/* An entry that is made, and the word of its text that it begins with. */
struct entry_list {
    struct arena *arena;
    struct vector_entry *items;
    size_t count;
    size_t capacity;
};

static void add_entry(struct entry_list *list, struct vector_entry entry)
{
    list->items = arena_grow(list->arena, list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = entry;
}

static void read_words(const struct vector_set *set, struct span text)
{
    struct vector_weights *weights = set->weights;

    weights->words.count = 0;
    term_table_words(set->terms, text, &weights->words);
    concept_finder_find(weights->finder, &weights->words, &weights->uses);
}

static struct span words_between(const struct word_list *words, size_t from, size_t to)
{
    return span_through(words->items[from].word, words->items[to - 1].word);
}

static void add_concepts(const struct vector_set *set, struct word_range range, enum term_field field,
                         struct entry_list *list)
{
    const struct vector_weights *weights = set->weights;

    for (size_t i = 0; i < weights->uses.count; i++) {
        const struct concept_use *use = &weights->uses.items[i];
        enum concept_kind kind = concept_lexicon_concept(set->settings->lexicon, use->concept)->kind;
        signed char direction = term_direction(&set->weights->directions, use->from);

        if (use->from < range.from || use->to > range.to || kind == CONCEPT_MORE || kind == CONCEPT_LESS)
            continue;
        add_entry(list,
                  (struct vector_entry){
                      .term = use->concept,
                      .field = field,
                      .part = kind == CONCEPT_METHOD || kind == CONCEPT_STEP ? PART_METHOD : PART_SUBJECT,
                      .direction = use->side < 0 ? (signed char)-direction : direction,
                      .word = words_between(&weights->words, use->from, use->to),
                  });
    }
}

/* Is a word part of a phrase that is a concept? */
static bool is_in_concept(const struct vector_set *set, size_t at)
{
    const struct concept_uses *uses = &set->weights->uses;

    for (size_t i = 0; i < uses->count; i++) {
        enum concept_kind kind =
            concept_lexicon_concept(set->settings->lexicon, uses->items[i].concept)->kind;

        if (uses->items[i].from <= at && at < uses->items[i].to && kind != CONCEPT_MORE &&
            kind != CONCEPT_LESS)
            return true;
    }
    return false;
}

static enum term_part part_of_stem(const struct vector_set *set, size_t at)
{
    uint32_t term = set->weights->words.items[at].term;

    make_room(set->weights, term);
    if (set->weights->is_genre[term])
        return PART_GENRE;
    return is_in_concept(set, at) ? PART_NAMED : PART_STEM;
}

static void add_stems(const struct vector_set *set, struct word_range range, enum term_field field,
                      struct entry_list *list)
{
    const struct word_list *words = &set->weights->words;

    for (size_t i = range.from; i < range.to; i++)
        if (words->items[i].term != TERM_NONE)
            add_entry(list, (struct vector_entry){
                                .term = words->items[i].term,
                                .field = field,
                                .part = part_of_stem(set, i),
                                .direction = term_direction(&set->weights->directions, i),
                                .word = words->items[i].word,
                            });
}

/* The text's words must have been read. Each entry weighs share of its term. */
static void add_range(const struct vector_set *set, struct word_range range, enum term_field field,
                      double share, struct entry_list *list)
{
    size_t before = list->count;

    add_stems(set, range, field, list);
    add_concepts(set, range, field, list);
    for (size_t i = before; i < list->count; i++)
        list->items[i].weight = weigh_term(set, list->items[i].term) * share;
}

static void add_text(const struct vector_set *set, struct span text, enum term_field field, double share,
                     struct entry_list *list)
{
    if (!text.length || share <= 0)
        return;
    read_words(set, text);
    add_range(set, (struct word_range){ .to = set->weights->words.count }, field, share, list);
}

static int by_term(const void *left, const void *right)
{
    const struct vector_entry *a = left;
    const struct vector_entry *b = right;

    if (a->term != b->term)
        return a->term < b->term ? -1 : 1;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    if (a->field != b->field)
        return a->field < b->field ? -1 : 1;
    return a->word.text < b->word.text ? -1 : a->word.text > b->word.text;
}

/* A term that an action's own words and its section both name weighs what the heavier does, and is its own.
 */
static void join_entries(struct vector_entry *kept, const struct vector_entry *other)
{
    double weight = kept->weight;

    if (kept->field == FIELD_TEXT || other->field != FIELD_TEXT)
        return;
    *kept = *other;
    kept->weight = weight;
}

/* Sorts, and keeps each term once. */
static void keep_each_once(const struct entry_list *list, struct action_vector *vector)
{
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, by_term);
    vector->entries = ARENA_ARRAY(list->arena, list->count, struct vector_entry);
    vector->count = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct vector_entry *entry = &list->items[i];

        if (entry->weight <= 0)
            continue;
        if (vector->count && vector->entries[vector->count - 1].term == entry->term)
            join_entries(&vector->entries[vector->count - 1], entry);
        else
            vector->entries[vector->count++] = *entry;
    }
}

static void settle(const struct vector_set *set, const struct entry_list *list, struct action_vector *vector)
{
    double whole = 0;
    double subjects = 0;
    double words = 0;

    keep_each_once(list, vector);
    vector->text_count = 0;
    for (size_t i = 0; i < vector->count; i++) {
        const struct vector_entry *entry = &vector->entries[i];
        double square = entry->weight * entry->weight;

        whole += square;
        subjects += entry->part == PART_SUBJECT ? square : 0;
        words += entry->part == PART_STEM && entry->field == FIELD_TEXT ? square : 0;
        vector->text_count += entry->field == FIELD_TEXT && !vector_term_is_concept(set, entry->term);
    }
    vector->norm = sqrt(whole);
    vector->subject_norm = sqrt(subjects);
    vector->word_norm = sqrt(words);
}

/* ---- actions and their clauses ----------------------------------------------------------------- */

/* The subject that a row named, for the rows of its section that come after it. */
struct named_subject {
    const struct vector_entry *entries;
    size_t count;
};

struct maker {
    struct arena *arena;
    struct vector_set *out;
    struct entry_list text;    /* of the clause at hand */
    struct entry_list context; /* of the action at hand, at full weight */
    struct entry_list list;
    struct activity_mix lead;       /* of its first clause */
    struct named_subject *subjects; /* by section of the plan at hand; the last is of rows under none */
    size_t unit_capacity;
};

/* How much a clause says itself of what its work is about, as rarities. */
struct own_words {
    double concepts;
    double words;
    double rest; /* of the words: those in no concept */
};

static struct own_words weigh_own_words(struct maker *maker)
{
    struct own_words own = { 0 };
    uint32_t last = TERM_NONE;

    if (maker->text.count)
        qsort(maker->text.items, maker->text.count, sizeof *maker->text.items, by_term);
    for (size_t i = 0; i < maker->text.count; i++) {
        const struct vector_entry *entry = &maker->text.items[i];
        double rarity = vector_term_rarity(maker->out, entry->term);

        if (entry->term == last)
            continue;
        last = entry->term;
        own.concepts += entry->part == PART_SUBJECT ? rarity : 0;
        own.concepts += entry->part == PART_METHOD ? rarity * maker->out->settings->method : 0;
        own.words += entry->part == PART_STEM || entry->part == PART_NAMED ? rarity : 0;
        own.rest += entry->part == PART_STEM ? rarity : 0;
    }
    return own;
}

/* Adds what stands elsewhere: it counts the less, the more the clause itself says. The rows before count
 * where it says nothing but methods. */
static void add_context(struct maker *maker)
{
    const struct overlap_settings *settings = maker->out->settings;
    struct own_words own = weigh_own_words(maker);
    double said = own.concepts + settings->words * own.words;
    double left = settings->context_mass > 0 ? exp(-said / settings->context_mass) : 1;
    double share = settings->context + (1 - settings->context) * left;
    double before = settings->context_mass > 0 ? exp(-2 * own.rest / settings->context_mass) : 1;

    for (size_t i = 0; i < maker->context.count; i++) {
        struct vector_entry entry = maker->context.items[i];

        entry.weight *= entry.field == FIELD_BEFORE ? before : share;
        add_entry(&maker->list, entry);
    }
}

static void fill_vector(struct maker *maker, struct word_range range, struct action_vector *vector)
{
    const struct vector_set *set = maker->out;

    maker->text.count = maker->list.count = 0;
    add_range(set, range, FIELD_TEXT, 1, &maker->text);
    add_context(maker);
    for (size_t i = 0; i < maker->text.count; i++)
        add_entry(&maker->list, maker->text.items[i]);
    settle(set, &maker->list, vector);
    vector->activities =
        activity_mix_of(&set->settings->activities, &set->weights->activities, range.from, range.to);
    activity_mix_join(&set->settings->activities, &vector->activities, &maker->lead);
}

static void list_terms(struct arena *arena, struct action_vector *unit)
{
    unit->terms = ARENA_ARRAY(arena, unit->count, struct vector_term);
    for (size_t i = 0; i < unit->count; i++)
        unit->terms[i] = (struct vector_term){ unit->entries[i].term, (float)unit->entries[i].weight };
}

static void add_unit(struct maker *maker, const struct action_vector *unit)
{
    struct vector_set *out = maker->out;

    out->units =
        arena_grow(maker->arena, out->units, out->unit_count, &maker->unit_capacity, sizeof *out->units);
    out->units[out->unit_count++] = *unit;
    list_terms(maker->arena, &out->units[out->unit_count - 1]);
}

static void read_context(struct maker *maker, const struct plan *plan, const struct action *action)
{
    const struct overlap_settings *settings = maker->out->settings;

    maker->context.count = 0;
    add_text(maker->out, action->issue.text, FIELD_ISSUE, settings->issue, &maker->context);
    if (action->section < plan->section_count)
        add_text(maker->out, plan->sections[action->section].title.text, FIELD_SECTION, settings->section,
                 &maker->context);
}

static bool names_subject(const struct vector_entry *entry)
{
    return entry->field == FIELD_TEXT && entry->part == PART_SUBJECT;
}

/* "Report to the Board" is about what the rows before it name: an action that names no subject has theirs,
 * one that does leaves it to those after it. */
static void pass_subject(struct maker *maker, const struct plan *plan, const struct action *action)
{
    const struct vector_set *set = maker->out;
    struct named_subject *named =
        &maker->subjects[action->section < plan->section_count ? action->section : plan->section_count];
    struct entry_list own = { .arena = maker->arena };

    maker->text.count = 0;
    add_concepts(set, (struct word_range){ .to = set->weights->words.count }, FIELD_TEXT, &maker->text);
    for (size_t i = 0; i < maker->text.count; i++)
        if (names_subject(&maker->text.items[i]))
            add_entry(&own, maker->text.items[i]);
    for (size_t i = 0; own.count == 0 && i < named->count; i++) {
        struct vector_entry entry = named->entries[i];

        entry.field = FIELD_BEFORE;
        entry.weight = weigh_term(set, entry.term) * set->settings->before;
        add_entry(&maker->context, entry);
    }
    if (own.count)
        *named = (struct named_subject){ own.items, own.count };
}

static void read_action(struct maker *maker, struct action_vector *vector)
{
    const struct action *action = &vector->plan->actions[vector->action];
    struct word_range clauses[CLAUSE_LIMIT];
    struct action_vector clause = *vector;

    read_context(maker, vector->plan, action);
    read_words(maker->out, action->text.text);

    struct vector_weights *weights = maker->out->weights;
    const struct word_list *words = &weights->words;
    size_t count = clause_split(words, clauses);

    concept_finder_find(weights->activity_finder, words, &weights->activities);
    maker->lead = activity_mix_of(&maker->out->settings->activities, &weights->activities, clauses[0].from,
                                  clauses[0].to);
    pass_subject(maker, vector->plan, action);

    for (size_t i = 0; count > 1 && i < count; i++) {
        fill_vector(maker, clauses[i], &clause);
        add_unit(maker, &clause);
    }
    fill_vector(maker, (struct word_range){ .to = words->count }, vector);
    add_unit(maker, vector);
}

static void read_plans(struct maker *maker, const struct plan_set *plans)
{
    struct vector_set *out = maker->out;
    size_t count = 0;

    for (size_t i = 0; i < plans->count; i++)
        count += plans->items[i]->action_count;
    out->items = ARENA_ARRAY(maker->arena, count, struct action_vector);
    out->first = ARENA_ARRAY(maker->arena, plans->count + 1, size_t);
    out->unit_first = ARENA_ARRAY(maker->arena, count + 1, size_t);
    for (size_t i = 0; i < plans->count; i++) {
        out->first[i] = out->count;
        maker->subjects = ARENA_ARRAY(maker->arena, plans->items[i]->section_count + 1, struct named_subject);
        for (size_t k = 0; k < plans->items[i]->action_count; k++) {
            struct action_vector *vector = &out->items[out->count];

            *vector = (struct action_vector){ .plan = plans->items[i], .plan_index = i, .action = k };
            out->unit_first[out->count++] = out->unit_count;
            read_action(maker, vector);
        }
    }
    out->first[plans->count] = out->count;
    out->unit_first[count] = out->unit_count;
}

/* ---- the set ----------------------------------------------------------------------------------- */

static void stop_words(struct term_table *terms, const struct node *words)
{
    for (size_t i = 0; i < node_count(words); i++)
        term_table_stop(terms, span_of(node_text(node_item(words, i))));
}

/* Concepts take the first numbers, under names that no stem can have. */
static void number_concepts(struct vector_set *set)
{
    const struct concept_lexicon *lexicon = set->settings->lexicon;

    set->concept_count = concept_lexicon_count(lexicon);
    for (size_t i = 0; i < set->concept_count; i++) {
        char name[32] = "#";

        for (size_t n = i, at = 1; at < sizeof name - 1 && (n || at == 1); n /= 10)
            name[at++] = (char)('0' + n % 10);
        term_table_stem_term(set->terms, span_of(name));
    }
}

static void mark_genre(struct vector_set *set)
{
    struct word_list list = { 0 };

    for (size_t i = 0; i < node_count(set->settings->genre_words); i++)
        term_table_words(set->terms, span_of(node_text(node_item(set->settings->genre_words, i))), &list);
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i].term != TERM_NONE) {
            make_room(set->weights, list.items[i].term);
            set->weights->is_genre[list.items[i].term] = true;
        }
}

static void begin_directions(const struct vector_set *set, const struct node *barriers)
{
    struct vector_weights *weights = set->weights;

    weights->directions = (struct direction_text){
        .words = &weights->words,
        .uses = &weights->uses,
        .lexicon = set->settings->lexicon,
        .terms = set->terms,
    };
    for (size_t i = 0; i < node_count(barriers); i++)
        name_index_add(&weights->directions.barriers, weights->arena,
                       span_of(node_text(node_item(barriers, i))), 1);
}

static void begin_set(struct vector_set *set, const struct overlap_settings *settings, struct arena *arena)
{
    struct vector_weights *weights = ARENA_NEW(arena, struct vector_weights);

    *set = (struct vector_set){ .settings = settings, .terms = term_table_new(arena), .weights = weights };
    weights->arena = arena;
    weights->finder = concept_finder_new(settings->lexicon, set->terms, arena);
    weights->activity_finder = concept_finder_new(settings->activities.lexicon, set->terms, arena);
    weights->sections = node_get_number(settings->rarity, "sections", 1, NULL);
    index_counts(weights, node_get(settings->rarity, "stems"), &weights->stems);
    index_counts(weights, node_get(settings->rarity, "concepts"), &weights->concepts);
    begin_directions(set, settings->barriers);
    number_concepts(set);
    stop_words(set->terms, settings->stop);
    mark_genre(set);
}

void vector_set_make(const struct plan_set *plans, const struct overlap_settings *settings,
                     struct arena *arena, struct vector_set *out)
{
    struct maker maker = {
        .arena = arena,
        .out = out,
        .text = { .arena = arena },
        .context = { .arena = arena },
        .list = { .arena = arena },
    };

    begin_set(out, settings, arena);
    read_plans(&maker, plans);
}

void vector_set_free(struct vector_set *set)
{
    term_table_free(set->terms);
}

/* ---- other texts ------------------------------------------------------------------------------- */

struct action_vector vector_of_texts(const struct vector_set *set, const struct overlap_settings *settings,
                                     struct span text, struct span lesser, struct arena *arena)
{
    struct action_vector vector = { 0 };
    struct entry_list list = { .arena = arena };

    add_text(set, text, FIELD_TEXT, 1, &list);
    add_text(set, lesser, FIELD_LESSER, settings->consequence, &list);
    settle(set, &list, &vector);
    return vector;
}
