#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include <stddef.h>

#include "base/status.h"

struct database;

enum {
    SCHEMA_APPLICATION_ID = 0x504c524b, /* "PLRK" */
    SCHEMA_VERSION = 7,
    SCHEMA_PAGE_BYTES = 4096,
};

/** A step forward: the script that makes version `to` of version `to` - 1. */
struct migration {
    int to;
    const char *sql;
};

/** What a file turned out to be. */
enum schema_state { SCHEMA_EMPTY, SCHEMA_OLDER, SCHEMA_CURRENT };

/**
 * Looks at an opened database: nothing in it yet, or a planrisk database.
 * Errors: STATUS_DATABASE: no database, another program's, newer than this program, damaged; reported.
 */
CHECKED enum status schema_examine(struct database *database, enum schema_state *out);

/** Of a database that is about to be made. */
CHECKED enum status schema_set_page_size(struct database *database);

/** Makes the tables in an empty database, in one transaction; leaves them alone where another process was
 * quicker. */
CHECKED enum status schema_create(struct database *database);

/** Brings an older database forward to this version. */
CHECKED enum status schema_upgrade(struct database *database);

/** The same with given steps (in order), each in a transaction of its own; stops at the first that fails. */
CHECKED enum status schema_migrate(struct database *database, const struct migration *steps, size_t count);
#endif
