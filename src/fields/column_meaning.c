#include "fields/column_meaning.h"

#include <stdlib.h>
#include <string.h>

#include "base/diagnostic.h"
#include "base/memory.h"
#include "fields/column_match.h"
#include "grammar/grammar.h"
#include "grammar/vocabulary.h"

enum {
    CHOICE_LIMIT = 4, /* fields that a meaning may fill, in order */
    CASE_LIMIT = 3,
    MEANING_LIMIT = 64,
};

/* One line of `fields`: where one of the needed meanings is there (or none is needed), the first of its
 * fields that is free. */
struct meaning_case {
    uint64_t needs; /* bit 1 << entry; 0: nothing */
    enum field choices[CHOICE_LIMIT];
    size_t choice_count;
};

struct meaning {
    struct meaning_case cases[CASE_LIMIT];
    size_t case_count;
};

struct column_meanings {
    const struct vocabulary *headers;
    struct meaning meanings[MEANING_LIMIT]; /* by entry of headers */
    uint64_t soft;                          /* meanings, bit 1 << entry: they choose last */
    uint64_t sure;                          /* those that some line gives fields whatever else is there */
};

static enum status read_choices(const struct node *list, struct meaning_case *one, struct diag_sink *sink)
{
    for (size_t i = 0; i < node_count(list); i++) {
        enum field field = field_of_name(node_text(node_item(list, i)));

        if (field == FIELD_COUNT || one->choice_count == CHOICE_LIMIT)
            return node_fault(node_item(list, i), sink, "'%s' is no field, or there are more than %d",
                              node_text(node_item(list, i)), CHOICE_LIMIT);
        one->choices[one->choice_count++] = field;
    }
    return STATUS_OK;
}

static enum status read_needs(const struct column_meanings *all, const struct node *list,
                              struct meaning_case *one, struct diag_sink *sink)
{
    for (size_t i = 0; i < node_count(list); i++) {
        int entry = vocabulary_entry(all->headers, node_text(node_item(list, i)));

        if (entry < 0)
            return node_fault(node_item(list, i), sink, "'%s' has no headers", node_text(node_item(list, i)));
        one->needs |= (uint64_t)1 << entry;
    }
    return STATUS_OK;
}

/* entry of fields := { meaning: MEANING, [needs: [MEANING, ...],] fills: [FIELD, ...] } */
static enum status read_case(struct column_meanings *all, const struct node *node, struct diag_sink *sink)
{
    const char *name = node_get_text(node, "meaning", "");
    int entry = vocabulary_entry(all->headers, name);
    enum status status;

    if (entry < 0)
        return node_fault(node, sink, "'%s' fills fields but has no headers", name);
    struct meaning *meaning = &all->meanings[entry];

    if (meaning->case_count == CASE_LIMIT)
        return node_fault(node, sink, "'%s' has more than %d lines", name, CASE_LIMIT);
    struct meaning_case *one = &meaning->cases[meaning->case_count++];

    if ((status = read_needs(all, node_get(node, "needs"), one, sink)) != STATUS_OK)
        return status;
    if (!one->needs)
        all->sure |= (uint64_t)1 << entry;
    return read_choices(node_get(node, "fills"), one, sink);
}

static enum status read_soft(struct column_meanings *all, const struct node *node, struct diag_sink *sink)
{
    int entry = vocabulary_entry(all->headers, node_text(node));

    if (entry < 0)
        return node_fault(node, sink, "'%s' has no headers", node_text(node));
    all->soft |= (uint64_t)1 << entry;
    return STATUS_OK;
}

static enum status read_all(struct column_meanings *all, const struct node *file, struct diag_sink *sink)
{
    const struct node *fields = node_get(file, "fields");
    const struct node *soft = node_get(file, "soft");
    enum status status = STATUS_OK;

    if (vocabulary_count(all->headers) > MEANING_LIMIT)
        return node_fault(node_get(file, "headers"), sink, "more than %d meanings", MEANING_LIMIT);
    for (size_t i = 0; status == STATUS_OK && i < node_count(fields); i++)
        status = read_case(all, node_item(fields, i), sink);
    for (size_t i = 0; status == STATUS_OK && i < node_count(soft); i++)
        status = read_soft(all, node_item(soft, i), sink);
    return status;
}

enum status column_meanings_new(const struct node *file, const struct vocabulary *headers,
                                struct diag_sink *sink, struct column_meanings **out)
{
    struct column_meanings *all = memory_new(sizeof *all);

    all->headers = headers;
    enum status status = read_all(all, file, sink);

    if (status != STATUS_OK) {
        column_meanings_free(all);
        return status;
    }
    *out = all;
    return STATUS_OK;
}

void column_meanings_free(struct column_meanings *meanings)
{
    free(meanings);
}

/* ---- choosing -------------------------------------------------------------------------------------- */

static const struct meaning_case *case_of(const struct meaning *meaning, uint64_t there)
{
    for (size_t i = 0; i < meaning->case_count; i++)
        if (!meaning->cases[i].needs || (meaning->cases[i].needs & there))
            return &meaning->cases[i];
    return NULL;
}

static uint64_t meanings_there(const struct column_set *set, const int *meanings)
{
    uint64_t there = 0;

    for (size_t i = 0; i < set->count; i++)
        if (meanings[i] >= 0)
            there |= (uint64_t)1 << meanings[i];
    return there;
}

static enum field free_choice(const struct column_set *set, const struct meaning_case *one)
{
    size_t choice = 0;

    if (!one->choice_count)
        return FIELD_NONE;
    while (choice + 1 < one->choice_count && one->choices[choice] != FIELD_NONE &&
           column_set_has(set, one->choices[choice]))
        choice++;
    return one->choices[choice];
}

/* Meanings for which nothing is there that they need. */
static void drop_needy(const struct column_meanings *all, uint64_t there, int *meanings,
                       struct column_set *set)
{
    for (size_t i = 0; (there & ~all->sure) && i < set->count; i++) {
        if (meanings[i] < 0 || case_of(&all->meanings[meanings[i]], there))
            continue;
        meanings[i] = -1;
        set->known--;
    }
}

/* The meanings among `choosers`, from left to right. */
static void choose(const struct column_meanings *all, uint64_t choosers, uint64_t there, const int *meanings,
                   struct column_set *set)
{
    for (size_t i = 0; (there & choosers) && i < set->count; i++) {
        if (meanings[i] < 0 || !(choosers >> meanings[i] & 1))
            continue;
        set->columns[i].field = free_choice(set, case_of(&all->meanings[meanings[i]], there));
        if (set->columns[i].field != FIELD_NONE)
            set->fields |= (uint64_t)1 << set->columns[i].field;
    }
}

/* Soft meanings take what the others leave. */
void column_meanings_choose(const struct column_meanings *all, int *meanings, struct column_set *set)
{
    uint64_t there = meanings_there(set, meanings);

    drop_needy(all, there, meanings, set);
    choose(all, ~all->soft, there, meanings, set);
    choose(all, all->soft, there, meanings, set);
}
