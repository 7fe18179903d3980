#include "characters/text_clean.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/byte_lanes.h"
#include "characters/source_text.h"
#include "characters/utf8_check.h"

/* What is read in place of characters that differ only to the eye, or not even to that. Sorted. Never
 * longer in UTF-8 than what it stands for, so that text fits where raw fitted. */
struct substitute {
    uint32_t first, last;
    const char *text;
};

#define LINE_END "\n"

enum { USUAL_LINE_BYTES = 32 };

static const struct substitute substitutes[] = {
    { 0x001A, 0x001A, "" },             /* Ctrl-Z, the end of a DOS file */
    { 0x001E, 0x001E, "-" },            /* Word's no-break hyphen in saved text */
    { 0x001F, 0x001F, "" },             /* Word's optional hyphen */
    { 0x0085, 0x0085, LINE_END },       /* next line */
    { 0x00A0, 0x00A0, " " },            /* no-break space */
    { 0x00AD, 0x00AD, "" },             /* soft hyphen */
    { 0x034F, 0x034F, "" },             /* combining grapheme joiner */
    { 0x1680, 0x1680, " " },            /* ogham space */
    { 0x180E, 0x180E, "" },             /* Mongolian vowel separator */
    { 0x2000, 0x200A, " " },            /* en quad to hair space */
    { 0x200B, 0x200F, "" },             /* zero-width space, joiners, direction marks */
    { 0x2010, 0x2011, "-" },            /* hyphen, no-break hyphen */
    { 0x2028, 0x2029, LINE_END },       /* line and paragraph separator */
    { 0x202A, 0x202E, "" },             /* direction embedding */
    { 0x202F, 0x202F, " " },            /* narrow no-break space */
    { 0x205F, 0x205F, " " },            /* mathematical space */
    { 0x2060, 0x2064, "" },             /* word joiner, invisible operators */
    { 0x2066, 0x206F, "" },             /* direction isolates */
    { 0x3000, 0x3000, " " },            /* ideographic space */
    { 0xF020, 0xF020, " " },            /* Symbol and Wingdings: space */
    { 0xF02D, 0xF02D, "-" },            /* Symbol: minus, used as a dash before a list item */
    { 0xF052, 0xF052, "\xE2\x98\x91" }, /* Wingdings 2: ticked box */
    { 0xF06C, 0xF06C, "\xE2\x80\xA2" }, /* Wingdings: black circle */
    { 0xF06E, 0xF06E, "\xE2\x80\xA2" }, /* Wingdings: black square */
    { 0xF06F, 0xF06F, "\xE2\x98\x90" }, /* Wingdings: empty box */
    { 0xF071, 0xF072, "\xE2\x98\x90" }, /* Wingdings: shadowed boxes */
    { 0xF075, 0xF077, "\xE2\x80\xA2" }, /* Wingdings: lozenges, as bullets */
    { 0xF09F, 0xF09F, "\xE2\x80\xA2" }, /* Wingdings: small bullet */
    { 0xF0A7, 0xF0A8, "\xE2\x80\xA2" }, /* Wingdings: small square, hollow square, as bullets */
    { 0xF0B7, 0xF0B7, "\xE2\x80\xA2" }, /* Symbol: bullet */
    { 0xF0D8, 0xF0D8, "\xE2\x80\xA2" }, /* Wingdings: arrow head, as a bullet */
    { 0xF0DF, 0xF0DF, "\xE2\x86\x90" }, /* Wingdings: left arrow */
    { 0xF0E0, 0xF0E0, "\xE2\x86\x92" }, /* Wingdings: right arrow, as Word types --> */
    { 0xF0E8, 0xF0E8, "\xE2\x86\x92" }, /* Wingdings: heavy right arrow */
    { 0xF0FB, 0xF0FB, "\xE2\x9C\x97" }, /* Wingdings: cross */
    { 0xF0FC, 0xF0FC, "\xE2\x9C\x93" }, /* Wingdings: tick */
    { 0xF0FD, 0xF0FD, "\xE2\x98\x92" }, /* Wingdings: crossed box */
    { 0xF0FE, 0xF0FE, "\xE2\x98\x91" }, /* Wingdings: ticked box */
    { 0xFB00, 0xFB00, "ff" },           /* ligatures */
    { 0xFB01, 0xFB01, "fi" },
    { 0xFB02, 0xFB02, "fl" },
    { 0xFB03, 0xFB03, "ffi" },
    { 0xFB04, 0xFB04, "ffl" },
    { 0xFB05, 0xFB06, "st" },
    { 0xFEFF, 0xFEFF, "" }, /* byte order mark */
};

static const char *substitute_of(uint32_t code_point)
{
    size_t low = 0;
    size_t high = ARRAY_LENGTH(substitutes);

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (substitutes[middle].last < code_point)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == ARRAY_LENGTH(substitutes) || substitutes[low].first > code_point)
        return NULL;
    return substitutes[low].text;
}

const char *text_clean_character(uint32_t code_point)
{
    return substitute_of(code_point);
}

/* What to do about a byte. Only at a stop does the copying pause; the others are taken as they are. */
enum byte_kind { BYTE_PLAIN, BYTE_LINE_FEED, BYTE_STOP };

static const unsigned char byte_kinds[256] = {
    ['\n'] = BYTE_LINE_FEED, ['\v'] = BYTE_STOP, ['\f'] = BYTE_STOP, ['\r'] = BYTE_STOP, [0x1A] = BYTE_STOP,
    [0x1E] = BYTE_STOP,      [0x1F] = BYTE_STOP, [0xC2] = BYTE_STOP, [0xCD] = BYTE_STOP, [0xE1] = BYTE_STOP,
    [0xE2] = BYTE_STOP,      [0xE3] = BYTE_STOP, [0xEF] = BYTE_STOP, /* first bytes of substitutes */
};

/* Control characters that text files hold: tab to CR, Word's cell mark and hyphens, Ctrl-Z, escape. */
static bool is_foreign_control(unsigned char byte)
{
    return byte < 0x1A && !(byte >= '\t' && byte <= '\r') && byte != 0x07;
}

struct cleaner {
    struct span raw;
    struct arena *arena;
    char *text;    /* NULL as long as raw itself will do */
    size_t copied; /* raw is taken over up to here */
    size_t length; /* of text */
    size_t line_start;
    size_t page_breaks; /* form feeds that wait for their line's end */
    bool line_too_long;
    size_t foreign; /* control characters */

    uint32_t *lines;
    size_t line_count, line_capacity;
    size_t *pages;
    size_t page_count, page_capacity;
    struct text_shift *shifts;
    size_t shift_count, shift_capacity;
};

/* The high bit of each byte that is a control character but the tab, or not ASCII. */
static byte_lanes odd_bytes(const char *text)
{
    byte_lanes bytes = byte_lanes_at(text);

    return bytes | ((byte_lanes)(bytes < ' ') & (byte_lanes)(bytes != '\t'));
}

static void take_over(struct cleaner *cleaner, size_t to)
{
    if (cleaner->text)
        memcpy(cleaner->text + cleaner->length, cleaner->raw.text + cleaner->copied, to - cleaner->copied);
    cleaner->length += to - cleaner->copied;
    cleaner->copied = to;
}

/* From text offset `at` on, text comes from raw_at. Of several at one offset the last holds. */
static void add_shift(struct cleaner *cleaner, size_t at, size_t raw_at)
{
    struct text_shift *last = cleaner->shift_count ? &cleaner->shifts[cleaner->shift_count - 1] : NULL;

    if (last && last->at == at) {
        last->raw_at = raw_at;
        return;
    }
    if (raw_at - at == (last ? last->raw_at - last->at : 0))
        return;
    cleaner->shifts = arena_grow(cleaner->arena, cleaner->shifts, cleaner->shift_count,
                                 &cleaner->shift_capacity, sizeof *cleaner->shifts);
    cleaner->shifts[cleaner->shift_count++] = (struct text_shift){ at, raw_at };
}

/* The raw_length bytes of one character at `copied` are read as text. All letters of a ligature lead
 * back to its start; what follows is copied from behind it. */
static void substitute(struct cleaner *cleaner, size_t raw_length, const char *text)
{
    size_t raw_at = cleaner->copied;
    size_t length = strlen(text);
    bool letters = length > 1 && (unsigned char)text[0] < 0x80;

    if (!cleaner->text) {
        cleaner->text = arena_take_text(cleaner->arena, cleaner->raw.length);
        memcpy(cleaner->text, cleaner->raw.text, cleaner->length);
    }
    memcpy(cleaner->text + cleaner->length, text, length);
    for (size_t i = 1; letters && i < length; i++)
        add_shift(cleaner, cleaner->length + i, raw_at);
    cleaner->length += length;
    cleaner->copied += raw_length;
    add_shift(cleaner, cleaner->length, cleaner->copied);
}

static void add_page(struct cleaner *cleaner, size_t at)
{
    cleaner->pages = arena_grow(cleaner->arena, cleaner->pages, cleaner->page_count, &cleaner->page_capacity,
                                sizeof *cleaner->pages);
    cleaner->pages[cleaner->page_count++] = at;
}

/* A line ends before text offset `end`. */
static void check_line(struct cleaner *cleaner, size_t end)
{
    cleaner->line_too_long |= end - cleaner->line_start > SOURCE_LINE_LIMIT_BYTES;
}

/* The same, and the next begins there. */
static inline void end_line(struct cleaner *cleaner, size_t end)
{
    check_line(cleaner, end);
    if (cleaner->line_too_long)
        return;
    cleaner->line_start = end;
    cleaner->lines = arena_grow(cleaner->arena, cleaner->lines, cleaner->line_count, &cleaner->line_capacity,
                                sizeof *cleaner->lines);
    cleaner->lines[cleaner->line_count++] = (uint32_t)end;
    for (; cleaner->page_breaks; cleaner->page_breaks--)
        add_page(cleaner, end);
}

/* Is the byte at raw offset `at` a stop? What it says otherwise is noted. */
static inline bool is_stop(struct cleaner *cleaner, size_t at)
{
    unsigned char byte = (unsigned char)cleaner->raw.text[at];

    if (byte_kinds[byte] == BYTE_LINE_FEED)
        end_line(cleaner, cleaner->length + (at + 1 - cleaner->copied));
    else
        cleaner->foreign += is_foreign_control(byte);
    return byte_kinds[byte] == BYTE_STOP;
}

/* The next stop behind what is copied; the lines that end before it are noted. */
static size_t next_stop(struct cleaner *cleaner)
{
    struct span raw = cleaner->raw;
    size_t at = cleaner->copied;

    for (; at + BYTE_LANES <= raw.length; at += BYTE_LANES) {
        for (unsigned odd = byte_lanes_highest(odd_bytes(raw.text + at)); odd; odd &= odd - 1) {
            size_t found = at + (size_t)__builtin_ctz(odd);

            if (is_stop(cleaner, found))
                return found;
        }
    }
    while (at < raw.length && !is_stop(cleaner, at))
        at++;
    return at;
}

/* A form feed ends its line, but where a line has just ended, or ends right behind it, it adds no
 * second end: lines then count as in an editor. */
static void read_form_feed(struct cleaner *cleaner)
{
    struct span raw = cleaner->raw;
    size_t next = cleaner->copied + 1;
    bool at_start = cleaner->length == cleaner->line_start;
    bool at_end = next < raw.length && (raw.text[next] == '\n' || raw.text[next] == '\r');

    if (at_end && !at_start) {
        cleaner->page_breaks++;
        substitute(cleaner, 1, "");
    } else if (at_start) {
        substitute(cleaner, 1, "");
        add_page(cleaner, cleaner->length);
    } else {
        cleaner->page_breaks++;
        substitute(cleaner, 1, LINE_END);
        end_line(cleaner, cleaner->length);
    }
}

static void read_character(struct cleaner *cleaner)
{
    const char *from = cleaner->raw.text + cleaner->copied;
    size_t length = utf8_sequence_length(cleaner->raw, cleaner->copied);
    const char *text = substitute_of(utf8_code_point(from, length));

    if (!text) {
        take_over(cleaner, cleaner->copied + length);
        return;
    }
    substitute(cleaner, length, text);
    if (text[0] == '\n')
        end_line(cleaner, cleaner->length);
}

static void read_stop(struct cleaner *cleaner)
{
    struct span raw = cleaner->raw;
    size_t at = cleaner->copied;

    switch (raw.text[at]) {
    case '\r':
        substitute(cleaner, at + 1 < raw.length && raw.text[at + 1] == '\n' ? 2 : 1, LINE_END);
        end_line(cleaner, cleaner->length);
        break;
    case '\v':
        substitute(cleaner, 1, LINE_END);
        end_line(cleaner, cleaner->length);
        break;
    case '\f':
        read_form_feed(cleaner);
        break;
    default:
        read_character(cleaner);
    }
}

/* Room for lines of plans' usual length and, in a CRLF file, for their shifts, so that the arrays
 * seldom move. */
static void reserve(struct cleaner *cleaner)
{
    struct span raw = cleaner->raw;
    const char *feed = memchr(raw.text, '\n', raw.length);
    bool returns = feed && feed > raw.text && feed[-1] == '\r';

    cleaner->line_capacity = raw.length / USUAL_LINE_BYTES + 2;
    cleaner->lines = ARENA_ARRAY(cleaner->arena, cleaner->line_capacity, uint32_t);
    cleaner->lines[cleaner->line_count++] = 0;
    cleaner->shift_capacity = returns ? cleaner->line_capacity : 0;
    cleaner->shifts =
        returns ? ARENA_ARRAY(cleaner->arena, cleaner->shift_capacity, struct text_shift) : NULL;
}

static void hand_over(struct cleaner *cleaner, struct source_text *source)
{
    if (cleaner->line_count > 1 && cleaner->lines[cleaner->line_count - 1] == cleaner->length)
        cleaner->line_count--; /* the end of the last line begins no other */
    source->text = span_at(cleaner->text ? cleaner->text : cleaner->raw.text, cleaner->length, 0);
    source->lines = cleaner->lines;
    source->line_count = cleaner->line_count;
    source->pages = cleaner->pages;
    source->page_count = cleaner->page_count;
    source->shifts = cleaner->shifts;
    source->shift_count = cleaner->shift_count;
}

enum status text_clean(struct source_text *source, struct arena *arena, size_t *foreign)
{
    struct cleaner cleaner = { .raw = source->raw, .arena = arena };

    reserve(&cleaner);
    for (;;) {
        take_over(&cleaner, next_stop(&cleaner));
        if (cleaner.copied == cleaner.raw.length)
            break;
        read_stop(&cleaner);
    }
    check_line(&cleaner, cleaner.length);
    hand_over(&cleaner, source);
    *foreign = cleaner.foreign;
    return cleaner.line_too_long ? STATUS_REFUSED : STATUS_OK;
}
