/* Scores pairs of actions of a database with many sets of figures, of which each takes a line of the input:
 * "weights.concept=6 activity.fade=0.5". A line of scores answers it, in the order of the pairs.
 * usage: score_pairs DATABASE PAIRS; PAIRS has a line for each pair: document, index of the action, and the
 * same again, parted by tabs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/overlap_vector.h"
#include "analysis/pair_score.h"
#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/memory.h"
#include "grammar/grammar.h"
#include "plan/plan.h"
#include "store/store.h"

enum { LINE_BYTES = 4096 };

struct end {
    size_t plan;
    size_t action;
};
struct pair {
    struct end a;
    struct end b;
};
struct scorer {
    struct plan_set plans;
    struct overlap_settings settings;
    struct pair *pairs;
    size_t pair_count;
    size_t pair_capacity;
};

static bool find_end(const struct scorer *scorer, const char *document, const char *index, struct end *out)
{
    for (size_t p = 0; document && index && p < scorer->plans.count; p++)
        if (span_same(scorer->plans.items[p]->document, span_of(document))) {
            *out = (struct end){ .plan = p, .action = strtoul(index, NULL, 10) };
            return out->action < scorer->plans.items[p]->action_count;
        }
    return false;
}

static bool read_pairs(struct scorer *scorer, const char *path)
{
    FILE *file = fopen(path, "r");
    char line[LINE_BYTES];
    bool is_good = file != NULL;

    while (is_good && fgets(line, sizeof line, file)) {
        struct pair pair;
        const char *part[4];

        for (size_t i = 0; i < 4; i++)
            part[i] = strtok(i ? NULL : line, "\t\n");
        is_good = find_end(scorer, part[0], part[1], &pair.a) && find_end(scorer, part[2], part[3], &pair.b);
        scorer->pairs =
            memory_grow(scorer->pairs, scorer->pair_count, &scorer->pair_capacity, sizeof *scorer->pairs);
        scorer->pairs[scorer->pair_count++] = pair;
    }
    if (file)
        fclose(file);
    return is_good;
}

static bool set_figures(struct overlap_settings *settings, char *line)
{
    for (char *word = strtok(line, " \n"); word; word = strtok(NULL, " \n")) {
        char *equals = strchr(word, '=');

        if (!equals)
            return false;
        *equals = '\0';
        if (!overlap_settings_set(settings, word, strtod(equals + 1, NULL)))
            return false;
    }
    return true;
}

static bool score_line(const struct scorer *scorer, char *line)
{
    struct overlap_settings settings = scorer->settings;
    struct arena *arena = arena_new();
    struct vector_set set;
    bool is_good = set_figures(&settings, line);

    vector_set_make(&scorer->plans, &settings, arena, &set);
    for (size_t i = 0; is_good && i < scorer->pair_count; i++) {
        const struct pair *pair = &scorer->pairs[i];

        printf("%s%.9g", i ? " " : "",
               pair_score(&set, set.first[pair->a.plan] + pair->a.action,
                          set.first[pair->b.plan] + pair->b.action)
                   .score);
    }
    puts("");
    vector_set_free(&set);
    arena_free(arena);
    return is_good;
}

int main(int argc, char **argv)
{
    struct arena *arena = arena_new();
    struct diag_printer printer;
    struct grammar *grammar = NULL;
    struct store *store = NULL;
    const struct load_options every = { 0 };
    struct scorer scorer = { 0 };
    char line[LINE_BYTES];
    bool is_good = argc == 3;

    diag_printer_init(&printer);
    is_good = is_good && grammar_load(NULL, &printer.sink, &grammar) == STATUS_OK &&
              store_open(argv[1], STORE_READ, &printer.sink, &store) == STATUS_OK &&
              store_load_plans(store, &every, arena, &scorer.plans) == STATUS_OK &&
              overlap_settings_read(grammar, arena, &printer.sink, &scorer.settings) == STATUS_OK &&
              read_pairs(&scorer, argv[2]);
    while (is_good && fgets(line, sizeof line, stdin))
        is_good = score_line(&scorer, line);
    if (!is_good)
        fputs("score_pairs: an input is not as it says at the top of its source\n", stderr);
    free(scorer.pairs);
    store_close(store);
    grammar_free(grammar);
    arena_free(arena);
    return is_good ? 0 : 2;
}
