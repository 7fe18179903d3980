#ifndef OUTPUT_THEME_VIEW_H
#define OUTPUT_THEME_VIEW_H

#include <stddef.h>

struct arena;
struct cluster_list;
struct gap_list;
struct overlap_result;
struct text_table;
struct theme_table;

/** Headings by plan: how many actions of each plan speak of what. Cells live in the arena. */
void theme_view_counts(const struct theme_table *themes, struct arena *arena, struct text_table *table);

/** What other plans act on and plan number `plan` does not, with an action of each as an example. */
void theme_view_gaps(const struct theme_table *themes, const struct gap_list *gaps, size_t plan,
                     struct arena *arena, struct text_table *table);

/** Clusters by plan: how many actions of each plan hang together with others, and the one that does most. */
void theme_view_clusters(const struct cluster_list *clusters, const struct overlap_result *result,
                         struct arena *arena, struct text_table *table);

/** Plan by plan: the share of the row's actions that have a counterpart (near copy or same work) in the
 * column's plan. */
void theme_view_plans(const struct overlap_result *result, struct arena *arena, struct text_table *table);

/** Owners and bodies that two or more plans name, with how often. */
void theme_view_owners(const struct overlap_result *result, struct arena *arena, struct text_table *table);
#endif
