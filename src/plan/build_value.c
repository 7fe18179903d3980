#include <string.h>

#include "base/arena.h"
#include "grammar/vocabulary.h"
#include "plan/plan_build.h"
#include "plan/use_map.h"

void build_mark_span(struct build *build, struct span span, enum line_use use)
{
    if (span.offset == SPAN_NOWHERE || !span.length)
        return;
    if (use == USE_VALUE)
        use_map_fill(build->uses, span.offset, span.offset + span.length, USE_VALUE);
    else
        use_map_fill_others(build->uses, span.offset, span.offset + span.length, use);
}

static void mark_extents(struct build *build, const struct extent *extents, size_t count)
{
    for (size_t i = 0; i < count; i++)
        use_map_fill(build->uses, extents[i].offset, extents[i].offset + extents[i].length, USE_VALUE);
}

void build_mark_source(struct build *build, const struct source *source)
{
    mark_extents(build, source->extents, source->extent_count);
}

struct text_value build_value(struct build *build, const struct passage *passage, size_t from, size_t to,
                              uint32_t rule)
{
    struct span text = span_trim(span_part(passage->text, from, to));
    size_t count = 0;

    if (!text.length)
        return (struct text_value){ 0 };
    const struct extent *extents = passage_extents(build->arena, passage, from, to, &count);

    mark_extents(build, extents, count);
    return (struct text_value){
        .text = span_at(text.text, text.length, count ? extents[0].offset : passage_offset(passage, from)),
        .source = { .extents = extents, .extent_count = (uint32_t)count, .rule = rule },
    };
}

struct text_value build_whole_value(struct build *build, const struct passage *passage, uint32_t rule)
{
    return build_value(build, passage, 0, passage->text.length, rule);
}

struct assignment build_assignment(const struct build *build, const struct table_piece *pieces, size_t count)
{
    return (struct assignment){
        .scorer = build->reader->scorer,
        .matcher = build->matcher,
        .names = build->names,
        .arena = build->arena,
        .pieces = pieces,
        .count = count,
        .columns = &build->columns,
    };
}

void build_mark_dates(struct build *build, const struct date_list *dates)
{
    for (size_t i = 0; i < dates->count; i++)
        build_mark_source(build, &dates->items[i].words.source);
}

void build_mark_owners(struct build *build, struct owner_list *owners)
{
    for (size_t i = 0; i < owners->count; i++) {
        const struct source *source = &owners->items[i].name.source;

        build_mark_source(build, source);
        if (source->extent_count)
            owners->items[i].line = build_line(build, source->extents[0].offset);
    }
}

size_t build_line(const struct build *build, size_t offset)
{
    return document_line(build->document, offset);
}

void build_widen_stretch(struct stretch *stretch, const struct source *source)
{
    for (uint32_t i = 0; i < source->extent_count; i++) {
        size_t from = source->extents[i].offset;
        size_t to = from + source->extents[i].length;

        if (!stretch->to || from < stretch->from)
            stretch->from = from;
        if (to > stretch->to)
            stretch->to = to;
    }
}

void build_lines(const struct build *build, const struct stretch *stretch, size_t *first, size_t *last)
{
    *first = stretch->to ? build_line(build, stretch->from) : 0;
    *last = stretch->to ? build_line(build, stretch->to - 1) : 0;
}

void build_source_lines(const struct build *build, const struct source *source, size_t *first, size_t *last)
{
    struct stretch stretch = { 0 };

    build_widen_stretch(&stretch, source);
    build_lines(build, &stretch, first, last);
}

bool build_ends_open(const struct build *build, struct span text)
{
    size_t from = text.length;
    char last = text.length ? text.text[text.length - 1] : '.';

    if (last == ',' || last == '/' || last == '(' || last == '&' || (last == '-' && text.length > 2) ||
        (text.length > 3 && memcmp(text.text + text.length - 3, "\xE2\x80\x93", 3) == 0))
        return true;
    while (from && ((text.text[from - 1] >= 'a' && text.text[from - 1] <= 'z') ||
                    (text.text[from - 1] >= 'A' && text.text[from - 1] <= 'Z')))
        from--;
    return from < text.length && from > 0 && text.text[from - 1] == ' ' && text.length - from <= 9 &&
           vocabulary_find(build->reader->line_ends, span_part(text, from, text.length)) >= 0;
}

struct passage build_join(struct build *build, const struct piece_list *pieces)
{
    struct passage_builder builder = { 0 };

    if (pieces->count == 1)
        return passage_of(build->arena, pieces->items[0].text);
    for (size_t i = 0; i < pieces->count; i++)
        passage_add(build->arena, &builder, pieces->items[i].text);
    return passage_finish(&builder);
}

const struct passage *build_join_cell(struct build *build, struct piece_list *cell)
{
    if (cell->joined_count != cell->count)
        cell->joined = build_join(build, cell);
    cell->joined_count = cell->count;
    return &cell->joined;
}

/* Actions and risks are large: to grow by one, two, four is to copy them again and again. */
static void *grow_roomy(struct build *build, void *items, size_t count, size_t *capacity, size_t size)
{
    enum { FIRST_ROOM = 32 };

    if (items)
        return arena_grow(build->arena, items, count, capacity, size);
    *capacity = FIRST_ROOM;
    return arena_take_room(build->arena, FIRST_ROOM, size);
}

struct action *build_add_action(struct build *build, const struct action *action)
{
    struct plan *plan = build->plan;

    plan->actions =
        grow_roomy(build, plan->actions, plan->action_count, &build->action_capacity, sizeof *plan->actions);
    struct action *added = &plan->actions[plan->action_count++];

    *added = *action;
    return added;
}

struct risk *build_add_risk(struct build *build)
{
    struct plan *plan = build->plan;

    plan->risks =
        grow_roomy(build, plan->risks, plan->risk_count, &build->risk_capacity, sizeof *plan->risks);
    struct risk *risk = &plan->risks[plan->risk_count++];

    *risk = (struct risk){ .section = build->section };
    return risk;
}

struct indicator *build_add_indicator(struct build *build)
{
    struct plan *plan = build->plan;

    plan->indicators = arena_grow(build->arena, plan->indicators, plan->indicator_count,
                                  &build->indicator_capacity, sizeof *plan->indicators);
    struct indicator *indicator = &plan->indicators[plan->indicator_count++];

    *indicator = (struct indicator){ .section = build->section };
    return indicator;
}

void build_add_anomaly(struct build *build, const char *kind, struct text_value words, size_t line,
                       size_t action)
{
    struct plan *plan = build->plan;

    plan->anomalies = arena_grow(build->arena, plan->anomalies, plan->anomaly_count, &build->anomaly_capacity,
                                 sizeof *plan->anomalies);
    plan->anomalies[plan->anomaly_count++] =
        (struct anomaly){ .kind = kind, .line = line, .words = words, .action = action };
}
