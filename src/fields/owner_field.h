#ifndef FIELDS_OWNER_FIELD_H
#define FIELDS_OWNER_FIELD_H

#include "base/status.h"
#include "fields/values.h"

struct arena;
struct diag_sink;
struct grammar;
struct matcher;

/** grammars/owners.yaml, ready to read with. Never changed after owner_reader_new. */
struct owner_reader;

CHECKED enum status owner_reader_new(const struct grammar *grammar, struct diag_sink *sink,
                                     struct owner_reader **out);
void owner_reader_free(struct owner_reader *reader);

/**
 * Names that this plan is known to use: abbreviations of its key, and whole names seen in owner cells that
 * hold one name only. They decide where "HSM SHP" or "Andrew Wilson Paul Sutton" are two and where a word is
 * broken over lines ("Con sultants"). Filled by owner_names_add while the plan is read.
 */
struct owner_names;
struct owner_names *owner_names_new(struct arena *arena);
/** expansion: what the key says it means, or a span without text. */
void owner_names_add(struct owner_names *names, struct span name, struct span expansion);

/** What is known of a cell before its owners are read: what its column asks for, and the plan's names (or
 * NULL). */
struct owner_context {
    enum owner_role role;
    const struct owner_names *names;
    bool has_paragraphs; /* a true cell: its lines are paragraphs, and no wrap broke them */
};

/**
 * The owners of a cell, each on its own, in reading order, the same name once: split at / , ; & + "and", line
 * breaks and, between whole names, known abbreviations or posts, at a space; '&' and "and" split only where
 * both sides are owners by themselves; leading codes ("D2 - Jane Smith") go to *links as cited codes;
 * placeholders ("Tbc", "-", "n/a") are nobody. A word broken by a wrap ("Con sultants") is mended where a
 * dictionary of the grammar or the plan's names knows the word. lines: line number of the document for a
 * passage offset is found through extents by the caller; owner.line is left 0. Ownership: lives in the arena;
 * appends to *out (and to links, which may be NULL).
 */
struct link_list {
    struct link *items;
    size_t count;
    size_t capacity;
};
void owner_field_read(const struct owner_reader *reader, struct matcher *matcher, const struct passage *cell,
                      const struct owner_context *context, struct arena *arena, struct owner_list *out,
                      struct link_list *links);

/** Is it a placeholder for an owner ("Tbc", "to be confirmed", "-")? The words after it ("Tbc Internal vs.
 * external") do not matter. */
bool owner_field_is_placeholder(const struct owner_reader *reader, struct matcher *matcher, struct span text);

/** 0 .. 1: how much the text looks like somebody who can own an action. For deciding which column a cell
 * belongs to. */
double owner_field_likeness(const struct owner_reader *reader, struct matcher *matcher, struct span text,
                            const struct owner_names *names);

/** "Key: SHP Strategic Housing Panel", "- HPO Housing Research Officer", "Best Value (BV)", "BV (Best
 * Value)". */
struct abbreviation_value {
    struct text_value short_form;
    struct text_value meaning;
};
/**
 * Abbreviations that a passage of the plan explains: with in_key, a line of a key ("SHP Strategic Housing
 * Panel", a mark or
 * "=", "-", ":" between or nothing); without, only "Meaning of Words (MOW)" and "MOW (Meaning of Words)",
 * where the letters agree. Returns how many were written to out (at most limit).
 */
size_t abbreviation_field_read(const struct owner_reader *reader, struct matcher *matcher,
                               const struct passage *text, bool in_key, struct arena *arena,
                               struct abbreviation_value *out, size_t limit);
#endif
