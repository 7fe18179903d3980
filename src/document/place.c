#include "document/place.h"

#include "base/buffer.h"

enum { LONGEST_HEADING = 40 }; /* bytes that are quoted of one */

bool place_find(const struct place_map *map, size_t line, struct place *place)
{
    if (line == 0 || line > map->line_count)
        return false;
    *place = map->lines[line - 1];
    return true;
}

/* The first heading of a table, by bisection. */
static size_t first_heading(const struct place_map *map, uint32_t table)
{
    size_t low = 0;
    size_t high = map->heading_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (map->headings[middle].table < table)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct span place_heading(const struct place_map *map, const struct place *place)
{
    struct span words = { 0 };

    for (size_t i = first_heading(map, place->table);
         i < map->heading_count && map->headings[i].table == place->table &&
         map->headings[i].column <= place->column;
         i++)
        words = map->headings[i].words;
    return words;
}

/* Cut between characters. */
static struct span shorten(struct span words)
{
    size_t length = LONGEST_HEADING;

    if (words.length <= LONGEST_HEADING)
        return words;
    while (length && ((unsigned char)words.text[length] & 0xC0) == 0x80)
        length--;
    return span_part(words, 0, length);
}

static void add_column(struct buffer *out, const struct place_map *map, const struct place *place)
{
    struct span heading = shorten(place_heading(map, place));

    if (heading.length)
        buffer_add_format(out, "'%.*s'", (int)heading.length, heading.text);
    else
        buffer_add_format(out, "column %u", place->column);
}

/* table := number [ "in table" number "row" number ] */
static void add_table(struct buffer *out, const struct place_map *map, const struct place *place)
{
    const struct place *parent = place->table <= map->table_count ? &map->parents[place->table - 1] : NULL;

    buffer_add_format(out, "table %u", place->table);
    if (parent && parent->table)
        buffer_add_format(out, " (in table %u, row %u)", parent->table, parent->row);
    buffer_add_format(out, ", row %u, ", place->row);
    add_column(out, map, place);
}

void place_add_words(struct buffer *out, const struct place_map *map, size_t line)
{
    struct place place;

    if (!place_find(map, line, &place)) {
        buffer_add_format(out, "%s %zu", map->line_count ? "paragraph" : "line", line);
        return;
    }
    if (place.table)
        add_table(out, map, &place);
    else
        buffer_add_format(out, "paragraph %zu", line);
    if (place.page)
        buffer_add_format(out, ", page %u", place.page);
}
