#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "characters/file_read.h"
#include "cli/command_table.h"
#include "cli/session.h"
#include "grammar/pattern.h"
#include "output/layout_print.h"
#include "output/terminal.h"
#include "output/text_use.h"
#include "plan/layout_trace.h"
#include "plan/plan.h"
#include "plan/plan_read.h"
#include "store/record.h"

struct import_values {
    const char *council;
    const char *title;
    const char *date;
    const char *charset;
    const char *revisions;
    size_t unpacked_megabytes;
    size_t ratio;
    const char *name;
    const char *edition_of;
    bool dry_run;
    bool explain_layout;
    bool quiet;
    bool timings;
};

static const char *const revision_choices[] = { "accepted", "original", NULL };

static const struct option_spec options[] = {
    { .name = "council",
      .kind = OPTION_TEXT,
      .argument = "NAME",
      .target = offsetof(struct import_values, council),
      .help = "the council, for plans that do not name it" },
    { .name = "title",
      .kind = OPTION_TEXT,
      .argument = "TITLE",
      .target = offsetof(struct import_values, title),
      .help = "the plan's title, where it gives none" },
    { .name = "date",
      .kind = OPTION_DATE,
      .argument = "DAY",
      .target = offsetof(struct import_values, date),
      .help = "the plan's date, as 2010-03-31, where it gives none" },
    { .name = "charset",
      .kind = OPTION_TEXT,
      .argument = "NAME",
      .target = offsetof(struct import_values, charset),
      .help = "read the files as this character set instead of guessing (iconv -l lists the names)" },
    { .name = "revisions",
      .kind = OPTION_NAME,
      .argument = "WHICH",
      .choices = revision_choices,
      .target = offsetof(struct import_values, revisions),
      .help = "Word's tracked changes: accepted (as without the option), or original, as before them" },
    { .name = "unpacked",
      .kind = OPTION_COUNT,
      .argument = "MB",
      .target = offsetof(struct import_values, unpacked_megabytes),
      .help = "how many megabytes a Word file may unpack to: 1024 without the option" },
    { .name = "ratio",
      .kind = OPTION_COUNT,
      .argument = "N",
      .target = offsetof(struct import_values, ratio),
      .help = "how many times its size a part of a Word file may unpack to: 250 without the option" },
    { .name = "name",
      .kind = OPTION_TEXT,
      .argument = "NAME",
      .target = offsetof(struct import_values, name),
      .help = "the file name that standard input is to have" },
    { .name = "edition-of",
      .kind = OPTION_TEXT,
      .argument = "PLAN",
      .target = offsetof(struct import_values, edition_of),
      .help = "the file is a new edition of this plan, although its path is another" },
    { .name = "dry-run",
      .kind = OPTION_FLAG,
      .target = offsetof(struct import_values, dry_run),
      .help = "read everything, write nothing; needs no database" },
    { .name = "explain-layout",
      .kind = OPTION_FLAG,
      .target = offsetof(struct import_values, explain_layout),
      .help = "say how each table was recognised, which heading fills which field, why, and what came "
              "second; write nothing" },
    { .name = "quiet",
      .letter = 'q',
      .kind = OPTION_FLAG,
      .target = offsetof(struct import_values, quiet),
      .help = "no line for each file; errors and warnings only" },
    { .name = "timings",
      .kind = OPTION_FLAG,
      .target = offsetof(struct import_values, timings),
      .help = "at the end, the seconds that each stage took" },
};

struct import {
    struct session *session;
    const char *database; /* its path */
    const struct import_values *values;
    struct plan_reader *reader;
    struct matcher *matcher;
    struct arena *arena; /* of one file; emptied before the next */
    struct stage_times times;
    double store_seconds;
    size_t bytes;
    size_t files;
    size_t actions;
    size_t plan_bytes; /* of the largest; for --timings */
    size_t refused;
    size_t unchanged;
    bool shows_progress;
};

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* ---- what is said ----------------------------------------------------------------------------- */

static void clear_progress(const struct import *import)
{
    if (import->shows_progress)
        fputs("\r\x1b[K", stderr);
}

static void show_progress(const struct import *import, size_t done, size_t count, const char *name)
{
    if (import->shows_progress)
        fprintf(stderr, "\r\x1b[K%zu of %zu  %.60s", done + 1, count, name);
}

/* "3 risks", "1 risk" */
static void add_count(struct buffer *line, size_t count, const char *noun, const char *after)
{
    buffer_add_integer(line, (int64_t)count);
    buffer_add_byte(line, ' ');
    buffer_add_string(line, noun);
    buffer_add_string(line, count == 1 ? "" : "s");
    buffer_add_string(line, after);
}

static void say_plan(const struct import *import, const char *name, const struct plan *plan,
                     const char *outcome)
{
    if (import->values->quiet)
        return;
    struct buffer line = { 0 }; /* written at once: standard error has no buffer of its own */

    buffer_add_string(&line, name);
    buffer_add_string(&line, ": ");
    add_count(&line, plan->action_count, "action", ", ");
    add_count(&line, plan->risk_count, "risk", ", ");
    add_count(&line, plan->indicator_count, "indicator", ", ");
    add_count(&line, plan->section_count, "section", "; ");
    add_count(&line, text_use_unread_lines(plan), "line", " unread");
    buffer_add_string(&line, outcome);
    buffer_add_byte(&line, '\n');
    clear_progress(import);
    fwrite(line.bytes, 1, line.length, stderr);
    buffer_free(&line);
}

static void say_unchanged(struct import *import, const char *name)
{
    import->unchanged++;
    if (import->values->quiet)
        return;
    clear_progress(import);
    fprintf(stderr, "%s: in the database already\n", name);
}

static void say_timings(const struct import *import)
{
    const struct stage_times *times = &import->times;

    if (!import->values->timings)
        return;
    fprintf(stderr,
            "timings: characters %.6f document %.6f plan %.6f store %.6f seconds; "
            "%zu bytes, %zu files, %zu actions, largest plan %zu bytes\n",
            times->characters, times->document, times->plan, import->store_seconds, import->bytes,
            import->files, import->actions, import->plan_bytes);
}

/* ---- one file --------------------------------------------------------------------------------- */

/* What a file is called: to open, in diagnostics, and in the register. */
struct names {
    const char *file;     /* as it was given; the document is its base name */
    const char *relative; /* its path below the folder that was given */
};

static struct names names_of(const struct import *import, const struct input_file *file)
{
    if (strcmp(file->path, "-") != 0)
        return (struct names){ file->path, file->relative };
    if (import->values->name)
        return (struct names){ import->values->name, import->values->name };
    return (struct names){ "standard-input", "-" }; /* no path: never an edition of another */
}

static const char *short_name(const struct names *names)
{
    return strcmp(names->relative, "-") == 0 ? names->file : names->relative;
}

static enum status save(struct import *import, struct plan *plan, const struct names *names)
{
    static const char *const outcomes[] = {
        [SAVED_NEW_PLAN] = "",
        [SAVED_NEW_EDITION] = "; a new edition",
        [SAVED_READ_AGAIN] = "; read again",
        [SAVED_NOTHING_NEW] = "; in the database already",
    };
    enum store_saved saved = SAVED_NOTHING_NEW;
    double start = now();
    enum status status = store_save_plan(import->session->store, import->session->grammar, plan,
                                         import->values->edition_of, &saved);

    import->store_seconds += now() - start;
    if (status != STATUS_OK)
        return status;
    import->unchanged += saved == SAVED_NOTHING_NEW;
    say_plan(import, short_name(names), plan, outcomes[saved]);
    return STATUS_OK;
}

/* Does the user say something of the file that its bytes don't? Then it is read again, known or not. */
static bool says_more(const struct import_values *values)
{
    return values->council || values->title || values->date || values->edition_of || values->charset ||
           values->revisions;
}

static bool holds_nothing(const struct plan *plan)
{
    return plan->action_count + plan->risk_count + plan->indicator_count == 0;
}

static void explain_layout(const struct import *import, const struct layout_trace *trace, const char *name)
{
    if (!import->values->explain_layout)
        return;
    struct terminal terminal = terminal_of(stdout);

    printf("%s%s%s\n", terminal_style(&terminal, STYLE_BOLD), name, terminal_plain(&terminal, STYLE_BOLD));
    layout_print(trace, import->session->grammar, import->arena, &terminal, stdout);
}

/* A file is not held while its plan is made. */
static void let_go(void *owner)
{
    file_bytes_let_go(owner);
}

static enum status read_plan(struct import *import, struct file_bytes *file, const struct names *names,
                             struct plan **out)
{
    const struct import_values *values = import->values;
    struct layout_trace trace = { .arena = import->arena };
    const struct plan_input input = {
        .bytes = file->bytes,
        .let_go = let_go,
        .owner = file,
        .file = names->file,
        .relative = names->relative,
        .sha256 = file->sha256,
        .charset = values->charset,
        .original = values->revisions && strcmp(values->revisions, "original") == 0,
        .unpacked_bytes = (uint64_t)values->unpacked_megabytes << 20,
        .ratio = values->ratio,
        .council = values->council,
        .title = values->title,
        .date = values->date,
        .trace = values->explain_layout ? &trace : NULL,
    };
    enum status status = plan_read(import->reader, import->matcher, &input, import->arena,
                                   import->session->sink, &import->times, out);

    if (status != STATUS_OK)
        return status;
    explain_layout(import, &trace, short_name(names));
    import->bytes += input.bytes.length;
    import->files++;
    import->actions += (*out)->action_count;
    if (values->timings && plan_bytes(*out) > import->plan_bytes)
        import->plan_bytes = plan_bytes(*out);
    if (holds_nothing(*out))
        diag_report(import->session->sink, DIAG_NO_PLAN, names->file, 0, 0,
                    "no action, risk or indicator was found in it");
    return STATUS_OK;
}

/* Explaining is not importing. */
static bool is_dry(const struct import *import)
{
    return import->values->dry_run || import->values->explain_layout;
}

/* Is it in the database, read by this program and grammar, so that there is nothing to do? */
static enum status is_known(struct import *import, const struct file_bytes *file, bool *known)
{
    *known = false;
    if (is_dry(import) || says_more(import->values))
        return STATUS_OK;
    return store_has_file(import->session->store, import->session->grammar, file->sha256, known);
}

static enum status import_bytes(struct import *import, struct file_bytes *file, const struct names *names)
{
    struct plan *plan = NULL;
    bool known;
    enum status status = is_known(import, file, &known);

    if (status != STATUS_OK)
        return status;
    if (known) {
        say_unchanged(import, short_name(names));
        return STATUS_OK;
    }
    status = read_plan(import, file, names, &plan);
    if (status != STATUS_OK)
        return status;
    if (!is_dry(import))
        return save(import, plan, names);
    say_plan(import, short_name(names), plan, "");
    return STATUS_OK;
}

/* An export of planrisk itself. */
static enum status restore(struct import *import, const struct file_bytes *file, const struct names *names)
{
    struct record_counts counts = { 0 };

    if (is_dry(import) || says_more(import->values)) {
        diag_report(
            import->session->sink, DIAG_FILE_FORMAT, names->file, 0, 0,
            "an export of planrisk is restored as it is; give none of the options that say how to read");
        return STATUS_REFUSED;
    }
    enum status status = store_read_records(import->session->store, file->bytes, names->file, &counts);

    if (status != STATUS_OK)
        return status;
    import->unchanged += counts.restored ? 0 : 1;
    import->refused += counts.refused;
    if (import->values->quiet)
        return STATUS_OK;
    clear_progress(import);
    fprintf(stderr, "%s: %zu plan%s restored, %zu in the database already\n", short_name(names),
            counts.restored, counts.restored == 1 ? "" : "s", counts.known);
    return STATUS_OK;
}

static enum status import_file(struct import *import, const struct input_file *input)
{
    struct file_bytes file = { 0 };
    enum status status = file_read(input->path, import->session->sink, &file);

    if (status != STATUS_OK)
        return status;
    const struct names names = names_of(import, input);

    if (!is_dry(import)) /* else no database is to know it again */
        file_bytes_hash(&file);
    status =
        record_is_export(file.bytes) ? restore(import, &file, &names) : import_bytes(import, &file, &names);
    file_bytes_free(&file);
    arena_reset(import->arena);
    return status;
}

/* ---- all files -------------------------------------------------------------------------------- */

/* Diagnostics come between progress lines: the line is wiped first. */
struct progress_sink {
    struct diag_sink sink;
    struct diag_sink *next;
    const struct import *import;
};

static void hear(struct diag_sink *sink, const struct diagnostic *diagnostic)
{
    struct progress_sink *progress = (struct progress_sink *)sink;

    clear_progress(progress->import);
    progress->next->report(progress->next, diagnostic);
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static bool is_same_file(const char *path, const char *other)
{
    struct stat first, second;

    return stat(path, &first) == 0 && stat(other, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

/* The database that is written to may lie in the folder that is read, with the log and the index that SQLite
 * keeps beside it. */
static bool is_own_database(const struct import *import, const char *path)
{
    static const char *const endings[] = { "", "-wal", "-shm", "-journal" };
    const char *name = last_part(import->database);
    char beside[4096];

    if (strncmp(last_part(path), name, strlen(name)) != 0) /* cheap, and nearly always so */
        return false;
    for (size_t i = 0; i < ARRAY_LENGTH(endings); i++) {
        snprintf(beside, sizeof beside, "%s%s", import->database, endings[i]);
        if (is_same_file(path, beside))
            return true;
    }
    return false;
}

/* Once for all files, those too that an import left that was cut short. */
static enum status complete_search(struct import *import)
{
    double start = now();
    enum status status = is_dry(import) ? STATUS_OK : store_complete_search(import->session->store);

    import->store_seconds += now() - start;
    return status;
}

/* A file that is refused stops nothing; a database or grammar that fails stops all. */
static int import_files(struct import *import, const struct input_list *files)
{
    for (size_t i = 0; i < files->count; i++) {
        if (is_own_database(import, files->items[i].path))
            continue;
        show_progress(import, i, files->count, files->items[i].relative);
        switch (import_file(import, &files->items[i])) {
        case STATUS_OK:
            break;
        case STATUS_REFUSED:
            import->refused++;
            break;
        case STATUS_GRAMMAR:
        case STATUS_DATABASE:
        case STATUS_OUTPUT:
        case STATUS_USAGE:
            clear_progress(import);
            return EXIT_WRONG;
        }
    }
    clear_progress(import);
    if (complete_search(import) != STATUS_OK)
        return EXIT_WRONG;
    return import->refused > 0 ? EXIT_FOUND : EXIT_DONE;
}

/* What an operand adds to the list. A folder without a file is more likely a slip than a wish. */
static enum status collect_operand(struct import *import, const char *path, struct input_list *files)
{
    size_t before = files->count;
    enum status status = input_list_add(files, path, import->session->sink);

    if (status == STATUS_OK && files->count == before) {
        diag_report(import->session->sink, DIAG_FILE_MISSING, path, 0, 0, "there is no file in this folder");
        status = STATUS_REFUSED;
    }
    import->refused += status == STATUS_REFUSED;
    return status == STATUS_REFUSED ? STATUS_OK : status;
}

static enum status collect_files(struct import *import, const struct text_list *operands,
                                 struct input_list *files)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; status == STATUS_OK && i < operands->count; i++)
        status = collect_operand(import, operands->items[i], files);
    return status;
}

static enum status prepare(struct import *import)
{
    struct session *session = import->session;
    enum status status = is_dry(import) ? STATUS_OK : session_open_store(session, STORE_WRITE);

    if (status == STATUS_OK)
        status = session_load_grammar(session);
    if (status == STATUS_OK)
        status = plan_reader_new(session->grammar, session->sink, &import->reader);
    import->matcher = matcher_new();
    import->arena = arena_new();
    return status;
}

static int run(struct session *session, const void *values, const struct text_list *operands)
{
    struct import import = {
        .session = session,
        .database = session_database_path(session),
        .values = values,
    };
    struct progress_sink progress = { .sink.report = hear, .next = session->valve.next, .import = &import };
    struct input_list files = { 0 };
    int end = EXIT_WRONG;

    if (import.values->edition_of && operands->count != 1)
        return session_complain(session, "import: --edition-of takes one file at a time");
    import.shows_progress = !import.values->quiet && isatty(STDERR_FILENO) == 1;
    session->valve.next = &progress.sink;
    if (prepare(&import) == STATUS_OK && collect_files(&import, operands, &files) == STATUS_OK)
        end = import_files(&import, &files);
    say_timings(&import);
    session->valve.next = progress.next;
    input_list_free(&files);
    arena_free(import.arena);
    matcher_free(import.matcher);
    plan_reader_free(import.reader);
    return end;
}

const struct command import_command = {
    .name = "import",
    .operands = "FILE|DIR|- ...",
    .summary = "read plans into the database",
    .details =
        "Reads plans into the database: files, every file below a folder, or standard input (-). The same "
        "file "
        "again does nothing; the same path with other contents is a new edition of that plan; anything "
        "else is a new plan.\n\n"
        "A file that can't be read is refused with one line that says why; the others go in, and the exit "
        "status is "
        "then 1. Each file is one transaction: the database never holds half of one.\n\n"
        "What planrisk export --format json --complete wrote is restored as it was: the same plans, words, "
        "places and corrections, in any database.",
    .options = options,
    .option_count = ARRAY_LENGTH(options),
    .values_size = sizeof(struct import_values),
    .operand_least = 1,
    .operand_most = SIZE_MAX,
    .run = run,
};
