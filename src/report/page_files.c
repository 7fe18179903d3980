#include "report/page_files.h"

#include <math.h>

#include "analysis/risk_scheme.h"
#include "base/buffer.h"
#include "base/embedded_file.h"
#include "characters/file_read.h"

static void add_files(struct buffer *out, const struct embedded_file *files)
{
    buffer_add_byte(out, '\n');
    for (; files->name; files++)
        buffer_add(out, files->bytes, files->length);
}

/* The marks are comments to a browser; they let the page be XML, too, where a script has & and <. */
void page_script_add(struct buffer *out)
{
    buffer_add_string(out, "\n//<![CDATA[");
    add_files(out, embedded_script);
    buffer_add_string(out, "//]]>\n");
    buffer_string(out);
}

/* ---- the colours of bands ------------------------------------------------------------------- */

/* One channel's part of the relative luminance. Source: WCAG 2.2, definition of relative luminance. */
static double linear(unsigned channel)
{
    double share = channel / 255.0;

    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

/* Black or white, whichever has more contrast: (luminance + 0.05) / 0.05 and 1.05 / (luminance + 0.05). */
static const char *ink_on(uint32_t colour)
{
    double luminance = 0.2126 * linear(colour >> 16 & 255) + 0.7152 * linear(colour >> 8 & 255) +
                       0.0722 * linear(colour & 255);

    return (luminance + 0.05) * (luminance + 0.05) >= 1.05 * 0.05 ? "#000000" : "#ffffff";
}

/* On paper a band is told by its letter and by lines that lie the closer, the graver it is. */
static void add_hatching(struct buffer *out, char letter, size_t rank)
{
    if (rank == 0)
        buffer_add_format(out, "@media print { .band-%c { background: #fff; color: #000; } }\n", letter);
    else
        buffer_add_format(
            out,
            "@media print { .band-%c { color: #000; background: repeating-linear-gradient(135deg, "
            "#bbb 0 %.1fpt, #fff %.1fpt 6pt); } }\n",
            letter, 0.5 * (double)rank, 0.5 * (double)rank);
}

void page_style_add(struct buffer *out, const struct risk_scheme *scheme)
{
    add_files(out, embedded_style);
    for (size_t b = 0; b < scheme->band_count; b++) {
        const struct scheme_band *band = &scheme->bands[b];

        buffer_add_format(out, ".band-%c { background: #%06X; color: %s; }\n", band->letter,
                          (unsigned)band->colour, ink_on(band->colour));
        add_hatching(out, band->letter, b);
    }
    buffer_string(out);
}

/* ---- the policy ----------------------------------------------------------------------------- */

/* Source: RFC 4648, base 64. */
static void add_base64(struct buffer *out, const unsigned char *bytes, size_t length)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < length; i += 3) {
        unsigned group = (unsigned)bytes[i] << 16;

        group |= i + 1 < length ? (unsigned)bytes[i + 1] << 8 : 0;
        group |= i + 2 < length ? bytes[i + 2] : 0;
        buffer_add_byte(out, digits[group >> 18]);
        buffer_add_byte(out, digits[group >> 12 & 63]);
        buffer_add_byte(out, i + 1 < length ? digits[group >> 6 & 63] : '=');
        buffer_add_byte(out, i + 2 < length ? digits[group & 63] : '=');
    }
}

static unsigned digit_value(char digit)
{
    return (unsigned)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

/* 'sha256-...': what a policy names a style or script by. */
static void add_hash(struct buffer *out, const struct buffer *content)
{
    char hex[65];
    unsigned char bytes[32];

    sha256_hex(span_at(content->bytes, content->length, 0), hex);
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(digit_value(hex[2 * i]) << 4 | digit_value(hex[2 * i + 1]));
    buffer_add_string(out, "'sha256-");
    add_base64(out, bytes, sizeof bytes);
    buffer_add_byte(out, '\'');
}

void page_policy_add(struct buffer *out, const struct buffer *style, const struct buffer *script)
{
    buffer_add_string(out, "default-src 'none'; base-uri 'none'; form-action 'none'; style-src ");
    add_hash(out, style);
    buffer_add_string(out, "; script-src ");
    add_hash(out, script);
}
