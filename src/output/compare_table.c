#include "output/compare_table.h"

#include <stdbool.h>

#include "analysis/plan_compare.h"
#include "analysis/plan_overlap.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "output/item_label.h"
#include "output/text_table.h"
#include "plan/plan.h"
#include "store/store.h"

static struct span keep(struct arena *arena, struct buffer *buffer)
{
    struct span kept = arena_copy_span(arena, span_over(buffer_string(buffer), buffer->length));

    buffer_free(buffer);
    return kept;
}

/* ---- editions ---------------------------------------------------------------------------------- */

static const struct text_column change_columns[] = {
    { .name = "kind", .title = "Change" },
    { .name = "before", .title = "Before" },
    { .name = "after", .title = "After" },
    { .name = "text", .title = "Action", .wraps = true },
    { .name = "was", .title = "Was", .wraps = true },
    { .name = "is", .title = "Is", .wraps = true },
    { .name = "days", .title = "Days", .is_number = true },
    { .name = "first_due", .title = "First due" },
    { .name = "moves", .title = "Moves", .is_number = true },
};

static struct span items_in_words(const struct plan *plan, const struct index_list *list, struct arena *arena)
{
    struct buffer words = { 0 };

    for (size_t i = 0; i < list->count; i++) {
        buffer_add_string(&words, i ? ", " : "");
        buffer_add_span(&words, item_label(plan, ITEM_ACTION, list->items[i], arena));
    }
    return keep(arena, &words);
}

static struct span texts_in_words(const struct plan *plan, const struct index_list *list, struct arena *arena)
{
    struct buffer words = { 0 };

    for (size_t i = 0; i < list->count; i++) {
        buffer_add_string(&words, i ? " | " : "");
        buffer_add_span(&words, plan->actions[list->items[i]].text.text);
    }
    return keep(arena, &words);
}

static struct span day_in_words(calendar_day day, struct arena *arena)
{
    char text[11];

    calendar_format_iso(day, text);
    return arena_copy_span(arena, span_of(text));
}

static struct span stated(struct span words)
{
    return words.text ? words : span_of("not stated");
}

static bool is_of_dates(enum change_kind kind)
{
    return kind == CHANGE_SLIPPED || kind == CHANGE_BROUGHT_FORWARD;
}

static bool is_said(enum change_kind kind)
{
    return kind == CHANGE_STATUS || kind == CHANGE_OWNERS || kind == CHANGE_MOVED || kind == CHANGE_REWORDED;
}

static void add_date_cells(struct text_table *table, const struct plan_change *change, struct arena *arena)
{
    struct buffer days = { 0 };

    text_table_add(table, day_in_words(change->due_was, arena));
    text_table_add(table, day_in_words(change->due_is, arena));
    buffer_add_format(&days, "%d", (int)(change->due_is - change->due_was));
    text_table_add(table, keep(arena, &days));
    text_table_add(table, day_in_words(change->due_first, arena));
    text_table_add_count(table, change->moves);
}

static void add_other_cells(struct text_table *table, const struct compare_result *result,
                            const struct plan_change *change, struct arena *arena)
{
    bool is_parts = change->kind == CHANGE_SPLIT || change->kind == CHANGE_MERGED;
    struct span nothing = { .offset = SPAN_NOWHERE };

    text_table_add(table, is_said(change->kind) ? stated(change->was)
                          : is_parts            ? texts_in_words(result->before, &change->before, arena)
                                                : nothing);
    text_table_add(table, is_said(change->kind) ? stated(change->is)
                          : is_parts            ? texts_in_words(result->after, &change->after, arena)
                                                : nothing);
    for (int i = 0; i < 3; i++)
        text_table_add(table, nothing);
}

void compare_table_changes(const struct compare_result *result, struct arena *arena, struct text_table *table)
{
    text_table_begin(table, arena, change_columns, ARRAY_LENGTH(change_columns));
    for (size_t i = 0; i < result->count; i++) {
        const struct plan_change *change = &result->changes[i];
        const struct plan *plan = change->after.count ? result->after : result->before;
        size_t action = change->after.count ? change->after.items[0] : change->before.items[0];

        text_table_add_string(table, change_kind_name(change->kind));
        text_table_add(table, items_in_words(result->before, &change->before, arena));
        text_table_add(table, items_in_words(result->after, &change->after, arena));
        text_table_add(table, plan->actions[action].text.text);
        if (is_of_dates(change->kind))
            add_date_cells(table, change, arena);
        else
            add_other_cells(table, result, change, arena);
    }
}

/* ---- two plans --------------------------------------------------------------------------------- */

static const struct text_column plan_columns[] = {
    { .name = "a_item", .title = "A" },
    { .name = "a_text", .title = "Action of A", .wraps = true },
    { .name = "b_item", .title = "B" },
    { .name = "b_text", .title = "Action of B", .wraps = true },
    { .name = "class", .title = "Class" },
    { .name = "score", .title = "Score", .is_number = true },
    { .name = "shared", .title = "Shared", .only_data = true },
    { .name = "differs", .title = "Differs" },
};

static void add_side(struct text_table *table, const struct plan *plan, size_t index, struct arena *arena)
{
    text_table_add(table, item_label(plan, ITEM_ACTION, index, arena));
    text_table_add(table, plan->actions[index].text.text);
}

static void add_nothing(struct text_table *table, size_t cells)
{
    for (size_t i = 0; i < cells; i++)
        text_table_add(table, (struct span){ .offset = SPAN_NOWHERE });
}

static void add_pair(struct text_table *table, const struct overlap *pair, struct arena *arena)
{
    struct buffer score = { 0 };
    struct buffer words = { 0 };
    struct buffer differs = { 0 };

    add_side(table, pair->a.plan, pair->a.index, arena);
    add_side(table, pair->b.plan, pair->b.index, arena);
    text_table_add_string(table, overlap_class_name(pair->class));
    buffer_add_format(&score, "%.2f", pair->score);
    text_table_add(table, keep(arena, &score));
    for (size_t i = 0; i < pair->word_count; i++) {
        buffer_add_string(&words, i ? "; " : "");
        buffer_add_span(&words, pair->words[i].name);
    }
    text_table_add(table, keep(arena, &words));
    for (unsigned i = 0; i < DIFFERENCE_COUNT; i++)
        if (pair->differs & (1U << i))
            buffer_add_format(&differs, "%s%s", differs.length ? ", " : "", overlap_difference_name(i));
    text_table_add(table, keep(arena, &differs));
}

static bool has_partner(const struct overlap_result *result, const struct plan *plan, size_t action)
{
    for (size_t i = 0; i < result->pair_count; i++) {
        const struct overlap *pair = &result->pairs[i];

        if ((pair->a.plan == plan && pair->a.index == action) ||
            (pair->b.plan == plan && pair->b.index == action))
            return true;
    }
    return false;
}

void compare_table_plans(const struct overlap_result *result, struct arena *arena, struct text_table *table)
{
    text_table_begin(table, arena, plan_columns, ARRAY_LENGTH(plan_columns));
    for (size_t i = 0; i < result->pair_count; i++)
        add_pair(table, &result->pairs[i], arena);
    for (size_t p = 0; p < result->plans->count; p++) {
        const struct plan *plan = result->plans->items[p];

        for (size_t i = 0; i < plan->action_count; i++) {
            if (has_partner(result, plan, i))
                continue;
            add_nothing(table, p ? 2 : 0);
            add_side(table, plan, i, arena);
            add_nothing(table, p ? 4 : 6);
        }
    }
}
