#ifndef DOCUMENT_WORD_READ_H
#define DOCUMENT_WORD_READ_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "base/status.h"
#include "characters/file_format.h"

struct arena;
struct diag_sink;
struct document;

/** How to read a Word file. */
struct word_options {
    bool original;           /* as before its tracked changes, not as with them accepted */
    uint64_t unpacked_bytes; /* that its zip may hold; 0: see zip_limits_default() */
    uint64_t ratio;          /* of a part unpacked to packed; 0: likewise */
};

/** Is this format one of Word's that document_read_word reads? A zip may turn out to be something else. */
bool document_is_word(enum file_format format);

/**
 * A Word file (docx transitional or strict, Flat OPC, Word 2003 XML) into blocks. What counts as text: ECMA-376-1 as Word shows it:
 * insertions, results of fields, printed numbers; no deletions, codes, hidden words, prompts of controls. The words are written
 * down as document->source.text, a paragraph (or a line broken by hand) a line; notes behind the body. They stand for raw, too.
 * Ownership: *out and all in it live in the arena; bytes may go afterwards.
 * Errors:    STATUS_REFUSED: damaged, over a limit, no Word file, or no word in it.
 */
CHECKED enum status document_read_word(struct span bytes, enum file_format format, const struct word_options *options,
                                       const char *file, struct arena *arena, struct diag_sink *sink, struct document **out);
#endif
