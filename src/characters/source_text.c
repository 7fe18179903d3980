#include "characters/source_text.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "characters/encoding_convert.h"
#include "characters/encoding_guess.h"
#include "characters/file_format.h"
#include "characters/text_clean.h"
#include "characters/utf8_check.h"

enum {
    CONTROLS_PER_SHARE = 50, /* more than one control character in 50: no text */
    NULS_PER_SHARE = 1000,   /* more than one NUL in 1,000: no text; fewer are damage */
    REPORTED_LINES = 20,
};

/* The text's bytes that one line of damage names: "92 93", at most a handful. */
static void list_bytes(const struct damage_place *places, size_t count, char out[static 32])
{
    static const char digits[] = "0123456789ABCDEF";
    size_t length = 0;

    for (size_t i = 0; i < count && i < 6; i++) {
        if (i)
            out[length++] = ' ';
        out[length++] = digits[places[i].byte >> 4];
        out[length++] = digits[places[i].byte & 15];
    }
    if (count > 6) {
        memcpy(out + length, " ...", 4);
        length += 4;
    }
    out[length] = '\0';
}

/* The offset in text of the character at raw_at: the reverse of source_text_raw_offset. */
static size_t text_offset(const struct source_text *source, size_t raw_at)
{
    size_t low = 0;
    size_t high = source->shift_count;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (source->shifts[middle].raw_at <= raw_at)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? source->shifts[low - 1].at + (raw_at - source->shifts[low - 1].raw_at) : raw_at;
}

static void report_damage(const struct source_text *source, const struct encoding_damage *damage,
                          const char *file, struct diag_sink *sink)
{
    size_t reported = 0;
    size_t place = 0;

    for (size_t lines = 0; place < damage->place_count && lines < REPORTED_LINES; lines++) {
        size_t line = source_text_line(source, text_offset(source, damage->places[place].raw_at));
        size_t first = place;
        size_t count = 0;
        char bytes[32];

        for (; place < damage->place_count; place++) {
            if (source_text_line(source, text_offset(source, damage->places[place].raw_at)) != line)
                break;
            count += damage->places[place].length;
        }
        list_bytes(damage->places + first, place - first, bytes);
        diag_report(sink, DIAG_TEXT_INVALID_BYTE, file, line, 0,
                    "%zu byte%s not valid in %s (%s), read as U+FFFD", count, count == 1 ? " is" : "s are",
                    source->encoding, bytes);
        reported += count;
    }
    if (reported < damage->bytes)
        diag_report(sink, DIAG_TEXT_INVALID_BYTE, file, 0, 0,
                    "%zu more bytes not valid in %s, read as U+FFFD", damage->bytes - reported,
                    source->encoding);
    if (damage->cut_off)
        diag_report(sink, DIAG_TEXT_TRUNCATED, file, source->line_count, 0,
                    "the file ends in the middle of a character");
}

static enum status refuse(struct diag_sink *sink, enum diag_code code, const char *file, const char *what)
{
    diag_report(sink, code, file, 0, 0, "%s", what);
    return STATUS_REFUSED;
}

static enum status refuse_binary(struct diag_sink *sink, const char *file)
{
    return refuse(sink, DIAG_FILE_BINARY, file, "it holds zero bytes or control characters, as no text does");
}

/* The bytes as they are: worth decoding at all? */
static enum status check_bytes(struct span bytes, const char *charset, const char *file,
                               struct diag_sink *sink)
{
    enum file_format format;

    if (bytes.length > SOURCE_LIMIT_BYTES)
        return refuse(sink, DIAG_FILE_TOO_LARGE, file, "it is larger than 1 GB");
    if (bytes.length == 0)
        return refuse(sink, DIAG_FILE_EMPTY, file, "there is nothing in it");
    format = file_format_sniff(bytes);
    if (format == FILE_FORMAT_TEXT || (charset && format == FILE_FORMAT_XML_OTHER))
        return STATUS_OK;
    file_format_refuse(format, bytes, file, sink);
    return STATUS_REFUSED;
}

/* raw and what is known of it. */
static enum status decode(struct span bytes, const char *charset, const char *file, struct arena *arena,
                          struct diag_sink *sink, struct encoding_damage *damage, struct source_text *out)
{
    struct encoding encoding = charset ? encoding_named(charset, bytes) : encoding_guess(bytes);

    if (encoding_convert(&encoding, bytes, arena, damage, &out->raw) != STATUS_OK) {
        diag_report(sink, DIAG_CHARSET_UNKNOWN, file, 0, 0, "there is no character set named \"%s\"",
                    charset);
        return STATUS_REFUSED;
    }
    if (damage->nuls * NULS_PER_SHARE > out->raw.length)
        return refuse_binary(sink, file);
    out->encoding = encoding.kind == ENCODING_ICONV ? arena_copy_string(arena, encoding.name) : encoding.name;
    out->encoding_why = encoding.why;
    out->invalid_count = damage->bytes;
    return STATUS_OK;
}

/* Bytes that are known to be text of some kind. */
static enum status decode_text(struct span bytes, const char *charset, const char *file, struct arena *arena,
                               struct diag_sink *sink, struct source_text *out)
{
    struct encoding_damage damage;
    size_t controls;

    if (decode(bytes, charset, file, arena, sink, &damage, out) != STATUS_OK)
        return STATUS_REFUSED;
    enum status status = text_clean(out, arena, &controls);

    if (controls * CONTROLS_PER_SHARE > out->raw.length)
        return refuse_binary(sink, file);
    if (status != STATUS_OK) {
        diag_report(sink, DIAG_LINE_TOO_LONG, file, out->line_count, 0, "this line is longer than 16 MB");
        return STATUS_REFUSED;
    }
    if (span_is_blank(out->text))
        return refuse(sink, DIAG_FILE_EMPTY, file, "there is nothing in it but white space");
    report_damage(out, &damage, file, sink);
    return STATUS_OK;
}

enum status source_text_decode(struct span bytes, const char *charset, const char *file, struct arena *arena,
                               struct diag_sink *sink, struct source_text *out)
{
    *out = (struct source_text){ 0 };
    if (check_bytes(bytes, charset, file, sink) != STATUS_OK)
        return STATUS_REFUSED;
    return decode_text(bytes, charset, file, arena, sink, out);
}

enum status source_text_decode_part(struct span bytes, struct arena *arena, struct source_text *out)
{
    *out = (struct source_text){ 0 };
    if (!bytes.length || bytes.length > SOURCE_LIMIT_BYTES)
        return STATUS_REFUSED;
    return decode_text(bytes, NULL, NULL, arena, NULL, out);
}

/* How many of the ascending values are at most `value`. */
static size_t count_up_to(const uint32_t *values, size_t count, size_t value)
{
    size_t low = 0;

    for (size_t left = count, half; left > 0; left -= half) { /* without a branch that is hard to foresee */
        half = (left + 1) / 2;
        low += values[low + half - 1] <= value ? half : 0;
    }
    return low;
}

size_t source_text_line(const struct source_text *source, size_t offset)
{
    return count_up_to(source->lines, source->line_count, offset);
}

/* How many shifts there are up to an offset. */
static size_t shifts_up_to(const struct source_text *source, size_t offset)
{
    const struct text_shift *shifts = source->shifts;
    size_t low = 0;

    for (size_t left = source->shift_count, half; left > 0; left -= half) { /* as in count_up_to */
        half = (left + 1) / 2;
        low += shifts[low + half - 1].at <= offset ? half : 0;
    }
    return low;
}

/* The raw offset of an offset behind so many shifts. */
static size_t behind_shifts(const struct source_text *source, size_t count, size_t offset)
{
    return count ? source->shifts[count - 1].raw_at + (offset - source->shifts[count - 1].at) : offset;
}

size_t source_text_raw_offset(const struct source_text *source, size_t offset)
{
    return behind_shifts(source, shifts_up_to(source, offset), offset);
}

struct raw_range source_text_raw_range(const struct source_text *source, size_t from, size_t to)
{
    size_t shifts = shifts_up_to(source, from);
    size_t raw_from = behind_shifts(source, shifts, from);
    struct span raw = source->raw;
    size_t last = to;

    if (to <= from)
        return (struct raw_range){ raw_from, raw_from };
    do
        last--;
    while (last > from && ((unsigned char)source->text.text[last] & 0xC0) == 0x80);
    while (shifts < source->shift_count && source->shifts[shifts].at <= last) /* few: most ranges are short */
        shifts++;
    size_t raw_last = behind_shifts(source, shifts, last);
    bool is_pair = raw.text[raw_last] == '\r' && raw_last + 1 < raw.length && raw.text[raw_last + 1] == '\n';

    return (struct raw_range){ raw_from, raw_last + (is_pair ? 2 : utf8_sequence_length(raw, raw_last)) };
}
