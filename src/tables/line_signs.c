#include "tables/line_signs.h"

#include <string.h>

#include "document/document.h"

/* Bytes side by side, looked at all at once. */
typedef uint8_t lanes __attribute__((vector_size(16)));

/* The signs that bytes and the bytes right behind them make. */
static lanes look(lanes byte, lanes next)
{
    lanes blank = (lanes)(byte == ' ');
    lanes box = (lanes)(byte == 0xE2) & (lanes)((next & 0xFE) == 0x94); /* U+2500 to U+257F */
    lanes bracket = (lanes)(byte == '[') | (lanes)(byte == '(');
    lanes dash = (lanes)(next == '-') | (lanes)(next == 0xE2);
    lanes list = (lanes)(byte == ',') | (lanes)(byte == ';');

    return (blank & (lanes)(next == ' ') & LINE_HAS_GAP) | ((lanes)(byte == ':') & LINE_HAS_COLON) |
           (((lanes)(byte == '|') | box) & LINE_HAS_BAR) | (bracket & LINE_HAS_BRACKET) |
           (blank & dash & LINE_HAS_DASH) | (list & LINE_HAS_LIST) |
           ((lanes)(byte == 'C') & (lanes)(next == 'T') & LINE_SAYS_ACTION);
}

static lanes look_at(const char *bytes)
{
    lanes byte, next;

    memcpy(&byte, bytes, sizeof byte);
    memcpy(&next, bytes + 1, sizeof next);
    return look(byte, next);
}

static uint8_t any_of(lanes signs)
{
    uint64_t halves[2];

    memcpy(halves, &signs, sizeof halves);
    uint64_t all = halves[0] | halves[1];

    all |= all >> 32;
    all |= all >> 16;
    return (uint8_t)(all | all >> 8);
}

/* The signs that stand anywhere in a line. */
static uint8_t signs_within(struct span line)
{
    enum { STEP = sizeof(lanes) };
    char end[STEP + 1] = { 0 };
    lanes signs = { 0 };
    size_t at = 0;

    for (; line.length - at > STEP; at += STEP)
        signs |= look_at(line.text + at);
    if (line.length > at)
        memcpy(end, line.text + at, line.length - at);
    return any_of(signs | look_at(end));
}

static bool begins_with(struct span text, char sign)
{
    return text.length && text.text[0] == sign;
}

uint16_t line_signs_of(const struct block *block)
{
    if (block->kind == BLOCK_TABLE)
        return 0;
    bool rule = begins_with(block->whole, '+');
    bool a = begins_with(block->text, 'A') || begins_with(block->text, 'a');

    return (uint16_t)(signs_within(block->whole) | (rule ? LINE_HAS_BAR : 0) | (a ? LINE_BEGINS_A : 0));
}
