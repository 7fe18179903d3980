#ifndef TABLES_HEADING_PHRASE_H
#define TABLES_HEADING_PHRASE_H

#include "base/span.h"

struct grammar;
struct matcher;
struct vocabulary;

/** The phrases of grammars/columns.yaml, and what a heading may have besides them. Borrows the grammar. */
struct heading_phrases {
    const struct vocabulary *headers; /* columns.headers: its entries are the meanings */
    const struct vocabulary *affixes; /* columns.affixes */
    int before, after;                /* entries of affixes */
};

struct heading_phrases heading_phrases_of(const struct grammar *grammar);

/**
 * The meaning (an entry of headers) of words that are a phrase as they stand ("Lead officer"), without their
 * affixes
 * ("Planned activity", "Officer responsible (post)"), or phrases joined ("Action / Task", "Lead officer and
 * partners": what the first means); -1 for none. matcher: what it remembers is used; may be NULL.
 */
int heading_phrase_find(const struct heading_phrases *phrases, struct matcher *matcher, struct span words);
#endif
