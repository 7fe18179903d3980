#ifndef BASE_TEXT_MEMO_H
#define BASE_TEXT_MEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

/**
 * Remembers answers to questions about texts. Plans say the same words again and again (owners, dates,
 * headings, statuses; one edition after the other), and most of what is asked of a cell depends on its words
 * alone: it is worked out once. Only such answers may be kept: then what is read can't depend on what is
 * remembered. The room is fixed; when it is full, all is forgotten. One a thread.
 */
struct text_memo;

struct text_memo *text_memo_new(void);
void text_memo_free(struct text_memo *memo);
/** Forgets all: other answers hold from now on. */
void text_memo_clear(struct text_memo *memo);

enum {
    MEMO_QUESTIONS = 256,    /* their numbers are below */
    MEMO_TEXT_BYTES = 4096,  /* of a text as long as that nothing is kept */
    MEMO_ANSWER_BYTES = 512, /* nor is a longer answer */
};

/** A question about a text, or about what stands in it from a byte on. The text's bytes are all compared. */
struct text_question {
    struct span text;
    unsigned number;
    size_t at;
};

/** Writes the answer where it is known; it must be as many bytes as were kept. memo: NULL knows nothing. */
bool text_memo_recall(struct text_memo *memo, const struct text_question *question, void *answer,
                      size_t size);

/** Keeps an answer that is not known. One of zeros ("no", "nothing", as most are) takes no room but a bit. */
void text_memo_keep(struct text_memo *memo, const struct text_question *question, const void *answer,
                    size_t size);
#endif
