#ifndef REPORT_SOURCE_LINE_H
#define REPORT_SOURCE_LINE_H

#include <stddef.h>

#include "characters/line_index.h"
#include "output/text_use.h"

struct arena;
struct entry_value;
struct report;
struct report_plan;

/** A plan's own text while it is written, line by line. */
struct source_view {
    struct report *report;
    const struct report_plan *own;
    struct arena *arena; /* of this plan alone */
    struct line_index lines;
    struct text_use_list uses;
    size_t next_use;                /* the first that ends behind what was written */
    const struct entry_value *last; /* the value whose label was written last */
    size_t *items; /* by line: 2 * (index + 1) of the action that begins there, + 1 for a risk; 0: none */
};

void source_view_begin(struct source_view *view, struct report *report, const struct report_plan *own);
void source_view_end(struct source_view *view);

/** A line (from 1) as an element of that name, with its marks. Lines must come in order. */
void source_line_write(struct source_view *view, size_t line, const char *element);
#endif
