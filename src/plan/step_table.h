#ifndef PLAN_STEP_TABLE_H
#define PLAN_STEP_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "fields/field.h"

struct build;
struct cell;
struct table;

/**
 * A table inside of a task's cell: the task's steps, a row each, with their people and days.
 * Its columns go by its header where it has one, else by what stands in them.
 */
struct step_table {
    const struct table *table;
    size_t first;             /* row of the first step */
    const enum field *fields; /* by grid column: FIELD_MILESTONE, FIELD_OWNER, FIELD_DUE, or FIELD_NONE */
    size_t width;
};

/** Finds out what the columns hold. Ownership: lives in the build's arena. */
struct step_table step_table_read(struct build *build, const struct table *table);
/** Has it a column of the field? */
bool step_table_has(const struct step_table *steps, enum field field);
/** Adds the steps to the record that is open. */
void step_table_add(struct build *build, const struct step_table *steps);
/** The first table inside of a cell, or NULL. */
const struct table *step_table_in(const struct cell *cell);
#endif
