#ifndef FIELDS_OWNER_SPLIT_H
#define FIELDS_OWNER_SPLIT_H

#include "fields/owner_run.h"

/** What stands from each word on to the end of the piece or the next "and" or code. */
struct owner_outlook {
    uint32_t rest[OWNER_WORD_LIMIT + 1]; /* sorts of the words */
    size_t end[OWNER_WORD_LIMIT + 1];    /* one behind the last of them */
    size_t count;                        /* words of the piece */
    bool has_paragraphs;                 /* lines end where somebody ended a paragraph, not where a cell was full */
};

void owner_split_look_ahead(const struct owner_piece *piece, struct owner_outlook *outlook);

/** Does an owner begin at word `at`, when `left` are the words of the owner before it (at least one)? */
bool owner_split_begins(const struct owner_word *words, const struct owner_run *left, size_t at,
                        const struct owner_outlook *outlook);

/** Does the "and" at word `at` part two owners? left: the words of the owner before it, none at the start. */
bool owner_split_at_joiner(const struct owner_word *words, const struct owner_run *left, size_t at,
                           const struct owner_outlook *outlook);

/** A bare "team" or "officer" goes on what stands before it; "Principal Officer" and "Head of" don't. */
bool owner_split_is_bare_noun(const struct owner_word *words, size_t at, size_t end);
#endif
