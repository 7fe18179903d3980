#include "grammar/vocabulary_compile.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "grammar/grammar.h"
#include "grammar/name_index.h"
#include "grammar/node.h"
#include "grammar/phrase_walk.h"

static bool is_setting(const struct node *value)
{
    const char *text = value->text;

    return value->kind == NODE_TEXT && value->style == STYLE_PLAIN &&
           (strspn(text, "+-.0123456789") == value->length || strcmp(text, "true") == 0 ||
            strcmp(text, "false") == 0);
}

static bool is_phrases(const struct node *value)
{
    for (size_t i = 0; i < value->count; i++)
        if (value->kind == NODE_MAP || value->items[i]->kind != NODE_TEXT)
            return false;
    return value->kind != NODE_MAP;
}

bool vocabulary_fits(const struct node *map)
{
    size_t settings = 0;

    if (map->kind != NODE_MAP)
        return false;
    for (size_t i = 0; i < map->count; i++) {
        if (!is_phrases(map->items[i]))
            return false;
        settings += is_setting(map->items[i]);
    }
    return map->count == 0 || settings < map->count;
}

static bool has_lists(const struct node *map)
{
    for (size_t i = 0; i < map->count; i++)
        if (map->items[i]->kind == NODE_LIST)
            return true;
    return false;
}

/* A run of words in the making. */
struct made_run {
    struct span words;
    uint32_t hash;
    uint16_t entry;
    const struct node *source; /* where the phrase stands */
};

struct compiler {
    const struct node *map;
    struct arena *arena; /* for the time of compiling */
    struct diag_sink *sink;
    struct name_index names; /* of runs */
    struct made_run *runs;
    size_t count, capacity;
    uint32_t *edges;
    size_t longest;   /* bytes of the longest phrase */
    bool is_settings; /* no list in it: what is no vocabulary is nothing wrong */
    bool is_wrong;
};

static void refuse(struct compiler *compiler, const struct node *source, const char *format, ...)
    PRINTF_LIKE(3, 4);
static void refuse(struct compiler *compiler, const struct node *source, const char *format, ...)
{
    char what[600];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    compiler->is_wrong = true;
    if (!compiler->is_settings)
        (void)node_fault(source, compiler->sink, "%s", what);
}

/* A phrase that stands under another entry already: the user's file overrules a shipped one, else one of them
 * is wrong. */
static void settle_conflict(struct compiler *compiler, struct made_run *run, uint16_t entry,
                            const struct node *source)
{
    if (source->origin->is_users == run->source->origin->is_users)
        refuse(compiler, source, "'%s' stands under '%s' already, in %s:%u; it can't mean '%s' too",
               source->text, node_key(compiler->map, run->entry), run->source->origin->file,
               run->source->line, node_key(compiler->map, entry));
    else if (source->origin->is_users) {
        run->entry = entry;
        run->source = source;
    }
}

/* The run of the words walked so far, added as the start of a phrase when it is new. */
static struct made_run *add_run(struct compiler *compiler, const struct phrase_walk *walk)
{
    struct span words = phrase_walk_words(walk);
    uint32_t known = name_index_find(&compiler->names, words, walk->hash);

    if (known != NAME_ABSENT)
        return &compiler->runs[known];
    words = arena_copy_span(compiler->arena, words);
    name_index_add_hashed(&compiler->names, compiler->arena, words, walk->hash, (uint32_t)compiler->count);
    compiler->runs = arena_grow(compiler->arena, compiler->runs, compiler->count, &compiler->capacity,
                                sizeof *compiler->runs);
    compiler->runs[compiler->count] = (struct made_run){ words, walk->hash, PHRASE_NONE, NULL };
    return &compiler->runs[compiler->count++];
}

static void add_edge(struct compiler *compiler, struct phrase_edge edge)
{
    compiler->edges[edge.number] |= edge.bit;
}

/* The letters of the first word from its first one on, and of the last one from its last one on backwards;
 * 0 where there are no more. */
static void add_edges(struct compiler *compiler, struct span phrase)
{
    enum { LETTERS = 4 };
    unsigned char first[LETTERS] = { 0 }, last[LETTERS] = { 0 };

    for (size_t i = 0; i < LETTERS && i < phrase.length && phrase.text[i] != ' '; i++)
        first[i] = (unsigned char)phrase.text[i];
    for (size_t i = 0, at = phrase.length; i < LETTERS && at-- > 0 && phrase.text[at] != ' '; i++)
        last[i] = (unsigned char)phrase.text[at];
    if (!phrase.length)
        return;
    add_edge(compiler, phrase_beginning_of(first[0], first[1], first[2]));
    add_edge(compiler, phrase_ending_of(last[0], last[1], last[2], last[3]));
}

static void add_phrase(struct compiler *compiler, uint16_t entry, const struct node *source)
{
    struct phrase_walk walk;
    enum walk_result result;
    struct made_run *run = NULL;

    phrase_walk_begin(&walk, (struct span){ source->text, source->length, SPAN_NOWHERE });
    while ((result = phrase_walk_next(&walk, PHRASE_LIMIT_BYTES)) == WALK_WORD)
        run = add_run(compiler, &walk);
    add_edges(compiler, phrase_walk_words(&walk));
    if (walk.length > compiler->longest)
        compiler->longest = walk.length;
    if (result == WALK_TOO_LONG)
        refuse(compiler, source, "a phrase of more than 200 bytes");
    else if (!run)
        refuse(compiler, source, "the phrase '%s' has no letter or digit to know it by", source->text);
    else if (run->entry == PHRASE_NONE)
        *run = (struct made_run){ run->words, run->hash, entry, source };
    else if (run->entry != entry)
        settle_conflict(compiler, run, entry, source);
}

/* ---- the table ------------------------------------------------------------------------------------ */

static uint32_t room_for(size_t count)
{
    uint32_t room = 4;

    while (room < 2 * count)
        room *= 2;
    return room;
}

static void put_in_slot(struct phrase_slot *slots, uint32_t slot_count, uint32_t hash, uint32_t run)
{
    uint32_t at = hash;

    while (slots[at & (slot_count - 1)].run)
        at++;
    slots[at & (slot_count - 1)] = (struct phrase_slot){ hash, run + 1 };
}

static void fill_table(const struct compiler *compiler, struct phrase_table *table, struct arena *arena)
{
    uint32_t slot_count = room_for(compiler->count);
    struct phrase_slot *slots = ARENA_ARRAY(arena, slot_count, struct phrase_slot);
    struct phrase_run *runs = ARENA_ARRAY(arena, compiler->count, struct phrase_run);
    size_t length = 0;

    for (size_t i = 0; i < compiler->count; i++)
        length += compiler->runs[i].words.length;
    char *words = arena_take_text(arena, length);
    size_t at = 0;

    for (size_t i = 0; i < compiler->count; i++) {
        const struct made_run *run = &compiler->runs[i];

        put_in_slot(slots, slot_count, run->hash, (uint32_t)i);
        runs[i] = (struct phrase_run){ (uint32_t)at, (uint16_t)run->words.length, run->entry };
        memcpy(words + at, run->words.text, run->words.length);
        at += run->words.length;
    }
    *table = (struct phrase_table){ slots,
                                    runs,
                                    words,
                                    compiler->edges,
                                    slot_count,
                                    (uint32_t)compiler->count,
                                    (uint32_t)length,
                                    (uint32_t)compiler->longest };
}

static void add_phrases(struct compiler *compiler)
{
    for (size_t i = 0; i < compiler->map->count; i++) {
        const struct node *value = compiler->map->items[i];

        if (value->kind == NODE_TEXT)
            add_phrase(compiler, (uint16_t)i, value);
        for (size_t k = 0; k < value->count; k++)
            add_phrase(compiler, (uint16_t)i, value->items[k]);
    }
}

enum status vocabulary_compile(const struct node *map, struct arena *arena, struct diag_sink *sink,
                               struct vocabulary **out)
{
    struct compiler compiler = {
        .map = map, .arena = arena_new(), .sink = sink, .is_settings = !has_lists(map)
    };

    compiler.edges = ARENA_ARRAY(arena, 2 * (size_t)PHRASE_EDGES, uint32_t);
    add_phrases(&compiler);
    *out = compiler.is_wrong ? NULL : ARENA_NEW(arena, struct vocabulary);
    if (*out) {
        (*out)->map = map;
        fill_table(&compiler, &(*out)->table, arena);
    }
    arena_free(compiler.arena);
    return compiler.is_wrong && !compiler.is_settings ? STATUS_GRAMMAR : STATUS_OK;
}
