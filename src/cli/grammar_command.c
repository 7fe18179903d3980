#include <stdio.h>
#include <string.h>

#include "analysis/audit_check.h"
#include "analysis/overlap_vector.h"
#include "analysis/reach_settings.h"
#include "analysis/risk_scheme.h"
#include "base/arena.h"
#include "cli/command_table.h"
#include "cli/grammar_try.h"
#include "cli/session.h"
#include "grammar/grammar.h"
#include "grammar/grammar_lint.h"
#include "plan/plan_read.h"

struct grammar_values {
    bool whole;
};

static const struct option_spec options[] = {
    { .name = "whole",
      .kind = OPTION_FLAG,
      .target = offsetof(struct grammar_values, whole),
      .help = "try: only what takes a whole cell, as headings, references and ratings are read" },
};

/* ---- check --------------------------------------------------------------------------------------- */

/* Counts the faults and doubts that go by. */
struct counting_sink {
    struct diag_sink sink;
    struct diag_sink *next;
    size_t faults;
    size_t doubts;
};

static void count(struct diag_sink *sink, const struct diagnostic *diagnostic)
{
    struct counting_sink *counting = (struct counting_sink *)sink;

    counting->faults += diag_level(diagnostic->code) == DIAG_ERROR;
    counting->doubts += diag_level(diagnostic->code) != DIAG_ERROR;
    counting->next->report(counting->next, diagnostic);
}

/* Every module that reads grammar files is asked, whatever the others say. */
static void ask_readers(struct session *session, const struct grammar *grammar, struct diag_sink *sink)
{
    static const char schemes[] = "schemes/";
    struct overlap_settings settings;
    struct reach_settings reach;
    const struct risk_scheme *scheme;
    const char *file;

    plan_reader_check(grammar, sink);
    (void)!check_settings_read(grammar, session->arena, sink);
    (void)!overlap_settings_read(grammar, session->arena, sink, &settings);
    (void)!reach_settings_read(grammar, sink, &reach);
    for (size_t i = 0; (file = grammar_file_name(grammar, i)) != NULL; i++)
        if (strncmp(file, schemes, strlen(schemes)) == 0)
            (void)!risk_scheme_load(grammar, file + strlen(schemes), session->arena, sink, &scheme);
}

static void check_files(struct session *session, const char *folder, struct diag_sink *sink)
{
    struct grammar *grammar = NULL, *shipped = NULL;

    if (grammar_load(folder, sink, &grammar) != STATUS_OK)
        return;
    ask_readers(session, grammar, sink);
    if (!folder)
        (void)grammar_lint(grammar, grammar, sink);
    else if (grammar_load(NULL, sink, &shipped) == STATUS_OK)
        (void)grammar_lint(grammar, shipped, sink);
    grammar_free(shipped);
    grammar_free(grammar);
}

static int check(struct session *session, const struct grammar_values *values,
                 const struct text_list *operands)
{
    const char *folder = operands->count > 1 ? operands->items[1] : session->grammars;
    struct counting_sink counting = { .sink.report = count, .next = session->sink };

    if (operands->count > 2 || values->whole)
        return session_complain(session, "grammar check takes one folder at most, and no --whole");
    check_files(session, folder, &counting.sink);
    printf("%s: %zu fault%s, %zu warning%s\n", folder ? folder : "the grammars in the program",
           counting.faults, counting.faults == 1 ? "" : "s", counting.doubts,
           counting.doubts == 1 ? "" : "s");
    return counting.faults ? EXIT_WRONG : counting.doubts ? EXIT_FOUND : EXIT_DONE;
}

/* ---- try ----------------------------------------------------------------------------------------- */

static int try(struct session *session, const struct grammar_values *values, const struct text_list *operands)
{
    if (operands->count != 3)
        return session_complain(session, "grammar try needs PATTERN FILE");
    return grammar_try(session, operands->items[1], operands->items[2], values->whole);
}

static int run(struct session *session, const void *values, const struct text_list *operands)
{
    static const struct {
        const char *name;
        int (*run)(struct session *session, const struct grammar_values *values,
                   const struct text_list *operands);
    } parts[] = { { "check", check }, { "try", try } };

    for (size_t i = 0; i < ARRAY_LENGTH(parts); i++)
        if (strcmp(operands->items[0], parts[i].name) == 0)
            return parts[i].run(session, values, operands);
    return session_complain(session, "grammar: there is no '%s'; say check or try", operands->items[0]);
}

const struct command grammar_command = {
    .name = "grammar",
    .operands = "check [DIR] | try PATTERN FILE",
    .summary = "check a folder of grammars, or try a pattern on a file",
    .details = "grammar check reads the grammar files of a folder laid over those in the program (without "
               "DIR, the folder of --grammars, "
               "or the program's own alone) and tells every fault with its file, line and column; and of "
               "what loads but can't do what "
               "was meant: an entry that takes the place of a shipped one, a name that nothing reads, a "
               "piece that no pattern uses, a "
               "pattern that an earlier one never lets see a text. Exit status: 0 nothing found, 1 warnings, "
               "2 faults.\n\n"
               "grammar try shows what a pattern takes in a file: the line, the words in brackets, the rule "
               "and what its named groups "
               "hold. PATTERN is a grammar (dates: its first list), one of its lists (dates.forms) or "
               "entries (dates.month-year), or a pattern as in a "
               "grammar file, which may use the grammars' pieces: 'by\\s+{{month}}'. It needs no database.",
    .options = options,
    .option_count = ARRAY_LENGTH(options),
    .values_size = sizeof(struct grammar_values),
    .operand_least = 1,
    .operand_most = 3,
    .run = run,
};
