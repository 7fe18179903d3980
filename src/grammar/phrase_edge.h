#ifndef GRAMMAR_PHRASE_EDGE_H
#define GRAMMAR_PHRASE_EDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "grammar/phrase_walk.h"

/**
 * Most texts begin with letters that no phrase begins with, or end with such as no phrase ends with: a test
 * at little cost before what is dear. What a phrase begins and ends with is known by the low bits of the
 * letters and digits from there on; 0 stands for what is no part of that word.
 */
struct phrase_edge {
    uint32_t number; /* in a set of PHRASE_EDGES */
    uint32_t bit;
};

enum { PHRASE_EDGES = 32 * 32 }; /* of beginnings; behind them in a set are as many of endings */

static inline struct phrase_edge phrase_beginning_of(unsigned char first, unsigned char second,
                                                     unsigned char third)
{
    return (struct phrase_edge){ (first & 31u) << 5 | (second & 31u), UINT32_C(1)
                                                                          << (second ? third & 31 : 0) };
}

/** From the last letter on backwards. */
static inline struct phrase_edge phrase_ending_of(unsigned char first, unsigned char second,
                                                  unsigned char third, unsigned char fourth)
{
    third = second ? third & 31u : 0;
    fourth = third ? fourth & 31u : 0;
    return (struct phrase_edge){
        PHRASE_EDGES + (((first & 31u) << 5 | (second & 31u)) ^ (uint32_t)fourth << 3), UINT32_C(1) << third
    };
}

/** Can a phrase begin the text, by one of two sets? */
static inline bool phrase_may_begin(const uint32_t *one, const uint32_t *other, struct span text)
{
    const unsigned char *bytes = (const unsigned char *)text.text;
    size_t at = 0, end = text.length;

    if (!end || !phrase_walk_folds[bytes[0]]) /* few texts begin with a mark */
        at = phrase_walk_skip_marks(text, 0);
    if (at == end)
        return false;
    unsigned char first = bytes[at];
    unsigned char second = at + 1 < end ? bytes[at + 1] : 0;
    unsigned char third = at + 2 < end ? bytes[at + 2] : 0;

    if ((first | second | third) & 0x80)
        return true;
    struct phrase_edge edge =
        phrase_beginning_of(phrase_walk_folds[first], phrase_walk_folds[second], phrase_walk_folds[third]);

    return (one[edge.number] | other[edge.number]) & edge.bit;
}

/** Can a phrase end the text, by one of two sets? */
static inline bool phrase_may_end(const uint32_t *one, const uint32_t *other, struct span text)
{
    const unsigned char *bytes = (const unsigned char *)text.text;
    size_t end = text.length;

    while (end && bytes[end - 1] < 0x80 && !phrase_walk_folds[bytes[end - 1]])
        end--;
    if (!end)
        return false;
    unsigned char first = bytes[end - 1];
    unsigned char second = end > 1 ? bytes[end - 2] : 0;
    unsigned char third = end > 2 ? bytes[end - 3] : 0;
    unsigned char fourth = end > 3 ? bytes[end - 4] : 0;

    if ((first | second | third | fourth) & 0x80)
        return true;
    struct phrase_edge edge = phrase_ending_of(phrase_walk_folds[first], phrase_walk_folds[second],
                                               phrase_walk_folds[third], phrase_walk_folds[fourth]);

    return (one[edge.number] | other[edge.number]) & edge.bit;
}
#endif
