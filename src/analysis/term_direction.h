#ifndef ANALYSIS_TERM_DIRECTION_H
#define ANALYSIS_TERM_DIRECTION_H

#include <stddef.h>

#include "grammar/name_index.h"

struct concept_lexicon;
struct concept_uses;
struct term_table;
struct word_list;

/** A text whose words and concepts were found, and the words that no direction reaches across. */
struct direction_text {
    const struct word_list *words;
    const struct concept_uses *uses;
    const struct concept_lexicon *lexicon;
    const struct term_table *terms;
    struct name_index barriers; /* spellings in small letters */
};

/**
 * Which way what stands at a word is to go: 1 more, -1 less, 0 not said. The word of direction before it says
 * ("reduce arrears", "extend the opening hours"), else one close after it ("arrears to be reduced", "offices
 * closed"). It says nothing of what stands behind a mark or a barrier (overlap.yaml): in "extend access
 * within area offices" no office grows; nor where it is part of another concept's words, as in "one stop
 * shop".
 */
signed char term_direction(const struct direction_text *text, size_t at);
#endif
