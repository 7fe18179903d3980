#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "document/word_state.h"

/* ---- what is said of it ----------------------------------------------------------------------------- */

static long style_number(void *context, struct span style)
{
    struct word_reader *reader = context;
    const struct word_style *found = word_styles_find(reader->styles, style);

    return found ? found->paragraph.num_id : WORD_NO_NUMBER;
}

static void settle_definitions(struct word_reader *reader)
{
    if (reader->is_settled)
        return;
    reader->is_settled = true;
    word_numbering_settle(reader->numbering, style_number, reader);
}

static void use_style(struct word_reader *reader, const struct word_style *style)
{
    struct word_paragraph *paragraph = reader->paragraph;

    paragraph->style = style;
    paragraph->base = style ? style->run : (struct word_run_look){ 0 };
}

void word_paragraph_begin(struct word_reader *reader)
{
    struct word_paragraph *paragraph = &reader->paragraphs[reader->paragraph_depth++];
    struct buffer words = paragraph->words;
    struct buffer label = paragraph->printed_label;

    settle_definitions(reader);
    word_table_split(reader);
    if (!paragraph->goes_on)
        words.length = 0;
    label.length = 0;
    *paragraph =
        (struct word_paragraph){ .words = words, .printed_label = label, .look = WORD_PARAGRAPH_LOOK_NONE };
    reader->paragraph = paragraph;
    reader->paragraph_count++;
    use_style(reader, word_styles_default(reader->styles));
    word_run_begin(reader);
}

void word_paragraph_set_style(struct word_reader *reader, struct span id)
{
    const struct word_style *style = word_styles_find(reader->styles, id);

    if (style)
        use_style(reader, style);
    word_run_settle(reader);
}

void word_run_begin(struct word_reader *reader)
{
    reader->run = (struct word_run_look){ 0 };
    reader->run_style = NULL;
    word_run_settle(reader);
}

void word_run_settle(struct word_reader *reader)
{
    struct word_run_look look = reader->paragraph ? reader->paragraph->base : (struct word_run_look){ 0 };

    if (reader->run_style)
        word_run_look_lay(&look, &reader->run_style->run);
    word_run_look_lay(&look, &reader->run);
    reader->run_hidden = look.vanish == WORD_ON;
    reader->run_bold = look.bold == WORD_ON;
    reader->run_colour = look.has_colour ? look.colour : COLOUR_NONE;
    reader->run_font = look.symbol_font ? (enum word_symbol_font)look.font : SYMBOL_FONT_NONE;
}

/* ---- its label -------------------------------------------------------------------------------------- */

/* Direct numbering beats the style's; a style may leave the level to the list. */
static bool find_number(const struct word_reader *reader, const struct word_paragraph *paragraph,
                        long *num_id, long *level)
{
    const struct word_style *style = paragraph->style;
    struct word_paragraph_look look =
        style ? style->paragraph : (struct word_paragraph_look)WORD_PARAGRAPH_LOOK_NONE;
    bool direct = paragraph->look.num_id != WORD_NO_NUMBER;

    word_paragraph_look_lay(&look, &paragraph->look);
    *num_id = look.num_id;
    *level = look.level;
    if (look.num_id <= 0)
        return false;
    if (style && paragraph->look.level == WORD_NO_NUMBER && !direct) {
        long of_style = word_numbering_level_of_style(reader->numbering, look.num_id, style->id);

        if (of_style >= 0)
            *level = of_style;
    }
    if (*level == WORD_NO_NUMBER)
        *level = 0;
    return true;
}

/* Writes the label into reader->label; empty where it has none. */
static struct word_label make_label(struct word_reader *reader, const struct word_paragraph *paragraph,
                                    long *level)
{
    struct word_label label = { .is_none = true };
    long num_id;

    reader->label.length = 0;
    if (!find_number(reader, paragraph, &num_id, level))
        return label;
    label = word_numbering_count(reader->numbering, num_id, *level, &reader->label);
    if (label.is_bullet) {
        reader->label.length = 0;
        buffer_add_string(&reader->label, "\xE2\x80\xA2");
    } else if (paragraph->printed_label.length) {
        reader->label.length = 0;
        buffer_add(&reader->label, paragraph->printed_label.bytes, paragraph->printed_label.length);
        label.is_none = false;
    }
    struct span trimmed = span_trim(span_at(reader->label.bytes, reader->label.length, 0));

    if (trimmed.length && trimmed.text != reader->label.bytes)
        memmove(reader->label.bytes, trimmed.text, trimmed.length);
    reader->label.length = trimmed.length;
    return label;
}

/* ---- into the story --------------------------------------------------------------------------------- */

struct block *word_add_block(struct word_reader *reader)
{
    struct block_list *list = reader->list;

    list->items = arena_grow(reader->arena, list->items, list->count, &list->capacity, sizeof *list->items);
    struct block *block = &list->items[list->count++];

    *block = (struct block){ .gap = list->gap, .page_break_before = reader->page_break };
    list->gap = 0;
    reader->page_break = false;
    return block;
}

bool word_in_cell(const struct word_reader *reader)
{
    const struct word_table *table = reader->table;

    while (table && !table->in_cell)
        table = table->outer;
    return table != NULL;
}

struct place word_place_now(const struct word_reader *reader)
{
    const struct word_table *table = reader->table;
    struct place place = { .page = reader->page < UINT16_MAX ? (uint16_t)reader->page : UINT16_MAX };

    if (reader->story != &reader->body)
        return (struct place){ 0 };
    while (table && !table->in_cell)
        table = table->outer;
    if (table) {
        place.table = (uint32_t)table->table->number;
        place.row = (uint32_t)table->table->row_count + 1;
        place.column = (uint16_t)(table->grid + 1);
    }
    return place;
}

/* Spans hold offsets only: where the text lies is settled in the end. */
static struct span story_span(size_t from, size_t to)
{
    return span_at("", to - from, from);
}

/* A line of the story; its text has no LF. */
struct span word_write_line(struct word_reader *reader, struct span label, struct span words)
{
    struct story *story = reader->story;
    size_t from = story->text.length;

    if (from > WORD_TEXT_LIMIT)
        word_over_limit(reader, "it holds more than 1 GiB of words");
    story->lines = arena_grow(reader->arena, story->lines, story->line_count, &story->line_capacity,
                              sizeof *story->lines);
    story->places = arena_grow(reader->arena, story->places, story->line_count, &story->place_capacity,
                               sizeof *story->places);
    story->places[story->line_count] = word_place_now(reader);
    story->lines[story->line_count++] = (uint32_t)from;
    if (label.length)
        buffer_add_span(&story->text, label);
    if (label.length && words.length)
        buffer_add_byte(&story->text, ' ');
    if (words.length)
        buffer_add_span(&story->text, words);
    buffer_add_byte(&story->text, '\n');
    return story_span(from, story->text.length - 1);
}

unsigned word_paragraph_heading(const struct word_paragraph *paragraph)
{
    long outline = paragraph->look.outline;

    if (outline == WORD_NO_NUMBER && paragraph->style)
        outline = paragraph->style->paragraph.outline;
    return outline >= 0 && outline < WORD_BODY_LEVEL ? (unsigned)outline + 1 : 0;
}

/* line := [label] words. A bullet is a mark beside the words; a number is one of them, as in printed text. */
static void add_line(struct word_reader *reader, const struct word_paragraph *paragraph, struct span words,
                     const struct word_label *label, long level)
{
    struct span mark = span_at(reader->label.bytes ? reader->label.bytes : "", reader->label.length, 0);
    size_t behind_mark = mark.length ? mark.length + (words.length > 0) : 0;
    unsigned heading = word_paragraph_heading(paragraph);
    size_t indent = (size_t)(span_trim(words).text - words.text);
    struct span whole = word_write_line(reader, mark, words);
    struct block *block = word_add_block(reader);

    block->whole = block->text = story_span(whole.offset + indent, whole.offset + whole.length);
    block->line = reader->story->line_count;
    block->bold = paragraph->has_bold && !paragraph->has_plain;
    if (mark.length)
        block->label = story_span(whole.offset, whole.offset + mark.length);
    if (label->is_bullet || (paragraph->style && paragraph->style->is_contents)) {
        block->kind = BLOCK_LIST_ITEM;
        block->level = level > 0 ? (unsigned)level : 0;
        if (label->is_bullet)
            block->text = story_span(whole.offset + behind_mark, whole.offset + whole.length);
    } else if (heading && !word_in_cell(reader)) {
        block->kind = BLOCK_HEADING;
        block->level = heading;
    } else {
        block->kind = BLOCK_PARAGRAPH;
    }
}

/* An empty paragraph of the body is an empty line, as in text; in a cell it is nothing. */
static void add_empty_line(struct word_reader *reader)
{
    reader->list->gap++;
    if (!word_in_cell(reader) && reader->story == &reader->body)
        word_write_line(reader, (struct span){ 0 }, (struct span){ 0 });
}

/* Behind a label and in a cell the words alone count; elsewhere the white space before them is an indent,
 * too. */
static struct span trim_line(const struct word_reader *reader, struct span line)
{
    struct span trimmed = span_trim(line);

    if (!trimmed.length || word_in_cell(reader) || reader->label.length)
        return trimmed;
    return span_part(line, 0, (size_t)(trimmed.text + trimmed.length - line.text));
}

static void add_lines(struct word_reader *reader, struct word_paragraph *paragraph)
{
    long level = 0;
    struct word_label label = make_label(reader, paragraph, &level);
    struct span words =
        span_at(paragraph->words.bytes ? paragraph->words.bytes : "", paragraph->words.length, 0);
    bool any = false;

    for (size_t at = 0; at <= words.length;) {
        const char *lf = at < words.length ? memchr(words.text + at, '\n', words.length - at) : NULL;
        size_t end = lf ? (size_t)(lf - words.text) : words.length;
        struct span line = trim_line(reader, span_part(words, at, end));

        if (line.length || (reader->label.length && !any && !lf)) {
            add_line(reader, paragraph, line, &label, level);
            reader->label.length = 0;
            label.is_bullet = false;
            any = true;
        }
        at = end + 1;
    }
    if (!any)
        add_empty_line(reader);
}

static void finish(struct word_reader *reader, struct word_paragraph *paragraph)
{
    const struct word_style *style = paragraph->style;
    size_t page = reader->page;

    if (paragraph->look.page_break_before || (style && style->paragraph.page_break_before))
        reader->page_break = true;
    if (paragraph->page)
        reader->page = paragraph->page;
    add_lines(reader, paragraph);
    reader->page = page;
    paragraph->words.length = 0;
    paragraph->page = 0;
    if (paragraph->page_break)
        reader->page_break = true;
}

/* A control round a whole paragraph holds its date. */
static void settle_date(struct word_reader *reader, struct word_paragraph *paragraph)
{
    const struct word_control *control =
        reader->control_depth ? &reader->controls[reader->control_depth - 1] : NULL;

    if (control && control->date[0] && control->words_from == SIZE_MAX)
        word_date_settle(reader, control, &paragraph->words, 0);
}

void word_paragraph_end(struct word_reader *reader)
{
    struct word_paragraph *paragraph = reader->paragraph;

    if (!paragraph)
        return;
    reader->paragraph_depth--;
    reader->paragraph = reader->paragraph_depth ? &reader->paragraphs[reader->paragraph_depth - 1] : NULL;
    settle_date(reader, paragraph);
    if (!paragraph->goes_on)
        finish(reader, paragraph);
    word_run_begin(reader);
}

void word_paragraph_flush(struct word_reader *reader)
{
    struct word_paragraph *paragraph = &reader->paragraphs[reader->paragraph_depth];

    if (reader->paragraph_depth < WORD_XML_DEPTH_LIMIT && paragraph->goes_on) {
        paragraph->goes_on = false;
        finish(reader, paragraph);
    }
}
