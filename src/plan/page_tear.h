#ifndef PLAN_PAGE_TEAR_H
#define PLAN_PAGE_TEAR_H

#include <stddef.h>

struct build;
struct table;

/**
 * Rows that a page's end tore from their places, put back by the sequence of the refs: a heading that was
 * printed before the last rows of the section above it; the end of a list behind the next row; a list's end
 * and the next row's beginning under a ref that fits neither; a row whose ref and days were lost.
 * from: the first row behind the header. The columns are those of build->columns; the refs stand in the first
 * cell. Nothing is added to what is printed: a ref that was lost stays unknown. Ownership: the table itself
 * where nothing was torn, else one in build->arena, as long or a row longer.
 */
const struct table *page_tear_mend(struct build *build, const struct table *table, size_t from);
#endif
