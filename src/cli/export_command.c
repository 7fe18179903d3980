#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "analysis/coverage_check.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "cli/command_table.h"
#include "cli/nearest_name.h"
#include "cli/plan_answers.h"
#include "cli/session.h"
#include "output/calendar_export.h"
#include "output/csv_export.h"
#include "output/data_package.h"
#include "output/json_export.h"
#include "output/markdown_export.h"
#include "output/xlsx_export.h"

struct export_values {
    struct text_list plans;
    const char *format;
    const char *output;
    const char *entity;
    const char *owner;
    const char *scheme;
    bool all_editions;
    bool complete;
    bool raw;
};

static const char *const formats[] = { "json", "csv", "markdown", "ics", "xlsx", NULL };

static const struct option_spec options[] = {
    { .name = "format",
      .kind = OPTION_NAME,
      .argument = "FORMAT",
      .choices = formats,
      .target = offsetof(struct export_values, format),
      .help =
          "json (as it is without this), csv, markdown, ics (a calendar of due dates) or xlsx (a workbook)" },
    { .name = "output",
      .letter = 'o',
      .kind = OPTION_TEXT,
      .argument = "FILE",
      .target = offsetof(struct export_values, output),
      .help = "write to this file; for csv to this folder, which is made where there is none" },
    { .name = "plan",
      .kind = OPTION_TEXTS,
      .argument = "PLAN",
      .target = offsetof(struct export_values, plans),
      .help = "only this plan (its key); may be given again" },
    { .name = "all-editions",
      .kind = OPTION_FLAG,
      .target = offsetof(struct export_values, all_editions),
      .help = "earlier editions too" },
    { .name = "complete",
      .kind = OPTION_FLAG,
      .target = offsetof(struct export_values, complete),
      .help = "json: with all that the database holds of each plan, so that planrisk import makes the same "
              "database of it" },
    { .name = "entity",
      .kind = OPTION_TEXT,
      .argument = "NAME",
      .target = offsetof(struct export_values, entity),
      .help = "csv: only this table (actions, action_owners, risks, ...), to a file or standard output" },
    { .name = "owner",
      .kind = OPTION_TEXT,
      .argument = "WORDS",
      .target = offsetof(struct export_values, owner),
      .help = "ics: only what has an owner with these words in the name" },
    { .name = "scheme",
      .kind = OPTION_TEXT,
      .argument = "NAME",
      .target = offsetof(struct export_values, scheme),
      .help = "xlsx: the scoring scheme, a file of grammars/schemes" },
    { .name = "raw",
      .kind = OPTION_FLAG,
      .target = offsetof(struct export_values, raw),
      .help = "csv: write cells as they are, without the ' that keeps a spreadsheet from taking them as "
              "formulas" },
};

/* ---- one stream ------------------------------------------------------------------------------------- */

static enum status write_json(struct session *session, const struct export_values *values,
                              const struct plan_set *plans)
{
    return json_export_plans(plans, values->complete ? session->store : NULL, session->output.stream);
}

static enum status write_markdown(struct session *session, const struct export_values *values,
                                  const struct plan_set *plans)
{
    (void)values;
    markdown_export_plans(plans, session->output.stream);
    return STATUS_OK;
}

static enum status write_calendar(struct session *session, const struct export_values *values,
                                  const struct plan_set *plans)
{
    calendar_export_plans(plans, values->owner, session->output.stream);
    return STATUS_OK;
}

static enum status write_workbook(struct session *session, const struct export_values *values,
                                  const struct plan_set *plans)
{
    struct plan_answers answers = { .plans = *plans };
    struct coverage_result coverage;
    const struct xlsx_input input = { &answers.plans, answers.scores, &answers.checks, &answers.overlaps,
                                      &coverage };
    enum status status = plan_answers_find(session, values->scheme, &answers);

    if (status == STATUS_OK)
        status = coverage_find(&answers.plans, session->grammar, session->arena, session->sink, &coverage);
    return status == STATUS_OK ? xlsx_export_write(&input, session->output.stream, session->sink) : status;
}

/* The formats that are one file; csv is several. */
static const struct stream_format {
    const char *name;
    enum status (*write)(struct session *session, const struct export_values *values,
                         const struct plan_set *plans);
} stream_formats[] = {
    { "json", write_json },
    { "markdown", write_markdown },
    { "ics", write_calendar },
    { "xlsx", write_workbook },
};

static const struct stream_format *find_stream_format(const char *name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(stream_formats); i++)
        if (strcmp(stream_formats[i].name, name) == 0)
            return &stream_formats[i];
    return NULL;
}

static int export_stream(struct session *session, const struct export_values *values,
                         const struct stream_format *format, const struct plan_set *plans)
{
    if (session_open_output(session, values->output) != STATUS_OK ||
        format->write(session, values, plans) != STATUS_OK)
        return EXIT_WRONG;
    return session_exit_status(session_finish_output(session));
}

/* ---- csv -------------------------------------------------------------------------------------------- */

static int export_entity(struct session *session, const struct export_values *values, size_t entity,
                         const struct plan_set *plans)
{
    if (session_open_output(session, values->output) != STATUS_OK)
        return EXIT_WRONG;
    csv_export_write(entity, plans, values->raw, session->output.stream);
    return session_exit_status(session_finish_output(session));
}

/* What stands beside the tables in a folder. */
static const struct {
    const char *name;
    void (*write)(bool raw, FILE *out);
} metadata[] = {
    { "datapackage.json", data_package_write },
    { "csv-metadata.json", data_package_write_csvw },
};

/* Writes file `index` of the folder under a temporary name: the tables, then their metadata. */
static enum status write_file(struct session *session, const struct export_values *values, size_t index,
                              const struct plan_set *plans, struct output_file *file)
{
    struct buffer path = { 0 };
    size_t tables = csv_export_count();

    buffer_add_format(&path, "%s/", values->output);
    if (index < tables)
        buffer_add_format(&path, "%s.csv", csv_export_name(index));
    else
        buffer_add_string(&path, metadata[index - tables].name);
    enum status status = output_file_open(file, buffer_string(&path), session->sink);
    buffer_free(&path);
    if (status != STATUS_OK)
        return status;
    if (index < tables)
        csv_export_write(index, plans, values->raw, file->stream);
    else
        metadata[index - tables].write(values->raw, file->stream);
    return output_file_close(file, session->sink);
}

static enum status make_folder(struct session *session, const char *path)
{
    struct stat status;

    if (mkdir(path, 0777) == 0)
        return STATUS_OK;
    if (errno == EEXIST && stat(path, &status) == 0 && S_ISDIR(status.st_mode))
        return STATUS_OK;
    diag_report(session->sink, DIAG_OUTPUT, path, 0, 0, "can't be made a folder: %s", strerror(errno));
    return STATUS_OUTPUT;
}

/* All files are written before the first gets its name, so that a full disk leaves an older export as it was.
 */
static int export_folder(struct session *session, const struct export_values *values,
                         const struct plan_set *plans)
{
    size_t count = csv_export_count() + ARRAY_LENGTH(metadata);
    struct output_file *files = memory_new(count * sizeof *files);
    enum status status = make_folder(session, values->output);

    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = write_file(session, values, i, plans, &files[i]);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = output_file_finish(&files[i], session->sink);
    for (size_t i = 0; i < count; i++)
        output_file_abandon(&files[i]);
    free(files);
    return session_exit_status(status);
}

/* The entity asked for; csv_export_count() where none was; -1: there is no such entity, reported. */
static int find_entity(struct session *session, const struct export_values *values, size_t *entity)
{
    struct nearest_name nearest = { .typed = values->entity };

    *entity = csv_export_count();
    if (!values->entity)
        return EXIT_DONE;
    *entity = csv_export_find(values->entity);
    if (*entity < csv_export_count())
        return EXIT_DONE;
    for (size_t i = 0; i < csv_export_count(); i++)
        nearest_name_offer(&nearest, csv_export_name(i));
    if (nearest_name_found(&nearest))
        return session_complain(session, "export: there is no table '%s' (is '%s' meant?)", values->entity,
                                nearest_name_found(&nearest));
    return session_complain(session, "export: there is no table '%s'", values->entity);
}

/* Options that the format has no use for, and what it needs. */
static int check_values(struct session *session, const struct export_values *values, const char *format)
{
    bool is_csv = strcmp(format, "csv") == 0;

    if (!is_csv && (values->entity || values->raw))
        return session_complain(session, "export: --entity and --raw are for --format csv");
    if (is_csv && !values->output && !values->entity)
        return session_complain(
            session, "export: csv is several files: name a folder with -o, or one table with --entity");
    if (values->complete && strcmp(format, "json") != 0)
        return session_complain(session, "export: --complete is for --format json");
    if (values->owner && strcmp(format, "ics") != 0)
        return session_complain(session, "export: --owner is for --format ics");
    if (strcmp(format, "xlsx") != 0)
        return values->scheme ? session_complain(session, "export: --scheme is for --format xlsx")
                              : EXIT_DONE;
    if (!values->output && isatty(STDOUT_FILENO) == 1)
        return session_complain(session,
                                "export: name the workbook's file with -o, such as -o register.xlsx");
    return EXIT_DONE;
}

static int run(struct session *session, const void *filled, const struct text_list *operands)
{
    const struct export_values *values = filled;
    const char *format = values->format ? values->format : "json";
    const struct stream_format *stream = find_stream_format(format);
    const struct load_options load = {
        .all_editions = values->all_editions,
        .plans = values->plans.items,
        .plan_count = values->plans.count,
    };
    struct plan_set plans = { 0 };
    size_t entity;

    (void)operands;
    if (find_entity(session, values, &entity) != EXIT_DONE ||
        check_values(session, values, format) != EXIT_DONE)
        return EXIT_WRONG;
    if (session_load_plans(session, &load, &plans) != STATUS_OK)
        return EXIT_WRONG;
    if (stream)
        return export_stream(session, values, stream, &plans);
    return values->entity ? export_entity(session, values, entity, &plans)
                          : export_folder(session, values, &plans);
}

const struct command export_command = {
    .name = "export",
    .operands = "",
    .summary = "write the register as JSON, CSV, Markdown, a calendar or a workbook",
    .details = "Writes the register: as one JSON document; as a folder of CSV files, one for each kind of "
               "thing, that "
               "join by plan and key; as Markdown for a committee paper; or as a calendar of what is due "
               "(iCalendar). What a plan does not state is null or empty, never guessed. The same plans give "
               "the same bytes every time.",
    .options = options,
    .option_count = ARRAY_LENGTH(options),
    .values_size = sizeof(struct export_values),
    .run = run,
};
