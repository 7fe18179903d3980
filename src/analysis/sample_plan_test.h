#ifndef ANALYSIS_SAMPLE_PLAN_TEST_H
#define ANALYSIS_SAMPLE_PLAN_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "analysis/audit_check.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "grammar/grammar.h"
#include "plan/plan.h"
#include "store/store.h"

/* Plans made by hand, for tests. Everything lives in the arena given. */

static inline struct text_value sample_value(const char *text)
{
    return (struct text_value){ .text = span_of(text) };
}

static inline struct plan *sample_plan(struct arena *arena, const char *key, size_t actions, size_t risks)
{
    struct plan *plan = ARENA_NEW(arena, struct plan);
    struct buffer document = { 0 };

    buffer_add_format(&document, "%s.txt", key);
    plan->key = span_of(key);
    plan->document = span_of(arena_copy_string(arena, buffer_string(&document)));
    plan->edition = 1;
    plan->actions = ARENA_ARRAY(arena, actions, struct action);
    plan->action_count = actions;
    plan->risks = ARENA_ARRAY(arena, risks, struct risk);
    plan->risk_count = risks;
    for (size_t i = 0; i < actions; i++) {
        plan->actions[i].section = PLAN_NO_INDEX;
        plan->actions[i].line_first = plan->actions[i].line_last = i + 1;
        plan->actions[i].confidence = 1;
    }
    for (size_t i = 0; i < risks; i++) {
        plan->risks[i].section = PLAN_NO_INDEX;
        plan->risks[i].line_first = plan->risks[i].line_last = 100 + i;
    }
    buffer_free(&document);
    return plan;
}

static inline struct plan_set sample_set(struct arena *arena, struct plan *a, struct plan *b)
{
    struct plan_set set = { .items = ARENA_ARRAY(arena, 2, struct plan *), .count = b ? 2 : 1 };

    set.items[0] = a;
    set.items[1] = b;
    a->id = 1;
    if (b)
        b->id = 2;
    return set;
}

static inline void sample_add_owner(struct arena *arena, struct action *action, const char *name)
{
    action->owners.items = arena_grow(arena, action->owners.items, action->owners.count,
                                      &action->owners.capacity, sizeof *action->owners.items);
    action->owners.items[action->owners.count++] = (struct owner){ .name = sample_value(name) };
}

static inline void sample_add_date(struct arena *arena, struct action *action, enum date_role role,
                                   const char *words, calendar_day from, calendar_day to, unsigned flags)
{
    action->dates.items = arena_grow(arena, action->dates.items, action->dates.count, &action->dates.capacity,
                                     sizeof *action->dates.items);
    action->dates.items[action->dates.count++] = (struct date_value){
        .role = role,
        .from = from,
        .to = to,
        .flags = flags,
        .words = sample_value(words),
    };
}

static inline struct grammar *sample_grammar(const char *overlay)
{
    struct diag_list seen;
    struct grammar *grammar = NULL;
    struct diag_sink *sink = diag_collect(&seen);

    assert_int_equal(grammar_load(overlay, sink, &grammar), STATUS_OK);
    diag_list_free(&seen);
    return grammar;
}

/* The plans, as analysis finds them: in a database. Sets their ids. */
static inline struct store *sample_store(struct arena *arena, const struct plan_set *plans,
                                         const struct grammar *grammar)
{
    struct store *store = NULL;
    enum store_saved saved;

    assert_int_equal(store_open(":memory:", STORE_WRITE, NULL, &store), STATUS_OK);
    for (size_t i = 0; i < plans->count; i++) {
        struct plan *plan = plans->items[i];
        struct buffer name = { 0 };

        buffer_add_format(&name, "file %zu", i);
        plan->sha256 = plan->path = span_of(arena_copy_string(arena, buffer_string(&name)));
        buffer_free(&name);
        assert_int_equal(store_save_plan(store, grammar, plan, NULL, &saved), STATUS_OK);
        plan->key = arena_copy_span(arena, plan->key);
    }
    return store;
}

static inline struct check_result sample_check(struct arena *arena, const struct plan_set *plans,
                                               const struct grammar *grammar, struct check_options options)
{
    struct store *store = sample_store(arena, plans, grammar);
    struct check_input input = { .store = store, .plans = plans, .grammar = grammar, .options = options };
    struct check_result result;

    assert_int_equal(check_plans(&input, arena, NULL, &result), STATUS_OK);
    store_close(store);
    return result;
}

/* A folder of grammars with one file in it; sample_forget_folder takes both away. */
static inline char *sample_folder(const char *name, const char *text)
{
    char *folder = strdup("/tmp/planrisk-test-XXXXXX");
    char path[200];

    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/schemes", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    snprintf(path, sizeof path, "%s/%s.yaml", folder, name);
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    return folder;
}

static inline void sample_forget_folder(char *folder, const char *name)
{
    char path[200];

    snprintf(path, sizeof path, "%s/%s.yaml", folder, name);
    unlink(path);
    snprintf(path, sizeof path, "%s/schemes", folder);
    rmdir(path);
    rmdir(folder);
    free(folder);
}

/* Numbers that look random and are the same in every run. Source: Marsaglia, Xorshift RNGs, 2003. */
static inline uint32_t sample_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}
#endif
