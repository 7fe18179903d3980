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

/* A short line, with as much of nothing behind it as fills it up. */
static byte_lanes look_at_short(struct span line)
{
    char bytes[BYTE_LANES + 1] = { 0 };

    memcpy(bytes, line.text, line.length);
    return look_at(bytes);
}

/* The signs that stand anywhere in a line. Its last bytes are looked at together, some of them a second time.
 */
static uint8_t signs_within(struct span line)
{
    byte_lanes signs = { 0 };

    if (line.length <= BYTE_LANES)
        return line.length ? byte_lanes_any(look_at_short(line)) : 0;
    for (size_t at = 0; at + BYTE_LANES < line.length; at += BYTE_LANES)
        signs |= look_at(line.text + at);

    const byte_lanes last = byte_lanes_at(line.text + line.length - BYTE_LANES);

    return byte_lanes_any(signs | look(last, byte_lanes_behind_first(last)));
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
