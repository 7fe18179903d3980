#include "output/text_use.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/arena.h"
#include "document/document.h"
#include "output/character.h"
#include "output/entry.h"
#include "plan/correction.h"
#include "plan/plan.h"

/* An extent that a value or an account lays claim to. */
struct claim {
    size_t from;
    size_t to;
    size_t order;
    const struct entry_value *value; /* or NULL */
    const struct account *account;   /* or NULL */
};

struct sweep {
    struct entry_visitor visitor;
    struct arena *arena;
    const struct plan *plan;
    struct claim *claims;
    size_t claim_count;
    size_t claim_capacity;
    const struct claim **active; /* claims that hold the place of the sweep */
    size_t active_count;
    size_t active_capacity;
    struct text_use_list uses;
};

static void add_claim(struct sweep *sweep, struct extent extent, const struct entry_value *value,
                      const struct account *account)
{
    size_t length = sweep->plan->text.length;

    if (extent.length == 0 || extent.offset >= length)
        return;
    size_t to = extent.length > length - extent.offset ? length : extent.offset + extent.length;
    sweep->claims = arena_grow(sweep->arena, sweep->claims, sweep->claim_count, &sweep->claim_capacity,
                               sizeof *sweep->claims);
    sweep->claims[sweep->claim_count] =
        (struct claim){ extent.offset, to, sweep->claim_count, value, account };
    sweep->claim_count++;
}

static void claim_value(struct entry_visitor *visitor, const struct entry_value *value)
{
    struct sweep *sweep = (struct sweep *)visitor;
    struct entry_value *kept = NULL;

    for (uint32_t i = 0; value->source && i < value->source->extent_count; i++) {
        if (!kept) {
            kept = ARENA_NEW(sweep->arena, struct entry_value);
            *kept = *value;
        }
        add_claim(sweep, value->source->extents[i], kept, NULL);
    }
}

/* Words of a list that a person's word took the place of are still the field's. */
static void claim_reading(struct sweep *sweep, const struct correction *correction)
{
    const struct field_value *reading = &correction->reading;
    struct entry_value value = { .kind = entry_kind_of_item(correction->field->kind),
                                 .index = correction->index,
                                 .field = correction->field->name };

    for (size_t i = 0; i < reading->owners.count; i++) {
        value.source = &reading->owners.items[i].name.source;
        value.text = reading->owners.items[i].name.text;
        claim_value(&sweep->visitor, &value);
    }
    for (size_t i = 0; i < reading->dates.count; i++) {
        value.source = &reading->dates.items[i].words.source;
        value.text = reading->dates.items[i].words.text;
        claim_value(&sweep->visitor, &value);
    }
}

static int compare_claims(const void *a, const void *b)
{
    const struct claim *left = a;
    const struct claim *right = b;

    if (left->from != right->from)
        return left->from < right->from ? -1 : 1;
    return (left->order > right->order) - (left->order < right->order);
}

/* Forgets claims that end at or before `at`; the nearest end of those that stay, or `limit`. */
static size_t drop_ended(struct sweep *sweep, size_t at, size_t limit)
{
    size_t kept = 0;

    for (size_t i = 0; i < sweep->active_count; i++) {
        if (sweep->active[i]->to <= at)
            continue;
        if (sweep->active[i]->to < limit)
            limit = sweep->active[i]->to;
        sweep->active[kept++] = sweep->active[i];
    }
    sweep->active_count = kept;
    return limit;
}

static bool holds_word(struct span text)
{
    for (size_t at = 0; at < text.length;) {
        uint32_t c = character_next(text, &at);
        bool is_ascii_word = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z' && c < 0x80);
        bool is_mark = (c >= 0x80 && c < 0xC0) || c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c < 0x2C00) ||
                       (c >= 0x3000 && c < 0x3005) || (c >= 0xE000 && c < 0xF900) || c >= 0xFE00;
        if (is_ascii_word || (c >= 0x80 && !is_mark))
            return true;
    }
    return false;
}

/* Who has the run [from, to): values before accounts, and nobody's is judged by what it holds. */
static void settle(struct sweep *sweep, size_t from, size_t to)
{
    const struct entry_value **values =
        ARENA_ARRAY(sweep->arena, sweep->active_count, const struct entry_value *);
    struct text_use use = { .extent = extent_of(from, to - from), .use = USE_NONE };

    for (size_t i = 0; i < sweep->active_count; i++) {
        const struct claim *claim = sweep->active[i];
        if (claim->value) {
            values[use.value_count++] = claim->value;
        } else if (use.use == USE_NONE) {
            use.use = claim->account->use;
            use.repeat_of = claim->account->repeat_of;
        }
    }
    use.values = values;
    if (use.value_count > 0)
        use.use = USE_VALUE;
    else if (use.use == USE_NONE || use.use == USE_UNREAD)
        use.use = holds_word(span_part(sweep->plan->text, from, to)) ? USE_UNREAD : USE_FURNITURE;
    sweep->uses.items = arena_grow(sweep->arena, sweep->uses.items, sweep->uses.count, &sweep->uses.capacity,
                                   sizeof *sweep->uses.items);
    sweep->uses.items[sweep->uses.count++] = use;
}

struct text_use_list text_use_of_plan(const struct plan *plan, struct arena *arena)
{
    struct sweep sweep = { .visitor.visit = claim_value, .arena = arena, .plan = plan };
    size_t next = 0;

    entry_visit_all(plan, &sweep.visitor);
    for (size_t i = 0; i < plan->correction_count; i++)
        if (plan->corrections[i].state == CORRECTION_APPLIED)
            claim_reading(&sweep, &plan->corrections[i]);
    for (size_t i = 0; i < plan->account_count; i++)
        add_claim(&sweep, plan->accounts[i].extent, NULL, &plan->accounts[i]);
    if (sweep.claim_count > 0)
        qsort(sweep.claims, sweep.claim_count, sizeof *sweep.claims, compare_claims);
    for (size_t at = 0, to; at < plan->text.length; at = to) {
        for (; next < sweep.claim_count && sweep.claims[next].from <= at; next++) {
            sweep.active = arena_grow(arena, sweep.active, sweep.active_count, &sweep.active_capacity,
                                      sizeof *sweep.active);
            sweep.active[sweep.active_count++] = &sweep.claims[next];
        }
        to = drop_ended(&sweep, at, next < sweep.claim_count ? sweep.claims[next].from : plan->text.length);
        settle(&sweep, at, to);
    }
    return sweep.uses;
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r' || c == '\f';
}

/* Lines of [from, to) that hold a word; *open says whether the line before it was counted and has not ended
 * yet. */
static size_t count_lines(struct span text, size_t from, size_t to, bool *open)
{
    size_t count = 0;
    size_t begin = from;

    for (size_t at = from; at <= to; at++) {
        if (at < to && !is_line_end(text.text[at]))
            continue;
        if (!*open && holds_word(span_part(text, begin, at))) {
            count++;
            *open = true;
        }
        if (at < to)
            *open = false;
        begin = at + 1;
    }
    return count;
}

static bool has_line_end(struct span text)
{
    for (size_t i = 0; i < text.length; i++)
        if (is_line_end(text.text[i]))
            return true;
    return false;
}

size_t text_use_unread_lines(const struct plan *plan)
{
    size_t count = 0;
    size_t end = 0;
    bool open = false;

    for (size_t i = 0; i < plan->account_count; i++) {
        struct extent extent = plan->accounts[i].extent;
        if (plan->accounts[i].use != USE_UNREAD || extent.offset >= plan->text.length)
            continue;
        size_t to = extent.length > plan->text.length - extent.offset ? plan->text.length
                                                                      : extent.offset + extent.length;
        if (extent.offset > end && open && has_line_end(span_part(plan->text, end, extent.offset)))
            open = false;
        count += count_lines(plan->text, extent.offset, to, &open);
        end = to;
    }
    return count;
}
