#include "document/word_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/memory.h"
#include "document/package_parts.h"
#include "document/word_state.h"

/* ---- the elements, by what they are in ------------------------------------------------------------------- */

enum word_name word_parent(const struct word_reader *reader)
{
    return reader->depth > 1 ? reader->open[reader->depth - 2] : WORD_OTHER;
}

static enum word_name grandparent(const struct word_reader *reader)
{
    return reader->depth > 2 ? reader->open[reader->depth - 3] : WORD_OTHER;
}

void word_skip(struct word_reader *reader)
{
    reader->skip = 1;
}

void word_over_limit(struct word_reader *reader, const char *what)
{
    if (!reader->is_over_limit)
        diag_report(reader->sink, DIAG_PACKAGE_LIMIT, reader->file, 0, 0, "%s", what);
    reader->is_over_limit = true;
}

typedef void start_handler(struct word_reader *reader, const struct word_attributes *attributes);
typedef void end_handler(struct word_reader *reader);

static void leave_out(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    word_skip(reader);
}

/* ---- paragraphs and runs ---------------------------------------------------------------------------------- */

static void start_p(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    word_paragraph_begin(reader);
}

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
    if (parent == WORD_P_PR && grandparent(reader) == WORD_P && reader->paragraph)
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

static void start_r(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    word_run_begin(reader);
}

static void start_p_style(struct word_reader *reader, const struct word_attributes *attributes)
{
    struct span id = word_attribute(attributes, WORD_VAL);

    if (reader->level && (word_parent(reader) == WORD_LVL || grandparent(reader) == WORD_LVL))
        reader->level->style = arena_copy_span(reader->arena, id);
    else if (word_parent(reader) == WORD_P_PR && reader->paragraph && grandparent(reader) == WORD_P)
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

static void start_tab(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    if (word_parent(reader) == WORD_R)
        word_add_sign(reader, reader->table ? " " : "\t");
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

/* ---- revisions -------------------------------------------------------------------------------------------- */

static bool is_mark(const struct word_reader *reader)
{
    return word_parent(reader) == WORD_R_PR && grandparent(reader) == WORD_P_PR;
}

/* What isn't there in the version that is read: words, a row, or a paragraph's mark. */
static void drop_revision(struct word_reader *reader)
{
    enum word_name parent = word_parent(reader);

    if (parent == WORD_TR_PR && reader->table)
        reader->table->drop_row = true;
    else if (is_mark(reader) && reader->paragraph)
        reader->paragraph->goes_on = true;
    else if (parent != WORD_R_PR)
        word_skip(reader);
}

static void start_removed(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    reader->document->revision_count++;
    if (!reader->options.original)
        drop_revision(reader);
}

static void start_inserted(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    reader->document->revision_count++;
    if (reader->options.original)
        drop_revision(reader);
}

static void start_cell_del(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    reader->document->revision_count++;
    if (reader->table && !reader->options.original)
        reader->table->drop_cell = true;
}

static void start_cell_ins(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    reader->document->revision_count++;
    if (reader->table && reader->options.original)
        reader->table->drop_cell = true;
}

static void note_begin(struct word_reader *reader, enum note_kind kind, struct span author);

/* Word 2003's mark for a revision, a comment or a bookmark: w:type tells. */
static void start_annotation(struct word_reader *reader, const struct word_attributes *attributes)
{
    struct span type = word_attribute(attributes, WORD_TYPE);

    if (span_equals(type, "Word.Deletion"))
        start_removed(reader, attributes);
    else if (span_equals(type, "Word.Insertion"))
        start_inserted(reader, attributes);
    else if (span_equals(type, "Word.Comment"))
        note_begin(reader, NOTE_COMMENT, word_attribute(attributes, WORD_AUTHOR));
    else if (!span_begins(type, "Word.Bookmark") && !span_begins(type, "Word.Comment"))
        word_skip(reader);
}

/* ---- fields and controls ---------------------------------------------------------------------------------- */

static void start_fld_char(struct word_reader *reader, const struct word_attributes *attributes)
{
    word_field_char(reader, word_attribute(attributes, WORD_FLD_CHAR_TYPE));
}

static void start_fld_simple(struct word_reader *reader, const struct word_attributes *attributes)
{
    struct span code = word_attribute(attributes, WORD_INSTR);

    word_field_char(reader, span_of("begin"));
    word_field_code(reader, code.text, code.length);
    word_field_char(reader, span_of("separate"));
}

static void end_fld_simple(struct word_reader *reader)
{
    word_field_char(reader, span_of("end"));
}

static void start_ff_data(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    word_form_begin(reader);
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

static struct word_control *control(struct word_reader *reader)
{
    return reader->control_depth ? &reader->controls[reader->control_depth - 1] : NULL;
}

static void start_sdt(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    word_control_begin(reader);
}

static void start_sdt_content(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    if (control(reader))
        word_control_content(reader);
}

static void end_sdt_content(struct word_reader *reader)
{
    if (control(reader))
        word_control_content_end(reader);
}

static void start_showing_placeholder(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (control(reader))
        control(reader)->is_prompt = word_attribute_on(attributes);
}

static void start_sdt_checkbox(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    if (control(reader))
        control(reader)->is_check_box = true;
}

static void start_sdt_checked(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (control(reader))
        control(reader)->checked = word_attribute_on(attributes);
}

/* ---- tables ------------------------------------------------------------------------------------------------ */

static void start_tbl(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    word_table_begin(reader);
}

static void start_tr(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    word_row_begin(reader);
}

static void start_tc(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    word_cell_begin(reader);
}

static void start_grid_before(struct word_reader *reader, const struct word_attributes *attributes)
{
    long columns = word_attribute_number(attributes, WORD_VAL, 0);

    if (reader->table && columns > 0 && columns < WORD_COLUMN_LIMIT)
        reader->table->grid = (size_t)columns;
}

static void start_grid_span(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->table)
        reader->table->span = word_attribute_number(attributes, WORD_VAL, 1);
}

static enum cell_merge merge_of(const struct word_attributes *attributes)
{
    return span_equals(word_attribute(attributes, WORD_VAL), "restart") ? MERGE_BEGINS : MERGE_GOES_ON;
}

/* Of a cell, or behind words. */
static void start_shd(struct word_reader *reader, const struct word_attributes *attributes)
{
    enum word_name parent = word_parent(reader);
    uint32_t colour = word_colour_of_shading(attributes, &reader->theme);

    if (colour == COLOUR_NONE)
        return;
    if (parent == WORD_TC_PR && reader->table)
        reader->table->colour = colour;
    if (parent == WORD_R_PR) {
        reader->run_look->has_colour = reader->run_look->is_behind = true;
        reader->run_look->colour = colour;
    }
}

static void start_highlight(struct word_reader *reader, const struct word_attributes *attributes)
{
    uint32_t colour = word_colour_of_highlight(word_attribute(attributes, WORD_VAL));

    if (colour == COLOUR_NONE)
        return;
    reader->run_look->has_colour = reader->run_look->is_behind = true;
    reader->run_look->colour = colour;
}

static void start_color(struct word_reader *reader, const struct word_attributes *attributes)
{
    uint32_t colour = word_colour_of_hex(word_attribute(attributes, WORD_VAL));

    if (colour == COLOUR_NONE || reader->run_look->is_behind)
        return;
    reader->run_look->has_colour = true;
    reader->run_look->colour = colour;
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

    if (word_parent(reader) == WORD_THEME_COLOR_SLOT && reader->theme_slot && reader->theme_slot <= THEME_COLOURS &&
        colour != COLOUR_NONE)
        reader->theme.colours[reader->theme_slot - 1] = colour;
}

static void start_v_merge(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->table)
        reader->table->vertical = merge_of(attributes);
}

static void start_h_merge(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->table)
        reader->table->horizontal = merge_of(attributes);
}

static void start_tbl_header(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->table)
        reader->table->is_header = word_attribute_on(attributes);
}

/* ---- alternatives, boxes, notes --------------------------------------------------------------------------- */

/* All that an alternative needs are extensions whose content we read. */
static bool understands(struct span requires)
{
    static const char *const known[] = { "wps", "wpg", "wpc", "w14", "w15", "w16", "wp14", "a14" };
    size_t at = 0;

    while (at < requires.length) {
        size_t end = at;
        bool found = false;

        while (end < requires.length && requires.text[end] != ' ')
            end++;
        for (size_t i = 0; i < ARRAY_LENGTH(known); i++)
            found = found || span_equals(span_part(requires, at, end), known[i]);
        if (end > at && !found)
            return false;
        at = end + 1;
    }
    return true;
}

static void start_alternate(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    reader->choice_taken[reader->depth - 1] = false;
}

static void start_choice(struct word_reader *reader, const struct word_attributes *attributes)
{
    bool *taken = reader->depth > 1 ? &reader->choice_taken[reader->depth - 2] : NULL;

    if (!taken || *taken || !understands(word_attribute(attributes, WORD_REQUIRES)))
        word_skip(reader);
    else
        *taken = true;
}

static void start_fallback(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    if (reader->depth < 2 || reader->choice_taken[reader->depth - 2])
        word_skip(reader);
}

static void end_txbx_content(struct word_reader *reader)
{
    word_paragraph_flush(reader);
}

static void note_begin(struct word_reader *reader, enum note_kind kind, struct span author)
{
    if (reader->note_depth)    /* a note in a note: one note */
        return;
    reader->note_depth = reader->depth;
    reader->note_kind = kind;
    reader->note_outer_list = reader->list;
    reader->note_outer_table = reader->table;
    reader->note_blocks = (struct block_list){ 0 };
    reader->list = &reader->note_blocks;
    reader->table = NULL;
    reader->story = &reader->notes;
    struct document *document = reader->document;

    document->notes = arena_grow(reader->arena, document->notes, document->note_count, &reader->note_capacity,
                                 sizeof *document->notes);
    document->notes[document->note_count++] =
        (struct note){ .kind = kind, .author = arena_copy_span(reader->arena, author) };
}

static void note_end(struct word_reader *reader)
{
    struct document *document = reader->document;

    if (reader->note_depth != reader->depth)
        return;
    struct note *note = &document->notes[document->note_count - 1];

    word_paragraph_flush(reader);
    note->blocks = reader->note_blocks.items;
    note->block_count = reader->note_blocks.count;
    if (!note->block_count)
        document->note_count--;
    reader->note_depth = 0;
    reader->list = reader->note_outer_list;
    reader->table = reader->note_outer_table;
    reader->story = &reader->body;
}

/* The lines that separate notes from the page's text are kept among the notes: they are none. */
static void start_note(struct word_reader *reader, const struct word_attributes *attributes, enum note_kind kind)
{
    struct span type = word_attribute(attributes, WORD_TYPE);

    if (type.length && !span_equals(type, "normal"))
        word_skip(reader);
    else
        note_begin(reader, kind, word_attribute(attributes, WORD_AUTHOR));
}

static void start_footnote(struct word_reader *reader, const struct word_attributes *attributes)
{
    start_note(reader, attributes, NOTE_FOOTNOTE);
}

static void start_endnote(struct word_reader *reader, const struct word_attributes *attributes)
{
    start_note(reader, attributes, NOTE_ENDNOTE);
}

static void start_comment(struct word_reader *reader, const struct word_attributes *attributes)
{
    start_note(reader, attributes, NOTE_COMMENT);
}

static void start_hdr(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    note_begin(reader, NOTE_HEADER, (struct span){ 0 });
}

static void start_ftr(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    note_begin(reader, NOTE_FOOTER, (struct span){ 0 });
}

/* ---- styles ------------------------------------------------------------------------------------------------ */

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

/* ---- numbering --------------------------------------------------------------------------------------------- */

static void start_abstract_num(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->is_settled)
        return;
    reader->abstract = word_numbering_add_abstract(reader->numbering);
    reader->abstract->id = word_attribute_number(attributes, WORD_ABSTRACT_NUM_ID,
                                                 word_attribute_number(attributes, WORD_LIST_DEF_ID, 0));
}

static void end_abstract_num(struct word_reader *reader)
{
    reader->abstract = NULL;
}

static void start_num(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->is_settled)
        return;
    reader->number = word_numbering_add(reader->numbering);
    reader->number->id = word_attribute_number(attributes, WORD_NUM_ID, word_attribute_number(attributes, WORD_ILFO, 0));
}

static void end_num(struct word_reader *reader)
{
    reader->number = NULL;
}

/* abstractNumId in w:num, w:ilst in Word 2003's w:list. */
static void start_abstract_num_id(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->number)
        reader->number->abstract_id = word_attribute_number(attributes, WORD_VAL, 0);
}

static size_t level_index(const struct word_attributes *attributes)
{
    long index = word_attribute_number(attributes, WORD_ILVL, 0);

    return index < 0 ? 0 : index >= WORD_LEVELS ? WORD_LEVELS - 1 : (size_t)index;
}

static void start_lvl_override(struct word_reader *reader, const struct word_attributes *attributes)
{
    reader->level_index = level_index(attributes);
}

static void start_start_override(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->number)
        reader->number->starts[reader->level_index] = word_attribute_number(attributes, WORD_VAL, 0);
}

static void start_lvl(struct word_reader *reader, const struct word_attributes *attributes)
{
    size_t index = level_index(attributes);

    if (reader->number) {
        reader->level = ARENA_NEW(reader->arena, struct word_level);
        *reader->level = word_level_default();
        reader->number->own[index] = reader->level;
    } else if (reader->abstract) {
        reader->level = &reader->abstract->levels[index];
    }
}

static void end_lvl(struct word_reader *reader)
{
    reader->level = NULL;
}

static void start_start(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->level)
        reader->level->start = word_attribute_number(attributes, WORD_VAL, 0);
}

static void start_num_fmt(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->level && word_parent(reader) == WORD_LVL)
        reader->level->format = word_number_format_of_name(word_attribute(attributes, WORD_VAL));
}

static void start_nfc(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->level)
        reader->level->format = word_number_format_of_code(word_attribute_number(attributes, WORD_VAL, 0));
}

static void start_lvl_text(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->level)
        reader->level->text = arena_copy_span(reader->arena, word_attribute(attributes, WORD_VAL));
}

static void start_is_lgl(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->level)
        reader->level->is_legal = word_attribute_on(attributes);
}

static void start_lvl_restart(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->level)
        reader->level->restart = word_attribute_number(attributes, WORD_VAL, WORD_LEVEL_RESTARTS);
}

static void start_num_style_link(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->abstract)
        reader->abstract->style_link = arena_copy_span(reader->arena, word_attribute(attributes, WORD_VAL));
}

/* ---- the table of elements ---------------------------------------------------------------------------------- */

static const struct element {
    start_handler *start;
    end_handler *end;
} elements[WORD_NAME_COUNT] = {
    [WORD_P] = { start_p, word_paragraph_end },
    [WORD_P_PR] = { start_p_pr, end_p_pr },
    [WORD_R_PR] = { start_r_pr, end_r_pr },
    [WORD_R] = { start_r, NULL },
    [WORD_P_STYLE] = { start_p_style, NULL },
    [WORD_R_STYLE] = { start_r_style, NULL },
    [WORD_B] = { start_b, NULL },
    [WORD_VANISH] = { start_vanish, NULL },
    [WORD_R_FONTS] = { start_r_fonts, NULL },
    [WORD_OUTLINE_LVL] = { start_outline_lvl, NULL },
    [WORD_PAGE_BREAK_BEFORE] = { start_page_break_before, NULL },
    [WORD_NUM_ID] = { start_num_id, NULL },
    [WORD_ILFO] = { start_num_id, NULL },
    [WORD_ILVL] = { start_ilvl, NULL },
    [WORD_LIST_TEXT] = { start_list_text, NULL },
    [WORD_BR] = { start_br, NULL },
    [WORD_CR] = { start_cr, NULL },
    [WORD_TAB] = { start_tab, NULL },
    [WORD_PTAB] = { start_tab, NULL },
    [WORD_NO_BREAK_HYPHEN] = { start_no_break_hyphen, NULL },
    [WORD_SYM] = { start_sym, NULL },
    [WORD_CHANGE] = { leave_out, NULL },
    [WORD_RT] = { leave_out, NULL },
    [WORD_FLD_DATA] = { leave_out, NULL },
    [WORD_BIN_DATA] = { leave_out, NULL },
    [WORD_DEL] = { start_removed, NULL },
    [WORD_MOVE_FROM] = { start_removed, NULL },
    [WORD_INS] = { start_inserted, NULL },
    [WORD_MOVE_TO] = { start_inserted, NULL },
    [WORD_CELL_DEL] = { start_cell_del, NULL },
    [WORD_CELL_INS] = { start_cell_ins, NULL },
    [WORD_ANNOTATION] = { start_annotation, note_end },
    [WORD_FLD_CHAR] = { start_fld_char, NULL },
    [WORD_FLD_SIMPLE] = { start_fld_simple, end_fld_simple },
    [WORD_FF_DATA] = { start_ff_data, word_form_end },
    [WORD_CHECK_BOX] = { start_check_box, NULL },
    [WORD_DD_LIST] = { start_dd_list, NULL },
    [WORD_CHECKED] = { start_checked, NULL },
    [WORD_DEFAULT] = { start_default, NULL },
    [WORD_RESULT] = { start_result, NULL },
    [WORD_LIST_ENTRY] = { start_list_entry, NULL },
    [WORD_SDT] = { start_sdt, word_control_end },
    [WORD_SDT_CONTENT] = { start_sdt_content, end_sdt_content },
    [WORD_SHOWING_PLACEHOLDER] = { start_showing_placeholder, NULL },
    [WORD_SDT_CHECKBOX] = { start_sdt_checkbox, NULL },
    [WORD_SDT_CHECKED] = { start_sdt_checked, NULL },
    [WORD_TBL] = { start_tbl, word_table_end },
    [WORD_TR] = { start_tr, word_row_end },
    [WORD_TC] = { start_tc, word_cell_end },
    [WORD_GRID_BEFORE] = { start_grid_before, NULL },
    [WORD_GRID_SPAN] = { start_grid_span, NULL },
    [WORD_V_MERGE] = { start_v_merge, NULL },
    [WORD_H_MERGE] = { start_h_merge, NULL },
    [WORD_SHD] = { start_shd, NULL },
    [WORD_HIGHLIGHT] = { start_highlight, NULL },
    [WORD_COLOR] = { start_color, NULL },
    [WORD_THEME_COLOR_SLOT] = { start_theme_slot, NULL },
    [WORD_SRGB_CLR] = { start_scheme_colour, NULL },
    [WORD_SYS_CLR] = { start_scheme_colour, NULL },
    [WORD_TBL_HEADER] = { start_tbl_header, NULL },
    [WORD_TC_PR] = { NULL, word_cell_settle },
    [WORD_ALTERNATE_CONTENT] = { start_alternate, NULL },
    [WORD_CHOICE] = { start_choice, NULL },
    [WORD_FALLBACK] = { start_fallback, NULL },
    [WORD_TXBX_CONTENT] = { NULL, end_txbx_content },
    [WORD_FOOTNOTE] = { start_footnote, note_end },
    [WORD_ENDNOTE] = { start_endnote, note_end },
    [WORD_COMMENT] = { start_comment, note_end },
    [WORD_HDR] = { start_hdr, note_end },
    [WORD_FTR] = { start_ftr, note_end },
    [WORD_STYLE] = { start_style, end_style },
    [WORD_NAME] = { start_name, NULL },
    [WORD_BASED_ON] = { start_based_on, NULL },
    [WORD_ABSTRACT_NUM] = { start_abstract_num, end_abstract_num },
    [WORD_LIST_DEF] = { start_abstract_num, end_abstract_num },
    [WORD_NUM] = { start_num, end_num },
    [WORD_LIST] = { start_num, end_num },
    [WORD_ABSTRACT_NUM_ID] = { start_abstract_num_id, NULL },
    [WORD_ILST] = { start_abstract_num_id, NULL },
    [WORD_LVL_OVERRIDE] = { start_lvl_override, NULL },
    [WORD_START_OVERRIDE] = { start_start_override, NULL },
    [WORD_LVL] = { start_lvl, end_lvl },
    [WORD_START] = { start_start, NULL },
    [WORD_NUM_FMT] = { start_num_fmt, NULL },
    [WORD_NFC] = { start_nfc, NULL },
    [WORD_LVL_TEXT] = { start_lvl_text, NULL },
    [WORD_IS_LGL] = { start_is_lgl, NULL },
    [WORD_LVL_RESTART] = { start_lvl_restart, NULL },
    [WORD_NUM_STYLE_LINK] = { start_num_style_link, NULL },
    [WORD_LIST_STYLE_LINK] = { start_num_style_link, NULL },
};

/* Cells and contents that the version which is read doesn't show. */
static bool is_dropped(const struct word_reader *reader, enum word_name element)
{
    const struct word_table *table = reader->table;

    if (!table || !(element == WORD_P || element == WORD_TBL))
        return false;
    return table->in_cell && table->drop_content;
}

static void on_start(struct word_listener *listener, enum word_name element, const struct word_attributes *attributes)
{
    struct word_reader *reader = (struct word_reader *)(void *)listener;

    if (reader->skip) {
        reader->skip++;
        return;
    }
    if (!reader->depth)
        reader->root = element;
    reader->open[reader->depth++] = element;
    if (is_dropped(reader, element))
        word_skip(reader);
    else if (elements[element].start)
        elements[element].start(reader, attributes);
}

static void on_end(struct word_listener *listener, enum word_name element)
{
    struct word_reader *reader = (struct word_reader *)(void *)listener;

    if (reader->skip) {
        if (--reader->skip == 0)
            reader->depth--;
        return;
    }
    if (elements[element].end)
        elements[element].end(reader);
    reader->depth--;
}

static void on_text(struct word_listener *listener, const char *text, size_t length)
{
    struct word_reader *reader = (struct word_reader *)(void *)listener;

    if (reader->skip || !reader->depth)
        return;
    enum word_name element = reader->open[reader->depth - 1];

    if (element == WORD_T || (element == WORD_DEL_TEXT && reader->options.original))
        word_add_text(reader, text, length);
    else if (element == WORD_INSTR_TEXT)
        word_field_code(reader, text, length);
    else if (element == WORD_TITLE)
        buffer_add(&reader->title, text, length);
    else if (element == WORD_COMPANY)
        buffer_add(&reader->company, text, length);
}

/* ---- the whole ---------------------------------------------------------------------------------------------- */

/* The notes' words go behind the body's. */
static void join_stories(struct word_reader *reader)
{
    struct story *body = &reader->body;
    struct story *notes = &reader->notes;
    size_t from = body->text.length;

    buffer_add(&body->text, notes->text.bytes ? notes->text.bytes : "", notes->text.length);
    for (size_t i = 0; i < notes->line_count; i++) {
        body->lines = arena_grow(reader->arena, body->lines, body->line_count, &body->line_capacity, sizeof *body->lines);
        body->places = arena_grow(reader->arena, body->places, body->line_count, &body->place_capacity, sizeof *body->places);
        body->places[body->line_count] = (struct place){ 0 };
        body->lines[body->line_count++] = from + notes->lines[i];
    }
}

/* Where the words lie is known now: spans that held only offsets point there. */
struct settler {
    const char *text;
    size_t offset;           /* added to every offset */
    size_t lines;
};

static void settle_span(const struct settler *settler, struct span *span)
{
    if (!span->text)
        return;
    span->offset += settler->offset;
    span->text = settler->text + span->offset;
}

static void settle_blocks(const struct settler *settler, struct block *blocks, size_t count);

static void settle_table(const struct settler *settler, struct table *table)
{
    for (size_t r = 0; r < table->row_count; r++) {
        struct row *row = &table->rows[r];

        row->line += settler->lines;
        for (size_t c = 0; c < row->cell_count; c++) {
            settle_span(settler, &row->cells[c].text);
            if (row->cells[c].row_span)    /* a hidden cell shares the blocks of the one above */
                settle_blocks(settler, row->cells[c].blocks, row->cells[c].block_count);
        }
    }
}

static void settle_blocks(const struct settler *settler, struct block *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        settle_span(settler, &blocks[i].text);
        settle_span(settler, &blocks[i].label);
        settle_span(settler, &blocks[i].whole);
        blocks[i].line += settler->lines;
        if (blocks[i].table)
            settle_table(settler, blocks[i].table);
    }
}

/* Plain paragraphs of the body are read as lines of text are: with marks and tabs that somebody typed. */
static bool is_plain(const struct block *block)
{
    return block->kind == BLOCK_PARAGRAPH && !block->label.text;
}

/* The line behind a block, from 0. */
static size_t end_of_block(const struct document *document, const struct block *block)
{
    size_t end = block->line;

    while (block->table && end < document->source.line_count && document->places[end].table == block->table->number)
        end++;
    return end;
}

static void read_plain_lines(struct document *document, const struct block *blocks, size_t count, size_t line_count)
{
    size_t capacity = 0;
    size_t read = 0;         /* lines */

    document->blocks = NULL;
    document->block_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (is_plain(&blocks[i]))
            continue;
        document_add_lines(document, &capacity, read, blocks[i].line - 1);
        document->blocks = arena_grow(document->arena, document->blocks, document->block_count, &capacity,
                                      sizeof *document->blocks);
        document->blocks[document->block_count++] = blocks[i];
        read = end_of_block(document, &blocks[i]);
    }
    document_add_lines(document, &capacity, read, line_count);
}

/* A property's words stand among the notes', so that they can be quoted. */
static struct span write_property(struct word_reader *reader, const struct buffer *words)
{
    struct span text = span_trim((struct span){ words->bytes ? words->bytes : "", words->length, 0 });

    if (!text.length || memchr(text.text, '\n', text.length))
        return (struct span){ 0 };
    reader->story = &reader->notes;
    return word_write_line(reader, (struct span){ 0 }, text);
}

static void settle_document(struct word_reader *reader)
{
    struct document *document = reader->document;
    struct settler settler = { .offset = 0 };
    size_t body_length = reader->body.text.length;
    size_t body_lines = reader->body.line_count;

    document->blocks = reader->blocks.items;
    document->block_count = reader->blocks.count;
    document->title_hint = write_property(reader, &reader->title);
    document->council_hint = write_property(reader, &reader->company);
    join_stories(reader);
    struct span text = arena_copy_span(reader->arena, (struct span){ reader->body.text.bytes, reader->body.text.length, 0 });

    settler.text = text.text;
    settle_blocks(&settler, document->blocks, document->block_count);
    settler.offset = body_length;
    settler.lines = body_lines;
    for (size_t i = 0; i < document->note_count; i++)
        settle_blocks(&settler, document->notes[i].blocks, document->notes[i].block_count);
    settle_span(&settler, &document->title_hint);
    settle_span(&settler, &document->council_hint);
    document->source.text = document->source.raw = text;
    document->source.lines = reader->body.lines;
    document->source.line_count = reader->body.line_count;
    document->places = reader->body.places;
    read_plain_lines(document, document->blocks, document->block_count, body_lines);
}

static enum status refuse(struct word_reader *reader, enum diag_code code, const char *what)
{
    diag_report(reader->sink, code, reader->file, 0, 0, "%s", what);
    return STATUS_REFUSED;
}

/* One part, from a clean state of elements. */
static enum status read_part(struct word_reader *reader, struct package *package, size_t part)
{
    enum status status;

    reader->depth = reader->skip = 0;
    status = package_read(package, part, &reader->listener);
    return reader->is_over_limit ? STATUS_REFUSED : status;
}

static enum status read_parts_of_type(struct word_reader *reader, struct package *package,
                                      const struct relation_list *relations, const char *type)
{
    enum status status = STATUS_OK;
    size_t part;

    for (size_t i = 0; i < relations->count && status == STATUS_OK; i++)
        if (span_equals(relations->items[i].type, type) && relations->items[i].target.length &&
            package_find(package, relations->items[i].target, &part))
            status = read_part(reader, package, part);
    return status;
}

static const char *const definitions[] = { "theme", "styles", "numbering" };
static const char *const properties[] = { "core-properties", "extended-properties" };
static const char *const besides[] = { "footnotes", "endnotes", "comments", "header", "footer" };

static enum status read_package(struct word_reader *reader, struct package *package)
{
    struct relation_list relations;
    enum status status = package_relations(package, (struct span){ 0 }, &relations);
    size_t main;

    if (status != STATUS_OK)
        return status;
    if (!package_find_type(package, &relations, "officeDocument", &main))
        return refuse(reader, DIAG_FILE_FORMAT, "it is a package, but none of Word's: no part of it is said to be the document");
    for (size_t i = 0; i < ARRAY_LENGTH(properties) && status == STATUS_OK; i++)
        status = read_parts_of_type(reader, package, &relations, properties[i]);
    if (status != STATUS_OK || (status = package_relations(package, package_name(package, main), &relations)) != STATUS_OK)
        return status;
    for (size_t i = 0; i < ARRAY_LENGTH(definitions) && status == STATUS_OK; i++)
        status = read_parts_of_type(reader, package, &relations, definitions[i]);
    if (status == STATUS_OK)
        status = read_part(reader, package, main);
    if (status != STATUS_OK)
        return status;
    if (reader->root != WORD_DOCUMENT)
        return refuse(reader, DIAG_FILE_FORMAT, "it is an Office file, but not Word's");
    for (size_t i = 0; i < ARRAY_LENGTH(besides) && status == STATUS_OK; i++)
        status = read_parts_of_type(reader, package, &relations, besides[i]);
    return status;
}

/* Word 2003, or a document.xml by itself. */
static enum status read_single(struct word_reader *reader, struct span bytes)
{
    struct word_xml *xml = word_xml_new(&reader->listener, (struct span){ 0 }, reader->file, reader->sink);
    enum status status = word_xml_feed(xml, bytes.text, bytes.length);

    if (status == STATUS_OK)
        status = word_xml_finish(xml);
    word_xml_free(xml);
    return reader->is_over_limit ? STATUS_REFUSED : status;
}

static enum status read_all(struct word_reader *reader, struct span bytes, enum file_format format)
{
    struct package *package;
    enum status status;

    if (format != FILE_FORMAT_ZIP && format != FILE_FORMAT_FLAT_OPC)
        return read_single(reader, bytes);
    status = package_open(bytes, format, reader->file, reader->arena, reader->sink, &package);
    if (status != STATUS_OK)
        return status;
    status = read_package(reader, package);
    package_close(package);
    return status;
}

static void free_reader(struct word_reader *reader)
{
    for (size_t i = 0; i < WORD_XML_DEPTH_LIMIT; i++) {
        buffer_free(&reader->paragraphs[i].words);
        buffer_free(&reader->paragraphs[i].printed_label);
    }
    buffer_free(&reader->body.text);
    buffer_free(&reader->notes.text);
    buffer_free(&reader->label);
    buffer_free(&reader->title);
    buffer_free(&reader->company);
    buffer_free(&reader->form.entries);
    free(reader);
}

bool document_is_word(enum file_format format)
{
    return format == FILE_FORMAT_ZIP || format == FILE_FORMAT_FLAT_OPC || format == FILE_FORMAT_WORD_2003 ||
           format == FILE_FORMAT_WORD_DOCUMENT_XML;
}

static const struct {
    enum file_format format;
    const char *name;
    const char *original;
} format_names[] = {
    { FILE_FORMAT_ZIP, "docx", "docx before its tracked changes" },
    { FILE_FORMAT_FLAT_OPC, "Flat OPC", "Flat OPC before its tracked changes" },
    { FILE_FORMAT_WORD_2003, "Word 2003 XML", "Word 2003 XML before its tracked changes" },
    { FILE_FORMAT_WORD_DOCUMENT_XML, "Word XML", "Word XML before its tracked changes" },
};

static struct word_reader *new_reader(const struct word_options *options, const char *file, struct arena *arena,
                                      struct diag_sink *sink)
{
    struct word_reader *reader = memory_new(sizeof *reader);

    reader->listener = (struct word_listener){ on_start, on_end, on_text };
    reader->arena = arena;
    reader->sink = sink;
    reader->file = file;
    reader->options = options ? *options : (struct word_options){ 0 };
    reader->document = ARENA_NEW(arena, struct document);
    reader->document->arena = arena;
    reader->theme = word_theme_default();
    reader->styles = word_styles_new(arena);
    reader->numbering = word_numbering_new(arena);
    reader->story = &reader->body;
    reader->list = &reader->blocks;
    reader->look = &reader->other_look;
    reader->run_look = &reader->other_run_look;
    return reader;
}

/* Somebody has still to decide about them: a reader should know what was taken for granted. */
static void tell_changes(const struct word_reader *reader)
{
    size_t count = reader->document->revision_count;

    if (count)
        diag_report(reader->sink, DIAG_TRACKED_CHANGES, reader->file, 0, 0, "%zu tracked change%s in it %s open, read as if %s",
                    count, count == 1 ? "" : "s", count == 1 ? "is" : "are",
                    reader->options.original ? "rejected" : "accepted; import --revisions original reads it as before them");
}

enum status document_read_word(struct span bytes, enum file_format format, const struct word_options *options,
                               const char *file, struct arena *arena, struct diag_sink *sink, struct document **out)
{
    struct word_reader *reader = new_reader(options, file, arena, sink);
    enum status status = read_all(reader, bytes, format);

    if (status == STATUS_OK) {
        word_paragraph_flush(reader);
        settle_document(reader);
        if (span_is_blank(reader->document->source.text))
            status = refuse(reader, DIAG_FILE_EMPTY, "there is no word in it");
        else
            tell_changes(reader);
    }
    for (size_t i = 0; i < ARRAY_LENGTH(format_names); i++)
        if (format_names[i].format == format)
            reader->document->source.encoding = reader->options.original ? format_names[i].original : format_names[i].name;
    reader->document->source.encoding_why = "its content";
    *out = reader->document;
    free_reader(reader);
    return status;
}
