#include "output/line_index.h"

#include <stdbool.h>

#include "base/arena.h"

static bool ends_line(struct span text, size_t at)
{
    char c = text.text[at];

    if (c == '\r')
        return at + 1 == text.length || text.text[at + 1] != '\n';
    return c == '\n' || c == '\f';
}

struct line_index line_index_of(struct span text, struct arena *arena)
{
    size_t *starts = NULL;
    size_t count = 0;
    size_t capacity = 0;

    for (size_t at = 0; at < text.length; at++) {
        if (at > 0 && !ends_line(text, at - 1))
            continue;
        starts = arena_grow(arena, starts, count, &capacity, sizeof *starts);
        starts[count++] = at;
    }
    return (struct line_index){ starts, count, text.length };
}

size_t line_index_find(const struct line_index *index, size_t offset)
{
    size_t low = 0;
    size_t high = index->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (index->starts[middle] <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct span line_index_text(const struct line_index *index, struct span text, size_t line)
{
    if (line == 0 || line > index->count)
        return (struct span){ NULL, 0, SPAN_NOWHERE };
    size_t to = line < index->count ? index->starts[line] : index->length;
    size_t from = index->starts[line - 1];

    while (to > from && (text.text[to - 1] == '\n' || text.text[to - 1] == '\r' || text.text[to - 1] == '\f'))
        to--;
    return span_part(text, from, to);
}
