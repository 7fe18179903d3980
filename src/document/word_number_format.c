
#include "base/status.h"
#include "document/word_number.h"

static const struct {
    const char *name;
    enum word_number_format format;
} names[] = {
    { "decimal", WORD_NUMBER_DECIMAL },
    { "decimalZero", WORD_NUMBER_DECIMAL_ZERO },
    { "upperRoman", WORD_NUMBER_UPPER_ROMAN },
    { "lowerRoman", WORD_NUMBER_LOWER_ROMAN },
    { "upperLetter", WORD_NUMBER_UPPER_LETTER },
    { "lowerLetter", WORD_NUMBER_LOWER_LETTER },
    { "ordinal", WORD_NUMBER_ORDINAL },
    { "cardinalText", WORD_NUMBER_CARDINAL_TEXT },
    { "ordinalText", WORD_NUMBER_ORDINAL_TEXT },
    { "decimalEnclosedParen", WORD_NUMBER_IN_PARENTHESES },
    { "decimalEnclosedFullstop", WORD_NUMBER_WITH_STOP },
    { "numberInDash", WORD_NUMBER_IN_DASHES },
    { "hex", WORD_NUMBER_HEX },
    { "bullet", WORD_NUMBER_BULLET },
    { "none", WORD_NUMBER_NONE },
};

/* Source: Office 2003 XML reference, nfcType; the same numbers as in the binary format
 * ([MS-OSHARED] 2.2.1.3). */
static const struct {
    long code;
    enum word_number_format format;
} codes[] = {
    { 0, WORD_NUMBER_DECIMAL },       { 1, WORD_NUMBER_UPPER_ROMAN },  { 2, WORD_NUMBER_LOWER_ROMAN },
    { 3, WORD_NUMBER_UPPER_LETTER },  { 4, WORD_NUMBER_LOWER_LETTER }, { 5, WORD_NUMBER_ORDINAL },
    { 6, WORD_NUMBER_CARDINAL_TEXT }, { 7, WORD_NUMBER_ORDINAL_TEXT }, { 8, WORD_NUMBER_HEX },
    { 22, WORD_NUMBER_DECIMAL_ZERO }, { 23, WORD_NUMBER_BULLET },      { 57, WORD_NUMBER_IN_DASHES },
    { 255, WORD_NUMBER_NONE },
};

enum word_number_format word_number_format_of_name(struct span name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        if (span_equals(name, names[i].name))
            return names[i].format;
    return WORD_NUMBER_DECIMAL;
}

enum word_number_format word_number_format_of_code(long code)
{
    for (size_t i = 0; i < ARRAY_LENGTH(codes); i++)
        if (codes[i].code == code)
            return codes[i].format;
    return WORD_NUMBER_DECIMAL;
}

enum word_number_format word_number_format_of_pattern(struct span pattern)
{
    static const enum word_number_format formats[] = { WORD_NUMBER_DECIMAL, WORD_NUMBER_DECIMAL_ZERO,
                                                       WORD_NUMBER_ZERO_3, WORD_NUMBER_ZERO_4,
                                                       WORD_NUMBER_ZERO_5 };
    size_t zeros = 0;

    while (zeros < pattern.length && zeros + 1 < ARRAY_LENGTH(formats) && pattern.text[zeros] == '0')
        zeros++;
    return formats[zeros];
}

/* Roman numerals up to 3,999, as Word writes them; beyond, decimal. */
static void write_roman(long number, bool upper, struct buffer *out)
{
    static const struct {
        long value;
        const char *upper, *lower;
    } numerals[] = {
        { 1000, "M", "m" }, { 900, "CM", "cm" }, { 500, "D", "d" },  { 400, "CD", "cd" }, { 100, "C", "c" },
        { 90, "XC", "xc" }, { 50, "L", "l" },    { 40, "XL", "xl" }, { 10, "X", "x" },    { 9, "IX", "ix" },
        { 5, "V", "v" },    { 4, "IV", "iv" },   { 1, "I", "i" },
    };

    if (number < 1 || number > 3999) {
        buffer_add_format(out, "%ld", number);
        return;
    }
    for (size_t i = 0; i < ARRAY_LENGTH(numerals); i++)
        for (; number >= numerals[i].value; number -= numerals[i].value)
            buffer_add_string(out, upper ? numerals[i].upper : numerals[i].lower);
}

/* A to Z, AA to ZZ, AAA ...: the letter is repeated (17.18.59, upperLetter). */
static void write_letters(long number, char first, struct buffer *out)
{
    if (number < 1 || number > 780) {
        buffer_add_format(out, "%ld", number);
        return;
    }
    for (long i = 0; i <= (number - 1) / 26; i++)
        buffer_add_byte(out, (char)(first + (number - 1) % 26));
}

static const char *ordinal_suffix(long number)
{
    if (number % 100 >= 11 && number % 100 <= 13)
        return "th";
    return number % 10 == 1 ? "st" : number % 10 == 2 ? "nd" : number % 10 == 3 ? "rd" : "th";
}

static const char *const small_cardinals[] = {
    "Zero",     "One",     "Two",     "Three",     "Four",     "Five",     "Six",
    "Seven",    "Eight",   "Nine",    "Ten",       "Eleven",   "Twelve",   "Thirteen",
    "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen",
};
static const char *const small_ordinals[] = {
    "Zeroth",     "First",     "Second",    "Third",       "Fourth",     "Fifth",      "Sixth",
    "Seventh",    "Eighth",    "Ninth",     "Tenth",       "Eleventh",   "Twelfth",    "Thirteenth",
    "Fourteenth", "Fifteenth", "Sixteenth", "Seventeenth", "Eighteenth", "Nineteenth",
};
static const char *const tens[] = { "",      "",      "Twenty",  "Thirty", "Forty",
                                    "Fifty", "Sixty", "Seventy", "Eighty", "Ninety" };
static const char *const tens_ordinals[] = { "",         "",         "Twentieth",  "Thirtieth", "Fortieth",
                                             "Fiftieth", "Sixtieth", "Seventieth", "Eightieth", "Ninetieth" };

/* In words up to 99, "Twenty-one"; beyond, in figures. */
static void write_words(long number, bool ordinal, struct buffer *out)
{
    const char *const *small = ordinal ? small_ordinals : small_cardinals;

    if (number < 0 || number > 99) {
        buffer_add_format(out, "%ld%s", number, ordinal ? ordinal_suffix(number) : "");
    } else if (number < 20) {
        buffer_add_string(out, small[number]);
    } else if (number % 10 == 0) {
        buffer_add_string(out, ordinal ? tens_ordinals[number / 10] : tens[number / 10]);
    } else {
        const char *unit = small[number % 10];

        buffer_add_format(out, "%s-%c%s", tens[number / 10], unit[0] - 'A' + 'a', unit + 1);
    }
}

void word_number_write(enum word_number_format format, long number, struct buffer *out)
{
    switch (format) {
    case WORD_NUMBER_DECIMAL:
        buffer_add_format(out, "%ld", number);
        break;
    case WORD_NUMBER_DECIMAL_ZERO:
        buffer_add_format(out, "%02ld", number);
        break;
    case WORD_NUMBER_UPPER_ROMAN:
        write_roman(number, true, out);
        break;
    case WORD_NUMBER_LOWER_ROMAN:
        write_roman(number, false, out);
        break;
    case WORD_NUMBER_UPPER_LETTER:
        write_letters(number, 'A', out);
        break;
    case WORD_NUMBER_LOWER_LETTER:
        write_letters(number, 'a', out);
        break;
    case WORD_NUMBER_ORDINAL:
        buffer_add_format(out, "%ld%s", number, ordinal_suffix(number));
        break;
    case WORD_NUMBER_CARDINAL_TEXT:
        write_words(number, false, out);
        break;
    case WORD_NUMBER_ORDINAL_TEXT:
        write_words(number, true, out);
        break;
    case WORD_NUMBER_IN_PARENTHESES:
        buffer_add_format(out, "(%ld)", number);
        break;
    case WORD_NUMBER_WITH_STOP:
        buffer_add_format(out, "%ld.", number);
        break;
    case WORD_NUMBER_IN_DASHES:
        buffer_add_format(out, "- %ld -", number);
        break;
    case WORD_NUMBER_HEX:
        buffer_add_format(out, "%lX", (unsigned long)number);
        break;
    case WORD_NUMBER_ZERO_3:
        buffer_add_format(out, "%03ld", number);
        break;
    case WORD_NUMBER_ZERO_4:
        buffer_add_format(out, "%04ld", number);
        break;
    case WORD_NUMBER_ZERO_5:
        buffer_add_format(out, "%05ld", number);
        break;
    case WORD_NUMBER_BULLET:
    case WORD_NUMBER_NONE:
        break;
    }
}
