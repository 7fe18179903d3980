#include "analysis/activity_mix.h"

#include <math.h>
#include <string.h>

#include "analysis/concept_lexicon.h"
#include "base/arena.h"
#include "grammar/grammar.h"

/* ---- the grammar ------------------------------------------------------------------------------- */

static size_t find_activity(const struct activity_kinds *kinds, const char *name)
{
    size_t i = 0;

    while (i < kinds->count && strcmp(concept_lexicon_concept(kinds->lexicon, i)->name, name) != 0)
        i++;
    return i;
}

/* near := { activity ":" share };  it holds both ways. */
static enum status read_near(const struct activity_kinds *kinds, const struct node *near, size_t activity,
                             double *table, struct diag_sink *sink)
{
    for (size_t i = 0; i < node_count(near); i++) {
        size_t other = find_activity(kinds, node_key(near, i));
        double share = node_get_number(near, node_key(near, i), -1, sink);

        if (other == kinds->count)
            return node_fault(node_item(near, i), sink, "%s is no activity of this file", node_key(near, i));
        if (!(share >= 0 && share <= 1))
            return node_fault(node_item(near, i), sink, "how near two activities are is from 0 to 1");
        table[activity * kinds->count + other] = table[other * kinds->count + activity] = share;
    }
    return STATUS_OK;
}

static enum status read_table(struct activity_kinds *kinds, const struct node *concepts, struct arena *arena,
                              struct diag_sink *sink)
{
    double *table = ARENA_ARRAY(arena, kinds->count * kinds->count, double);
    enum status status = STATUS_OK;

    for (size_t i = 0; i < kinds->count * kinds->count; i++)
        table[i] = -1;
    for (size_t i = 0; i < kinds->count && status == STATUS_OK; i++) {
        const struct node *near = node_get(node_item(concepts, i), "near");

        status = near ? read_near(kinds, near, i, table, sink) : STATUS_OK;
        table[i * kinds->count + i] = 1;
    }
    kinds->near = table;
    return status;
}

enum status activity_kinds_read(const struct grammar *grammar, struct arena *arena, struct diag_sink *sink,
                                struct activity_kinds *out)
{
    enum status status = concept_lexicon_read(grammar, "activities", arena, sink, &out->lexicon);

    if (status != STATUS_OK)
        return status;
    out->count = concept_lexicon_count(out->lexicon);
    return read_table(out, node_get(grammar_file(grammar, "activities"), "concepts"), arena, sink);
}

/* ---- mixes ------------------------------------------------------------------------------------- */

static double nearness(const struct activity_kinds *kinds, uint32_t a, uint32_t b)
{
    double said = kinds->near[a * kinds->count + b];

    return said < 0 ? kinds->apart : said;
}

/* a' N b, where N is how near the activities are. */
static double product(const struct activity_kinds *kinds, const struct activity_mix *a,
                      const struct activity_mix *b)
{
    double sum = 0;

    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++)
            sum += (double)a->items[i].weight * (double)b->items[k].weight *
                   nearness(kinds, a->items[i].activity, b->items[k].activity);
    return sum;
}

/* An activity that is there already keeps the greater weight. */
static void add_activity(struct activity_mix *mix, uint32_t activity, float weight)
{
    size_t at = 0;

    while (at < mix->count && mix->items[at].activity != activity)
        at++;
    if (at < mix->count) {
        mix->items[at].weight = fmaxf(mix->items[at].weight, weight);
    } else if (at < ACTIVITY_MOST) {
        mix->items[at].activity = activity;
        mix->items[at].weight = weight;
        mix->count++;
    }
}

struct activity_mix activity_mix_of(const struct activity_kinds *kinds, const struct concept_uses *uses,
                                    size_t from, size_t to)
{
    struct activity_mix mix = { 0 };
    float weight = 1;

    for (size_t i = 0; i < uses->count; i++) {
        const struct concept_use *use = &uses->items[i];
        size_t before = mix.count;

        if (use->from < from || use->to > to)
            continue;
        add_activity(&mix, use->concept, weight);
        if (mix.count > before)
            weight *= (float)kinds->fade;
    }
    mix.norm = sqrt(product(kinds, &mix, &mix));
    return mix;
}

void activity_mix_join(const struct activity_kinds *kinds, struct activity_mix *mix,
                       const struct activity_mix *lead)
{
    for (size_t i = 0; i < lead->count; i++)
        add_activity(mix, lead->items[i].activity, lead->items[i].weight);
    mix->norm = sqrt(product(kinds, mix, mix));
}

double activity_mix_agreement(const struct activity_kinds *kinds, const struct activity_mix *a,
                              const struct activity_mix *b)
{
    if (a->norm <= 0 || b->norm <= 0)
        return kinds->unknown;
    return fmin(product(kinds, a, b) / (a->norm * b->norm), 1);
}
