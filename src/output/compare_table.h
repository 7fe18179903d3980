#ifndef OUTPUT_COMPARE_TABLE_H
#define OUTPUT_COMPARE_TABLE_H

struct arena;
struct compare_result;
struct overlap_result;
struct text_table;

/** Two editions: a row for each change. Cells live in the arena. */
void compare_table_changes(const struct compare_result *result, struct arena *arena,
                           struct text_table *table);

/** Two plans side by side: the one-to-one pairs of the result, best first, then what stands alone on either
 * side. */
void compare_table_plans(const struct overlap_result *result, struct arena *arena, struct text_table *table);
#endif
