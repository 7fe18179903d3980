#include "document/passage.h"

#include <string.h>

#include "base/arena.h"
#include "base/byte_lanes.h"

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void reserve(struct arena *arena, struct passage_builder *builder, size_t length)
{
    if (length <= builder->capacity - builder->length)
        return;
    size_t capacity = builder->capacity ? builder->capacity : length; /* most are one piece */

    while (capacity - builder->length < length)
        capacity *= 2;
    char *text = arena_take_text(arena, capacity);

    if (builder->length)
        memcpy(text, builder->text, builder->length);
    builder->text = text;
    builder->capacity = capacity;
}

/* A list mark inside a cell ("• "): the length of the mark at `at`, with white space or an end on both sides;
 * else 0. */
static size_t mark_length(struct span piece, size_t at)
{
    static const char *const marks[] = { "\xE2\x80\xA2", "\xC2\xB7", "\xE2\x96\xAA", "\xE2\x97\x8F" };

    if (((unsigned char)piece.text[at] & 0xE0) != 0xC0 && ((unsigned char)piece.text[at] & 0xF0) != 0xE0)
        return 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        struct span mark = span_of(marks[i]);
        size_t end = at + mark.length;

        if (end <= piece.length && span_same(span_part(piece, at, end), mark) &&
            (at == 0 || span_is_white(piece.text[at - 1])) &&
            (end == piece.length || span_is_white(piece.text[end])))
            return mark.length;
    }
    return 0;
}

/* How many bytes of white space and list marks stand at `at`. */
static size_t blank_length(struct span piece, size_t at)
{
    size_t end = at;

    while (end < piece.length) {
        size_t mark = span_is_white(piece.text[end]) ? 1 : mark_length(piece, end);

        if (!mark)
            break;
        end += mark;
    }
    return end - at;
}

/* Words that stand in the document at `offset`; a neighbour of the last segment lengthens it. */
static void add_run(struct arena *arena, struct passage_builder *builder, struct span run)
{
    struct segment *last = builder->segment_count ? &builder->segments[builder->segment_count - 1] : NULL;

    reserve(arena, builder, run.length + 1);
    memcpy(builder->text + builder->length, run.text, run.length);
    if (run.offset != SPAN_NOWHERE) {
        if (last && last->at + last->length == builder->length && last->offset + last->length == run.offset) {
            last->length += run.length;
        } else {
            builder->segments = arena_grow(arena, builder->segments, builder->segment_count,
                                           &builder->segment_capacity, sizeof *builder->segments);
            builder->segments[builder->segment_count++] = (struct segment){ .at = (uint32_t)builder->length,
                                                                            .offset = run.offset,
                                                                            .length = run.length };
        }
    }
    builder->length += run.length;
}

/* One space, unless there is one already or nothing before it. */
static void add_space(struct arena *arena, struct passage_builder *builder)
{
    reserve(arena, builder, 1);
    if (builder->length && builder->text[builder->length - 1] != ' ')
        builder->text[builder->length++] = ' ';
}

/* "e- enabled": a hyphen behind letters, white space, a small letter; but "pre- and post-" stays apart. */
static bool is_wrapped_hyphen(const struct passage_builder *builder, struct span rest)
{
    static const char *const joiners[] = { "and ", "or ", "to " };
    size_t length = builder->length;

    if (length < 2 || builder->text[length - 1] != '-' || !is_letter(builder->text[length - 2]))
        return false;
    if (!rest.length || !(rest.text[0] >= 'a' && rest.text[0] <= 'z'))
        return false;
    for (size_t i = 0; i < sizeof joiners / sizeof *joiners; i++)
        if (span_begins(rest, joiners[i]))
            return false;
    return true;
}

/* White space, and the first bytes of list marks. */
static const bool may_end_run[256] = {
    [' '] = true,  ['\t'] = true, ['\n'] = true, ['\v'] = true,
    ['\f'] = true, ['\r'] = true, [0xC2] = true, [0xE2] = true,
};

/* Does the run of words end before `at`: a mark, or white space other than one space between words? */
static inline bool ends_run(struct span piece, size_t at)
{
    if (piece.text[at] == ' ' && at + 1 < piece.length && !may_end_run[(unsigned char)piece.text[at + 1]])
        return piece.text[at - 1] == '-';
    size_t blank = blank_length(piece, at);

    return blank > 1 || (blank == 1 && (piece.text[at] != ' ' || piece.text[at - 1] == '-'));
}

/* The highest bit is set where a byte and that right behind it are not plain words: a run may end there (see
 * ends_run). */
static byte_lanes not_plain(const char *text)
{
    byte_lanes byte = byte_lanes_at(text);
    byte_lanes next = byte_lanes_at(text + 1);
    byte_lanes before = (byte_lanes)(byte == ' ') | (byte_lanes)(byte == '-');

    return byte | next | (byte_lanes)(next < ' ') | ((byte_lanes)(next == ' ') & before);
}

static byte_lanes not_plain_short(struct span piece)
{
    char bytes[BYTE_LANES + 1];

    memset(bytes, 'x', sizeof bytes);
    memcpy(bytes, piece.text, piece.length);
    return not_plain(bytes);
}

/* Is a piece, trimmed, plain words with single spaces? */
static inline bool is_plain(struct span piece)
{
    if (piece.length <= BYTE_LANES)
        return !byte_lanes_highest(not_plain_short(piece));
    byte_lanes found = not_plain(piece.text + piece.length - BYTE_LANES - 1);

    for (size_t at = 0; at + BYTE_LANES < piece.length; at += BYTE_LANES)
        found |= not_plain(piece.text + at);
    return !byte_lanes_highest(found);
}

/* Where the run of words that begins at `at` ends. */
static size_t run_end(struct span piece, size_t at)
{
    at++;
    while (at < piece.length) {
        if (at + BYTE_LANES <= piece.length && !byte_lanes_highest(not_plain(piece.text + at - 1))) {
            at += BYTE_LANES - 1; /* what is behind the last byte has not been looked at */
            continue;
        }
        for (size_t end = at + BYTE_LANES; at < end && at < piece.length; at++)
            if (may_end_run[(unsigned char)piece.text[at]] && ends_run(piece, at))
                return at;
    }
    return at;
}

static void add_words(struct arena *arena, struct passage_builder *builder, struct span piece)
{
    size_t at = blank_length(piece, 0);

    while (at < piece.length) {
        size_t end = run_end(piece, at);

        add_run(arena, builder, span_part(piece, at, end));
        at = end + blank_length(piece, end);
        if (at < piece.length && !is_wrapped_hyphen(builder, span_part(piece, at, piece.length)))
            add_space(arena, builder);
    }
}

/* Without white space at its ends, and list marks at its beginning. */
static inline struct span without_blanks(struct span piece)
{
    piece = span_trim(piece);
    if (!piece.length || !may_end_run[(unsigned char)piece.text[0]])
        return piece;
    return span_part(piece, blank_length(piece, 0), piece.length);
}

/* Most pieces are one line with single spaces: they need no copy, only one segment. */
static inline bool is_tidy(struct span piece)
{
    return piece.length && (is_plain(piece) || run_end(piece, 0) == piece.length);
}

/* A second piece comes: the first is copied after all. */
static void write_only(struct arena *arena, struct passage_builder *builder)
{
    struct span only = builder->only;

    builder->only = (struct span){ 0 };
    if (only.length)
        add_run(arena, builder, only);
}

void passage_add(struct arena *arena, struct passage_builder *builder, struct span piece)
{
    piece = without_blanks(piece);
    if (!piece.length)
        return;
    if (!builder->length && !builder->only.length && is_tidy(piece)) {
        builder->only = piece;
        return;
    }
    write_only(arena, builder);
    if (!is_wrapped_hyphen(builder, piece))
        add_space(arena, builder);
    add_words(arena, builder, piece);
}

static struct passage passage_of_one(struct span piece)
{
    return (struct passage){
        .text = span_over(piece.text, piece.length),
        .segment_count = piece.offset != SPAN_NOWHERE,
        .offset = piece.offset,
    };
}

struct passage passage_finish(struct passage_builder *builder)
{
    if (builder->only.length)
        return passage_of_one(builder->only);
    return (struct passage){
        .text = span_over(builder->text, builder->length),
        .segments = builder->segments,
        .segment_count = builder->segment_count,
    };
}

static struct passage passage_of_untidy(struct arena *arena, struct span piece)
{
    struct passage_builder builder = { 0 };

    passage_add(arena, &builder, piece);
    return passage_finish(&builder);
}

struct passage passage_of(struct arena *arena, struct span piece)
{
    piece = without_blanks(piece);
    return is_tidy(piece) ? passage_of_one(piece) : passage_of_untidy(arena, piece);
}

/* The first segment that ends behind `at`. */
static size_t find_segment(const struct passage *passage, size_t at)
{
    size_t low = 0;
    size_t high = passage->segment_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        struct segment segment = passage_segment(passage, middle);

        if (segment.at + segment.length <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A segment cut to [from, to) of the passage. */
static struct segment cut_segment(struct segment segment, size_t from, size_t to)
{
    uint32_t end = segment.at + segment.length;
    uint32_t first = segment.at > from ? segment.at : (uint32_t)from;
    uint32_t last = end < to ? end : (uint32_t)to;

    return (struct segment){ .at = first,
                             .offset = segment.offset + (first - segment.at),
                             .length = last - first };
}

/* Segments [first, last) have words of the passage's part [from, to). */
static void find_segments(const struct passage *passage, size_t from, size_t to, size_t *first, size_t *last)
{
    *first = *last = find_segment(passage, from);
    while (*last < passage->segment_count && passage_segment(passage, *last).at < to)
        ++*last;
}

struct passage passage_part(struct arena *arena, const struct passage *passage, size_t from, size_t to)
{
    size_t first, last;

    while (from < to && span_is_white(passage->text.text[from]))
        from++;
    while (to > from && span_is_white(passage->text.text[to - 1]))
        to--;
    find_segments(passage, from, to, &first, &last);
    struct passage part = {
        .text = span_over(passage->text.text + from, to - from),
        .segment_count = (uint32_t)(last - first),
    };

    if (last - first == 1) {
        struct segment only = cut_segment(passage_segment(passage, first), from, to);

        part.offset = only.offset;
        if (only.length == to - from)
            return part;
    }
    struct segment *segments = ARENA_ROOM(arena, last - first + 1, struct segment);

    for (size_t i = first; i < last; i++) {
        segments[i - first] = cut_segment(passage_segment(passage, i), from, to);
        segments[i - first].at -= (uint32_t)from;
    }
    part.segments = segments;
    return part;
}

/* The same where the passage is one segment at most, as most are. */
static const struct extent *only_extent(struct arena *arena, const struct passage *passage, size_t from,
                                        size_t to, size_t *count)
{
    size_t end = to < passage->text.length ? to : passage->text.length;
    struct extent *extent = ARENA_ROOM(arena, 1, struct extent);

    *count = passage->segment_count && from < passage->text.length && to;
    *extent = extent_of(passage->offset + from, end - from);
    return extent;
}

const struct extent *passage_extents(struct arena *arena, const struct passage *passage, size_t from,
                                     size_t to, size_t *count)
{
    size_t first, last;
    size_t used = 0;

    if (!passage->segments)
        return only_extent(arena, passage, from, to, count);
    find_segments(passage, from, to, &first, &last);
    struct extent *extents = ARENA_ROOM(arena, last > first ? last - first : 1, struct extent);

    for (size_t i = first; i < last; i++) {
        struct segment segment = cut_segment(passage_segment(passage, i), from, to);

        if (used && extents[used - 1].offset + extents[used - 1].length == segment.offset)
            extents[used - 1].length += segment.length;
        else
            extents[used++] = (struct extent){ .offset = segment.offset, .length = segment.length };
    }
    *count = used;
    return extents;
}

uint32_t passage_offset(const struct passage *passage, size_t at)
{
    size_t found = find_segment(passage, at);

    if (found == passage->segment_count)
        return SPAN_NOWHERE;
    struct segment segment = passage_segment(passage, found);

    return segment.at >= at ? segment.offset : segment.offset + ((uint32_t)at - segment.at);
}
