#include "base/arena.h"
#include "base/status.h"
#include "plan/plan_build.h"
#include "plan/use_map.h"

static struct text_value read_axis(struct build *build, enum field field, struct span *printed)
{
    const struct passage *cell = record_join(build, field);

    if (!cell->text.length)
        return (struct text_value){ 0 };
    struct text_value value =
        rating_field_read(build->reader->marks, build->matcher, cell, build->arena, printed);

    build_mark_source(build, &value.source);
    return value;
}

static struct text_value part_value(struct build *build, const struct passage *cell,
                                    const struct match *match, const char *group)
{
    struct span part = match_group(match, cell->text, pattern_set_group(build->reader->products, group));
    size_t from = part.length ? (size_t)(part.text - cell->text.text) : 0;

    return part.length ? build_value(build, cell, from, from + part.length, match->rule)
                       : (struct text_value){ 0 };
}

static struct text_value part_axis(struct build *build, const struct passage *cell, const struct match *match,
                                   const char *group, struct span *printed)
{
    struct span part = match_group(match, cell->text, pattern_set_group(build->reader->products, group));
    size_t from = part.length ? (size_t)(part.text - cell->text.text) : 0;

    if (!part.length)
        return (struct text_value){ 0 };
    struct passage words = passage_part(build->arena, cell, from, from + part.length);
    struct text_value value =
        rating_field_read(build->reader->marks, build->matcher, &words, build->arena, printed);

    value.source.rule = match->rule;
    build_mark_source(build, &value.source);
    return value;
}

/* The letters and signs about the figures say which is which. */
static void mark_signs(struct build *build, const struct passage *cell)
{
    size_t count = 0;
    const struct extent *extents = passage_extents(build->arena, cell, 0, cell->text.length, &count);

    for (size_t i = 0; i < count; i++)
        use_map_fill(build->uses, extents[i].offset, extents[i].offset + extents[i].length, USE_FURNITURE);
}

/* "4x5=20" in the column of the score gives all three. */
static void read_product(struct build *build, enum field score, struct rating *rating)
{
    const struct passage *cell = record_join(build, score);
    struct match match;

    if (!cell->text.length || rating->impact.text.text || rating->likelihood.text.text ||
        !pattern_match_whole(build->reader->products, build->matcher, cell->text, &match))
        return;
    mark_signs(build, cell);
    rating->likelihood = part_axis(build, cell, &match, "likelihood", &rating->likelihood_text);
    rating->impact = part_axis(build, cell, &match, "impact", &rating->impact_text);
    rating->score = part_value(build, cell, &match, "score");
}

static void read_rating(struct build *build, enum field impact, struct rating *rating)
{
    rating->impact = read_axis(build, impact, &rating->impact_text);
    rating->likelihood = read_axis(build, impact + 1, &rating->likelihood_text);
    rating->score = record_read_text(build, impact + 2);
    read_product(build, impact + 2, rating);
}

/* "As above" is what stands above it. */
static struct text_value resolve_ditto(struct text_value value, struct text_value above)
{
    enum { LONGEST = 10 };
    static const char *const dittos[] = {
        "as above", "as above.", "ditto", "ditto.", "\"", "do.", "see above"
    };

    for (size_t i = 0; value.text.length <= LONGEST && above.text.text && i < ARRAY_LENGTH(dittos); i++)
        if (span_same_ignoring_case(value.text, span_of(dittos[i])))
            return (struct text_value){ .text = above.text, .source = value.source };
    return value;
}

static void read_people(struct build *build, struct risk *risk)
{
    static const struct {
        enum field field;
        enum date_role role;
    } dates[] = { { FIELD_DUE, DATE_DUE },
                  { FIELD_REVIEW, DATE_REVIEW },
                  { FIELD_START, DATE_START },
                  { FIELD_COMPLETED, DATE_COMPLETED } };
    const struct passage *owners = record_join(build, FIELD_OWNER);

    risk->has_owner_column = column_set_has(&build->columns, FIELD_OWNER);
    if (owners->text.length) {
        const struct owner_context context = { .role = OWNER_LEAD,
                                               .names = build->names,
                                               .has_paragraphs = build->record.is_row };

        owner_field_read(build->reader->owners, build->matcher, owners, &context, build->arena, &risk->owners,
                         NULL);
        build_mark_owners(build, &risk->owners);
    }
    for (size_t i = 0; i < ARRAY_LENGTH(dates); i++) {
        const struct passage *cell = record_join(build, dates[i].field);

        if (cell->text.length)
            date_field_read(build->reader->dates, build->matcher, cell, dates[i].role, &build->dates,
                            build->arena, &risk->dates);
    }
    build_mark_dates(build, &risk->dates);
}

static void set_lines(const struct build *build, struct risk *risk)
{
    const struct text_value *const values[] = {
        &risk->ref,        &risk->text,     &risk->inherent.impact, &risk->consequence,
        &risk->mitigation, &risk->controls, &risk->notes,
    };
    struct stretch stretch = { 0 };

    for (size_t i = 0; i < ARRAY_LENGTH(values); i++)
        build_widen_stretch(&stretch, &values[i]->source);
    build_lines(build, &stretch, &risk->line_first, &risk->line_last);
}

void risk_build_record(struct build *build)
{
    struct plan *plan = build->plan;
    const struct piece_list *text = record_pieces(build, FIELD_RISK);

    if (!text)
        return;
    size_t previous = plan->risk_count;
    struct risk *risk = build_add_risk(build);
    const struct risk *above = previous ? &plan->risks[previous - 1] : NULL;
    bool is_actions = build->columns.has_both; /* whose ref, people and days are its own */
    size_t to;

    risk->text = record_read_text(build, FIELD_RISK);
    if (!is_actions) {
        const struct passage *ref = record_join(build, FIELD_REF);

        if (reference_field_read(build->reader->marks, build->matcher, ref, true, build->arena, &risk->ref,
                                 &to))
            build_mark_source(build, &risk->ref.source);
    }
    read_rating(build, FIELD_IMPACT, &risk->inherent);
    read_rating(build, FIELD_RESIDUAL_IMPACT, &risk->residual);
    read_rating(build, FIELD_TARGET_IMPACT, &risk->target);
    risk->consequence = record_read_text(build, FIELD_CONSEQUENCE);
    risk->mitigation = record_read_text(build, FIELD_MITIGATION);
    risk->controls = record_read_text(build, FIELD_CONTROLS);
    risk->notes = record_read_text(build, FIELD_NOTES);
    if (above) {
        risk->consequence = resolve_ditto(risk->consequence, above->consequence);
        risk->mitigation = resolve_ditto(risk->mitigation, above->mitigation);
    }
    if (!is_actions)
        read_people(build, risk);
    set_lines(build, risk);
    section_use(build, risk->section);
}
