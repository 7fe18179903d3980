#include "document/sheet_read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "document/document.h"
#include "document/package_parts.h"
#include "document/sheet_format.h"
#include "document/word_colour.h"
#include "document/word_xml.h"

/* workbook := { sheet } ; styles := formats fills cell-formats ; sheet := { column } { row } { merge } ; row
 * := { cell } */

enum {
    DEPTH_LIMIT = WORD_XML_DEPTH_LIMIT,
    STRING_LIMIT = 1 << 20,
    STYLE_LIMIT = 1 << 16,
    MERGE_LIMIT = 1 << 14,
};

struct cell_style {
    size_t fill;
    struct number_format format;
};

struct listed_sheet {
    struct span name;
    struct span relation;
    bool is_hidden;
};

struct merge {
    size_t row, column, last_row, last_column;
};

struct reader {
    struct word_listener listener;
    struct arena *arena;
    struct sheet *sheet;
    const char *wanted; /* the name of the sheet that is read whole; NULL: the one that is shown */
    enum word_name open[DEPTH_LIMIT];
    size_t depth;
    bool is_over_limit;

    struct listed_sheet *sheets;
    size_t sheet_count, sheet_capacity;
    size_t active;
    bool is_workbook, epoch_1904;

    struct word_theme theme;
    size_t theme_slot;
    struct number_format *formats;
    size_t format_count, format_capacity;
    uint32_t *fills;
    size_t fill_count, fill_capacity;
    bool fill_is_solid;
    struct cell_style *styles;
    size_t style_count, style_capacity;
    struct span *strings;
    size_t string_count, string_capacity;

    struct buffer text; /* of the string or value that is being read */
    bool in_text;
    bool hidden_columns[SHEET_COLUMN_LIMIT];
    bool row_is_hidden;
    size_t row, column; /* of the cell that is being read */
    struct span type;   /* of its value; a constant */
    size_t style;
    struct merge *merges;
    size_t merge_count, merge_capacity;
};

static enum word_name parent_of(const struct reader *reader)
{
    return reader->depth > 1 ? reader->open[reader->depth - 2] : WORD_OTHER;
}

static bool is_inside(const struct reader *reader, enum word_name element)
{
    for (size_t i = 0; i < reader->depth; i++)
        if (reader->open[i] == element)
            return true;
    return false;
}

static size_t index_of(const struct word_attributes *attributes, enum word_name name, size_t otherwise)
{
    long number = word_attribute_number(attributes, name, -1);

    return number < 0 ? otherwise : (size_t)number;
}

static double decimal(struct span text)
{
    char room[64];
    size_t length = text.length < sizeof room - 1 ? text.length : sizeof room - 1;

    if (length)
        memcpy(room, text.text, length);
    room[length] = '\0';
    return strtod(room, NULL);
}

static bool is_on(const struct word_attributes *attributes, enum word_name name)
{
    struct span value = word_attribute(attributes, name);

    return span_equals(value, "1") || span_equals(value, "true");
}

/* ---- the workbook -------------------------------------------------------------------------------- */

static void start_sheet(struct reader *reader, const struct word_attributes *attributes)
{
    struct span state = word_attribute(attributes, SHEET_STATE);

    reader->sheets = arena_grow(reader->arena, reader->sheets, reader->sheet_count, &reader->sheet_capacity,
                                sizeof *reader->sheets);
    reader->sheets[reader->sheet_count++] = (struct listed_sheet){
        .name = arena_copy_span(reader->arena, word_attribute(attributes, SHEET_NAME)),
        .relation = arena_copy_span(reader->arena, word_attribute(attributes, WORD_REL_ID)),
        .is_hidden = state.length && !span_equals(state, "visible"),
    };
}

/* ---- styles -------------------------------------------------------------------------------------- */

static void start_format(struct reader *reader, const struct word_attributes *attributes)
{
    if (reader->format_count == STYLE_LIMIT)
        return;
    reader->formats = arena_grow(reader->arena, reader->formats, reader->format_count,
                                 &reader->format_capacity, sizeof *reader->formats);
    reader->formats[reader->format_count++] = (struct number_format){
        .id = word_attribute_number(attributes, SHEET_NUM_FMT_ID, 0),
        .code = arena_copy_span(reader->arena, word_attribute(attributes, SHEET_FORMAT_CODE)),
    };
}

static void start_fill(struct reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    if (parent_of(reader) != SHEET_FILLS || reader->fill_count == STYLE_LIMIT)
        return;
    reader->fills = arena_grow(reader->arena, reader->fills, reader->fill_count, &reader->fill_capacity,
                               sizeof *reader->fills);
    reader->fills[reader->fill_count++] = COLOUR_NONE;
}

static void start_pattern(struct reader *reader, const struct word_attributes *attributes)
{
    struct span pattern = word_attribute(attributes, SHEET_PATTERN_TYPE);

    /* the two that every workbook begins with are "none" and "gray125" */
    reader->fill_is_solid =
        pattern.length && !span_equals(pattern, "none") && !span_equals(pattern, "gray125");
}

static uint32_t colour_of(const struct reader *reader, const struct word_attributes *attributes)
{
    static const size_t slots[] = { 1, 0, 3, 2 }; /* Excel counts light before dark */
    struct span rgb = word_attribute(attributes, SHEET_RGB);
    size_t theme = index_of(attributes, SHEET_THEME, SIZE_MAX);
    uint32_t colour = COLOUR_NONE;

    if (rgb.length == 8)
        rgb = span_part(rgb, 2, 8);
    if (rgb.length)
        colour = word_colour_of_hex(rgb);
    else if (theme < THEME_COLOURS)
        colour = reader->theme.colours[theme < ARRAY_LENGTH(slots) ? slots[theme] : theme];
    else
        colour = sheet_indexed_colour(word_attribute_number(attributes, SHEET_INDEXED, -1));
    return colour == COLOUR_NONE ? colour
                                 : sheet_tint_colour(colour, decimal(word_attribute(attributes, SHEET_TINT)));
}

static void start_fill_colour(struct reader *reader, const struct word_attributes *attributes)
{
    if (reader->fill_is_solid && reader->fill_count && is_inside(reader, SHEET_FILLS))
        reader->fills[reader->fill_count - 1] = colour_of(reader, attributes);
}

static void start_cell_style(struct reader *reader, const struct word_attributes *attributes)
{
    struct cell_style style = { .fill = index_of(attributes, SHEET_FILL_ID, 0),
                                .format.id = word_attribute_number(attributes, SHEET_NUM_FMT_ID, 0) };

    if (parent_of(reader) != SHEET_CELL_XFS || reader->style_count == STYLE_LIMIT)
        return;
    for (size_t i = 0; i < reader->format_count; i++)
        if (reader->formats[i].id == style.format.id)
            style.format = reader->formats[i];
    reader->styles = arena_grow(reader->arena, reader->styles, reader->style_count, &reader->style_capacity,
                                sizeof *reader->styles);
    reader->styles[reader->style_count++] = style;
}

static void start_theme_slot(struct reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    reader->theme_slot++;
}

static void start_theme_colour(struct reader *reader, const struct word_attributes *attributes)
{
    struct span last = word_attribute(attributes, WORD_LAST_CLR);
    uint32_t colour = word_colour_of_hex(last.length ? last : word_attribute(attributes, WORD_VAL));

    if (parent_of(reader) == WORD_THEME_COLOR_SLOT && reader->theme_slot &&
        reader->theme_slot <= THEME_COLOURS && colour != COLOUR_NONE)
        reader->theme.colours[reader->theme_slot - 1] = colour;
}

/* ---- strings ------------------------------------------------------------------------------------- */

static void start_string(struct reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    reader->text.length = 0;
}

static void end_string(struct reader *reader)
{
    if (reader->string_count == STRING_LIMIT)
        return;
    reader->strings = arena_grow(reader->arena, reader->strings, reader->string_count,
                                 &reader->string_capacity, sizeof *reader->strings);
    reader->strings[reader->string_count++] =
        arena_copy_span(reader->arena, span_over(buffer_string(&reader->text), reader->text.length));
}

/* How a word is spoken is no part of it. */
static void start_text(struct reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    reader->in_text = !is_inside(reader, SHEET_R_PH);
}

static void end_text(struct reader *reader)
{
    reader->in_text = false;
}

/* ---- cells --------------------------------------------------------------------------------------- */

/* reference := letters digits, "AB12"; false where it is none. */
static bool read_reference(struct span text, size_t *row, size_t *column)
{
    size_t letters = 0;

    *row = *column = 0;
    for (; letters < text.length && letters < 4 && text.text[letters] >= 'A' && text.text[letters] <= 'Z';
         letters++)
        *column = *column * 26 + (size_t)(text.text[letters] - 'A') + 1;
    for (size_t i = letters; i < text.length && i < letters + 7; i++) {
        if (text.text[i] < '0' || text.text[i] > '9')
            return false;
        *row = *row * 10 + (size_t)(text.text[i] - '0');
    }
    return (*row)-- > 0 && (*column)-- > 0;
}

static void start_column(struct reader *reader, const struct word_attributes *attributes)
{
    size_t first = index_of(attributes, SHEET_MIN, 1);
    size_t last = index_of(attributes, SHEET_MAX, 0);

    for (size_t i = first;
         !reader->wanted && is_on(attributes, SHEET_HIDDEN) && i && i <= last && i <= SHEET_COLUMN_LIMIT; i++)
        reader->hidden_columns[i - 1] = true;
}

static void start_row(struct reader *reader, const struct word_attributes *attributes)
{
    size_t row = index_of(attributes, SHEET_R, 0);

    reader->row = row ? row - 1 : reader->row + 1;
    reader->column = SIZE_MAX;
    reader->row_is_hidden = !reader->wanted && is_on(attributes, SHEET_HIDDEN);
}

static void start_cell(struct reader *reader, const struct word_attributes *attributes)
{
    static const char *const types[] = { "s", "inlineStr", "str", "b", "e", "d", "n" };
    struct span type = word_attribute(attributes, SHEET_T);
    size_t row, column;

    reader->column++;
    if (read_reference(word_attribute(attributes, SHEET_R), &row, &column) && row == reader->row)
        reader->column = column;
    reader->style = index_of(attributes, SHEET_S, 0);
    reader->type = span_of("n");
    for (size_t i = 0; i < ARRAY_LENGTH(types); i++)
        if (span_equals(type, types[i]))
            reader->type = span_of(types[i]);
    reader->text.length = 0;
}

/* What the cell shows, in the arena; no text where it is empty. */
static struct span shown_text(struct reader *reader)
{
    struct span value = span_trim(span_over(buffer_string(&reader->text), reader->text.length));
    const struct number_format *format = reader->style < reader->style_count
                                             ? &reader->styles[reader->style].format
                                             : &(const struct number_format){ 0 };

    if (!value.length)
        return (struct span){ 0 };
    if (span_equals(reader->type, "s")) {
        double index = decimal(value);

        return index >= 0 && index < (double)reader->string_count ? reader->strings[(size_t)index]
                                                                  : (struct span){ 0 };
    }
    if (span_equals(reader->type, "b"))
        return span_of(span_equals(value, "1") ? "TRUE" : "FALSE");
    if (!span_equals(reader->type, "n"))
        return arena_copy_span(reader->arena, value);
    double number = decimal(value);

    reader->text.length = 0;
    sheet_format_number(number, format, reader->epoch_1904, &reader->text);
    return arena_copy_span(reader->arena, span_over(buffer_string(&reader->text), reader->text.length));
}

static void end_cell(struct reader *reader)
{
    struct sheet *sheet = reader->sheet;
    size_t fill = reader->style < reader->style_count ? reader->styles[reader->style].fill : 0;
    struct sheet_cell cell = {
        .row = reader->row,
        .column = reader->column,
        .row_span = 1,
        .column_span = 1,
        .colour = COLOUR_NONE,
    };

    if (cell.column >= SHEET_COLUMN_LIMIT || reader->row_is_hidden || reader->hidden_columns[cell.column])
        return;
    cell.text = shown_text(reader);
    if (fill < reader->fill_count)
        cell.colour = reader->fills[fill];
    if (!cell.text.length && cell.colour == COLOUR_NONE)
        return;
    if (sheet->count == SHEET_CELL_LIMIT) {
        reader->is_over_limit = true;
        return;
    }
    sheet->cells =
        arena_grow(reader->arena, sheet->cells, sheet->count, &sheet->capacity, sizeof *sheet->cells);
    sheet->cells[sheet->count++] = cell;
}

static void start_merge(struct reader *reader, const struct word_attributes *attributes)
{
    struct span range = word_attribute(attributes, SHEET_REF);
    const char *colon = range.length ? memchr(range.text, ':', range.length) : NULL;
    size_t middle = colon ? (size_t)(colon - range.text) : range.length;
    struct merge merge;

    if (!colon || reader->merge_count == MERGE_LIMIT ||
        !read_reference(span_part(range, 0, middle), &merge.row, &merge.column) ||
        !read_reference(span_part(range, middle + 1, range.length), &merge.last_row, &merge.last_column))
        return;
    reader->merges = arena_grow(reader->arena, reader->merges, reader->merge_count, &reader->merge_capacity,
                                sizeof *reader->merges);
    reader->merges[reader->merge_count++] = merge;
}

/* ---- elements ------------------------------------------------------------------------------------ */

static void start_workbook(struct reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    reader->is_workbook = true;
}

static void start_workbook_properties(struct reader *reader, const struct word_attributes *attributes)
{
    reader->epoch_1904 = is_on(attributes, SHEET_DATE_1904);
}

static void start_view(struct reader *reader, const struct word_attributes *attributes)
{
    reader->active = index_of(attributes, SHEET_ACTIVE_TAB, 0);
}

static const struct {
    enum word_name element;
    void (*start)(struct reader *reader, const struct word_attributes *attributes);
    void (*end)(struct reader *reader);
} handlers[] = {
    { SHEET_C, start_cell, end_cell },
    { SHEET_V, start_text, end_text },
    { SHEET_T, start_text, end_text },
    { SHEET_ROW, start_row, NULL },
    { SHEET_SI, start_string, end_string },
    { SHEET_COL, start_column, NULL },
    { SHEET_MERGE_CELL, start_merge, NULL },
    { SHEET_WORKBOOK, start_workbook, NULL },
    { SHEET_WORKBOOK_PR, start_workbook_properties, NULL },
    { SHEET_WORKBOOK_VIEW, start_view, NULL },
    { SHEET_SHEET, start_sheet, NULL },
    { SHEET_NUM_FMT, start_format, NULL },
    { SHEET_FILL, start_fill, NULL },
    { SHEET_PATTERN_FILL, start_pattern, NULL },
    { SHEET_FG_COLOR, start_fill_colour, NULL },
    { SHEET_XF, start_cell_style, NULL },
    { WORD_THEME_COLOR_SLOT, start_theme_slot, NULL },
    { WORD_SRGB_CLR, start_theme_colour, NULL },
    { WORD_SYS_CLR, start_theme_colour, NULL },
};

static void on_start(struct word_listener *listener, enum word_name element,
                     const struct word_attributes *attributes)
{
    struct reader *reader = (struct reader *)(void *)listener;

    reader->open[reader->depth++] = element;
    for (size_t i = 0; element != WORD_OTHER && i < ARRAY_LENGTH(handlers); i++)
        if (handlers[i].element == element && handlers[i].start)
            handlers[i].start(reader, attributes);
}

static void on_end(struct word_listener *listener, enum word_name element)
{
    struct reader *reader = (struct reader *)(void *)listener;

    for (size_t i = 0; element != WORD_OTHER && i < ARRAY_LENGTH(handlers); i++)
        if (handlers[i].element == element && handlers[i].end)
            handlers[i].end(reader);
    reader->depth--;
}

static void on_text(struct word_listener *listener, const char *text, size_t length)
{
    struct reader *reader = (struct reader *)(void *)listener;

    if (reader->in_text)
        buffer_add(&reader->text, text, length);
}

/* ---- the whole ----------------------------------------------------------------------------------- */

static enum status read_part(struct reader *reader, struct package *package, size_t part)
{
    reader->depth = 0;
    reader->in_text = false;
    return package_read(package, part, &reader->listener);
}

static enum status read_type(struct reader *reader, struct package *package,
                             const struct relation_list *relations, const char *type)
{
    size_t part;

    return package_find_type(package, relations, type, &part) ? read_part(reader, package, part) : STATUS_OK;
}

/* The sheet that is shown: the active one, or the first that is not hidden. */
static const struct listed_sheet *shown_sheet(const struct reader *reader)
{
    const struct listed_sheet *shown = NULL;

    for (size_t i = 0; i < reader->sheet_count; i++) {
        const struct listed_sheet *sheet = &reader->sheets[i];

        if (!sheet->is_hidden && (!shown || i == reader->active))
            shown = sheet;
    }
    return shown;
}

static const struct listed_sheet *named_sheet(const struct reader *reader)
{
    for (size_t i = 0; i < reader->sheet_count; i++)
        if (span_equals(reader->sheets[i].name, reader->wanted))
            return &reader->sheets[i];
    return NULL;
}

static enum status read_sheet(struct reader *reader, struct package *package,
                              const struct relation_list *relations, const struct listed_sheet *listed)
{
    size_t part;

    memset(reader->hidden_columns, 0, sizeof reader->hidden_columns);
    reader->merge_count = 0;
    reader->row = SIZE_MAX;
    return package_find_relation(package, relations, listed->relation, &part)
               ? read_part(reader, package, part)
               : STATUS_REFUSED;
}

/* Counts the other sheets that hold words. */
static enum status count_others(struct reader *reader, struct package *package,
                                const struct relation_list *relations, const struct listed_sheet *shown)
{
    struct sheet *kept = reader->sheet;
    enum status status = STATUS_OK;
    size_t others = 0;

    for (size_t i = 0; i < reader->sheet_count && status == STATUS_OK; i++) {
        struct sheet *other = ARENA_NEW(reader->arena, struct sheet);

        if (&reader->sheets[i] == shown)
            continue;
        reader->sheet = other;
        status = read_sheet(reader, package, relations, &reader->sheets[i]);
        for (size_t c = 0; c < other->count; c++)
            if (other->cells[c].text.length) {
                others++;
                break;
            }
    }
    reader->sheet = kept;
    kept->other_sheets = others;
    return status;
}

static enum status read_workbook(struct reader *reader, struct package *package)
{
    static const char *const definitions[] = { "theme", "styles", "sharedStrings" };
    struct relation_list relations;
    enum status status = package_relations(package, (struct span){ 0 }, &relations);
    const struct listed_sheet *shown;
    size_t main;

    if (status != STATUS_OK || !package_find_type(package, &relations, "officeDocument", &main))
        return STATUS_REFUSED;
    if (read_part(reader, package, main) != STATUS_OK || !reader->is_workbook ||
        package_relations(package, package_name(package, main), &relations) != STATUS_OK)
        return STATUS_REFUSED;
    for (size_t i = 0; i < ARRAY_LENGTH(definitions) && status == STATUS_OK; i++)
        status = read_type(reader, package, &relations, definitions[i]);
    shown = reader->wanted ? named_sheet(reader) : shown_sheet(reader);
    if (status != STATUS_OK || !shown)
        return STATUS_REFUSED;
    if (!reader->wanted && count_others(reader, package, &relations, shown) != STATUS_OK)
        return STATUS_REFUSED;
    return read_sheet(reader, package, &relations, shown);
}

static int compare_cells(const void *a, const void *b)
{
    const struct sheet_cell *first = a;
    const struct sheet_cell *second = b;

    if (first->row != second->row)
        return first->row < second->row ? -1 : 1;
    return (first->column > second->column) - (first->column < second->column);
}

static bool covers(const struct merge *merge, const struct sheet_cell *cell)
{
    return cell->row >= merge->row && cell->row <= merge->last_row && cell->column >= merge->column &&
           cell->column <= merge->last_column;
}

/* Gives a merge's first cell its span; false for a cell that it hides. */
static bool settle_merge(const struct reader *reader, struct sheet_cell *cell)
{
    for (size_t i = 0; i < reader->merge_count; i++) {
        const struct merge *merge = &reader->merges[i];

        if (!covers(merge, cell))
            continue;
        if (cell->row != merge->row || cell->column != merge->column)
            return false;
        size_t last = merge->last_column < SHEET_COLUMN_LIMIT ? merge->last_column : SHEET_COLUMN_LIMIT - 1;

        cell->row_span = merge->last_row - merge->row + 1;
        cell->column_span = last - cell->column + 1;
        return true;
    }
    return true;
}

static void settle_cells(struct reader *reader)
{
    struct sheet *sheet = reader->sheet;
    size_t kept = 0;

    if (sheet->count)
        qsort(sheet->cells, sheet->count, sizeof *sheet->cells, compare_cells);
    for (size_t i = 0; i < sheet->count; i++) {
        struct sheet_cell cell = sheet->cells[i];
        bool is_twin = kept && compare_cells(&sheet->cells[kept - 1], &cell) == 0;

        if (!is_twin && settle_merge(reader, &cell))
            sheet->cells[kept++] = cell;
    }
    sheet->count = kept;
}

static enum status read_bytes(struct span bytes, const char *wanted, struct arena *arena, struct sheet *out)
{
    struct reader reader = {
        .listener = { on_start, on_end, on_text },
        .arena = arena,
        .sheet = out,
        .wanted = wanted,
        .theme = word_theme_default(),
    };
    struct package *package;
    enum status status;

    *out = (struct sheet){ 0 };
    if (file_format_sniff(bytes) != FILE_FORMAT_ZIP ||
        package_open(bytes, FILE_FORMAT_ZIP, NULL, NULL, arena, NULL, &package) != STATUS_OK)
        return STATUS_REFUSED;
    status = read_workbook(&reader, package);
    package_close(package);
    buffer_free(&reader.text);
    if (status != STATUS_OK || reader.is_over_limit)
        return STATUS_REFUSED;
    settle_cells(&reader);
    return STATUS_OK;
}

enum status sheet_read(struct span bytes, struct arena *arena, struct sheet *out)
{
    return read_bytes(bytes, NULL, arena, out);
}

enum status sheet_read_named(struct span bytes, const char *name, struct arena *arena, struct sheet *out)
{
    return read_bytes(bytes, name, arena, out);
}
