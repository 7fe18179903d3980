#ifndef BASE_SPAN_H
#define BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"

/** The offset of a span whose words do not stand in a document (a literal, a joined text). */
#define SPAN_NOWHERE UINT32_MAX
/** No span is longer: what is read of a file is far shorter (SOURCE_LIMIT_BYTES). */
#define SPAN_LIMIT 0xF0000000u

/**
 * A run of UTF-8 text that somebody else owns. There is no final NUL.
 * text is NULL where there is no text at all: "not stated", which is not the same as empty.
 * offset is the byte at which it was read in its document's text, or SPAN_NOWHERE.
 * Sixteen bytes: it is handed over in two registers. Who multiplies a length widens it first.
 */
struct span {
    const char *text;
    uint32_t length;
    uint32_t offset;
};

/** The span of `length` bytes that begins at that offset of its document. More than SPAN_LIMIT ends the
 * program, as too little memory does. */
static inline struct span span_at(const char *text, size_t length, size_t offset)
{
    if (length > SPAN_LIMIT)
        memory_exhausted();
    return (struct span){ .text = text, .length = (uint32_t)length, .offset = (uint32_t)offset };
}

/** The same for what stands in no document. */
static inline struct span span_over(const char *text, size_t length)
{
    return span_at(text, length, SPAN_NOWHERE);
}

/** A span over a C string, without its NUL, that stands in no document. */
struct span span_of(const char *text);

/** From the beginning of one span to the end of another, which stands behind it in the same text. */
static inline struct span span_through(struct span first, struct span last)
{
    return span_at(first.text, (size_t)(last.text - first.text) + last.length, first.offset);
}

/** The part [from, to) of a span; it keeps its way back to the document. */
static inline struct span span_part(struct span span, size_t from, size_t to)
{
    if (!span.text)
        return (struct span){ .offset = span.offset };
    if (to > span.length)
        to = span.length;
    if (from > to)
        from = to;
    return (struct span){
        .text = span.text + from,
        .length = (uint32_t)(to - from),
        .offset = span.offset == SPAN_NOWHERE ? SPAN_NOWHERE : span.offset + (uint32_t)from,
    };
}

/** Space, tab, CR, LF, FF, VT. */
static inline bool span_is_white(char c)
{
    return (unsigned char)c <= ' ' && (c == ' ' || (c >= '\t' && c <= '\r')); /* most are told by the first */
}

/** The span without white space at its ends. */
static inline struct span span_trim(struct span span)
{
    size_t from = 0;
    size_t to = span.length;

    if (to && !span_is_white(span.text[0]) && !span_is_white(span.text[to - 1]))
        return span; /* as most are */
    while (from < to && span_is_white(span.text[from]))
        from++;
    while (to > from && span_is_white(span.text[to - 1]))
        to--;
    return span_part(span, from, to);
}

/** Is there text, and is it the same bytes as the C string? */
bool span_equals(struct span span, const char *text);

/** The same bytes? Two spans without text are the same. */
bool span_same(struct span a, struct span b);

/** The same, ASCII letters compared without regard to case. */
bool span_same_ignoring_case(struct span a, struct span b);

/** Does the span begin with the C string? */
bool span_begins(struct span span, const char *start);

/** Is nothing in it but white space? True of a span without text. */
bool span_is_blank(struct span span);

/** Where two spaces stand beside each other first, from `from` on; the length where they don't. */
size_t span_find_gap(struct span span, size_t from);

/** How many words it has: runs without a space. */
size_t span_count_words(struct span span);

/** Is there a digit in it (ASCII)? */
bool span_has_digit(struct span span);

/** Does it begin with a small letter (ASCII)? Then it goes on from something. */
static inline bool span_begins_small(struct span span)
{
    return span.length && span.text[0] >= 'a' && span.text[0] <= 'z';
}

/** The value of a hexadecimal digit of either case; -1: it is none. */
int span_hex_digit(char c);

/** Byte order; a span without text comes first. Fit for qsort through a wrapper. */
int span_compare(struct span a, struct span b);

/** FNV-1a of the bytes, for hash tables in memory only (never stored). */
uint64_t span_hash(struct span span);
#endif
