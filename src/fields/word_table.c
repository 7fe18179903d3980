#include "fields/word_table.h"

#include <string.h>

#include "base/arena.h"
#include "grammar/grammar.h"

struct slot {
    uint32_t bits; /* 0: empty */
    uint32_t length;
    const char *word; /* in small letters */
};

/* Open addressing; never more than half full. */
struct word_table {
    struct arena *arena;   /* holds all, the table too */
    uint64_t lengths[256]; /* by first byte, in small letters: bit n, a word of n bytes begins so */
    struct slot *slots;
    size_t mask; /* slots - 1, a power of two */
    size_t count;
};

/* The word in small letters (ASCII only: the lists hold the rest as it is written); its FNV-1a hash. */
static uint32_t fold(struct span word, char out[static WORD_LIMIT_BYTES])
{
    uint32_t hash = 2166136261U;

    for (size_t i = 0; i < word.length; i++) {
        char c = word.text[i];

        out[i] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
        hash = (hash ^ (unsigned char)out[i]) * 16777619U;
    }
    return hash;
}

static struct slot *slot_of(const struct word_table *table, const char *word, size_t length, uint32_t hash)
{
    size_t at = hash & table->mask;

    while (table->slots[at].bits &&
           (table->slots[at].length != length || memcmp(table->slots[at].word, word, length) != 0))
        at = (at + 1) & table->mask;
    return &table->slots[at];
}

static void add_word(struct word_table *table, struct span word, uint32_t bits)
{
    char folded[WORD_LIMIT_BYTES];
    uint32_t hash = fold(word, folded);
    struct slot *slot = slot_of(table, folded, word.length, hash);

    if (!slot->bits) {
        slot->word = memcpy(arena_take_text(table->arena, word.length), folded, word.length);
        slot->length = (uint32_t)word.length;
        table->count++;
    }
    slot->bits |= bits;
    table->lengths[(unsigned char)folded[0]] |= UINT64_C(1) << word.length;
}

static uint32_t sort_bit(const struct word_sort *sorts, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(sorts[i].name, name) == 0)
            return sorts[i].bit;
    return 0;
}

static size_t count_words(const struct node *words)
{
    size_t count = 0;

    for (size_t i = 0; i < node_count(words); i++)
        count += node_count(node_get(node_item(words, i), "words"));
    return count;
}

static enum status add_sort(struct word_table *table, const struct node *list, uint32_t bit,
                            struct diag_sink *sink)
{
    for (size_t i = 0; i < node_count(list); i++) {
        struct span word = span_of(node_text(node_item(list, i)));

        if (!word.length || word.length > WORD_LIMIT_BYTES)
            return node_fault(node_item(list, i), sink, "a word has 1 to %d bytes", WORD_LIMIT_BYTES);
        add_word(table, word, bit);
    }
    return STATUS_OK;
}

enum status word_table_new(const struct node *words, const struct word_sort *sorts, size_t sort_count,
                           struct diag_sink *sink, struct word_table **out)
{
    struct arena *arena = arena_new();
    struct word_table *table = ARENA_NEW(arena, struct word_table);
    size_t room = 16;
    enum status status = STATUS_OK;

    for (size_t count = count_words(words); room < 2 * count + 2;)
        room *= 2;
    table->arena = arena;
    table->mask = room - 1;
    table->slots = ARENA_ARRAY(arena, room, struct slot);
    for (size_t i = 0; status == STATUS_OK && i < node_count(words); i++) {
        const struct node *list = node_item(words, i);
        const char *sort = node_get_text(list, "sort", "");
        uint32_t bit = sort_bit(sorts, sort_count, sort);

        status = bit ? add_sort(table, node_get(list, "words"), bit, sink)
                     : node_fault(list, sink, "there is no sort of words \"%s\"", sort);
    }
    if (status != STATUS_OK) {
        word_table_free(table);
        return status;
    }
    *out = table;
    return STATUS_OK;
}

void word_table_free(struct word_table *table)
{
    if (table)
        arena_free(table->arena);
}

uint32_t word_table_find(const struct word_table *table, struct span word)
{
    char folded[WORD_LIMIT_BYTES];

    if (!word.length || word.length > WORD_LIMIT_BYTES)
        return 0;
    char first =
        word.text[0] >= 'A' && word.text[0] <= 'Z' ? (char)(word.text[0] + ('a' - 'A')) : word.text[0];

    if (!(table->lengths[(unsigned char)first] >> word.length & 1))
        return 0;
    uint32_t hash = fold(word, folded);

    return slot_of(table, folded, word.length, hash)->bits;
}
