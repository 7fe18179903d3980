#include <string.h>

#include "base/arena.h"
#include "base/status.h"
#include "grammar/pattern.h"
#include "tables/aligned_line.h"
#include "tables/item_table.h"
#include "tables/layout.h"

enum { LABEL_BYTES = 60 }; /* before the colon */

/* label-line := label [code] ":" [value] | label, two spaces or more, value */
struct label_line {
    struct span label;
    struct span code; /* "Action 3: ..." */
    struct span value;
    int meaning;
    struct span printed; /* "Gross", where the label says what its value is only together with it */
};

/* Where the colon of a label stands; 0: there is none. */
static size_t colon_place(struct span text)
{
    const char *colon = memchr(text.text, ':', text.length < LABEL_BYTES ? text.length : LABEL_BYTES);

    return colon ? (size_t)(colon - text.text) : 0;
}

static bool read_colon(const struct layout *layout, struct span text, size_t at, struct label_line *line)
{
    if (at + 1 < text.length && text.text[at + 1] != ' ' && text.text[at + 1] != '\t')
        return false;
    *line = (struct label_line){ .label = span_trim(span_part(text, 0, at)),
                                 .value = span_trim(span_part(text, at + 1, text.length)) };
    line->meaning = layout_listed_heading(layout, line->label);
    if (line->meaning < 0)
        line->meaning = layout_coded_label(layout, line->label, &line->label, &line->code);
    return line->meaning >= 0;
}

/* stage-line := "Gross" ":" both axes of a rating, as in "Likelihood 4 Impact 5 Score 20" */
static bool read_stage(const struct layout *layout, struct span text, size_t at, struct label_line *line)
{
    const char *stage = stage_label_find(layout, span_trim(span_part(text, 0, at)));

    if (!stage)
        return false;
    *line = (struct label_line){ .printed = span_trim(span_part(text, 0, at)),
                                 .value = span_trim(span_part(text, at + 1, text.length)) };
    return stage_label_is_rating(layout, line->value) &&
           (line->meaning = stage_label_name(layout, stage, "score", &line->label)) >= 0;
}

/* Both kinds of line with a colon. */
static bool read_labelled(const struct layout *layout, struct span text, struct label_line *line)
{
    size_t at = colon_place(text);

    return at && (read_stage(layout, text, at, line) || read_colon(layout, text, at, line));
}

/* "-", or the longer dashes that Word makes of it. */
static size_t dash_length(struct span text)
{
    if (text.text[0] == '-')
        return 1;
    return span_begins(text, "\xE2\x80\x93") || span_begins(text, "\xE2\x80\x94") ? 3 : 0;
}

/* coded-line := "Risk 3" dash value. Nearly no line is one: a figure behind the first word is looked for
 * first.
 */
static bool read_dash(const struct layout *layout, struct span text, struct label_line *line)
{
    enum { WORD_BYTES = 16, CODED_BYTES = 24 };
    size_t at = 0;
    size_t dash;

    while (at < text.length && at < WORD_BYTES && text.text[at] != ' ')
        at++;
    if (at + 1 >= text.length || text.text[at] != ' ' ||
        !((text.text[at + 1] >= '0' && text.text[at + 1] <= '9') ||
          (text.text[at + 1] >= 'A' && text.text[at + 1] <= 'Z')))
        return false;
    for (at++; at < text.length && at < CODED_BYTES && text.text[at] != ' ';)
        at++;
    if (at + 3 >= text.length || text.text[at] != ' ' ||
        !(dash = dash_length(span_part(text, at + 1, text.length))) || at + 1 + dash >= text.length ||
        text.text[at + 1 + dash] != ' ')
        return false;
    *line = (struct label_line){ .value = span_trim(span_part(text, at + 1 + dash, text.length)) };
    line->meaning = layout_coded_label(layout, span_part(text, 0, at), &line->label, &line->code);
    return line->meaning >= 0 && line->value.length;
}

/* Behind other labelled lines the value may be a word that heads columns elsewhere ("Implemented"). */
static bool read_gap(const struct layout *layout, const struct block *block, bool in_items,
                     struct label_line *line)
{
    struct span label = span_part(block->text, 0, LABEL_BYTES);
    size_t at = span_find_gap(label, 0);

    if (at == label.length)
        return false;

    *line = (struct label_line){ .label = span_part(block->text, 0, at),
                                 .value = span_trim(span_part(block->text, at, block->text.length)) };
    line->meaning = layout_listed_heading(layout, line->label);
    return line->meaning >= 0 && (in_items || layout_listed_heading(layout, line->value) < 0);
}

static bool read_label_line(const struct layout *layout, size_t index, bool in_items, struct label_line *line)
{
    const struct block *block = &layout->document->blocks[index];
    unsigned signs = layout->signs[index];

    return block->text.length && (((signs & LINE_HAS_COLON) && read_labelled(layout, block->text, line)) ||
                                  ((signs & LINE_HAS_DASH) && read_dash(layout, block->text, line)) ||
                                  ((signs & LINE_HAS_GAP) && read_gap(layout, block, in_items, line)));
}

/* ---- a run of items ------------------------------------------------------------------------------- */

struct item_run {
    struct layout *layout;
    struct item_table items;
    size_t column;       /* of the value being read; SIZE_MAX: none */
    struct span words;   /* the last of that value */
    bool is_empty;       /* it has no words yet */
    bool holds_labels;   /* it begins with what looks like a label: the lines below it do so, too */
    const char *stage;   /* of the ratings that come: those below "Residual risk"; NULL: none was named */
    bool is_left_unread; /* the value being passed is that of a label that nobody knows */
    bool leads_in;       /* items begin with a paragraph that has no label */
    size_t lead_ins;
};

static const struct block *block_at(const struct layout *layout, size_t index)
{
    return index < layout->document->block_count ? &layout->document->blocks[index] : NULL;
}

/* "1.2 Put all forms on line": a number of its own, of more than one part, needs no blank line before it. */
static bool begins_with_own_number(const struct layout *layout, const struct block *block)
{
    struct match match;

    if (block->kind == BLOCK_TABLE ||
        !pattern_match_whole(layout->numbered, layout->matcher, block->text, &match))
        return false;
    struct span code = match_group(&match, block->text, pattern_set_group(layout->numbered, "code"));

    return memchr(code.text, '.', code.length) != NULL;
}

/* lead-in := paragraph of a few lines, then, without a blank line, a label that is not the item's own. The
 * label's index, or 0. */
static size_t lead_in_end(const struct layout *layout, size_t index, bool in_items)
{
    const struct block *block = block_at(layout, index);
    struct label_line line;

    if (!(layout->signs[index] & LINE_LEADS_IN) || block->kind == BLOCK_TABLE ||
        read_label_line(layout, index, in_items, &line))
        return 0;
    for (size_t i = index + 1; i <= index + LEAD_IN_LINES && (block = block_at(layout, i)) != NULL; i++) {
        if (block->kind == BLOCK_TABLE || block->gap || begins_with_own_number(layout, block))
            return 0;
        if (read_label_line(layout, i, in_items, &line))
            return line.code.length || layout_is_main(layout, line.meaning) ? 0 : i;
    }
    return 0;
}

static size_t stand_in_column(struct item_run *run, const char *meaning)
{
    struct span words = layout_stand_in(run->layout, meaning);

    return items_add_label(&run->items, words, layout_listed_heading(run->layout, words));
}

/* The paragraph [from, to), its number apart. */
static void add_lead_in(struct item_run *run, size_t from, size_t to)
{
    const struct layout *layout = run->layout;
    struct span text = block_at(run->layout, from)->text;
    struct match match;

    struct span label, own_code;

    items_begin_item(&run->items);
    run->lead_ins++;
    run->column = SIZE_MAX;
    run->is_left_unread = false;
    if (to == from + 1 &&
        layout_coded_label(layout, text, &label, &own_code) >= 0) { /* "Risk 1" by itself: its number */
        items_add_piece(&run->items, stand_in_column(run, "ref"), own_code,
                        block_at(run->layout, from)->line);
        return;
    }
    if (pattern_match_whole(layout->numbered, layout->matcher, text, &match)) {
        struct span code = match_group(&match, text, pattern_set_group(layout->numbered, "code"));

        items_add_piece(&run->items, stand_in_column(run, "ref"), code, block_at(run->layout, from)->line);
        text = match_group(&match, text, pattern_set_group(layout->numbered, "text"));
    }
    size_t column = stand_in_column(run, "action");

    for (size_t i = from; i < to; i++)
        items_add_piece(&run->items, column, i == from ? text : block_at(run->layout, i)->text,
                        block_at(run->layout, i)->line);
}

/* A value that wide spaces part from another label ("Likelihood: Low    Impact: High"): where that begins, or
 * the end. */
static size_t next_label(const struct layout *layout, struct span value, struct label_line *next)
{
    size_t at = 0;

    for (size_t gap; (gap = span_find_gap(value, at)) < value.length;) {
        for (at = gap; at < value.length && value.text[at] == ' ';)
            at++;
        struct span rest = span_part(value, at, value.length);
        size_t colon = colon_place(rest);

        if (colon && read_colon(layout, rest, colon, next))
            return stage_label_is_rating(layout, value) ? value.length : gap;
    }
    return value.length;
}

/* The axis of a rating that a meaning is ("likelihood"), or NULL. */
static const char *axis_of(const struct layout *layout, int meaning)
{
    static const char *const axes[] = { "likelihood", "impact", "score" };

    for (size_t i = 0; meaning >= 0 && i < ARRAY_LENGTH(axes); i++)
        if (strcmp(layout_heading_name(layout, meaning), axes[i]) == 0)
            return axes[i];
    return NULL;
}

/* stage-head := a stage's name alone in its line, an axis of its rating labelled in the next. Its name, or
 * NULL. */
static const char *stage_head(const struct item_run *run, size_t index)
{
    const struct block *block = block_at(run->layout, index);
    const struct block *next = block_at(run->layout, index + 1);
    struct span name = block->text;
    struct label_line line;

    if (name.length && name.text[name.length - 1] == ':')
        name.length--;
    if (!run->items.item_count || !next || next->kind == BLOCK_TABLE ||
        !stage_label_find(run->layout, name) || !read_label_line(run->layout, index + 1, true, &line) ||
        !axis_of(run->layout, line.meaning))
        return NULL;
    return stage_label_find(run->layout, name);
}

static void begin_stage(struct item_run *run, const char *stage, struct span name)
{
    run->stage = stage;
    run->column = SIZE_MAX;
    run->is_left_unread = false;
    items_add_furniture(&run->items, name);
}

/* Below a stage's name the labels of a rating are that stage's; any other label ends it. */
static void settle_stage(struct item_run *run, struct label_line *line)
{
    struct label_line named = *line;
    const char *axis = line->printed.length ? NULL : axis_of(run->layout, line->meaning);

    if (!axis)
        run->stage = NULL;
    if (!run->stage || (named.meaning = stage_label_name(run->layout, run->stage, axis, &named.label)) < 0)
        return;
    named.printed = line->label;
    *line = named;
}

static void add_label(struct item_run *run, const struct label_line *line, const struct block *block)
{
    run->column = items_add_label(&run->items, line->label, line->meaning);
    run->words = line->value;
    run->is_empty = !line->value.length;
    run->holds_labels = false;
    run->is_left_unread = false;
    if (line->printed.length)
        items_add_furniture(&run->items, line->printed);
    if (line->code.length)
        items_add_piece(&run->items, stand_in_column(run, "ref"), line->code, block->line);
    items_add_piece(&run->items, run->column, line->value, block->line);
}

static void add_label_line(struct item_run *run, const struct label_line *line, const struct block *block)
{
    struct label_line now = *line;
    struct label_line next;

    for (;;) {
        size_t end = next_label(run->layout, now.value, &next);
        bool is_last = end == now.value.length;

        now.value = span_part(now.value, 0, end);
        settle_stage(run, &now);
        add_label(run, &now, block);
        if (is_last)
            return;
        now = next;
    }
}

static bool looks_labelled(const struct layout *layout, const struct block *block)
{
    struct match match;

    return block->kind != BLOCK_LIST_ITEM &&
           pattern_find(layout->unknown_labels, layout->matcher, block->text, 0, &match);
}

/* Does the line begin with a label that nobody knows? Then it ends the value above it, unless that has no
 * words yet or plainly runs on ("with partners," / "Schools: ..."). With a blank line before it, a label of
 * the same item must follow: else it heads what comes next. */
static bool begins_unknown(const struct item_run *run, size_t index)
{
    const struct block *block = block_at(run->layout, index);
    const struct block *next = block->gap ? block_at(run->layout, index + 1) : NULL;
    struct label_line line;
    struct match match;

    if (!run->items.item_count || run->is_empty || run->holds_labels || !looks_labelled(run->layout, block) ||
        (run->words.length &&
         pattern_find(run->layout->running_on, run->layout->matcher, run->words, 0, &match)))
        return false;
    return !block->gap ||
           (next && next->kind != BLOCK_TABLE && read_labelled(run->layout, next->text, &line) &&
            !items_begins_next(&run->items, line.label, line.meaning));
}

static void leave_unread(struct item_run *run, const struct block *block)
{
    run->column = SIZE_MAX;
    run->is_left_unread = true;
    layout_leave_unread(run->layout, block->whole);
}

static void add_words(struct item_run *run, const struct block *block)
{
    run->holds_labels = run->holds_labels || (run->is_empty && looks_labelled(run->layout, block));
    items_add_piece(&run->items, run->column, block->text, block->line);
    run->words = block->text;
    run->is_empty = false;
}

/* Does a line without label belong to the value above it? */
static bool goes_on(const struct item_run *run, const struct block *block)
{
    return run->column != SIZE_MAX &&
           (!block->gap || run->is_empty || (block->kind == BLOCK_LIST_ITEM && block->gap < 2));
}

/* Returns the block behind the run. */
static size_t read_run(struct item_run *run, size_t index)
{
    const struct block *block;
    struct label_line line;
    size_t behind = index;
    size_t unread = run->layout->document->unread_count;

    while ((block = block_at(run->layout, index)) != NULL && block->kind != BLOCK_TABLE) {
        size_t label = run->leads_in ? lead_in_end(run->layout, index, run->items.item_count > 0) : 0;
        const char *stage = stage_head(run, index);

        if (stage) {
            begin_stage(run, stage, block->whole);
        } else if (read_label_line(run->layout, index, run->items.item_count > 0, &line)) {
            add_label_line(run, &line, block);
        } else if (label && (block->gap || run->column == SIZE_MAX || index + 1 == label ||
                             begins_with_own_number(run->layout, block))) {
            add_lead_in(run, index, label);
            index = label - 1;
        } else if (layout_is_page_number(run->layout, block->whole) ||
                   layout_is_running_head(run->layout, block)) {
            layout_add_furniture(run->layout, block->whole);
            index++;
            continue;
        } else if (begins_unknown(run, index) || (run->is_left_unread && !block->gap)) {
            leave_unread(run, block);
            index++;
            continue;
        } else if (goes_on(run, block)) {
            add_words(run, block);
        } else {
            break;
        }
        behind = ++index;
        unread = run->layout->document->unread_count;
    }
    run->layout->document->unread_count = unread; /* what follows the last value is not the card's */
    return behind;
}

/* Labelled lines are items where they say of something to be done, or of a risk, who, when or how, and not
 * just once. */
static bool is_plan(const struct item_run *run)
{
    const struct item_table *items = &run->items;
    bool says_who = items_have(items, "owner");
    bool says_when = items_have(items, "due") || items_have(items, "review");
    bool says_more =
        says_who || says_when || items_have(items, "mitigation") || items_have(items, "likelihood");

    bool describes = items_have(items, "description") &&
                     (items_have(items, "likelihood") || items_have(items, "mitigation"));

    if ((!items_have_main(items) && !describes) || items->column_count < 2 || !says_more)
        return false;
    return items->item_count >= 2 || run->layout->has_items ||
           (items->column_count >= 3 && (says_who || run->lead_ins == 0));
}

/* leads_in: items begin with a paragraph that has no label. */
static bool begins_item(const struct layout *layout, size_t index, bool *leads_in)
{
    const struct block *block = &layout->document->blocks[index];
    struct label_line line;

    *leads_in = !read_label_line(layout, index, false, &line);
    return !*leads_in ||
           ((layout->signs[index] & LINE_LEADS_IN) && (block->gap || begins_with_own_number(layout, block)) &&
            lead_in_end(layout, index, false));
}

size_t labelled_items_recover(struct layout *layout, size_t index)
{
    bool leads_in;

    if (index < layout->no_items_before || !begins_item(layout, index, &leads_in))
        return index;
    struct item_run run = {
        .layout = layout, .items = { .layout = layout }, .column = SIZE_MAX, .leads_in = leads_in
    };
    size_t unread = layout->document->unread_count;
    size_t behind = read_run(&run, index);

    if (!is_plan(&run)) {
        layout->document->unread_count = unread;
        layout->no_items_before = behind;
        return index;
    }
    layout->has_items = true;
    items_emit(&run.items);
    return behind;
}
