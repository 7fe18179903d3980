#include "base/span.h"

#include <string.h>

#include "base/byte_lanes.h"

struct span span_of(const char *text)
{
    return span_over(text, text ? strlen(text) : 0);
}

bool span_equals(struct span span, const char *text)
{
    return span.text && span_same(span, span_of(text));
}

bool span_same(struct span a, struct span b)
{
    if (!a.text || !b.text)
        return !a.text && !b.text;
    return a.length == b.length && memcmp(a.text, b.text, a.length) == 0;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool span_same_ignoring_case(struct span a, struct span b)
{
    if (!a.text || !b.text)
        return !a.text && !b.text;
    if (a.length != b.length)
        return false;
    for (size_t i = 0; i < a.length; i++)
        if (lower(a.text[i]) != lower(b.text[i]))
            return false;
    return true;
}

bool span_begins(struct span span, const char *start)
{
    size_t length = strlen(start);

    return span.text && span.length >= length && memcmp(span.text, start, length) == 0;
}

bool span_is_blank(struct span span)
{
    return span_trim(span).length == 0;
}

/* Of two neighbours one stands at an odd place: every other byte is enough. */
size_t span_find_gap(struct span span, size_t from)
{
    for (size_t at = from + 1; at < span.length; at += 2) {
        if (span.text[at] != ' ')
            continue;
        if (span.text[at - 1] == ' ')
            return at - 1;
        if (at + 1 < span.length && span.text[at + 1] == ' ')
            return at;
    }
    return span.length;
}

size_t span_count_words(struct span span)
{
    size_t count = span.length && span.text[0] != ' ';
    size_t at = 1;

    for (; at + BYTE_LANES <= span.length; at += BYTE_LANES)
        count += byte_lanes_count((byte_lanes)(byte_lanes_at(span.text + at) != ' ') &
                                  (byte_lanes)(byte_lanes_at(span.text + at - 1) == ' '));
    for (; at < span.length; at++)
        count += span.text[at] != ' ' && span.text[at - 1] == ' ';
    return count;
}

static bool has_digit_byte(struct span span)
{
    for (size_t i = 0; i < span.length; i++)
        if (span.text[i] >= '0' && span.text[i] <= '9')
            return true;
    return false;
}

bool span_has_digit(struct span span)
{
    if (span.length < BYTE_LANES)
        return has_digit_byte(span);
    const char *last = span.text + span.length - BYTE_LANES;
    byte_lanes found = byte_lanes_digits(byte_lanes_at(last));

    for (const char *at = span.text; at < last; at += BYTE_LANES)
        found |= byte_lanes_digits(byte_lanes_at(at));
    return byte_lanes_highest(found);
}

int span_hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

int span_compare(struct span a, struct span b)
{
    size_t shared = a.length < b.length ? a.length : b.length;
    int order = shared ? memcmp(a.text, b.text, shared) : 0;

    return order ? order : (a.length > b.length) - (a.length < b.length);
}

uint64_t span_hash(struct span span)
{
    uint64_t hash = 0xcbf29ce484222325u;

    for (size_t i = 0; i < span.length; i++)
        hash = (hash ^ (unsigned char)span.text[i]) * 0x100000001b3u;
    return hash;
}
