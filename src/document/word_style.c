#include "document/word_style.h"

#include <stdlib.h>

#include "base/arena.h"

struct word_styles {
    struct arena *arena;
    struct word_style *items;
    size_t count, capacity;
    bool sorted;
    const struct word_style *paragraph_default;
    const struct word_style *last; /* found: paragraphs of a style come together */
};

enum { CHAIN_LIMIT = 64 }; /* Word allows 10 styles one on the other */

struct word_styles *word_styles_new(struct arena *arena)
{
    struct word_styles *styles = ARENA_NEW(arena, struct word_styles);

    styles->arena = arena;
    return styles;
}

struct word_style *word_styles_add(struct word_styles *styles)
{
    styles->items =
        arena_grow(styles->arena, styles->items, styles->count, &styles->capacity, sizeof *styles->items);
    struct word_style *style = &styles->items[styles->count++];

    *style = (struct word_style){ .paragraph = WORD_PARAGRAPH_LOOK_NONE, .header_fill = UINT32_MAX };
    return style;
}

void word_run_look_lay(struct word_run_look *look, const struct word_run_look *nearer)
{
    if (nearer->bold != WORD_UNSET)
        look->bold = nearer->bold;
    if (nearer->vanish != WORD_UNSET)
        look->vanish = nearer->vanish;
    if (nearer->has_font) {
        look->has_font = true;
        look->symbol_font = nearer->symbol_font;
        look->font = nearer->font;
    }
    if (nearer->has_colour && (nearer->is_behind || !look->is_behind)) {
        look->has_colour = true;
        look->is_behind = nearer->is_behind;
        look->colour = nearer->colour;
    }
}

void word_paragraph_look_lay(struct word_paragraph_look *look, const struct word_paragraph_look *nearer)
{
    if (nearer->num_id != WORD_NO_NUMBER)
        look->num_id = nearer->num_id;
    if (nearer->level != WORD_NO_NUMBER)
        look->level = nearer->level;
    if (nearer->outline != WORD_NO_NUMBER)
        look->outline = nearer->outline;
    look->page_break_before = look->page_break_before || nearer->page_break_before;
}

static int compare_ids(const void *a, const void *b)
{
    return span_compare(((const struct word_style *)a)->id, ((const struct word_style *)b)->id);
}

static struct word_style *search(struct word_styles *styles, struct span id)
{
    struct word_style wanted = { .id = id };

    return styles->count ? bsearch(&wanted, styles->items, styles->count, sizeof wanted, compare_ids) : NULL;
}

/* name := "heading" digit | "toc" digit ; Word writes these in English in every language. */
static void read_name(struct word_style *style)
{
    struct span name = style->name;
    bool digit = name.length && name.text[name.length - 1] >= '1' && name.text[name.length - 1] <= '9';

    if (name.length == 9 && digit && span_same_ignoring_case(span_part(name, 0, 8), span_of("heading ")) &&
        style->paragraph.outline == WORD_NO_NUMBER)
        style->paragraph.outline = name.text[8] - '1';
    if (name.length == 5 && digit && span_same_ignoring_case(span_part(name, 0, 4), span_of("toc ")))
        style->is_contents = true;
}

/* What a style doesn't say, the one it is based on says. A chain that bites its tail ends there. */
static void settle(struct word_styles *styles, struct word_style *style, unsigned depth)
{
    struct word_style *base;

    if (style->settled || depth == CHAIN_LIMIT)
        return;
    style->settled = true;
    read_name(style);
    base = style->based_on.length ? search(styles, style->based_on) : NULL;
    if (!base || base == style)
        return;
    settle(styles, base, depth + 1);
    struct word_paragraph_look paragraph = base->paragraph;
    struct word_run_look run = base->run;

    word_paragraph_look_lay(&paragraph, &style->paragraph);
    word_run_look_lay(&run, &style->run);
    style->paragraph = paragraph;
    style->run = run;
    style->is_contents = style->is_contents || base->is_contents;
    if (style->header_fill == UINT32_MAX)
        style->header_fill = base->header_fill;
}

static void sort(struct word_styles *styles)
{
    if (styles->count)
        qsort(styles->items, styles->count, sizeof *styles->items, compare_ids);
    for (size_t i = 0; i < styles->count; i++)
        settle(styles, &styles->items[i], 0);
    for (size_t i = 0; i < styles->count && !styles->paragraph_default; i++)
        if (styles->items[i].is_default && styles->items[i].is_paragraph)
            styles->paragraph_default = &styles->items[i];
    styles->sorted = true;
}

const struct word_style *word_styles_find(struct word_styles *styles, struct span id)
{
    if (!styles->sorted)
        sort(styles);
    if (!styles->last || !span_same(styles->last->id, id))
        styles->last = search(styles, id);
    return styles->last;
}

const struct word_style *word_styles_default(struct word_styles *styles)
{
    if (!styles->sorted)
        sort(styles);
    return styles->paragraph_default;
}
