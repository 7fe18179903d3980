#ifndef OUTPUT_LAYOUT_PRINT_H
#define OUTPUT_LAYOUT_PRINT_H

#include <stdio.h>

struct arena;
struct grammar;
struct layout_trace;
struct terminal;

/** How each table of a plan was recognised: its columns, the rule that read each heading, how well the cells suit it. */
void layout_print(const struct layout_trace *trace, const struct grammar *grammar, struct arena *arena,
                  const struct terminal *terminal, FILE *stream);
#endif
