#ifndef OUTPUT_TERMINAL_H
#define OUTPUT_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/span.h"

struct buffer;

/** Columns of a result that goes to a file or a pipe. */
enum { TERMINAL_WIDTH_PIPED = 100 };

/** How a stream wants its text. */
struct terminal {
    size_t width; /* columns */
    bool is_terminal;
    bool has_colour; /* a terminal, and neither NO_COLOR nor TERM=dumb says otherwise */
};

/** Width: $COLUMNS where it is a number from 20 on, else the terminal's, else TERMINAL_WIDTH_PIPED. */
struct terminal terminal_of(FILE *stream);

enum style { STYLE_PLAIN, STYLE_BOLD, STYLE_FAINT, STYLE_RED, STYLE_AMBER, STYLE_GREEN };

/** The escape sequence that begins a style, and the one that ends it; "" where the terminal has no colour. */
const char *terminal_style(const struct terminal *terminal, enum style style);
const char *terminal_plain(const struct terminal *terminal, enum style style);

/** Adds text that is safe to print: every control and direction character is U+FFFD, every run of white space
 * one space. */
void terminal_add_text(struct buffer *buffer, struct span text);

/** Adds words wrapped to width columns; each line after the first begins with indent spaces. The first begins
 * at column `at`. No final newline. */
void terminal_add_wrapped(struct buffer *buffer, struct span text, size_t at, size_t indent, size_t width);
#endif
