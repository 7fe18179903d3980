#include "analysis/scheme_lint.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

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
    struct span text = span_over(lint->text.bytes, lint->text.length);
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

/* More of an axis must never mean less: else the corners of a range would lie. */
static void lint_falls(struct lint *lint)
{
    size_t falls = 0;

    for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++)
        for (size_t level = 1; level < level_count(lint, axis); level++)
            for (size_t across = 0; across < level_count(lint, other(axis)); across++)
                falls += band_at(lint, axis, level, across) < band_at(lint, axis, level - 1, across);
    if (falls) {
        buffer_add_format(&lint->text, "not monotone: %zu step%s up on an axis lower%s the band", falls,
                          falls == 1 ? "" : "s", falls == 1 ? "s" : "");
        add_note(lint);
    }
}

/* A cell as the rectangle of likelihood times impact that it covers, levels taken as equally wide. */
struct cell {
    size_t least; /* product */
    size_t greatest;
    size_t band;
};

static size_t list_cells(const struct lint *lint,
                         struct cell cells[static SCHEME_LEVEL_LIMIT * SCHEME_LEVEL_LIMIT])
{
    size_t count = 0;

    for (size_t l = 0; l < level_count(lint, AXIS_LIKELIHOOD); l++)
        for (size_t i = 0; i < level_count(lint, AXIS_IMPACT); i++)
            cells[count++] = (struct cell){
                .least = l * i,
                .greatest = (l + 1) * (i + 1),
                .band = lint->scheme->cells[l][i],
            };
    return count;
}

/* A scheme that gives its levels points of their own says that they are not equally wide. */
static bool levels_are_equal(const struct lint *lint)
{
    for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++)
        for (size_t level = 0; level < level_count(lint, axis); level++) {
            double points = lint->scheme->axes[axis].points[level];

            if (points < (double)level + 1 || points > (double)level + 1)
                return false;
        }
    return true;
}

/* Weak consistency: whatever lies in the gravest band is worse than whatever lies in the least. */
static void lint_consistency(struct lint *lint)
{
    struct cell cells[SCHEME_LEVEL_LIMIT * SCHEME_LEVEL_LIMIT];
    size_t count = list_cells(lint, cells);
    size_t gravest = lint->scheme->band_count - 1;
    size_t mixed = 0, worst = 0;

    for (size_t a = 0; a < count; a++)
        if (cells[a].band == 0 && cells[a].greatest > worst)
            worst = cells[a].greatest;
    for (size_t b = 0; b < count; b++)
        mixed += cells[b].band == gravest && cells[b].least < worst;
    if (mixed) {
        buffer_add_format(&lint->text,
                          "%zu of its %s cells can hold a risk of less likelihood x impact than some %s cell",
                          mixed, lint->scheme->bands[gravest].name, lint->scheme->bands[0].name);
        add_note(lint);
    }
}

/* Consistent colouring: of two cells the one whose products are higher at both ends has no lower band. */
static void lint_reversals(struct lint *lint)
{
    struct cell cells[SCHEME_LEVEL_LIMIT * SCHEME_LEVEL_LIMIT];
    size_t count = list_cells(lint, cells);
    size_t reversed = 0;

    for (size_t a = 0; a < count; a++)
        for (size_t b = 0; b < count; b++)
            reversed += cells[a].band < cells[b].band && cells[a].least >= cells[b].least &&
                        cells[a].greatest > cells[b].greatest;
    if (reversed) {
        buffer_add_format(
            &lint->text,
            "%zu pair%s of cells %s reversed: the one of less likelihood x impact has the higher band",
            reversed, reversed == 1 ? "" : "s", reversed == 1 ? "is" : "are");
        add_note(lint);
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

/* The number among a level's words; 0 where it has none. */
static unsigned long level_number(const struct scheme_level *level)
{
    for (size_t i = 0; i < level->word_count; i++) {
        char *end;
        unsigned long number = strtoul(level->words[i], &end, 10);

        if (end > level->words[i] && !*end)
            return number;
    }
    return 0;
}

/* A scale printed as 1 2 3 5 has lost a level, or never had it. */
static void lint_numbers(struct lint *lint, enum risk_axis axis)
{
    const struct scheme_axis *scale = &lint->scheme->axes[axis];

    for (size_t level = 1; level < scale->level_count; level++) {
        unsigned long before = level_number(&scale->levels[level - 1]);
        unsigned long number = level_number(&scale->levels[level]);

        if (before && number && number != before + 1) {
            buffer_add_format(&lint->text, "%s goes from %lu to %lu", risk_axis_name(axis), before, number);
            add_note(lint);
        }
    }
}

struct scheme_notes scheme_lint(const struct risk_scheme *scheme, struct arena *arena)
{
    struct lint lint = { .scheme = scheme, .arena = arena };

    lint_unused_bands(&lint);
    lint_falls(&lint);
    lint_leaps(&lint);
    if (levels_are_equal(&lint)) {
        lint_consistency(&lint);
        lint_reversals(&lint);
    }
    for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++) {
        lint_edge(&lint, axis);
        lint_twins(&lint, axis);
        lint_numbers(&lint, axis);
    }
    buffer_free(&lint.text);
    return lint.notes;
}
