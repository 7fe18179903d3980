#include "analysis/work_cluster.h"

#include <stdlib.h>

#include "analysis/plan_overlap.h"
#include "base/arena.h"
#include "plan/plan.h"
#include "store/store.h"

enum { LEAST_MEMBERS = 3 };

/* ---- the graph --------------------------------------------------------------------------------- */

/* Actions of all plans are nodes, numbered plan by plan. A cluster is named by one of its nodes. */
struct edge {
    size_t node;
    double score;
};
struct node {
    size_t plan;
    size_t action;
    size_t cluster;
    size_t next; /* of its cluster; nowhere: it is the last */
    size_t last; /* of the cluster that it names */
    struct edge *edges;
    size_t edge_count;
    double strength; /* of its edges inside its cluster */
};
struct graph {
    const struct overlap_result *result;
    struct arena *arena;
    struct node *nodes;
    size_t *first; /* node of each plan; [plan count] is node_count */
    size_t node_count;
    size_t *members; /* of the cluster that a node names: how many */
    size_t *by_plan; /* scratch: members of one cluster, 0 between uses */
};
static const size_t nowhere = SIZE_MAX;

static size_t node_of(const struct graph *graph, const struct overlap_side *side)
{
    const struct plan_set *plans = graph->result->plans;
    size_t plan = 0;

    while (plans->items[plan] != side->plan)
        plan++;
    return graph->first[plan] + side->index;
}

static void begin_nodes(struct graph *graph)
{
    const struct plan_set *plans = graph->result->plans;
    size_t at = 0;

    graph->first = ARENA_ARRAY(graph->arena, plans->count + 1, size_t);
    for (size_t p = 0; p < plans->count; p++)
        graph->first[p + 1] = graph->first[p] + plans->items[p]->action_count;
    graph->node_count = graph->first[plans->count];
    graph->nodes = ARENA_ARRAY(graph->arena, graph->node_count, struct node);
    graph->members = ARENA_ARRAY(graph->arena, graph->node_count, size_t);
    graph->by_plan = ARENA_ARRAY(graph->arena, plans->count, size_t);
    for (size_t p = 0; p < plans->count; p++)
        for (; at < graph->first[p + 1]; at++) {
            graph->nodes[at] = (struct node){
                .plan = p, .action = at - graph->first[p], .cluster = at, .next = nowhere, .last = at
            };
            graph->members[at] = 1;
        }
}

static void add_edge(struct graph *graph, size_t from, size_t to, double score)
{
    struct node *node = &graph->nodes[from];

    node->edges[node->edge_count++] = (struct edge){ to, score };
}

/* Counts the edges of each node, makes room, and fills it. */
static void add_edges(struct graph *graph)
{
    const struct overlap_result *result = graph->result;

    for (size_t i = 0; i < result->pair_count; i++) {
        graph->nodes[node_of(graph, &result->pairs[i].a)].edge_count++;
        graph->nodes[node_of(graph, &result->pairs[i].b)].edge_count++;
    }
    for (size_t n = 0; n < graph->node_count; n++) {
        struct node *node = &graph->nodes[n];

        if (!node->edge_count)
            continue;
        node->edges = ARENA_ARRAY(graph->arena, node->edge_count, struct edge);
        node->edge_count = 0;
    }
    for (size_t i = 0; i < result->pair_count; i++) {
        size_t a = node_of(graph, &result->pairs[i].a);
        size_t b = node_of(graph, &result->pairs[i].b);

        add_edge(graph, a, b, result->pairs[i].score);
        add_edge(graph, b, a, result->pairs[i].score);
    }
}

/* ---- linkage ----------------------------------------------------------------------------------- */

static double sum_between(const struct graph *graph, size_t small, size_t large)
{
    double sum = 0;

    for (size_t n = small; n != nowhere; n = graph->nodes[n].next)
        for (size_t e = 0; e < graph->nodes[n].edge_count; e++)
            if (graph->nodes[graph->nodes[n].edges[e].node].cluster == large)
                sum += graph->nodes[n].edges[e].score;
    return sum;
}

/* Pairs of an action of one cluster and one of the other, of different plans. */
static double count_between(const struct graph *graph, size_t a, size_t b)
{
    size_t count = graph->members[a] * graph->members[b];

    for (size_t n = a; n != nowhere; n = graph->nodes[n].next)
        graph->by_plan[graph->nodes[n].plan]++;
    for (size_t n = b; n != nowhere; n = graph->nodes[n].next)
        count -= graph->by_plan[graph->nodes[n].plan];
    for (size_t n = a; n != nowhere; n = graph->nodes[n].next)
        graph->by_plan[graph->nodes[n].plan] = 0;
    return (double)count;
}

static void merge(struct graph *graph, size_t small, size_t large)
{
    for (size_t n = small; n != nowhere; n = graph->nodes[n].next)
        graph->nodes[n].cluster = large;
    graph->nodes[graph->nodes[large].last].next = small;
    graph->nodes[large].last = graph->nodes[small].last;
    graph->members[large] += graph->members[small];
}

static void link_pairs(struct graph *graph, double least)
{
    for (size_t i = 0; i < graph->result->pair_count; i++) {
        size_t a = graph->nodes[node_of(graph, &graph->result->pairs[i].a)].cluster;
        size_t b = graph->nodes[node_of(graph, &graph->result->pairs[i].b)].cluster;
        bool a_is_small = graph->members[a] < graph->members[b];
        size_t small = a_is_small ? a : b;
        size_t large = a_is_small ? b : a;

        if (a != b && sum_between(graph, small, large) >= least * count_between(graph, small, large))
            merge(graph, small, large);
    }
}

/* ---- what a cluster is about ------------------------------------------------------------------- */

struct weighed {
    struct span name;
    bool is_concept;
    double weight;
};
struct weighed_list {
    struct weighed *items;
    size_t count;
    size_t capacity;
};

static void weigh(struct weighed_list *list, const struct overlap_word *word, struct arena *arena)
{
    size_t at = 0;

    while (at < list->count &&
           (list->items[at].is_concept != word->is_concept || !span_same(list->items[at].name, word->name)))
        at++;
    if (at == list->count) {
        list->items = arena_grow(arena, list->items, list->count, &list->capacity, sizeof *list->items);
        list->items[list->count++] = (struct weighed){ .name = word->name, .is_concept = word->is_concept };
    }
    list->items[at].weight += word->weight;
}

static bool comes_before(const struct weighed *a, const struct weighed *b)
{
    if (a->is_concept != b->is_concept)
        return a->is_concept;
    return a->weight != b->weight ? a->weight > b->weight : span_compare(a->name, b->name) < 0;
}

static const struct weighed *heaviest(const struct weighed_list *list, const struct weighed *but)
{
    const struct weighed *best = NULL;

    for (size_t i = 0; i < list->count; i++)
        if (&list->items[i] != but && (!best || comes_before(&list->items[i], best)))
            best = &list->items[i];
    return best;
}

static void name_cluster(struct work_cluster *cluster, const struct weighed_list *shared)
{
    const struct weighed *first = heaviest(shared, NULL);
    const struct weighed *second = heaviest(shared, first);

    if (first)
        cluster->title = first->name;
    if (second && second->is_concept && second->weight >= first->weight / 2)
        cluster->second = second->name;
}

/* ---- the list ---------------------------------------------------------------------------------- */

static size_t first_of(const struct graph *graph, size_t name)
{
    size_t first = name;

    for (size_t n = name; n != nowhere; n = graph->nodes[n].next)
        first = n < first ? n : first;
    return first;
}

/* The members of a cluster stand as they were merged; the list is as read. */
static void list_members(const struct graph *graph, size_t name, struct work_cluster *cluster)
{
    const struct plan_set *plans = graph->result->plans;
    struct overlap_side *members = ARENA_ARRAY(graph->arena, graph->members[name], struct overlap_side);
    double most = -1;

    cluster->actions = ARENA_ARRAY(graph->arena, plans->count, size_t);
    for (size_t n = cluster->order; n < graph->node_count && cluster->member_count < graph->members[name];
         n++) {
        const struct node *node = &graph->nodes[n];

        if (node->cluster != name)
            continue;
        if (node->strength > most) {
            most = node->strength;
            cluster->central = cluster->member_count;
        }
        cluster->plan_count += cluster->actions[node->plan]++ == 0;
        members[cluster->member_count++] =
            (struct overlap_side){ .plan = plans->items[node->plan],
                                   .action = &plans->items[node->plan]->actions[node->action],
                                   .index = node->action };
    }
    cluster->members = members;
}

static int by_size(const void *left, const void *right)
{
    const struct work_cluster *a = left;
    const struct work_cluster *b = right;

    if (a->plan_count != b->plan_count)
        return a->plan_count > b->plan_count ? -1 : 1;
    if (a->member_count != b->member_count)
        return a->member_count > b->member_count ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

/* Adds up what the pairs inside each cluster share: by the node that names it. */
static struct weighed_list *weigh_pairs(struct graph *graph)
{
    const struct overlap_result *result = graph->result;
    struct weighed_list *shared = ARENA_ARRAY(graph->arena, graph->node_count, struct weighed_list);

    for (size_t i = 0; i < result->pair_count; i++) {
        const struct overlap *pair = &result->pairs[i];
        struct node *a = &graph->nodes[node_of(graph, &pair->a)];
        struct node *b = &graph->nodes[node_of(graph, &pair->b)];

        if (a->cluster != b->cluster)
            continue;
        a->strength += pair->score;
        b->strength += pair->score;
        for (size_t w = 0; w < pair->word_count; w++)
            weigh(&shared[a->cluster], &pair->words[w], graph->arena);
    }
    return shared;
}

struct cluster_list work_clusters_find(const struct overlap_result *result, double least, struct arena *arena)
{
    struct graph graph = { .result = result, .arena = arena };
    struct cluster_list list = { 0 };
    size_t capacity = 0;

    begin_nodes(&graph);
    add_edges(&graph);
    link_pairs(&graph, least);

    const struct weighed_list *shared = weigh_pairs(&graph);

    for (size_t n = 0; n < graph.node_count; n++) {
        struct work_cluster cluster = { .order = first_of(&graph, n) };

        if (graph.nodes[n].cluster != n || graph.members[n] < LEAST_MEMBERS)
            continue;
        list_members(&graph, n, &cluster);
        name_cluster(&cluster, &shared[n]);
        list.items = arena_grow(arena, list.items, list.count, &capacity, sizeof *list.items);
        list.items[list.count++] = cluster;
    }
    if (list.count)
        qsort(list.items, list.count, sizeof *list.items, by_size);
    return list;
}
