#include "tables/line_signs.h"

#include <string.h>

#include "base/byte_lanes.h"
#include "document/document.h"

/* The signs that bytes and the bytes right behind them make. */
static byte_lanes look(byte_lanes byte, byte_lanes next)
{
    byte_lanes blank = (byte_lanes)(byte == ' ');
    byte_lanes box = (byte_lanes)(byte == 0xE2) & (byte_lanes)((next & 0xFE) == 0x94); /* U+2500 to U+257F */
    byte_lanes bracket = (byte_lanes)(byte == '[') | (byte_lanes)(byte == '(');
    byte_lanes dash = (byte_lanes)(next == '-') | (byte_lanes)(next == 0xE2);
    byte_lanes list = (byte_lanes)(byte == ',') | (byte_lanes)(byte == ';');

    return (blank & (byte_lanes)(next == ' ') & LINE_HAS_GAP) | ((byte_lanes)(byte == ':') & LINE_HAS_COLON) |
           (((byte_lanes)(byte == '|') | box) & LINE_HAS_BAR) | (bracket & LINE_HAS_BRACKET) |
           (blank & dash & LINE_HAS_DASH) | (list & LINE_HAS_LIST) |
           ((byte_lanes)(byte == 'C') & (byte_lanes)(next == 'T') & LINE_SAYS_ACTION);
}

static byte_lanes look_at(const char *bytes)
{
    return look(byte_lanes_at(bytes), byte_lanes_at(bytes + 1));
}

/* The signs that stand anywhere in a line. */
static uint8_t signs_within(struct span line)
{
    char end[BYTE_LANES + 1] = { 0 };
    byte_lanes signs = { 0 };
    size_t at = 0;

    for (; line.length - at > BYTE_LANES; at += BYTE_LANES)
        signs |= look_at(line.text + at);
    if (line.length > at)
        memcpy(end, line.text + at, line.length - at);
    return byte_lanes_any(signs | look_at(end));
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
