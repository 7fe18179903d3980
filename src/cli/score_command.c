#include <stdio.h>
#include <string.h>

#include "analysis/score_store.h"
#include "base/arena.h"
#include "base/errand.h"
#include "cli/command_table.h"
#include "cli/scoring.h"
#include "cli/session.h"
#include "output/exposure_print.h"
#include "output/score_print.h"
#include "store/derived.h"

struct score_values {
    struct text_list plans;
    const char *scheme;
    const char *stage;
    const char *format;
    const char *output;
    bool exposure;
    bool drop;
};

static const char *const formats[] = { "table", "json", "csv", NULL };
static const char *const stages[] = { "inherent", "residual", "target", NULL }; /* as rating_stage_name */

static const struct option_spec options[] = {
    { .name = "plan",
      .kind = OPTION_TEXTS,
      .argument = "PLAN",
      .target = offsetof(struct score_values, plans),
      .help = "only this plan (its key); may be given again" },
    { .name = "scheme",
      .kind = OPTION_TEXT,
      .argument = "NAME",
      .target = offsetof(struct score_values, scheme),
      .help = "the scoring scheme, a file of grammars/schemes" },
    { .name = "stage",
      .kind = OPTION_NAME,
      .argument = "STAGE",
      .choices = stages,
      .target = offsetof(struct score_values, stage),
      .help = "inherent (as it is without this), residual or target ratings" },
    { .name = "format",
      .kind = OPTION_NAME,
      .argument = "FORMAT",
      .choices = formats,
      .target = offsetof(struct score_values, format),
      .help = "table (as it is without this), json or csv" },
    { .name = "exposure",
      .kind = OPTION_FLAG,
      .target = offsetof(struct score_values, exposure),
      .help = "list every action by the findings against it, instead of the risks" },
    { .name = "drop",
      .kind = OPTION_FLAG,
      .target = offsetof(struct score_values, drop),
      .help = "take the scores that are kept out of the database, and do nothing else" },
    { .name = "output",
      .letter = 'o',
      .kind = OPTION_TEXT,
      .argument = "FILE",
      .target = offsetof(struct score_values, output),
      .help = "write to this file" },
};

static enum rating_stage stage_of(const struct score_values *values)
{
    for (unsigned i = 0; values->stage && i < STAGE_COUNT; i++)
        if (strcmp(values->stage, rating_stage_name((enum rating_stage)i)) == 0)
            return (enum rating_stage)i;
    return STAGE_INHERENT;
}

static void print_as(FILE *out, const struct score_values *values, const struct score_report *report,
                     const struct terminal *terminal)
{
    bool is_csv = values->format && strcmp(values->format, "csv") == 0;

    if (values->format && strcmp(values->format, "json") == 0)
        score_print_json(out, report);
    else if (values->exposure)
        is_csv ? exposure_print_csv(out, report) : exposure_print_table(out, report, terminal);
    else
        is_csv ? score_print_csv(out, report) : score_print_table(out, report, terminal);
}

static enum status print(struct session *session, const struct score_values *values,
                         const struct scoring *scoring)
{
    const struct score_report report = { &scoring->scores, &scoring->reach, &scoring->exposure };
    enum status status = session_open_output(session, values->output);

    if (status != STATUS_OK)
        return status;
    struct terminal terminal = session_terminal(session);

    print_as(session->output.stream, values, &report, &terminal);
    return session_finish_output(session);
}

/* ---- keeping ------------------------------------------------------------------------------------ */

/* Scores on their way into the database. All but the exposures is written as soon as it is known: beside the
 * rules, over a connection of its own, where that keeps nobody waiting. The rest is written beside the
 * printing. */
struct keeping {
    struct errand first;
    struct errand rest;
    struct store *beside; /* NULL: there is none */
    struct store *store;  /* that is written to */
    struct arena *arena;
    const struct plan_set *plans;
    const struct scoring *scoring;
    struct score_writing *writing;
    bool is_begun;
    enum status status;
};

static void write_first(void *what)
{
    struct keeping *keeping = what;
    const struct scoring *scoring = keeping->scoring;
    struct derived_scores derived;

    score_store_fill(keeping->plans, &scoring->scores, &scoring->reach, keeping->arena, &derived);
    keeping->status = store_begin_scores(keeping->store, &derived, &keeping->writing);
}

static void begin_keeping(void *what)
{
    struct keeping *keeping = what;

    keeping->is_begun = true;
    errand_begin(&keeping->first, write_first, keeping);
}

static void write_rest(void *what)
{
    struct keeping *keeping = what;
    size_t count;

    if (keeping->is_begun)
        errand_finish(&keeping->first);
    else
        write_first(keeping);
    if (keeping->status != STATUS_OK)
        return;
    const struct stored_exposure *exposures =
        exposure_to_store(&keeping->scoring->exposure, keeping->arena, &count);

    keeping->status = store_finish_scores(keeping->writing, exposures, count, STATUS_OK);
}

/* Undoes what has been written of scores that were not found. */
static enum status give_up(struct keeping *keeping, enum status status)
{
    if (keeping->is_begun)
        errand_finish(&keeping->first);
    return keeping->writing ? store_finish_scores(keeping->writing, NULL, 0, status) : status;
}

static struct keeping prepare_keeping(struct session *session, const struct plan_set *plans,
                                      const struct scoring *scoring)
{
    struct keeping keeping = {
        .store = session->store, .arena = arena_new_within(session->arena), .plans = plans, .scoring = scoring
    };

    session->valve.is_shut = true; /* where there is no second one, the first will do */
    if (store_has_log(session->store) &&
        store_open(session_database_path(session), STORE_WRITE, session->sink, &keeping.beside) == STATUS_OK)
        keeping.store = keeping.beside;
    session->valve.is_shut = false;
    return keeping;
}

/* ---- the run ------------------------------------------------------------------------------------ */

static enum status score(struct session *session, const struct score_values *values,
                         const struct plan_set *plans)
{
    const struct scoring_options how = { .scheme = values->scheme, .stage = stage_of(values) };
    struct scoring scoring = { 0 };
    enum status status = scoring_find(session, plans, &how, &scoring);

    return status == STATUS_OK ? print(session, values, &scoring) : status;
}

/* The database holds the scores of all plans, at all stages; those of a part of them are only printed. */
static enum status score_and_keep(struct session *session, const struct score_values *values,
                                  const struct plan_set *plans)
{
    struct scoring scoring = { 0 };
    struct keeping keeping = prepare_keeping(session, plans, &scoring);
    const struct scoring_options how = { .scheme = values->scheme,
                                         .stage = stage_of(values),
                                         .when_reached = keeping.beside ? begin_keeping : NULL,
                                         .what = &keeping };
    enum status status = scoring_find(session, plans, &how, &scoring);

    if (status == STATUS_OK) {
        errand_begin(&keeping.rest, write_rest, &keeping);
        status = print(session, values, &scoring);
        errand_finish(&keeping.rest);
        status = status == STATUS_OK ? keeping.status : status;
    } else {
        status = give_up(&keeping, status);
    }
    store_close(keeping.beside);
    return status;
}

static int drop(struct session *session)
{
    if (session_open_store(session, STORE_WRITE) != STATUS_OK)
        return EXIT_WRONG;
    return session_exit_status(store_drop_scores(session->store));
}

static int run(struct session *session, const void *filled, const struct text_list *operands)
{
    const struct score_values *values = filled;
    const struct load_options load = { .plans = values->plans.items,
                                       .plan_count = values->plans.count,
                                       .with_text = true };
    struct plan_set plans = { 0 };
    bool can_keep = false, is_part = values->plans.count > 0;

    (void)operands;
    if (values->drop)
        return drop(session);
    enum status status = session_open_store_to_keep(session, &can_keep);

    if (status == STATUS_OK)
        status = session_load_plans(session, &load, &plans);
    if (status == STATUS_OK)
        status =
            can_keep && !is_part ? score_and_keep(session, values, &plans) : score(session, values, &plans);
    return session_exit_status(status);
}

const struct command score_command = {
    .name = "score",
    .operands = "",
    .summary = "put the risks on a matrix of likelihood and impact",
    .details =
        "Scores every risk by the ratings that its plan prints, on a matrix of likelihood and impact. An "
        "axis that "
        "the plan does not rate is never guessed: the score is then a range, and the risk lies in the tray "
        "beside "
        "the matrix. Risks are ranked by dominance; places by the product stand beside it, marked where the "
        "order "
        "depends on the scheme. With each risk stands what it reaches: the actions that it threatens, and "
        "those "
        "that carry out its mitigation; with each plan and section, how far the delivery of its actions is "
        "exposed.\n\n"
        "The scores of all plans, at all stages, are kept in the database too, in place of those before.",
    .options = options,
    .option_count = ARRAY_LENGTH(options),
    .values_size = sizeof(struct score_values),
    .run = run,
};
