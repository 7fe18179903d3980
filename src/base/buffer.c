#include "base/buffer.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

char *buffer_reserve(struct buffer *buffer, size_t length)
{
    size_t wanted;

    if (__builtin_add_overflow(buffer->length, length + 1, &wanted))
        wanted = (size_t)-1;
    if (wanted > buffer->capacity) {
        size_t capacity = buffer->capacity ? buffer->capacity : 128;

        while (capacity < wanted)
            capacity = capacity > (size_t)-1 / 2 ? (size_t)-1 : capacity * 2;
        buffer->bytes = memory_resize(buffer->bytes, capacity, 1);
        buffer->capacity = capacity;
    }
    return buffer->bytes + buffer->length;
}

void buffer_add(struct buffer *buffer, const char *bytes, size_t length)
{
    char *end = buffer_reserve(buffer, length);

    if (length)
        memcpy(end, bytes, length);
    buffer->length += length;
}

void buffer_add_byte(struct buffer *buffer, char byte)
{
    *buffer_reserve(buffer, 1) = byte;
    buffer->length++;
}

void buffer_add_string(struct buffer *buffer, const char *text)
{
    buffer_add(buffer, text, strlen(text));
}

void buffer_add_span(struct buffer *buffer, struct span span)
{
    buffer_add(buffer, span.text, span.length);
}

void buffer_add_integer(struct buffer *buffer, int64_t value)
{
    enum { DIGITS_MOST = 20 };
    char digits[DIGITS_MOST];
    size_t at = DIGITS_MOST;
    uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;

    do
        digits[--at] = (char)('0' + rest % 10);
    while ((rest /= 10) > 0);
    if (value < 0)
        buffer_add_byte(buffer, '-');
    buffer_add(buffer, digits + at, DIGITS_MOST - at);
}

/* Most numbers are small and whole: those need no printf. */
void buffer_add_number(struct buffer *buffer, double value)
{
    const double too_long = 1e6;

    if (value > 0 && value < too_long && trunc(value) >= value)
        buffer_add_integer(buffer, (int64_t)value);
    else
        buffer_add_format(buffer, "%.6g", value);
}

/* What does not fit into the room that most texts need is written again. */
void buffer_add_format(struct buffer *buffer, const char *format, ...)
{
    enum { MOST_BYTES = 64 };
    va_list arguments;
    char *end = buffer_reserve(buffer, MOST_BYTES);

    va_start(arguments, format);
    int length = vsnprintf(end, MOST_BYTES + 1, format, arguments);
    va_end(arguments);
    if (length <= 0)
        return;
    if (length > MOST_BYTES) {
        end = buffer_reserve(buffer, (size_t)length);
        va_start(arguments, format);
        vsnprintf(end, (size_t)length + 1, format, arguments);
        va_end(arguments);
    }
    buffer->length += (size_t)length;
}

const char *buffer_string(struct buffer *buffer)
{
    *buffer_reserve(buffer, 0) = '\0';
    return buffer->bytes;
}

void buffer_free(struct buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (struct buffer){ 0 };
}
