#include "characters/encoding_convert.h"

#include <endian.h>
#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "characters/byte_charset.h"
#include "characters/encoding_guess.h"
#include "characters/utf8_check.h"

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */

enum { REPLACEMENT_LENGTH = 3, ICONV_CHUNK_BYTES = 64 * 1024 };

static void note_damage(struct encoding_damage *damage, struct arena *arena, size_t raw_at, const char *bytes,
                        size_t length)
{
    damage->bytes += length;
    damage->nuls += length == 1 && bytes[0] == '\0';
    if (damage->place_count == DAMAGE_PLACES_LIMIT)
        return;
    damage->places = arena_grow(arena, damage->places, damage->place_count, &damage->place_capacity,
                                sizeof *damage->places);
    damage->places[damage->place_count++] = (struct damage_place){
        .raw_at = raw_at,
        .byte = (unsigned char)bytes[0],
        .length = length,
    };
}

/* UTF-8 to UTF-8: whole runs are copied, what breaks them is replaced. out has room for the worst case. */
static size_t mend_utf8(struct span bytes, struct arena *arena, struct encoding_damage *damage, char *out)
{
    size_t length = 0;
    size_t copied = 0;

    for (size_t at = 0; at < bytes.length;) {
        size_t whole = bytes.text[at] ? utf8_sequence_length(bytes, at) : 0;

        if (whole) {
            at += whole;
            continue;
        }
        memcpy(out + length, bytes.text + copied, at - copied);
        length += at - copied;
        size_t bad = 1;

        if (utf8_is_cut_off(bytes, at)) {
            damage->cut_off = true;
            bad = bytes.length - at;
        }
        note_damage(damage, arena, length, bytes.text + at, bad);
        memcpy(out + length, replacement, REPLACEMENT_LENGTH);
        length += REPLACEMENT_LENGTH;
        at += bad;
        copied = at;
    }
    memcpy(out + length, bytes.text + copied, bytes.length - copied);
    return length + bytes.length - copied;
}

static size_t count_nuls(struct span bytes)
{
    size_t count = 0;

    for (const char *at = bytes.text, *end = at + bytes.length;
         at < end && (at = memchr(at, '\0', (size_t)(end - at))) != NULL; at++)
        count++;
    return count;
}

static struct span convert_utf8(struct span bytes, bool is_sound, struct arena *arena,
                                struct encoding_damage *damage)
{
    struct utf8_survey survey = is_sound ? (struct utf8_survey){ 0 } : utf8_survey_bytes(bytes);
    size_t nuls = count_nuls(bytes);

    if (survey.invalid + survey.cut_off + nuls == 0)
        return arena_copy_span(arena, (struct span){ bytes.text, bytes.length, 0 });
    size_t room = bytes.length + (survey.invalid + survey.cut_off + nuls) * (REPLACEMENT_LENGTH - 1);
    char *out = arena_take_text(arena, room);

    return span_at(out, mend_utf8(bytes, arena, damage, out), 0);
}

/* A character ready to be written. */
struct utf8_character {
    unsigned char length; /* 0: no character */
    char bytes[3];
};

static void fill_table(const struct byte_charset *set, struct utf8_character table[static 256])
{
    for (uint32_t byte = 0; byte < 256; byte++) {
        uint32_t code_point = byte < 0x80 ? byte : set->high[byte - 0x80];

        table[byte].length = code_point ? (unsigned char)utf8_write(table[byte].bytes, code_point) : 0;
    }
}

/* The high bit of each byte of 80 and more and of each NUL; perhaps of a 01 right behind a NUL too. */
static uint64_t table_bits(const char *bytes)
{
    uint64_t word;

    memcpy(&word, bytes, sizeof word);
    return (word | (word - 0x0101010101010101u)) & 0x8080808080808080u;
}

static bool is_plain(char byte)
{
    return byte != '\0' && (unsigned char)byte < 0x80;
}

/* The end of the run from `at` that is the same in UTF-8: ASCII without NUL. */
static size_t skip_plain(struct span bytes, size_t at)
{
    while (at + sizeof(uint64_t) <= bytes.length && !table_bits(bytes.text + at))
        at += sizeof(uint64_t);
    while (at < bytes.length && is_plain(bytes.text[at]))
        at++;
    return at;
}

/* No fewer than the bytes that go through the table. */
static size_t count_table_bytes(struct span bytes)
{
    size_t count = 0;
    size_t at = 0;

    for (; at + sizeof(uint64_t) <= bytes.length; at += sizeof(uint64_t))
        count += (size_t)((table_bits(bytes.text + at) >> 7) * 0x0101010101010101u >> 56);
    for (; at < bytes.length; at++)
        count += !is_plain(bytes.text[at]);
    return count;
}

static struct span convert_bytes(const struct byte_charset *set, struct span bytes, struct arena *arena,
                                 struct encoding_damage *damage)
{
    struct utf8_character table[256] = { 0 };
    size_t length = 0;

    fill_table(set, table);
    char *out = arena_take_text(arena, bytes.length + count_table_bytes(bytes) * (REPLACEMENT_LENGTH - 1));

    for (size_t at = 0; at < bytes.length; at++) {
        size_t plain = skip_plain(bytes, at);

        memcpy(out + length, bytes.text + at, plain - at);
        length += plain - at;
        at = plain;
        if (at == bytes.length)
            break;
        const struct utf8_character *character = &table[(unsigned char)bytes.text[at]];

        if (!character->length)
            note_damage(damage, arena, length, bytes.text + at, 1);
        memcpy(out + length, character->length ? character->bytes : replacement, 3);
        length += character->length ? character->length : REPLACEMENT_LENGTH;
    }
    return span_at(out, length, 0);
}

static uint32_t read_unit(const char *bytes, size_t size, bool big)
{
    uint16_t half;
    uint32_t whole;

    if (size == sizeof half) {
        memcpy(&half, bytes, sizeof half);
        return big ? be16toh(half) : le16toh(half);
    }
    memcpy(&whole, bytes, sizeof whole);
    return big ? be32toh(whole) : le32toh(whole);
}

static bool is_surrogate(uint32_t unit, uint32_t first)
{
    return unit >= first && unit < first + 0x400;
}

/* UTF-16: the code point at `at` and its bytes; 0 where a surrogate stands alone, or for a NUL. */
static uint32_t read_utf16(struct span bytes, size_t at, bool big, size_t *length)
{
    uint32_t unit = read_unit(bytes.text + at, 2, big);

    *length = 2;
    if (!is_surrogate(unit, 0xD800))
        return is_surrogate(unit, 0xDC00) ? 0 : unit;
    if (at + 4 > bytes.length)
        return 0;
    uint32_t low = read_unit(bytes.text + at + 2, 2, big);

    if (!is_surrogate(low, 0xDC00))
        return 0;
    *length = 4;
    return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
}

static uint32_t read_utf32(struct span bytes, size_t at, bool big, size_t *length)
{
    uint32_t unit = read_unit(bytes.text + at, 4, big);

    *length = 4;
    return unit > 0x10FFFF || is_surrogate(unit, 0xD800) || is_surrogate(unit, 0xDC00) ? 0 : unit;
}

/* Copies ASCII from `at` on, up to what is none or NUL; how many characters. */
static size_t copy_ascii(struct span bytes, size_t at, size_t size, bool big, char *out)
{
    size_t count = 0;

    for (; at + size <= bytes.length; at += size) {
        uint32_t unit = read_unit(bytes.text + at, size, big);

        if (!unit || unit >= 0x80)
            break;
        out[count++] = (char)unit;
    }
    return count;
}

static struct span convert_units(enum encoding_kind kind, struct span bytes, struct arena *arena,
                                 struct encoding_damage *damage)
{
    bool big = kind == ENCODING_UTF_16_BE || kind == ENCODING_UTF_32_BE;
    size_t size = kind == ENCODING_UTF_16_LE || kind == ENCODING_UTF_16_BE ? 2 : 4;
    char *out = arena_take_text(arena, (bytes.length / size + 1) * (size == 2 ? 3 : 4));
    size_t length = 0;

    for (size_t at = 0, step; at < bytes.length; at += step) {
        bool whole = at + size <= bytes.length;
        size_t plain = copy_ascii(bytes, at, size, big, out + length);
        uint32_t code_point = 0;

        if (plain) {
            length += plain;
            step = plain * size;
            continue;
        }
        step = bytes.length - at;
        if (whole)
            code_point = size == 2 ? read_utf16(bytes, at, big, &step) : read_utf32(bytes, at, big, &step);
        if (code_point) {
            length += utf8_write(out + length, code_point);
            continue;
        }
        damage->cut_off |= !whole || (size == 2 && at + size == bytes.length &&
                                      is_surrogate(read_unit(bytes.text + at, 2, big), 0xD800));
        damage->nuls += whole && read_unit(bytes.text + at, size, big) == 0;
        note_damage(damage, arena, length, bytes.text + at, step);
        memcpy(out + length, replacement, REPLACEMENT_LENGTH);
        length += REPLACEMENT_LENGTH;
    }
    return span_at(out, length, 0);
}

/* Names that mean "whatever this machine uses", and the suffixes of one iconv only. */
static bool is_portable_name(const char *name)
{
    return *name && !strchr(name, '/') && strcasecmp(name, "char") != 0 && strcasecmp(name, "wchar_t") != 0;
}

static void add_without_nuls(struct buffer *utf8, const char *chunk, size_t length, struct arena *arena,
                             struct encoding_damage *damage)
{
    const char *end = chunk + length;

    for (const char *nul; (nul = memchr(chunk, '\0', (size_t)(end - chunk))) != NULL; chunk = nul + 1) {
        buffer_add(utf8, chunk, (size_t)(nul - chunk));
        note_damage(damage, arena, utf8->length, nul, 1);
        buffer_add(utf8, replacement, REPLACEMENT_LENGTH);
    }
    buffer_add(utf8, chunk, (size_t)(end - chunk));
}

static void convert_all(iconv_t converter, struct span bytes, struct arena *arena,
                        struct encoding_damage *damage, struct buffer *utf8)
{
    char chunk[ICONV_CHUNK_BYTES];
    char *from = (char *)(uintptr_t)bytes.text; /* iconv does not write there */
    size_t left = bytes.length;

    for (bool done = false; !done;) {
        char *to = chunk;
        size_t room = sizeof chunk;

        done = left == 0; /* then the last call fetches what a stateful set still holds back */
        int failure = iconv(converter, done ? NULL : &from, &left, &to, &room) == (size_t)-1 ? errno : 0;

        add_without_nuls(utf8, chunk, sizeof chunk - room, arena, damage);
        if (failure == 0 || failure == E2BIG)
            continue;
        size_t bad = failure == EINVAL ? left : 1;

        damage->cut_off |= failure == EINVAL;
        note_damage(damage, arena, utf8->length, from, bad);
        buffer_add(utf8, replacement, REPLACEMENT_LENGTH);
        from += bad;
        left -= bad;
    }
}

static enum status convert_iconv(const char *name, struct span bytes, struct arena *arena,
                                 struct encoding_damage *damage, struct span *out)
{
    if (!is_portable_name(name))
        return STATUS_REFUSED;
    iconv_t converter = iconv_open("UTF-8", name);

    if (converter == (iconv_t)-1)
        return STATUS_REFUSED;
    struct buffer utf8 = { 0 };

    convert_all(converter, bytes, arena, damage, &utf8);
    iconv_close(converter);
    *out = arena_copy_span(arena, span_at(buffer_string(&utf8), utf8.length, 0));
    buffer_free(&utf8);
    return STATUS_OK;
}

enum status encoding_convert(const struct encoding *encoding, struct span bytes, struct arena *arena,
                             struct encoding_damage *damage, struct span *out)
{
    *damage = (struct encoding_damage){ 0 };
    switch (encoding->kind) {
    case ENCODING_UTF_8:
        *out = convert_utf8(bytes, encoding->is_sound, arena, damage);
        break;
    case ENCODING_BYTES:
        *out = convert_bytes(encoding->bytes, bytes, arena, damage);
        break;
    case ENCODING_ICONV:
        return convert_iconv(encoding->name, bytes, arena, damage, out);
    default:
        *out = convert_units(encoding->kind, bytes, arena, damage);
    }
    return STATUS_OK;
}
