#ifndef BASE_EMBEDDED_FILE_H
#define BASE_EMBEDDED_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** A file built into the program by src/embed.sh or src/pack_grammars.c. A table of them ends with one that
 * has no name. */
struct embedded_file {
    const char *name;  /* relative to its folder, without extension: "dates", "schemes/npsa-5x5" */
    const char *bytes; /* a NUL follows them */
    size_t length;
    bool has_lists;    /* of a grammar: of patterns or phrases, which are compiled */
    const char *nodes; /* of a grammar: its nodes, packed; NULL: it has to be read as YAML */
};

extern const struct embedded_file embedded_grammars[]; /* grammars/ */
extern const char embedded_grammars_digest[];          /* of these alone: grammar_digest */
extern const char embedded_rules[]; /* their rules, each with a NUL behind it; "" ends them */
extern const uint16_t
    embedded_rule_slots[]; /* numbers of rules by the hash of the name (span_hash), 0: free */
extern const size_t embedded_rule_slot_count;         /* a power of two */
extern const struct embedded_file embedded_sql[];     /* src/store/sql/ */
extern const struct embedded_file embedded_schemas[]; /* schemas/ */
extern const struct embedded_file embedded_style[];   /* src/report/page/, *.css */
extern const struct embedded_file embedded_script[];  /* src/report/page/, *.js */
#endif
