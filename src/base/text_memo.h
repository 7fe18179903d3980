#ifndef BASE_TEXT_MEMO_H
#define BASE_TEXT_MEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

/**
 * Remembers answers to questions about texts. Plans say the same words again and again (owners, dates, headings, statuses;
 * one edition after the other), and most of what is asked of a cell depends on its words alone: it is worked out once.
 * Only such answers may be kept: then what is read can't depend on what is remembered. The room is fixed; when it is full, all
 * is forgotten. One a thread.
 */
struct text_memo;

struct text_memo *text_memo_new(void);
void text_memo_free(struct text_memo *memo);
/** Forgets all: other answers hold from now on. */
void text_memo_clear(struct text_memo *memo);

enum {
    MEMO_QUESTIONS = 256,     /* their numbers are below */
    MEMO_TEXT_BYTES = 4096,   /* of a longer text nothing is kept */
    MEMO_ANSWER_BYTES = 1024, /* nor is a longer answer */
};

/** What is known of a text. It holds until the memo is asked about another text. */
struct known_text {
    uint64_t hash;
    uint32_t next; /* in its slot */
    uint32_t length;
    uint32_t answers;
    uint32_t unused;
    uint64_t no[MEMO_QUESTIONS / 64]; /* questions with no for an answer: most */
    char text[];
};

/** What is known of the text, all its bytes compared; NULL where it is too long. */
struct known_text *text_memo_find(struct text_memo *memo, struct span text);

static inline bool known_text_denies(const struct known_text *known, unsigned question)
{
    return known->no[question / 64] >> (question % 64) & 1;
}

static inline void known_text_deny(struct known_text *known, unsigned question)
{
    known->no[question / 64] |= UINT64_C(1) << (question % 64);
}

/** The answer kept for a question and a place in the text; NULL: none. */
const void *known_text_answer(const struct text_memo *memo, const struct known_text *known, unsigned question, size_t at);

/** Room for an answer of `size` bytes to write, aligned for any number; NULL where it can't be kept. */
void *known_text_keep(struct text_memo *memo, struct known_text *known, unsigned question, size_t at, size_t size);
#endif
