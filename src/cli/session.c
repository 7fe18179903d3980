#include "cli/session.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "grammar/grammar.h"

static void pass_on(struct diag_sink *sink, const struct diagnostic *diagnostic)
{
    struct valve *valve = (struct valve *)sink;

    if (!valve->is_shut)
        valve->next->report(valve->next, diagnostic);
}

void session_begin(struct session *session)
{
    diag_printer_init(&session->printer);
    session->valve = (struct valve){ .sink.report = pass_on, .next = &session->printer.sink };
    session->sink = &session->valve.sink;
    session->arena = arena_new();
}

void session_end(struct session *session)
{
    output_file_abandon(&session->output);
    store_close(session->store);
    grammar_free(session->grammar);
    arena_free(session->arena);
}

static bool is_folder(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

const char *session_database_path(const struct session *session)
{
    const char *named = getenv("PLANRISK_DB");

    if (session->database)
        return session->database;
    if (named && *named)
        return named;
    return is_folder("out") ? "out/planrisk.db" : "planrisk.db";
}

enum status session_open_store(struct session *session, enum store_mode mode)
{
    if (session->store)
        return STATUS_OK;
    return store_open(session_database_path(session), mode, session->sink, &session->store);
}

enum status session_open_store_to_keep(struct session *session, bool *can_keep)
{
    *can_keep = false;
    if (access(session_database_path(session), R_OK | W_OK) == 0) {
        session->valve.is_shut = true;
        *can_keep = session_open_store(session, STORE_WRITE) == STATUS_OK;
        session->valve.is_shut = false;
    }
    return session_open_store(session, STORE_READ);
}

enum status session_load_grammar(struct session *session)
{
    if (session->grammar)
        return STATUS_OK;
    return grammar_load(session->grammars, session->sink, &session->grammar);
}

enum status session_load_plans(struct session *session, const struct load_options *options,
                               struct plan_set *out)
{
    enum status status = session_open_store(session, STORE_READ);

    if (status != STATUS_OK)
        return status;
    return store_load_plans(session->store, options, session->arena, out);
}

enum status session_open_output(struct session *session, const char *path)
{
    return output_file_open(&session->output, path, session->sink);
}

enum status session_finish_output(struct session *session)
{
    return output_file_finish(&session->output, session->sink);
}

struct terminal session_terminal(const struct session *session)
{
    return terminal_of(session->output.stream);
}

int session_exit_status(enum status status)
{
    return status == STATUS_OK ? EXIT_DONE : EXIT_WRONG;
}

int session_complain(struct session *session, const char *format, ...)
{
    char what[1024];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    diag_report(session->sink, DIAG_USAGE, NULL, 0, 0, "%s", what);
    return EXIT_WRONG;
}
