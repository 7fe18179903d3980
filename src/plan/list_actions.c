#include "plan/plan_build.h"

#include "grammar/grammar.h"

/* What the heading over a list says of its items; SIZE_MAX where it announces nothing. */
static bool announces(struct build *build, const struct block *block, struct match *match)
{
    return block->kind != BLOCK_TABLE && block->text.length <= 120 &&
           pattern_match_whole(build->reader->announcements, build->matcher, block->text, match);
}

static enum action_status status_of(const struct match *match)
{
    const char *status = node_get_text(pattern_set_entry(match->set, match->entry), "status", "");

    return span_equals(span_of(status), "completed") ? STATUS_COMPLETED : STATUS_NONE;
}

/* A part of the item's words by itself. */
static struct passage part_of(struct build *build, const struct passage *text, struct span part)
{
    size_t from = (size_t)(part.text - text->text.text);

    return passage_part(build->arena, text, from, from + part.length);
}

/* "... - Parish Clerk - June 2012": who and when at the end of an item go to the action; returns what is to
 * be done. */
static struct passage read_tail(struct build *build, const struct passage *text, struct action *action)
{
    static const double owner_like = 0.5;
    const struct pattern_set *tails = build->reader->list_tails;
    const struct owner_context context = { .role = OWNER_LEAD, .names = build->names };
    struct match match;

    if (!pattern_match_whole(tails, build->matcher, text->text, &match))
        return *text;
    struct span owner = match_group(&match, text->text, pattern_set_group(tails, "owner"));
    struct span due = match_group(&match, text->text, pattern_set_group(tails, "due"));

    if (owner.length &&
        owner_field_likeness(build->reader->owners, build->matcher, owner, build->names) < owner_like)
        return *text;
    if (owner.length) {
        struct passage who = part_of(build, text, owner);

        owner_field_read(build->reader->owners, build->matcher, &who, &context, build->arena, &action->owners,
                         NULL);
        build_mark_owners(build, &action->owners);
    }
    if (due.length) {
        struct passage when = part_of(build, text, due);

        date_field_read(build->reader->dates, build->matcher, &when, DATE_DUE, &build->dates, build->arena,
                        &action->dates);
        build_mark_dates(build, &action->dates);
    }
    return part_of(build, text, match_group(&match, text->text, pattern_set_group(tails, "what")));
}

/* item := list item | paragraph that begins with a number of its own, and the lines that go on from it */
struct list_item {
    struct passage text;
    struct span code;
    size_t behind; /* the block behind it */
};

static bool is_paragraph(const struct block *block)
{
    return block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_HEADING;
}

static bool read_numbered(struct build *build, size_t index, struct list_item *item)
{
    const struct pattern_set *numbered = build->reader->numbered;
    const struct document *document = build->document;
    struct passage_builder builder = { 0 };
    struct match match;
    struct span text = document->blocks[index].text;

    if (!is_paragraph(&document->blocks[index]) ||
        !pattern_match_whole(numbered, build->matcher, text, &match))
        return false;
    item->code = match_group(&match, text, pattern_set_group(numbered, "code"));
    passage_add(build->arena, &builder, match_group(&match, text, pattern_set_group(numbered, "text")));
    for (item->behind = index + 1; item->behind < document->block_count; item->behind++) {
        const struct block *block = &document->blocks[item->behind];

        if (block->gap || !is_paragraph(block) ||
            pattern_match_whole(numbered, build->matcher, block->text, &match))
            break;
        passage_add(build->arena, &builder, block->text);
    }
    item->text = passage_finish(&builder);
    return true;
}

static bool read_item(struct build *build, size_t index, struct list_item *item)
{
    *item = (struct list_item){ .behind = index + 1 };
    if (index >= build->document->block_count)
        return false;
    const struct block *block = &build->document->blocks[index];

    if (block->kind != BLOCK_LIST_ITEM)
        return read_numbered(build, index, item);
    item->text = passage_of(build->arena, block->text);
    return true;
}

/* "1. Food" before "1.1 Inspect ...": the heading of the items that are numbered under it. */
static bool is_parent(struct build *build, const struct list_item *item)
{
    const struct pattern_set *numbered = build->reader->numbered;
    struct match match;

    if (!item->code.length || item->behind >= build->document->block_count)
        return false;
    struct span next = build->document->blocks[item->behind].text;

    if (!is_paragraph(&build->document->blocks[item->behind]) ||
        !pattern_match_whole(numbered, build->matcher, next, &match))
        return false;
    struct span code = match_group(&match, next, pattern_set_group(numbered, "code"));

    return code.length > item->code.length + 1 && code.text[item->code.length] == '.' &&
           span_same(span_part(code, 0, item->code.length), item->code);
}

static void add_item(struct build *build, const struct list_item *item, enum action_status status,
                     const struct source *source)
{
    struct passage text = item->text;

    /* a list ends its items with semicolons; they are no words of the item */
    while (text.text.length &&
           (text.text.text[text.text.length - 1] == ';' || text.text.text[text.text.length - 1] == ','))
        text = passage_part(build->arena, &text, 0, text.text.length - 1);
    const struct action nothing = { .section = build->section, .confidence = 1 };
    struct action *action = build_add_action(build, &nothing);

    text = read_tail(build, &text, action);
    action->text = build_whole_value(build, &text, build->reader->rule_list);
    if (item->code.length) {
        struct passage code = passage_of(build->arena, item->code);

        action->ref = build_whole_value(build, &code, build->reader->rule_list);
    }
    action->status = status;
    if (status != STATUS_NONE)
        action->status_source = *source;
    build_source_lines(build, &action->text.source, &action->line_first, &action->line_last);
    section_use(build, action->section);
}

/* Does the item end in who is to do it or by when? */
static bool has_tail(struct build *build, const struct passage *text)
{
    static const double owner_like = 0.5;
    const struct pattern_set *tails = build->reader->list_tails;
    struct match match;

    if (!pattern_match_whole(tails, build->matcher, text->text, &match))
        return false;
    struct span owner = match_group(&match, text->text, pattern_set_group(tails, "owner"));

    return owner.length && match_group(&match, text->text, pattern_set_group(tails, "due")).length &&
           owner_field_likeness(build->reader->owners, build->matcher, owner, build->names) >= owner_like;
}

/* A list most of whose items say who is to do them and by when is one of actions under any heading. */
static bool is_list_of_actions(struct build *build, size_t index, size_t *behind)
{
    struct list_item item;
    size_t items = 0;
    size_t tails = 0;

    for (*behind = index; read_item(build, *behind, &item); *behind = item.behind) {
        items += !is_parent(build, &item);
        tails += has_tail(build, &item.text);
    }
    return (tails >= 2 || (tails && build->plan->action_count)) && tails * 2 > items;
}

/* The section that a line stands under: the last one to begin above it. */
static size_t section_above(const struct build *build, size_t line)
{
    size_t found = PLAN_NO_INDEX;

    for (size_t i = 0; i < build->plan->section_count; i++)
        if (build->plan->sections[i].line < line &&
            (found == PLAN_NO_INDEX || build->plan->sections[i].line >= build->plan->sections[found].line))
            found = i;
    return found;
}

/* The items of a list that no heading announces, where they are actions; the block behind the list, or
 * `index` where there is none.
 */
static size_t read_unannounced(struct build *build, size_t index)
{
    static const struct source nowhere = { 0 };
    struct list_item item;
    size_t behind;

    if (!is_list_of_actions(build, index, &behind))
        return behind;
    build->section = section_above(build, build->document->blocks[index].line);
    while (read_item(build, index, &item)) {
        if (is_parent(build, &item))
            section_read_heading(build, build->document->blocks[index].text, false);
        else
            add_item(build, &item, STATUS_NONE, &nowhere);
        index = item.behind;
    }
    return index;
}

/* The items under an announcing heading, from block `index` on; the block behind them. */
static size_t read_items(struct build *build, size_t heading, const struct match *match)
{
    size_t index = heading + 1;
    struct list_item item;

    if (!read_item(build, index, &item))
        return index;
    build->section = PLAN_NO_INDEX;
    section_open(build, (struct span){ 0 }, build->document->blocks[heading].text, match->rule);
    const struct source source = build->plan->sections[build->section].title.source;

    while (read_item(build, index, &item)) {
        add_item(build, &item, status_of(match), &source);
        index = item.behind;
    }
    return index;
}

void list_actions_read(struct build *build)
{
    const struct document *document = build->document;
    struct match match;

    if (build->has_action_table || build->plan->action_count)
        return;
    for (size_t i = 0; i < document->block_count;) {
        if (announces(build, &document->blocks[i], &match)) {
            i = read_items(build, i, &match);
            continue;
        }
        size_t behind = document->blocks[i].kind == BLOCK_TABLE ? i : read_unannounced(build, i);

        i = behind > i ? behind : i + 1;
    }
}
