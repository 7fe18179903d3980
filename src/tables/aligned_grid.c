#include "tables/aligned_grid.h"

#include <stdlib.h>
#include <string.h>

#include "document/document.h"
#include "tables/layout.h"

enum {
    HEADER_LINES = 4,
    HEADING_BYTES = 96, /* longer words are no heading: what follows is not looked at */
    SHIFT_LIMIT = 12,   /* characters by which a page may stand elsewhere */
    OVERHANG = 2,       /* characters by which a piece may run over its column's edge */
};

/* ---- header --------------------------------------------------------------------------------------- */

/* A heading under construction: pieces of several lines that stand over one another. */
struct heading {
    size_t from, to;
    struct span pieces[HEADER_LINES];
    size_t count;
};
struct heading_list {
    struct heading items[ALIGNED_COLUMNS];
    size_t count;
};

static bool insert_heading(struct heading_list *list, size_t place, const struct aligned_piece *piece)
{
    if (list->count == ALIGNED_COLUMNS)
        return false;
    memmove(&list->items[place + 1], &list->items[place], (list->count - place) * sizeof list->items[0]);
    list->items[place] =
        (struct heading){ .from = piece->from, .to = piece->to, .pieces = { piece->text }, .count = 1 };
    list->count++;
    return true;
}

/* A heading over several that stand under it ("Inherent" over "L", "I") is a part of each of them. */
static bool split_group(struct heading_list *list, size_t place, const struct aligned_line *line,
                        size_t first, size_t count)
{
    struct heading group = list->items[place];

    if (list->count + count - 1 > ALIGNED_COLUMNS || group.count == HEADER_LINES)
        return false;
    memmove(&list->items[place + count], &list->items[place + 1],
            (list->count - place - 1) * sizeof list->items[0]);
    list->count += count - 1;
    for (size_t i = 0; i < count; i++) {
        const struct aligned_piece *piece = &line->pieces[first + i];
        struct heading *heading = &list->items[place + i];

        *heading = group;
        heading->from = piece->from;
        heading->to = piece->to;
        heading->pieces[heading->count++] = piece->text;
    }
    return true;
}

/* How many pieces of the line, from `first` on, stand under one heading; 0: under none. */
static size_t pieces_under(const struct heading *heading, const struct aligned_line *line, size_t first)
{
    size_t count = 0;

    while (first + count < line->count && line->pieces[first + count].from < heading->to &&
           line->pieces[first + count].to > heading->from)
        count++;
    return count;
}

/* False where a piece stands under two headings: it is none. */
static bool add_piece(struct heading_list *list, const struct aligned_piece *piece)
{
    size_t place = 0;

    while (place < list->count && list->items[place].to <= piece->from)
        place++;
    if (place == list->count || list->items[place].from >= piece->to)
        return insert_heading(list, place, piece);
    if (place + 1 < list->count && list->items[place + 1].from < piece->to)
        return false;
    struct heading *heading = &list->items[place];

    if (heading->count == HEADER_LINES)
        return false;
    heading->pieces[heading->count++] = piece->text;
    heading->from = piece->from < heading->from ? piece->from : heading->from;
    heading->to = piece->to > heading->to ? piece->to : heading->to;
    return true;
}

static bool add_line(struct heading_list *list, const struct aligned_line *line)
{
    for (size_t i = 0; i < line->count; i++) {
        size_t place = 0;

        while (place < list->count && list->items[place].to <= line->pieces[i].from)
            place++;
        size_t under = place < list->count ? pieces_under(&list->items[place], line, i) : 0;
        bool added =
            under >= 2 ? split_group(list, place, line, i, under) : add_piece(list, &line->pieces[i]);

        if (!added)
            return false;
        i += under >= 2 ? under - 1 : 0;
    }
    return line->count > 0;
}

/* The words of each heading, for looking at; layout_join_words makes them for good. */
static void joined_words(const struct heading_list *list, char text[static ALIGNED_COLUMNS * HEADING_BYTES],
                         struct span *words)
{
    size_t at = 0;

    for (size_t i = 0; i < list->count; i++) {
        const struct heading *heading = &list->items[i];
        size_t from = at;

        for (size_t k = 0; k < heading->count && at - from + heading->pieces[k].length + 1 < HEADING_BYTES;
             k++) {
            if (k)
                text[at++] = ' ';
            if (heading->pieces[k].length)
                memcpy(text + at, heading->pieces[k].text, heading->pieces[k].length);
            at += heading->pieces[k].length;
        }
        words[i] = span_over(text + from, at - from);
    }
}

static void take_header(struct layout *layout, const struct heading_list *list, size_t lines,
                        struct aligned_grid *grid)
{
    *grid = (struct aligned_grid){ .count = list->count, .header_lines = lines };
    for (size_t i = 0; i < list->count; i++) {
        grid->header_from[i] = list->items[i].from;
        grid->header_to[i] = list->items[i].to;
        grid->starts[i] = list->items[i].from;
        grid->words[i] = layout_join_words(layout, list->items[i].pieces, list->items[i].count);
    }
    grid->starts[0] = 0;
}

/* "No. Hazard": a narrow column of references may have one space only behind its heading. */
static void split_ref_heading(const struct layout *layout, struct aligned_line *line)
{
    struct aligned_piece *piece = &line->pieces[0];
    const char *space = line->count ? memchr(piece->text.text, ' ', piece->text.length) : NULL;
    size_t at = space ? (size_t)(space - piece->text.text) : 0;

    if (!at || line->count == ALIGNED_COLUMNS || layout_listed_heading(layout, piece->text) >= 0)
        return;
    struct span ref = span_part(piece->text, 0, at);
    struct span rest = span_trim(span_part(piece->text, at, piece->text.length));

    if (strcmp(layout_heading_name(layout, layout_listed_heading(layout, ref)), "ref") != 0 ||
        layout_listed_heading(layout, rest) < 0)
        return;
    memmove(&line->pieces[1], &line->pieces[0], line->count * sizeof line->pieces[0]);
    line->count++;
    line->pieces[0] = (struct aligned_piece){ .text = ref, .from = piece->from, .to = piece->from + at };
    line->pieces[1].text = rest;
    line->pieces[1].from = line->pieces[1].to - rest.length;
}

static bool is_capitals(struct span text)
{
    size_t letters = 0;

    for (size_t i = 0; i < text.length; i++) {
        if (text.text[i] >= 'a' && text.text[i] <= 'z')
            return false;
        letters += text.text[i] >= 'A' && text.text[i] <= 'Z';
    }
    return letters > 3;
}

/* Words in capitals, alone below headings that are none: the title of the first rows. */
static bool is_band(const struct heading_list *list, const struct aligned_line *line)
{
    return line->count == 1 && is_capitals(line->pieces[0].text) && list->count &&
           !is_capitals(list->items[list->count - 1].pieces[0]);
}

bool aligned_grid_read_header(struct layout *layout, size_t index, struct aligned_grid *grid)
{
    const struct document *document = layout->document;
    struct heading_list list = { .count = 0 };
    struct heading_list best = { .count = 0 };
    size_t best_lines = 0;
    int best_score = 0;

    for (size_t i = 0; i < HEADER_LINES && index + i < document->block_count; i++) {
        const struct block *block = &document->blocks[index + i];
        struct aligned_line line;
        char text[ALIGNED_COLUMNS * HEADING_BYTES];
        struct span words[ALIGNED_COLUMNS];

        if (block->kind == BLOCK_TABLE || (i && block->gap))
            break;
        aligned_line_split(block, &line);
        if (i == 0)
            split_ref_heading(layout, &line);
        if (is_band(&list, &line) || !add_line(&list, &line) || (i == 0 && list.count < 2))
            break;
        joined_words(&list, text, words);
        int score = layout_header_score(layout, words, list.count);

        if (score > 0 && score >= best_score && list.count >= 3 &&
            layout_is_header(layout, words, list.count)) {
            best = list;
            best_lines = i + 1;
            best_score = score;
        }
    }
    if (best_lines)
        take_header(layout, &best, best_lines, grid);
    return best_lines > 0;
}

void aligned_grid_add_first(struct aligned_grid *grid, struct span words)
{
    if (grid->count == ALIGNED_COLUMNS)
        return;
    for (size_t i = grid->count++; i > 0; i--) {
        grid->starts[i] = i > 1 ? grid->starts[i - 1] : grid->header_from[0];
        grid->header_from[i] = grid->header_from[i - 1];
        grid->header_to[i] = grid->header_to[i - 1];
        grid->words[i] = grid->words[i - 1];
    }
    grid->starts[0] = grid->header_from[0] = grid->header_to[0] = 0;
    grid->words[0] = words;
}

/* ---- columns -------------------------------------------------------------------------------------- */

void aligned_profile_add(struct aligned_profile *profile, const struct aligned_line *line)
{
    for (size_t i = 0; i < line->count; i++) {
        profile->begins[line->pieces[i].from]++;
        for (size_t at = line->pieces[i].from; at < line->pieces[i].to; at++)
            profile->filled[at]++;
    }
}

static size_t distance(size_t a, size_t b)
{
    return a > b ? a - b : b - a;
}

void aligned_grid_settle(struct aligned_grid *grid, const struct aligned_profile *profile)
{
    enum { CROSSING = 16, BEGINNING = 2 };

    for (size_t i = 1; i < grid->count; i++) {
        long best = 0;
        size_t from = grid->header_from[i - 1] + 1;

        for (size_t at = from; at <= grid->header_from[i]; at++) {
            long cost =
                (long)((size_t)CROSSING * profile->filled[at - 1] + distance(at, grid->header_from[i])) -
                (long)((size_t)BEGINNING * profile->begins[at]);

            if (at == from || cost <= best) {
                best = cost;
                grid->starts[i] = at;
            }
        }
    }
}

void aligned_grid_shift(struct aligned_grid *grid, const struct aligned_profile *profile)
{
    enum { CROSSING = 16, BEGINNING = 6 };
    long best = 0;
    int best_shift = 0;
    bool any = false;

    for (int step = 0; step <= 2 * SHIFT_LIMIT; step++) {
        int shift = step % 2 ? (step + 1) / 2 : -step / 2;
        long cost = 2 * labs((long)shift);

        for (size_t i = 1; i < grid->count; i++) {
            long at = (long)grid->starts[i] + shift;

            if (at < 1 || at > ALIGNED_WIDTH)
                continue;
            cost += (long)((size_t)CROSSING * profile->filled[at - 1]) -
                    (long)((size_t)BEGINNING * profile->begins[at]);
        }
        if (!any || cost < best) {
            best = cost;
            best_shift = shift;
        }
        any = true;
    }
    for (size_t i = 1; i < grid->count; i++)
        grid->starts[i] =
            (size_t)((long)grid->starts[i] + best_shift > 1 ? (long)grid->starts[i] + best_shift : 1);
}

/* ---- cells ---------------------------------------------------------------------------------------- */

static size_t column_of(const struct aligned_grid *grid, size_t at)
{
    size_t column = 0;

    while (column + 1 < grid->count && grid->starts[column + 1] <= at)
        column++;
    return column;
}

/* Where a piece may be cut for the column that begins at `edge`: a single space close to it. SIZE_MAX:
 * nowhere. */
static size_t cut_near(const struct aligned_piece *piece, size_t edge)
{
    for (size_t near = 0; near <= OVERHANG; near++) {
        for (int side = 0; side < 2; side++) {
            size_t at = side ? edge + near : edge - (near < edge ? near : edge);

            if (at <= piece->from + 1 || at >= piece->to)
                continue;
            struct span before = aligned_piece_part(piece, at - 1, at);

            if (!before.length)
                return at;
        }
    }
    return SIZE_MAX;
}

static void add_cell(struct span *cells, size_t column, struct span text, size_t *filled)
{
    if (!text.length)
        return;
    if (cells[column].length) { /* wide spaces inside a cell */
        cells[column] = span_through(cells[column], text);
        return;
    }
    cells[column] = text;
    ++*filled;
}

/* A piece over one column or, cut at single spaces, over several. Returns the last it fills, or SIZE_MAX: it
 * is no cell. */
static size_t place_piece(const struct aligned_grid *grid, const struct aligned_piece *piece, bool alone,
                          struct span *cells, size_t *filled)
{
    size_t column = column_of(grid, piece->from + 1);
    size_t from = piece->from;

    while (column + 1 < grid->count && piece->to > grid->starts[column + 1] + OVERHANG) {
        struct aligned_piece rest = *piece;

        rest.text = aligned_piece_part(piece, from, SIZE_MAX);
        rest.from = from;
        size_t cut = cut_near(&rest, grid->starts[column + 1]);

        if (cut == SIZE_MAX)
            break;
        add_cell(cells, column, aligned_piece_part(piece, from, cut), filled);
        from = cut;
        column++;
    }
    add_cell(cells, column, aligned_piece_part(piece, from, SIZE_MAX), filled);
    if (column + 1 < grid->count && piece->to > grid->starts[column + 1] + OVERHANG && alone)
        return SIZE_MAX;
    return column;
}

bool aligned_grid_place(const struct aligned_grid *grid, const struct aligned_line *line, struct span *cells,
                        size_t *filled)
{
    *filled = 0;
    for (size_t i = 0; i < grid->count; i++)
        cells[i] = (struct span){ 0 };
    for (size_t i = 0; i < line->count; i++) {
        const struct aligned_piece *piece = &line->pieces[i];
        size_t first = column_of(grid, piece->from + 1);
        size_t last = place_piece(grid, piece, line->count == 1, cells, filled);

        if (last == SIZE_MAX || (line->count == 1 && last > first)) /* words through a gutter: a paragraph */
            return false;
        if (i + 1 < line->count && last + 1 < grid->count && piece->to > grid->starts[last + 1] + OVERHANG &&
            column_of(grid, line->pieces[i + 1].from + 1) <= last + 1)
            return false;
    }
    return line->count > 0;
}
