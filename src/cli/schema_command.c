#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/embedded_file.h"
#include "cli/command_table.h"
#include "cli/session.h"

struct schema_values {
    const char *output;
};

static const struct option_spec options[] = {
    { .name = "output",
      .letter = 'o',
      .kind = OPTION_TEXT,
      .argument = "FILE",
      .target = offsetof(struct schema_values, output),
      .help = "write to this file" },
};

static const struct embedded_file *find_schema(struct session *session, const char *name)
{
    struct buffer names = { 0 };
    const struct embedded_file *file = embedded_schemas;

    for (; file->name && strcmp(file->name, name) != 0; file++)
        buffer_add_format(&names, "%s%s", names.length ? ", " : "", file->name);
    if (!file->name)
        session_complain(session, "schema: there is no \"%s\", but %s", name, buffer_string(&names));
    buffer_free(&names);
    return file->name ? file : NULL;
}

/* What the database is called where it is served: its file's name without folder and extension. */
static struct span database_name(const char *path)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    const char *name = slash ? slash + 1 : path ? path : "planrisk";
    const char *dot = strrchr(name, '.');

    return span_at(name, dot ? (size_t)(dot - name) : strlen(name), 0);
}

/* The word DATABASE stands for the database's name; it is in one of the files. */
static void write_schema(const struct embedded_file *file, struct span name, FILE *out)
{
    static const char mark[] = "DATABASE";
    const char *at = strstr(file->bytes, mark);

    if (!at) {
        fwrite(file->bytes, 1, file->length, out);
        return;
    }
    fwrite(file->bytes, 1, (size_t)(at - file->bytes), out);
    for (size_t i = 0; i < name.length; i++) {
        if (name.text[i] == '"' || name.text[i] == '\\')
            fputc('\\', out);
        if ((unsigned char)name.text[i] >= ' ')
            fputc(name.text[i], out);
    }
    fputs(at + strlen(mark), out);
}

static int run(struct session *session, const void *filled, const struct text_list *operands)
{
    const struct schema_values *values = filled;
    const struct embedded_file *file = find_schema(session, operands->count ? operands->items[0] : "export");

    if (!file || session_open_output(session, values->output) != STATUS_OK)
        return EXIT_WRONG;
    write_schema(file, database_name(session_database_path(session)), session->output.stream);
    return session_exit_status(session_finish_output(session));
}

const struct command schema_command = {
    .name = "schema",
    .operands = "[NAME]",
    .summary = "print the JSON Schema of an output",
    .details =
        "Prints what is promised of an output in JSON, as a JSON Schema (2020-12). NAME is export (as it is "
        "without one), check or overlap: the commands whose --format json it describes. With the name "
        "datasette: a metadata.json for Datasette, with descriptions of the database's tables, views and "
        "columns (datasette planrisk.db -m metadata.json). Members may be added to an output, none is "
        "renamed. Needs no database.",
    .options = options,
    .option_count = ARRAY_LENGTH(options),
    .values_size = sizeof(struct schema_values),
    .operand_most = 1,
    .run = run,
};
