#ifndef CLI_SESSION_H
#define CLI_SESSION_H

#include <stdbool.h>

#include "base/diagnostic.h"
#include "base/status.h"
#include "output/output_file.h"
#include "output/terminal.h"
#include "store/store.h"

struct arena;
struct grammar;

/** How the program ends. */
enum { EXIT_DONE = 0, EXIT_FOUND = 1, EXIT_WRONG = 2 };

/** A sink that hands on what it hears, unless it is to hold its tongue. */
struct valve {
    struct diag_sink sink;
    struct diag_sink *next;
    bool is_shut;
};

/** What every command works with, opened when it is first asked for and closed once at the end. */
struct session {
    const char *database; /* as asked for by --db, or NULL: session_database_path says */
    const char *grammars; /* --grammars, or NULL */
    struct diag_printer printer;
    struct valve valve;
    struct diag_sink *sink; /* of all diagnostics: the valve */
    struct arena *arena;    /* for what lasts until the command ends */
    struct store *store;
    struct grammar *grammar;
    struct output_file output;
};

void session_begin(struct session *session);
/** Closes what was opened; an output that was not finished is forgotten. */
void session_end(struct session *session);

/** --db, else $PLANRISK_DB, else out/planrisk.db where there is a folder out/, else planrisk.db. */
const char *session_database_path(const struct session *session);

CHECKED enum status session_open_store(struct session *session, enum store_mode mode);
/** Sets session->grammar. */
CHECKED enum status session_load_grammar(struct session *session);

/** Plans by key (none: all) from a store that is opened if need be. */
CHECKED enum status session_load_plans(struct session *session, const struct load_options *options,
                                       struct plan_set *out);

/**
 * For a command that reads plans and would keep what it finds: opens the store for writing where that can be,
 * else for reading. Errors: as store_open for reading.
 */
CHECKED enum status session_open_store_to_keep(struct session *session, bool *can_keep);

/** Opens session->output on FILE or, for NULL, standard output. */
CHECKED enum status session_open_output(struct session *session, const char *path);
CHECKED enum status session_finish_output(struct session *session);

/** How the output wants its text: a file is never coloured. */
struct terminal session_terminal(const struct session *session);

/** The exit status of a call's outcome, where nothing but failure matters. */
int session_exit_status(enum status status);

/** Reports a usage error in one line; returns EXIT_WRONG. */
int session_complain(struct session *session, const char *format, ...) PRINTF_LIKE(2, 3);
#endif
