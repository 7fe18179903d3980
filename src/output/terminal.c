#include "output/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/status.h"
#include "output/character.h"

enum { WIDTH_LEAST = 20, WIDTH_MOST = 1000 };

static size_t width_asked(void)
{
    const char *columns = getenv("COLUMNS");
    char *end = NULL;
    unsigned long width = columns ? strtoul(columns, &end, 10) : 0;

    return columns && *columns && *end == '\0' && width >= WIDTH_LEAST && width <= WIDTH_MOST ? width : 0;
}

static size_t width_of_window(FILE *stream)
{
    struct winsize size;

    if (ioctl(fileno(stream), TIOCGWINSZ, &size) != 0 || size.ws_col < WIDTH_LEAST)
        return TERMINAL_WIDTH_PIPED;
    return size.ws_col;
}

static bool wants_colour(void)
{
    const char *no_color = getenv("NO_COLOR");
    const char *term = getenv("TERM");

    return !(no_color && *no_color) && term && strcmp(term, "dumb") != 0;
}

struct terminal terminal_of(FILE *stream)
{
    struct terminal terminal = { .width = width_asked(), .is_terminal = isatty(fileno(stream)) == 1 };

    if (terminal.width == 0)
        terminal.width = terminal.is_terminal ? width_of_window(stream) : TERMINAL_WIDTH_PIPED;
    terminal.has_colour = terminal.is_terminal && wants_colour();
    return terminal;
}

const char *terminal_style(const struct terminal *terminal, enum style style)
{
    static const char *const sequences[] = {
        [STYLE_PLAIN] = "",       [STYLE_BOLD] = "\x1b[1m",   [STYLE_FAINT] = "\x1b[2m",
        [STYLE_RED] = "\x1b[31m", [STYLE_AMBER] = "\x1b[33m", [STYLE_GREEN] = "\x1b[32m",
    };

    return terminal->has_colour && (size_t)style < ARRAY_LENGTH(sequences) ? sequences[style] : "";
}

const char *terminal_plain(const struct terminal *terminal, enum style style)
{
    return terminal->has_colour && style != STYLE_PLAIN ? "\x1b[0m" : "";
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static void add_word(struct buffer *buffer, struct span word)
{
    for (size_t at = 0; at < word.length;) {
        size_t from = at;
        uint32_t character = character_next(word, &at);
        bool is_invalid = character == CHARACTER_REPLACEMENT;

        if (is_invalid || character_is_control(character) || character_is_bidi(character))
            buffer_add_string(buffer, "\xEF\xBF\xBD");
        else
            buffer_add(buffer, word.text + from, at - from);
    }
}

/* The next word at or after *at; no length at the end. */
static struct span next_word(struct span text, size_t *at)
{
    while (*at < text.length && is_blank(text.text[*at]))
        ++*at;
    size_t from = *at;
    while (*at < text.length && !is_blank(text.text[*at]))
        ++*at;
    return span_part(text, from, *at);
}

void terminal_add_text(struct buffer *buffer, struct span text)
{
    size_t at = 0;
    struct span word = next_word(text, &at);

    while (word.length > 0) {
        add_word(buffer, word);
        word = next_word(text, &at);
        if (word.length > 0)
            buffer_add_byte(buffer, ' ');
    }
}

static void begin_line(struct buffer *buffer, size_t indent)
{
    buffer_add_byte(buffer, '\n');
    for (size_t i = 0; i < indent; i++)
        buffer_add_byte(buffer, ' ');
}

void terminal_add_wrapped(struct buffer *buffer, struct span text, size_t at, size_t indent, size_t width)
{
    size_t byte = 0;
    bool is_first = true;

    for (struct span word = next_word(text, &byte); word.length > 0; word = next_word(text, &byte)) {
        size_t columns = character_text_width(word);
        if (at + !is_first + columns > width && (!is_first || at > indent)) {
            begin_line(buffer, indent);
            at = indent;
        } else if (!is_first) {
            buffer_add_byte(buffer, ' ');
            at++;
        }
        add_word(buffer, word);
        at += columns;
        is_first = false;
    }
}
