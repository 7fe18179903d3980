#ifndef TABLES_HEADING_PHRASE_H
#define TABLES_HEADING_PHRASE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "grammar/phrase_edge.h"

struct grammar;
struct matcher;
struct vocabulary;

/** The phrases of grammars/columns.yaml, and what a heading may have besides them. Borrows the grammar. */
struct heading_phrases {
    const struct vocabulary *headers; /* columns.headers: its entries are the meanings */
    const struct vocabulary *affixes; /* columns.affixes */
    const uint32_t *header_edges, *affix_edges;
    int before, after; /* entries of affixes */
};

struct heading_phrases heading_phrases_of(const struct grammar *grammar);

/** What words are as a heading. All zero: nothing, as most words. */
struct heading_look {
    int16_t number; /* of the meaning, from 1 on */
    int16_t begins; /* a phrase of headers begins them: they may be several in a row */
};

/** Can the words be a heading, or several in a row? Their first and last letters tell that most can't: at
 * little cost. */
static inline bool heading_phrase_may_be(const struct heading_phrases *phrases, struct span words)
{
    return phrase_may_begin(phrases->header_edges, phrases->affix_edges, words) &&
           phrase_may_end(phrases->header_edges, phrases->affix_edges, words);
}

/** heading_phrase_look's, of words without blanks around them that may be a heading. */
struct heading_look heading_phrase_recall(const struct heading_phrases *phrases, struct matcher *matcher,
                                          struct span words);

/** matcher: what it remembers is used; may be NULL. */
static inline struct heading_look heading_phrase_look(const struct heading_phrases *phrases,
                                                      struct matcher *matcher, struct span words)
{
    if (!heading_phrase_may_be(phrases, words))
        return (struct heading_look){ 0 };
    return heading_phrase_recall(phrases, matcher, span_trim(words));
}

/**
 * The meaning (an entry of headers) of words that are a phrase as they stand ("Lead officer"), without their
 * affixes ("Planned activity", "Officer responsible (post)"), or phrases joined ("Action / Task", "Lead
 * officer and partners": what the first means); -1 for none.
 */
static inline int heading_phrase_find(const struct heading_phrases *phrases, struct matcher *matcher,
                                      struct span words)
{
    return heading_phrase_look(phrases, matcher, words).number - 1;
}
#endif
