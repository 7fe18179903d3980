#include "grammar/automaton.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"

enum {
    DEPTH_LIMIT = 48, /* bytes read at a place */
    STATES_LIMIT_BYTES = 16 * 1024 * 1024,
};

/* What making a state needs; only the lock's holder uses it. */
struct growth {
    struct arena *arena;
    struct name_index names; /* of states: their found entries and steps */
    struct automaton_state **states;
    size_t count;
    size_t capacity;
    size_t bytes;
    unsigned char representatives[AUTOMATON_COLUMNS];
    uint32_t *visited; /* by step: in which walk it was met last */
    uint32_t walk;
    uint32_t *stack;
    uint64_t *passed; /* the state in the making: its entries that have matched before the last byte, ... */
    uint32_t *steps;  /* ... behind them (both are its name), what can come ... */
    size_t step_count;
    uint32_t *asked; /* ... from these, where tests of the byte that comes have been met */
    size_t asked_count;
};

/* ---- columns -------------------------------------------------------------------------------------- */

/* Parts every column in bytes of the set and others. */
static size_t refine(struct automaton *automaton, const struct byte_set *set)
{
    uint16_t renamed[256][2];
    size_t count = 0;

    memset(renamed, 0xff, sizeof renamed);
    for (unsigned byte = 0; byte < 256; byte++) {
        uint16_t *name = &renamed[automaton->columns[byte]][byte_set_has(set, (unsigned char)byte)];

        if (*name == UINT16_MAX) {
            automaton->growth->representatives[count] = (unsigned char)byte;
            *name = (uint16_t)count++;
        }
        automaton->columns[byte] = (uint8_t)*name;
    }
    return count;
}

static void find_columns(struct automaton *automaton)
{
    automaton->edge = refine(automaton, &(struct byte_set){ 0 });
    for (size_t i = 0; i < automaton->graph.set_count; i++)
        automaton->edge = refine(automaton, &automaton->graph.sets[i]);
}

static void take_columns(struct automaton *automaton)
{
    for (size_t byte = 256; byte-- > 0;) {
        size_t column = automaton->columns[byte] = automaton->graph.columns[byte];

        automaton->growth->representatives[column] = (unsigned char)byte;
        if (column >= automaton->edge)
            automaton->edge = column + 1;
    }
}

/* ---- walks over steps that read nothing ----------------------------------------------------------- */

/* UNKNOWN: tests of the byte before hold, those of the one that comes wait; ANY_BYTE: there is one. */
enum { UNKNOWN_COLUMN = AUTOMATON_COLUMNS, ANY_BYTE_COLUMN };

/* A place between two bytes, by their columns. */
struct place {
    size_t behind;
    size_t ahead;
};

static bool test_holds(const struct automaton *automaton, const struct graph_step *step, size_t column)
{
    if (column == automaton->edge)
        return step->at_edge;
    if (column == ANY_BYTE_COLUMN)
        return !byte_set_is_empty(automaton->graph.sets[step->set]);
    return byte_set_has(&automaton->graph.sets[step->set], automaton->growth->representatives[column]);
}

/* The step after one that reads nothing here; NO_STEP where it has to wait or leads nowhere. */
static uint32_t pass_step(const struct automaton *automaton, const struct graph_step *step,
                          struct place place, bool *waits)
{
    *waits = false;
    if (step->kind == STEP_FORK)
        return step->next;
    if (step->kind == STEP_BEHIND)
        return place.behind == UNKNOWN_COLUMN || test_holds(automaton, step, place.behind) ? step->next
                                                                                           : NO_STEP;
    if (step->kind == STEP_AHEAD && place.ahead != UNKNOWN_COLUMN)
        return test_holds(automaton, step, place.ahead) ? step->next : NO_STEP;
    *waits = true;
    return NO_STEP;
}

/* Appends to list the steps that wait behind `step`, each once a walk. */
static size_t follow(struct automaton *automaton, uint32_t step, struct place place, uint32_t *list,
                     size_t count)
{
    const struct graph_step *steps = automaton->graph.steps;
    const uint32_t walk = automaton->growth->walk;
    uint32_t *visited = automaton->growth->visited;
    uint32_t *stack = automaton->growth->stack;
    size_t stacked = 0;

    stack[stacked++] = step;
    while (stacked) {
        for (step = stack[--stacked]; step != NO_STEP && visited[step] != walk;) {
            const struct graph_step *at = &steps[step];
            bool waits;

            visited[step] = walk;
            if (at->kind == STEP_FORK && at->set != NO_STEP)
                stack[stacked++] = at->set;
            uint32_t next = pass_step(automaton, at, place, &waits);

            if (waits)
                list[count++] = step;
            step = next;
        }
    }
    return count;
}

/* The same, without a walk where the step itself waits, as most do. */
static size_t reach(struct automaton *automaton, uint32_t step, struct place place, uint32_t *list,
                    size_t count)
{
    struct growth *growth = automaton->growth;
    unsigned kind = step == NO_STEP ? STEP_FORK : automaton->graph.steps[step].kind;

    if (kind != STEP_BYTE && kind != STEP_MATCH)
        return follow(automaton, step, place, list, count);
    if (growth->visited[step] != growth->walk)
        list[count++] = step;
    growth->visited[step] = growth->walk;
    return count;
}

/* ---- states --------------------------------------------------------------------------------------- */

static void add_entry(uint64_t *entries, uint32_t entry)
{
    entries[entry / 64] |= UINT64_C(1) << (entry % 64);
}

static bool has_entry(const uint64_t *entries, uint32_t entry)
{
    return entries[entry / 64] >> (entry % 64) & 1;
}

static uint64_t hash_words(const uint64_t *words, size_t count)
{
    uint64_t hash = 0x9e3779b97f4a7c15u;

    for (size_t i = 0; i < count; i++) {
        hash = (hash ^ words[i]) * 0xff51afd7ed558ccdu;
        hash ^= hash >> 32;
    }
    return hash;
}

static void find_entries(const struct automaton *automaton, struct automaton_state *state,
                         const uint64_t *passed)
{
    size_t words = automaton->words;
    uint64_t *found = ARENA_ARRAY(automaton->growth->arena, 3 * words, uint64_t);
    uint64_t *matched = found + words;
    uint64_t *alive = matched + words;

    for (size_t i = 0; i < state->step_count; i++) {
        const struct graph_step *step = &automaton->graph.steps[state->steps[i]];

        add_entry(step->kind == STEP_MATCH ? matched : alive, step->entry);
        state->has_tests |= step->kind == STEP_AHEAD;
    }
    state->is_settled = true;
    for (size_t i = 0; i < words; i++) {
        found[i] = matched[i] | passed[i];
        state->has_found |= found[i] != 0;
        state->is_settled &= !(alive[i] & ~found[i]);
    }
    state->is_open = !state->is_settled && !state->has_found;
    state->found = found;
    state->matched = matched;
    state->alive = alive;
}

static struct automaton_state *add_state(struct automaton *automaton, struct span name, uint64_t hash)
{
    struct growth *growth = automaton->growth;
    size_t size =
        sizeof(struct automaton_state) + (automaton->edge + 1) * sizeof(_Atomic(struct automaton_state *));
    struct automaton_state *state = arena_take(growth->arena, size);
    uint64_t *passed = arena_take(growth->arena, name.length);

    memcpy(passed, name.text, name.length);
    name.text = (const char *)passed;
    state->steps = (const uint32_t *)(passed + automaton->words);
    state->step_count = growth->step_count;
    find_entries(automaton, state, passed);
    growth->states =
        arena_grow(growth->arena, growth->states, growth->count, &growth->capacity, sizeof *growth->states);
    name_index_add_hashed(&growth->names, growth->arena, name, hash, (uint32_t)growth->count);
    growth->states[growth->count++] = state;
    growth->bytes += size + name.length;
    return state;
}

static void begin_state(struct automaton *automaton)
{
    automaton->growth->walk++;
    automaton->growth->step_count = 0;
    memset(automaton->growth->passed, 0, automaton->words * sizeof *automaton->growth->passed);
}

/* The state in the making, unless there is one like it. */
static struct automaton_state *end_state(struct automaton *automaton)
{
    struct growth *growth = automaton->growth;
    size_t words = automaton->words + (growth->step_count + 1) / 2;
    struct span name = { (const char *)growth->passed, words * sizeof *growth->passed, SPAN_NOWHERE };

    if (growth->step_count % 2) /* the name has whole words */
        growth->steps[growth->step_count] = 0;
    uint64_t hash = hash_words(growth->passed, words);
    uint32_t known = name_index_find(&growth->names, name, hash);

    return known == NAME_ABSENT ? add_state(automaton, name, hash) : growth->states[known];
}

static struct automaton_state *build_root(struct automaton *automaton, size_t column)
{
    struct growth *growth = automaton->growth;
    struct place place = { column, UNKNOWN_COLUMN };

    begin_state(automaton);
    for (size_t i = 0; i < automaton->entry_count; i++)
        growth->step_count =
            follow(automaton, automaton->starts[i], place, growth->steps, growth->step_count);
    return end_state(automaton);
}

/* Now that the byte that comes is known, tests of it lead on or don't. */
static void ask_tests(struct automaton *automaton, const struct automaton_state *from, size_t column)
{
    struct growth *growth = automaton->growth;
    struct place place = { UNKNOWN_COLUMN, column };

    growth->asked_count = 0;
    for (size_t i = 0; i < from->step_count; i++)
        growth->asked_count = reach(automaton, from->steps[i], place, growth->asked, growth->asked_count);
    growth->walk++;
}

static struct automaton_state *build_next(struct automaton *automaton, const struct automaton_state *from,
                                          size_t column)
{
    struct growth *growth = automaton->growth;
    struct place place = { column, UNKNOWN_COLUMN };

    begin_state(automaton);
    if (from->has_tests)
        ask_tests(automaton, from, column);
    const uint32_t *steps = from->has_tests ? growth->asked : from->steps;
    size_t count = from->has_tests ? growth->asked_count : from->step_count;

    for (size_t i = 0; i < count; i++) {
        const struct graph_step *step = &automaton->graph.steps[steps[i]];

        if (step->kind == STEP_MATCH && !has_entry(from->matched, step->entry))
            add_entry(growth->passed, step->entry);
        else if (step->kind == STEP_BYTE && column != automaton->edge && test_holds(automaton, step, column))
            growth->step_count = reach(automaton, step->next, place, growth->steps, growth->step_count);
    }
    return end_state(automaton);
}

/* Makes what the link is to lead to, unless another thread just has. */
static struct automaton_state *make(struct automaton *automaton, _Atomic(struct automaton_state *) *link,
                                    const struct automaton_state *from, size_t column)
{
    pthread_mutex_lock(automaton->lock);
    struct automaton_state *made = atomic_load_explicit(link, memory_order_relaxed);

    if (!made && automaton->growth->bytes < STATES_LIMIT_BYTES) {
        made = from ? build_next(automaton, from, column) : build_root(automaton, column);
        atomic_store_explicit(link, made, memory_order_release);
    }
    pthread_mutex_unlock(automaton->lock);
    return made;
}

struct automaton_state *automaton_make_root(struct automaton *automaton, size_t column)
{
    return make(automaton, &automaton->roots[column], NULL, column);
}

struct automaton_state *automaton_make_next(struct automaton *automaton, struct automaton_state *from,
                                            size_t column)
{
    return make(automaton, &from->next[column], from, column);
}

/* Of arrays with room for every step a walk touches a little: the system gives what is touched only. */
static struct growth *new_growth(const struct automaton *automaton, struct arena *arena)
{
    size_t count = automaton->graph.count + 1;
    struct growth *growth = ARENA_NEW(arena, struct growth);

    growth->arena = arena;
    growth->visited = memory_new(count * sizeof *growth->visited);
    growth->stack = memory_new(count * sizeof *growth->stack);
    growth->asked = memory_new(count * sizeof *growth->asked);
    growth->passed = memory_new((automaton->words + count) * sizeof *growth->passed);
    growth->steps = (uint32_t *)(growth->passed + automaton->words);
    return growth;
}

void automaton_close(struct automaton *automaton)
{
    struct growth *growth = automaton->growth;

    if (!growth)
        return;
    free(growth->visited);
    free(growth->stack);
    free(growth->asked);
    free(growth->passed);
}

void automaton_open(struct automaton *automaton, struct arena *arena, const struct graph_view *graph,
                    const uint32_t *starts, size_t entry_count, pthread_mutex_t *lock)
{
    automaton->graph = *graph;
    automaton->starts = starts;
    automaton->entry_count = entry_count;
    automaton->words = entry_count / 64 + 1;
    automaton->lock = lock;
    automaton->growth = new_growth(automaton, arena);
    if (graph->columns)
        take_columns(automaton);
    else
        find_columns(automaton);
    begin_state(automaton);
    automaton->dead = end_state(automaton);
    automaton->is_anchored = build_root(automaton, ANY_BYTE_COLUMN) == automaton->dead;
}

/* ---- finding -------------------------------------------------------------------------------------- */

static void add_entries(const struct automaton *automaton, uint64_t *out, const uint64_t *entries)
{
    for (size_t i = 0; i < automaton->words; i++)
        out[i] |= entries[i];
}

static bool has_any(const struct automaton *automaton, const uint64_t *entries)
{
    uint64_t any = 0;

    for (size_t i = 0; i < automaton->words; i++)
        any |= entries[i];
    return any;
}

static size_t column_at(const struct automaton *automaton, struct span text, size_t at)
{
    return at < text.length ? automaton->columns[(unsigned char)text.text[at]] : automaton->edge;
}

/* The entries that match from the state on, any length. */
static void find_any(struct automaton *automaton, struct automaton_state *state, struct span text, size_t at,
                     uint64_t *out)
{
    for (size_t depth = 0; depth < DEPTH_LIMIT; depth++) {
        struct automaton_state *next =
            automaton_next(automaton, state, column_at(automaton, text, at + depth));

        if (!next)
            break;
        if (next->has_found)
            add_entries(automaton, out, next->found);
        if (next->is_settled || at + depth == text.length)
            return;
        state = next;
    }
    add_entries(automaton, out, state->alive);
}

/* The entries that match from the state on up to the end of the text. */
static void find_whole(struct automaton *automaton, struct automaton_state *state, struct span text,
                       size_t at, uint64_t *out)
{
    for (size_t depth = 0; depth < DEPTH_LIMIT; depth++) {
        struct automaton_state *next =
            automaton_next(automaton, state, column_at(automaton, text, at + depth));

        if (!next)
            break;
        if (at + depth == text.length) {
            add_entries(automaton, out, state->matched);
            add_entries(automaton, out, next->found);
            return;
        }
        if (next->step_count == 0)
            return;
        state = next;
    }
    add_entries(automaton, out, state->alive);
    add_entries(automaton, out, state->matched);
}

bool automaton_find(struct automaton *automaton, struct span text, size_t at, bool is_whole, uint64_t *out)
{
    size_t behind = at ? column_at(automaton, text, at - 1) : automaton->edge;
    struct automaton_state *root = automaton_root(automaton, behind);

    memset(out, 0, automaton->words * sizeof *out);
    if (!root) {
        for (uint32_t i = 0; i < automaton->entry_count; i++)
            add_entry(out, i);
        return true;
    }
    if (is_whole)
        find_whole(automaton, root, text, at, out);
    else
        find_any(automaton, root, text, at, out);
    return has_any(automaton, out);
}

/* Can any entry match from the state on? */
static bool leads_on(struct automaton *automaton, struct automaton_state *state, struct span text, size_t at)
{
    for (size_t depth = 0; depth < DEPTH_LIMIT && state && state->is_open; depth++)
        state = automaton_next(automaton, state, column_at(automaton, text, at + depth));
    return state != automaton->dead;
}

size_t automaton_skip(struct automaton *automaton, struct span text, size_t at, size_t last)
{
    size_t behind = at ? column_at(automaton, text, at - 1) : automaton->edge;

    for (; at <= last; at++) {
        size_t column = automaton->columns[(unsigned char)text.text[at]];
        struct automaton_state *root = automaton_root(automaton, behind);
        struct automaton_state *next = root ? automaton_next(automaton, root, column) : NULL;

        if (next != automaton->dead && leads_on(automaton, next, text, at + 1))
            return at;
        behind = column;
    }
    return at;
}
