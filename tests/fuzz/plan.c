/*
 * From any bytes to a stored plan and back: whatever comes in, nothing may crash, leak or hang, and what is
 * stored must load again.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "characters/file_read.h"
#include "grammar/grammar.h"
#include "grammar/pattern.h"
#include "plan/plan.h"
#include "plan/plan_read.h"
#include "store/store.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct {
    struct grammar *grammar;
    struct plan_reader *reader;
    struct matcher *matcher;
    struct store *store;
} tools;

static void prepare(void)
{
    if (tools.matcher)
        return;
    tools.matcher = matcher_new();
    if (grammar_load(NULL, NULL, &tools.grammar) != STATUS_OK ||
        plan_reader_new(tools.grammar, NULL, &tools.reader) != STATUS_OK ||
        store_open(":memory:", STORE_WRITE, NULL, &tools.store) != STATUS_OK)
        abort();
}

static void store_and_load(struct plan *plan, struct arena *arena)
{
    const struct load_options options = { .with_evidence = true };
    struct plan_set loaded = { 0 };
    enum store_saved saved = SAVED_NOTHING_NEW;

    if (store_save_plan(tools.store, tools.grammar, plan, NULL, &saved) != STATUS_OK)
        abort();
    if (store_load_plans(tools.store, &options, arena, &loaded) != STATUS_OK || loaded.count != 1)
        abort();
    if (loaded.items[0]->action_count != plan->action_count ||
        loaded.items[0]->risk_count != plan->risk_count)
        abort();
    /* a copied span has a NUL after it */
    if (store_forget_plan(tools.store, arena_copy_span(arena, loaded.items[0]->key).text) != STATUS_OK)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena;
    struct plan *plan = NULL;
    char sha256[65];
    struct span bytes = span_at((const char *)data, size, 0);
    struct plan_input input = {
        .bytes = bytes, .file = "fuzz.txt", .relative = "fuzz.txt", .sha256 = sha256
    };
    struct stage_times times = { 0 };

    prepare();
    arena = arena_new();
    sha256_hex(bytes, sha256);
    if (plan_read(tools.reader, tools.matcher, &input, arena, NULL, &times, &plan) == STATUS_OK)
        store_and_load(plan, arena);
    arena_free(arena);
    return 0;
}
