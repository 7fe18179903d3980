#ifndef GRAMMAR_START_THREAD_H
#define GRAMMAR_START_THREAD_H

#include "grammar/pattern_start.h"

/**
 * The starts of a pattern while it is read. What is read of the pattern is read by each of them; where the
 * pattern has alternatives there is one for each.
 */
struct thread {
    unsigned offsets;   /* bit n: it may have n bytes by now; bit START_BYTES: all that matter */
    bool at_start_only; /* begins with ^ */
    bool at_word_edge;  /* begins with \b */
    struct byte_set before;
    struct byte_set at[START_BYTES];
    struct byte_set never[START_BYTES]; /* what an assertion has ruled out there */
};

/** { 0 } is an empty list; free() its items. */
struct thread_list {
    struct thread *items;
    size_t count;
    size_t capacity;
};

/** How often something stands. START_BYTES means any number from there: each time reads a byte, or changes
 * nothing. */
struct repeat {
    unsigned least;
    unsigned most;
};

/** Adds a thread, unless it is there; over START_LIMIT, some become one that can begin like any of them. */
void thread_list_add(struct thread_list *list, const struct thread *thread);
void thread_list_add_all(struct thread_list *list, const struct thread_list *more);
/** Makes the list the other one, which is then empty. */
void thread_list_replace(struct thread_list *list, struct thread_list *other);

/** Has each read all bytes that matter? */
bool thread_list_is_done(const struct thread_list *list);
/** The number of bytes that the thread has, or START_BYTES where that is not certain. */
size_t thread_certain_offset(const struct thread *thread);
/** Makes a one that can begin like any of the two. */
void thread_unite(struct thread *a, const struct thread *b);

/** Reads a character whose first byte is in the set. */
void thread_list_read_character(struct thread_list *list, struct byte_set set, struct repeat repeat);
/** Any bytes from here on. */
void thread_read_anything(struct thread *thread);
void thread_list_read_anything(struct thread_list *list);
/** \b */
void thread_list_read_word_edge(struct thread_list *list);
/** ^ */
void thread_list_read_text_start(struct thread_list *list);
/** These bytes can't come next. */
void thread_list_rule_out(struct thread_list *list, struct byte_set never);

/** Appends the thread as a start of the entry, or as two: at \b just one of the bytes on both sides is a
 * word's. */
void thread_finish(struct start_list *out, struct thread *thread, uint32_t entry);
#endif
