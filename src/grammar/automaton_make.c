#include "grammar/automaton_make.h"

#include <string.h>

#include "base/arena.h"
#include "grammar/automaton.h"
#include "grammar/pattern_graph.h"

enum {
    COLUMNS_LIMIT = 257,
    COLUMN_WORDS = (COLUMNS_LIMIT + 63) / 64,
    NUMBERS_LIMIT = UINT16_MAX, /* of states */
};

/* Columns as bits. */
struct column_set {
    uint64_t bits[COLUMN_WORDS];
};

/* A state in the making. */
struct made_state {
    const uint64_t *passed; /* entries that have matched before the last byte, but not by then */
    const uint32_t *steps;  /* what can come, in the order of entries */
    size_t step_count;
    bool has_tests;            /* of the byte that comes, among the steps */
    bool is_open;              /* no entry matches by now, but one may come to */
    uint32_t *links;           /* by column; NULL: not followed */
    uint16_t number;           /* as it is given out */
    uint32_t distance;         /* of the texts that lead here: the more, the less likely */
    uint32_t next;             /* state to be followed */
    uint16_t facts[ROW_LINKS]; /* by enum automaton_row */
};

enum { DISTANCES = 16 }; /* more than a column can cost */

#define NOBODY UINT32_MAX

struct maker {
    const struct graph_view *graph;
    const uint32_t *starts;
    size_t entry_count;
    size_t words;
    struct arena *arena; /* for the time of making */
    uint8_t columns[256];
    size_t edge;
    unsigned char representatives[COLUMNS_LIMIT];
    uint8_t costs[COLUMNS_LIMIT];    /* of a column, to the distance */
    uint16_t classes[COLUMNS_LIMIT]; /* columns that no test tells apart share one */
    struct column_set *set_columns;  /* of each set of the graph */
    struct made_state *states;       /* the first is dead */
    size_t count, capacity;          /* of states */
    uint32_t waiting[DISTANCES];     /* states to be followed: the last of a ring, by distance */
    struct name_index names;         /* of states: their passed entries and steps */
    struct name_index set_names;     /* of sets of entries */
    uint64_t *sets;
    size_t set_count, set_capacity;
    uint32_t *visited; /* by step: in which walk it was met last */
    uint32_t walk;
    uint32_t *stack;
    uint64_t *passed; /* the state in the making: its passed entries ... */
    uint32_t *steps;  /* ... and behind them (both are its name) what can come, ... */
    size_t step_count;
    uint32_t *asked; /* ... from these, where tests of the byte that comes have been met */
};

/* ---- columns -------------------------------------------------------------------------------------- */

/* Parts every column in bytes of the set and others. */
static size_t refine(struct maker *maker, const struct byte_set *set)
{
    uint16_t renamed[256][2];
    size_t count = 0;

    memset(renamed, 0xff, sizeof renamed);
    for (unsigned byte = 0; byte < 256; byte++) {
        uint16_t *name = &renamed[maker->columns[byte]][byte_set_has(set, (unsigned char)byte)];

        if (*name == UINT16_MAX) {
            maker->representatives[count] = (unsigned char)byte;
            *name = (uint16_t)count++;
        }
        maker->columns[byte] = (uint8_t)*name;
    }
    return count;
}

static void find_columns(struct maker *maker)
{
    maker->edge = refine(maker, &(struct byte_set){ 0 });
    for (size_t i = 0; i < maker->graph->set_count; i++)
        maker->edge = refine(maker, &maker->graph->sets[i]);
}

static void find_set_columns(struct maker *maker)
{
    maker->set_columns = ARENA_ARRAY(maker->arena, maker->graph->set_count, struct column_set);
    for (size_t i = 0; i < maker->graph->set_count; i++)
        for (size_t column = 0; column < maker->edge; column++)
            if (byte_set_has(&maker->graph->sets[i], maker->representatives[column]))
                maker->set_columns[i].bits[column / 64] |= UINT64_C(1) << (column % 64);
}

/* How rare a byte is in plans, roughly: that decides which states are made, not what is found. */
static uint8_t cost_of(unsigned byte)
{
    if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == ' ')
        return 2;
    if ((byte >= 'A' && byte <= 'Z') || (byte >= ',' && byte <= '/'))
        return 3;
    return byte == '\n' || byte == '\t' || (byte > ' ' && byte < 0x7f) ? 6 : 8;
}

static void find_costs(struct maker *maker)
{
    memset(maker->costs, UINT8_MAX, sizeof maker->costs);
    maker->costs[maker->edge] = 1;
    for (unsigned byte = 0; byte < 256; byte++) {
        uint8_t *cost = &maker->costs[maker->columns[byte]];

        if (cost_of(byte) < *cost)
            *cost = cost_of(byte);
    }
}

/* ---- walks over steps that read nothing ----------------------------------------------------------- */

/* UNKNOWN: tests of the byte before hold, those of the one that comes wait; ANY_BYTE: there is one. */
enum { UNKNOWN_COLUMN = COLUMNS_LIMIT, ANY_BYTE_COLUMN };

/* A place between two bytes, by their columns. */
struct place {
    size_t behind;
    size_t ahead;
};

static bool test_holds(const struct maker *maker, const struct graph_step *step, size_t column)
{
    if (column == maker->edge)
        return step->at_edge;
    if (column == ANY_BYTE_COLUMN)
        return !byte_set_is_empty(maker->graph->sets[step->set]);
    return byte_set_has(&maker->graph->sets[step->set], maker->representatives[column]);
}

/* The step after one that reads nothing here; NO_STEP where it has to wait or leads nowhere. */
static uint32_t pass_step(const struct maker *maker, const struct graph_step *step, struct place place,
                          bool *waits)
{
    *waits = false;
    if (step->kind == STEP_FORK)
        return step->next;
    if (step->kind == STEP_BEHIND)
        return place.behind == UNKNOWN_COLUMN || test_holds(maker, step, place.behind) ? step->next : NO_STEP;
    if (step->kind == STEP_AHEAD && place.ahead != UNKNOWN_COLUMN)
        return test_holds(maker, step, place.ahead) ? step->next : NO_STEP;
    *waits = true;
    return NO_STEP;
}

/* Appends to list the steps that wait behind `step`, each once a walk. */
static size_t follow(struct maker *maker, uint32_t step, struct place place, uint32_t *list, size_t count)
{
    const struct graph_step *steps = maker->graph->steps;
    size_t stacked = 0;

    maker->stack[stacked++] = step;
    while (stacked) {
        for (step = maker->stack[--stacked]; step != NO_STEP && maker->visited[step] != maker->walk;) {
            const struct graph_step *at = &steps[step];
            bool waits;

            maker->visited[step] = maker->walk;
            if (at->kind == STEP_FORK && at->set != NO_STEP)
                maker->stack[stacked++] = at->set;
            uint32_t next = pass_step(maker, at, place, &waits);

            if (waits)
                list[count++] = step;
            step = next;
        }
    }
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

/* The number of a set of entries, given when first seen. */
static uint16_t number_set(struct maker *maker, const uint64_t *entries)
{
    size_t size = maker->words * sizeof *entries;
    struct span name = span_over((const char *)entries, size);
    uint64_t hash = span_hash(name);
    uint32_t known = name_index_find(&maker->set_names, name, hash);

    if (known != NAME_ABSENT)
        return (uint16_t)known;
    name_index_add_hashed(&maker->set_names, maker->arena, arena_copy_span(maker->arena, name), hash,
                          (uint32_t)maker->set_count);
    maker->sets = arena_grow(maker->arena, maker->sets, maker->set_count, &maker->set_capacity, size);
    memcpy(maker->sets + maker->set_count * maker->words, entries, size);
    return (uint16_t)maker->set_count++;
}

static void find_facts(struct maker *maker, struct made_state *state)
{
    uint64_t found[AUTOMATON_WORDS], matched[AUTOMATON_WORDS] = { 0 }, alive[AUTOMATON_WORDS] = { 0 };
    bool has_found = false;

    for (size_t i = 0; i < state->step_count; i++) {
        const struct graph_step *step = &maker->graph->steps[state->steps[i]];

        add_entry(step->kind == STEP_MATCH ? matched : alive, step->entry);
        state->has_tests |= step->kind == STEP_AHEAD;
    }
    state->facts[ROW_SETTLED] = true;
    for (size_t i = 0; i < maker->words; i++) {
        found[i] = matched[i] | state->passed[i];
        has_found |= found[i] != 0;
        state->facts[ROW_SETTLED] &= !(alive[i] & ~found[i]);
    }
    state->is_open = !state->facts[ROW_SETTLED] && !has_found;
    state->facts[ROW_FOUND] = number_set(maker, found);
    state->facts[ROW_MATCHED] = number_set(maker, matched);
    state->facts[ROW_ALIVE] = number_set(maker, alive);
}

/* Puts a state in the ring of its distance; those of one distance are followed in the order of their making.
 */
static void wait_for_turn(struct maker *maker, uint32_t index)
{
    uint32_t *last = &maker->waiting[maker->states[index].distance % DISTANCES];

    if (*last == NOBODY) {
        maker->states[index].next = index;
    } else {
        maker->states[index].next = maker->states[*last].next;
        maker->states[*last].next = index;
    }
    *last = index;
}

static uint32_t add_state(struct maker *maker, struct span name, uint64_t hash, uint32_t distance)
{
    uint64_t *passed = arena_take(maker->arena, name.length);

    memcpy(passed, name.text, name.length);
    name.text = (const char *)passed;
    maker->states =
        arena_grow(maker->arena, maker->states, maker->count, &maker->capacity, sizeof *maker->states);
    name_index_add_hashed(&maker->names, maker->arena, name, hash, (uint32_t)maker->count);
    struct made_state *state = &maker->states[maker->count];

    state->passed = passed;
    state->steps = (const uint32_t *)(passed + maker->words);
    state->step_count = maker->step_count;
    state->distance = distance;
    find_facts(maker, state);
    if (state->step_count)
        wait_for_turn(maker, (uint32_t)maker->count);
    return (uint32_t)maker->count++;
}

static void begin_state(struct maker *maker)
{
    maker->walk++;
    maker->step_count = 0;
    memset(maker->passed, 0, maker->words * sizeof *maker->passed);
}

/* The state in the making, unless there is one like it. */
static uint32_t end_state(struct maker *maker, uint32_t distance)
{
    size_t words = maker->words + (maker->step_count + 1) / 2;
    struct span name = span_over((const char *)maker->passed, words * sizeof *maker->passed);

    if (maker->step_count % 2) /* the name has whole words */
        maker->steps[maker->step_count] = 0;
    uint64_t hash = span_hash(name);
    uint32_t known = name_index_find(&maker->names, name, hash);

    return known == NAME_ABSENT ? add_state(maker, name, hash, distance) : known;
}

static uint32_t make_root(struct maker *maker, size_t column)
{
    struct place place = { column, UNKNOWN_COLUMN };

    begin_state(maker);
    for (size_t i = 0; i < maker->entry_count; i++)
        maker->step_count = follow(maker, maker->starts[i], place, maker->steps, maker->step_count);
    return end_state(maker, 0);
}

/* ---- from state to state -------------------------------------------------------------------------- */

/* Steps that can be taken from a state with a byte of some columns, which no test tells apart. */
struct taken_steps {
    const uint32_t *steps;
    size_t count;
};

/* Now that the byte that comes is known, tests of it lead on or don't. */
static struct taken_steps take_steps(struct maker *maker, const struct made_state *from, size_t column)
{
    struct place place = { UNKNOWN_COLUMN, column };
    struct taken_steps taken = { maker->asked, 0 };

    if (!from->has_tests)
        return (struct taken_steps){ from->steps, from->step_count };
    maker->walk++;
    for (size_t i = 0; i < from->step_count; i++)
        taken.count = follow(maker, from->steps[i], place, maker->asked, taken.count);
    return taken;
}

static uint32_t make_next(struct maker *maker, const struct made_state *from, struct taken_steps taken,
                          size_t column)
{
    struct place place = { column, UNKNOWN_COLUMN };
    const uint64_t *matched = maker->sets + from->facts[ROW_MATCHED] * maker->words;

    begin_state(maker);
    for (size_t i = 0; i < taken.count; i++) {
        const struct graph_step *step = &maker->graph->steps[taken.steps[i]];

        if (step->kind == STEP_MATCH && !has_entry(matched, step->entry))
            add_entry(maker->passed, step->entry);
        else if (step->kind == STEP_BYTE && column != maker->edge && test_holds(maker, step, column))
            maker->step_count = follow(maker, step->next, place, maker->steps, maker->step_count);
    }
    return end_state(maker, from->distance + maker->costs[column]);
}

/* Of these columns, those whose bytes lead where the column's lead: no step tells them apart. */
static struct column_set like_column(const struct maker *maker, struct taken_steps taken, size_t column,
                                     struct column_set columns)
{
    for (size_t i = 0; i < taken.count; i++) {
        const struct graph_step *step = &maker->graph->steps[taken.steps[i]];

        if (step->kind != STEP_BYTE)
            continue;
        const struct column_set *set = &maker->set_columns[step->set];
        uint64_t flip = set->bits[column / 64] >> (column % 64) & 1 ? 0 : UINT64_MAX;

        for (size_t k = 0; k < COLUMN_WORDS; k++)
            columns.bits[k] &= set->bits[k] ^ flip;
    }
    return columns;
}

static size_t first_column(const struct column_set *columns)
{
    size_t i = 0;

    while (i < COLUMN_WORDS && !columns->bits[i])
        i++;
    return i < COLUMN_WORDS ? i * 64 + (size_t)__builtin_ctzll(columns->bits[i]) : COLUMNS_LIMIT;
}

/* The links of one class of columns. */
static void link_class(struct maker *maker, uint32_t index, uint32_t *links, struct column_set columns)
{
    struct taken_steps taken = take_steps(maker, &maker->states[index], first_column(&columns));

    for (size_t column; (column = first_column(&columns)) <= maker->edge;) {
        struct column_set like = like_column(maker, taken, column, columns);
        const struct made_state from = maker->states[index];
        uint32_t next = make_next(maker, &from, taken, column);

        for (size_t at; (at = first_column(&like)) <= maker->edge;) {
            links[at] = next;
            like.bits[at / 64] &= ~(UINT64_C(1) << (at % 64));
            columns.bits[at / 64] &= ~(UINT64_C(1) << (at % 64));
        }
    }
}

static struct column_set columns_of_class(const struct maker *maker, size_t class)
{
    struct column_set columns = { { 0 } };

    for (size_t column = 0; column <= maker->edge; column++)
        if (maker->classes[column] == class)
            columns.bits[column / 64] |= UINT64_C(1) << (column % 64);
    return columns;
}

static void link_state(struct maker *maker, uint32_t index)
{
    uint32_t *links = ARENA_ARRAY(maker->arena, maker->edge + 1, uint32_t);

    for (size_t class = 0; class <= maker->classes[maker->edge]; class ++)
        link_class(maker, index, links, columns_of_class(maker, class));
    maker->states[index].links = links;
}

/* The state whose turn it is; NOBODY when all have been followed. */
static uint32_t next_turn(struct maker *maker, uint32_t *distance)
{
    for (size_t tried = 0; tried < DISTANCES; tried++, ++*distance) {
        uint32_t *last = &maker->waiting[*distance % DISTANCES];

        if (*last == NOBODY)
            continue;
        uint32_t first = maker->states[*last].next;

        if (first == *last)
            *last = NOBODY;
        else
            maker->states[*last].next = maker->states[first].next;
        return first;
    }
    return NOBODY;
}

static size_t units_of_row(const struct maker *maker)
{
    return (ROW_LINKS + maker->edge + 1 + ROW_UNIT - 1) / ROW_UNIT;
}

/* Can another state be linked, whatever new ones it leads to? */
static bool has_numbers(const struct maker *maker, size_t linked)
{
    return (linked + 2) * units_of_row(maker) + maker->count + COLUMNS_LIMIT < NUMBERS_LIMIT;
}

/* The roots, of which there are few, are always linked. */
static void link_states(struct maker *maker, size_t limit)
{
    size_t roots = maker->count;
    uint32_t distance = 0;

    for (size_t i = 0; (i < limit || i < roots) && has_numbers(maker, i); i++) {
        uint32_t index = next_turn(maker, &distance);

        if (index == NOBODY)
            break;
        link_state(maker, index);
    }
}

/* ---- what tests tell apart ------------------------------------------------------------------------ */

static void refine_classes(struct maker *maker, const struct graph_step *test)
{
    uint16_t renamed[COLUMNS_LIMIT][2];
    uint16_t count = 0;

    memset(renamed, 0xff, sizeof renamed);
    for (size_t column = 0; column <= maker->edge; column++) {
        uint16_t *name = &renamed[maker->classes[column]][test_holds(maker, test, column)];

        if (*name == UINT16_MAX)
            *name = count++;
        maker->classes[column] = *name;
    }
}

/* The edge has a class of its own, the last one. */
static void find_classes(struct maker *maker)
{
    const struct graph_view *graph = maker->graph;
    uint16_t last = 0;

    for (size_t i = 0; i < graph->count; i++)
        if (graph->steps[i].kind == STEP_BEHIND || graph->steps[i].kind == STEP_AHEAD)
            refine_classes(maker, &graph->steps[i]);
    for (size_t column = 0; column < maker->edge; column++)
        if (maker->classes[column] > last)
            last = maker->classes[column];
    maker->classes[maker->edge] = (uint16_t)(last + 1);
}

/* ---- what is given out ---------------------------------------------------------------------------- */

enum state_group { GROUP_OPEN, GROUP_LINKED, GROUP_END, GROUP_COUNT };

/* A state that has not been followed is told as unknown, unless nothing can come behind it. */
static bool is_in_group(const struct made_state *state, enum state_group group)
{
    if (!state->links)
        return group == GROUP_END && state->step_count == 0;
    return group == (state->is_open ? GROUP_OPEN : GROUP_LINKED);
}

static void number_states(struct maker *maker, struct automaton *automaton)
{
    size_t units = units_of_row(maker);
    size_t ends[GROUP_COUNT];
    size_t next = STATE_DEAD + units;

    maker->states[0].number = STATE_DEAD;
    for (size_t i = 1; i < maker->count; i++)
        maker->states[i].number = STATE_UNKNOWN;
    for (enum state_group group = GROUP_OPEN; group < GROUP_COUNT; group++) {
        for (size_t i = 1; i < maker->count; i++) {
            if (!is_in_group(&maker->states[i], group))
                continue;
            maker->states[i].number = (uint16_t)next;
            next += group == GROUP_END ? 1 : units;
        }
        ends[group] = next;
    }
    automaton->open_end = (uint16_t)ends[GROUP_OPEN];
    automaton->link_end = (uint16_t)ends[GROUP_LINKED];
    automaton->state_end = (uint16_t)ends[GROUP_END];
}

static void give_row(const struct maker *maker, const struct made_state *state, uint16_t *row)
{
    memcpy(row, state->facts, sizeof state->facts);
    for (size_t column = 0; state->links && column <= maker->edge; column++)
        row[ROW_LINKS + column] = maker->states[state->links[column]].number;
}

static void give_states(const struct maker *maker, struct automaton *automaton, struct arena *arena)
{
    uint16_t *rows = ARENA_ARRAY(arena, (size_t)automaton->state_end * ROW_UNIT, uint16_t);
    uint16_t *dead = &rows[(size_t)STATE_DEAD * ROW_UNIT];

    dead[ROW_SETTLED] = true;
    for (size_t column = 0; column <= maker->edge; column++)
        dead[ROW_LINKS + column] = STATE_DEAD;
    for (size_t i = 1; i < maker->count; i++)
        if (maker->states[i].number != STATE_UNKNOWN)
            give_row(maker, &maker->states[i], &rows[(size_t)maker->states[i].number * ROW_UNIT]);
    automaton->rows = rows;
}

static void give_rest(const struct maker *maker, const uint32_t *roots, struct automaton *automaton,
                      struct arena *arena)
{
    size_t size = maker->set_count * maker->words * sizeof *maker->sets;
    uint16_t *root_numbers = ARENA_ARRAY(arena, maker->edge + 1, uint16_t);

    for (size_t column = 0; column <= maker->edge; column++)
        root_numbers[column] = maker->states[roots[column]].number;
    automaton->roots = root_numbers;
    automaton->columns =
        memcpy(arena_take(arena, sizeof maker->columns), maker->columns, sizeof maker->columns);
    automaton->sets = memcpy(arena_take(arena, size), maker->sets, size);
    automaton->column_count = (uint16_t)(maker->edge + 1);
    automaton->set_count = (uint16_t)maker->set_count;
    automaton->words = (uint16_t)maker->words;
}

static void begin(struct maker *maker)
{
    size_t count = maker->graph->count + 1;

    maker->words = maker->entry_count / 64 + 1;
    maker->visited = ARENA_ARRAY(maker->arena, count, uint32_t);
    maker->stack = ARENA_ARRAY(maker->arena, count, uint32_t);
    maker->asked = ARENA_ARRAY(maker->arena, count, uint32_t);
    maker->passed = ARENA_ARRAY(maker->arena, maker->words + count, uint64_t);
    maker->steps = (uint32_t *)(maker->passed + maker->words);
    memset(maker->waiting, 0xff, sizeof maker->waiting);
    find_columns(maker);
    find_set_columns(maker);
    find_costs(maker);
    find_classes(maker);
    begin_state(maker);
    end_state(maker, 0); /* the dead one */
}

void automaton_make(struct automaton *automaton, struct arena *arena, const struct graph_view *graph,
                    const uint32_t *starts, size_t entry_count, size_t limit)
{
    struct maker maker = {
        .graph = graph, .starts = starts, .entry_count = entry_count, .arena = arena_new()
    };
    uint32_t roots[COLUMNS_LIMIT] = { 0 };

    begin(&maker);
    for (size_t column = 0; column <= maker.edge; column++)
        roots[column] = make_root(&maker, column);
    link_states(&maker, limit);
    automaton->is_anchored = make_root(&maker, ANY_BYTE_COLUMN) == 0;
    number_states(&maker, automaton);
    give_states(&maker, automaton, arena);
    give_rest(&maker, roots, automaton, arena);
    arena_free(maker.arena);
}
