#include "analysis/own_scale.h"

#include <stdbool.h>
#include <string.h>

#include "base/status.h"
#include "plan/plan.h"

static const char *const general_words[] = { "very low", "low", "medium", "high", "very high" };
enum { VERY_LOW, LOW, MEDIUM, HIGH, VERY_HIGH, GENERAL_WORD_COUNT };

static const char *const numbers[SCHEME_LEVEL_LIMIT] = { "1", "2", "3", "4", "5", "6", "7", "8", "9", "10" };

static const struct rating *rating_of(const struct risk *risk, enum rating_stage stage)
{
    const struct rating *ratings[STAGE_COUNT] = {
        [STAGE_INHERENT] = &risk->inherent,
        [STAGE_RESIDUAL] = &risk->residual,
        [STAGE_TARGET] = &risk->target,
    };

    return ratings[stage];
}

struct span own_scale_rating(const struct risk *risk, enum rating_stage stage, enum risk_axis axis)
{
    const struct rating *rating = rating_of(risk, stage);

    return axis == AXIS_IMPACT ? rating->impact.text : rating->likelihood.text;
}

struct span own_scale_printed(const struct risk *risk, enum rating_stage stage, enum risk_axis axis)
{
    const struct rating *rating = rating_of(risk, stage);

    return axis == AXIS_IMPACT ? rating->impact_text : rating->likelihood_text;
}

struct span own_scale_score(const struct risk *risk, enum rating_stage stage)
{
    return rating_of(risk, stage)->score.text;
}

/* The index of the words in a list of count names, or count. */
static size_t index_of(const char *const *names, size_t count, struct span words)
{
    size_t i = 0;

    while (i < count && !span_same_ignoring_case(span_of(names[i]), words))
        i++;
    return i;
}

unsigned own_scale_general(const struct own_axis *axis, struct span words)
{
    size_t word = words.text ? index_of(general_words, GENERAL_WORD_COUNT, words) : GENERAL_WORD_COUNT;

    if (word == GENERAL_WORD_COUNT || !axis->general_count)
        return 0;
    switch (axis->general_count) {
    case 2:
        return word == LOW ? 1 : 2;
    case 3:
        return (unsigned)word; /* low is 1 */
    default:
        return (unsigned)word + 1;
    }
}

/* The level of a rating on the plan's own axis, from 1; 0 where it has none. */
static size_t own_level(const struct own_axis *axis, struct span words)
{
    if (axis->kind == OWN_GENERAL)
        return own_scale_general(axis, words);
    for (size_t i = 0; i < axis->level_count; i++)
        if (span_same_ignoring_case(axis->levels[i], words))
            return i + 1;
    return 0;
}

/* What the ratings of one axis have been seen to be. */
struct sighting {
    unsigned general; /* bits: 1 << word */
    size_t greatest;  /* number */
    bool other;       /* a rating that is neither general word nor number */
};

static void see_rating(struct sighting *seen, struct own_axis *axis, struct span words)
{
    size_t word = index_of(general_words, GENERAL_WORD_COUNT, words);
    size_t number = index_of(numbers, SCHEME_LEVEL_LIMIT, words) + 1;

    if (word < GENERAL_WORD_COUNT)
        seen->general |= 1u << word;
    else if (number <= SCHEME_LEVEL_LIMIT)
        seen->greatest = number > seen->greatest ? number : seen->greatest;
    else
        seen->other = true;
    if (!own_level(axis, words) && axis->level_count < SCHEME_LEVEL_LIMIT)
        axis->levels[axis->level_count++] = words;
}

/* The fewest levels that have all the words used: the widest reading, which holds every narrower one. */
static unsigned general_scale(unsigned words)
{
    if (words & ((1u << VERY_LOW) | (1u << VERY_HIGH)))
        return 5;
    if (words & (1u << MEDIUM))
        return 3;
    return words ? 2 : 0;
}

static void name_levels(struct own_axis *axis, size_t count, const char *const *names)
{
    axis->level_count = count;
    for (size_t i = 0; i < count; i++)
        axis->levels[i] = span_of(names[i]);
}

static void settle_axis(struct own_axis *axis, const struct sighting *seen)
{
    static const char *const two[] = { "low", "high" };

    axis->general_count = general_scale(seen->general);
    if (!axis->level_count) {
        axis->kind = OWN_NONE;
    } else if (seen->general && !seen->greatest && !seen->other) {
        axis->kind = OWN_GENERAL;
        name_levels(axis, axis->general_count,
                    axis->general_count == 2   ? two
                    : axis->general_count == 3 ? general_words + LOW
                                               : general_words);
    } else if (seen->greatest && !seen->general && !seen->other) {
        axis->kind = OWN_NUMBERS;
        name_levels(axis, seen->greatest, numbers);
    } else {
        axis->kind = OWN_WORDS;
    }
}

static void read_axis(const struct plan *plan, enum risk_axis which, struct own_axis *axis)
{
    struct sighting seen = { 0 };

    *axis = (struct own_axis){ .kind = OWN_WORDS };
    for (size_t i = 0; i < plan->risk_count; i++)
        for (enum rating_stage stage = 0; stage < STAGE_COUNT; stage++) {
            struct span words = own_scale_rating(&plan->risks[i], stage, which);

            if (words.text)
                see_rating(&seen, axis, words);
        }
    settle_axis(axis, &seen);
}

static void count_risk(const struct risk *risk, enum rating_stage stage, struct own_matrix *own)
{
    size_t levels[AXIS_COUNT];

    for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++) {
        struct span words = own_scale_rating(risk, stage, axis);

        levels[axis] = own_level(&own->axes[axis], words);
        if (words.text && !levels[axis]) {
            own->beyond_count++;
            return;
        }
    }
    own->counts[levels[AXIS_LIKELIHOOD]][levels[AXIS_IMPACT]]++;
}

void own_scale_read(const struct plan *plan, enum rating_stage stage, struct own_matrix *out)
{
    *out = (struct own_matrix){ .plan = plan, .risk_count = plan->risk_count };
    for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++)
        read_axis(plan, axis, &out->axes[axis]);
    for (size_t i = 0; i < plan->risk_count; i++)
        count_risk(&plan->risks[i], stage, out);
}
