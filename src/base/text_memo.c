#include "base/text_memo.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum {
    SLOTS = 1 << 14, /* a power of two */
    ROOM_BYTES = 4 * 1024 * 1024,
    ALIGNMENT = 8,
};

/* Places are counted in bytes of `room`; 0 is none. */
struct text_memo {
    struct known_text *last; /* that was asked about; NULL: none */
    size_t used;
    bool is_full; /* what is new can't be kept any more: all is forgotten with the next text */
    uint32_t *slots;
    char *room;
};

struct answer {
    uint32_t next;
    uint32_t at;
    uint16_t question;
    uint16_t unused[3];
    char bytes[];
};

struct text_memo *text_memo_new(void)
{
    struct text_memo *memo = memory_new(sizeof *memo);

    memo->slots = memory_new(SLOTS * sizeof *memo->slots);
    memo->room = memory_resize(NULL, ROOM_BYTES, 1); /* the system gives what is written to only */
    memo->used = ALIGNMENT;
    return memo;
}

void text_memo_free(struct text_memo *memo)
{
    if (!memo)
        return;
    free(memo->slots);
    free(memo->room);
    free(memo);
}

void text_memo_clear(struct text_memo *memo)
{
    memset(memo->slots, 0, SLOTS * sizeof *memo->slots);
    memo->used = ALIGNMENT;
    memo->last = NULL;
    memo->is_full = false;
}

/* 0: there is no room. */
static uint32_t take(struct text_memo *memo, size_t size)
{
    size_t at = memo->used;

    if (size > ROOM_BYTES - at) {
        memo->is_full = true;
        return 0;
    }
    memo->used = (at + size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    return (uint32_t)at;
}

/* Eight bytes at a time: a hash by the byte would take as long as many an answer. */
static uint64_t hash_of(struct span text)
{
    uint64_t hash = text.length * 0x9e3779b97f4a7c15u;
    uint64_t word = 0;
    size_t at = 0;

    for (; at + sizeof word <= text.length; at += sizeof word) {
        memcpy(&word, text.text + at, sizeof word);
        hash = (hash ^ word) * 0xff51afd7ed558ccdu;
        hash ^= hash >> 32;
    }
    word = 0;
    memcpy(&word, text.text + at, text.length - at);
    hash = (hash ^ word) * 0xff51afd7ed558ccdu;
    return hash ^ hash >> 29;
}

static bool is_text(const struct known_text *known, struct span text)
{
    return known->length == text.length && memcmp(known->text, text.text, text.length) == 0;
}

static struct known_text *add(struct text_memo *memo, struct span text, uint64_t hash)
{
    uint32_t at = take(memo, sizeof(struct known_text) + text.length);

    if (!at) {
        text_memo_clear(memo);
        at = take(memo, sizeof(struct known_text) + text.length);
    }
    struct known_text *known = (struct known_text *)(void *)(memo->room + at);
    uint32_t *slot = &memo->slots[hash & (SLOTS - 1)];

    *known = (struct known_text){ .hash = hash, .next = *slot, .length = (uint32_t)text.length };
    memcpy(known->text, text.text, text.length);
    *slot = at;
    return known;
}

struct known_text *text_memo_find(struct text_memo *memo, struct span text)
{
    if (memo->last && is_text(memo->last, text))
        return memo->last;
    if (text.length > MEMO_TEXT_BYTES || !text.text)
        return NULL;
    if (memo->is_full)
        text_memo_clear(memo);
    uint64_t hash = hash_of(text);

    for (uint32_t at = memo->slots[hash & (SLOTS - 1)]; at;) {
        struct known_text *known = (struct known_text *)(void *)(memo->room + at);

        if (known->hash == hash && is_text(known, text))
            return memo->last = known;
        at = known->next;
    }
    return memo->last = add(memo, text, hash);
}

const void *known_text_answer(const struct text_memo *memo, const struct known_text *known, unsigned question,
                              size_t at)
{
    for (uint32_t place = known->answers; place;) {
        const struct answer *answer = (const struct answer *)(const void *)(memo->room + place);

        if (answer->question == question && answer->at == at)
            return answer->bytes;
        place = answer->next;
    }
    return NULL;
}

void *known_text_keep(struct text_memo *memo, struct known_text *known, unsigned question, size_t at,
                      size_t size)
{
    uint32_t place = size <= MEMO_ANSWER_BYTES ? take(memo, sizeof(struct answer) + size) : 0;

    if (!place)
        return NULL;
    struct answer *answer = (struct answer *)(void *)(memo->room + place);

    *answer = (struct answer){ .next = known->answers, .at = (uint32_t)at, .question = (uint16_t)question };
    known->answers = place;
    return answer->bytes;
}
