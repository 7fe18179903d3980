#include "analysis/audit_round.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/audit_check.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "plan/plan.h"

/*
 * Near copies within a plan: two actions whose sets of words have a share in common (Jaccard's coefficient),
 * and of which one holds nearly all of the other: rows of one pattern ("pilot the new voids process", "pilot
 * the new rents function") each have words that the other lacks. Exact, and far from comparing all with all:
 * two sets that share so much must share one of each's rarest few words, so only actions that meet there are
 * held side by side. Source: Chaudhuri, Ganti, Kaushik, A Primitive Operator for Similarity Joins in Data
 * Cleaning, 2006 (prefix filter).
 */
struct bag {
    size_t action;
    uint32_t *words; /* numbers of words, rarest first */
    size_t count;
};

struct word {
    uint64_t hash;
    size_t bag;
};

struct copies {
    struct audit_round *round;
    struct bag *bags;
    size_t bag_count;
    uint32_t *uses; /* of each number */
    uint32_t number_count;
    double share;
    double held;          /* share of the shorter one's words that the longer has */
    size_t opening_least; /* words that an opening needs to stand for the whole */
    size_t least;         /* words below which only copies in one section count */
};

/* ---- bags ------------------------------------------------------------------------------------------ */

static bool is_word_byte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c >= 0x80;
}

/* Source: FNV-1a, 64 bits. */
static uint64_t hash_byte(uint64_t hash, char c)
{
    unsigned char byte = (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);

    return (hash ^ byte) * 1099511628211U;
}

static void add_words(struct copies *copies, struct span text, size_t bag, struct word **words, size_t *count,
                      size_t *capacity)
{
    for (size_t at = 0; at < text.length;) {
        uint64_t hash = 14695981039346656037U;

        if (!is_word_byte(text.text[at])) {
            at++;
            continue;
        }
        for (; at < text.length && is_word_byte(text.text[at]); at++)
            hash = hash_byte(hash, text.text[at]);
        *words = arena_grow(copies->round->arena, *words, *count, capacity, sizeof **words);
        (*words)[(*count)++] = (struct word){ hash, bag };
    }
}

static int by_hash(const void *left, const void *right)
{
    const struct word *a = left, *b = right;

    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return (a->bag > b->bag) - (a->bag < b->bag);
}

/* Words in the order of their hashes get their numbers, each once a bag. */
static void fill_bags(struct copies *copies, struct word *words, size_t count)
{
    size_t *capacities = ARENA_ARRAY(copies->round->arena, copies->bag_count, size_t);

    copies->uses = ARENA_ARRAY(copies->round->arena, count, uint32_t);
    if (count)
        qsort(words, count, sizeof *words, by_hash);
    for (size_t i = 0; i < count; i++) {
        struct bag *bag = &copies->bags[words[i].bag];

        if (i > 0 && words[i].hash == words[i - 1].hash && words[i].bag == words[i - 1].bag)
            continue;
        copies->number_count += i == 0 || words[i].hash != words[i - 1].hash;
        copies->uses[copies->number_count - 1]++;
        bag->words = arena_grow(copies->round->arena, bag->words, bag->count, &capacities[words[i].bag],
                                sizeof *bag->words);
        bag->words[bag->count++] = copies->number_count - 1;
    }
}

/* Insertion: a bag holds some twenty words. */
static void sort_rarest_first(const struct copies *copies, struct bag *bag)
{
    for (size_t i = 1; i < bag->count; i++) {
        uint32_t word = bag->words[i];
        size_t at = i;

        for (; at > 0 &&
               (copies->uses[bag->words[at - 1]] > copies->uses[word] ||
                (copies->uses[bag->words[at - 1]] == copies->uses[word] && bag->words[at - 1] > word));
             at--)
            bag->words[at] = bag->words[at - 1];
        bag->words[at] = word;
    }
}

/* What an action is stands before its bullets, where there is enough of it: "Review the letting of garages,
 * including:". */
static struct span opening_of(const struct copies *copies, struct span text)
{
    size_t words = 0;

    for (size_t at = 0; at < text.length; at++) {
        words += is_word_byte(text.text[at]) && (at == 0 || !is_word_byte(text.text[at - 1]));
        if (text.text[at] == ':' && words >= copies->opening_least)
            return span_part(text, 0, at);
    }
    return text;
}

static void make_bags(struct copies *copies)
{
    const struct plan *plan = copies->round->plan;
    struct word *words = NULL;
    size_t count = 0, capacity = 0;

    copies->bags = ARENA_ARRAY(copies->round->arena, plan->action_count, struct bag);
    for (size_t i = 0; i < plan->action_count; i++) {
        if (plan->actions[i].kind == ACTION_CHART || !plan->actions[i].text.text.text)
            continue;
        copies->bags[copies->bag_count].action = i;
        add_words(copies, opening_of(copies, plan->actions[i].text.text), copies->bag_count++, &words, &count,
                  &capacity);
    }
    fill_bags(copies, words, count);
    for (size_t i = 0; i < copies->bag_count; i++)
        sort_rarest_first(copies, &copies->bags[i]);
}

/* ---- holding side by side ---------------------------------------------------------------------------- */

static bool rarer(const struct copies *copies, uint32_t a, uint32_t b)
{
    return copies->uses[a] != copies->uses[b] ? copies->uses[a] < copies->uses[b] : a < b;
}

static size_t count_shared(const struct copies *copies, const struct bag *a, const struct bag *b)
{
    size_t i = 0, j = 0, shared = 0;

    while (i < a->count && j < b->count) {
        if (a->words[i] == b->words[j]) {
            shared++;
            i++;
            j++;
        } else if (rarer(copies, a->words[i], b->words[j])) {
            i++;
        } else {
            j++;
        }
    }
    return shared;
}

static bool are_alike(const struct copies *copies, const struct bag *a, const struct bag *b)
{
    double shared = (double)count_shared(copies, a, b);
    double shorter = (double)(a->count < b->count ? a->count : b->count);

    return shared >= copies->held * shorter &&
           shared >= copies->share * ((double)(a->count + b->count) - shared);
}

/* Few words recur by right from theme to theme ("Review procedures"). */
static bool may_be_copies(const struct copies *copies, const struct bag *a, const struct bag *b)
{
    const struct action *actions = copies->round->plan->actions;

    if (a->count >= copies->least && b->count >= copies->least)
        return true;
    return a->count == b->count && a->count > 2 && actions[a->action].section == actions[b->action].section;
}

static struct span last_word(struct span name)
{
    size_t from = name.length;

    while (from > 0 && is_word_byte(name.text[from - 1]))
        from--;
    return span_part(name, from, name.length);
}

static bool is_lead_of(const struct owner *owner, const struct owner_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].role == OWNER_LEAD &&
            span_same(last_word(list->items[i].name.text), last_word(owner->name.text)))
            return true;
    return false;
}

/* Both name leads, and none is the same; a surname alone is the same as that name in full. */
static bool leads_differ(const struct owner_list *a, const struct owner_list *b)
{
    size_t leads = 0, others = 0;

    for (size_t i = 0; i < a->count; i++) {
        leads += a->items[i].role == OWNER_LEAD;
        if (a->items[i].role == OWNER_LEAD && is_lead_of(&a->items[i], b))
            return false;
    }
    for (size_t i = 0; i < b->count; i++)
        others += b->items[i].role == OWNER_LEAD;
    return leads && others;
}

static bool is_due(const struct date_value *date)
{
    return date->role == DATE_DUE && date->to != CALENDAR_NONE;
}

/* Both are due on days that are known, and on none in common. */
static bool due_dates_differ(const struct date_list *a, const struct date_list *b)
{
    bool compared = false;

    for (size_t i = 0; i < a->count; i++)
        for (size_t j = 0; j < b->count; j++) {
            if (!is_due(&a->items[i]) || !is_due(&b->items[j]))
                continue;
            if (a->items[i].to == b->items[j].to)
                return false;
            compared = true;
        }
    return compared;
}

/* Two leads are a contradiction; two dates are one only where nothing else tells the rows apart. */
static void tell(struct copies *copies, size_t first, size_t second)
{
    const struct plan *plan = copies->round->plan;
    const struct action *a = &plan->actions[first];
    const struct action *b = &plan->actions[second];
    bool owners_differ = leads_differ(&a->owners, &b->owners);
    bool dates_differ = due_dates_differ(&a->dates, &b->dates);
    struct buffer label = { 0 };

    if (a->ref.text.text)
        buffer_add_span(&label, a->ref.text);
    else
        buffer_add_string(&label, "the one");
    if (a->line_first)
        buffer_add_format(&label, " on line %zu", a->line_first);
    audit_round_add(copies->round,
                    &(struct audit_row){
                        .place = { .plan = plan->id, .kind = ITEM_ACTION, .index = second },
                        .line = b->line_first,
                        .a = span_over(buffer_string(&label), label.length),
                        .b = span_of(owners_differ && dates_differ ? ", with another lead and due date"
                                     : owners_differ               ? ", with another lead"
                                     : dates_differ                ? ", with another due date"
                                                                   : ""),
                    },
                    owners_differ || (dates_differ && span_same(a->text.text, b->text.text)));
    buffer_free(&label);
}

/* Those before it that hold each word of a bag's prefix. */
struct posting {
    size_t *bags;
    size_t count;
    size_t capacity;
};

/* Two bags that share enough have a word in common among their first: as many as can be missed, and one. */
static size_t prefix_length(const struct copies *copies, const struct bag *bag)
{
    size_t needed = (size_t)ceil(copies->share * (double)bag->count);

    return bag->count == 0 ? 0 : bag->count - needed + 1;
}

/* The first earlier action that it copies; the plan's action count where there is none. */
static size_t find_copied(struct copies *copies, const struct posting *postings, size_t index)
{
    const struct bag *bag = &copies->bags[index];
    size_t best = copies->bag_count;

    for (size_t w = 0; w < prefix_length(copies, bag); w++) {
        const struct posting *posting = &postings[bag->words[w]];

        for (size_t i = 0; i < posting->count && posting->bags[i] < best; i++) {
            const struct bag *other = &copies->bags[posting->bags[i]];

            if (may_be_copies(copies, other, bag) && are_alike(copies, other, bag))
                best = posting->bags[i];
        }
    }
    return best;
}

void check_duplicates(struct audit_round *round)
{
    struct copies copies = {
        .round = round,
        .share = audit_round_limit(round, "copy-share"),
        .held = audit_round_limit(round, "copy-held"),
        .opening_least = (size_t)audit_round_limit(round, "opening-words"),
        .least = (size_t)audit_round_limit(round, "copy-words"),
    };

    make_bags(&copies);
    struct posting *postings = ARENA_ARRAY(round->arena, copies.number_count, struct posting);

    for (size_t i = 0; i < copies.bag_count; i++) {
        const struct bag *bag = &copies.bags[i];
        size_t copied = find_copied(&copies, postings, i);

        if (copied < copies.bag_count)
            tell(&copies, copies.bags[copied].action, bag->action);
        for (size_t w = 0; w < prefix_length(&copies, bag); w++) {
            struct posting *posting = &postings[bag->words[w]];

            posting->bags = arena_grow(round->arena, posting->bags, posting->count, &posting->capacity,
                                       sizeof *posting->bags);
            posting->bags[posting->count++] = i;
        }
    }
    round->tested = copies.bag_count > 1 ? copies.bag_count : 0;
    round->why = "this plan has fewer than two actions";
}
