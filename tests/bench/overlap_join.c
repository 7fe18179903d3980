/* Joins lines of words by the cosine of their TF-IDF vectors (smoothed as scikit-learn does it) with the
 * library's join, and writes how many pairs reach the threshold. usage: overlap_join FILE THRESHOLD THREADS
 * ANSWER */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/vector_join.h"
#include "base/arena.h"
#include "base/memory.h"
#include "base/span.h"
#include "grammar/name_index.h"

struct corpus {
    struct arena *arena;
    struct name_index words;
    size_t word_count;
    uint32_t *lines_with; /* of each word */
    size_t lines_capacity;
    struct join_entry *entries; /* weights are counts first */
    size_t entry_count;
    size_t entry_capacity;
    size_t *first;
    size_t line_count;
    size_t first_capacity;
};

static uint32_t word_of(struct corpus *corpus, struct span word)
{
    uint32_t known = name_index_find(&corpus->words, word, span_hash(word));

    if (known != NAME_ABSENT)
        return known;
    name_index_add(&corpus->words, corpus->arena, arena_copy_span(corpus->arena, word),
                   (uint32_t)corpus->word_count);
    corpus->lines_with =
        memory_grow(corpus->lines_with, corpus->word_count, &corpus->lines_capacity, sizeof(uint32_t));
    corpus->lines_with[corpus->word_count] = 0;
    return (uint32_t)corpus->word_count++;
}

static void add_word(struct corpus *corpus, size_t line_start, uint32_t word)
{
    for (size_t i = line_start; i < corpus->entry_count; i++)
        if (corpus->entries[i].term == word) {
            corpus->entries[i].weight++;
            return;
        }
    corpus->entries =
        memory_grow(corpus->entries, corpus->entry_count, &corpus->entry_capacity, sizeof *corpus->entries);
    corpus->entries[corpus->entry_count++] = (struct join_entry){ word, 1 };
    corpus->lines_with[word]++;
}

static void add_line(struct corpus *corpus, char *line)
{
    size_t start = corpus->entry_count;
    char *rest = NULL;

    corpus->first = memory_grow(corpus->first, corpus->line_count, &corpus->first_capacity, sizeof(size_t));
    corpus->first[corpus->line_count++] = start;
    for (char *word = strtok_r(line, " \n", &rest); word; word = strtok_r(NULL, " \n", &rest))
        add_word(corpus, start, word_of(corpus, span_of(word)));
}

static void weigh(struct corpus *corpus)
{
    corpus->first = memory_grow(corpus->first, corpus->line_count, &corpus->first_capacity, sizeof(size_t));
    corpus->first[corpus->line_count] = corpus->entry_count;
    for (size_t line = 0; line < corpus->line_count; line++) {
        double square = 0;

        for (size_t i = corpus->first[line]; i < corpus->first[line + 1]; i++) {
            double rarity = log((1.0 + (double)corpus->line_count) /
                                (1.0 + (double)corpus->lines_with[corpus->entries[i].term])) +
                            1;
            double weight = (double)corpus->entries[i].weight * rarity;

            corpus->entries[i].weight = (float)weight;
            square += weight * weight;
        }
        for (size_t i = corpus->first[line]; i < corpus->first[line + 1]; i++)
            corpus->entries[i].weight = (float)((double)corpus->entries[i].weight / sqrt(square));
    }
}

struct question {
    const struct corpus *corpus;
    double least;
};

static bool judge(const void *context, uint32_t a, uint32_t b, double *score)
{
    const struct question *question = context;
    const struct corpus *corpus = question->corpus;

    *score = 0;
    for (size_t i = corpus->first[a]; i < corpus->first[a + 1]; i++)
        for (size_t k = corpus->first[b]; k < corpus->first[b + 1]; k++)
            if (corpus->entries[i].term == corpus->entries[k].term)
                *score += (double)corpus->entries[i].weight * (double)corpus->entries[k].weight;
    return *score >= question->least;
}

int main(int argc, char **argv)
{
    struct corpus corpus = { .arena = arena_new() };
    FILE *file = argc == 5 ? fopen(argv[1], "r") : NULL;
    char *line = NULL;
    size_t room = 0;

    if (!file)
        return 2;
    while (getline(&line, &room, file) > 0)
        add_line(&corpus, line);
    free(line);
    fclose(file);
    weigh(&corpus);

    uint32_t *numbers = memory_resize(NULL, corpus.line_count + 1, sizeof *numbers);
    uint32_t *start = memory_new((corpus.line_count + 1) * sizeof *start);

    for (size_t i = 0; i <= corpus.line_count; i++)
        numbers[i] = (uint32_t)i;

    struct join_input input = {
        .entries = corpus.entries,
        .first = corpus.first,
        .vector_count = corpus.line_count,
        .item_first = numbers,
        .item_count = corpus.line_count,
        .start = start,
        .limit = numbers, /* each against all before it */
        .term_count = corpus.word_count,
    };
    struct question question = { &corpus, strtod(argv[2], NULL) };
    struct join_options options = {
        .least = question.least,
        .threads = (unsigned)strtoul(argv[3], NULL, 10),
        .judge = judge,
        .context = &question,
    };
    struct join_result result;

    vector_join(&input, &options, &result);
    FILE *answer = fopen(argv[4], "w");

    if (!answer)
        return 2;
    fprintf(answer, "%zu %llu\n", result.count, (unsigned long long)result.judged);
    fclose(answer);
    free(result.pairs);
    free(numbers);
    free(start);
    free(corpus.entries);
    free(corpus.first);
    free(corpus.lines_with);
    arena_free(corpus.arena);
    return 0;
}
