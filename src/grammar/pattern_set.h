#ifndef GRAMMAR_PATTERN_SET_H
#define GRAMMAR_PATTERN_SET_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "grammar/automaton.h"
#include "grammar/pattern.h"

struct arena;
struct diag_sink;
struct grammar;
struct node;
struct packed_set;

/**
 * How a set is searched. As one pattern of alternatives, PCRE2 tries a list of sixty forms of date one after
 * the other at each byte of a text: 3 MB/s. So the set has an automaton that tells which entries can match at
 * a place, most often none; only those are tried, in the order of the list, each by itself. To hold all of a
 * long list apart takes more states than are kept: an entry that the build knows has an automaton of its own,
 * which turns away most of what can't match before PCRE2 is asked.
 */

/** A named group: capture `capture` of its entry is the group numbered `group` in struct match. */
struct capture {
    uint32_t capture;
    uint32_t group;
};

enum program_form { PROGRAM_FIND, PROGRAM_WHOLE, PROGRAM_FORM_COUNT };

/**
 * An entry's pattern, matching at a given place: any length, or up to the end of the text. It is compiled
 * when it is first tried, unless it had to be checked before, or unpacked where the build has compiled it: a
 * run tries few of its patterns. PCRE2's interpreter runs it at first; machine code for a form is made when
 * the form has been tried often, since making it takes as long as some hundred trials and a run tries few
 * patterns as often. The lock lets any thread be the one that makes either.
 */
struct program {
    struct span pattern;
    uint32_t options;
    const uint64_t *packed;         /* its code as the build's PCRE2 wrote it down; NULL: there is none */
    const struct automaton *single; /* tells where it can't match; NULL: there is none */
    const struct pattern_set *set;
    pthread_mutex_t *lock;    /* its search's */
    atomic_bool is_compiled;  /* below is set, and stays */
    pcre2_code *code;         /* for the interpreter, any length */
    uint32_t pairs;           /* of offsets that a match can fill */
    struct capture *captures; /* the named ones, in the order of names and captures */
    size_t capture_count;
    struct program_form_code {
        atomic_uint trials;
        atomic_bool is_ready; /* below is set, and stays */
        pcre2_code *machine;  /* with machine code; NULL where PCRE2 can make none */
    } forms[PROGRAM_FORM_COUNT];
};

struct pattern_entry {
    const struct node *node;
    uint32_t rule;
    struct program *program;
};

/**
 * The automaton that a set is searched by: the build's, or made when the set is first searched. The lock is
 * for making it, and programs, and lets any thread be the first.
 */
struct search {
    pthread_mutex_t lock;
    _Atomic(const struct automaton *) automaton; /* NULL: not made yet */
    struct arena *arena;                         /* holds it where it had to be made */
};

/** Inside of pattern.h's set. */
struct pattern_set {
    struct search *search;
    unsigned question; /* of what is remembered about texts, plus the form; 0: nothing is */
    size_t entry_count;
    const struct pattern_entry *entries;
    size_t group_count;
    const char *groups[PATTERN_GROUP_LIMIT];
};

/**
 * Compiles a list of mappings that each have name and pattern. packed: what the build has made of the list
 * before the user's folder was laid over it, of use for patterns that are still the same; NULL: nothing.
 * Ownership: the set lives in the arena, its programs are freed by pattern_set_close.
 * Errors:    STATUS_GRAMMAR: an entry lacks name or pattern, does not compile, or can match where there is no
 * text: reported at its place in the file.
 */
CHECKED enum status pattern_set_compile(const struct grammar *grammar, const struct node *list,
                                        const struct packed_set *packed, struct arena *arena,
                                        struct diag_sink *sink, struct pattern_set **out);
/** The set that the build has made of the list. */
struct pattern_set *pattern_set_unpack(const struct packed_set *packed, const struct node *list,
                                       struct arena *arena);
void pattern_set_close(struct pattern_set *set);

/** An automaton for the set, with links for that many states. Lives in the arena. */
const struct automaton *pattern_set_make_automaton(const struct pattern_set *set, struct arena *arena,
                                                   size_t limit);

/** The same for one of its entries, which counts as the only one. */
const struct automaton *pattern_set_make_single(const struct pattern_set *set, size_t number,
                                                struct arena *arena, size_t limit);

/** Makes the set's automaton, unless that is done. */
const struct automaton *pattern_set_open(const struct pattern_set *set);

/** Writes down what must be the same of two PCRE2 for one to take the other's codes: version, size of links.
 */
void pcre2_describe(char *out, size_t size);

/** Compiles the pattern, unless that is done; what PCRE2 says is written where it can't be (then false). */
bool program_compile(struct program *program, int *error, PCRE2_SIZE *offset);

/** The same of a pattern that is known to compile. */
void program_make(struct program *program);

/** Makes machine code for that form, unless that is done; NULL where there can be none. */
const pcre2_code *program_machine_code(struct program *program, enum program_form form);

static inline const struct automaton *pattern_set_automaton(const struct pattern_set *set)
{
    const struct automaton *automaton = atomic_load_explicit(&set->search->automaton, memory_order_acquire);

    return automaton ? automaton : pattern_set_open(set);
}

#endif
