#include "output/finding_place.h"

#include "analysis/audit_check.h"
#include "base/arena.h"
#include "characters/utf8_check.h"
#include "output/character.h"
#include "plan/plan.h"
#include "store/store.h"

struct finding_places finding_places_of(const struct check_result *result, struct arena *arena)
{
    return (struct finding_places){
        .result = result,
        .arena = arena,
        .lines = ARENA_ARRAY(arena, result->plans->count, struct line_index),
    };
}

static size_t characters_before(struct span line, size_t end)
{
    size_t at = utf8_skip_ascii(span_part(line, 0, end < line.length ? end : line.length), 0);
    size_t count = at; /* most lines are ASCII: a byte each */

    for (; at < end && at < line.length; count++)
        character_next(line, &at);
    return count;
}

struct finding_place finding_place_find(struct finding_places *places, size_t finding)
{
    const struct finding *found = &places->result->findings[finding];
    size_t plan = places->result->finding_plans[finding];
    struct span text = places->result->plans->items[plan]->text;
    struct finding_place place = { .line = { .offset = SPAN_NOWHERE } };

    if (!text.text || (found->length == 0 && found->line == 0))
        return place;
    if (!places->lines[plan].starts)
        places->lines[plan] = line_index_of(text, places->arena);
    const struct line_index *lines = &places->lines[plan];
    size_t line = found->length ? line_index_find(lines, found->offset) : found->line;

    place.line = line_index_text(lines, text, line);
    if (!place.line.text || found->length == 0 || !found->words.text)
        return place;
    place.from = found->offset - (size_t)(place.line.text - text.text);
    place.to = place.from + found->length;
    if (place.to > place.line.length)
        place.to = place.line.length;
    if (place.from > place.to)
        place.from = place.to;
    place.column = characters_before(place.line, place.from) + 1;
    return place;
}
