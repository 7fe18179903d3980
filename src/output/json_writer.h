#ifndef OUTPUT_JSON_WRITER_H
#define OUTPUT_JSON_WRITER_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/buffer.h"
#include "base/span.h"

/**
 * JSON written as it comes, member by member in the order of the calls, so that a large export needs no tree
 * of it in memory. One member a line, one space deeper per level; what stands inside an `inline` object or
 * array is put on its line. UTF-8 stays as it is; control and text-direction characters are written as
 * \uXXXX, a byte that is no UTF-8 as U+FFFD. Whether the stream took it all is seen when it is closed
 * (output_file). Source: RFC 8259.
 */
struct json_writer {
    FILE *stream;
    struct buffer buffer;
    unsigned depth;
    unsigned inline_depth; /* how many of the innermost levels are on one line */
    bool needs_comma;
    bool is_after_name;
};

void json_put_begin(struct json_writer *json, FILE *stream);
/** Ends the text with a line break and hands it to the stream; frees what the writer holds. */
void json_put_end(struct json_writer *json);

void json_put_begin_object(struct json_writer *json);
void json_put_begin_inline_object(struct json_writer *json);
void json_put_end_object(struct json_writer *json);
void json_put_begin_array(struct json_writer *json);
void json_put_begin_inline_array(struct json_writer *json);
void json_put_end_array(struct json_writer *json);

/** The name of the member whose value comes next. It is a plain ASCII word of ours. */
void json_put_name(struct json_writer *json, const char *name);
/** The same for a name that a document gives. */
void json_put_name_span(struct json_writer *json, struct span name);

void json_put_null(struct json_writer *json);
void json_put_boolean(struct json_writer *json, bool value);
void json_put_integer(struct json_writer *json, int64_t value);
/** Up to six significant digits and no exponent where it can be helped; null for a value that is no number.
 */
void json_put_number(struct json_writer *json, double value);
/** A string; null where there is no text. */
void json_put_span(struct json_writer *json, struct span value);
void json_put_string(struct json_writer *json, const char *value);

/** A value that is JSON already, on one line. Characters that the writer would escape are escaped here, too.
 */
void json_put_made(struct json_writer *json, struct span value);

/** A name and its value in one. */
void json_put_member_span(struct json_writer *json, const char *name, struct span value);
void json_put_member_string(struct json_writer *json, const char *name, const char *value);
void json_put_member_integer(struct json_writer *json, const char *name, int64_t value);
void json_put_member_number(struct json_writer *json, const char *name, double value);
void json_put_member_boolean(struct json_writer *json, const char *name, bool value);
#endif
