/* Counts in how many sections of the plans of a database each stem and concept stands, and prints that as
 * grammars/rarity.yaml. usage: count_rarity DATABASE */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/concept_lexicon.h"
#include "analysis/term_table.h"
#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/memory.h"
#include "grammar/grammar.h"
#include "plan/plan.h"
#include "store/store.h"

/* A stem that stands in fewer sections is as rare as one that was never met. */
enum { LEAST_SECTIONS = 2 };

struct tally {
    size_t section; /* the last that was counted, from 1 */
    size_t sections;
};

struct counter {
    struct term_table *terms;
    struct concept_lexicon *lexicon;
    struct concept_finder *finder;
    struct word_list words;
    struct concept_uses uses;
    struct tally *stems;
    size_t stem_count;
    size_t stem_capacity;
    struct tally *concepts;
    size_t section;
};

static void count(struct tally *tally, size_t section)
{
    tally->sections += tally->section != section;
    tally->section = section;
}

static void count_text(struct counter *counter, struct span text)
{
    counter->words.count = 0;
    term_table_words(counter->terms, text, &counter->words);
    concept_finder_find(counter->finder, &counter->words, &counter->uses);
    while (counter->stem_count < term_table_count(counter->terms)) {
        counter->stems =
            memory_grow(counter->stems, counter->stem_count, &counter->stem_capacity, sizeof *counter->stems);
        counter->stems[counter->stem_count++] = (struct tally){ 0 };
    }
    for (size_t i = 0; i < counter->words.count; i++)
        if (counter->words.items[i].term != TERM_NONE)
            count(&counter->stems[counter->words.items[i].term], counter->section);
    for (size_t i = 0; i < counter->uses.count; i++)
        count(&counter->concepts[counter->uses.items[i].concept], counter->section);
}

/* What stands under no section is one more section of its plan. */
static void count_plan(struct counter *counter, const struct plan *plan)
{
    for (size_t s = 0; s <= plan->section_count; s++) {
        bool is_empty = true;

        counter->section++;
        for (size_t i = 0; i < plan->action_count; i++) {
            size_t of = plan->actions[i].section < plan->section_count ? plan->actions[i].section
                                                                       : plan->section_count;

            if (of != s)
                continue;
            is_empty = false;
            count_text(counter, plan->actions[i].text.text);
        }
        if (is_empty)
            counter->section--;
        else if (s < plan->section_count)
            count_text(counter, plan->sections[s].title.text);
    }
}

struct line {
    struct span name;
    size_t sections;
};

static int by_name(const void *left, const void *right)
{
    return span_compare(((const struct line *)left)->name, ((const struct line *)right)->name);
}

static void print(const char *title, struct line *lines, size_t line_count, size_t least)
{
    printf("%s:\n", title);
    if (line_count)
        qsort(lines, line_count, sizeof *lines, by_name);
    for (size_t i = 0; i < line_count; i++)
        if (lines[i].sections >= least)
            printf("  \"%.*s\": %zu\n", (int)lines[i].name.length, lines[i].name.text, lines[i].sections);
}

static void print_all(const struct counter *counter)
{
    size_t concepts = concept_lexicon_count(counter->lexicon);
    struct line *lines = memory_resize(NULL, counter->stem_count + concepts + 1, sizeof *lines);

    printf("# In how many sections of plans a stem or a concept stands: what is rare says more. Made by\n"
           "# `make overlap-rarity` of the plans in corpus/ and tests/unseen/, and of others where they are "
           "at hand.\n"
           "sections: %zu\n",
           counter->section);
    for (size_t i = 0; i < counter->stem_count; i++)
        lines[i] = (struct line){ term_table_stem(counter->terms, (uint32_t)i), counter->stems[i].sections };
    print("stems", lines, counter->stem_count, LEAST_SECTIONS);
    for (size_t i = 0; i < concepts; i++)
        lines[i] = (struct line){ span_of(concept_lexicon_concept(counter->lexicon, i)->name),
                                  counter->concepts[i].sections };
    print("concepts", lines, concepts, 1);
    free(lines);
}

static void stop_words(struct counter *counter, const struct node *words)
{
    for (size_t i = 0; i < node_count(words); i++)
        term_table_stop(counter->terms, span_of(node_text(node_item(words, i))));
}

static enum status count_plans(struct counter *counter, struct store *store, struct arena *arena)
{
    struct plan_set plans = { 0 };
    const struct load_options every = { 0 };
    enum status status = store_load_plans(store, &every, arena, &plans);

    for (size_t i = 0; status == STATUS_OK && i < plans.count; i++)
        count_plan(counter, plans.items[i]);
    return status;
}

int main(int argc, char **argv)
{
    struct arena *arena = arena_new();
    struct diag_printer printer;
    struct grammar *grammar = NULL;
    struct store *store = NULL;
    struct counter counter = { .terms = term_table_new(arena) };
    enum status status;

    diag_printer_init(&printer);
    if (argc != 2) {
        fputs("usage: count_rarity DATABASE\n", stderr);
        return 2;
    }
    if ((status = grammar_load(NULL, &printer.sink, &grammar)) == STATUS_OK &&
        (status = concept_lexicon_read(grammar, "concepts/", arena, &printer.sink, &counter.lexicon)) ==
            STATUS_OK &&
        (status = store_open(argv[1], STORE_READ, &printer.sink, &store)) == STATUS_OK) {
        counter.finder = concept_finder_new(counter.lexicon, counter.terms, arena);
        counter.concepts = ARENA_ARRAY(arena, concept_lexicon_count(counter.lexicon), struct tally);
        stop_words(&counter, node_get(grammar_file(grammar, "overlap"), "stop"));
        status = count_plans(&counter, store, arena);
    }
    if (status == STATUS_OK)
        print_all(&counter);
    store_close(store);
    term_table_free(counter.terms);
    grammar_free(grammar);
    free(counter.stems);
    arena_free(arena);
    return status == STATUS_OK ? 0 : 2;
}
