#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "document/document.h"
#include "grammar/grammar.h"
#include "plan/plan.h"
#include "store/plan_field.h"
#include "store/store.h"

/*
 * The property: whatever a plan holds, what comes back from the database is the same, member by member. Plans
 * are made from a seed; every member takes every kind of value (nothing, empty, words, other alphabets,
 * quotes, large numbers).
 */

/* ---- plans out of a seed ----------------------------------------------------------------------- */

struct maker {
    struct arena *arena;
    uint64_t state;
    uint32_t rule_count;
    size_t text_length;
};

/* Source: G. Marsaglia, "Xorshift RNGs", 2003. */
static uint64_t draw(struct maker *maker)
{
    maker->state ^= maker->state << 13;
    maker->state ^= maker->state >> 7;
    maker->state ^= maker->state << 17;
    return maker->state;
}

static size_t below(struct maker *maker, size_t limit)
{
    return (size_t)(draw(maker) % limit);
}

static bool chance(struct maker *maker)
{
    return below(maker, 2);
}

static struct span make_words(struct maker *maker)
{
    static const char *const pieces[] = {
        "tenants", "Review", "\"quoted\"", "it's", "\xce\x91.1", "\xe2\x80\xa2", " ",    "\n",
        ";",       "100%",   "\xc2\xa3 5", "a,b",  "=1+1",       "\t",           "NULL", "0",
    };
    struct buffer text = { 0 };
    size_t count = 1 + below(maker, 6);

    for (size_t i = 0; i < count; i++)
        buffer_add_string(&text, pieces[below(maker, ARRAY_LENGTH(pieces))]);
    struct span words = arena_copy_span(maker->arena, span_of(buffer_string(&text)));

    buffer_free(&text);
    return words;
}

/* Not stated, empty, or words. */
static struct span make_span(struct maker *maker)
{
    switch (below(maker, 8)) {
    case 0:
    case 1:
        return span_of(NULL);
    case 2:
        return span_of("");
    default:
        return make_words(maker);
    }
}

static struct source make_source(struct maker *maker)
{
    size_t count = below(maker, 4);
    struct extent *extents = ARENA_ARRAY(maker->arena, count, struct extent);

    for (size_t i = 0; i < count; i++) {
        size_t offset = below(maker, maker->text_length);

        extents[i] = extent_of(offset, below(maker, maker->text_length - offset + 1));
    }
    return (struct source){
        .extents = extents,
        .extent_count = (uint32_t)count,
        .is_raw = count > 0,
        .rule = (uint32_t)below(maker, maker->rule_count + 1),
    };
}

static struct text_value make_value(struct maker *maker)
{
    return (struct text_value){ make_span(maker), make_source(maker) };
}

static struct owner_list make_owners(struct maker *maker)
{
    struct owner_list list = { .count = below(maker, 7) };

    list.items = ARENA_ARRAY(maker->arena, list.count, struct owner);
    for (size_t i = 0; i < list.count; i++)
        list.items[i] = (struct owner){
            .name = { make_words(maker), make_source(maker) },
            .kind = (enum party_kind)below(maker, PARTY_ABBREVIATION + 1),
            .role = (enum owner_role)below(maker, OWNER_SUPPORT + 1),
            .expansion = chance(maker) ? make_words(maker) : span_of(NULL),
            .line = below(maker, 1000),
        };
    return list;
}

static calendar_day make_day(struct maker *maker)
{
    return chance(maker) ? CALENDAR_NONE : (calendar_day)below(maker, 30000) - 5000;
}

static struct date_list make_dates(struct maker *maker)
{
    struct date_list list = { .count = below(maker, 10) };

    list.items = ARENA_ARRAY(maker->arena, list.count, struct date_value);
    for (size_t i = 0; i < list.count; i++)
        list.items[i] = (struct date_value){
            .role = (enum date_role)below(maker, DATE_REVIEW + 1),
            .from = make_day(maker),
            .to = make_day(maker),
            .flags = (unsigned)below(maker, 1 << DATE_FLAG_COUNT),
            .words = make_value(maker),
        };
    return list;
}

static size_t make_index(struct maker *maker, size_t count)
{
    return count && chance(maker) ? below(maker, count) : PLAN_NO_INDEX;
}

static void make_sections(struct maker *maker, struct plan *plan)
{
    plan->section_count = below(maker, 6);
    plan->sections = ARENA_ARRAY(maker->arena, plan->section_count, struct section);
    for (size_t i = 0; i < plan->section_count; i++)
        plan->sections[i] = (struct section){
            .code = make_value(maker),
            .title = make_value(maker),
            .priority = make_value(maker),
            .aim = make_value(maker),
            .parent = make_index(maker, plan->section_count), /* later ones too */
            .line = below(maker, 1000),
        };
}

static void make_milestones(struct maker *maker, struct action *action)
{
    action->milestone_count = below(maker, 4);
    action->milestones = ARENA_ARRAY(maker->arena, action->milestone_count, struct milestone);
    for (size_t i = 0; i < action->milestone_count; i++)
        action->milestones[i] =
            (struct milestone){ make_value(maker), make_owners(maker), make_dates(maker) };
}

static void make_resources(struct maker *maker, struct action *action)
{
    action->resource_count = below(maker, 10);
    action->resources = ARENA_ARRAY(maker->arena, action->resource_count, struct resource);
    for (size_t i = 0; i < action->resource_count; i++) {
        bool has_percent = chance(maker);

        action->resources[i] = (struct resource){
            make_value(maker),
            has_percent ? (double)below(maker, 1000) / 8 : 0,
            has_percent,
        };
    }
}

static void make_links(struct maker *maker, struct action *action)
{
    action->link_count = below(maker, 6);
    action->links = ARENA_ARRAY(maker->arena, action->link_count, struct link);
    for (size_t i = 0; i < action->link_count; i++)
        action->links[i] =
            (struct link){ make_value(maker), (enum link_target)below(maker, LINK_BROKEN + 1) };
}

static void make_actions(struct maker *maker, struct plan *plan)
{
    plan->action_count = below(maker, 12);
    plan->actions = ARENA_ARRAY(maker->arena, plan->action_count, struct action);
    for (size_t i = 0; i < plan->action_count; i++) {
        plan->actions[i] = (struct action){
            .kind = (enum action_kind)below(maker, ACTION_CHART + 1),
            .ref = make_value(maker),
            .section = make_index(maker, plan->section_count),
            .text = make_value(maker),
            .issue = make_value(maker),
            .owners = make_owners(maker),
            .dates = make_dates(maker),
            .priority = make_value(maker),
            .status = (enum action_status)below(maker, STATUS_CANCELLED + 1),
            .status_source = make_source(maker),
            .rag = (enum rag)below(maker, RAG_BLUE + 1),
            .rag_source = make_source(maker),
            .measure = make_value(maker),
            .progress = make_value(maker),
            .line_first = below(maker, 1000),
            .line_last = below(maker, 1000),
            .has_owner_column = chance(maker),
            .has_date_column = chance(maker),
            .has_measure_column = chance(maker),
            .confidence = (double)below(maker, 1001) / 1000,
        };
        make_milestones(maker, &plan->actions[i]);
        make_resources(maker, &plan->actions[i]);
        make_links(maker, &plan->actions[i]);
    }
}

static struct rating make_rating(struct maker *maker)
{
    return (struct rating){
        make_value(maker), make_value(maker), make_value(maker), make_span(maker), make_span(maker),
    };
}

static struct rating make_rating_or_none(struct maker *maker)
{
    return chance(maker) ? make_rating(maker) : (struct rating){ .impact_text = span_of(NULL) };
}

static void make_risks(struct maker *maker, struct plan *plan)
{
    plan->risk_count = below(maker, 6);
    plan->risks = ARENA_ARRAY(maker->arena, plan->risk_count, struct risk);
    for (size_t i = 0; i < plan->risk_count; i++)
        plan->risks[i] = (struct risk){
            .ref = make_value(maker),
            .section = make_index(maker, plan->section_count),
            .text = make_value(maker),
            .inherent = make_rating(maker),
            .residual = make_rating_or_none(maker),
            .target = make_rating_or_none(maker),
            .consequence = make_value(maker),
            .mitigation = make_value(maker),
            .controls = make_value(maker),
            .notes = make_value(maker),
            .owners = make_owners(maker),
            .dates = make_dates(maker),
            .has_owner_column = chance(maker),
            .line_first = below(maker, 1000),
            .line_last = below(maker, 1000),
        };
}

static void make_indicators(struct maker *maker, struct plan *plan)
{
    plan->indicator_count = below(maker, 5);
    plan->indicators = ARENA_ARRAY(maker->arena, plan->indicator_count, struct indicator);
    for (size_t i = 0; i < plan->indicator_count; i++) {
        struct indicator *indicator = &plan->indicators[i];

        *indicator = (struct indicator){
            .code = make_value(maker),
            .section = make_index(maker, plan->section_count),
            .text = make_value(maker),
            .notes = make_value(maker),
            .value_count = below(maker, 9),
            .line_first = below(maker, 1000),
            .line_last = below(maker, 1000),
        };
        indicator->values = ARENA_ARRAY(maker->arena, indicator->value_count, struct indicator_value);
        for (size_t j = 0; j < indicator->value_count; j++)
            indicator->values[j] = (struct indicator_value){ make_span(maker), make_value(maker) };
    }
}

static void make_lists(struct maker *maker, struct plan *plan)
{
    plan->abbreviation_count = below(maker, 6);
    plan->abbreviations = ARENA_ARRAY(maker->arena, plan->abbreviation_count, struct abbreviation);
    for (size_t i = 0; i < plan->abbreviation_count; i++)
        plan->abbreviations[i] = (struct abbreviation){ make_value(maker), make_value(maker) };
    plan->anomaly_count = below(maker, 6);
    plan->anomalies = ARENA_ARRAY(maker->arena, plan->anomaly_count, struct anomaly);
    for (size_t i = 0; i < plan->anomaly_count; i++)
        plan->anomalies[i] = (struct anomaly){
            chance(maker) ? "impossible-date" : "homoglyph",
            below(maker, 1000),
            make_value(maker),
            make_index(maker, plan->action_count),
            false,
        };
    plan->annotation_count = below(maker, 6);
    plan->annotations = ARENA_ARRAY(maker->arena, plan->annotation_count, struct annotation);
    for (size_t i = 0; i < plan->annotation_count; i++) {
        plan->annotations[i] = (struct annotation){
            chance(maker) ? "comment" : "endnote",
            chance(maker) ? make_span(maker) : (struct span){ 0 },
            make_value(maker),
            below(maker, 1000),
        };
        if (!plan->annotations[i].words.text.text) /* one without words is none */
            plan->annotations[i].words.text = span_of("Is this agreed?");
    }
    plan->account_count = below(maker, 20);
    plan->accounts = ARENA_ARRAY(maker->arena, plan->account_count, struct account);
    for (size_t i = 0, at = 0; i < plan->account_count; i++, at += 100)
        plan->accounts[i] = (struct account){
            extent_of(at + below(maker, 50), below(maker, 50)),
            USE_FURNITURE + (unsigned)below(maker, 4),
            below(maker, 3),
        };
}

static struct plan *make_plan(struct maker *maker)
{
    struct plan *plan = ARENA_NEW(maker->arena, struct plan);
    char *text = arena_take_text(maker->arena, maker->text_length);
    char name[64];

    memset(text, 'x', maker->text_length);
    snprintf(name, sizeof name, "folder/Plan %u.txt", (unsigned)below(maker, 3));
    plan->path = arena_copy_span(maker->arena, span_of(name));
    plan->document = span_part(plan->path, 7, plan->path.length);
    snprintf(name, sizeof name, "%016llx", (unsigned long long)draw(maker));
    plan->sha256 = arena_copy_span(maker->arena, span_of(name));
    plan->text = span_over(text, maker->text_length);
    plan->council = make_value(maker);
    plan->title = make_value(maker);
    plan->date = make_value(maker);
    plan->council_given = chance(maker);
    plan->title_given = chance(maker);
    plan->date_given = chance(maker);
    plan->encoding = make_span(maker);
    plan->encoding_why = make_span(maker);
    plan->line_count = below(maker, 5000);
    make_sections(maker, plan);
    make_actions(maker, plan);
    make_risks(maker, plan);
    make_indicators(maker, plan);
    make_lists(maker, plan);
    return plan;
}

/* ---- sameness ---------------------------------------------------------------------------------- */

struct judge {
    const struct grammar *grammar;
    struct store *store;
};

static void same_source(const struct judge *judge, const struct source *a, const struct source *b)
{
    assert_int_equal(a->extent_count, b->extent_count);
    for (size_t i = 0; i < a->extent_count; i++) {
        assert_int_equal(a->extents[i].offset, b->extents[i].offset);
        assert_int_equal(a->extents[i].length, b->extents[i].length);
    }
    assert_string_equal(a->rule ? grammar_rule_name(judge->grammar, a->rule) : "",
                        store_rule_name(judge->store, b->rule));
}

static void same_span(struct span a, struct span b)
{
    assert_true(span_same(a, b));
}

static void same_value(const struct judge *judge, const struct text_value *a, const struct text_value *b)
{
    same_span(a->text, b->text);
    same_source(judge, &a->source, &b->source);
}

static void same_owners(const struct judge *judge, const struct owner_list *a, const struct owner_list *b)
{
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        same_value(judge, &a->items[i].name, &b->items[i].name);
        assert_int_equal(a->items[i].kind, b->items[i].kind);
        assert_int_equal(a->items[i].role, b->items[i].role);
        same_span(a->items[i].expansion, b->items[i].expansion);
        assert_int_equal(a->items[i].line, b->items[i].line);
    }
}

static void same_dates(const struct judge *judge, const struct date_list *a, const struct date_list *b)
{
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        assert_int_equal(a->items[i].role, b->items[i].role);
        assert_int_equal(a->items[i].from, b->items[i].from);
        assert_int_equal(a->items[i].to, b->items[i].to);
        assert_int_equal(a->items[i].flags, b->items[i].flags);
        same_value(judge, &a->items[i].words, &b->items[i].words);
    }
}

static void same_sections(const struct judge *judge, const struct plan *a, const struct plan *b)
{
    assert_int_equal(a->section_count, b->section_count);
    for (size_t i = 0; i < a->section_count; i++) {
        const struct section *x = &a->sections[i], *y = &b->sections[i];

        same_value(judge, &x->code, &y->code);
        same_value(judge, &x->title, &y->title);
        same_value(judge, &x->priority, &y->priority);
        same_value(judge, &x->aim, &y->aim);
        assert_int_equal(x->parent, y->parent);
        assert_int_equal(x->line, y->line);
    }
}

static void same_action_lists(const struct judge *judge, const struct action *x, const struct action *y)
{
    assert_int_equal(x->milestone_count, y->milestone_count);
    for (size_t i = 0; i < x->milestone_count; i++) {
        same_value(judge, &x->milestones[i].text, &y->milestones[i].text);
        same_owners(judge, &x->milestones[i].owners, &y->milestones[i].owners);
        same_dates(judge, &x->milestones[i].dates, &y->milestones[i].dates);
    }
    assert_int_equal(x->resource_count, y->resource_count);
    for (size_t i = 0; i < x->resource_count; i++) {
        same_value(judge, &x->resources[i].who, &y->resources[i].who);
        assert_int_equal(x->resources[i].has_percent, y->resources[i].has_percent);
        assert_true(x->resources[i].percent == y->resources[i].percent);
    }
    assert_int_equal(x->link_count, y->link_count);
    for (size_t i = 0; i < x->link_count; i++) {
        same_value(judge, &x->links[i].code, &y->links[i].code);
        assert_int_equal(x->links[i].target, y->links[i].target);
    }
}

static void same_action(const struct judge *judge, const struct action *x, const struct action *y)
{
    assert_int_equal(x->kind, y->kind);
    same_value(judge, &x->ref, &y->ref);
    assert_int_equal(x->section, y->section);
    same_value(judge, &x->text, &y->text);
    same_value(judge, &x->issue, &y->issue);
    same_owners(judge, &x->owners, &y->owners);
    same_dates(judge, &x->dates, &y->dates);
    same_value(judge, &x->priority, &y->priority);
    assert_int_equal(x->status, y->status);
    same_source(judge, &x->status_source, &y->status_source);
    assert_int_equal(x->rag, y->rag);
    same_source(judge, &x->rag_source, &y->rag_source);
    same_value(judge, &x->measure, &y->measure);
    same_value(judge, &x->progress, &y->progress);
    same_action_lists(judge, x, y);
    assert_int_equal(x->line_first, y->line_first);
    assert_int_equal(x->line_last, y->line_last);
    assert_int_equal(x->has_owner_column, y->has_owner_column);
    assert_int_equal(x->has_date_column, y->has_date_column);
    assert_int_equal(x->has_measure_column, y->has_measure_column);
    assert_true(x->confidence == y->confidence);
}

static void same_rating(const struct judge *judge, const struct rating *x, const struct rating *y)
{
    same_value(judge, &x->impact, &y->impact);
    same_value(judge, &x->likelihood, &y->likelihood);
    same_value(judge, &x->score, &y->score);
    same_span(x->impact_text, y->impact_text);
    same_span(x->likelihood_text, y->likelihood_text);
}

static void same_risk(const struct judge *judge, const struct risk *x, const struct risk *y)
{
    same_value(judge, &x->ref, &y->ref);
    assert_int_equal(x->section, y->section);
    same_value(judge, &x->text, &y->text);
    same_rating(judge, &x->inherent, &y->inherent);
    same_rating(judge, &x->residual, &y->residual);
    same_rating(judge, &x->target, &y->target);
    same_value(judge, &x->consequence, &y->consequence);
    same_value(judge, &x->mitigation, &y->mitigation);
    same_value(judge, &x->controls, &y->controls);
    same_value(judge, &x->notes, &y->notes);
    same_owners(judge, &x->owners, &y->owners);
    same_dates(judge, &x->dates, &y->dates);
    assert_int_equal(x->has_owner_column, y->has_owner_column);
    assert_int_equal(x->line_first, y->line_first);
    assert_int_equal(x->line_last, y->line_last);
}

static void same_indicator(const struct judge *judge, const struct indicator *x, const struct indicator *y)
{
    same_value(judge, &x->code, &y->code);
    assert_int_equal(x->section, y->section);
    same_value(judge, &x->text, &y->text);
    same_value(judge, &x->notes, &y->notes);
    assert_int_equal(x->value_count, y->value_count);
    for (size_t i = 0; i < x->value_count; i++) {
        same_span(x->values[i].period, y->values[i].period);
        same_value(judge, &x->values[i].value, &y->values[i].value);
    }
    assert_int_equal(x->line_first, y->line_first);
    assert_int_equal(x->line_last, y->line_last);
}

static void same_lists(const struct judge *judge, const struct plan *a, const struct plan *b)
{
    assert_int_equal(a->abbreviation_count, b->abbreviation_count);
    for (size_t i = 0; i < a->abbreviation_count; i++) {
        same_value(judge, &a->abbreviations[i].short_form, &b->abbreviations[i].short_form);
        same_value(judge, &a->abbreviations[i].meaning, &b->abbreviations[i].meaning);
    }
    assert_int_equal(a->anomaly_count, b->anomaly_count);
    for (size_t i = 0; i < a->anomaly_count; i++) {
        assert_string_equal(a->anomalies[i].kind, b->anomalies[i].kind);
        assert_int_equal(a->anomalies[i].line, b->anomalies[i].line);
        same_value(judge, &a->anomalies[i].words, &b->anomalies[i].words);
        assert_int_equal(a->anomalies[i].action, b->anomalies[i].action);
    }
    assert_int_equal(a->annotation_count, b->annotation_count);
    for (size_t i = 0; i < a->annotation_count; i++) {
        assert_string_equal(a->annotations[i].kind, b->annotations[i].kind);
        assert_true(span_same(a->annotations[i].author, b->annotations[i].author));
        same_value(judge, &a->annotations[i].words, &b->annotations[i].words);
        assert_int_equal(a->annotations[i].line, b->annotations[i].line);
    }
    assert_int_equal(a->account_count, b->account_count);
    for (size_t i = 0; i < a->account_count; i++) {
        assert_int_equal(a->accounts[i].extent.offset, b->accounts[i].extent.offset);
        assert_int_equal(a->accounts[i].extent.length, b->accounts[i].extent.length);
        assert_int_equal(a->accounts[i].use, b->accounts[i].use);
        assert_int_equal(a->accounts[i].repeat_of, b->accounts[i].repeat_of);
    }
}

static void same_head(const struct judge *judge, const struct plan *a, const struct plan *b)
{
    same_value(judge, &a->council, &b->council);
    same_value(judge, &a->title, &b->title);
    same_value(judge, &a->date, &b->date);
    assert_int_equal(a->council_given, b->council_given);
    assert_int_equal(a->title_given, b->title_given);
    assert_int_equal(a->date_given, b->date_given);
    same_span(a->document, b->document);
    same_span(a->path, b->path);
    same_span(a->sha256, b->sha256);
    same_span(a->encoding, b->encoding);
    same_span(a->encoding_why, b->encoding_why);
    same_span(a->text, b->text);
    assert_int_equal(a->line_count, b->line_count);
    assert_int_equal(a->id, b->id);
    assert_int_equal(a->edition, b->edition);
}

static void same_plan(const struct judge *judge, const struct plan *a, const struct plan *b)
{
    same_head(judge, a, b);
    same_sections(judge, a, b);
    assert_int_equal(a->action_count, b->action_count);
    for (size_t i = 0; i < a->action_count; i++)
        same_action(judge, &a->actions[i], &b->actions[i]);
    assert_int_equal(a->risk_count, b->risk_count);
    for (size_t i = 0; i < a->risk_count; i++)
        same_risk(judge, &a->risks[i], &b->risks[i]);
    assert_int_equal(a->indicator_count, b->indicator_count);
    for (size_t i = 0; i < a->indicator_count; i++)
        same_indicator(judge, &a->indicators[i], &b->indicators[i]);
    same_lists(judge, a, b);
}

/* ---- tests ------------------------------------------------------------------------------------- */

enum { SEEDS = 40 };

static const struct plan *find_plan(const struct plan_set *set, int64_t id)
{
    for (size_t i = 0; i < set->count; i++)
        if (set->items[i]->id == id)
            return set->items[i];
    return NULL;
}

static void a_plan_comes_back_as_it_went_in(void **state)
{
    struct grammar *grammar = NULL;
    struct store *store = NULL;
    struct diag_list seen;
    struct maker maker = { .arena = arena_new(), .text_length = 4000 };
    struct plan *saved[SEEDS];
    struct plan_set set;

    (void)state;
    assert_int_equal(grammar_load(NULL, diag_collect(&seen), &grammar), STATUS_OK);
    assert_int_equal(store_open(":memory:", STORE_WRITE, &seen.sink, &store), STATUS_OK);
    maker.rule_count = grammar_rule_count(grammar);
    for (size_t i = 0; i < SEEDS; i++) {
        enum store_saved what;

        maker.state = 0x9e3779b97f4a7c15u * (i + 1);
        saved[i] = make_plan(&maker);
        assert_int_equal(store_save_plan(store, grammar, saved[i], NULL, &what), STATUS_OK);
        assert_int_equal(what, saved[i]->edition == 1 ? SAVED_NEW_PLAN : SAVED_NEW_EDITION);
    }
    assert_int_equal(store_load_plans(store,
                                      &(struct load_options){ .all_editions = true, .with_evidence = true },
                                      maker.arena, &set),
                     STATUS_OK);
    assert_int_equal(set.count, SEEDS);
    for (size_t i = 0; i < SEEDS; i++)
        same_plan(&(struct judge){ grammar, store }, saved[i], find_plan(&set, saved[i]->id));
    assert_int_equal(seen.count, 0);
    store_close(store);
    grammar_free(grammar);
    diag_list_free(&seen);
    arena_free(maker.arena);
}

static void every_field_is_named_once(void **state)
{
    (void)state;
    for (int a = 1; a < FIELD_COUNT; a++) {
        assert_non_null(plan_field_name((enum plan_field)a));
        for (int b = 1; b < a; b++)
            assert_string_not_equal(plan_field_name((enum plan_field)a), plan_field_name((enum plan_field)b));
    }
    assert_null(plan_field_name((enum plan_field)0));
    assert_null(plan_field_name(FIELD_COUNT));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_comes_back_as_it_went_in),
        cmocka_unit_test(every_field_is_named_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
