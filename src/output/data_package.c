#include "output/data_package.h"

#include <string.h>

#include "output/csv_export.h"
#include "output/json_writer.h"

enum column_type { TYPE_STRING, TYPE_INTEGER, TYPE_NUMBER, TYPE_DATE };

/* A column of one name has one type in all files; those that are not here are strings. */
static const struct {
    const char *name;
    enum column_type type;
} column_types[] = {
    { "edition", TYPE_INTEGER },   { "line", TYPE_INTEGER },     { "first_line", TYPE_INTEGER },
    { "last_line", TYPE_INTEGER }, { "position", TYPE_INTEGER }, { "milestone", TYPE_INTEGER },
    { "confidence", TYPE_NUMBER }, { "percent", TYPE_NUMBER },   { "from", TYPE_DATE },
    { "to", TYPE_DATE },
};

/* Both vocabularies name these types alike. */
static const char *const type_names[] = {
    [TYPE_STRING] = "string", [TYPE_INTEGER] = "integer", [TYPE_NUMBER] = "number", [TYPE_DATE] = "date"
};

static const char *type_of(const char *column)
{
    for (size_t i = 0; i < ARRAY_LENGTH(column_types); i++)
        if (strcmp(column_types[i].name, column) == 0)
            return type_names[column_types[i].type];
    return type_names[TYPE_STRING];
}

static const char *formula_note(bool raw)
{
    return raw ? "cells are as the plans have them"
               : "a cell that a spreadsheet would take as a formula has a ' before it";
}

static void put_file_name(struct json_writer *json, const char *member, size_t entity)
{
    char name[80];

    snprintf(name, sizeof name, "%s.csv", csv_export_name(entity));
    json_put_member_string(json, member, name);
}

static void put_columns(struct json_writer *json, const char *member, size_t entity, size_t count)
{
    json_put_name(json, member);
    json_put_begin_inline_array(json);
    for (size_t i = 0; i < count; i++)
        json_put_string(json, csv_export_column(entity, i));
    json_put_end_array(json);
}

static void put_fields(struct json_writer *json, const char *member, size_t entity, const char *type_member)
{
    const char *name;

    json_put_name(json, member);
    json_put_begin_array(json);
    for (size_t i = 0; (name = csv_export_column(entity, i)) != NULL; i++) {
        json_put_begin_inline_object(json);
        json_put_member_string(json, "name", name);
        json_put_member_string(json, type_member, type_of(name));
        json_put_end_object(json);
    }
    json_put_end_array(json);
}

/* What the two vocabularies call the same things. */
struct words {
    const char *fields, *type;
    const char *foreign_columns;
    void (*put_target)(struct json_writer *json, size_t parent);
    const char *target_columns;
};

static void put_resource_name(struct json_writer *json, size_t parent)
{
    json_put_member_string(json, "resource", csv_export_name(parent));
}

static void put_resource_url(struct json_writer *json, size_t parent)
{
    put_file_name(json, "resource", parent);
}

static const struct words frictionless = { "fields", "type", "fields", put_resource_name, "fields" };
static const struct words csvw = { "columns", "datatype", "columnReference", put_resource_url,
                                   "columnReference" };

static void put_schema(struct json_writer *json, const char *member, size_t entity, const struct words *words)
{
    size_t key = csv_export_key_columns(entity);
    size_t parent = csv_export_parent(entity);

    json_put_name(json, member);
    json_put_begin_object(json);
    put_fields(json, words->fields, entity, words->type);
    if (key)
        put_columns(json, "primaryKey", entity, key);
    if (parent < csv_export_count()) {
        json_put_name(json, "foreignKeys");
        json_put_begin_array(json);
        json_put_begin_object(json);
        put_columns(json, words->foreign_columns, entity, csv_export_key_columns(parent));
        json_put_name(json, "reference");
        json_put_begin_object(json);
        words->put_target(json, parent);
        put_columns(json, words->target_columns, parent, csv_export_key_columns(parent));
        json_put_end_object(json);
        json_put_end_object(json);
        json_put_end_array(json);
    }
    json_put_end_object(json);
}

static void put_resource(struct json_writer *json, size_t entity)
{
    json_put_begin_object(json);
    json_put_member_string(json, "name", csv_export_name(entity));
    put_file_name(json, "path", entity);
    json_put_member_string(json, "profile", "tabular-data-resource");
    json_put_member_string(json, "format", "csv");
    json_put_member_string(json, "mediatype", "text/csv");
    json_put_member_string(json, "encoding", "utf-8");
    json_put_name(json, "dialect");
    json_put_begin_inline_object(json);
    json_put_member_string(json, "delimiter", ",");
    json_put_member_string(json, "lineTerminator", "\r\n");
    json_put_member_boolean(json, "doubleQuote", true);
    json_put_member_boolean(json, "header", true);
    json_put_end_object(json);
    put_schema(json, "schema", entity, &frictionless);
    json_put_end_object(json);
}

void data_package_write(bool raw, FILE *out)
{
    struct json_writer json;

    json_put_begin(&json, out);
    json_put_begin_object(&json);
    json_put_member_string(&json, "profile", "tabular-data-package");
    json_put_member_string(&json, "name", "planrisk-register");
    json_put_member_string(&json, "title", "Register of council action plans");
    json_put_member_string(&json, "formulas", formula_note(raw));
    json_put_name(&json, "resources");
    json_put_begin_array(&json);
    for (size_t i = 0; i < csv_export_count(); i++)
        put_resource(&json, i);
    json_put_end_array(&json);
    json_put_end_object(&json);
    json_put_end(&json);
}

static void put_table(struct json_writer *json, size_t entity)
{
    json_put_begin_object(json);
    put_file_name(json, "url", entity);
    put_schema(json, "tableSchema", entity, &csvw);
    json_put_end_object(json);
}

void data_package_write_csvw(bool raw, FILE *out)
{
    struct json_writer json;

    json_put_begin(&json, out);
    json_put_begin_object(&json);
    json_put_member_string(&json, "@context", "http://www.w3.org/ns/csvw");
    json_put_member_string(&json, "dc:description", formula_note(raw));
    json_put_name(&json, "dialect");
    json_put_begin_inline_object(&json);
    json_put_member_string(&json, "encoding", "utf-8");
    json_put_member_boolean(&json, "header", true);
    json_put_end_object(&json);
    json_put_name(&json, "tables");
    json_put_begin_array(&json);
    for (size_t i = 0; i < csv_export_count(); i++)
        put_table(&json, i);
    json_put_end_array(&json);
    json_put_end_object(&json);
    json_put_end(&json);
}
