#ifndef OUTPUT_ENTRY_SHOW_PRIVATE_H
#define OUTPUT_ENTRY_SHOW_PRIVATE_H

#include <stddef.h>
#include <stdio.h>

#include "base/buffer.h"
#include "characters/line_index.h"
#include "output/entry.h"
#include "output/terminal.h"

struct arena;
struct correction;
struct source;
struct store;

/** Inside of entry_show.h only: what its parts share while one entry is shown or explained. */

enum { LABEL_WIDTH = 20 }; /* of the column with the fields' names */

struct show {
    struct entry_visitor visitor;
    const struct plan *plan;
    struct arena *arena;
    const struct terminal *terminal;
    FILE *stream;
    struct store *store; /* explaining: names the rules; else NULL */
    struct line_index lines;
    const char *last_field; /* its name is not said again */
    size_t last_part;
    struct buffer missing; /* names of fields that are not stated */
    struct buffer line;
};

/** The comments and notes that stand by an entry; by a plan all that it has. */
void show_annotations(struct show *show, enum entry_kind kind, size_t index);

/** A label in its column and words behind it, wrapped. */
void show_print_line(struct show *show, const char *label, struct span text, enum style style);
struct span show_whole(const struct buffer *buffer);
/** The words in quotes. */
void show_add_words(struct buffer *buffer, struct span words);
/** `line 12: "words"; line 13: "more words"`, pieces of one line put together. */
void show_add_places(struct show *show, struct buffer *buffer, const struct source *source);

/** Was it given at import, instead of read? */
bool show_is_given(const struct plan *plan, const struct entry_value *value);

/* ---- what people put right (entry_correction.c) ------------------------------------------------- */

/** "corrected", or "confirmed" where the person gave what was read. */
const char *show_corrected_word(const struct show *show, const struct correction *correction);
/** Who, when and why; what the plan says, with its words; what came before. */
void show_explain_correction(struct show *show, const struct correction *correction);
/** Fields that a person said are not stated after all: they have no value to hang this on. */
void show_cleared_fields(struct show *show, enum item_kind kind, size_t index);
/** Explaining: corrections that hold no more, taken back or made of words that the plan no longer has. */
void show_unapplied_corrections(struct show *show, enum item_kind kind, size_t index);
#endif
