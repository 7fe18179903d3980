#ifndef PLAN_HEADER_GUESS_H
#define PLAN_HEADER_GUESS_H

#include <stdbool.h>
#include <stddef.h>

#include "fields/column_match.h"

struct build;
struct table;

/**
 * Headings that no grammar knows, by what stands under them: columns whose cells are tasks, people, days.
 * Cautious: three rows at least, nearly all cells of a column alike, and a plan's table only where its tasks
 * and who is to do them, or by when, are found.
 */

/**
 * Is row `index`, whose words no grammar knows well enough, a header all the same? columns: what is known of
 * it, as column_match_header left it; filled with what is found.
 */
bool header_guess_row(struct build *build, const struct table *table, size_t index,
                      struct column_set *columns);

/**
 * Gives the columns of a known header that nothing is known of to the fields of a task, its owner and its
 * day, where no other column has these. body: the first row behind the header.
 */
void header_guess_rest(struct build *build, const struct table *table, size_t body,
                       struct column_set *columns);

/** The columns of a table that begins with its rows: tasks, owners and days must all be found. */
bool header_guess_none(struct build *build, const struct table *table, struct column_set *columns);
#endif
