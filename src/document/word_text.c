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
    reader->table->run_colour = reader->table->has_runs && reader->table->run_colour != reader->run_colour ? COLOUR_NONE
                                                                                                          : reader->run_colour;
    reader->table->has_runs = true;
}

/* Do words count here? In a control that is shown otherwise, its replacement counts once. */
static bool words_count(struct word_reader *reader)
{
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
    struct span span = { text, length, 0 };

    if (!length || !words_count(reader))
        return;
    note_weight(reader);
    for (size_t at = 0; at < length;) {
        size_t end = at;

        while (end < length && is_plain(reader, (unsigned char)text[end]))
            end++;
        buffer_add(&reader->paragraph->words, text + at, end - at);
        if (end == length)
            return;
        if ((unsigned char)text[end] < ' ') {    /* white space in XML */
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

/* ---- fields -------------------------------------------------------------------------------------------- */

static struct word_field *last_field(struct word_reader *reader)
{
    return &reader->fields[reader->field_depth - 1];
}

static void field_begin(struct word_reader *reader)
{
    if (reader->field_depth == WORD_FIELD_LIMIT)
        return;
    reader->fields[reader->field_depth++] = (struct word_field){ .in_code = true };
    reader->field_codes++;
}

/* The day of looking is not the plan's: what such a field shows is left out. */
static bool shows_today(const struct word_field *field)
{
    static const char *const codes[] = { "DATE", "TIME", "PRINTDATE", "SAVEDATE" };

    for (size_t i = 0; i < ARRAY_LENGTH(codes); i++)
        if (strlen(codes[i]) == field->code_length && memcmp(codes[i], field->code, field->code_length) == 0)
            return true;
    return false;
}

static void field_separate(struct word_reader *reader)
{
    struct word_field *field = last_field(reader);

    if (!field->in_code)
        return;
    field->in_code = false;
    field->is_today = shows_today(field);
    if (!field->is_today)
        reader->field_codes--;
}

static void field_end(struct word_reader *reader)
{
    struct word_field *field = last_field(reader);

    if (field->in_code || field->is_today)
        reader->field_codes--;
    reader->field_depth--;
}

void word_field_char(struct word_reader *reader, struct span type)
{
    if (span_equals(type, "begin"))
        field_begin(reader);
    else if (reader->field_depth && span_equals(type, "separate"))
        field_separate(reader);
    else if (reader->field_depth && span_equals(type, "end"))
        field_end(reader);
}

void word_field_code(struct word_reader *reader, const char *text, size_t length)
{
    struct word_field *field = reader->field_depth ? last_field(reader) : NULL;

    for (size_t i = 0; field && field->in_code && i < length && !field->code_done; i++) {
        char c = text[i];

        if (c == ' ' && !field->code_length)
            continue;
        if (c == ' ' || field->code_length == sizeof field->code)
            field->code_done = true;
        else
            field->code[field->code_length++] = (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }
}

/* ---- legacy form fields --------------------------------------------------------------------------------- */

void word_form_begin(struct word_reader *reader)
{
    struct buffer entries = reader->form.entries;

    entries.length = 0;
    reader->form = (struct word_form){ .entries = entries };
    reader->in_form = true;
}

static const char *entry_of(struct word_form *form)
{
    const char *entries = form->entries.bytes;
    size_t at = 0;

    for (long i = 0; at < form->entries.length; i++, at += strlen(entries + at) + 1)
        if (i == form->result)
            return entries + at;
    return NULL;
}

/* Check boxes and drop-down lists have no result of their own: what they show stands here. */
void word_form_end(struct word_reader *reader)
{
    struct word_form *form = &reader->form;
    bool checked = form->has_checked ? form->checked : form->default_checked;
    const char *entry = form->is_list ? entry_of(form) : NULL;
    size_t codes = reader->field_codes;

    reader->in_form = false;
    if (reader->field_depth && last_field(reader)->in_code)
        reader->field_codes--;    /* the form's own code is still open, and doesn't hide it */
    if (form->is_check_box)
        word_add_sign(reader, checked ? "\xE2\x98\x91" : "\xE2\x98\x90");
    else if (entry)
        word_add_text(reader, entry, strlen(entry));
    reader->field_codes = codes;
}

/* ---- content controls ------------------------------------------------------------------------------------ */

void word_control_begin(struct word_reader *reader)
{
    reader->controls[reader->control_depth++] = (struct word_control){ 0 };
}

void word_control_content(struct word_reader *reader)
{
    struct word_control *control = &reader->controls[reader->control_depth - 1];

    if (control->is_check_box && !control->is_prompt)
        control->replacement = control->checked ? "\xE2\x98\x91" : "\xE2\x98\x90";
    control->is_muted = control->is_prompt || control->replacement;
    reader->mute += control->is_muted;
}

void word_control_content_end(struct word_reader *reader)
{
    struct word_control *control = &reader->controls[reader->control_depth - 1];

    reader->mute -= control->is_muted;
    control->is_muted = false;
}

void word_control_end(struct word_reader *reader)
{
    reader->control_depth--;
}
