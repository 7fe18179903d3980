#ifndef CLI_OPTION_PARSE_H
#define CLI_OPTION_PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/status.h"
#include "cli/text_list.h"

struct diag_sink;

/** What an option fills in at its target: */
enum option_kind {
    OPTION_FLAG,  /* bool: true */
    OPTION_TEXT,  /* const char * */
    OPTION_TEXTS, /* struct text_list: may be given again */
    OPTION_DATE,  /* const char *: a day, checked: 2010-03-31 */
    OPTION_NAME,  /* const char *: one of `choices` */
    OPTION_COUNT, /* size_t: a whole number from 1 */
    OPTION_SHARE, /* struct option_share: 0 to 1 */
};

struct option_share {
    double value;
    bool is_given;
};

/** One row of a command's options; the help is printed from it. */
struct option_spec {
    const char *name; /* without the dashes */
    char letter;      /* 'o' for -o; 0: none */
    enum option_kind kind;
    const char *argument;       /* how the help calls its value: "FILE"; NULL for a flag */
    const char *help;           /* a few words; no full stop */
    const char *const *choices; /* OPTION_NAME: ends with NULL */
    size_t target;              /* offsetof in the struct of values */
};

/** A table of options and the struct that they fill in. */
struct option_group {
    const struct option_spec *options;
    size_t count;
    void *values;
};

/**
 * Reads the words of a command line: --name VALUE, --name=VALUE, -x VALUE, -xVALUE, -- (what follows are
 * operands), - (an operand). Options may stand before and after operands. words:    argv without the
 * program's name; count of them. stop:     end at the first operand, which *used then points at (for options
 * before a command). command:  its name, for diagnostics; NULL before there is one. Errors:   STATUS_USAGE:
 * no such option (the nearest name is suggested), no value, no such value; reported in one line.
 */
struct option_words {
    char *const *words;
    size_t count;
    bool stop;
    const char *command;
};
CHECKED enum status option_parse(const struct option_words *words, const struct option_group *groups,
                                 size_t group_count, struct diag_sink *sink, struct text_list *operands,
                                 size_t *used);

/** Prints the options with their help, wrapped to width columns. */
void option_print_help(const struct option_group *group, size_t width, FILE *stream);
#endif
