#include "store/packed_rows.h"

#include <string.h>

#include "base/buffer.h"

/* ---- writing ------------------------------------------------------------------------------------- */

enum { NUMBER_BYTES = 20 }; /* the longest, and no sign: what is packed counts or points */

static char *put_number(char *to, int64_t number)
{
    char digits[NUMBER_BYTES];
    size_t count = 0;
    uint64_t rest = (uint64_t)number;

    if (number == PACKED_NULL)
        return (char *)memcpy(to, "null", 4) + 4;
    do
        digits[count++] = (char)('0' + rest % 10);
    while ((rest /= 10) > 0);
    while (count > 0)
        *to++ = digits[--count];
    return to;
}

void packed_rows_add(struct buffer *text, const int64_t *numbers, size_t count)
{
    char *begin = buffer_reserve(text, 3 + count * (NUMBER_BYTES + 1));
    char *to = begin;

    *to++ = text->length ? ',' : '[';
    *to++ = '[';
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            *to++ = ',';
        to = put_number(to, numbers[i]);
    }
    *to++ = ']';
    text->length += (size_t)(to - begin);
}

void packed_rows_end(struct buffer *text)
{
    buffer_add_string(text, text->length ? "]" : "[]");
}

/* ---- reading ------------------------------------------------------------------------------------- */

static bool take(struct span *text, const char *word)
{
    if (!span_begins(*text, word))
        return false;
    *text = span_part(*text, strlen(word), text->length);
    return true;
}

static bool take_number(struct span *text, int64_t *number)
{
    size_t at = 0;

    if (take(text, "null")) {
        *number = PACKED_NULL;
        return true;
    }
    for (*number = 0; at < text->length && text->text[at] >= '0' && text->text[at] <= '9'; at++) {
        if (*number > (INT64_MAX - 9) / 10)
            return false;
        *number = *number * 10 + (text->text[at] - '0');
    }
    *text = span_part(*text, at, text->length);
    return at > 0;
}

bool packed_rows_next(struct span *text, int64_t *numbers, size_t count)
{
    size_t filled = 0;

    memset(numbers, 0, count * sizeof *numbers);
    if ((!take(text, "[[") && !take(text, ",[")) || !text->text)
        return false;
    while (!take(text, "]")) {
        if ((filled > 0 && !take(text, ",")) || filled == count || !take_number(text, &numbers[filled]))
            return false;
        filled++;
    }
    return true;
}
