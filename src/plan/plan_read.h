#ifndef PLAN_PLAN_READ_H
#define PLAN_PLAN_READ_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "base/status.h"

struct arena;
struct diag_sink;
struct grammar;
struct layout_trace;
struct matcher;
struct plan;

/** Everything that reading needs and that never changes: grammar and the field readers made from it. One for
 * all threads. */
struct plan_reader;
CHECKED enum status plan_reader_new(const struct grammar *grammar, struct diag_sink *sink,
                                    struct plan_reader **out);
void plan_reader_free(struct plan_reader *reader);

/** Makes each part of a reader by itself, so that every fault of the grammar is reported and not only the
 * first. */
void plan_reader_check(const struct grammar *grammar, struct diag_sink *sink);

struct plan_input {
    struct span bytes;
    void (*let_go)(void *owner); /* called when the bytes are needed no longer, early on; NULL: nobody asks */
    void *owner;
    const char *file;     /* for diagnostics and plan->document (its base name) */
    const char *relative; /* plan->path */
    const char *sha256;
    const char *charset;     /* or NULL: guess */
    bool original;           /* a Word file as before its tracked changes */
    uint64_t unpacked_bytes; /* that a Word file's zip may hold; 0: as usual */
    uint64_t ratio;          /* how many times its size a part of it may unpack to; 0: as usual */
    const char *council;     /* given by the user, or NULL */
    const char *title;
    const char *date;
    struct layout_trace
        *trace; /* to be told how tables are recognised (plan/layout_trace.h); NULL: nobody asks */
};

/** Seconds spent per stage, added up over calls; for --timings and make bench. */
struct stage_times {
    double characters, document, plan; /* plan: tables, fields and all that is made of them */
};

/**
 * Reads one plan: a pure function of its bytes, the options and the grammar. No state, no clock, no locale.
 * Ownership: *out and all in it live in the arena.
 * Errors:    STATUS_REFUSED where the bytes are no text and no Word file.
 */
CHECKED enum status plan_read(const struct plan_reader *reader, struct matcher *matcher,
                              const struct plan_input *input, struct arena *arena, struct diag_sink *sink,
                              struct stage_times *times, struct plan **out);

/** The text alone that a plan is read from: a file's characters, or a Word file's words, a paragraph a line.
 */
CHECKED enum status plan_read_text(const struct plan_input *input, struct arena *arena,
                                   struct diag_sink *sink, struct span *text);
#endif
