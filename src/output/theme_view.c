#include "output/theme_view.h"

#include <stdlib.h>

#include "analysis/plan_overlap.h"
#include "analysis/theme_table.h"
#include "analysis/work_cluster.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/memory.h"
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

/* Columns of a table by plan: some of its own, then one for each plan. */
static void begin_by_plan(const struct plan_set *plans, const struct text_column *own, size_t own_count,
                          struct arena *arena, struct text_table *table)
{
    struct text_column *columns = ARENA_ARRAY(arena, own_count + plans->count, struct text_column);

    for (size_t i = 0; i < own_count; i++)
        columns[i] = own[i];
    for (size_t p = 0; p < plans->count; p++) {
        const char *key = arena_copy_span(arena, plans->items[p]->key).text;

        columns[own_count + p] =
            (struct text_column){ .name = key, .title = key, .is_number = true, .wraps = true };
    }
    text_table_begin(table, arena, columns, own_count + plans->count);
}

/* ---- themes ------------------------------------------------------------------------------------ */

void theme_view_counts(const struct theme_table *themes, struct arena *arena, struct text_table *table)
{
    static const struct text_column own[] = {
        { .name = "theme", .title = "Theme" },
        { .name = "title", .title = "What it is", .wraps = true },
        { .name = "plans", .title = "Plans", .is_number = true },
    };

    begin_by_plan(themes->plans, own, ARRAY_LENGTH(own), arena, table);
    for (size_t i = 0; i < themes->count; i++) {
        const struct theme_row *row = &themes->rows[i];

        text_table_add_string(table, row->name);
        text_table_add_string(table, row->title);
        text_table_add_count(table, row->plan_count);
        for (size_t p = 0; p < themes->plans->count; p++)
            text_table_add_count(table, row->actions[p]);
    }
}

/* ---- gaps -------------------------------------------------------------------------------------- */

static struct span examples_of(const struct theme_table *themes, const struct theme_row *row, size_t plan,
                               struct arena *arena)
{
    struct buffer words = { 0 };

    for (size_t p = 0; p < themes->plans->count; p++) {
        const struct plan *other = themes->plans->items[p];

        if (p == plan || !row->actions[p])
            continue;
        buffer_add_string(&words, words.length ? "; " : "");
        buffer_add_span(&words, other->key);
        buffer_add_byte(&words, ' ');
        buffer_add_span(&words, item_label(other, ITEM_ACTION, row->examples[p], arena));
        buffer_add_string(&words, ": ");
        buffer_add_span(&words, other->actions[row->examples[p]].text.text);
    }
    return keep(arena, &words);
}

void theme_view_gaps(const struct theme_table *themes, const struct gap_list *gaps, size_t plan,
                     struct arena *arena, struct text_table *table)
{
    static const struct text_column columns[] = {
        { .name = "theme", .title = "Theme", .only_data = true },
        { .name = "title", .title = "What it is", .wraps = true },
        { .name = "others", .title = "Others", .is_number = true },
        { .name = "of", .title = "of", .is_number = true },
        { .name = "examples", .title = "For example", .wraps = true },
    };

    text_table_begin(table, arena, columns, ARRAY_LENGTH(columns));
    for (size_t i = 0; i < gaps->count; i++) {
        const struct theme_gap *gap = &gaps->items[i];

        text_table_add_string(table, gap->row->name);
        text_table_add_string(table, gap->row->title);
        text_table_add_count(table, gap->others);
        text_table_add_count(table, gap->of);
        text_table_add(table, examples_of(themes, gap->row, plan, arena));
    }
}

/* ---- clusters ---------------------------------------------------------------------------------- */

static struct span title_of(const struct work_cluster *cluster, struct arena *arena)
{
    struct buffer words = { 0 };

    buffer_add_span(&words, cluster->title);
    buffer_add_string(&words, cluster->second.length ? "; " : "");
    buffer_add_span(&words, cluster->second);
    return keep(arena, &words);
}

static struct span members_of(const struct work_cluster *cluster, struct arena *arena)
{
    struct buffer words = { 0 };

    for (size_t i = 0; i < cluster->member_count; i++) {
        const struct overlap_side *side = &cluster->members[i];

        buffer_add_string(&words, i ? "; " : "");
        buffer_add_span(&words, side->plan->key);
        buffer_add_byte(&words, ' ');
        buffer_add_span(&words, item_label(side->plan, ITEM_ACTION, side->index, arena));
    }
    return keep(arena, &words);
}

void theme_view_clusters(const struct cluster_list *clusters, const struct overlap_result *result,
                         struct arena *arena, struct text_table *table)
{
    static const struct text_column own[] = {
        { .name = "cluster", .title = "No", .is_number = true },
        { .name = "title", .title = "What they share most", .wraps = true },
        { .name = "plans", .title = "Plans", .is_number = true },
        { .name = "actions", .title = "Actions", .is_number = true },
        { .name = "example", .title = "At the centre", .wraps = true },
        { .name = "members", .title = "Members", .only_data = true },
    };

    begin_by_plan(result->plans, own, ARRAY_LENGTH(own), arena, table);
    for (size_t i = 0; i < clusters->count; i++) {
        const struct work_cluster *cluster = &clusters->items[i];

        text_table_add_count(table, i + 1);
        text_table_add(table, title_of(cluster, arena));
        text_table_add_count(table, cluster->plan_count);
        text_table_add_count(table, cluster->member_count);
        text_table_add(table, cluster->members[cluster->central].action->text.text);
        text_table_add(table, members_of(cluster, arena));
        for (size_t p = 0; p < result->plans->count; p++)
            text_table_add_count(table, cluster->actions[p]);
    }
}

/* ---- plan by plan ------------------------------------------------------------------------------ */

static size_t number_of(const struct plan_set *plans, const struct plan *plan)
{
    size_t number = 0;

    while (plans->items[number] != plan)
        number++;
    return number;
}

/* Of each action of a plan, whether it has a counterpart in each plan. */
struct counterparts {
    size_t plans;
    bool **has; /* by plan: action * plans + other plan */
};

static void note_counterpart(const struct counterparts *found, size_t plan, size_t action, size_t other)
{
    found->has[plan][action * found->plans + other] = true;
}

static struct counterparts find_counterparts(const struct overlap_result *result, struct arena *arena)
{
    const struct plan_set *plans = result->plans;
    struct counterparts found = { .plans = plans->count, .has = ARENA_ARRAY(arena, plans->count, bool *) };

    for (size_t p = 0; p < plans->count; p++)
        found.has[p] = ARENA_ARRAY(arena, plans->items[p]->action_count * plans->count, bool);
    for (size_t i = 0; i < result->pair_count; i++) {
        const struct overlap *pair = &result->pairs[i];
        size_t a = number_of(plans, pair->a.plan);
        size_t b = number_of(plans, pair->b.plan);

        if (pair->class != OVERLAP_NEAR_COPY && pair->class != OVERLAP_SAME_WORK)
            continue;
        note_counterpart(&found, a, pair->a.index, b);
        note_counterpart(&found, b, pair->b.index, a);
    }
    return found;
}

static struct span share_in_words(const struct counterparts *found, const struct plan *plan, size_t a,
                                  size_t b, struct arena *arena)
{
    struct buffer words = { 0 };
    size_t count = 0;

    for (size_t i = 0; i < plan->action_count; i++)
        count += found->has[a][i * found->plans + b];
    if (plan->action_count)
        buffer_add_format(&words, "%.2f", (double)count / (double)plan->action_count);
    return keep(arena, &words);
}

void theme_view_plans(const struct overlap_result *result, struct arena *arena, struct text_table *table)
{
    static const struct text_column own[] = {
        { .name = "plan", .title = "Share of the actions of" },
        { .name = "actions", .title = "Actions", .is_number = true },
    };
    struct counterparts found = find_counterparts(result, arena);

    begin_by_plan(result->plans, own, ARRAY_LENGTH(own), arena, table);
    for (size_t a = 0; a < result->plans->count; a++) {
        const struct plan *plan = result->plans->items[a];

        text_table_add(table, plan->key);
        text_table_add_count(table, plan->action_count);
        for (size_t b = 0; b < result->plans->count; b++)
            text_table_add(table, a == b ? (struct span){ .offset = SPAN_NOWHERE }
                                         : share_in_words(&found, plan, a, b, arena));
    }
}

/* ---- owners ------------------------------------------------------------------------------------ */

/* An owner where a plan names it. */
struct naming {
    struct span name;
    size_t plan;
    enum party_kind kind;
};
struct naming_list {
    struct naming *items;
    size_t count;
    size_t capacity;
};

static int by_name(const void *left, const void *right)
{
    const struct naming *a = left;
    const struct naming *b = right;
    size_t shorter = a->name.length < b->name.length ? a->name.length : b->name.length;

    for (size_t i = 0; i < shorter; i++) {
        int x = a->name.text[i] >= 'A' && a->name.text[i] <= 'Z' ? a->name.text[i] | 0x20 : a->name.text[i];
        int y = b->name.text[i] >= 'A' && b->name.text[i] <= 'Z' ? b->name.text[i] | 0x20 : b->name.text[i];

        if (x != y)
            return x < y ? -1 : 1;
    }
    if (a->name.length != b->name.length)
        return a->name.length < b->name.length ? -1 : 1;
    return a->plan < b->plan ? -1 : a->plan > b->plan;
}

static struct naming_list list_namings(const struct plan_set *plans)
{
    struct naming_list list = { 0 };

    for (size_t p = 0; p < plans->count; p++)
        for (size_t i = 0; i < plans->items[p]->action_count; i++) {
            const struct owner_list *owners = &plans->items[p]->actions[i].owners;

            for (size_t o = 0; o < owners->count; o++) {
                list.items = memory_grow(list.items, list.count, &list.capacity, sizeof *list.items);
                list.items[list.count++] = (struct naming){
                    .name = owners->items[o].name.text,
                    .plan = p,
                    .kind = owners->items[o].kind,
                };
            }
        }
    if (list.count)
        qsort(list.items, list.count, sizeof *list.items, by_name);
    return list;
}

static void add_owner(const struct naming *namings, size_t count, size_t plan_count, struct text_table *table)
{
    size_t plans = 0;

    for (size_t i = 0; i < count; i++)
        plans += i == 0 || namings[i].plan != namings[i - 1].plan;
    if (plans < 2)
        return;
    text_table_add(table, namings[0].name);
    text_table_add_string(table, party_kind_name(namings[0].kind) ? party_kind_name(namings[0].kind) : "");
    text_table_add_count(table, plans);
    for (size_t p = 0; p < plan_count; p++) {
        size_t times = 0;

        for (size_t i = 0; i < count; i++)
            times += namings[i].plan == p;
        text_table_add_count(table, times);
    }
}

void theme_view_owners(const struct overlap_result *result, struct arena *arena, struct text_table *table)
{
    static const struct text_column own[] = {
        { .name = "owner", .title = "Owner" },
        { .name = "kind", .title = "Kind" },
        { .name = "plans", .title = "Plans", .is_number = true },
    };
    struct naming_list list = list_namings(result->plans);

    begin_by_plan(result->plans, own, ARRAY_LENGTH(own), arena, table);
    for (size_t from = 0, to; from < list.count; from = to) {
        for (to = from + 1; to < list.count; to++)
            if (!span_same_ignoring_case(list.items[from].name, list.items[to].name))
                break;
        add_owner(list.items + from, to - from, result->plans->count, table);
    }
    free(list.items);
}
