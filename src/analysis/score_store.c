#include "analysis/score_store.h"

#include "analysis/risk_reach.h"
#include "analysis/risk_score.h"
#include "base/arena.h"
#include "plan/plan.h"
#include "store/derived.h"
#include "store/store.h"

static struct stored_score stored(const struct risk_score *score, enum rating_stage stage)
{
    return (struct stored_score){
        .plan = score->plan->id,
        .risk = score->index,
        .stage = rating_stage_name(stage),
        .impact_low = score->ranges[AXIS_IMPACT].low,
        .impact_high = score->ranges[AXIS_IMPACT].high,
        .likelihood_low = score->ranges[AXIS_LIKELIHOOD].low,
        .likelihood_high = score->ranges[AXIS_LIKELIHOOD].high,
        .band_low = score->band_low,
        .band_high = score->band_high,
        .placement = placement_name(score->placement),
        .figure_low = score->figure_low,
        .figure_high = score->figure_high,
        .rank_first = score->rank_first,
        .rank_last = score->rank_last,
        .tied = score->tied,
        .product_first = score->product_first,
        .product_last = score->product_last,
        .contested = score->contested,
    };
}

static bool is_rated(const struct risk_score *score, enum rating_stage stage)
{
    return own_scale_rating(score->risk, stage, AXIS_IMPACT).text ||
           own_scale_rating(score->risk, stage, AXIS_LIKELIHOOD).text ||
           own_scale_score(score->risk, stage).text;
}

/* Scores in the order in which the risks were read, so that those of a plan stand together. */
static size_t add_stage(const struct score_result *result, struct arena *arena, struct stored_score *out)
{
    const struct risk_score **by_order = ARENA_ARRAY(arena, result->score_count, const struct risk_score *);
    size_t count = 0;

    for (size_t i = 0; i < result->score_count; i++)
        by_order[result->scores[i].order] = &result->scores[i];
    for (size_t i = 0; i < result->score_count; i++)
        if (result->stage == STAGE_INHERENT || is_rated(by_order[i], result->stage))
            out[count++] = stored(by_order[i], result->stage);
    return count;
}

static bool is_stage_rated(const struct score_result *known, enum rating_stage stage)
{
    bool is_any = false;

    for (size_t i = 0; i < known->score_count && !is_any; i++)
        is_any = is_rated(&known->scores[i], stage);
    return is_any;
}

/* The stage that is known need not be found again, and one at which no plan rates anything has no scores. */
static void fill_scores(const struct plan_set *plans, const struct score_result *known, struct arena *arena,
                        struct derived_scores *out)
{
    struct stored_score *scores = ARENA_ARRAY(arena, STAGE_COUNT * known->score_count, struct stored_score);

    for (enum rating_stage stage = 0; stage < STAGE_COUNT; stage++) {
        struct score_result other;

        if (stage != STAGE_INHERENT && !is_stage_rated(known, stage))
            continue;
        if (stage != known->stage)
            score_plans(plans, known->scheme, stage, arena, &other);
        out->score_count +=
            add_stage(stage == known->stage ? known : &other, arena, scores + out->score_count);
    }
    out->scores = scores;
}

void score_store_fill(const struct plan_set *plans, const struct score_result *known,
                      const struct reach_result *reach, struct arena *arena, struct derived_scores *out)
{
    const struct risk_scheme *scheme = known->scheme;
    struct stored_band *bands = ARENA_ARRAY(arena, scheme->band_count, struct stored_band);

    *out = (struct derived_scores){
        .scheme = scheme->name,
        .title = scheme->title,
        .source = scheme->source,
        .bands = bands,
        .band_count = scheme->band_count,
        .link_of = reach_link_to_store,
        .links = reach,
        .link_count = reach->link_count,
    };
    for (size_t b = 0; b < scheme->band_count; b++)
        bands[b] = (struct stored_band){ .name = scheme->bands[b].name, .letter = scheme->bands[b].letter };
    fill_scores(plans, known, arena, out);
}
