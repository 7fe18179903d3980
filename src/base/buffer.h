#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "base/status.h"

/** Bytes that grow at their end. { 0 } is an empty buffer; bytes has no final NUL. */
struct buffer {
    char *bytes;
    size_t length;
    size_t capacity;
};

void buffer_add(struct buffer *buffer, const char *bytes, size_t length);
void buffer_add_byte(struct buffer *buffer, char byte);
void buffer_add_string(struct buffer *buffer, const char *text);
void buffer_add_span(struct buffer *buffer, struct span span);
void buffer_add_integer(struct buffer *buffer, int64_t value);
/** As printf's %.6g. */
void buffer_add_number(struct buffer *buffer, double value);
void buffer_add_format(struct buffer *buffer, const char *format, ...) PRINTF_LIKE(2, 3);
/** Room for length more bytes at the end; the caller fills them and adds to length. */
char *buffer_reserve(struct buffer *buffer, size_t length);
/** The text with a NUL after it, valid until the next change. */
const char *buffer_string(struct buffer *buffer);
/** Frees the bytes and makes the buffer empty. */
void buffer_free(struct buffer *buffer);
#endif
