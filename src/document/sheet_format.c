#include "document/sheet_format.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "base/calendar_date.h"
#include "base/status.h"
#include "document/document.h"

enum { DAY_IS_SHOWN = 1, MONTH_IS_SHOWN = 2, YEAR_IS_SHOWN = 4 };

/* What the built-in formats show of a day (18.8.30); 18 to 21 and 45 to 47 are times. */
static const struct {
    long first, last;
    unsigned parts;
} built_in_days[] = {
    { 14, 16, DAY_IS_SHOWN | MONTH_IS_SHOWN | YEAR_IS_SHOWN },
    { 17, 17, MONTH_IS_SHOWN | YEAR_IS_SHOWN },
    { 22, 22, DAY_IS_SHOWN | MONTH_IS_SHOWN | YEAR_IS_SHOWN },
    { 27, 36, DAY_IS_SHOWN | MONTH_IS_SHOWN | YEAR_IS_SHOWN },
    { 50, 58, DAY_IS_SHOWN | MONTH_IS_SHOWN | YEAR_IS_SHOWN },
};

/* The next character of a code that means something: none in quotes, in brackets or behind a backslash. '\0'
 * at the end. */
static char next_sign(struct span code, size_t *at)
{
    while (*at < code.length) {
        char c = code.text[(*at)++];
        char end = c == '"' ? '"' : c == '[' ? ']' : '\0';

        if (c == ';') /* what follows is for negative numbers */
            return '\0';
        if (c == '\\' || c == '_' || c == '*')
            ++*at;
        else if (!end)
            return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        bool ended = !end;

        while (!ended && *at < code.length)
            ended = code.text[(*at)++] == end;
    }
    return '\0';
}

/* A month's letter behind an hour's is a minute's. */
static unsigned parts_of_code(struct span code)
{
    unsigned parts = 0;
    bool is_time = false;

    if (code.length == 7 && span_same_ignoring_case(code, span_of("General")))
        return 0;
    for (size_t at = 0;;) {
        char sign = next_sign(code, &at);

        if (!sign)
            return parts;
        is_time = sign == 'h' || (is_time && (sign == ':' || sign == 'h'));
        parts |= sign == 'd'               ? DAY_IS_SHOWN
                 : sign == 'y'             ? YEAR_IS_SHOWN
                 : sign == 'm' && !is_time ? MONTH_IS_SHOWN
                                           : 0;
    }
}

static unsigned shown_parts(const struct number_format *format)
{
    if (format->code.length)
        return parts_of_code(format->code);
    for (size_t i = 0; i < ARRAY_LENGTH(built_in_days); i++)
        if (format->id >= built_in_days[i].first && format->id <= built_in_days[i].last)
            return built_in_days[i].parts;
    return 0;
}

static bool write_day(double number, unsigned parts, bool epoch_1904, struct buffer *out)
{
    enum { LAST_DAY = 2958465 }; /* 31 December 9999 */
    int year, month, day;

    if (!parts || number < 1 || number > LAST_DAY)
        return false;
    int32_t days = (int32_t)floor(number);

    /* the day 60, 29 February 1900, never was */
    calendar_day first =
        epoch_1904 ? calendar_from_civil(1904, 1, 1) : calendar_from_civil(1899, 12, days < 60 ? 31 : 30);

    calendar_to_civil(first + days, &year, &month, &day);
    if (parts & DAY_IS_SHOWN)
        buffer_add_format(out, "%02d/%02d/%04d", day, month, year);
    else if (parts & MONTH_IS_SHOWN)
        buffer_add_format(out, "%.3s %d", calendar_month_name(month), year);
    else
        buffer_add_format(out, "%d", year);
    return true;
}

/* Decimals that a code shows, -1 for General; *percent where it is one. */
static int decimals_of(const struct number_format *format, bool *percent)
{
    static const int built_in[] = { -1, 0, 2, 0, 2, -1, -1, -1, -1, 0, 2 };
    bool behind_point = false;
    bool any = false;
    int decimals = 0;

    *percent = format->id == 9 || format->id == 10;
    if (!format->code.length)
        return format->id >= 0 && format->id < (long)ARRAY_LENGTH(built_in) ? built_in[format->id] : -1;
    for (size_t at = 0;;) {
        char sign = next_sign(format->code, &at);

        if (!sign)
            return any ? decimals : -1;
        *percent = *percent || sign == '%';
        any = any || sign == '0' || sign == '#';
        behind_point = behind_point || sign == '.';
        decimals += behind_point && sign == '0';
    }
}

void sheet_format_number(double number, const struct number_format *format, bool epoch_1904,
                         struct buffer *out)
{
    bool percent;
    int decimals = decimals_of(format, &percent);

    if (!isfinite(number) || write_day(number, shown_parts(format), epoch_1904, out))
        return;
    if (percent)
        number *= 100;
    if (decimals < 0 || decimals > 9 || fabs(number) > 1e15)
        buffer_add_format(out, "%.10g", number);
    else
        buffer_add_format(out, "%.*f", decimals, number);
    if (percent)
        buffer_add_byte(out, '%');
}

uint32_t sheet_indexed_colour(long index)
{
    static const uint32_t palette[] = {
        0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF, 0x800000, 0x008000,
        0x000080, 0x808000, 0x800080, 0x008080, 0xC0C0C0, 0x808080, 0x9999FF, 0x993366, 0xFFFFCC, 0xCCFFFF,
        0x660066, 0xFF8080, 0x0066CC, 0xCCCCFF, 0x000080, 0xFF00FF, 0xFFFF00, 0x00FFFF, 0x800080, 0x800000,
        0x008080, 0x0000FF, 0x00CCFF, 0xCCFFFF, 0xCCFFCC, 0xFFFF99, 0x99CCFF, 0xFF99CC, 0xCC99FF, 0xFFCC99,
        0x3366FF, 0x33CCCC, 0x99CC00, 0xFFCC00, 0xFF9900, 0xFF6600, 0x666699, 0x969696, 0x003366, 0x339966,
        0x003300, 0x333300, 0x993300, 0x993366, 0x333399, 0x333333,
    };

    if (index >= 0 && index < 8) /* the first eight stand for the next eight */
        return palette[index];
    return index >= 8 && index - 8 < (long)ARRAY_LENGTH(palette) ? palette[index - 8] : COLOUR_NONE;
}

uint32_t sheet_tint_colour(uint32_t colour, double tint)
{
    uint32_t tinted = 0;

    for (unsigned shift = 0; shift <= 16; shift += 8) {
        double part = (double)(colour >> shift & 255);

        part = tint < 0 ? part * (1 + tint) : part + (255 - part) * tint;
        tinted |= (uint32_t)(part < 0 ? 0 : part > 255 ? 255 : part) << shift;
    }
    return tinted;
}
