#include "grammar/start_thread.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { BEYOND = 1 << START_BYTES };

/* Do they begin with the same byte, behind the same? */
static bool begins_same(const struct thread *a, const struct thread *b)
{
    return byte_set_same(&a->at[0], &b->at[0]) && a->at_start_only == b->at_start_only &&
           a->at_word_edge == b->at_word_edge && byte_set_same(&a->before, &b->before);
}

static bool is_same(const struct thread *a, const struct thread *b)
{
    if (a->offsets != b->offsets || !begins_same(a, b))
        return false;
    for (size_t i = 0; i < START_BYTES; i++)
        if (!byte_set_same(&a->at[i], &b->at[i]) || !byte_set_same(&a->never[i], &b->never[i]))
            return false;
    return true;
}

void thread_unite(struct thread *a, const struct thread *b)
{
    a->offsets |= b->offsets;
    a->at_start_only &= b->at_start_only;
    a->at_word_edge &= b->at_word_edge;
    a->before = byte_set_or(a->before, b->before);
    for (size_t i = 0; i < START_BYTES; i++) {
        a->at[i] = byte_set_or(a->at[i], b->at[i]);
        a->never[i] = byte_set_and(a->never[i], b->never[i]);
    }
}

/* Threads with the same first byte become one; when that does not make room, all do. */
static void make_room(struct thread_list *list)
{
    size_t kept = 0;

    for (size_t i = 0; i < list->count; i++) {
        size_t same = 0;

        while (same < kept && !begins_same(&list->items[same], &list->items[i]))
            same++;
        if (same < kept)
            thread_unite(&list->items[same], &list->items[i]);
        else
            list->items[kept++] = list->items[i];
    }
    for (size_t i = 1; kept > START_LIMIT / 2 && i < kept; i++)
        thread_unite(&list->items[0], &list->items[i]);
    list->count = kept > START_LIMIT / 2 ? 1 : kept;
}

void thread_list_add(struct thread_list *list, const struct thread *thread)
{
    for (size_t i = 0; i < list->count; i++)
        if (is_same(&list->items[i], thread))
            return;
    if (list->count == START_LIMIT)
        make_room(list);
    list->items = memory_grow(list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = *thread;
}

void thread_list_add_all(struct thread_list *list, const struct thread_list *more)
{
    bool was_empty = list->count == 0;

    if (was_empty && more->count > list->capacity) {
        list->items = memory_resize(list->items, more->count, sizeof *list->items);
        list->capacity = more->count;
    }
    if (was_empty && more->count) /* which holds none twice */
        memcpy(list->items, more->items, more->count * sizeof *list->items);
    if (was_empty)
        list->count = more->count;
    for (size_t i = 0; !was_empty && i < more->count; i++)
        thread_list_add(list, &more->items[i]);
}

void thread_list_replace(struct thread_list *list, struct thread_list *other)
{
    free(list->items);
    *list = *other;
    *other = (struct thread_list){ 0 };
}

void thread_read_anything(struct thread *thread)
{
    bool reached = false;

    for (size_t i = 0; i < START_BYTES; i++) {
        reached |= thread->offsets >> i & 1;
        if (reached)
            thread->at[i] = BYTE_SET_EVERY;
    }
    thread->offsets = BEYOND;
}

void thread_list_read_anything(struct thread_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        thread_read_anything(&list->items[i]);
}

/* One character whose first byte is in the set; beyond ASCII it has up to three more. */
static void read_character(struct thread *thread, struct byte_set set)
{
    bool is_wide = !byte_set_is_empty(byte_set_and(set, BYTE_SET_BEYOND_ASCII));
    unsigned offsets = thread->offsets & BEYOND;

    for (unsigned i = 0; i < START_BYTES; i++) {
        if (!(thread->offsets >> i & 1))
            continue;
        thread->at[i] = byte_set_or(thread->at[i], set);
        for (unsigned length = 1; length <= (is_wide ? 4u : 1u); length++) {
            unsigned end = i + length < START_BYTES ? i + length : START_BYTES;

            offsets |= 1u << end;
            if (length > 1 && i + length - 1 < START_BYTES)
                thread->at[i + length - 1] = byte_set_or(thread->at[i + length - 1], BYTE_SET_FURTHER);
        }
    }
    thread->offsets = offsets;
}

bool thread_list_is_done(const struct thread_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].offsets != BEYOND)
            return false;
    return true;
}

void thread_list_read_character(struct thread_list *list, struct byte_set set, struct repeat repeat)
{
    for (size_t i = 0; i < list->count; i++) {
        struct thread *thread = &list->items[i];
        struct thread all = *thread;

        all.offsets = repeat.least ? 0 : thread->offsets;
        for (unsigned k = 1; k <= repeat.most; k++) {
            read_character(thread, set);
            for (size_t n = 0; n < START_BYTES; n++)
                all.at[n] = thread->at[n];
            if (k >= repeat.least)
                all.offsets |= thread->offsets;
        }
        *thread = all;
    }
}

size_t thread_certain_offset(const struct thread *thread)
{
    for (size_t i = 0; i < START_BYTES; i++)
        if (thread->offsets == 1u << i)
            return i;
    return START_BYTES;
}

void thread_list_rule_out(struct thread_list *list, struct byte_set never)
{
    for (size_t i = 0; i < list->count; i++) {
        size_t offset = thread_certain_offset(&list->items[i]);

        if (offset < START_BYTES)
            list->items[i].never[offset] = byte_set_or(list->items[i].never[offset], never);
    }
}

/* At a \b before anything else, just one of the bytes on both sides is a word's (see thread_finish); behind a
   word's byte no other can follow. */
void thread_list_read_word_edge(struct thread_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        struct thread *thread = &list->items[i];
        size_t offset = thread_certain_offset(thread);

        if (offset == 0)
            thread->at_word_edge = true;
        else if (offset < START_BYTES &&
                 byte_set_is_empty(byte_set_and(thread->at[offset - 1], byte_set_not(BYTE_SET_WORD))))
            thread->never[offset] = byte_set_or(thread->never[offset], BYTE_SET_WORD);
    }
}

void thread_list_read_text_start(struct thread_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].offsets == 1)
            list->items[i].at_start_only = true;
}

static void add_start(struct start_list *out, const struct thread *thread, uint32_t entry,
                      struct byte_set first, struct byte_set before)
{
    struct pattern_start start = { .entry = entry, .at_start_only = thread->at_start_only, .before = before };

    for (size_t i = 0; i < START_BYTES; i++)
        start.at[i] = byte_set_and(thread->at[i], byte_set_not(thread->never[i]));
    start.at[0] = byte_set_and(start.at[0], byte_set_and(first, byte_set_not(BYTE_SET_FURTHER)));
    if (byte_set_is_empty(start.at[0]))
        return;
    out->items = memory_grow(out->items, out->count, &out->capacity, sizeof *out->items);
    out->items[out->count++] = start;
}

/* At \b just one of the bytes on both sides is a word's. */
void thread_finish(struct start_list *out, struct thread *thread, uint32_t entry)
{
    thread_read_anything(thread);
    if (!thread->at_word_edge) {
        add_start(out, thread, entry, BYTE_SET_EVERY, thread->before);
        return;
    }
    struct byte_set others = byte_set_not(BYTE_SET_WORD);

    add_start(out, thread, entry, BYTE_SET_WORD, byte_set_and(thread->before, others));
    add_start(out, thread, entry, others, byte_set_and(thread->before, BYTE_SET_WORD));
}
