#include "characters/line_index.h"

#include "base/arena.h"
#include "characters/source_text.h"
#include "characters/text_clean.h"

struct line_index line_index_of(struct span text, struct arena *arena)
{
    struct source_text source = { .raw = text };
    size_t foreign;

    if (text.length == 0)
        return (struct line_index){ NULL, 0, 0 };
    if (text_clean(&source, arena, &foreign) != STATUS_OK)
        return (struct line_index){ NULL, 0, 0 }; /* a line that no reader lets through */
    size_t *starts = ARENA_ARRAY(arena, source.line_count, size_t);
    for (size_t i = 0; i < source.line_count; i++)
        starts[i] = source_text_raw_offset(&source, source.lines[i]);
    if (source.line_count > 0)
        starts[0] = 0; /* marks before the first letter are on line 1 too */
    return (struct line_index){ starts, source.line_count, text.length };
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
