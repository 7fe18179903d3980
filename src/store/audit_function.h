#ifndef STORE_AUDIT_FUNCTION_H
#define STORE_AUDIT_FUNCTION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

struct arena;
struct audit_edition;
struct grammar;
struct matcher;
struct sqlite3;

/** What the functions of an audit's questions work with. */
struct audit_context {
    const struct grammar *grammar;
    const struct audit_edition *edition; /* the one that is asked about */
    struct matcher *matcher;
};

/** Does a pattern list of grammars/checks.yaml ("declined") find anything in the text? */
bool audit_function_finds(const struct audit_context *context, const char *list, struct span text);
/** What letters() and figure() give. */
struct span audit_function_letters(struct span text, struct arena *arena);
int64_t audit_function_figure(struct span text);

/** Makes the functions of audit_query.h known to a connection; returns SQLite's result code. */
int audit_functions_register(struct sqlite3 *handle, struct audit_context *context);
/** Takes them away again. */
void audit_functions_remove(struct sqlite3 *handle);
#endif
