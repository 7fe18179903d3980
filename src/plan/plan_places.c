#include <stdlib.h>

#include "base/arena.h"
#include "plan/plan_build.h"

void places_add_heading(struct build *build, const struct table *table, size_t column, struct span words)
{
    words = span_trim(words);
    if (!table->number || column >= UINT16_MAX)
        return;
    for (size_t i = build->heading_count; i-- > 0 && build->headings[i].table == table->number;)
        if (build->headings[i].column == column + 1)
            return;
    build->headings = arena_grow(build->arena, build->headings, build->heading_count,
                                 &build->heading_capacity, sizeof *build->headings);
    build->headings[build->heading_count++] = (struct table_heading){ .table = (uint32_t)table->number,
                                                                      .column = (uint16_t)(column + 1),
                                                                      .words = words };
}

static int compare_headings(const void *a, const void *b)
{
    const struct table_heading *first = a;
    const struct table_heading *second = b;

    if (first->table != second->table)
        return first->table < second->table ? -1 : 1;
    return (first->column > second->column) - (first->column < second->column);
}

void places_settle(struct build *build)
{
    const struct document *document = build->document;

    if (!document->places)
        return;
    if (build->heading_count)
        qsort(build->headings, build->heading_count, sizeof *build->headings, compare_headings);
    build->plan->places = (struct place_map){
        .lines = document->places,
        .line_count = document->source.line_count,
        .parents = document->parents,
        .table_count = document->table_count,
        .headings = build->headings,
        .heading_count = build->heading_count,
    };
}
