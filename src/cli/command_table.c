#include "cli/command_table.h"

#include <string.h>

#include "base/status.h"

static const struct command *const commands[] = {
    &import_command, &list_command,    &show_command,        &explain_command, &search_command,
    &score_command,  &check_command,   &rule_command,        &overlap_command, &compare_command,
    &themes_command, &gaps_command,    &report_command,      &export_command,  &forget_command,
    &review_command, &correct_command, &corrections_command, &grammar_command, &schema_command,
};

const struct command *const *command_table(size_t *count)
{
    *count = ARRAY_LENGTH(commands);
    return commands;
}

const struct command *command_find(const char *name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(commands); i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}
