#ifndef FIELDS_DATE_FORM_H
#define FIELDS_DATE_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "base/status.h"
#include "fields/date_period.h"
#include "fields/values.h"

struct diag_sink;
struct grammar;
struct match;
struct matcher;
struct pattern_set;
struct vocabulary;

/** What a piece of a date cell is to the pieces beside it. */
enum piece_kind {
    PIECE_NOTHING, /* words that only look like a date, or a placeholder for none */
    PIECE_PERIOD,
    PIECE_PART,     /* narrows the period behind it */
    PIECE_BOUND,    /* a preposition of the period behind it */
    PIECE_STATE,    /* flags for the date beside it, or by itself: "ongoing", "TBC" */
    PIECE_ANCHORED, /* "3 months after": the period behind it is no date */
    PIECE_ROLE,     /* what the date behind it is: "start", "review", "due" */
    PIECE_COMPLETED,
    PIECE_REVISED,  /* the date behind it replaces those before */
    PIECE_ORIGINAL, /* the date behind it was replaced */
};

enum date_bound {
    BOUND_NONE,
    BOUND_IN,
    BOUND_DURING,
    BOUND_BY,
    BOUND_UNTIL,
    BOUND_FROM,
    BOUND_AFTER,
    BOUND_BETWEEN
};

/** What stands between two pieces. */
enum date_join {
    JOIN_BESIDE, /* nothing but blanks and marks */
    JOIN_RANGE,
    JOIN_SLASH,
    JOIN_LIST,
    JOIN_BREAK,       /* the end of a sentence, and nothing else */
    JOIN_WORDS,       /* other words */
    JOIN_WORDS_BREAK, /* other words, and the end of a sentence among them */
};

/** Do words stand there that join nothing? */
static inline bool date_join_has_words(enum date_join join)
{
    return join == JOIN_WORDS || join == JOIN_WORDS_BREAK;
}

enum date_tense { TENSE_NONE, TENSE_FUTURE, TENSE_PAST, TENSE_PARTICIPLE };

struct date_piece {
    enum piece_kind kind;
    size_t from; /* bytes of the passage */
    size_t to;
    uint32_t rule;
    enum date_join join;       /* to the piece before; of the first: to the start of the text */
    unsigned flags;            /* enum date_flag that it brings */
    bool weak;                 /* followed by other words it is no date unless something leads to it */
    bool reach;                /* holds for the next date of its sentence, not only for one right behind it */
    enum date_bound bound;     /* PIECE_BOUND */
    enum date_part part;       /* PIECE_PART */
    enum date_role role;       /* PIECE_ROLE */
    struct date_period period; /* PIECE_PERIOD */
};

/** grammars/dates.yaml, looked up once. */
struct date_forms {
    const struct pattern_set *forms;
    const struct pattern_set *joins;
    const struct pattern_set *tenses;
    const struct vocabulary *months;
    const struct vocabulary *numbers;
    struct date_form *form_table; /* by entry of forms */
    enum date_join *join_table;   /* by entry of joins */
    enum date_tense *tense_table; /* by entry of tenses */
    struct {
        int day, month, year, next, short_year, number, last;
    } groups;
};

/**
 * Ownership: *out is released by date_forms_close; borrows grammar.
 * Errors:    STATUS_GRAMMAR: a set is missing, an entry's meaning is unknown or a group that it needs is
 * missing; reported.
 */
CHECKED enum status date_forms_open(const struct grammar *grammar, struct diag_sink *sink,
                                    struct date_forms *out);
void date_forms_close(struct date_forms *forms);

/** A text that is being read, and how. */
struct date_text {
    const struct date_forms *forms;
    struct matcher *matcher;
    const struct date_context *context;
    bool *asks_plan; /* is set where the plan's period has a say */
    struct span text;
    bool is_sentence; /* running text: forms that say `sentence: false` are not read */
};

/** The plan's period: what is read depends on more than the words from here on. */
static inline const struct date_context *date_text_ask_plan(const struct date_text *text)
{
    *text->asks_plan = true;
    return text->context;
}

/** The next piece at or after `start`, without its join; false where there is none. */
bool date_form_find(const struct date_text *text, size_t start, struct date_piece *out);

/** What the bytes [from, to) between two pieces are. */
enum date_join date_form_join(const struct date_text *text, size_t from, size_t to);

/** The tense that the words [from, to) put what follows in: that of their last verb. */
enum date_tense date_form_tense(const struct date_text *text, size_t from, size_t to);
#endif
