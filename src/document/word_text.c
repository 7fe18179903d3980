#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/status.h"
#include "characters/text_clean.h"
#include "characters/utf8_check.h"
#include "document/word_state.h"

/* ---- words -------------------------------------------------------------------------------------------- */

static void note_weight(struct word_reader *reader)
{
    if (reader->run_bold)
        reader->paragraph->has_bold = true;
    else
        reader->paragraph->has_plain = true;
    if (!reader->table || !reader->table->in_cell)
        return;
    reader->table->run_colour = reader->table->has_runs && reader->table->run_colour != reader->run_colour
                                    ? COLOUR_NONE
                                    : reader->run_colour;
    reader->table->has_runs = true;
}

/* Do words count here? In a control that is shown otherwise, its replacement counts once. */
static bool words_count(struct word_reader *reader)
{
    if (reader->field_codes)
        word_field_mend(reader);
    if (reader->paragraph && reader->run_hidden && !reader->field_codes)
        word_count_unread(reader, UNREAD_HIDDEN);
    if (!reader->paragraph || reader->run_hidden || reader->field_codes)
        return false;
    if (!reader->mute)
        return true;
    for (size_t i = reader->control_depth; i-- > 0;) {
        struct word_control *control = &reader->controls[i];

        if (!control->is_muted || !control->replacement)
            continue;
        buffer_add_string(&reader->paragraph->words, control->replacement);
        control->replacement = NULL;
        break;
    }
    return false;
}

/* One character beyond plain ASCII; its length. */
static size_t add_character(struct word_reader *reader, struct span text, size_t at)
{
    struct buffer *words = &reader->paragraph->words;
    size_t length = utf8_sequence_length(text, at);
    uint32_t code = length ? utf8_code_point(text.text + at, length) : 0xFFFD;
    const char *substitute = text_clean_character(code);

    if (reader->run_font && (code < 0x100 || (code >= 0xF000 && code <= 0xF0FF)))
        buffer_add_string(words, word_symbol_meaning(reader->run_font, code));
    else if (substitute)
        buffer_add_string(words, substitute);
    else
        buffer_add(words, text.text + at, length);
    return length ? length : 1;
}

static bool is_plain(const struct word_reader *reader, unsigned char c)
{
    return c >= ' ' && c < 0x80 && !reader->run_font;
}

void word_add_text(struct word_reader *reader, const char *text, size_t length)
{
    struct span span = span_at(text, length, 0);

    if (!length || !words_count(reader))
        return;
    note_weight(reader);
    if (!reader->paragraph->words.length)
        reader->paragraph->page = reader->page;
    for (size_t at = 0; at < length;) {
        size_t end = at;

        while (end < length && is_plain(reader, (unsigned char)text[end]))
            end++;
        buffer_add(&reader->paragraph->words, text + at, end - at);
        if (end == length)
            return;
        if ((unsigned char)text[end] < ' ') { /* white space in XML */
            buffer_add_byte(&reader->paragraph->words, ' ');
            at = end + 1;
        } else {
            at = end + add_character(reader, span, end);
        }
    }
}

void word_add_sign(struct word_reader *reader, const char *sign)
{
    if (words_count(reader))
        buffer_add_string(&reader->paragraph->words, sign);
}

static uint32_t hexadecimal(struct span text)
{
    uint32_t value = 0;

    for (size_t i = 0; i < text.length && i < 6; i++) {
        char c = text.text[i];
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                                                : 0;

        value = value * 16 + digit;
    }
    return value;
}

void word_add_symbol(struct word_reader *reader, struct span font, struct span code)
{
    enum word_symbol_font known = word_symbol_font_of_name(font);
    uint32_t character = hexadecimal(code);
    char bytes[8];

    if (known != SYMBOL_FONT_NONE) {
        word_add_sign(reader, word_symbol_meaning(known, character));
        return;
    }
    if (!character || character > 0x10FFFF || (character >= 0xD800 && character <= 0xDFFF))
        character = 0xFFFD;
    word_add_text(reader, bytes, utf8_write(bytes, character));
}

static void start_p(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    word_paragraph_begin(reader);
}
static void start_r(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    word_run_begin(reader);
}

static void start_br(struct word_reader *reader, const struct word_attributes *attributes)
{
    struct span type = word_attribute(attributes, WORD_TYPE);

    if (word_parent(reader) != WORD_R)
        return;
    if (span_equals(type, "page") && reader->paragraph)
        reader->paragraph->page_break = true;
    word_add_sign(reader, span_equals(type, "page") || span_equals(type, "column") ? " " : "\n");
}

static void start_cr(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    word_add_sign(reader, "\n");
}

/* Where Word last broke the page: the only word of pages that a file holds. */
static void start_rendered_page_break(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    reader->page++;
    reader->knows_pages = true;
}

static void start_tab(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    if (word_parent(reader) == WORD_R)
        word_add_sign(reader, word_in_cell(reader) ? " " : "\t");
}

static void start_no_break_hyphen(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    word_add_sign(reader, "-");
}

static void start_sym(struct word_reader *reader, const struct word_attributes *attributes)
{
    word_add_symbol(reader, word_attribute(attributes, WORD_FONT), word_attribute(attributes, WORD_CHAR));
}

static void leave_out(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    word_skip(reader);
}

const struct word_handler word_text_handlers[] = {
    { WORD_P, start_p, word_paragraph_end },
    { WORD_R, start_r, NULL },
    { WORD_BR, start_br, NULL },
    { WORD_RENDERED_PAGE_BREAK, start_rendered_page_break, NULL },
    { WORD_CR, start_cr, NULL },
    { WORD_TAB, start_tab, NULL },
    { WORD_PTAB, start_tab, NULL },
    { WORD_NO_BREAK_HYPHEN, start_no_break_hyphen, NULL },
    { WORD_SYM, start_sym, NULL },
    { WORD_CHANGE, leave_out, NULL },
    { WORD_RT, leave_out, NULL },
    { WORD_FLD_DATA, leave_out, NULL },
    { WORD_BIN_DATA, leave_out, NULL },
    { WORD_OTHER, NULL, NULL },
};
