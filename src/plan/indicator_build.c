#include "base/arena.h"
#include "plan/plan_build.h"

static void add_value(struct indicator *indicator, struct span period, struct text_value value)
{
    indicator->values[indicator->value_count++] =
        (struct indicator_value){ .period = period, .value = value };
}

static void read_text_column(struct build *build, struct indicator *indicator, const struct passage *passage,
                             const struct column *column)
{
    struct text_value value =
        build_whole_value(build, passage, column->rule ? column->rule : build->reader->rule_indicator);
    bool is_code = column->field == FIELD_CODE || column->field == FIELD_REF ||
                   (!indicator->code.text.text && !indicator->text.text.text && column->field == FIELD_NONE &&
                    passage->text.length <= 12 && indicator->value_count == 0 && column->grid == 0);

    if (is_code)
        indicator->code = value;
    else if (!indicator->text.text.text)
        indicator->text = value;
    else
        indicator->notes = value;
}

static void set_lines(const struct build *build, struct indicator *indicator)
{
    struct stretch stretch = { 0 };

    build_widen_stretch(&stretch, &indicator->code.source);
    build_widen_stretch(&stretch, &indicator->text.source);
    for (size_t i = 0; i < indicator->value_count; i++)
        build_widen_stretch(&stretch, &indicator->values[i].value.source);
    build_lines(build, &stretch, &indicator->line_first, &indicator->line_last);
}

/* Words in place of values stand under the first period. */
void indicator_build_record(struct build *build)
{
    struct indicator *indicator = build_add_indicator(build);

    indicator->values = ARENA_ARRAY(build->arena, build->columns.periods + 1, struct indicator_value);
    for (size_t c = 0; c < build->columns.count; c++) {
        const struct column *column = &build->columns.columns[c];

        if (!build->record.cells[c].count)
            continue;
        struct passage passage = build_join(build, &build->record.cells[c]);

        if (column->field == FIELD_PERIOD)
            add_value(indicator, column->period,
                      build_whole_value(build, &passage, build->reader->rule_indicator));
        else
            read_text_column(build, indicator, &passage, column);
    }
    if (indicator->code.text.text && !indicator->text.text.text) {
        indicator->text = indicator->code;
        indicator->code = (struct text_value){ 0 };
    }
    set_lines(build, indicator);
    if (!indicator->text.text.text || !indicator->value_count)
        build->plan->indicator_count--;
    else
        section_use(build, indicator->section);
}
