#ifndef GRAMMAR_PATTERN_TEXT_H
#define GRAMMAR_PATTERN_TEXT_H

#include <stddef.h>

#include "base/buffer.h"
#include "base/span.h"
#include "base/status.h"

struct diag_sink;
struct grammar;
struct node;

/** A pattern with its {{pieces}} put in, and the way back from each byte to the file where it was written. */
struct pattern_text {
    struct buffer text;
    struct pattern_run {
        size_t at;               /* from this byte on, up to the next run ... */
        const struct node *node; /* ... the text is this scalar's ... */
        size_t offset;           /* ... from this byte on */
    } * runs;
    size_t run_count;
    size_t run_capacity;
};

enum { PATTERN_LIMIT_BYTES = 64 * 1024 };

/**
 * Puts in the pieces: {{name}} of the pattern's own file, {{file.name}} of another's, each as a group (?:...)
 * so that what stands beside it can't fall apart it; in a character class as it is written. Ownership: fills
 * *out; pattern_text_free it whatever comes back. Errors:    STATUS_GRAMMAR, at the place of use: no such
 * piece, a piece that holds itself, over 64 KiB.
 */
CHECKED enum status pattern_text_expand(const struct grammar *grammar, const struct node *pattern,
                                        struct diag_sink *sink, struct pattern_text *out);
/** The expanded pattern. */
struct span pattern_text_span(const struct pattern_text *text);
void pattern_text_free(struct pattern_text *text);

/** Reports DIAG_GRAMMAR_PATTERN at the byte of the expanded pattern; returns STATUS_GRAMMAR. */
enum status pattern_text_fault(const struct pattern_text *text, size_t offset, struct diag_sink *sink,
                               const char *format, ...) PRINTF_LIKE(4, 5);
#endif
