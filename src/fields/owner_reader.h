#ifndef FIELDS_OWNER_READER_H
#define FIELDS_OWNER_READER_H

#include <stdbool.h>
#include <stdint.h>

#include "fields/values.h"

struct matcher;
struct pattern_set;
struct word_table;

enum { PARTY_KIND_COUNT = PARTY_ABBREVIATION + 1, SMALL_WORD_LIMIT = 32 };

/** What owner_field.c and abbreviation_field.c make of grammars/owners.yaml. */
struct owner_reader {
    struct word_table *words;
    const struct pattern_set *placeholders;
    const struct pattern_set *keys;
    int key_short; /* groups of keys */
    int key_mark;
    int key_meaning;
    uint32_t kind_rules[PARTY_KIND_COUNT];
    uint32_t code_rule;
    uint32_t bracket_rule;
};

/** Do the words begin like a text that names nobody ("to be confirmed")? */
bool owner_reader_is_placeholder(const struct owner_reader *reader, struct matcher *matcher,
                                 struct span words);
#endif
