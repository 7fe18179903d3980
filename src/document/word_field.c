#include "document/word_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/status.h"

/* ---- fields -------------------------------------------------------------------------------------------- */

static struct word_field *last_field(struct word_reader *reader)
{
    return &reader->fields[reader->field_depth - 1];
}

static void field_begin(struct word_reader *reader)
{
    if (reader->field_depth == WORD_FIELD_LIMIT)
        return;
    reader->fields[reader->field_depth++] =
        (struct word_field){ .in_code = true, .code_paragraph = reader->paragraph_count };
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

static enum word_count_field counts_what(const struct word_field *field)
{
    return word_count_field_of(span_over(field->code, field->code_length));
}

static void field_separate(struct word_reader *reader)
{
    struct word_field *field = last_field(reader);

    if (!field->in_code)
        return;
    field->in_code = false;
    field->is_today = shows_today(field);
    field->is_count = counts_what(field) != COUNT_NOTHING;
    if (!field->is_today && !field->is_count)
        reader->field_codes--;
}

static void field_end(struct word_reader *reader)
{
    struct word_field *field = last_field(reader);
    enum word_count_field counts = counts_what(field);

    if (field->in_code || field->is_today || field->is_count)
        reader->field_codes--;
    reader->field_depth--;
    if (counts != COUNT_NOTHING)
        word_count_field_end(reader, counts, span_trim(span_over(field->switches, field->switches_length)));
}

static void field_char(struct word_reader *reader, struct span type)
{
    if (span_equals(type, "begin"))
        field_begin(reader);
    else if (reader->field_depth && span_equals(type, "separate"))
        field_separate(reader);
    else if (reader->field_depth && span_equals(type, "end"))
        field_end(reader);
}

void word_field_mend(struct word_reader *reader)
{
    if (!reader->field_depth || !last_field(reader)->in_code ||
        last_field(reader)->code_paragraph == reader->paragraph_count)
        return;
    reader->field_depth = reader->field_codes = 0;
    word_count_unread(reader, UNREAD_FIELD);
}

void word_field_code(struct word_reader *reader, const char *text, size_t length)
{
    struct word_field *field = reader->field_depth ? last_field(reader) : NULL;

    if (field)
        field->code_paragraph = reader->paragraph_count;
    for (size_t i = 0; field && field->in_code && i < length; i++) {
        char c = text[i];

        if (field->code_done && field->switches_length < sizeof field->switches)
            field->switches[field->switches_length++] = c;
        if (field->code_done || (c == ' ' && !field->code_length))
            continue;
        if (c == ' ' || field->code_length == sizeof field->code)
            field->code_done = true;
        else
            field->code[field->code_length++] = (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }
}

/* ---- legacy form fields ----------------------------------------------------------------------------- */

static void form_begin(struct word_reader *reader)
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
static void form_end(struct word_reader *reader)
{
    struct word_form *form = &reader->form;
    bool checked = form->has_checked ? form->checked : form->default_checked;
    const char *entry = form->is_list ? entry_of(form) : NULL;
    size_t codes = reader->field_codes;

    reader->in_form = false;
    if (reader->field_depth && last_field(reader)->in_code)
        reader->field_codes--; /* the form's own code is still open, and doesn't hide it */
    if (form->is_check_box)
        word_add_sign(reader, checked ? "\xE2\x98\x91" : "\xE2\x98\x90");
    else if (entry)
        word_add_text(reader, entry, strlen(entry));
    reader->field_codes = codes;
}

/* ---- content controls ------------------------------------------------------------------------------- */

static void control_begin(struct word_reader *reader)
{
    reader->controls[reader->control_depth++] = (struct word_control){ 0 };
}

static void control_content(struct word_reader *reader)
{
    struct word_control *control = &reader->controls[reader->control_depth - 1];

    if (control->is_check_box && !control->is_prompt)
        control->replacement = control->checked ? "\xE2\x98\x91" : "\xE2\x98\x90";
    control->words_from = reader->paragraph ? reader->paragraph->words.length : SIZE_MAX;
    control->is_muted = control->is_prompt || control->replacement;
    reader->mute += control->is_muted;
}

static void control_content_end(struct word_reader *reader)
{
    struct word_control *control = &reader->controls[reader->control_depth - 1];

    if (reader->paragraph && control->date[0] && control->words_from <= reader->paragraph->words.length)
        word_date_settle(reader, control, &reader->paragraph->words, control->words_from);
    reader->mute -= control->is_muted;
    control->is_muted = false;
}

static void control_end(struct word_reader *reader)
{
    reader->control_depth--;
}
/* ---- smart tags: Word's own idea of the day that words name ------------------------------------------- */

static void tag_begin(struct word_reader *reader)
{
    struct word_control *tag = &reader->controls[reader->control_depth++];

    *tag =
        (struct word_control){ .is_tag = true,
                               .words_from = reader->paragraph ? reader->paragraph->words.length : SIZE_MAX };
}

static void tag_set(struct word_control *tag, struct span name, long value)
{
    static const char *const names[] = { "Year", "Month", "Day" };

    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        if (span_equals(name, names[i]) && value > 0 && value < 10000)
            tag->tagged[i] = (int)value;
    if (tag->tagged[0] && tag->tagged[1] && tag->tagged[2])
        snprintf(tag->date, sizeof tag->date, "%04d-%02d-%02d", tag->tagged[0], tag->tagged[1] % 100,
                 tag->tagged[2] % 100);
}

static void tag_end(struct word_reader *reader)
{
    struct word_control *tag = &reader->controls[--reader->control_depth];

    if (reader->paragraph && tag->date[0] && tag->words_from <= reader->paragraph->words.length)
        word_date_settle(reader, tag, &reader->paragraph->words, tag->words_from);
}

/* ---- fields and controls ---------------------------------------------------------------------------- */

static void start_fld_char(struct word_reader *reader, const struct word_attributes *attributes)
{
    field_char(reader, word_attribute(attributes, WORD_FLD_CHAR_TYPE));
}

static void start_fld_simple(struct word_reader *reader, const struct word_attributes *attributes)
{
    struct span code = word_attribute(attributes, WORD_INSTR);

    field_char(reader, span_of("begin"));
    word_field_code(reader, code.text, code.length);
    field_char(reader, span_of("separate"));
}

static void end_fld_simple(struct word_reader *reader)
{
    field_char(reader, span_of("end"));
}

static void start_ff_data(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    form_begin(reader);
}

static void start_check_box(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    if (reader->in_form)
        reader->form.is_check_box = true;
}

static void start_dd_list(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    if (reader->in_form)
        reader->form.is_list = true;
}

static void start_checked(struct word_reader *reader, const struct word_attributes *attributes)
{
    reader->form.has_checked = true;
    reader->form.checked = word_attribute_on(attributes);
}

static void start_default(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (word_parent(reader) == WORD_CHECK_BOX)
        reader->form.default_checked = word_attribute_on(attributes);
    else if (word_parent(reader) == WORD_DD_LIST)
        reader->form.result = word_attribute_number(attributes, WORD_VAL, 0);
}

static void start_result(struct word_reader *reader, const struct word_attributes *attributes)
{
    reader->form.result = word_attribute_number(attributes, WORD_VAL, 0);
}

static void start_list_entry(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (!reader->in_form)
        return;
    buffer_add_span(&reader->form.entries, word_attribute(attributes, WORD_VAL));
    buffer_add_byte(&reader->form.entries, '\0');
}

static struct word_control *innermost_control(struct word_reader *reader)
{
    return reader->control_depth ? &reader->controls[reader->control_depth - 1] : NULL;
}

static void start_sdt(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    control_begin(reader);
}

static void start_sdt_content(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    if (innermost_control(reader))
        control_content(reader);
}

static void end_sdt_content(struct word_reader *reader)
{
    if (innermost_control(reader))
        control_content_end(reader);
}

static void start_showing_placeholder(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (innermost_control(reader))
        innermost_control(reader)->is_prompt = word_attribute_on(attributes);
}

static void start_sdt_checkbox(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    if (innermost_control(reader))
        innermost_control(reader)->is_check_box = true;
}

static void start_sdt_checked(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (innermost_control(reader))
        innermost_control(reader)->checked = word_attribute_on(attributes);
}

static void start_smart_tag(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    tag_begin(reader);
}

/* attr := name, value: what a smart tag says of its words */
static void start_attr(struct word_reader *reader, const struct word_attributes *attributes)
{
    struct word_control *tag = innermost_control(reader);

    if (tag && tag->is_tag)
        tag_set(tag, word_attribute(attributes, WORD_NAME), word_attribute_number(attributes, WORD_VAL, 0));
}

/* In Word 2003 a tag is an element of its own, with its values as attributes. */
static void start_smart_date(struct word_reader *reader, const struct word_attributes *attributes)
{
    tag_begin(reader);
    struct word_control *tag = innermost_control(reader);

    tag_set(tag, span_of("Year"), word_attribute_number(attributes, WORD_YEAR, 0));
    tag_set(tag, span_of("Month"), word_attribute_number(attributes, WORD_MONTH, 0));
    tag_set(tag, span_of("Day"), word_attribute_number(attributes, WORD_DAY, 0));
}

static void start_date(struct word_reader *reader, const struct word_attributes *attributes)
{
    struct word_control *control = innermost_control(reader);
    struct span date = word_attribute(attributes, WORD_FULL_DATE);

    if (!control || word_parent(reader) != WORD_SDT_PR || date.length >= sizeof control->date)
        return;
    for (size_t i = 0; i < date.length; i++)
        control->date[i] = date.text[i];
}

const struct word_handler word_field_handlers[] = {
    { WORD_DATE, start_date, NULL },
    { WORD_FLD_CHAR, start_fld_char, NULL },
    { WORD_FLD_SIMPLE, start_fld_simple, end_fld_simple },
    { WORD_FF_DATA, start_ff_data, form_end },
    { WORD_CHECK_BOX, start_check_box, NULL },
    { WORD_DD_LIST, start_dd_list, NULL },
    { WORD_CHECKED, start_checked, NULL },
    { WORD_DEFAULT, start_default, NULL },
    { WORD_RESULT, start_result, NULL },
    { WORD_LIST_ENTRY, start_list_entry, NULL },
    { WORD_SMART_TAG, start_smart_tag, tag_end },
    { WORD_SMART_DATE, start_smart_date, tag_end },
    { WORD_ATTR, start_attr, NULL },
    { WORD_SDT, start_sdt, control_end },
    { WORD_SDT_CONTENT, start_sdt_content, end_sdt_content },
    { WORD_SHOWING_PLACEHOLDER, start_showing_placeholder, NULL },
    { WORD_SDT_CHECKBOX, start_sdt_checkbox, NULL },
    { WORD_SDT_CHECKED, start_sdt_checked, NULL },
    { WORD_OTHER, NULL, NULL },
};
