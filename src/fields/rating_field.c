#include "fields/mark_reader.h"

/* A cell of an axis is short, even with a remark; a longer one is prose. */
enum { RATING_LIMIT_BYTES = 160 };

struct text_value rating_field_read(const struct mark_reader *reader, struct matcher *matcher,
                                    const struct passage *cell, struct arena *arena, struct span *printed)
{
    struct span text = span_trim(cell->text);
    struct text_value value = { 0 };
    struct match match;

    *printed = (struct span){ 0 };
    if (!text.length || text.length > RATING_LIMIT_BYTES ||
        !pattern_match_whole(reader->ratings.patterns, matcher, text, &match))
        return value;
    size_t from = (size_t)(text.text - cell->text.text);

    *printed = text;
    value.text = mark_value(&reader->ratings, &match, text, arena);
    value.source = mark_source(arena, cell, from, from + text.length, match.rule);
    return value;
}
