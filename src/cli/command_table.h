#ifndef CLI_COMMAND_TABLE_H
#define CLI_COMMAND_TABLE_H

#include <stddef.h>

#include "cli/option_parse.h"

struct session;

/** One thing that planrisk can do. A new command is a file of its own and a row in command_table.c. */
struct command {
    const char *name;
    const char *operands; /* "FILE|DIR|- ..." */
    const char *summary;  /* one line */
    const char *details;  /* for --help: paragraphs, a blank line between them */
    const struct option_spec *options;
    size_t option_count;
    size_t values_size; /* of the struct that the options fill in, zeroed before */
    size_t operand_least;
    size_t operand_most;
    /** Returns the exit status. values: the filled struct. */
    int (*run)(struct session *session, const void *values, const struct text_list *operands);
};

/** Every command, in the order of the help. */
const struct command *const *command_table(size_t *count);
const struct command *command_find(const char *name);

extern const struct command import_command;
extern const struct command list_command;
extern const struct command show_command;
extern const struct command explain_command;
extern const struct command search_command;
extern const struct command score_command;
extern const struct command check_command;
extern const struct command rule_command;
extern const struct command schema_command;
extern const struct command overlap_command;
extern const struct command compare_command;
extern const struct command themes_command;
extern const struct command gaps_command;
extern const struct command report_command;
extern const struct command export_command;
extern const struct command forget_command;
extern const struct command correct_command;
extern const struct command corrections_command;
extern const struct command grammar_command;
extern const struct command review_command;
#endif
