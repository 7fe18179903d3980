#ifndef FIELDS_OWNER_READER_H
#define FIELDS_OWNER_READER_H

#include <stdint.h>

#include "fields/values.h"

struct pattern_set;
struct word_table;

enum { PARTY_KIND_COUNT = PARTY_ABBREVIATION + 1, SMALL_WORD_LIMIT = 32 };

/** What owner_field.c and abbreviation_field.c make of grammars/owners.yaml. */
struct owner_reader {
    struct word_table *words;
    const struct pattern_set *placeholders;
    const struct pattern_set *keys;
    int key_short;                       /* groups of keys */
    int key_mark;
    int key_meaning;
    uint32_t kind_rules[PARTY_KIND_COUNT];
    uint32_t code_rule;
    uint32_t bracket_rule;
};
#endif
