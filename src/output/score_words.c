#include "output/score_words.h"

#include <string.h>

#include "analysis/risk_reach.h"
#include "analysis/risk_score.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "output/entry.h"
#include "output/item_label.h"
#include "output/score_print.h"
#include "plan/plan.h"
#include "store/store.h"

struct span score_keep(struct arena *arena, struct buffer *text)
{
    struct span copy = arena_copy_span(arena, span_over(buffer_string(text), text->length));

    buffer_free(text);
    *text = (struct buffer){ 0 };
    return copy;
}

struct span score_band_words(const struct risk_scheme *scheme, const struct risk_score *score,
                             struct arena *arena)
{
    struct buffer text = { 0 };

    buffer_add_string(&text, scheme->bands[score->band_low].name);
    if (score->band_high != score->band_low)
        buffer_add_format(&text, " to %s", scheme->bands[score->band_high].name);
    return score_keep(arena, &text);
}

struct span score_rank_words(const struct risk_score *score, struct arena *arena)
{
    struct buffer text = { 0 };

    buffer_add_format(&text, "%zu", score->rank_first);
    if (score->rank_last - score->rank_first == score->tied)
        buffer_add_string(&text, score->tied ? "=" : ""); /* nobody stands there but its likes */
    else
        buffer_add_format(&text, "-%zu", score->rank_last);
    return score_keep(arena, &text);
}

struct span score_level_mark(const struct scheme_level *level, unsigned number, struct arena *arena)
{
    enum { MARK_LIMIT = 3 };
    struct buffer text = { 0 };

    if (level->word_count && strlen(level->words[0]) <= MARK_LIMIT)
        return span_of(level->words[0]);
    buffer_add_format(&text, "%u", number);
    return score_keep(arena, &text);
}

struct span score_figure_words(const struct risk_score *score, struct arena *arena)
{
    struct buffer text = { 0 };

    buffer_add_format(&text, "%g", score->figure_low);
    if (!risk_scheme_same_figure(score->figure_low, score->figure_high))
        buffer_add_format(&text, "-%g", score->figure_high);
    return score_keep(arena, &text);
}

struct span score_place_words(const struct risk_score *score, struct arena *arena)
{
    struct buffer text = { 0 };

    if (!score->product_first)
        return (struct span){ .offset = SPAN_NOWHERE };
    buffer_add_format(&text, "%zu%s", score->product_first,
                      score->product_last > score->product_first ? "=" : "");
    if (score->contested)
        buffer_add_format(&text, " ~%zu", score->contested);
    return score_keep(arena, &text);
}

struct span score_step_words(const struct risk_scheme *scheme, const struct risk_score *score,
                             struct arena *arena)
{
    struct buffer text = { 0 };

    if (score->placement != PLACED)
        return (struct span){ .offset = SPAN_NOWHERE };
    for (size_t b = 0; b < scheme->band_count; b++)
        if (score->step_bands & 1u << b)
            buffer_add_format(&text, "%s%c", text.length ? " " : "", scheme->bands[b].letter);
    if (!text.length)
        buffer_add_string(&text, "none");
    return score_keep(arena, &text);
}

struct span score_item_name(const struct plan *plan, enum item_kind kind, size_t index, struct arena *arena)
{
    struct span label = item_label(plan, kind, index, arena);
    struct buffer text = { 0 };
    bool is_ref = entry_ref(plan, kind == ITEM_ACTION ? ENTRY_ACTION : ENTRY_RISK, index).text != NULL;

    if (!is_ref)
        return label;
    buffer_add_span(&text, plan->key);
    buffer_add_byte(&text, ':');
    buffer_add_span(&text, label);
    return score_keep(arena, &text);
}

struct span score_section_name(const struct plan *plan, size_t section)
{
    if (section >= plan->section_count)
        return (struct span){ .offset = SPAN_NOWHERE };
    return entry_section_name(plan, section);
}
