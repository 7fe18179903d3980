#ifndef FIELDS_MARK_FIELD_H
#define FIELDS_MARK_FIELD_H

#include "base/status.h"
#include "fields/owner_field.h"
#include "fields/values.h"

struct arena;
struct diag_sink;
struct grammar;
struct matcher;

/**
 * The short marks that plans put on things: priorities, statuses, RAG, ratings, references, resources. Read
 * with grammars/priorities.yaml, statuses.yaml, ratings.yaml, references.yaml, resources.yaml. Never changed
 * after mark_reader_new.
 */
struct mark_reader;
CHECKED enum status mark_reader_new(const struct grammar *grammar, struct diag_sink *sink,
                                    struct mark_reader **out);
void mark_reader_free(struct mark_reader *reader);

/**
 * A priority cell or a phrase "Priority = HIGH" inside a cell: "high", "medium", "low" or the printed number.
 * place: its bytes in the passage, so that the caller can take it out of the cell's text.
 */
struct priority_place {
    size_t from;
    size_t to;
};
bool priority_field_read(const struct mark_reader *reader, struct matcher *matcher,
                         const struct passage *cell, bool in_priority_column, struct arena *arena,
                         struct text_value *out, struct priority_place *place);

/**
 * Where status words stand: a status column says it plainly; a progress or comments cell tells what happened;
 * in any other cell (action, milestone, measure) a bare "Training completed" is an aim, and only words that
 * leave no doubt count.
 */
enum status_place { STATUS_IN_COLUMN, STATUS_IN_DATE, STATUS_IN_CELL, STATUS_IN_HEADING, STATUS_IN_COMMENT };

/** The status that a cell's words say, as gold/SPEC.md defines it; STATUS_NONE where they say none. */
enum action_status status_field_read(const struct mark_reader *reader, struct matcher *matcher,
                                     const struct passage *cell, enum status_place place, struct arena *arena,
                                     struct source *source);

/** A RAG cell: R, A, G, B, the words, "Amber/Green" (the first). RAG_NONE for anything else. */
enum rag rag_field_read(const struct mark_reader *reader, struct matcher *matcher, const struct passage *cell,
                        struct arena *arena, struct source *source);

/** A rating cell of one axis: words and letters become "very low".."very high", numbers stay ("4"). No text:
 * not a rating. printed: as printed. */
struct text_value rating_field_read(const struct mark_reader *reader, struct matcher *matcher,
                                    const struct passage *cell, struct arena *arena, struct span *printed);

/** A whole ref cell, or a ref at the start of a cell ("A.10 Review ..."), repaired: homoglyphs, trailing
 * stops and colons. *to: the bytes it takes. */
bool reference_field_read(const struct mark_reader *reader, struct matcher *matcher,
                          const struct passage *cell, bool whole, struct arena *arena, struct text_value *out,
                          size_t *to);

/**
 * Codes that a text cites: recommendations ("Audit Commission R1.1, R3.1 & R6.1" gives R1.1, R3.1, R6.1),
 * other actions ("A15", "(A.6)"), sections ("see SH1.5"), and in a links column (in_link_column) a source
 * without a code by its words ("HQN Plan"). Appends to out with target LINK_OUTSIDE; resolving is the plan's
 * business.
 */
void reference_field_find(const struct mark_reader *reader, struct matcher *matcher,
                          const struct passage *cell, bool in_link_column, struct arena *arena,
                          struct link_list *out);

/**
 * Letters of other alphabets that look like Latin ones ("В" Cyrillic Ve in a code) as Latin; true where there
 * were any. Only for codes: a word in Greek stays Greek.
 */
bool homoglyph_repair(const struct mark_reader *reader, struct span text, struct arena *arena,
                      struct span *out);

/** "Training Officer (20%)", "20% Personnel Officer", "X 3 Principal Officers (20%)", "£5,000": each resource
 * of a cell's paragraph; appends. */
struct resource_list {
    struct resource *items;
    size_t count;
    size_t capacity;
    struct text_value heading; /* "Additional for a year:", said of the numbered resources behind it */
};
void resource_field_read(const struct mark_reader *reader, struct matcher *matcher,
                         const struct passage *paragraph, struct arena *arena, struct resource_list *out);
#endif
