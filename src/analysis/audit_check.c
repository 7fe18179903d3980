#include "analysis/audit_check.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/audit_round.h"
#include "analysis/audit_rule.h"
#include "analysis/risk_reach.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "characters/line_index.h"
#include "characters/utf8_check.h"
#include "grammar/grammar.h"
#include "grammar/pattern.h"
#include "plan/correction.h"
#include "plan/plan.h"
#include "store/audit_query.h"
#include "store/store.h"

/* A rule as this run applies it. */
struct active_rule {
    const struct audit_rule *rule;
    const struct audit_population *population; /* NULL: its check counts */
    enum finding_severity severity;
    bool is_off;
    size_t *tested; /* by plan, in the set's order */
    size_t *found;
    const char **why; /* why a plan could not be tested */
};

struct placed_finding {
    struct finding finding;
    size_t plan; /* in the set */
    size_t order;
};

/* Lists that grow while plans are held against rules. */
struct audit {
    struct arena *arena;
    const struct check_input *input;
    const struct plan_set *plans;
    struct audit_limit *limits;
    const char **limit_names; /* as in the grammar: "owner-leads" */
    size_t limit_count;
    struct active_rule *rules;
    size_t rule_count;
    struct active_rule *active; /* the one that is asked */
    struct audit_query *query;
    struct matcher *matcher;
    size_t *ranks;            /* of plans, by document */
    size_t plan;              /* the one that is asked about, in the set */
    struct line_index *lines; /* of each plan's text, made when first asked for */
    struct placed_finding *found;
    size_t found_count;
    size_t found_capacity;
    struct buffer message;     /* that is being filled in */
    struct reach_result reach; /* its plans are NULL until it is asked for */
    struct check_result *out;
};

/* ---- which rules are on, and the limits ----------------------------------------------------------- */

static bool read_severity(const char *text, struct active_rule *rule)
{
    if (strcmp(text, "off") == 0) {
        rule->is_off = true;
        return true;
    }
    for (enum finding_severity severity = FINDING_ERROR; severity <= FINDING_NOTE; severity++)
        if (strcmp(text, finding_severity_name(severity)) == 0) {
            rule->severity = severity;
            rule->is_off = false;
            return true;
        }
    return false;
}

/* rules := { "- { name: ID, severity: error|warning|note|off }" } */
static enum status read_severities(struct audit *audit, const struct node *list, struct diag_sink *sink)
{
    const struct audit_rule *all = audit_rules(&audit->rule_count);

    for (size_t i = 0; i < node_count(list); i++) {
        const struct node *entry = node_item(list, i);
        const struct audit_rule *rule = audit_rule_find(node_get_text(entry, "name", ""));

        if (!rule)
            return node_fault(entry, sink, "there is no rule \"%s\"", node_get_text(entry, "name", ""));
        if (!read_severity(node_get_text(entry, "severity", ""), &audit->rules[rule - all]))
            return node_fault(entry, sink, "the severity of %s is error, warning, note or off", rule->id);
    }
    return STATUS_OK;
}

/* SQL's parameters can't hold a dash. */
static const char *as_parameter(struct arena *arena, const char *name)
{
    char *copy = arena_copy_string(arena, name);

    for (char *at = copy; *at; at++)
        if (*at == '-')
            *at = '_';
    return copy;
}

/* limits := { NAME ": " number } */
static enum status read_limits(struct audit *audit, const struct node *map, struct diag_sink *sink)
{
    size_t count = node_count(map);

    audit->limits = ARENA_ARRAY(audit->arena, count, struct audit_limit);
    audit->limit_names = ARENA_ARRAY(audit->arena, count, const char *);
    audit->limit_count = count;
    for (size_t i = 0; i < count; i++) {
        const char *text = node_text(node_item(map, i));
        char *end = NULL;
        double value = strtod(text, &end);

        if (end == text || *end != '\0' || !(value >= 0))
            return node_fault(node_item(map, i), sink, "the limit %s is a number from 0 on",
                              node_key(map, i));
        audit->limit_names[i] = node_key(map, i);
        audit->limits[i] = (struct audit_limit){ as_parameter(audit->arena, node_key(map, i)), value };
    }
    return STATUS_OK;
}

bool check_names_rule(const char *word, const struct audit_rule *rule)
{
    return strncmp(rule->id, word, strlen(word)) == 0 || strcmp(rule->name, word) == 0;
}

static bool is_named(const char *const *words, size_t count, const struct audit_rule *rule)
{
    for (size_t i = 0; i < count; i++)
        if (check_names_rule(words[i], rule))
            return true;
    return false;
}

static void choose_rules(struct audit *audit)
{
    const struct check_options *options = &audit->input->options;

    for (size_t i = 0; i < audit->rule_count; i++) {
        struct active_rule *active = &audit->rules[i];

        if (options->select_count)
            active->is_off = !is_named(options->select, options->select_count, active->rule);
        if (is_named(options->ignore, options->ignore_count, active->rule) ||
            (!active->rule->of && !active->rule->check)) /* told elsewhere: see audit_accept.h */
            active->is_off = true;
        audit->out->off_count += active->is_off && (active->rule->of || active->rule->check);
    }
}

static enum status read_settings(struct audit *audit, struct diag_sink *sink)
{
    const struct node *file = grammar_file(audit->input->grammar, "checks");
    const struct audit_rule *all = audit_rules(&audit->rule_count);
    size_t plans = audit->plans->count;

    audit->rules = ARENA_ARRAY(audit->arena, audit->rule_count, struct active_rule);
    for (size_t i = 0; i < audit->rule_count; i++)
        audit->rules[i] = (struct active_rule){
            .rule = &all[i],
            .population = audit_population_find(all[i].of),
            .severity = all[i].severity,
            .is_off = all[i].is_off || (!all[i].of && !all[i].check),
            .tested = ARENA_ARRAY(audit->arena, plans, size_t),
            .found = ARENA_ARRAY(audit->arena, plans, size_t),
            .why = ARENA_ARRAY(audit->arena, plans, const char *),
        };
    enum status status = read_severities(audit, node_get(file, "rules"), sink);

    if (status == STATUS_OK)
        status = read_limits(audit, node_get(file, "limits"), sink);
    choose_rules(audit);
    return status;
}

enum status check_settings_read(const struct grammar *grammar, struct arena *arena, struct diag_sink *sink)
{
    const struct plan_set none = { 0 };
    const struct check_input input = { .plans = &none, .grammar = grammar };
    struct check_result result = { .plans = &none };
    struct audit audit = { .arena = arena, .input = &input, .plans = &none, .out = &result };

    return read_settings(&audit, sink);
}

/* ---- findings ------------------------------------------------------------------------------------- */

static int compare_documents(const struct plan_set *plans, size_t a, size_t b)
{
    int order = span_compare(plans->items[a]->document, plans->items[b]->document);

    return order ? order : a < b ? -1 : a > b;
}

/* Numbers of plans by document, by insertion: the set comes sorted by key, and so is nearly in that order. */
static size_t *order_plans(const struct plan_set *plans, struct arena *arena)
{
    size_t *order = ARENA_ARRAY(arena, plans->count, size_t);

    for (size_t i = 0; i < plans->count; i++) {
        size_t at = i;

        for (; at > 0 && compare_documents(plans, order[at - 1], i) > 0; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    return order;
}

static size_t line_of(struct audit *audit, const struct audit_row *row)
{
    size_t plan = audit->plan;
    struct span text = audit->plans->items[plan]->text;

    if (!row->length || !text.text)
        return row->line;
    if (!audit->lines[plan].starts)
        audit->lines[plan] = line_index_of(text, audit->arena);
    return line_index_find(&audit->lines[plan], row->offset);
}

/* What a part of a message that stands in braces is filled in with; false where it is none of them. */
static bool add_part(struct buffer *text, struct span part, const struct audit_row *row)
{
    if (span_equals(part, "{a}")) {
        buffer_add_span(text, row->a);
    } else if (span_equals(part, "{b}")) {
        buffer_add_span(text, row->b);
    } else if (span_equals(part, "{words}")) {
        buffer_add_byte(text, '"');
        buffer_add_span(text, row->words);
        buffer_add_byte(text, '"');
    } else {
        return false;
    }
    return true;
}

/* message := { text | "{words}" | "{a}" | "{b}" } */
static struct span fill_message(struct audit *audit, const char *message, const struct audit_row *row)
{
    struct buffer *text = &audit->message;

    text->length = 0;
    for (const char *brace; (brace = strchr(message, '{')) != NULL;) {
        size_t length = strcspn(brace, "}") + 1;

        buffer_add(text, message, (size_t)(brace - message));
        message = brace + length;
        if (!add_part(text, span_at(brace, length, 0), row)) {
            buffer_add_byte(text, '{');
            message = brace + 1;
        }
    }
    buffer_add_string(text, message);
    return arena_copy_span(audit->arena, span_over(buffer_string(text), text->length));
}

static struct span suggest(struct audit *audit, const struct audit_row *row)
{
    const struct audit_rule *rule = audit->active->rule;
    struct buffer text = { 0 };
    struct span hint = row->hint;

    if (!hint.text && rule->suggest && row->words.text)
        rule->suggest(row->words, &text);
    if (text.length)
        hint = span_over(buffer_string(&text), text.length);
    hint = arena_copy_span(audit->arena, hint);
    buffer_free(&text);
    return hint;
}

/* Where the words are a part of the value, that part is shown: "by %" of a whole measure. */
static void narrow_place(struct span text, struct finding *finding)
{
    const struct span words = finding->words;

    if (!words.length || words.length >= finding->length || finding->offset > text.length ||
        finding->length > text.length - finding->offset)
        return;
    const char *at = memmem(text.text + finding->offset, finding->length, words.text, words.length);

    if (!at)
        return;
    finding->offset = (size_t)(at - text.text);
    finding->length = words.length;
}

/* What people are told of it, and where its words stand. */
static void word_finding(struct audit *audit, const struct audit_row *row, struct finding *finding)
{
    finding->line = line_of(audit, row);
    finding->message = fill_message(audit, audit->active->rule->message, row);
    finding->words = arena_copy_span(audit->arena, row->words);
    finding->hint = suggest(audit, row);
    finding->offset = row->offset;
    finding->length = row->length;
    narrow_place(audit->plans->items[audit->plan]->text, finding);
}

static void add_finding(struct audit *audit, const struct audit_row *row, bool is_grave)
{
    const struct active_rule *active = audit->active;
    const struct check_options *options = &audit->input->options;
    enum finding_severity severity = is_grave ? FINDING_ERROR : active->severity;

    active->found[audit->plan]++;
    if (options->has_least && severity > options->least)
        return;
    audit->found = arena_grow(audit->arena, audit->found, audit->found_count, &audit->found_capacity,
                              sizeof *audit->found);
    struct placed_finding *found = &audit->found[audit->found_count];

    *found = (struct placed_finding){
        .finding = {
            .rule = active->rule->id,
            .name = active->rule->name,
            .severity = severity,
            .place = row->place,
        },
        .plan = audit->plan,
        .order = audit->found_count++,
    };
    if (!options->for_exposure)
        word_finding(audit, row, &found->finding);
}

/* ---- what a check may ask -------------------------------------------------------------------------- */

void audit_round_add(struct audit_round *round, const struct audit_row *answer, bool is_grave)
{
    add_finding(round->audit, answer, is_grave);
}

/* What a person put in the plan's place stands nowhere in it. */
void audit_round_locate(const struct audit_round *round, const char *field, struct audit_row *answer)
{
    if (!round->input->options.for_exposure &&
        !correction_of(round->plan, answer->place.kind, answer->place.index, field))
        audit_query_locate(round->audit->query, field, answer);
}

double audit_round_limit(const struct audit_round *round, const char *name)
{
    for (size_t i = 0; i < round->audit->limit_count; i++)
        if (strcmp(round->audit->limit_names[i], name) == 0)
            return round->audit->limits[i].value;
    return 0;
}

bool audit_round_search(const struct audit_round *round, const char *list, struct span text, size_t start,
                        struct match *out)
{
    struct buffer name = { 0 };

    buffer_add_format(&name, "checks.%s", list);
    const struct pattern_set *set = grammar_pattern_set(round->input->grammar, buffer_string(&name));

    buffer_free(&name);
    return set && text.text && round->text_is_sound &&
           pattern_find(set, round->audit->matcher, text, start, out);
}

const struct reach_result *audit_round_reach(const struct audit_round *round)
{
    struct audit *audit = round->audit;

    if (!audit->reach.plans &&
        risk_reach_find(audit->plans, audit->input->grammar, audit->arena, NULL, &audit->reach) != STATUS_OK)
        audit->reach.link_count = 0;
    return &audit->reach;
}

/* ---- asking ---------------------------------------------------------------------------------------- */

/* Does the run know what the rule needs to know of the plan? */
static bool is_met(const struct audit *audit, enum audit_need need, const struct plan *plan)
{
    const struct check_options *options = &audit->input->options;

    switch (need) {
    case NEEDS_AS_OF:
        return options->as_of || plan->date.text.text;
    case NEEDS_SCHEME:
        return options->scheme;
    case NEEDS_APPETITE:
        return options->appetite_scheme;
    default:
        return true;
    }
}

static enum status ask_question(struct audit *audit)
{
    struct audit_row row;

    audit_query_ask(audit->query, audit->active->rule->id);
    while (audit_query_next(audit->query, &row))
        add_finding(audit, &row, false);
    return audit_query_finish(audit->query);
}

/* Is nothing asked but what the rule could be tested on? */
static bool is_counted(const struct audit *audit, const struct active_rule *active)
{
    return audit->input->options.for_exposure && active->rule->spares_actions;
}

static void ask_check(struct audit *audit, struct arena *scratch, bool text_is_sound)
{
    struct audit_round round = {
        .audit = audit,
        .input = audit->input,
        .plan = audit->plans->items[audit->plan],
        .index = audit->plan,
        .arena = scratch,
        .is_count = is_counted(audit, audit->active),
        .text_is_sound = text_is_sound,
    };

    if (!is_met(audit, audit->active->rule->need, round.plan))
        return;
    audit->active->rule->check(&round);
    audit->active->tested[audit->plan] = round.tested;
    audit->active->why[audit->plan] = round.why;
    arena_reset(scratch);
}

static bool is_wanted(const struct audit *audit, const struct audit_population *population)
{
    for (size_t i = 0; i < audit->rule_count; i++)
        if (!audit->rules[i].is_off && audit->rules[i].population == population)
            return true;
    return false;
}

/* Several rules may test the same things: they are counted once. */
static void note_count(struct audit *audit, const struct audit_population *population)
{
    size_t count = audit_query_count(audit->query, population->name);

    for (size_t i = 0; i < audit->rule_count; i++)
        if (audit->rules[i].population == population)
            audit->rules[i].tested[audit->plan] = count;
}

/* Those of one question stand together: it is asked once. */
static enum status count_populations(struct audit *audit)
{
    size_t count;
    const struct audit_population *all = audit_populations(&count);
    enum status status = STATUS_OK;

    for (size_t i = 0, end; i < count && status == STATUS_OK; i = end) {
        bool wanted = false;

        for (end = i; end < count && strcmp(all[end].question, all[i].question) == 0; end++)
            wanted = wanted || is_wanted(audit, &all[end]);
        if (!wanted)
            continue;
        audit_query_ask(audit->query, all[i].question);
        if (audit_query_next_counts(audit->query))
            for (size_t own = i; own < end; own++)
                note_count(audit, &all[own]);
        status = audit_query_finish(audit->query);
    }
    return status;
}

/* What a check works with in the scratch goes when it is done. */
static enum status ask_rules(struct audit *audit, struct arena *scratch)
{
    bool text_is_sound = utf8_is_sound(audit->plans->items[audit->plan]->text);
    enum status status = STATUS_OK;

    for (size_t i = 0; i < audit->rule_count && status == STATUS_OK; i++) {
        audit->active = &audit->rules[i];
        if (audit->active->is_off)
            continue;
        if (audit->active->rule->check)
            ask_check(audit, scratch, text_is_sound);
        else if (!is_counted(audit, audit->active))
            status = ask_question(audit);
    }
    return status;
}

static enum status ask_of_plan(struct audit *audit, struct arena *scratch)
{
    const struct audit_edition edition = { .plan = audit->plans->items[audit->plan],
                                           .as_of = audit->input->options.as_of };
    enum status status = audit_query_turn_to(audit->query, &edition);

    if (status == STATUS_OK)
        status = count_populations(audit);
    return status == STATUS_OK ? ask_rules(audit, scratch) : status;
}

static enum status ask_all(struct audit *audit)
{
    struct arena *scratch = arena_new();
    enum status status = STATUS_OK;

    for (audit->plan = 0; audit->plan < audit->plans->count && status == STATUS_OK; audit->plan++)
        status = ask_of_plan(audit, scratch);
    arena_free(scratch);
    return status;
}

/* ---- the whole --------------------------------------------------------------------------------------- */

static const char *why_not_tested(const struct audit *audit, const struct active_rule *active, size_t plan)
{
    if (!is_met(audit, active->rule->need, audit->plans->items[plan]) &&
        (!active->population || active->tested[plan]))
        return audit_need_why(active->rule->need);
    return active->population ? active->population->why : active->why[plan];
}

static void add_not_tested(struct audit *audit, const struct active_rule *active, size_t plan)
{
    struct check_result *out = audit->out;

    if (audit->input->options.has_least && active->severity > audit->input->options.least)
        return;
    out->not_tested_plans[out->not_tested_count] = plan;
    out->not_tested[out->not_tested_count++] = (struct not_tested){
        .rule = active->rule->id,
        .name = active->rule->name,
        .severity = active->severity,
        .plan = audit->plans->items[plan]->id,
        .why = span_of(why_not_tested(audit, active, plan)),
    };
}

static void tally(struct audit *audit, struct active_rule *active, size_t plan)
{
    bool met = is_met(audit, active->rule->need, audit->plans->items[plan]);

    if (active->is_off)
        return;
    if ((!met || active->tested[plan] == 0) && active->found[plan] == 0) {
        add_not_tested(audit, active, plan);
        active->tested[plan] = 0;
    }
    audit->out->tallies[audit->out->tally_count++] = (struct rule_tally){
        .rule = active->rule,
        .plan = audit->plans->items[plan],
        .tested = active->tested[plan],
        .found = active->found[plan],
    };
}

static int by_place(const void *left, const void *right)
{
    const struct placed_finding *a = left;
    const struct placed_finding *b = right;
    int order;

    if (a->finding.line != b->finding.line)
        return a->finding.line < b->finding.line ? -1 : 1;
    if ((order = strcmp(a->finding.rule, b->finding.rule)) != 0)
        return order;
    if (a->finding.place.index != b->finding.place.index)
        return a->finding.place.index < b->finding.place.index ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static int by_rank(const void *left, const void *right)
{
    const struct placed_finding *a = left;
    const struct placed_finding *b = right;

    return a->plan != b->plan ? (a->plan < b->plan ? -1 : 1) : by_place(left, right);
}

static void sort_findings(struct audit *audit, const size_t *order)
{
    struct check_result *out = audit->out;

    for (size_t i = 0; i < audit->found_count; i++)
        audit->found[i].plan = audit->ranks[audit->found[i].plan];
    if (audit->found_count)
        qsort(audit->found, audit->found_count, sizeof *audit->found, by_rank);
    out->findings = ARENA_ARRAY(audit->arena, audit->found_count, struct finding);
    out->finding_plans = ARENA_ARRAY(audit->arena, audit->found_count, size_t);
    for (size_t i = 0; i < audit->found_count; i++) {
        out->findings[i] = audit->found[i].finding;
        out->finding_plans[i] = order[audit->found[i].plan];
    }
    out->finding_count = audit->found_count;
}

static void conclude(struct audit *audit, const size_t *order)
{
    size_t pairs = audit->plans->count * audit->rule_count;
    struct check_result *out = audit->out;

    out->not_tested = ARENA_ARRAY(audit->arena, pairs, struct not_tested);
    out->not_tested_plans = ARENA_ARRAY(audit->arena, pairs, size_t);
    out->tallies = ARENA_ARRAY(audit->arena, pairs, struct rule_tally);
    for (size_t i = 0; i < audit->plans->count; i++)
        for (size_t r = 0; r < audit->rule_count; r++)
            tally(audit, &audit->rules[r], order[i]);
    sort_findings(audit, order);
}

/* All questions and checks on the plans of one audit. */
static enum status hold_against_rules(struct audit *audit)
{
    const struct audit_setup setup = {
        .grammar = audit->input->grammar,
        .limits = audit->limits,
        .limit_count = audit->limit_count,
        .without_words = audit->input->options.for_exposure,
    };
    enum status status = audit_query_open(audit->input->store, &setup, &audit->query);

    if (status == STATUS_OK) {
        audit->matcher = matcher_new();
        status = ask_all(audit);
    }
    matcher_free(audit->matcher);
    buffer_free(&audit->message);
    audit_query_close(audit->query);
    audit->matcher = NULL;
    audit->query = NULL;
    return status;
}

/* ---- two threads --------------------------------------------------------------------------------------- */

/* Plans are audited each by itself, so that two threads share them: each takes a run of the set, with a
 * connection to the database and an arena of its own. */
enum { SHARES = 2, SHARE_LEAST = 16 /* plans, for a thread to be worth its while */ };

struct share {
    pthread_t thread;
    struct store *store; /* NULL: the caller's */
    struct plan_set plans;
    struct check_input input;
    struct audit audit;
    size_t first; /* of its plans in the set */
    enum status status;
};

static struct active_rule *share_rules(const struct audit *audit, size_t first)
{
    struct active_rule *rules = ARENA_ARRAY(audit->arena, audit->rule_count, struct active_rule);

    for (size_t i = 0; i < audit->rule_count; i++) {
        rules[i] = audit->rules[i];
        rules[i].tested += first;
        rules[i].found += first;
        rules[i].why += first;
    }
    return rules;
}

static void begin_share(struct share *share, const struct audit *audit, size_t first, size_t end)
{
    share->first = first;
    share->plans = (struct plan_set){ .items = audit->plans->items + first, .count = end - first };
    share->input = *audit->input;
    share->input.plans = &share->plans;
    share->input.store = share->store ? share->store : audit->input->store;
    share->audit = (struct audit){
        .arena = arena_new_within(audit->arena),
        .input = &share->input,
        .plans = &share->plans,
        .limits = audit->limits,
        .limit_names = audit->limit_names,
        .limit_count = audit->limit_count,
        .rules = share_rules(audit, first),
        .rule_count = audit->rule_count,
        .lines = audit->lines + first,
    };
}

static void *work(void *argument)
{
    struct share *share = argument;

    share->status = hold_against_rules(&share->audit);
    return NULL;
}

/* What was found stands in the order of the plans, as if it had been found by one. */
static void gather(struct audit *audit, const struct share *share)
{
    for (size_t i = 0; i < share->audit.found_count; i++) {
        audit->found = arena_grow(audit->arena, audit->found, audit->found_count, &audit->found_capacity,
                                  sizeof *audit->found);
        audit->found[audit->found_count] = share->audit.found[i];
        audit->found[audit->found_count].plan += share->first;
        audit->found[audit->found_count].order = audit->found_count;
        audit->found_count++;
    }
}

/* Forgets what a share that failed half-way has counted. */
static void forget(struct audit *audit)
{
    for (size_t i = 0; i < audit->rule_count; i++) {
        memset(audit->rules[i].tested, 0, audit->plans->count * sizeof *audit->rules[i].tested);
        memset(audit->rules[i].found, 0, audit->plans->count * sizeof *audit->rules[i].found);
        memset(audit->rules[i].why, 0, audit->plans->count * sizeof *audit->rules[i].why);
    }
    memset(audit->lines, 0, audit->plans->count * sizeof *audit->lines);
}

/* The caller's thread takes the first half. Where the other can't do its half, nothing is gathered. */
static bool share_out(struct audit *audit)
{
    struct share shares[SHARES] = { 0 };
    size_t half = audit->plans->count / SHARES;
    bool is_done = false;

    if (half < SHARE_LEAST || store_open_beside(audit->input->store, &shares[1].store) != STATUS_OK)
        return false;
    begin_share(&shares[0], audit, 0, half);
    begin_share(&shares[1], audit, half, audit->plans->count);
    if (pthread_create(&shares[1].thread, NULL, work, &shares[1]) == 0) {
        work(&shares[0]);
        pthread_join(shares[1].thread, NULL);
        is_done = shares[0].status == STATUS_OK && shares[1].status == STATUS_OK;
    }
    for (size_t i = 0; is_done && i < SHARES; i++)
        gather(audit, &shares[i]);
    if (!is_done)
        forget(audit);
    store_close(shares[1].store);
    return is_done;
}

enum status check_plans(const struct check_input *input, struct arena *arena, struct diag_sink *sink,
                        struct check_result *out)
{
    const struct plan_set *plans = input->plans;
    struct audit audit = { .arena = arena, .input = input, .plans = plans, .out = out };
    size_t *order = order_plans(plans, arena);

    *out = (struct check_result){ .plans = plans };
    audit.ranks = ARENA_ARRAY(arena, plans->count, size_t);
    audit.lines = ARENA_ARRAY(arena, plans->count, struct line_index);
    for (size_t i = 0; i < plans->count; i++)
        audit.ranks[order[i]] = i;
    enum status status = read_settings(&audit, sink);

    if (status == STATUS_OK && !share_out(&audit))
        status = hold_against_rules(&audit);
    if (status == STATUS_OK)
        conclude(&audit, order);
    return status;
}
