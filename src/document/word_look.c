#include "document/word_state.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* Where pPr and rPr go to depends on whose they are. */
static void start_p_pr(struct word_reader *reader, const struct word_attributes *attributes)
{
    enum word_name parent = word_parent(reader);

    (void)attributes;
    if (parent == WORD_P && reader->paragraph)
        reader->look = &reader->paragraph->look;
    else if (parent == WORD_STYLE && reader->style)
        reader->look = &reader->style->paragraph;
    else
        reader->look = &reader->other_look;
}

static void start_r_pr(struct word_reader *reader, const struct word_attributes *attributes)
{
    enum word_name parent = word_parent(reader);

    (void)attributes;
    if (parent == WORD_P_PR && word_grandparent(reader) == WORD_P && reader->paragraph)
        reader->run_look = &reader->paragraph->mark;
    else if (parent == WORD_R)
        reader->run_look = &reader->run;
    else if (parent == WORD_STYLE && reader->style)
        reader->run_look = &reader->style->run;
    else
        reader->run_look = &reader->other_run_look;
}

static void end_r_pr(struct word_reader *reader)
{
    if (word_parent(reader) == WORD_R)
        word_run_settle(reader);
    reader->run_look = &reader->other_run_look;
}

static void end_p_pr(struct word_reader *reader)
{
    reader->look = &reader->other_look;
}

static void start_p_style(struct word_reader *reader, const struct word_attributes *attributes)
{
    struct span id = word_attribute(attributes, WORD_VAL);

    if (reader->level && (word_parent(reader) == WORD_LVL || word_grandparent(reader) == WORD_LVL))
        reader->level->style = arena_copy_span(reader->arena, id);
    else if (word_parent(reader) == WORD_P_PR && reader->paragraph && word_grandparent(reader) == WORD_P)
        word_paragraph_set_style(reader, id);
}

static void start_r_style(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->run_look == &reader->run)
        reader->run_style = word_styles_find(reader->styles, word_attribute(attributes, WORD_VAL));
}

static void start_b(struct word_reader *reader, const struct word_attributes *attributes)
{
    reader->run_look->bold = word_attribute_on(attributes) ? WORD_ON : WORD_OFF;
}

static void start_vanish(struct word_reader *reader, const struct word_attributes *attributes)
{
    reader->run_look->vanish = word_attribute_on(attributes) ? WORD_ON : WORD_OFF;
}

static void start_r_fonts(struct word_reader *reader, const struct word_attributes *attributes)
{
    struct span font = word_attribute(attributes, WORD_ASCII);
    enum word_symbol_font known;

    if (!font.length)
        font = word_attribute(attributes, WORD_H_ANSI);
    if (!font.length)
        return;
    known = word_symbol_font_of_name(font);
    reader->run_look->has_font = true;
    reader->run_look->symbol_font = known != SYMBOL_FONT_NONE;
    reader->run_look->font = known;
}

static void start_outline_lvl(struct word_reader *reader, const struct word_attributes *attributes)
{
    reader->look->outline = word_attribute_number(attributes, WORD_VAL, WORD_NO_NUMBER);
}

static void start_page_break_before(struct word_reader *reader, const struct word_attributes *attributes)
{
    reader->look->page_break_before = word_attribute_on(attributes);
}

static void start_num_id(struct word_reader *reader, const struct word_attributes *attributes)
{
    reader->look->num_id = word_attribute_number(attributes, WORD_VAL, WORD_NO_NUMBER);
}

static void start_ilvl(struct word_reader *reader, const struct word_attributes *attributes)
{
    long level = word_attribute_number(attributes, WORD_VAL, WORD_NO_NUMBER);

    reader->look->level = level >= WORD_LEVELS ? WORD_LEVELS - 1 : level;
}

static void start_list_text(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (word_parent(reader) == WORD_LIST_PR && reader->paragraph)
        buffer_add_span(&reader->paragraph->printed_label, word_attribute(attributes, WORD_VAL));
}

static void paint(struct word_run_look *look, uint32_t colour)
{
    look->has_colour = look->is_behind = true;
    look->colour = colour;
}

/* A paragraph's shading lies behind its words, or fills its cell where it has none. */
static void shade_paragraph(struct word_reader *reader, uint32_t colour)
{
    if (word_grandparent(reader) == WORD_STYLE && reader->style) {
        paint(&reader->style->run, colour);
    } else if (word_grandparent(reader) == WORD_P && reader->paragraph) {
        paint(&reader->paragraph->base, colour);
        word_run_settle(reader);
        if (reader->table && reader->table->in_cell)
            reader->table->paragraph_colour = colour;
    }
}

static void start_shd(struct word_reader *reader, const struct word_attributes *attributes)
{
    enum word_name parent = word_parent(reader);
    uint32_t colour = word_colour_of_shading(attributes, &reader->theme);

    if (colour == COLOUR_NONE)
        return;
    if (parent == WORD_TC_PR && reader->table)
        reader->table->colour = colour;
    if (parent == WORD_R_PR)
        paint(reader->run_look, colour);
    if (parent == WORD_P_PR)
        shade_paragraph(reader, colour);
}

static void start_highlight(struct word_reader *reader, const struct word_attributes *attributes)
{
    uint32_t colour = word_colour_of_highlight(word_attribute(attributes, WORD_VAL));

    if (colour == COLOUR_NONE)
        return;
    paint(reader->run_look, colour);
}

static void start_color(struct word_reader *reader, const struct word_attributes *attributes)
{
    uint32_t colour = word_colour_of_hex(word_attribute(attributes, WORD_VAL));

    if (colour == COLOUR_NONE || reader->run_look->is_behind)
        return;
    reader->run_look->has_colour = true;
    reader->run_look->colour = colour;
}

/* Settings say which colours of the theme text and background are. */
static void start_scheme_mapping(struct word_reader *reader, const struct word_attributes *attributes)
{
    static const enum word_name names[] = { WORD_T1, WORD_BG1, WORD_T2, WORD_BG2 };

    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        word_theme_map(&reader->theme, i, word_attribute(attributes, names[i]));
}

static void start_theme_slot(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    reader->theme_slot++;
}

static void start_scheme_colour(struct word_reader *reader, const struct word_attributes *attributes)
{
    struct span text = word_attribute(attributes, WORD_LAST_CLR);
    uint32_t colour = word_colour_of_hex(text.length ? text : word_attribute(attributes, WORD_VAL));

    if (word_parent(reader) == WORD_THEME_COLOR_SLOT && reader->theme_slot &&
        reader->theme_slot <= THEME_COLOURS && colour != COLOUR_NONE)
        reader->theme.colours[reader->theme_slot - 1] = colour;
}

static void start_style(struct word_reader *reader, const struct word_attributes *attributes)
{
    struct span type = word_attribute(attributes, WORD_TYPE);

    if (reader->is_settled)
        return;
    reader->style = word_styles_add(reader->styles);
    reader->style->id = arena_copy_span(reader->arena, word_attribute(attributes, WORD_STYLE_ID));
    reader->style->is_paragraph = span_equals(type, "paragraph");
    for (size_t i = 0; i < attributes->count; i++)
        if (attributes->items[i].name == WORD_DEFAULT)
            reader->style->is_default = !span_equals(attributes->items[i].value, "0") &&
                                        !span_equals(attributes->items[i].value, "off") &&
                                        !span_equals(attributes->items[i].value, "false");
}

static void end_style(struct word_reader *reader)
{
    reader->style = NULL;
}

static void start_name(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->style && word_parent(reader) == WORD_STYLE)
        reader->style->name = arena_copy_span(reader->arena, word_attribute(attributes, WORD_VAL));
}

static void start_based_on(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->style)
        reader->style->based_on = arena_copy_span(reader->arena, word_attribute(attributes, WORD_VAL));
}

const struct word_handler word_look_handlers[] = {
    { WORD_P_PR, start_p_pr, end_p_pr },
    { WORD_R_PR, start_r_pr, end_r_pr },
    { WORD_P_STYLE, start_p_style, NULL },
    { WORD_R_STYLE, start_r_style, NULL },
    { WORD_B, start_b, NULL },
    { WORD_VANISH, start_vanish, NULL },
    { WORD_R_FONTS, start_r_fonts, NULL },
    { WORD_OUTLINE_LVL, start_outline_lvl, NULL },
    { WORD_PAGE_BREAK_BEFORE, start_page_break_before, NULL },
    { WORD_NUM_ID, start_num_id, NULL },
    { WORD_ILFO, start_num_id, NULL },
    { WORD_ILVL, start_ilvl, NULL },
    { WORD_LIST_TEXT, start_list_text, NULL },
    { WORD_SHD, start_shd, NULL },
    { WORD_HIGHLIGHT, start_highlight, NULL },
    { WORD_COLOR, start_color, NULL },
    { WORD_THEME_COLOR_SLOT, start_theme_slot, NULL },
    { WORD_CLR_SCHEME_MAPPING, start_scheme_mapping, NULL },
    { WORD_SRGB_CLR, start_scheme_colour, NULL },
    { WORD_SYS_CLR, start_scheme_colour, NULL },
    { WORD_STYLE, start_style, end_style },
    { WORD_NAME, start_name, NULL },
    { WORD_BASED_ON, start_based_on, NULL },
    { WORD_OTHER, NULL, NULL },
};
