#include "output/standing_print.h"

#include <stdlib.h>

#include "analysis/delivery_exposure.h"
#include "analysis/risk_reach.h"
#include "analysis/risk_score.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "output/score_print.h"
#include "output/score_words.h"
#include "output/terminal.h"
#include "store/store.h"

enum { LABEL_WIDTH = 20, REASON_INDENT = 24 };

struct printer {
    const struct standing *standing;
    const struct plan *plan;
    const struct terminal *terminal;
    FILE *out;
    struct arena *arena;
};

/* Takes the text over. */
static void print_line(const struct printer *printer, const char *label, size_t indent, struct buffer *text)
{
    struct buffer line = { 0 };

    buffer_add_format(&line, "%-*s", (int)indent, label);
    terminal_add_wrapped(&line, score_keep(printer->arena, text), indent, indent, printer->terminal->width);
    fprintf(printer->out, "%s\n", buffer_string(&line));
    buffer_free(&line);
}

/* ---- links ------------------------------------------------------------------------------------- */

static void add_quoted(struct buffer *text, struct span words)
{
    buffer_add_byte(text, '"');
    buffer_add_span(text, words);
    buffer_add_byte(text, '"');
}

/* "modules ~ module, new" */
static void add_shared(struct buffer *text, const struct reach_evidence *evidence)
{
    for (size_t i = 0; i < evidence->shared_count; i++) {
        const struct reach_word *word = &evidence->shared[i];

        if (word->is_repeat)
            continue;
        buffer_add_string(text, i ? ", " : "");
        buffer_add_span(text, word->risk);
        if (!span_same_ignoring_case(word->risk, word->action)) {
            buffer_add_string(text, " ~ ");
            buffer_add_span(text, word->action);
        }
    }
}

static void add_evidence(struct buffer *text, const struct reach_evidence *evidence)
{
    static const char *const phrases[EVIDENCE_KIND_COUNT] = {
        [EVIDENCE_SECTION] = "both stand under ",
        [EVIDENCE_AROUND] = "one section is inside the other: ",
        [EVIDENCE_TITLE] = "names the risk's section ",
        [EVIDENCE_SUBJECT] = "names what the risk is about",
        [EVIDENCE_STEP] = "names the step ",
        [EVIDENCE_CITATION] = "is cited: ",
    };

    buffer_add_string(text, phrases[evidence->kind]);
    if (evidence->kind != EVIDENCE_SUBJECT)
        add_quoted(text, evidence->words);
    if (evidence->shared_count) {
        buffer_add_format(text, " (%.0f%%: ", evidence->share * 100);
        add_shared(text, evidence);
        buffer_add_byte(text, ')');
    }
}

/* "PLAN:REF 0.95: words", and under it why */
static void print_link(const struct printer *printer, const char *label, const struct risk_link *link,
                       enum item_kind kind)
{
    size_t index = kind == ITEM_RISK ? link->risk : link->action;
    struct buffer text = { 0 };
    struct buffer why = { 0 };

    buffer_add_span(&text, score_item_name(printer->plan, kind, index, printer->arena));
    buffer_add_format(&text, " (%.2f): ", link->score);
    buffer_add_span(&text, kind == ITEM_RISK ? printer->plan->risks[index].text.text
                                             : printer->plan->actions[index].text.text);
    print_line(printer, label, LABEL_WIDTH, &text);
    for (size_t i = 0; i < link->evidence_count; i++) {
        buffer_add_string(&why, i ? "; " : "");
        add_evidence(&why, &link->evidence[i]);
    }
    print_line(printer, "", REASON_INDENT, &why);
}

static int by_score(const void *left, const void *right)
{
    const struct risk_link *a = *(const struct risk_link *const *)left;
    const struct risk_link *b = *(const struct risk_link *const *)right;

    if (a->score > b->score || a->score < b->score)
        return a->score > b->score ? -1 : 1;
    return a < b ? -1 : a > b;
}

/* The links of one risk or action and one relation, strongest first. */
static void print_links(const struct printer *printer, enum item_kind kind, size_t index,
                        enum risk_relation relation, const char *label)
{
    const struct reach_result *reach = printer->standing->reach;
    const struct risk_link **found = ARENA_ARRAY(printer->arena, reach->link_count, const struct risk_link *);
    size_t count = 0;

    for (size_t i = 0; i < reach->link_count; i++) {
        const struct risk_link *link = &reach->links[i];

        if (link->relation == relation && (kind == ITEM_RISK ? link->risk : link->action) == index)
            found[count++] = link;
    }
    if (count)
        qsort(found, count, sizeof(const struct risk_link *), by_score);
    for (size_t i = 0; i < count; i++)
        print_link(printer, i ? "" : label, found[i], kind == ITEM_RISK ? ITEM_ACTION : ITEM_RISK);
}

/* ---- a risk ------------------------------------------------------------------------------------ */

static const struct risk_score *score_of(const struct score_result *result, size_t risk)
{
    for (size_t i = 0; i < result->score_count; i++)
        if (result->scores[i].index == risk)
            return &result->scores[i];
    return NULL;
}

/* "likelihood 3-5 of 5" */
static void add_range(struct buffer *text, const struct risk_scheme *scheme, const struct risk_score *score,
                      enum risk_axis axis)
{
    const struct level_range *range = &score->ranges[axis];

    buffer_add_format(text, "%s %u", risk_axis_name(axis), range->low);
    if (range->high != range->low)
        buffer_add_format(text, "-%u", range->high);
    buffer_add_format(text, " of %zu", scheme->axes[axis].level_count);
}

static void print_stage(const struct printer *printer, enum rating_stage stage, size_t risk, bool is_first)
{
    const struct risk_scheme *scheme = printer->standing->scheme;
    struct score_result result;
    struct buffer text = { 0 };

    score_plans(printer->standing->plans, scheme, stage, printer->arena, &result);
    const struct risk_score *score = score_of(&result, risk);

    if (!score || (stage != STAGE_INHERENT && score->placement == RATING_UNKNOWN &&
                   score->score_use == SCORE_NOT_PRINTED))
        return;
    buffer_add_format(&text, "%s: ", rating_stage_name(stage));
    buffer_add_span(&text, score_band_words(scheme, score, printer->arena));
    buffer_add_string(&text, " (");
    add_range(&text, scheme, score, AXIS_LIKELIHOOD);
    buffer_add_string(&text, ", ");
    add_range(&text, scheme, score, AXIS_IMPACT);
    if (score->placement != PLACED)
        buffer_add_format(&text, "; %s", placement_name(score->placement));
    buffer_add_byte(&text, ')');
    if (score->band_could_step) {
        buffer_add_string(&text, "; one level more or less reaches ");
        buffer_add_span(&text, score_step_words(scheme, score, printer->arena));
    }
    if (score->score_use == SCORE_DIFFERS || score->score_use == SCORE_NARROWS)
        buffer_add_format(&text, "; the printed score %s", score_use_name(score->score_use));
    print_line(printer, is_first ? "scored" : "", LABEL_WIDTH, &text);
}

/* "sections: KT1, KT2" */
static void print_names(const struct printer *printer, size_t risk)
{
    struct reach_names names = reach_names_of(printer->standing->reach, 0, risk, printer->arena);
    struct buffer text = { 0 };

    for (size_t i = 0; i < names.section_count; i++) {
        buffer_add_string(&text, i ? ", " : "sections: ");
        buffer_add_span(&text, score_section_name(printer->plan, names.sections[i]));
    }
    if (names.section_count)
        print_line(printer, "", LABEL_WIDTH, &text);
    for (size_t i = 0; i < names.owner_count; i++) {
        buffer_add_string(&text, i ? ", " : "owners: ");
        buffer_add_span(&text, names.owners[i]);
    }
    if (names.owner_count)
        print_line(printer, "", LABEL_WIDTH, &text);
}

static void print_risk(const struct printer *printer, size_t risk)
{
    struct reach_count count = reach_count_of(printer->standing->reach, 0, risk);
    struct buffer text = { 0 };

    buffer_add_string(&text, printer->standing->scheme->title);
    print_line(printer, "scheme", LABEL_WIDTH, &text);
    for (enum rating_stage stage = 0; stage < STAGE_COUNT; stage++)
        print_stage(printer, stage, risk, stage == STAGE_INHERENT);
    buffer_add_format(
        &text, "threatens %zu action%s in %zu section%s, of %zu owner%s; %zu carr%s out its mitigation",
        count.threatened, count.threatened == 1 ? "" : "s", count.sections, count.sections == 1 ? "" : "s",
        count.owners, count.owners == 1 ? "" : "s", count.mitigated, count.mitigated == 1 ? "ies" : "y");
    print_line(printer, "reach", LABEL_WIDTH, &text);
    print_names(printer, risk);
    print_links(printer, ITEM_RISK, risk, RISK_THREATENS, "threatens");
    print_links(printer, ITEM_RISK, risk, RISK_MITIGATED_BY, "mitigated by");
}

/* ---- an action --------------------------------------------------------------------------------- */

static void print_exposure(const struct printer *printer, size_t action)
{
    const struct exposure_result *result = printer->standing->exposure;
    struct buffer text = { 0 };
    size_t i = 0;

    while (i < result->action_count && result->actions[i].action != action)
        i++;
    if (i == result->action_count) {
        buffer_add_string(&text, "no finding against it");
    } else {
        buffer_add_format(&text, "%g: ", result->actions[i].total);
        for (size_t k = 0; k < result->actions[i].factor_count; k++) {
            const struct exposure_factor *factor = &result->actions[i].factors[k];

            buffer_add_format(&text, "%s%s %s %g", k ? " + " : "", factor->rule, factor->name,
                              factor->weight);
        }
    }
    if (result->plans[0].not_tested)
        buffer_add_format(&text, "; %zu rules not tested on this plan", result->plans[0].not_tested);
    print_line(printer, "exposure", LABEL_WIDTH, &text);
}

static void print_action(const struct printer *printer, size_t action)
{
    print_exposure(printer, action);
    print_links(printer, ITEM_ACTION, action, RISK_THREATENS, "threatened by");
    print_links(printer, ITEM_ACTION, action, RISK_MITIGATED_BY, "mitigates");
}

void standing_print(const struct standing *standing, enum entry_kind kind, size_t index,
                    const struct terminal *terminal, FILE *out)
{
    struct printer printer = {
        .standing = standing,
        .plan = standing->plans->items[0],
        .terminal = terminal,
        .out = out,
        .arena = arena_new(),
    };

    if (kind == ENTRY_RISK)
        print_risk(&printer, index);
    else if (kind == ENTRY_ACTION)
        print_action(&printer, index);
    arena_free(printer.arena);
}
