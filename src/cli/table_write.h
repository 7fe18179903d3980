#ifndef CLI_TABLE_WRITE_H
#define CLI_TABLE_WRITE_H

#include <stdbool.h>

#include "base/status.h"

struct session;
struct text_table;

/** How a table is wanted. */
struct table_wish {
    const char *format; /* "text" or NULL, "table", "csv", "json" */
    const char *output; /* file, or NULL */
    bool raw;           /* csv: cells as they are */
    const char *name;   /* of the JSON array */
    const char *none;   /* printed where the table has no row, for people */
    const char *after;  /* printed below it, for people; or NULL */
};

/** Opens the output, writes the table and finishes. */
CHECKED enum status table_write(struct session *session, const struct table_wish *wish,
                                const struct text_table *table);
#endif
