#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "cli/command_table.h"
#include "cli/nearest_name.h"
#include "cli/session.h"
#include "output/csv_export.h"
#include "output/json_export.h"

struct export_values {
    struct text_list plans;
    const char *format;
    const char *output;
    const char *entity;
    bool all_editions;
    bool raw;
};

static const char *const formats[] = { "json", "csv", NULL };

static const struct option_spec options[] = {
    { .name = "format",
      .kind = OPTION_NAME,
      .argument = "FORMAT",
      .choices = formats,
      .target = offsetof(struct export_values, format),
      .help = "json (as it is without this) or csv" },
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
    { .name = "entity",
      .kind = OPTION_TEXT,
      .argument = "NAME",
      .target = offsetof(struct export_values, entity),
      .help = "csv: only this table (actions, action_owners, risks, ...), to a file or standard output" },
    { .name = "raw",
      .kind = OPTION_FLAG,
      .target = offsetof(struct export_values, raw),
      .help = "csv: write cells as they are, without the ' that keeps a spreadsheet from taking them as "
              "formulas" },
};

static int export_json(struct session *session, const struct export_values *values,
                       const struct plan_set *plans)
{
    if (session_open_output(session, values->output) != STATUS_OK)
        return EXIT_WRONG;
    json_export_plans(plans, session->output.stream);
    return session_exit_status(session_finish_output(session));
}

static int export_entity(struct session *session, const struct export_values *values, size_t entity,
                         const struct plan_set *plans)
{
    if (session_open_output(session, values->output) != STATUS_OK)
        return EXIT_WRONG;
    csv_export_write(entity, plans, values->raw, session->output.stream);
    return session_exit_status(session_finish_output(session));
}

/* Writes FOLDER/NAME.csv under a temporary name. */
static enum status write_sheet(struct session *session, const struct export_values *values, size_t entity,
                               const struct plan_set *plans, struct output_file *file)
{
    struct buffer path = { 0 };

    buffer_add_format(&path, "%s/%s.csv", values->output, csv_export_name(entity));
    enum status status = output_file_open(file, buffer_string(&path), session->sink);
    buffer_free(&path);
    if (status != STATUS_OK)
        return status;
    csv_export_write(entity, plans, values->raw, file->stream);
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
    size_t count = csv_export_count();
    struct output_file *files = memory_new(count * sizeof *files);
    enum status status = make_folder(session, values->output);

    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = write_sheet(session, values, i, plans, &files[i]);
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

static int run(struct session *session, const void *filled, const struct text_list *operands)
{
    const struct export_values *values = filled;
    bool is_csv = values->format && strcmp(values->format, "csv") == 0;
    const struct load_options load = {
        .all_editions = values->all_editions,
        .plans = values->plans.items,
        .plan_count = values->plans.count,
    };
    struct plan_set plans = { 0 };
    size_t entity;

    (void)operands;
    if (find_entity(session, values, &entity) != EXIT_DONE)
        return EXIT_WRONG;
    if (!is_csv && (values->entity || values->raw))
        return session_complain(session, "export: --entity and --raw are for --format csv");
    if (is_csv && !values->output && !values->entity)
        return session_complain(
            session, "export: csv is several files: name a folder with -o, or one table with --entity");
    if (session_load_plans(session, &load, &plans) != STATUS_OK)
        return EXIT_WRONG;
    if (!is_csv)
        return export_json(session, values, &plans);
    return values->entity ? export_entity(session, values, entity, &plans)
                          : export_folder(session, values, &plans);
}

const struct command export_command = {
    .name = "export",
    .operands = "",
    .summary = "write the register as JSON or CSV",
    .details =
        "Writes the register: as one JSON document, or as a folder of CSV files, one for each kind of thing, "
        "that join "
        "by plan and key. What a plan does not state is null or empty, never guessed. The same plans give "
        "the same bytes every time.",
    .options = options,
    .option_count = ARRAY_LENGTH(options),
    .values_size = sizeof(struct export_values),
    .run = run,
};
