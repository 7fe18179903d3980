#include "analysis/plan_compare.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/edition_match.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "plan/plan.h"
#include "store/store.h"

struct change_words {
    const char *name;
    const char *title;
};

static const struct change_words change_words[CHANGE_KIND_COUNT] = {
    [CHANGE_SLIPPED] = { "slipped", "Slipped" },
    [CHANGE_BROUGHT_FORWARD] = { "brought forward", "Brought forward" },
    [CHANGE_DROPPED] = { "dropped", "Dropped without being completed" },
    [CHANGE_FINISHED] = { "finished", "Gone after completion or cancellation" },
    [CHANGE_NEW] = { "new", "New" },
    [CHANGE_STATUS] = { "status", "Status moved" },
    [CHANGE_OWNERS] = { "owners", "Owners changed" },
    [CHANGE_REWORDED] = { "reworded", "Reworded" },
    [CHANGE_MOVED] = { "moved", "Moved to another section" },
    [CHANGE_SPLIT] = { "split", "Split" },
    [CHANGE_MERGED] = { "merged", "Merged" },
};

const char *change_kind_name(enum change_kind kind)
{
    return change_words[kind].name;
}

const char *change_kind_title(enum change_kind kind)
{
    return change_words[kind].title;
}

/* ---- the chain of editions --------------------------------------------------------------------- */

struct comparer {
    struct arena *arena;
    const struct plan_set *editions;
    const struct edition_match *steps; /* from each edition to the next */
    const struct edition_match *whole; /* from the first to the last */
    struct compare_result *out;
    size_t capacity;
    bool *is_changed; /* of each action of the last edition */
};

static calendar_day due_of(const struct action *action)
{
    calendar_day due = CALENDAR_NONE;

    for (size_t i = 0; i < action->dates.count; i++)
        if (action->dates.items[i].role == DATE_DUE && action->dates.items[i].to != CALENDAR_NONE &&
            (due == CALENDAR_NONE || action->dates.items[i].to > due))
            due = action->dates.items[i].to;
    return due;
}

/* The first day that was ever printed for it: a revised one stands beside the one before. */
static calendar_day first_due_of(const struct action *action)
{
    for (size_t i = 0; i < action->dates.count; i++)
        if (action->dates.items[i].role == DATE_DUE && action->dates.items[i].to != CALENDAR_NONE &&
            !(action->dates.items[i].flags & DATE_REVISED))
            return action->dates.items[i].to;
    return due_of(action);
}

/* How often the day of an action of the first edition was put off from one edition to the next. */
static size_t count_moves(const struct comparer *comparer, size_t action)
{
    size_t moves = 0;

    for (size_t e = 0; e + 1 < comparer->editions->count; e++) {
        const struct edition_match *step = &comparer->steps[e];
        size_t next = step->to_after[action];

        if (next == MATCH_NONE)
            break;
        calendar_day was = due_of(&step->before->actions[action]);
        calendar_day is = due_of(&step->after->actions[next]);

        moves += was != CALENDAR_NONE && is != CALENDAR_NONE && is > was;
        action = next;
    }
    return moves ? moves : 1;
}

/* ---- changes ----------------------------------------------------------------------------------- */

static struct index_list one_index(const struct comparer *comparer, size_t index)
{
    size_t *item = ARENA_NEW(comparer->arena, size_t);

    *item = index;
    return (struct index_list){ item, 1 };
}

static void add_change(struct comparer *comparer, struct plan_change change)
{
    struct compare_result *out = comparer->out;

    for (size_t i = 0; i < change.after.count; i++)
        comparer->is_changed[change.after.items[i]] = true;
    out->changes =
        arena_grow(comparer->arena, out->changes, out->count, &comparer->capacity, sizeof *out->changes);
    out->changes[out->count++] = change;
}

static struct span owners_in_words(const struct comparer *comparer, const struct owner_list *owners)
{
    struct buffer words = { 0 };

    for (size_t i = 0; i < owners->count; i++) {
        buffer_add_string(&words, i ? ", " : "");
        buffer_add_span(&words, owners->items[i].name.text);
    }
    struct span kept =
        arena_copy_span(comparer->arena, span_over(words.length ? words.bytes : NULL, words.length));

    buffer_free(&words);
    return kept;
}

static bool has_owner(const struct owner_list *owners, const struct owner *owner)
{
    for (size_t i = 0; i < owners->count; i++)
        if (owners->items[i].role == owner->role &&
            span_same_ignoring_case(owners->items[i].name.text, owner->name.text))
            return true;
    return false;
}

static bool same_owners(const struct owner_list *a, const struct owner_list *b)
{
    for (size_t i = 0; i < a->count; i++)
        if (!has_owner(b, &a->items[i]))
            return false;
    for (size_t i = 0; i < b->count; i++)
        if (!has_owner(a, &b->items[i]))
            return false;
    return true;
}

static struct span section_in_words(const struct plan *plan, const struct action *action)
{
    if (action->section >= plan->section_count)
        return (struct span){ .offset = SPAN_NOWHERE };
    const struct section *section = &plan->sections[action->section];

    return section->title.text.text ? section->title.text : section->code.text;
}

static struct span status_in_words(const struct action *action)
{
    const char *name = action_status_name(action->status);

    return name ? span_of(name) : (struct span){ .offset = SPAN_NOWHERE };
}

/* The words of a text without regard to case, white space and its final mark. */
static bool same_wording(struct span a, struct span b)
{
    size_t i = 0;
    size_t k = 0;

    a = span_trim(a);
    b = span_trim(b);
    while (a.length && (a.text[a.length - 1] == '.' || a.text[a.length - 1] == ';'))
        a.length--;
    while (b.length && (b.text[b.length - 1] == '.' || b.text[b.length - 1] == ';'))
        b.length--;
    for (; i < a.length && k < b.length; i++, k++) {
        if (span_is_white(a.text[i]) && span_is_white(b.text[k])) {
            while (i + 1 < a.length && span_is_white(a.text[i + 1]))
                i++;
            while (k + 1 < b.length && span_is_white(b.text[k + 1]))
                k++;
        } else if (!span_same_ignoring_case(span_part(a, i, i + 1), span_part(b, k, k + 1))) {
            return false;
        }
    }
    return i == a.length && k == b.length;
}

static bool has_parts(const size_t *wholes, size_t count, size_t whole)
{
    for (size_t i = 0; i < count; i++)
        if (wholes[i] == whole)
            return true;
    return false;
}

/* Of a merged action: does one of the actions that went into it, its partner aside, say the same already? */
typedef bool same_as_part(const struct action *part, const struct action *is);

static bool says_due(const struct action *part, const struct action *is)
{
    return due_of(part) == due_of(is);
}

static bool says_status(const struct action *part, const struct action *is)
{
    return part->status == is->status;
}

static bool says_owners(const struct action *part, const struct action *is)
{
    return same_owners(&part->owners, &is->owners);
}

static bool comes_from_part(const struct comparer *comparer, size_t after, same_as_part *says)
{
    const struct edition_match *match = comparer->whole;

    for (size_t i = 0; i < match->before->action_count; i++)
        if (match->merged_into[i] == after && says(&match->before->actions[i], &match->after->actions[after]))
            return true;
    return false;
}

static void compare_dates(struct comparer *comparer, struct plan_change change, const struct action *was,
                          const struct action *is)
{
    change.due_was = due_of(was);
    change.due_is = due_of(is);
    if (change.due_was == CALENDAR_NONE || change.due_is == CALENDAR_NONE ||
        change.due_was == change.due_is || comes_from_part(comparer, change.after.items[0], says_due))
        return;
    change.kind = change.due_is > change.due_was ? CHANGE_SLIPPED : CHANGE_BROUGHT_FORWARD;
    change.due_first = first_due_of(was);
    change.moves = count_moves(comparer, change.before.items[0]);
    add_change(comparer, change);
}

static void compare_words(struct comparer *comparer, struct plan_change change, const struct action *was,
                          const struct action *is)
{
    const struct edition_match *match = comparer->whole;

    if (same_wording(was->text.text, is->text.text) ||
        has_parts(match->split_from, match->after->action_count, change.before.items[0]) ||
        has_parts(match->merged_into, match->before->action_count, change.after.items[0]))
        return;
    change.kind = CHANGE_REWORDED;
    change.was = was->text.text;
    change.is = is->text.text;
    add_change(comparer, change);
}

/* A change of what is said in words: status, owners, section. */
static void compare_said(struct comparer *comparer, struct plan_change change, enum change_kind kind,
                         struct span was, struct span is)
{
    change.kind = kind;
    change.was = was;
    change.is = is;
    add_change(comparer, change);
}

static void compare_pair(struct comparer *comparer, size_t before, size_t after)
{
    const struct edition_match *match = comparer->whole;
    const struct action *was = &match->before->actions[before];
    const struct action *is = &match->after->actions[after];
    struct plan_change change = { .before = one_index(comparer, before),
                                  .after = one_index(comparer, after) };
    struct span section_was = section_in_words(match->before, was);
    struct span section_is = section_in_words(match->after, is);

    compare_dates(comparer, change, was, is);
    compare_words(comparer, change, was, is);
    if (was->status != is->status && !comes_from_part(comparer, after, says_status))
        compare_said(comparer, change, CHANGE_STATUS, status_in_words(was), status_in_words(is));
    if (!same_owners(&was->owners, &is->owners) && !comes_from_part(comparer, after, says_owners))
        compare_said(comparer, change, CHANGE_OWNERS, owners_in_words(comparer, &was->owners),
                     owners_in_words(comparer, &is->owners));
    if (!span_same_ignoring_case(section_was, section_is))
        compare_said(comparer, change, CHANGE_MOVED, section_was, section_is);
}

/* An action and its parts in the other edition: its own partner first, where it has one. */
static struct index_list parts_of(const struct comparer *comparer, const size_t *wholes, size_t count,
                                  size_t partner, size_t whole)
{
    size_t *items = ARENA_ARRAY(comparer->arena, count + 1, size_t);
    size_t found = 0;

    if (partner != MATCH_NONE)
        items[found++] = partner;
    for (size_t i = 0; i < count; i++)
        if (wholes[i] == whole)
            items[found++] = i;
    return (struct index_list){ items, found };
}

static void compare_parts(struct comparer *comparer)
{
    const struct edition_match *match = comparer->whole;
    size_t before = match->before->action_count;
    size_t after = match->after->action_count;

    for (size_t i = 0; i < before; i++)
        if (has_parts(match->split_from, after, i))
            add_change(comparer,
                       (struct plan_change){
                           .kind = CHANGE_SPLIT,
                           .before = one_index(comparer, i),
                           .after = parts_of(comparer, match->split_from, after, match->to_after[i], i),
                       });
    for (size_t i = 0; i < after; i++)
        if (has_parts(match->merged_into, before, i))
            add_change(comparer,
                       (struct plan_change){
                           .kind = CHANGE_MERGED,
                           .before = parts_of(comparer, match->merged_into, before, match->to_before[i], i),
                           .after = one_index(comparer, i),
                       });
}

static void compare_alone(struct comparer *comparer)
{
    const struct edition_match *match = comparer->whole;

    for (size_t i = 0; i < match->before->action_count; i++) {
        enum action_status status = match->before->actions[i].status;
        bool is_over = status == STATUS_COMPLETED || status == STATUS_CANCELLED;

        if (match->to_after[i] == MATCH_NONE && match->merged_into[i] == MATCH_NONE &&
            !has_parts(match->split_from, match->after->action_count, i))
            add_change(comparer, (struct plan_change){
                                     .kind = is_over ? CHANGE_FINISHED : CHANGE_DROPPED,
                                     .before = one_index(comparer, i),
                                 });
    }
    for (size_t i = 0; i < match->after->action_count; i++)
        if (match->to_before[i] == MATCH_NONE && match->split_from[i] == MATCH_NONE &&
            !has_parts(match->merged_into, match->before->action_count, i))
            add_change(comparer, (struct plan_change){ .kind = CHANGE_NEW, .after = one_index(comparer, i) });
}

static size_t place_of(const struct plan_change *change)
{
    return change->after.count ? change->after.items[0] : change->before.items[0];
}

static int by_kind(const void *left, const void *right)
{
    const struct plan_change *a = left;
    const struct plan_change *b = right;

    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return place_of(a) < place_of(b) ? -1 : place_of(a) > place_of(b);
}

/* ---- the whole --------------------------------------------------------------------------------- */

static const struct edition_match *match_steps(const struct plan_set *editions,
                                               const struct compare_settings *settings,
                                               const struct grammar *grammar, struct arena *arena)
{
    struct edition_match *steps = ARENA_ARRAY(arena, editions->count, struct edition_match);

    for (size_t e = 0; e + 1 < editions->count; e++)
        edition_match_make(editions->items[e], editions->items[e + 1], settings, grammar, arena, &steps[e]);
    return steps;
}

static void compare_all(struct comparer *comparer)
{
    const struct edition_match *match = comparer->whole;
    struct compare_result *out = comparer->out;

    comparer->is_changed = ARENA_ARRAY(comparer->arena, match->after->action_count + 1, bool);
    for (size_t i = 0; i < match->before->action_count; i++)
        if (match->to_after[i] != MATCH_NONE) {
            out->kept++;
            compare_pair(comparer, i, match->to_after[i]);
        }
    compare_parts(comparer);
    compare_alone(comparer);
    for (size_t i = 0; i < match->after->action_count; i++)
        out->unchanged += match->to_before[i] != MATCH_NONE && !comparer->is_changed[i];
    if (out->count)
        qsort(out->changes, out->count, sizeof *out->changes, by_kind);
}

enum status compare_editions(const struct plan_set *editions, const struct grammar *grammar,
                             struct arena *arena, struct diag_sink *sink, struct compare_result *out)
{
    struct compare_settings settings;
    struct edition_match whole;
    struct comparer comparer = { .arena = arena, .editions = editions, .whole = &whole, .out = out };
    enum status status = compare_settings_read(grammar, sink, &settings);

    *out = (struct compare_result){
        .before = editions->items[0],
        .after = editions->items[editions->count - 1],
    };
    if (status != STATUS_OK)
        return status;
    comparer.steps = match_steps(editions, &settings, grammar, arena);
    edition_match_make(out->before, out->after, &settings, grammar, arena, &whole);
    compare_all(&comparer);
    return STATUS_OK;
}
