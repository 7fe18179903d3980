#include "base/text_memo.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum {
    SLOTS = 1 << 14,  /* a power of two */
    PLACES = 1 << 10, /* likewise */
    ROOM_BYTES = 4 * 1024 * 1024,
    ALIGNMENT = 8,
};

/* Places are counted in bytes of `room`; 0 is none. */
struct known_text {
    uint64_t hash;
    uint32_t next;    /* text in its slot */
    uint32_t answers; /* the first one */
    size_t length;
    uint64_t zeros[MEMO_QUESTIONS / 64]; /* questions about all of it whose answer is of zeros */
    char text[];
};

struct answer {
    uint32_t next;
    uint32_t at;
    uint32_t number;
    uint32_t size;
    char bytes[];
};

struct text_memo {
    struct known_text *asked[PLACES]; /* by where a text stands in memory: what was asked about there last */
    size_t used;
    bool is_full; /* what is new can't be kept any more: all is forgotten with the next text */
    uint32_t *slots;
    char *room;
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
    memset(memo->asked, 0, sizeof memo->asked);
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

static uint64_t word_at(const char *text)
{
    uint64_t word;

    memcpy(&word, text, sizeof word);
    return word;
}

/* Eight bytes at a time, the last ones twice where they don't come out even: a hash by the byte would take as
 * long as many an answer. */
static uint64_t hash_of(struct span text)
{
    uint64_t hash = text.length * 0x9e3779b97f4a7c15u;
    uint64_t rest = 0;
    size_t at = 0;

    for (; at + sizeof rest <= text.length; at += sizeof rest) {
        hash = (hash ^ word_at(text.text + at)) * 0xff51afd7ed558ccdu;
        hash ^= hash >> 32;
    }
    if (text.length >= sizeof rest)
        rest = word_at(text.text + text.length - sizeof rest);
    else
        for (; at < text.length; at++)
            rest = rest << 8 | (unsigned char)text.text[at];
    hash = (hash ^ rest) * 0xff51afd7ed558ccdu;
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

    *known = (struct known_text){ .hash = hash, .next = *slot, .length = text.length };
    memcpy(known->text, text.text, text.length);
    *slot = at;
    return known;
}

/* What is known of the text, added where it is new. */
static struct known_text *look_up(struct text_memo *memo, struct span text)
{
    uint64_t hash = hash_of(text);

    for (uint32_t at = memo->slots[hash & (SLOTS - 1)]; at;) {
        struct known_text *known = (struct known_text *)(void *)(memo->room + at);

        if (known->hash == hash && is_text(known, text))
            return known;
        at = known->next;
    }
    return add(memo, text, hash);
}

static struct known_text **place_of(struct text_memo *memo, struct span text)
{
    return &memo->asked[((uintptr_t)text.text ^ (uintptr_t)text.length << 4) & (PLACES - 1)];
}

/* The same; NULL where it is too long for anything to be kept. One question about a text follows on the
 * other: the words that stood there last still do, most often. */
static struct known_text *find(struct text_memo *memo, struct span text)
{
    struct known_text **asked = place_of(memo, text);

    if (*asked && is_text(*asked, text))
        return *asked;
    if (text.length >= MEMO_TEXT_BYTES)
        return NULL;
    if (memo->is_full)
        text_memo_clear(memo);
    return *asked = look_up(memo, text);
}

static bool has_zeros(const struct known_text *known, const struct text_question *question)
{
    return !question->at && (known->zeros[question->number / 64] >> (question->number % 64) & 1);
}

bool text_memo_recall(struct text_memo *memo, const struct text_question *question, void *answer, size_t size)
{
    const struct known_text *known = memo ? find(memo, question->text) : NULL;

    if (!known)
        return false;
    if (has_zeros(known, question)) {
        memset(answer, 0, size);
        return true;
    }
    for (uint32_t at = known->answers; at;) {
        const struct answer *kept = (const struct answer *)(const void *)(memo->room + at);

        if (kept->number == question->number && kept->at == question->at) {
            memcpy(answer, kept->bytes, kept->size < size ? kept->size : size);
            return true;
        }
        at = kept->next;
    }
    return false;
}

static bool is_zeros(const char *bytes, size_t size)
{
    return !*bytes && memcmp(bytes, bytes + 1, size - 1) == 0;
}

void text_memo_keep(struct text_memo *memo, const struct text_question *question, const void *answer,
                    size_t size)
{
    struct known_text *known = memo ? find(memo, question->text) : NULL;

    if (!known || size > MEMO_ANSWER_BYTES)
        return;
    if (!question->at && is_zeros(answer, size)) {
        known->zeros[question->number / 64] |= UINT64_C(1) << (question->number % 64);
        return;
    }
    uint32_t at = take(memo, sizeof(struct answer) + size);

    if (!at)
        return;
    struct answer *kept = (struct answer *)(void *)(memo->room + at);

    *kept = (struct answer){
        .next = known->answers,
        .at = (uint32_t)question->at,
        .number = question->number,
        .size = (uint32_t)size,
    };
    memcpy(kept->bytes, answer, size);
    known->answers = at;
}
