#include "characters/utf8_check.h"

#include <endian.h>
#include <string.h>

#define HIGH_BITS 0x8080808080808080u

size_t utf8_skip_ascii(struct span bytes, size_t from)
{
    size_t at = from;

    for (uint64_t words[4]; at + sizeof words <= bytes.length; at += sizeof words) {
        memcpy(words, bytes.text + at, sizeof words);
        if ((words[0] | words[1] | words[2] | words[3]) & HIGH_BITS)
            break;
    }
    for (uint64_t word; at + sizeof word <= bytes.length; at += sizeof word) {
        memcpy(&word, bytes.text + at, sizeof word);
        if (word & HIGH_BITS)
            return at + (size_t)__builtin_ctzll(le64toh(word) & HIGH_BITS) / 8;
    }
    while (at < bytes.length && (unsigned char)bytes.text[at] < 0x80)
        at++;
    return at;
}

/* What the first byte says: the length, and the bounds of the second byte (the others are 80 to BF). */
struct lead {
    unsigned char length, low, high;
};

static struct lead lead_of(unsigned char byte)
{
    if (byte < 0xC2 || byte > 0xF4)
        return (struct lead){ 0, 0, 0 };
    if (byte < 0xE0)
        return (struct lead){ 2, 0x80, 0xBF };
    if (byte < 0xF0)
        return (struct lead){ 3, byte == 0xE0 ? 0xA0 : 0x80, byte == 0xED ? 0x9F : 0xBF };
    return (struct lead){ 4, byte == 0xF0 ? 0x90 : 0x80, byte == 0xF4 ? 0x8F : 0xBF };
}

/* How many of the sequence's bytes are there and right; lead.length where it is whole. */
static size_t matched_length(struct span bytes, size_t at, struct lead lead)
{
    size_t length = 1;

    while (length < lead.length && at + length < bytes.length) {
        unsigned char byte = (unsigned char)bytes.text[at + length];
        unsigned char low = length == 1 ? lead.low : 0x80;
        unsigned char high = length == 1 ? lead.high : 0xBF;

        if (byte < low || byte > high)
            break;
        length++;
    }
    return length;
}

size_t utf8_sequence_length(struct span bytes, size_t at)
{
    unsigned char byte = (unsigned char)bytes.text[at];

    if (byte < 0x80)
        return 1;
    struct lead lead = lead_of(byte);

    return lead.length && matched_length(bytes, at, lead) == lead.length ? lead.length : 0;
}

bool utf8_is_cut_off(struct span bytes, size_t at)
{
    struct lead lead = lead_of((unsigned char)bytes.text[at]);

    return bytes.length - at < lead.length && matched_length(bytes, at, lead) == bytes.length - at;
}

uint32_t utf8_code_point(const char *text, size_t length)
{
    static const unsigned char lead_mask[] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
    uint32_t code_point = (unsigned char)text[0] & lead_mask[length];

    for (size_t i = 1; i < length; i++)
        code_point = code_point << 6 | ((unsigned char)text[i] & 0x3F);
    return code_point;
}

size_t utf8_write(char *out, uint32_t code_point)
{
    static const unsigned char lead_mark[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
    size_t length = code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;

    for (size_t i = length; i-- > 1; code_point >>= 6)
        out[i] = (char)(0x80 | (code_point & 0x3F));
    out[0] = (char)(lead_mark[length] | code_point);
    return length;
}

struct utf8_survey utf8_survey_bytes(struct span bytes)
{
    struct utf8_survey survey = { 0 };

    for (size_t at = 0; (at = utf8_skip_ascii(bytes, at)) < bytes.length;) {
        size_t length = utf8_sequence_length(bytes, at);

        if (length) {
            survey.sequences++;
            at += length;
        } else if (utf8_is_cut_off(bytes, at)) {
            survey.cut_off = bytes.length - at;
            break;
        } else {
            survey.invalid++;
            at++;
        }
    }
    return survey;
}

bool utf8_is_sound(struct span bytes)
{
    struct utf8_survey survey = utf8_survey_bytes(bytes);

    return survey.invalid == 0 && survey.cut_off == 0;
}
