#include "analysis/scheme_lint.h"

#include <stdbool.h>
#include <stdint.h>

#include "analysis/risk_scheme.h"
#include "base/arena.h"
#include "base/buffer.h"

struct lint {
    const struct risk_scheme *scheme;
    struct arena *arena;
    struct scheme_notes notes;
    struct buffer text; /* of the note at hand */
};

static void add_note(struct lint *lint)
{
    struct span text = { .text = lint->text.bytes, .length = lint->text.length, .offset = SPAN_NOWHERE };
    struct scheme_notes *notes = &lint->notes;

    notes->items =
        arena_grow(lint->arena, notes->items, notes->count, &notes->capacity, sizeof *notes->items);
    notes->items[notes->count++] = arena_copy_span(lint->arena, text);
    lint->text.length = 0;
}

static size_t level_count(const struct lint *lint, enum risk_axis axis)
{
    return lint->scheme->axes[axis].level_count;
}

/* The band where one axis has `level` and the other `across`, both from 0. */
static uint8_t band_at(const struct lint *lint, enum risk_axis axis, size_t level, size_t across)
{
    return axis == AXIS_IMPACT ? lint->scheme->cells[across][level] : lint->scheme->cells[level][across];
}

static enum risk_axis other(enum risk_axis axis)
{
    return axis == AXIS_IMPACT ? AXIS_LIKELIHOOD : AXIS_IMPACT;
}

static void lint_unused_bands(struct lint *lint)
{
    for (size_t b = 0; b < lint->scheme->band_count; b++) {
        bool is_used = false;

        for (size_t l = 0; l < level_count(lint, AXIS_LIKELIHOOD); l++)
            for (size_t i = 0; i < level_count(lint, AXIS_IMPACT); i++)
                is_used |= lint->scheme->cells[l][i] == b;
        if (!is_used) {
            buffer_add_format(&lint->text, "no cell is %s", lint->scheme->bands[b].name);
            add_note(lint);
        }
    }
}

/* Betweenness: on the way from the least to the gravest a risk passes every band. */
static void lint_leaps(struct lint *lint)
{
    size_t leaps = 0;

    for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++)
        for (size_t level = 1; level < level_count(lint, axis); level++)
            for (size_t across = 0; across < level_count(lint, other(axis)); across++)
                leaps += band_at(lint, axis, level, across) > band_at(lint, axis, level - 1, across) + 1;
    if (leaps) {
        buffer_add_format(&lint->text, "%zu step%s to a neighbouring cell leap%s over a band", leaps,
                          leaps == 1 ? "" : "s", leaps == 1 ? "s" : "");
        add_note(lint);
    }
}

/* Where the least level of an axis is out of the least band, a trifle may be graver than the matrix can
 * justify. */
static void lint_edge(struct lint *lint, enum risk_axis axis)
{
    const struct scheme_axis *edge = &lint->scheme->axes[axis];
    size_t above = 0;

    for (size_t across = 0; across < level_count(lint, other(axis)); across++)
        above += band_at(lint, axis, 0, across) > 0;
    if (above) {
        buffer_add_format(&lint->text, "%s %s is above %s in %zu of its %zu cells", risk_axis_name(axis),
                          edge->levels[0].name, lint->scheme->bands[0].name, above,
                          level_count(lint, other(axis)));
        add_note(lint);
    }
}

static void lint_twins(struct lint *lint, enum risk_axis axis)
{
    for (size_t level = 1; level < level_count(lint, axis); level++) {
        bool is_twin = true;

        for (size_t across = 0; across < level_count(lint, other(axis)); across++)
            is_twin &= band_at(lint, axis, level, across) == band_at(lint, axis, level - 1, across);
        if (is_twin) {
            const struct scheme_level *levels = lint->scheme->axes[axis].levels;

            buffer_add_format(&lint->text, "no band tells %s %s from %s", risk_axis_name(axis),
                              levels[level - 1].name, levels[level].name);
            add_note(lint);
        }
    }
}

struct scheme_notes scheme_lint(const struct risk_scheme *scheme, struct arena *arena)
{
    struct lint lint = { .scheme = scheme, .arena = arena };

    lint_unused_bands(&lint);
    lint_leaps(&lint);
    for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++) {
        lint_edge(&lint, axis);
        lint_twins(&lint, axis);
    }
    buffer_free(&lint.text);
    return lint.notes;
}
