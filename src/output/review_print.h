#ifndef OUTPUT_REVIEW_PRINT_H
#define OUTPUT_REVIEW_PRINT_H

#include <stdio.h>

struct arena;
struct reading_review;
struct terminal;
struct text_table;

/** Doubtful readings for people: where, what, why, and what else it may be. */
void review_print(const struct reading_review *review, const struct terminal *terminal, FILE *stream);

/** The same for a spreadsheet, with empty columns `value` and `reason` that `correct --from` reads, and for programs. */
void review_fill(const struct reading_review *review, struct arena *arena, struct text_table *table);
#endif
