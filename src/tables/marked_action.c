#include <string.h>

#include "base/arena.h"
#include "grammar/grammar.h"
#include "grammar/pattern.h"
#include "tables/item_table.h"
#include "tables/layout.h"

enum {
    PARAGRAPH_LINES = 12,
    MARK_BYTES = 24,   /* "Agreed action point 3:" */
    TAIL_BYTES = 2000, /* of the text in which a mark and its words stand */
};

/* What a mark says. */
struct marked_action {
    struct span ref, what, owner, due;
    bool closes;     /* it stands behind the words that say what is to be done */
    size_t from, to; /* its place in the text that was searched */
};

/* "Action - the Clerk to write": a dash in place of the colon. */
static bool may_be_dashed(struct span text, unsigned signs)
{
    struct span head = span_part(text, 0, MARK_BYTES);

    return ((signs & LINE_HAS_DASH) && memmem(head.text, head.length, " - ", 3)) ||
           memchr(head.text, 0xE2, head.length); /* where longer dashes begin */
}

/* Cheap: may a mark begin on this line? */
static bool may_be_marked(struct span text, unsigned signs)
{
    return ((signs & LINE_BEGINS_A) && may_be_dashed(text, signs)) ||
           ((signs & LINE_HAS_BRACKET) &&
            (memchr(text.text, '[', text.length) || memchr(text.text, '(', text.length))) ||
           ((signs & LINE_HAS_COLON) &&
            memchr(text.text, ':', text.length < MARK_BYTES ? text.length : MARK_BYTES)) ||
           ((signs & LINE_SAYS_ACTION) && memmem(text.text, text.length, "ACTION", 6));
}

/* The words from a line on to the end of its paragraph. */
static struct span paragraph_tail(const struct document *document, size_t index)
{
    const struct block *first = &document->blocks[index];
    const struct block *last = first;

    for (size_t i = index + 1; i < document->block_count && i < index + PARAGRAPH_LINES; i++) {
        const struct block *block = &document->blocks[i];

        if (block->kind != BLOCK_PARAGRAPH || block->gap ||
            block->whole.offset < last->whole.offset + last->whole.length ||
            block->whole.offset + block->whole.length > first->text.offset + TAIL_BYTES)
            break;
        last = block;
    }
    return (struct span){
        .text = first->text.text,
        .length = last->whole.offset + last->whole.length - first->text.offset,
        .offset = first->text.offset,
    };
}

/* The words before a place: its paragraph, or the one above where it begins one. */
static struct span paragraph_head(const struct document *document, size_t index, size_t end)
{
    const struct block *block = &document->blocks[index];
    size_t from = index;

    if (block->text.offset == end && from && document->blocks[from - 1].kind != BLOCK_TABLE)
        from--;
    while (from && index - from < PARAGRAPH_LINES && !document->blocks[from].gap &&
           document->blocks[from].kind == BLOCK_PARAGRAPH && document->blocks[from - 1].kind != BLOCK_TABLE)
        from--;
    size_t offset = document->blocks[from].text.offset;

    if (offset >= end)
        return (struct span){ 0 };
    return span_at(document->blocks[from].text.text, end - offset, offset);
}

/* The sentence that ends the text. */
static struct span last_sentence(struct span text)
{
    text = span_trim(text);
    size_t from = text.length ? text.length - 1 : 0;

    while (from && !strchr(".?!]", text.text[from - 1]))
        from--;
    return span_trim(span_part(text, from, text.length));
}

static void read_body(const struct layout *layout, struct span body, struct marked_action *action)
{
    const struct pattern_set *set = layout->mark_bodies;
    struct match match;

    if (!pattern_match_whole(set, layout->matcher, body, &match)) {
        action->what = body;
        return;
    }
    action->what = span_trim(match_group(&match, body, pattern_set_group(set, "what")));
    action->owner = span_trim(match_group(&match, body, pattern_set_group(set, "owner")));
    action->due = span_trim(match_group(&match, body, pattern_set_group(set, "due")));
}

static bool find_mark(const struct layout *layout, struct span text, size_t start,
                      struct marked_action *action)
{
    const struct pattern_set *set = layout->marks;
    struct match match;

    if (!pattern_find(set, layout->matcher, text, start, &match))
        return false;
    *action = (struct marked_action){
        .closes = *node_get_text(pattern_set_entry(set, match.entry), "closes", "") != '\0',
        .from = match.from,
        .to = match.to,
        .ref = match_group(&match, text, pattern_set_group(set, "ref")),
    };
    read_body(layout, span_trim(match_group(&match, text, pattern_set_group(set, "body"))), action);
    return true;
}

static void add_cell(struct item_table *items, const char *meaning, struct span text)
{
    struct span words = layout_stand_in(items->layout, meaning);
    size_t column = items_add_label(items, words, layout_listed_heading(items->layout, words));

    items_add_piece(items, column, text, document_line(items->layout->document, text.offset));
}

static void emit(struct layout *layout, const struct marked_action *action)
{
    struct item_table items = { .layout = layout };

    add_cell(&items, "action", action->what);
    if (action->ref.length || !(action->owner.length || action->due.length))
        add_cell(&items, "ref", action->ref);
    if (action->owner.length)
        add_cell(&items, "owner", action->owner);
    if (action->due.length)
        add_cell(&items, "due", action->due);
    items_emit(&items);
}

/* The marks that begin on the line; what a mark does not say itself stands in the sentence before it. Returns
 * where the last ends. */
static size_t recover_marks(struct layout *layout, size_t index, struct span tail)
{
    const struct document *document = layout->document;
    struct marked_action action;
    size_t behind = 0;

    while (find_mark(layout, tail, behind, &action) && action.from < document->blocks[index].text.length) {
        if (!action.what.length)
            action.what = last_sentence(paragraph_head(document, index, tail.offset + action.from));
        if (action.what.length) {
            emit(layout, &action);
            layout_add_furniture(layout, span_part(tail, action.from, action.to));
        }
        behind = action.to;
    }
    return behind;
}

size_t marked_action_recover(struct layout *layout, size_t index)
{
    const struct document *document = layout->document;
    const struct block *block = &document->blocks[index];

    if (!may_be_marked(block->text, layout->signs[index]))
        return index;
    size_t behind = recover_marks(layout, index, paragraph_tail(document, index));

    if (!behind)
        return index;
    for (size_t end = block->text.offset + behind; index < document->block_count; index++)
        if (document->blocks[index].kind == BLOCK_TABLE || document->blocks[index].whole.offset >= end)
            break;
    return index;
}
