#include "fields/mark_reader.h"

bool priority_field_read(const struct mark_reader *reader, struct matcher *matcher,
                         const struct passage *cell, bool in_priority_column, struct arena *arena,
                         struct text_value *out, struct priority_place *place)
{
    const struct mark_set *set = in_priority_column ? &reader->priority_column : &reader->priority_phrase;
    struct match match;
    bool found;

    if (!cell->text.length)
        return false;
    found = in_priority_column ? pattern_match_whole(set->patterns, matcher, cell->text, &match)
                               : pattern_find(set->patterns, matcher, cell->text, 0, &match);
    if (!found)
        return false;
    out->text = mark_value(set, &match, cell->text, arena);
    out->source = mark_source(arena, cell, match.from, match.to, match.rule);
    *place = (struct priority_place){ .from = match.from, .to = match.to };
    return true;
}
