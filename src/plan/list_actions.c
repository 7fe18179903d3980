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

static void add_item(struct build *build, const struct block *block, enum action_status status,
                     const struct source *source)
{
    struct passage text = passage_of(build->arena, block->text);

    /* a list ends its items with semicolons; they are no words of the item */
    while (text.text.length &&
           (text.text.text[text.text.length - 1] == ';' || text.text.text[text.text.length - 1] == ','))
        text = passage_part(build->arena, &text, 0, text.text.length - 1);
    struct action *action = build_add_action(build);

    action->text = build_whole_value(build, &text, build->reader->rule_list);
    action->status = status;
    if (status != STATUS_NONE)
        action->status_source = *source;
    build_widen_lines(build, &action->text.source, &action->line_first, &action->line_last);
    section_use(build, action->section);
}

void list_actions_read(struct build *build)
{
    const struct document *document = build->document;
    struct match match;

    if (build->has_action_table || build->plan->action_count)
        return;
    for (size_t i = 0; i < document->block_count; i++) {
        if (!announces(build, &document->blocks[i], &match))
            continue;
        size_t item = i + 1;

        if (item >= document->block_count || document->blocks[item].kind != BLOCK_LIST_ITEM)
            continue;
        build->section = PLAN_NO_INDEX;
        section_open(build, (struct span){ 0 }, document->blocks[i].text, match.rule);
        const struct source source = build->plan->sections[build->section].title.source;

        for (; item < document->block_count && document->blocks[item].kind == BLOCK_LIST_ITEM; item++)
            add_item(build, &document->blocks[item], status_of(&match), &source);
        i = item - 1;
    }
}
