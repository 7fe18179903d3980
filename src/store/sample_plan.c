#include "store/sample_plan.h"

#include <string.h>

#include "base/arena.h"
#include "document/document.h"
#include "plan/plan.h"

static const char sample_text[] =
    "Better Repairs\n"
    "A.1\tAnswer calls within \xe2\x80\xa2 ten rings\tRepairs Manager / Ann Hill\tby June 2010\n"
    "A.2\tWrite a handbook\tRM\n"
    "Calls go unanswered\tHigh\n"
    "LPI 7\tCalls answered\t81%\n"
    "First draft read\n";

/* The words where they first stand in the sample, with their evidence. */
static struct text_value quote(struct arena *arena, const char *words)
{
    const char *at = strstr(sample_text, words);
    struct extent *extent = ARENA_NEW(arena, struct extent);

    *extent = extent_of((size_t)(at - sample_text), strlen(words));
    return (struct text_value){
        .text = span_at(at, extent->length, extent->offset),
        .source = { .extents = extent, .extent_count = 1, .is_raw = true, .rule = 1 },
    };
}

static struct owner_list make_owners(struct arena *arena, const char *const *names, size_t count)
{
    struct owner_list owners = { .items = ARENA_ARRAY(arena, count, struct owner), .count = count };

    for (size_t i = 0; i < count; i++)
        owners.items[i] = (struct owner){
            .name = quote(arena, names[i]),
            .kind = strcmp(names[i], "RM") == 0 ? PARTY_ABBREVIATION : PARTY_ROLE,
            .expansion = strcmp(names[i], "RM") == 0 ? span_of("Repairs Manager") : span_of(NULL),
            .line = 2,
        };
    return owners;
}

static void add_sections(struct arena *arena, struct plan *plan)
{
    plan->section_count = 2;
    plan->sections = ARENA_ARRAY(arena, plan->section_count, struct section);
    plan->sections[0] =
        (struct section){ .title = quote(arena, "Better Repairs"), .parent = PLAN_NO_INDEX, .line = 1 };
    plan->sections[1] = (struct section){ .title = quote(arena, "Repairs"), .parent = 0, .line = 1 };
}

static void add_actions(struct arena *arena, struct plan *plan)
{
    static const char *const both[] = { "Repairs Manager", "Ann Hill" };
    static const char *const one[] = { "RM" };

    plan->action_count = 2;
    plan->actions = ARENA_ARRAY(arena, plan->action_count, struct action);
    plan->actions[0] = (struct action){
        .ref = quote(arena, "A.1"),
        .section = 1,
        .text = quote(arena, "Answer calls within \xe2\x80\xa2 ten rings"),
        .owners = make_owners(arena, both, 2),
        .line_first = 2,
        .line_last = 2,
        .has_owner_column = true,
        .status = STATUS_IN_PROGRESS,
        .confidence = 1,
    };
    plan->actions[0].dates = (struct date_list){ .items = ARENA_NEW(arena, struct date_value), .count = 1 };
    plan->actions[0].dates.items[0] = (struct date_value){
        .role = DATE_DUE,
        .from = calendar_from_civil(2010, 6, 1),
        .to = calendar_from_civil(2010, 6, 30),
        .flags = DATE_BY,
        .words = quote(arena, "by June 2010"),
    };
    plan->actions[1] = (struct action){
        .ref = quote(arena, "A.2"),
        .section = PLAN_NO_INDEX,
        .text = quote(arena, "Write a handbook"),
        .owners = make_owners(arena, one, 1),
        .line_first = 3,
        .line_last = 3,
        .confidence = 0.5,
        .milestones = ARENA_NEW(arena, struct milestone),
        .milestone_count = 1,
    };
    plan->actions[1].milestones[0].text = quote(arena, "First draft read");
}

static void add_risk_and_indicator(struct arena *arena, struct plan *plan)
{
    plan->risk_count = 1;
    plan->risks = ARENA_NEW(arena, struct risk);
    plan->risks[0] = (struct risk){
        .section = 0,
        .text = quote(arena, "Calls go unanswered"),
        .inherent.impact = quote(arena, "High"),
        .inherent.impact_text = span_of("High"),
        .line_first = 4,
        .line_last = 4,
    };
    plan->indicator_count = 1;
    plan->indicators = ARENA_NEW(arena, struct indicator);
    plan->indicators[0] = (struct indicator){
        .code = quote(arena, "LPI 7"),
        .section = PLAN_NO_INDEX,
        .text = quote(arena, "Calls answered"),
        .values = ARENA_NEW(arena, struct indicator_value),
        .value_count = 1,
        .line_first = 5,
        .line_last = 5,
    };
    plan->indicators[0].values[0] = (struct indicator_value){ span_of("2009/10"), quote(arena, "81%") };
}

static void add_accounts(struct arena *arena, struct plan *plan)
{
    plan->account_count = 1;
    plan->accounts = ARENA_NEW(arena, struct account);
    plan->accounts[0] = (struct account){ .extent = { 14, 1 }, .use = USE_FURNITURE };
}

struct plan *sample_plan_new(struct arena *arena, const char *path, const char *sha256, const char *council)
{
    const char *slash = strrchr(path, '/');
    struct plan *plan = ARENA_NEW(arena, struct plan);

    plan->path = span_of(path);
    plan->document = span_of(slash ? slash + 1 : path);
    plan->sha256 = span_of(sha256);
    plan->council.text = span_of(council);
    plan->title = quote(arena, "Better Repairs");
    plan->encoding = span_of("UTF-8");
    plan->encoding_why = span_of("valid UTF-8");
    plan->text = (struct span){ sample_text, sizeof sample_text - 1, 0 };
    plan->line_count = 6;
    add_sections(arena, plan);
    add_actions(arena, plan);
    add_risk_and_indicator(arena, plan);
    add_accounts(arena, plan);
    return plan;
}
