#include "characters/encoding_guess.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/status.h"
#include "characters/byte_charset.h"
#include "characters/utf8_check.h"

enum {
    NUL_SAMPLE_BYTES = 64 * 1024,
    EVIDENCE_LIMIT = 10000, /* high bytes looked at in context */
    CLEAR_FIT = 2,
    EVIDENCE_MARGIN = 3, /* by how much another set must beat Windows-1252: about one clear case */
};

static const char *const unicode_names[] = {
    [ENCODING_UTF_8] = "UTF-8",        [ENCODING_UTF_16_LE] = "UTF-16LE", [ENCODING_UTF_16_BE] = "UTF-16BE",
    [ENCODING_UTF_32_LE] = "UTF-32LE", [ENCODING_UTF_32_BE] = "UTF-32BE",
};

static struct encoding unicode(enum encoding_kind kind, const char *why)
{
    return (struct encoding){ .kind = kind, .name = unicode_names[kind], .why = why };
}

static struct encoding sound_utf8(const char *why)
{
    struct encoding encoding = unicode(ENCODING_UTF_8, why);

    encoding.is_sound = true;
    return encoding;
}

static struct encoding one_byte(enum byte_charset_id id, const char *why)
{
    const struct byte_charset *set = byte_charset(id);

    return (struct encoding){ .kind = ENCODING_BYTES, .name = set->name, .why = why, .bytes = set };
}

static const struct {
    const char *bytes;
    size_t length;
    enum encoding_kind kind;
} marks[] = {
    { "\xFF\xFE\0\0", 4, ENCODING_UTF_32_LE }, /* before UTF-16, whose mark it begins with */
    { "\0\0\xFE\xFF", 4, ENCODING_UTF_32_BE }, { "\xEF\xBB\xBF", 3, ENCODING_UTF_8 },
    { "\xFF\xFE", 2, ENCODING_UTF_16_LE },     { "\xFE\xFF", 2, ENCODING_UTF_16_BE },
};

static bool has_mark(struct span bytes, enum encoding_kind *kind)
{
    for (size_t i = 0; i < ARRAY_LENGTH(marks); i++) {
        if (bytes.length >= marks[i].length && memcmp(bytes.text, marks[i].bytes, marks[i].length) == 0) {
            *kind = marks[i].kind;
            return true;
        }
    }
    return false;
}

/* NULs by their place in groups of four bytes. In UTF-32 plans the two high bytes of each are NUL, in
 * UTF-16 the high byte of nearly every one, and hardly ever the low byte. */
static bool has_nul_pattern(struct span bytes, enum encoding_kind *kind)
{
    size_t groups = (bytes.length < NUL_SAMPLE_BYTES ? bytes.length : NUL_SAMPLE_BYTES) / 4;
    size_t nuls[4] = { 0 };
    size_t sample = groups ? groups * 4 : bytes.length;

    if (!memchr(bytes.text, '\0', sample))
        return false;
    for (size_t i = 0; i < sample; i++)
        nuls[i % 4] += bytes.text[i] == '\0';
    size_t even = nuls[0] + nuls[2];
    size_t odd = nuls[1] + nuls[3];
    size_t rare = sample / 50;

    if (groups && nuls[3] == groups && nuls[2] >= groups - rare && nuls[0] <= rare)
        *kind = ENCODING_UTF_32_LE;
    else if (groups && nuls[0] == groups && nuls[1] >= groups - rare && nuls[3] <= rare)
        *kind = ENCODING_UTF_32_BE;
    else if (odd * 4 >= sample && even <= rare)
        *kind = ENCODING_UTF_16_LE;
    else if (even * 4 >= sample && odd <= rare)
        *kind = ENCODING_UTF_16_BE;
    else
        return false;
    return true;
}

/* Where a character of plan text may stand, for the characters that tell sets apart. */
enum role {
    ROLE_NONE,    /* no character at all */
    ROLE_NEUTRAL, /* says nothing either way */
    ROLE_RARE,    /* not met in plans */
    ROLE_LOWER,
    ROLE_UPPER,
    ROLE_APOSTROPHE,
    ROLE_QUOTE,
    ROLE_DASH,
    ROLE_BULLET,
    ROLE_CURRENCY,
    ROLE_ELLIPSIS,
};

static enum role role_of_symbol(uint32_t code_point)
{
    switch (code_point) {
    case 0x2018:
    case 0x2019:
        return ROLE_APOSTROPHE;
    case 0x201C:
    case 0x201D:
        return ROLE_QUOTE;
    case 0x2013:
    case 0x2014:
        return ROLE_DASH;
    case 0x2022:
    case 0x25A0:
    case 0xB7:
        return ROLE_BULLET;
    case 0xA3:
    case 0x20AC:
        return ROLE_CURRENCY;
    case 0x2026:
        return ROLE_ELLIPSIS;
    case 0xA0:
    case 0xA7:
    case 0xA9:
    case 0xAB:
    case 0xAD:
    case 0xAE:
    case 0xB0:
    case 0xB1:
    case 0xB2:
    case 0xB3:
    case 0xBB:
    case 0xBC:
    case 0xBD:
    case 0xBE:
    case 0xD7:
    case 0x2122:
    case 0xFB01:
    case 0xFB02:
        return ROLE_NEUTRAL;
    default:
        return ROLE_RARE;
    }
}

static enum role role_of(uint32_t code_point)
{
    if (code_point == 0)
        return ROLE_NONE;
    if (code_point < 0xC0 || code_point > 0x17F || code_point == 0xD7 || code_point == 0xF7)
        return role_of_symbol(code_point);
    if (code_point == 0xD0 || code_point == 0xDE || code_point == 0xF0 || code_point == 0xFE)
        return ROLE_RARE;    /* the Icelandic letters */
    if (code_point >= 0x100) /* pairs, the capital first: even up to U+0178, then odd */
        return (code_point & 1) == (code_point <= 0x178) ? ROLE_LOWER : ROLE_UPPER;
    return code_point >= 0xDF ? ROLE_LOWER : ROLE_UPPER;
}

static bool is_lower(int c)
{
    return c >= 'a' && c <= 'z';
}
static bool is_upper(int c)
{
    return c >= 'A' && c <= 'Z';
}
static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}
static bool is_letter(int c)
{
    return is_lower(c) || is_upper(c);
}
static bool is_blank(int c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\0';
}

/* +2 where the character makes sense between these neighbours, -2 where it does not. */
static int fit_of(enum role role, int before, int after)
{
    bool sense = true;

    switch (role) {
    case ROLE_NONE:
        return -3;
    case ROLE_NEUTRAL:
        return 0;
    case ROLE_RARE:
        return -1;
    case ROLE_LOWER:
        sense = is_lower(before) || is_lower(after);
        return sense && !is_digit(before) && !is_digit(after) ? 1 : -1;
    case ROLE_UPPER:
        if (is_lower(before))
            return -2;
        return is_letter(after) && !(is_upper(before) && is_lower(after)) ? 1 : -1;
    case ROLE_APOSTROPHE:
        sense = is_letter(before) || is_letter(after) || is_digit(after);
        break;
    case ROLE_QUOTE:
        sense = is_blank(before) != is_blank(after);
        break;
    case ROLE_DASH:
        if (is_blank(before) != is_blank(after))
            return 0;
        sense = is_blank(before) || (is_digit(before) && is_digit(after)) ||
                (is_letter(before) && is_letter(after));
        break;
    case ROLE_BULLET:
        sense = is_blank(before) && (is_blank(after) || is_letter(after));
        break;
    case ROLE_CURRENCY:
        sense = is_digit(after) || is_digit(before);
        break;
    case ROLE_ELLIPSIS:
        sense = is_letter(before) || is_digit(before) || is_letter(after);
        break;
    }
    return sense ? CLEAR_FIT : -CLEAR_FIT;
}

/* What the high bytes say, each where it stands. */
struct evidence {
    long windows, macintosh, dos; /* how well each set fits */
    size_t high;                  /* bytes of 80 to FF */
    size_t c1;                    /* of 80 to 9F, where ISO 8859 has no character */
    size_t euros;                 /* A4 beside a digit */
    size_t euro_bytes;            /* A4 */
    size_t dos_signs;             /* that only CP850 makes sense of: a pound, a bullet */
};

static int fit_in(enum byte_charset_id id, int byte, int before, int after)
{
    return fit_of(role_of(byte_charset(id)->high[byte - 0x80]), before, after);
}

static struct evidence gather_evidence(struct span bytes)
{
    struct evidence seen = { 0 };

    for (size_t at = 0; (at = utf8_skip_ascii(bytes, at)) < bytes.length && seen.high < EVIDENCE_LIMIT;
         at++) {
        int byte = (unsigned char)bytes.text[at];
        int before = at ? (unsigned char)bytes.text[at - 1] : '\n';
        int after = at + 1 < bytes.length ? (unsigned char)bytes.text[at + 1] : '\n';

        seen.high++;
        seen.c1 += byte < 0xA0;
        seen.euro_bytes += byte == 0xA4;
        seen.euros += byte == 0xA4 && (is_digit(before) || is_digit(after));
        int windows = fit_in(BYTE_WINDOWS_1252, byte, before, after);
        int dos = fit_in(BYTE_CP850, byte, before, after);

        seen.windows += windows;
        seen.dos += dos;
        seen.dos_signs += dos == CLEAR_FIT && windows < 0;
        seen.macintosh += fit_in(BYTE_MACINTOSH, byte, before, after);
    }
    return seen;
}

static struct encoding guess_one_byte(struct span bytes)
{
    struct evidence seen = gather_evidence(bytes);

    if (seen.macintosh > 0 && seen.macintosh >= seen.windows + EVIDENCE_MARGIN &&
        (!seen.dos_signs || seen.macintosh >= seen.dos))
        return one_byte(BYTE_MACINTOSH,
                        "not UTF-8; quotation marks, dashes and bullets stand as in Mac Roman");
    if (seen.dos_signs && seen.dos > 0 && seen.dos >= seen.windows + EVIDENCE_MARGIN)
        return one_byte(BYTE_CP850, "not UTF-8; pounds and bullets stand as in DOS text");
    if (seen.c1 || seen.high == EVIDENCE_LIMIT)
        return one_byte(BYTE_WINDOWS_1252, "not UTF-8");
    if (seen.euros && seen.euros == seen.euro_bytes)
        return one_byte(BYTE_ISO_8859_15, "not UTF-8; A4 stands by digits, as the euro sign");
    return one_byte(BYTE_ISO_8859_1, "not UTF-8; no byte from 80 to 9F, so Windows-1252 reads the same");
}

struct encoding encoding_guess(struct span bytes)
{
    enum encoding_kind kind;

    if (has_mark(bytes, &kind))
        return unicode(kind, "byte order mark");
    if (has_nul_pattern(bytes, &kind))
        return unicode(kind, "zero bytes at every other place");
    struct utf8_survey survey = utf8_survey_bytes(bytes);

    if (survey.invalid + survey.cut_off == 0)
        return sound_utf8(survey.sequences ? "valid UTF-8" : "plain ASCII");
    if (survey.sequences && survey.invalid == 0)
        return unicode(ENCODING_UTF_8, "valid UTF-8 but for its end");
    if (survey.sequences && survey.sequences >= survey.invalid)
        return unicode(ENCODING_UTF_8, "UTF-8 with stray bytes");
    return guess_one_byte(bytes);
}

static const struct {
    const char *name;
    enum encoding_kind kind;
} unicode_aliases[] = {
    { "UTF-8", ENCODING_UTF_8 },        { "UTF8", ENCODING_UTF_8 },
    { "UTF-16LE", ENCODING_UTF_16_LE }, { "UTF16LE", ENCODING_UTF_16_LE },
    { "UTF-16BE", ENCODING_UTF_16_BE }, { "UTF16BE", ENCODING_UTF_16_BE },
    { "UTF-32LE", ENCODING_UTF_32_LE }, { "UTF32LE", ENCODING_UTF_32_LE },
    { "UTF-32BE", ENCODING_UTF_32_BE }, { "UTF32BE", ENCODING_UTF_32_BE },
};

/* RFC 2781, 4.3: no mark means big-endian; plans come from Windows, so the NULs are asked first. */
static enum encoding_kind settle_order(struct span bytes, enum encoding_kind little, enum encoding_kind big)
{
    enum encoding_kind kind;

    if ((has_mark(bytes, &kind) || has_nul_pattern(bytes, &kind)) && kind == little)
        return little;
    return big;
}

struct encoding encoding_named(const char *charset, struct span bytes)
{
    static const char why[] = "--charset";
    const struct byte_charset *set = byte_charset_find(charset);

    if (set)
        return (struct encoding){ .kind = ENCODING_BYTES, .name = set->name, .why = why, .bytes = set };
    for (size_t i = 0; i < ARRAY_LENGTH(unicode_aliases); i++)
        if (strcasecmp(charset, unicode_aliases[i].name) == 0)
            return unicode(unicode_aliases[i].kind, why);
    if (strcasecmp(charset, "UTF-16") == 0 || strcasecmp(charset, "UTF16") == 0)
        return unicode(settle_order(bytes, ENCODING_UTF_16_LE, ENCODING_UTF_16_BE), why);
    if (strcasecmp(charset, "UTF-32") == 0 || strcasecmp(charset, "UTF32") == 0)
        return unicode(settle_order(bytes, ENCODING_UTF_32_LE, ENCODING_UTF_32_BE), why);
    return (struct encoding){ .kind = ENCODING_ICONV, .name = charset, .why = why };
}
