#include "tables/layout.h"

#include <string.h>

#include "base/arena.h"
#include "base/status.h"
#include "grammar/grammar.h"
#include "grammar/pattern.h"
#include "grammar/vocabulary.h"

enum {
    HEADING_BYTES = 80, /* a longer text is no heading */
    PAGE_LINE_BYTES = 160,
};

int layout_listed_heading(const struct layout *layout, struct span words)
{
    return words.length && words.length <= HEADING_BYTES
               ? heading_phrase_find(&layout->phrases, layout->matcher, words)
               : -1;
}

int layout_heading(const struct layout *layout, struct span words, enum heading_evidence *evidence)
{
    int meaning = layout_listed_heading(layout, words);
    struct match match;

    *evidence = meaning >= 0 ? HEADING_LISTED : HEADING_UNKNOWN;
    if (meaning >= 0 || !words.length || words.length > HEADING_BYTES ||
        !pattern_find(layout->header_patterns, layout->matcher, words, 0, &match))
        return meaning;
    *evidence = HEADING_LIKE;
    return vocabulary_entry(layout->phrases.headers,
                            node_get_text(pattern_set_entry(layout->header_patterns, match.entry), "is", ""));
}

const char *layout_heading_name(const struct layout *layout, int meaning)
{
    return meaning >= 0 ? vocabulary_name(layout->phrases.headers, (size_t)meaning) : "";
}

bool layout_is_main(const struct layout *layout, int meaning)
{
    static const char *const names[] = { "action",    "recommendation", "risk",
                                         "risk-name", "improvement",    "project" };

    for (size_t i = 0; meaning >= 0 && i < ARRAY_LENGTH(names); i++)
        if (strcmp(layout_heading_name(layout, meaning), names[i]) == 0)
            return true;
    return false;
}

static bool is_code_sign(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '.' || c == '/';
}

int layout_coded_label(const struct layout *layout, struct span words, struct span *label, struct span *code)
{
    size_t from = words.length;
    bool digit = false;

    while (from && is_code_sign(words.text[from - 1])) {
        from--;
        digit = digit || (words.text[from] >= '0' && words.text[from] <= '9');
    }
    if (!digit || from < 2 || words.text[from - 1] != ' ')
        return -1;
    struct span word = span_trim(span_part(words, 0, from));
    int meaning = layout_listed_heading(layout, word);

    if (!layout_is_main(layout, meaning) &&
        strcmp(layout_heading_name(layout, meaning), "issue") != 0) /* "Finding 3" */
        return -1;
    *code = span_part(words, from, words.length);
    *label = word;
    return meaning;
}

int layout_header_score(const struct layout *layout, const struct span *words, size_t count)
{
    static const int worth[] = { [HEADING_UNKNOWN] = -1, [HEADING_LIKE] = 1, [HEADING_LISTED] = 2 };
    enum heading_evidence evidence;
    int score = 0;

    for (size_t i = 0; i < count; i++) {
        if (!words[i].length)
            continue;
        layout_heading(layout, words[i], &evidence);
        score += worth[evidence];
    }
    return score;
}

bool layout_is_header(const struct layout *layout, const struct span *words, size_t count)
{
    size_t found[3] = { 0 };
    enum heading_evidence evidence;

    for (size_t i = 0; i < count; i++) {
        if (!words[i].length)
            continue;
        layout_heading(layout, words[i], &evidence);
        found[evidence]++;
    }
    size_t known = found[HEADING_LISTED] + found[HEADING_LIKE];

    /* the cells may say what the rest is: plan/header_guess.h */
    return found[HEADING_LISTED] >= 2 && known * 5 >= (known + found[HEADING_UNKNOWN]) * 2;
}

/* page-line := pieces set apart by white space, one of which is the page's number */
bool layout_is_page_number(const struct layout *layout, struct span text)
{
    struct match match;

    if (text.length > PAGE_LINE_BYTES)
        return false;
    for (size_t at = 0, pieces = 0; at < text.length && pieces < 4; pieces++) {
        size_t end = span_find_gap(text, at);
        struct span piece = span_trim(span_part(text, at, end));

        if (piece.length && piece.length <= 24 &&
            pattern_match_whole(layout->page_furniture, layout->matcher, piece, &match))
            return true;
        for (at = end; at < text.length && text.text[at] == ' ';)
            at++;
    }
    return false;
}

bool layout_is_running_head(const struct layout *layout, const struct block *block)
{
    enum { FIRST_BLOCKS = 4, LEAST_BYTES = 12 };

    for (size_t i = 0; i < FIRST_BLOCKS && i < layout->document->block_count; i++) {
        const struct block *first = &layout->document->blocks[i];

        if (first->line < block->line && first->kind != BLOCK_TABLE && first->whole.length >= LEAST_BYTES &&
            span_same(first->whole, block->whole))
            return true;
    }
    return false;
}

void layout_note_signs(struct layout *layout)
{
    const struct document *document = layout->document;
    size_t near = 0; /* how many lines may have a label below them, or in the line before */

    layout->signs = ARENA_ARRAY(layout->arena, document->block_count, uint16_t);
    for (size_t i = document->block_count; i-- > 0;) {
        const struct block *block = &document->blocks[i];
        uint16_t signs = line_signs_of(block);

        layout->signs[i] = (uint16_t)(signs | (near ? LINE_LEADS_IN : 0));
        if (block->kind == BLOCK_TABLE || block->gap)
            near = 0;
        else if (signs & LABEL_SIGNS)
            near = LEAD_IN_LINES;
        else
            near -= near > 0;
    }
}

/* What is found differs from what the reader left. */
static void part_from_document(struct layout *layout)
{
    struct block *blocks;

    layout->block_capacity = layout->document->block_count + 1;
    blocks = ARENA_ARRAY(layout->arena, layout->block_capacity, struct block);
    memcpy(blocks, layout->blocks, layout->block_count * sizeof *blocks);
    layout->blocks = blocks;
}

void layout_add_block(struct layout *layout, const struct block *block)
{
    if (layout->blocks == layout->document->blocks) {
        if (block == &layout->blocks[layout->block_count]) {
            layout->block_count++;
            return;
        }
        part_from_document(layout);
    }
    layout->blocks = arena_grow(layout->arena, layout->blocks, layout->block_count, &layout->block_capacity,
                                sizeof *layout->blocks);
    layout->blocks[layout->block_count++] = *block;
}

void layout_add_furniture(struct layout *layout, struct span words)
{
    struct document *document = layout->document;

    if (!words.length || words.offset == SPAN_NOWHERE)
        return;
    document->furniture = arena_grow(layout->arena, document->furniture, document->furniture_count,
                                     &layout->furniture_capacity, sizeof *document->furniture);
    document->furniture[document->furniture_count++] = words;
}

void layout_leave_unread(struct layout *layout, struct span words)
{
    struct document *document = layout->document;

    document->unread = arena_grow(layout->arena, document->unread, document->unread_count,
                                  &layout->unread_capacity, sizeof *document->unread);
    document->unread[document->unread_count++] = words;
}

void growth_begin(struct layout *layout, struct table_growth *growth, enum table_origin origin,
                  size_t columns)
{
    *growth = (struct table_growth){ .table = ARENA_NEW(layout->arena, struct table), .columns = columns };
    growth->table->origin = origin;
}

struct row *growth_add_row(struct layout *layout, struct table_growth *growth, const struct block *place,
                           enum row_join join)
{
    struct table *table = growth->table;

    table->rows =
        arena_grow(layout->arena, table->rows, table->row_count, &growth->capacity, sizeof *table->rows);
    struct row *row = &table->rows[table->row_count++];

    *row = (struct row){
        .cells = ARENA_ARRAY(layout->arena, growth->columns, struct cell),
        .cell_count = growth->columns,
        .join = join,
        .gap = place->gap,
        .page_break_before = place->page_break_before,
        .line = place->line,
    };
    for (size_t i = 0; i < growth->columns; i++)
        row->cells[i] = (struct cell){ .column = i, .column_span = 1, .row_span = 1, .colour = COLOUR_NONE };
    return row;
}

void growth_finish(struct layout *layout, struct table_growth *growth)
{
    const struct table *table = growth->table;

    if (!table->row_count)
        return;
    layout_add_block(layout, &(struct block){
                                 .kind = BLOCK_TABLE,
                                 .table = growth->table,
                                 .line = table->rows[0].line,
                                 .gap = table->rows[0].gap,
                                 .page_break_before = table->rows[0].page_break_before,
                             });
}

struct span layout_join_words(struct layout *layout, const struct span *pieces, size_t count)
{
    size_t length = 0;
    size_t filled = 0;
    struct span only = { 0 };

    for (size_t i = 0; i < count; i++) {
        if (!pieces[i].length)
            continue;
        only = pieces[i];
        length += pieces[i].length + 1;
        filled++;
    }
    if (filled < 2)
        return only;
    char *text = arena_take_text(layout->arena, length);
    size_t at = 0;

    for (size_t i = 0; i < count; i++) {
        if (!pieces[i].length)
            continue;
        if (at)
            text[at++] = ' ';
        memcpy(text + at, pieces[i].text, pieces[i].length);
        at += pieces[i].length;
        layout_add_furniture(layout, pieces[i]);
    }
    return span_over(text, at);
}

struct span layout_stand_in(const struct layout *layout, const char *meaning)
{
    const struct node *names = node_get(grammar_file(layout->grammar, "layouts"), "stand-ins");

    return span_of(node_get_text(names, meaning, meaning));
}
