#ifndef GRAMMAR_TEXT_QUESTION_H
#define GRAMMAR_TEXT_QUESTION_H

#include <stddef.h>

#include "base/text_memo.h"

/** What is asked of texts and answered by their words and the grammar alone: the numbers for
 * base/text_memo.h. */
enum text_question_number {
    QUESTION_NONE,
    QUESTION_CELL_SIGNS,                  /* fields/cell_score.c */
    QUESTION_OWNER_LIKENESS,              /* fields/owner_likeness.c */
    QUESTION_OWNERS,                      /* fields/owner_field.c */
    QUESTION_HEADING_PHRASE,              /* tables/heading_phrase.c */
    QUESTION_DATE_LIKENESS,               /* fields/date_field.c */
    QUESTION_DATES,                       /* likewise: four, by what is asked */
    QUESTION_STATUS = QUESTION_DATES + 4, /* fields/status_field.c: five, by place */
    QUESTION_SETS = QUESTION_STATUS + 5,  /* from here on: two for each pattern set of the grammar, by form */
};

/** The number for a pattern set by its own, or QUESTION_NONE where there are too many. */
static inline unsigned text_question_of_set(size_t set)
{
    return 2 * set + QUESTION_SETS + 1 < MEMO_QUESTIONS ? (unsigned)(2 * set) + QUESTION_SETS : QUESTION_NONE;
}
#endif
