#ifndef GRAMMAR_PATTERN_SET_H
#define GRAMMAR_PATTERN_SET_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "grammar/pattern.h"

struct arena;
struct diag_sink;
struct grammar;
struct node;

/**
 * One compiled form of a set. Machine code for it is made when it is first searched with, since a run uses few sets
 * and PCRE2's JIT takes most of the time of loading; the lock lets any thread be the first.
 */
struct program {
    pcre2_code *code;
    atomic_bool is_ready;
    pthread_mutex_t lock;
};

/** Capture `capture` of the program is the group numbered `group` in struct match. */
struct capture {
    uint32_t capture;
    uint32_t group;
};

struct pattern_entry {
    const struct node *node;
    uint32_t rule;
    uint32_t capture_count;
    const struct capture *captures;
};

/** Inside of pattern.h's set; made by pattern_compile. */
struct pattern_set {
    struct program *find;          /* finds an entry anywhere */
    struct program *whole;         /* finds one that is the whole text */
    uint32_t pairs;                /* of offsets that a match fills */
    size_t shortest;               /* bytes below which nothing matches */
    size_t entry_count;
    const struct pattern_entry *entries;
    size_t group_count;
    const char *groups[PATTERN_GROUP_LIMIT];
};

/**
 * Compiles a list of mappings that each have name and pattern.
 * Ownership: the set lives in the arena, its programs are freed by pattern_set_close.
 * Errors:    STATUS_GRAMMAR: an entry lacks name or pattern, does not compile, can match no text at all, or refers to a
 *            group by number: reported at its place in the file.
 */
CHECKED enum status pattern_set_compile(const struct grammar *grammar, const struct node *list, struct arena *arena,
                                        struct diag_sink *sink, struct pattern_set **out);
void pattern_set_close(struct pattern_set *set);
#endif
