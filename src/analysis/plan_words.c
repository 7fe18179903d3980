#include "analysis/plan_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/concept_lexicon.h"
#include "analysis/term_table.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/status.h"
#include "grammar/grammar.h"
#include "plan/plan.h"

/* What is known of a term in any plan. */
enum { TERM_GENRE = 1, TERM_FAILURE = 2, TERM_CONCEPT = 4 };

/* Where the actions that have a term stand among all holders of the plan. */
struct holder_run {
    size_t first;
    size_t count;
    double weight; /* of the term */
};

struct plan_words {
    struct arena *arena;   /* lasts */
    struct arena *scratch; /* of the plan at hand */
    struct term_table *terms;
    struct term_list list;       /* of the text at hand */
    const struct node *capitals; /* word in capitals: the word that is meant */
    double genre;                /* share of its weight that a word of the genre keeps, */
    double concept_share;        /* and a concept; 0: there are none */
    const struct concept_lexicon *lexicon;
    struct concept_finder *finder;
    uint32_t *concept_terms; /* by concept; TERM_NONE for those that are no subject */
    struct word_list words;  /* of the text at hand */
    struct concept_uses uses;
    unsigned char *marks;      /* by term: TERM_* */
    size_t mark_count;         /* terms that the lists of the grammar made: later ones have no mark */
    struct plan_text *actions; /* of the plan at hand */
    size_t action_count;
    struct holder_run *runs; /* by term; of the terms that there were when the plan's actions had been read */
    size_t run_count;
    uint32_t *holders;
};

/* ---- the grammar's lists ----------------------------------------------------------------------- */

static void read_words(struct plan_words *words, const struct node *list)
{
    for (size_t i = 0; i < node_count(list); i++)
        term_table_read(words->terms, span_of(node_text(node_item(list, i))), &words->list);
}

static void mark_words(struct plan_words *words, const struct node *list, unsigned char mark)
{
    words->list.count = 0;
    read_words(words, list);
    for (size_t i = 0; i < words->list.count; i++)
        words->marks[words->list.items[i].term] |= mark;
}

/* A concept is a term whose stem no word can have. */
static void number_concepts(struct plan_words *words)
{
    size_t count = concept_lexicon_count(words->lexicon);
    struct buffer stem = { 0 };

    words->concept_terms = ARENA_ARRAY(words->arena, count, uint32_t);
    for (size_t i = 0; i < count; i++) {
        const struct concept *concept = concept_lexicon_concept(words->lexicon, i);

        stem.length = 0;
        buffer_add_format(&stem, "concept %s", concept->name);
        words->concept_terms[i] = concept_is_subject(concept)
                                      ? term_table_stem_term(words->terms, span_of(buffer_string(&stem)))
                                      : TERM_NONE;
    }
    buffer_free(&stem);
}

static enum status read_concepts(struct plan_words *words, const struct grammar *grammar,
                                 struct diag_sink *sink)
{
    struct concept_lexicon *lexicon = NULL;
    enum status status = concept_lexicon_read(grammar, "concepts/", words->arena, sink, &lexicon);

    if (status != STATUS_OK)
        return status;
    words->lexicon = lexicon;
    words->finder = concept_finder_new(lexicon, words->terms, words->arena);
    number_concepts(words);
    return STATUS_OK;
}

static void read_lists(struct plan_words *words, const struct grammar *grammar)
{
    const struct node *overlap = grammar_file(grammar, "overlap");
    const struct node *reach = grammar_file(grammar, "reach");
    const struct node *stop = node_get(overlap, "stop");

    words->capitals = node_get(reach, "capitals");
    words->genre = node_get_number(node_get(overlap, "weights"), "genre", 1, NULL);
    for (size_t i = 0; i < node_count(stop); i++)
        term_table_stop(words->terms, span_of(node_text(node_item(stop, i))));
    read_words(words, node_get(overlap, "genre"));
    read_words(words, node_get(reach, "failure"));
    words->mark_count = term_table_count(words->terms);
    words->marks = ARENA_ARRAY(words->arena, words->mark_count, unsigned char);
    mark_words(words, node_get(overlap, "genre"), TERM_GENRE);
    mark_words(words, node_get(reach, "failure"), TERM_FAILURE);
    for (size_t i = 0; words->lexicon && i < concept_lexicon_count(words->lexicon); i++)
        if (words->concept_terms[i] != TERM_NONE)
            words->marks[words->concept_terms[i]] |= TERM_CONCEPT;
}

enum status plan_words_new(const struct grammar *grammar, double concept_share, struct arena *arena,
                           struct diag_sink *sink, struct plan_words **out)
{
    struct plan_words *words = ARENA_NEW(arena, struct plan_words);

    words->arena = arena;
    words->scratch = arena_new();
    words->terms = term_table_new(arena);
    words->concept_share = concept_share;
    *out = words;
    if (concept_share > 0) {
        enum status status = read_concepts(words, grammar, sink);

        if (status != STATUS_OK)
            return status;
    }
    read_lists(words, grammar);
    return STATUS_OK;
}

void plan_words_free(struct plan_words *words)
{
    if (!words)
        return;
    term_table_free(words->terms);
    arena_free(words->scratch);
}

static bool has_mark(const struct plan_words *words, uint32_t term, unsigned char mark)
{
    return term < words->mark_count && (words->marks[term] & mark);
}

/* ---- texts ------------------------------------------------------------------------------------- */

static bool is_part_of_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c & 0x80);
}

/* Where a word stands in a text by itself; no text where it does not. */
static struct span find_word(struct span text, struct span word)
{
    const char *end = text.text + text.length;

    const char *at = text.text;

    for (; at && (at = memmem(at, (size_t)(end - at), word.text, word.length)) != NULL; at++)
        if ((at == text.text || !is_part_of_word(at[-1])) &&
            (at + word.length == end || !is_part_of_word(at[word.length])))
            return span_part(text, (size_t)(at - text.text), (size_t)(at - text.text) + word.length);
    return (struct span){ 0 };
}

/* "IT" is no stop word: it is read as the word that the grammar gives for it. */
static void read_capitals(struct plan_words *words, struct span text)
{
    for (size_t i = 0; i < node_count(words->capitals); i++) {
        struct span word = find_word(text, span_of(node_key(words->capitals, i)));
        size_t before = words->list.count;

        if (!word.text)
            continue;
        term_table_read(words->terms, span_of(node_text(node_item(words->capitals, i))), &words->list);
        for (size_t k = before; k < words->list.count; k++)
            words->list.items[k].word = word;
    }
}

static int by_term(const void *left, const void *right)
{
    const struct plan_word *a = left;
    const struct plan_word *b = right;

    if (a->term != b->term)
        return a->term < b->term ? -1 : 1;
    return a->word.text < b->word.text ? -1 : a->word.text > b->word.text;
}

/* The words from one to another, as they stand in the text. */
static struct span words_between(const struct word_use *first, const struct word_use *last)
{
    return span_through(first->word, last->word);
}

static void add_term(struct plan_words *words, uint32_t term, struct span word)
{
    struct term_list *list = &words->list;

    if (term == TERM_NONE)
        return;
    list->items = arena_grow(words->arena, list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = (struct term_use){ .term = term, .word = word };
}

/* Stems and concepts of a text, in no order. */
static void list_terms(struct plan_words *words, struct span text)
{
    words->list.count = words->words.count = 0;
    term_table_words(words->terms, text, &words->words);
    for (size_t i = 0; i < words->words.count; i++)
        add_term(words, words->words.items[i].term, words->words.items[i].word);
    read_capitals(words, text);
    if (!words->finder)
        return;
    concept_finder_find(words->finder, &words->words, &words->uses);
    for (size_t i = 0; i < words->uses.count; i++) {
        const struct concept_use *use = &words->uses.items[i];

        add_term(words, words->concept_terms[use->concept],
                 words_between(&words->words.items[use->from], &words->words.items[use->to - 1]));
    }
}

/* Most texts are short: qsort() would spend its time on asking for memory. */
static void sort_words(struct plan_word *words, size_t count)
{
    enum { SHORT = 32 };

    if (count > SHORT) {
        qsort(words, count, sizeof *words, by_term);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        struct plan_word word = words[i];
        size_t k = i;

        for (; k > 0 && by_term(&word, &words[k - 1]) < 0; k--)
            words[k] = words[k - 1];
        words[k] = word;
    }
}

/* Terms in order, each once, without weights. */
static struct plan_text read_terms(struct plan_words *words, struct span text, struct arena *arena)
{
    struct plan_text out = { 0 };
    struct term_list *list = &words->list;

    list_terms(words, text);
    out.words = ARENA_ARRAY(arena, list->count, struct plan_word);
    for (size_t i = 0; i < list->count; i++)
        out.words[i] = (struct plan_word){ .term = list->items[i].term, .word = list->items[i].word };
    sort_words(out.words, list->count);
    for (size_t i = 0; i < list->count; i++)
        if (!out.count || out.words[out.count - 1].term != out.words[i].term)
            out.words[out.count++] = out.words[i];
    return out;
}

static struct holder_run run_of(const struct plan_words *words, uint32_t term)
{
    return term < words->run_count ? words->runs[term] : (struct holder_run){ 0 };
}

static double work_out_weight(const struct plan_words *words, uint32_t term, size_t holders)
{
    double rarity = log1p((double)words->action_count / (double)(holders ? holders : 1));

    if (has_mark(words, term, TERM_CONCEPT))
        return rarity * words->concept_share;
    return has_mark(words, term, TERM_GENRE) ? rarity * words->genre : rarity;
}

/* That of a term which several texts have is worked out once. */
static double weight_of(const struct plan_words *words, uint32_t term)
{
    struct holder_run run = run_of(words, term);

    return run.count ? run.weight : work_out_weight(words, term, 0);
}

static void weigh(const struct plan_words *words, struct plan_text *text)
{
    for (size_t i = 0; i < text->count; i++) {
        text->words[i].weight = weight_of(words, text->words[i].term);
        if (!has_mark(words, text->words[i].term, TERM_CONCEPT))
            text->weight += text->words[i].weight;
    }
}

struct plan_text plan_words_read(struct plan_words *words, struct span text, bool without_failure)
{
    struct plan_text out = read_terms(words, text, words->scratch);
    size_t kept = 0;

    for (size_t i = 0; i < out.count; i++)
        if (!without_failure || !has_mark(words, out.words[i].term, TERM_FAILURE))
            out.words[kept++] = out.words[i];
    out.count = kept;
    weigh(words, &out);
    return out;
}

/* ---- the plan at hand -------------------------------------------------------------------------- */

/* Counts the holders of every term, gives each its run, and fills the runs in the order of the actions. */
static void index_actions(struct plan_words *words)
{
    size_t total = 0;

    words->run_count = term_table_count(words->terms);
    words->runs = ARENA_ARRAY(words->scratch, words->run_count, struct holder_run);
    for (size_t a = 0; a < words->action_count; a++)
        for (size_t i = 0; i < words->actions[a].count; i++)
            words->runs[words->actions[a].words[i].term].count++;
    for (size_t t = 0; t < words->run_count; t++) {
        words->runs[t].first = total;
        if (!words->runs[t].count)
            continue;
        words->runs[t].weight = work_out_weight(words, (uint32_t)t, words->runs[t].count);
        total += words->runs[t].count;
        words->runs[t].count = 0;
    }
    words->holders = ARENA_ARRAY(words->scratch, total, uint32_t);
    for (size_t a = 0; a < words->action_count; a++)
        for (size_t i = 0; i < words->actions[a].count; i++) {
            struct holder_run *run = &words->runs[words->actions[a].words[i].term];

            words->holders[run->first + run->count++] = (uint32_t)a;
        }
}

void plan_words_turn_to(struct plan_words *words, const struct plan *plan)
{
    arena_reset(words->scratch);
    words->action_count = plan->action_count;
    words->actions = ARENA_ARRAY(words->scratch, plan->action_count, struct plan_text);
    words->run_count = 0;
    for (size_t i = 0; i < plan->action_count; i++)
        words->actions[i] = read_terms(words, plan->actions[i].text.text, words->scratch);
    index_actions(words);
    for (size_t i = 0; i < plan->action_count; i++)
        weigh(words, &words->actions[i]);
}

const struct plan_text *plan_words_action(const struct plan_words *words, size_t action)
{
    return &words->actions[action];
}

struct word_actions plan_words_holders(const struct plan_words *words, uint32_t term)
{
    struct holder_run run = run_of(words, term);

    return (struct word_actions){ .items = run.count ? words->holders + run.first : NULL,
                                  .count = run.count };
}

const struct plan_word *plan_text_find(const struct plan_text *text, uint32_t term)
{
    struct plan_word key = { .term = term };
    size_t low = 0;
    size_t high = text->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (text->words[middle].term < key.term)
            low = middle + 1;
        else
            high = middle;
    }
    return low < text->count && text->words[low].term == term ? &text->words[low] : NULL;
}
