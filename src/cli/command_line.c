#include "cli/command_line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/version.h"
#include "cli/command_table.h"
#include "cli/nearest_name.h"
#include "cli/session.h"

enum { SUMMARY_COLUMN = 14, HELP_WIDTH_MOST = 100 };

/* Options that every command takes, before or after its name. */
struct common_values {
    const char *database;
    const char *grammars;
    bool help;
    bool version;
};
static const struct option_spec common_options[] = {
    { .name = "db",
      .kind = OPTION_TEXT,
      .argument = "FILE",
      .target = offsetof(struct common_values, database),
      .help = "the database (else $PLANRISK_DB, else out/planrisk.db where there is a folder out, else "
              "planrisk.db)" },
    { .name = "grammars",
      .kind = OPTION_TEXT,
      .argument = "DIR",
      .target = offsetof(struct common_values, grammars),
      .help = "lay the grammar files of this folder over those in the program" },
    { .name = "help",
      .letter = 'h',
      .kind = OPTION_FLAG,
      .target = offsetof(struct common_values, help),
      .help = "print this" },
    { .name = "version",
      .kind = OPTION_FLAG,
      .target = offsetof(struct common_values, version),
      .help = "print the program's version" },
};

static size_t help_width(void)
{
    size_t width = terminal_of(stdout).width;

    return width < HELP_WIDTH_MOST ? width : HELP_WIDTH_MOST;
}

static void print_summary(const struct command *command, size_t width)
{
    struct buffer line = { 0 };

    buffer_add_format(&line, "  %-*s", SUMMARY_COLUMN - 2, command->name);
    terminal_add_wrapped(&line, span_of(command->summary), SUMMARY_COLUMN, SUMMARY_COLUMN, width);
    puts(buffer_string(&line));
    buffer_free(&line);
}

static void print_general_help(void)
{
    size_t width = help_width();
    size_t count;
    const struct command *const *commands = command_table(&count);
    const struct option_group group = { common_options, ARRAY_LENGTH(common_options), NULL };

    printf("usage: planrisk [--db FILE] [--grammars DIR] COMMAND ...\n\n"
           "Turns councils' action plans into a register: who does what by when, which risks they\n"
           "see, what is missing, and what plans share.\n\ncommands:\n");
    for (size_t i = 0; i < count; i++)
        print_summary(commands[i], width);
    printf("\noptions:\n");
    option_print_help(&group, width, stdout);
    printf(
        "\nplanrisk COMMAND --help tells more of each. Results go to standard output, all else to standard\n"
        "error. Exit status: 0 done; 1 check has findings, or a file was refused at import; 2 wrong usage\n"
        "or surroundings.\n");
}

static void print_paragraphs(const char *text, size_t width)
{
    while (*text) {
        const char *end = strstr(text, "\n\n");
        size_t length = end ? (size_t)(end - text) : strlen(text);
        struct buffer lines = { 0 };

        terminal_add_wrapped(&lines, span_over(text, length), 0, 0, width);
        printf("%s\n\n", buffer_string(&lines));
        buffer_free(&lines);
        text += end ? length + 2 : length;
    }
}

static void print_command_help(const struct command *command)
{
    size_t width = help_width();
    const struct option_group own = { command->options, command->option_count, NULL };
    const struct option_group common = { common_options, ARRAY_LENGTH(common_options), NULL };

    printf("usage: planrisk %s%s%s%s\n\n", command->name, command->option_count ? " [OPTION ...]" : "",
           *command->operands ? " " : "", command->operands);
    print_paragraphs(command->details, width);
    if (command->option_count > 0) {
        printf("options:\n");
        option_print_help(&own, width, stdout);
        putchar('\n');
    }
    printf("options of every command:\n");
    option_print_help(&common, width, stdout);
}

static int print_version(void)
{
    printf("planrisk %s\n", PLANRISK_VERSION);
    return EXIT_DONE;
}

static int complain_command(struct session *session, const char *word)
{
    struct nearest_name nearest = { .typed = word };
    size_t count;
    const struct command *const *commands = command_table(&count);

    for (size_t i = 0; i < count; i++)
        nearest_name_offer(&nearest, commands[i]->name);
    const char *meant = nearest_name_found(&nearest);
    if (meant)
        return session_complain(session, "there is no command '%s' (is '%s' meant?)", word, meant);
    return session_complain(session, "there is no command '%s'", word);
}

/* planrisk help [COMMAND] */
static int run_help(struct session *session, const char *name)
{
    const struct command *command = name ? command_find(name) : NULL;

    if (name && !command)
        return complain_command(session, name);
    if (command)
        print_command_help(command);
    else
        print_general_help();
    return EXIT_DONE;
}

static int check_operands(struct session *session, const struct command *command, size_t count)
{
    if (count < command->operand_least)
        return session_complain(session, "%s needs %s", command->name, command->operands);
    if (count > command->operand_most && command->operand_most == 0)
        return session_complain(session, "%s takes no operand", command->name);
    if (count > command->operand_most)
        return session_complain(session, "%s takes only %s", command->name, command->operands);
    return EXIT_DONE;
}

static int run_command(struct session *session, const struct command *command,
                       const struct option_words *words, struct common_values *common)
{
    void *values = memory_new(command->values_size);
    const struct option_group groups[] = {
        { command->options, command->option_count, values },
        { common_options, ARRAY_LENGTH(common_options), common },
    };
    struct text_list operands = { 0 };
    int end = EXIT_WRONG;

    if (option_parse(words, groups, ARRAY_LENGTH(groups), session->sink, &operands, NULL) != STATUS_OK)
        goto done;
    session->database = common->database;
    session->grammars = common->grammars;
    end = EXIT_DONE;
    if (common->help)
        print_command_help(command);
    else if (common->version)
        print_version();
    else if ((end = check_operands(session, command, operands.count)) == EXIT_DONE)
        end = command->run(session, values, &operands);
done:
    for (size_t i = 0; i < command->option_count; i++)
        if (command->options[i].kind == OPTION_TEXTS)
            text_list_free((struct text_list *)(void *)((char *)values + command->options[i].target));
    text_list_free(&operands);
    free(values);
    return end;
}

/* planrisk := { common option } COMMAND { option | operand } */
static int run_words(struct session *session, int count, char *const *words)
{
    struct common_values common = { 0 };
    const struct option_group group = { common_options, ARRAY_LENGTH(common_options), &common };
    const struct option_words before = { .words = words, .count = (size_t)count, .stop = true };
    struct text_list none = { 0 };
    size_t used;

    if (option_parse(&before, &group, 1, session->sink, &none, &used) != STATUS_OK)
        return EXIT_WRONG;
    if (common.version)
        return print_version();
    if (used == (size_t)count && !common.help)
        return session_complain(session, "a command is missing");
    if (used == (size_t)count || strcmp(words[used], "help") == 0)
        return run_help(session, used + 1 < (size_t)count ? words[used + 1] : NULL);
    const struct command *command = command_find(words[used]);
    if (!command)
        return complain_command(session, words[used]);
    const struct option_words after = {
        .words = words + used + 1,
        .count = (size_t)count - used - 1,
        .command = command->name,
    };
    return run_command(session, command, &after, &common);
}

/* A result that can't be written is a failure, unless nobody wants it any more or that was said before. */
static int flush_result(int end)
{
    if (end == EXIT_WRONG)
        return end;
    struct output_file output = { .stream = stdout };
    struct diag_printer printer;

    diag_printer_init(&printer);
    return output_file_close(&output, &printer.sink) == STATUS_OK ? end : EXIT_WRONG;
}

int command_line_run(int count, char *const *words)
{
    struct session session = { 0 };

    session_begin(&session);
    int end = run_words(&session, count, words);
    session_end(&session);
    return flush_result(end);
}
