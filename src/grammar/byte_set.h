#ifndef GRAMMAR_BYTE_SET_H
#define GRAMMAR_BYTE_SET_H

#include <stdbool.h>
#include <stdint.h>

/** A set of bytes. { 0 } is empty. */
struct byte_set {
    uint64_t bits[4];
};

#define BYTE_SET_EVERY ((struct byte_set){ { UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX } })
/** Bytes of characters beyond ASCII. */
#define BYTE_SET_BEYOND_ASCII ((struct byte_set){ { 0, 0, UINT64_MAX, UINT64_MAX } })
/** Bytes of such characters but the first. */
#define BYTE_SET_FURTHER ((struct byte_set){ { 0, 0, UINT64_MAX, 0 } })
/** 0-9 A-Z _ a-z: what \w and \b know as a word's. */
#define BYTE_SET_WORD ((struct byte_set){ { 0x03ff000000000000u, 0x07fffffe87fffffeu, 0, 0 } })

static inline bool byte_set_has(const struct byte_set *set, unsigned char byte)
{
    return set->bits[byte >> 6] >> (byte & 63) & 1;
}

static inline void byte_set_add(struct byte_set *set, unsigned char byte)
{
    set->bits[byte >> 6] |= UINT64_C(1) << (byte & 63);
}

static inline struct byte_set byte_set_or(struct byte_set a, struct byte_set b)
{
    for (int i = 0; i < 4; i++)
        a.bits[i] |= b.bits[i];
    return a;
}

static inline struct byte_set byte_set_and(struct byte_set a, struct byte_set b)
{
    for (int i = 0; i < 4; i++)
        a.bits[i] &= b.bits[i];
    return a;
}

static inline struct byte_set byte_set_not(struct byte_set a)
{
    for (int i = 0; i < 4; i++)
        a.bits[i] = ~a.bits[i];
    return a;
}

static inline bool byte_set_same(const struct byte_set *a, const struct byte_set *b)
{
    return !((a->bits[0] ^ b->bits[0]) | (a->bits[1] ^ b->bits[1]) | (a->bits[2] ^ b->bits[2]) |
             (a->bits[3] ^ b->bits[3]));
}

static inline bool byte_set_is_empty(struct byte_set a)
{
    return !(a.bits[0] | a.bits[1] | a.bits[2] | a.bits[3]);
}
#endif
