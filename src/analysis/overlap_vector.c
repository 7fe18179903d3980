#include "analysis/overlap_vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/clause_split.h"
#include "analysis/concept_lexicon.h"
#include "analysis/term_table.h"
#include "base/arena.h"
#include "grammar/grammar.h"
#include "grammar/name_index.h"
#include "plan/plan.h"
#include "store/store.h"

const char *term_field_name(enum term_field field)
{
    static const char *const names[] = {
        [FIELD_TEXT] = "text",
        [FIELD_ISSUE] = "issue",
        [FIELD_SECTION] = "section",
        [FIELD_LESSER] = "lesser",
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
    struct word_list words;   /* of the text at hand */
    struct concept_uses uses; /* in it */
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
        bool is_step = concept_lexicon_concept(settings->lexicon, term)->kind == CONCEPT_STEP;

        return rarity * settings->concept * (is_step ? settings->step : 1);
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

enum {
    DIRECTION_REACH = 8, /* words after a word of direction that it can be about */
    DIRECTION_BACK = 3,  /* words before one: "arrears to be reduced" */
};

/* Which way what stands at a word is to go: the last word of direction before it says, else the next after
 * it. */
static signed char direction_at(const struct vector_set *set, size_t at)
{
    const struct concept_uses *uses = &set->weights->uses;
    signed char before = 0;
    signed char after = 0;

    for (size_t i = 0; i < uses->count; i++) {
        const struct concept_use *use = &uses->items[i];
        enum concept_kind kind = concept_lexicon_concept(set->settings->lexicon, use->concept)->kind;

        if (kind != CONCEPT_MORE && kind != CONCEPT_LESS)
            continue;
        if (use->from < at && at - use->from <= DIRECTION_REACH)
            before = kind == CONCEPT_MORE ? 1 : -1;
        else if (use->from > at && use->from - at <= DIRECTION_BACK && !after)
            after = kind == CONCEPT_MORE ? 1 : -1;
    }
    return before ? before : after;
}

static struct span words_between(const struct word_list *words, size_t from, size_t to)
{
    struct span first = words->items[from].word;
    struct span last = words->items[to - 1].word;

    first.length = (size_t)(last.text + last.length - first.text);
    return first;
}

static void add_concepts(const struct vector_set *set, struct word_range range, enum term_field field,
                         struct entry_list *list)
{
    const struct vector_weights *weights = set->weights;

    for (size_t i = 0; i < weights->uses.count; i++) {
        const struct concept_use *use = &weights->uses.items[i];
        enum concept_kind kind = concept_lexicon_concept(set->settings->lexicon, use->concept)->kind;
        signed char direction = direction_at(set, use->from);

        if (use->from < range.from || use->to > range.to || kind == CONCEPT_MORE || kind == CONCEPT_LESS)
            continue;
        add_entry(list, (struct vector_entry){
                            .term = use->concept,
                            .field = field,
                            .direction = use->side < 0 ? (signed char)-direction : direction,
                            .word = words_between(&weights->words, use->from, use->to),
                        });
    }
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
                                .direction = direction_at(set, i),
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

/* Sorts, keeps each term once, where it weighs most, and measures the whole. */
static void settle(const struct vector_set *set, const struct entry_list *list, struct action_vector *vector)
{
    double whole = 0;

    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, by_term);
    vector->entries = ARENA_ARRAY(list->arena, list->count, struct vector_entry);
    vector->count = vector->text_count = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct vector_entry *entry = &list->items[i];

        if (entry->weight <= 0 || (vector->count && vector->entries[vector->count - 1].term == entry->term))
            continue;
        vector->entries[vector->count++] = *entry;
        whole += entry->weight * entry->weight;
        vector->text_count += entry->field == FIELD_TEXT && !vector_term_is_concept(set, entry->term);
    }
    vector->norm = sqrt(whole);
}

/* ---- actions and their clauses ----------------------------------------------------------------- */

struct maker {
    struct arena *arena;
    struct vector_set *out;
    struct entry_list text;    /* of the clause at hand */
    struct entry_list context; /* of the action at hand, at full weight */
    struct entry_list list;
    size_t unit_capacity;
};

/* How much an action's issue and section count: the less, the more its own words say. */
static double context_share(const struct maker *maker)
{
    const struct overlap_settings *settings = maker->out->settings;
    uint32_t last = TERM_NONE;
    double said = 0;

    if (settings->context_mass <= 0)
        return 1;
    if (maker->text.count)
        qsort(maker->text.items, maker->text.count, sizeof *maker->text.items, by_term);
    for (size_t i = 0; i < maker->text.count; i++) {
        uint32_t term = maker->text.items[i].term;

        if (vector_term_is_concept(maker->out, term) && term != last)
            said += vector_term_rarity(maker->out, term);
        last = term;
    }
    return settings->context + (1 - settings->context) * exp(-said / settings->context_mass);
}

static void fill_vector(struct maker *maker, struct word_range range, struct action_vector *vector)
{
    maker->text.count = maker->list.count = 0;
    add_range(maker->out, range, FIELD_TEXT, 1, &maker->text);

    double share = context_share(maker);

    for (size_t i = 0; i < maker->text.count; i++)
        add_entry(&maker->list, maker->text.items[i]);
    for (size_t i = 0; i < maker->context.count; i++) {
        add_entry(&maker->list, maker->context.items[i]);
        maker->list.items[maker->list.count - 1].weight *= share;
    }
    settle(maker->out, &maker->list, vector);
}

static void add_unit(struct maker *maker, const struct action_vector *unit)
{
    struct vector_set *out = maker->out;

    out->units =
        arena_grow(maker->arena, out->units, out->unit_count, &maker->unit_capacity, sizeof *out->units);
    out->units[out->unit_count++] = *unit;
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

static void read_action(struct maker *maker, struct action_vector *vector)
{
    const struct action *action = &vector->plan->actions[vector->action];
    struct word_range clauses[CLAUSE_LIMIT];
    struct action_vector clause = *vector;

    read_context(maker, vector->plan, action);
    read_words(maker->out, action->text.text);

    const struct word_list *words = &maker->out->weights->words;
    size_t count = clause_split(words, clauses);

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

static void begin_set(struct vector_set *set, const struct overlap_settings *settings, struct arena *arena)
{
    struct vector_weights *weights = ARENA_NEW(arena, struct vector_weights);

    *set = (struct vector_set){ .settings = settings, .terms = term_table_new(arena), .weights = weights };
    weights->arena = arena;
    weights->finder = concept_finder_new(settings->lexicon, set->terms, arena);
    weights->sections = node_get_number(settings->rarity, "sections", 1, NULL);
    index_counts(weights, node_get(settings->rarity, "stems"), &weights->stems);
    index_counts(weights, node_get(settings->rarity, "concepts"), &weights->concepts);
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

/* ---- scores ------------------------------------------------------------------------------------ */

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

/* What two vectors have in common. */
struct shared {
    double dot;
    double mass;
};

static struct shared add_shared(struct shared sum, double a, double b)
{
    sum.dot += a * b;
    sum.mass += fmin(a, b);
    return sum;
}

static double stem_norm(const struct action_vector *vector, uint32_t first_stem, bool own_text)
{
    double square = 0;

    for (size_t i = 0; i < vector->count; i++)
        if (vector->entries[i].term >= first_stem && (!own_text || vector->entries[i].field == FIELD_TEXT))
            square += vector->entries[i].weight * vector->entries[i].weight;
    return sqrt(square);
}

double vector_text_score(const struct overlap_settings *settings, const struct action_vector *a,
                         const struct action_vector *action)
{
    uint32_t first_stem = (uint32_t)concept_lexicon_count(settings->lexicon);
    struct shared sum = { 0 };

    for (size_t i = 0, k = 0; k < action->count; k++) {
        const struct vector_entry *entry = &action->entries[k];

        if (entry->field != FIELD_TEXT || entry->term < first_stem)
            continue;
        while (i < a->count && a->entries[i].term < entry->term)
            i++;
        if (i < a->count && a->entries[i].term == entry->term)
            sum = add_shared(sum, a->entries[i].weight, entry->weight);
    }
    if (sum.dot <= 0)
        return 0;
    return sum.dot / (stem_norm(a, first_stem, false) * stem_norm(action, first_stem, true)) *
           overlap_mass_factor(sum.mass, settings->word_mass);
}

double vector_pair_score(const struct overlap_settings *settings, const struct action_vector *a,
                         const struct action_vector *b)
{
    struct shared sum = { 0 };
    double aside = 0;

    for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
        const struct vector_entry *x = &a->entries[i];
        const struct vector_entry *y = &b->entries[k];

        if (x->term == y->term) {
            sum = add_shared(sum, x->weight, y->weight);
            aside += x->field != FIELD_TEXT || y->field != FIELD_TEXT ? x->weight * y->weight : 0;
        }
        i += x->term <= y->term;
        k += y->term <= x->term;
    }
    if (sum.dot <= 0)
        return 0;
    return fmin(sum.dot / (a->norm * b->norm), 1) * overlap_mass_factor(sum.mass, settings->mass) *
           pow(fmin(a->norm, b->norm) / fmax(a->norm, b->norm), settings->evenness) *
           (1 - settings->aside * aside / sum.dot);
}
