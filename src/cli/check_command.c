#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "analysis/audit_accept.h"
#include "analysis/audit_check.h"
#include "analysis/audit_rule.h"
#include "analysis/coverage_check.h"
#include "analysis/risk_scheme.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/errand.h"
#include "cli/command_table.h"
#include "cli/session.h"
#include "output/check_print.h"
#include "output/coverage_print.h"

struct check_values {
    struct text_list plans;
    struct text_list select;
    struct text_list ignore;
    const char *severity;
    const char *as_of;
    const char *scheme;
    const char *appetite;
    const char *suppressions;
    const char *baseline;
    bool update_baseline;
    bool coverage;
    const char *format;
    const char *output;
    bool all_editions;
};

static const char *const formats[] = { "human", "gcc", "json", "sarif", "csv", "text", NULL };
static const char *const severities[] = { "error", "warning", "note", NULL }; /* as finding_severity_name */

static const struct option_spec options[] = {
    { .name = "plan",
      .kind = OPTION_TEXTS,
      .argument = "PLAN",
      .target = offsetof(struct check_values, plans),
      .help = "only this plan (its key); may be given again" },
    { .name = "all-editions",
      .kind = OPTION_FLAG,
      .target = offsetof(struct check_values, all_editions),
      .help = "earlier editions too" },
    { .name = "as-of",
      .kind = OPTION_DATE,
      .argument = "DATE",
      .target = offsetof(struct check_values, as_of),
      .help = "the day that overdue is counted from (without this: each plan's own date)" },
    { .name = "severity",
      .kind = OPTION_NAME,
      .argument = "LEVEL",
      .choices = severities,
      .target = offsetof(struct check_values, severity),
      .help = "nothing below error, warning or note" },
    { .name = "select",
      .kind = OPTION_TEXTS,
      .argument = "RULE",
      .target = offsetof(struct check_values, select),
      .help = "only this rule: its id, its name, or how its id begins (DAT); may be given again" },
    { .name = "ignore",
      .kind = OPTION_TEXTS,
      .argument = "RULE",
      .target = offsetof(struct check_values, ignore),
      .help = "not this rule; may be given again" },
    { .name = "scheme",
      .kind = OPTION_TEXT,
      .argument = "NAME",
      .target = offsetof(struct check_values, scheme),
      .help = "the scoring scheme that ratings are held against, a file of grammars/schemes" },
    { .name = "appetite",
      .kind = OPTION_TEXT,
      .argument = "BAND",
      .target = offsetof(struct check_values, appetite),
      .help = "the highest band of the scheme that is accepted" },
    { .name = "suppressions",
      .kind = OPTION_TEXT,
      .argument = "FILE",
      .target = offsetof(struct check_values, suppressions),
      .help = "leave out the findings that this file accepts, each with a reason and an end" },
    { .name = "baseline",
      .kind = OPTION_TEXT,
      .argument = "FILE",
      .target = offsetof(struct check_values, baseline),
      .help = "only what is new since this file was written" },
    { .name = "update-baseline",
      .kind = OPTION_FLAG,
      .target = offsetof(struct check_values, update_baseline),
      .help = "write the baseline anew" },
    { .name = "coverage",
      .kind = OPTION_FLAG,
      .target = offsetof(struct check_values, coverage),
      .help = "instead of findings: what is said of each section, recommendation and risk, the worst first" },
    { .name = "format",
      .kind = OPTION_NAME,
      .argument = "FORMAT",
      .choices = formats,
      .target = offsetof(struct check_values, format),
      .help = "human (as it is without this), gcc, json, sarif or csv" },
    { .name = "output",
      .letter = 'o',
      .kind = OPTION_TEXT,
      .argument = "FILE",
      .target = offsetof(struct check_values, output),
      .help = "write to this file" },
};

/* ---- what is asked for ----------------------------------------------------------------------------- */

static bool there_is_a_rule(const char *word)
{
    size_t count;
    const struct audit_rule *rules = audit_rules(&count);

    for (size_t i = 0; i < count; i++)
        if (*word && check_names_rule(word, &rules[i]))
            return true;
    return false;
}

static enum status name_rules(struct session *session, const struct text_list *words)
{
    for (size_t i = 0; i < words->count; i++)
        if (!there_is_a_rule(words->items[i])) {
            session_complain(session, "check: there is no rule \"%s\"; `planrisk rule` lists them",
                             words->items[i]);
            return STATUS_USAGE;
        }
    return STATUS_OK;
}

static enum status find_band(struct session *session, const struct risk_scheme *scheme, const char *word,
                             size_t *out)
{
    struct buffer names = { 0 };

    for (size_t i = 0; i < scheme->band_count; i++) {
        if (strcasecmp(scheme->bands[i].name, word) == 0) {
            *out = i;
            buffer_free(&names);
            return STATUS_OK;
        }
        buffer_add_format(&names, "%s%s", i ? ", " : "", scheme->bands[i].name);
    }
    session_complain(session, "check: %s has no band \"%s\": it has %s", scheme->name, word,
                     buffer_string(&names));
    buffer_free(&names);
    return STATUS_USAGE;
}

static enum status read_scheme(struct session *session, const struct check_values *values,
                               struct check_options *out)
{
    const struct risk_scheme *scheme = NULL;

    if (!values->scheme && !values->appetite)
        return STATUS_OK;
    enum status status =
        risk_scheme_load(session->grammar, values->scheme ? values->scheme : risk_scheme_default,
                         session->arena, session->sink, &scheme);

    if (status != STATUS_OK)
        return status;
    out->scheme = values->scheme ? scheme : NULL;
    if (!values->appetite)
        return STATUS_OK;
    out->appetite_scheme = scheme;
    return find_band(session, scheme, values->appetite, &out->appetite);
}

static enum status read_options(struct session *session, const struct check_values *values,
                                struct check_options *out)
{
    enum status status = name_rules(session, &values->select);

    *out = (struct check_options){
        .as_of = values->as_of,
        .has_least = values->severity != NULL,
        .select = values->select.items,
        .select_count = values->select.count,
        .ignore = values->ignore.items,
        .ignore_count = values->ignore.count,
    };
    for (unsigned i = FINDING_ERROR; values->severity && i <= FINDING_NOTE; i++)
        if (strcmp(values->severity, severities[i]) == 0)
            out->least = (enum finding_severity)i;
    if (status == STATUS_OK)
        status = name_rules(session, &values->ignore);
    return status == STATUS_OK ? read_scheme(session, values, out) : status;
}

/* ---- the run ---------------------------------------------------------------------------------------- */

static enum status check(struct session *session, const struct check_values *values, bool *can_keep,
                         struct plan_set *plans, struct check_result *result)
{
    const struct load_options load = {
        .all_editions = values->all_editions,
        .plans = values->plans.items,
        .plan_count = values->plans.count,
        .with_text = true,
    };
    struct check_input input = { .plans = plans };
    enum status status = session_load_grammar(session);

    if (status == STATUS_OK)
        status = read_options(session, values, &input.options);
    if (status == STATUS_OK)
        status = session_open_store_to_keep(session, can_keep);
    if (status == STATUS_OK)
        status = session_load_plans(session, &load, plans);
    if (status != STATUS_OK)
        return status;
    input.store = session->store;
    input.grammar = session->grammar;
    return check_plans(&input, session->arena, session->sink, result);
}

static void print_as(FILE *out, const char *format, const struct check_result *result,
                     const struct terminal *terminal)
{
    static const struct {
        const char *name;
        void (*print)(FILE *out, const struct check_result *result);
    } printers[] = {
        { "gcc", check_print_gcc },
        { "json", check_print_json },
        { "sarif", check_print_sarif },
        { "csv", check_print_csv },
    };

    for (size_t i = 0; format && i < ARRAY_LENGTH(printers); i++)
        if (strcmp(format, printers[i].name) == 0) {
            printers[i].print(out, result);
            return;
        }
    check_print_human(out, result, terminal);
}

static enum status print(struct session *session, const struct check_values *values,
                         const struct check_result *result)
{
    enum status status = session_open_output(session, values->output);

    if (status != STATUS_OK)
        return status;
    struct terminal terminal = session_terminal(session);

    print_as(session->output.stream, values->format, result, &terminal);
    return session_finish_output(session);
}

/* ---- what is accepted --------------------------------------------------------------------------------- */

/* A suppression's last day is held against the day of the audit, else against today. */
static const char *day_of_expiry(struct session *session, const char *as_of)
{
    enum { ISO_BYTES = 11 };
    time_t now = time(NULL);
    char *today;
    struct tm local;

    if (as_of)
        return as_of;
    today = arena_take(session->arena, ISO_BYTES);
    localtime_r(&now, &local);
    strftime(today, ISO_BYTES, "%Y-%m-%d", &local);
    return today;
}

static enum status suppress(struct session *session, const struct check_values *values,
                            struct check_result *result)
{
    struct suppression_list list;

    if (!values->suppressions)
        return STATUS_OK;
    enum status status = suppressions_read(values->suppressions, session->arena, session->sink, &list);

    if (status == STATUS_OK)
        suppressions_apply(&list, day_of_expiry(session, values->as_of), session->arena, result);
    return status;
}

static enum status hold_against_baseline(struct session *session, const struct check_values *values,
                                         struct check_result *result)
{
    if (!values->baseline)
        return STATUS_OK;
    if (values->update_baseline) {
        enum status status = baseline_write(values->baseline, result, session->sink);

        if (status != STATUS_OK)
            return status;
    }
    return baseline_apply(values->baseline, session->arena, session->sink, result);
}

/* The database holds the findings of all rules on all plans, each in its latest edition; a part is only
 * printed. */
static bool is_part(const struct check_values *values)
{
    return values->plans.count > 0 || values->all_editions || values->select.count > 0 ||
           values->ignore.count > 0 || values->severity;
}

/* Findings on their way into the database, as they were before a baseline took some out. */
struct keeping {
    struct errand errand;
    struct store *store;
    struct check_result found;
    enum status status;
};

static void keep(void *what)
{
    struct keeping *keeping = what;
    const struct check_result *found = &keeping->found;

    keeping->status = store_replace_findings(keeping->store, found->findings, found->finding_count,
                                             found->not_tested, found->not_tested_count);
}

/* They are kept while they are printed. */
static enum status tell_and_keep(struct session *session, const struct check_values *values,
                                 struct check_result *result)
{
    struct keeping keeping = { .store = session->store, .found = *result };

    errand_begin(&keeping.errand, keep, &keeping);
    enum status status = hold_against_baseline(session, values, result);

    if (status == STATUS_OK)
        status = print(session, values, result);
    errand_finish(&keeping.errand);
    return status == STATUS_OK ? keeping.status : status;
}

static enum status tell(struct session *session, const struct check_values *values,
                        struct check_result *result)
{
    enum status status = hold_against_baseline(session, values, result);

    return status == STATUS_OK ? print(session, values, result) : status;
}

/* ---- the coverage matrix ------------------------------------------------------------------------- */

static void print_coverage_as(FILE *out, const char *format, const struct coverage_report *report,
                              const struct terminal *terminal)
{
    if (format && strcmp(format, "json") == 0)
        coverage_print_json(out, report);
    else if (format && strcmp(format, "csv") == 0)
        coverage_print_csv(out, report);
    else
        coverage_print_table(out, report, terminal);
}

/* The rules are held against the plans, too: what they could not be tested on belongs to the picture. */
static int run_coverage(struct session *session, const struct check_values *values)
{
    struct plan_set plans = { 0 };
    struct check_result checks = { 0 };
    struct coverage_result coverage;
    bool can_keep;

    if (values->format && (strcmp(values->format, "gcc") == 0 || strcmp(values->format, "sarif") == 0))
        return session_complain(session, "check: --coverage is printed as human, json or csv");
    enum status status = check(session, values, &can_keep, &plans, &checks);

    if (status == STATUS_OK)
        status = coverage_find(&plans, session->grammar, session->arena, session->sink, &coverage);
    if (status == STATUS_OK)
        status = session_open_output(session, values->output);
    if (status != STATUS_OK)
        return EXIT_WRONG;
    const struct coverage_report report = { &coverage, &checks };
    struct terminal terminal = session_terminal(session);

    print_coverage_as(session->output.stream, values->format, &report, &terminal);
    return session_exit_status(session_finish_output(session));
}

static int run(struct session *session, const void *filled, const struct text_list *operands)
{
    const struct check_values *values = filled;
    struct plan_set plans = { 0 };
    struct check_result result = { 0 };
    bool can_keep;

    (void)operands;
    if (values->update_baseline && !values->baseline)
        return session_complain(session, "check: --update-baseline needs --baseline FILE");
    if (values->coverage)
        return run_coverage(session, values);
    enum status status = check(session, values, &can_keep, &plans, &result);

    if (status == STATUS_OK)
        status = suppress(session, values, &result);
    if (status == STATUS_OK)
        status = can_keep && !is_part(values) ? tell_and_keep(session, values, &result)
                                              : tell(session, values, &result);
    if (status != STATUS_OK)
        return EXIT_WRONG;
    return result.finding_count > 0 ? EXIT_FOUND : EXIT_DONE;
}

const struct command check_command = {
    .name = "check",
    .operands = "",
    .summary = "find what is missing or impossible in the plans",
    .details =
        "Holds the plans against the rules for a plan that can be audited: owners, dates, measures, "
        "references, ratings. Each "
        "finding has a rule id, which `planrisk rule RULE` explains, and quotes the plan. What could not "
        "be tested, "
        "since the plan has no such column, is listed as that: silence is not a pass.\n\n"
        "A plan is evidence and is never edited: what was accepted stands in a file of its own, "
        "--suppressions, "
        "which README shows; what was there when checking began, in --baseline. Both are matched by rule, "
        "plan "
        "and words, so that a new edition keeps them.\n\n"
        "Exit status 1 where there are findings. The findings on all plans are kept in the database too.",
    .options = options,
    .option_count = ARRAY_LENGTH(options),
    .values_size = sizeof(struct check_values),
    .run = run,
};
