#include "grammar/vocabulary.h"

#include <string.h>

#include "grammar/grammar.h"
#include "grammar/node.h"
#include "grammar/phrase_walk.h"
#include "grammar/vocabulary_compile.h"

static bool may_begin(const struct vocabulary *vocabulary, struct span text)
{
    return phrase_may_begin(vocabulary->table.edges, vocabulary->table.edges, text);
}

const uint32_t *vocabulary_edges(const struct vocabulary *vocabulary)
{
    return vocabulary->table.edges;
}

int phrase_table_find(const struct phrase_table *table, struct span words, uint32_t hash)
{
    for (uint32_t at = hash;; at++) {
        const struct phrase_slot *slot = &table->slots[at & (table->slot_count - 1)];

        if (!slot->run)
            return -1;
        if (slot->hash != hash)
            continue;
        const struct phrase_run *run = &table->runs[slot->run - 1];

        if (run->length == words.length && memcmp(table->words + run->at, words.text, words.length) == 0)
            return (int)slot->run - 1;
    }
}

/* The next word, and the run of words up to it; NULL at the end and where no phrase begins so. */
static const struct phrase_run *next_run(const struct vocabulary *vocabulary, struct phrase_walk *walk,
                                         enum walk_result *result)
{
    *result = phrase_walk_next(walk, vocabulary->table.longest);
    if (*result != WALK_WORD)
        return NULL;
    int found = phrase_table_find(&vocabulary->table, phrase_walk_words(walk), walk->hash);

    return found < 0 ? NULL : &vocabulary->table.runs[found];
}

int vocabulary_find(const struct vocabulary *vocabulary, struct span text)
{
    struct phrase_walk walk;
    enum walk_result result;
    const struct phrase_run *last = NULL;

    if (!may_begin(vocabulary, text))
        return -1;
    phrase_walk_begin(&walk, text);
    for (const struct phrase_run *run; (run = next_run(vocabulary, &walk, &result)) != NULL;)
        last = run;
    return result != WALK_END || !last || last->entry == PHRASE_NONE ? -1 : (int)last->entry;
}

bool vocabulary_has_beginning(const struct vocabulary *vocabulary, struct span text)
{
    struct phrase_walk walk;
    enum walk_result result;

    phrase_walk_begin(&walk, text);
    return may_begin(vocabulary, text) && next_run(vocabulary, &walk, &result) != NULL;
}

int vocabulary_find_prefix(const struct vocabulary *vocabulary, struct span text, size_t *length)
{
    struct phrase_walk walk;
    enum walk_result result;
    int best = -1;

    if (!may_begin(vocabulary, text))
        return -1;
    phrase_walk_begin(&walk, text);
    for (const struct phrase_run *run; (run = next_run(vocabulary, &walk, &result)) != NULL;) {
        if (run->entry == PHRASE_NONE)
            continue;
        best = (int)run->entry;
        *length = walk.at;
    }
    return best;
}

size_t vocabulary_count(const struct vocabulary *vocabulary)
{
    return node_count(vocabulary->map);
}

const char *vocabulary_name(const struct vocabulary *vocabulary, size_t entry)
{
    return node_key(vocabulary->map, entry);
}

int vocabulary_entry(const struct vocabulary *vocabulary, const char *name)
{
    for (size_t i = 0; i < vocabulary->map->count; i++)
        if (strcmp(node_key(vocabulary->map, i), name) == 0)
            return (int)i;
    return -1;
}

uint32_t vocabulary_rule(const struct vocabulary *vocabulary, size_t entry)
{
    return entry < vocabulary->map->count ? vocabulary->map->keys[entry]->rule : 0;
}
