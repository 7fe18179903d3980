#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "plan/plan_build.h"

enum { REPEAT_LIMIT = 256 };

/* A ref's letters and digits in capitals, with a point between two numbers only: "A.15", "A15" and "a 15" are
 * the same. Zeros fill it up. */
struct ref_key {
    char text[24];
};

struct ref_entry {
    struct ref_key key;
    size_t action; /* index, or PLAN_NO_INDEX for a section */
    size_t section;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static struct ref_key key_of(struct span ref)
{
    struct ref_key key = { 0 };
    size_t length = 0;

    for (size_t i = 0; i < ref.length && length < sizeof key.text; i++) {
        char c = ref.text[i];

        if (c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        if (is_digit(c) || (c >= 'A' && c <= 'Z') ||
            ((c == '.' || c == '/') && length && is_digit(key.text[length - 1]) && i + 1 < ref.length &&
             is_digit(ref.text[i + 1])))
            key.text[length++] = c;
    }
    return key;
}

static int compare_keys(const struct ref_key *a, const struct ref_key *b)
{
    return memcmp(a->text, b->text, sizeof a->text);
}

static int compare_entries(const void *a, const void *b)
{
    const struct ref_entry *first = a;
    const struct ref_entry *second = b;
    int order = compare_keys(&first->key, &second->key);

    if (order)
        return order;
    return (first->action > second->action) - (first->action < second->action);
}

struct ref_index {
    struct ref_entry *entries;
    size_t count;
    bool letters[26]; /* first letters of the refs of actions that have a letter and numbers */
};

static void add_entry(struct ref_index *index, struct span ref, size_t action, size_t section)
{
    struct ref_entry *entry = &index->entries[index->count];

    entry->key = key_of(ref);
    entry->action = action;
    entry->section = section;
    if (!entry->key.text[0])
        return;
    index->count++;
    if (action != PLAN_NO_INDEX && entry->key.text[0] >= 'A' && entry->key.text[0] <= 'Z' &&
        is_digit(entry->key.text[1]))
        index->letters[entry->key.text[0] - 'A'] = true;
}

static struct ref_index make_index(const struct plan *plan, struct arena *arena)
{
    struct ref_index index = {
        .entries = ARENA_ARRAY(arena, plan->action_count + plan->section_count + 1, struct ref_entry),
    };

    for (size_t i = 0; i < plan->action_count; i++)
        if (plan->actions[i].ref.text.text)
            add_entry(&index, plan->actions[i].ref.text, i, PLAN_NO_INDEX);
    for (size_t i = 0; i < plan->section_count; i++)
        if (plan->sections[i].code.text.text)
            add_entry(&index, plan->sections[i].code.text, PLAN_NO_INDEX, i);
    qsort(index.entries, index.count, sizeof *index.entries, compare_entries);
    return index;
}

static const struct ref_entry *find_ref(const struct ref_index *index, const struct ref_key *key)
{
    size_t low = 0;
    size_t high = index->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare_keys(&index->entries[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < index->count && compare_keys(&index->entries[low].key, key) == 0 ? &index->entries[low]
                                                                                  : NULL;
}

/* Looks like one of the plan's own refs: a letter that its actions' refs begin with, then numbers, four signs
 * at most. */
static bool looks_own(const struct ref_index *index, const struct ref_key *key)
{
    return key->text[0] >= 'A' && key->text[0] <= 'Z' && is_digit(key->text[1]) && !key->text[4] &&
           index->letters[key->text[0] - 'A'];
}

static void resolve_link(struct build *build, const struct ref_index *index, const struct ref_key *cited,
                         struct link *link, size_t action)
{
    const struct ref_entry *entry = find_ref(index, cited);

    if (entry) {
        link->target = entry->action != PLAN_NO_INDEX ? LINK_ACTION : LINK_SECTION;
        link->code.text = entry->action != PLAN_NO_INDEX ? build->plan->actions[entry->action].ref.text
                                                         : build->plan->sections[entry->section].code.text;
    } else if (looks_own(index, cited)) {
        size_t line = link->code.source.extent_count ? build_line(build, link->code.source.extents[0].offset)
                                                     : build->plan->actions[action].line_first;

        link->target = LINK_BROKEN;
        build_add_anomaly(build, "broken-reference", link->code, line, action);
    }
}

/* Among the links right before it; in a longer list a repeat may stay. */
static bool stands_before(const struct action *action, size_t upto)
{
    for (size_t i = upto > REPEAT_LIMIT ? upto - REPEAT_LIMIT : 0; i < upto; i++)
        if (span_same_ignoring_case(action->links[i].code.text, action->links[upto].code.text))
            return true;
    return false;
}

static bool has_links(const struct plan *plan)
{
    for (size_t i = 0; i < plan->action_count; i++)
        if (plan->actions[i].link_count)
            return true;
    return false;
}

/* What the action cites, each once and without itself. */
static void resolve_links(struct build *build, const struct ref_index *index, size_t number)
{
    struct action *action = &build->plan->actions[number];
    const struct ref_key own = key_of(action->ref.text);
    size_t kept = 0;

    for (size_t i = 0; i < action->link_count; i++) {
        const struct ref_key cited = key_of(action->links[i].code.text);

        action->links[kept] = action->links[i];
        resolve_link(build, index, &cited, &action->links[kept], number);
        if (!(action->ref.text.text && compare_keys(&own, &cited) == 0) && !stands_before(action, kept))
            kept++;
    }
    action->link_count = kept;
}

void links_resolve(struct build *build)
{
    if (!has_links(build->plan))
        return;
    struct arena *scratch = arena_new();
    struct ref_index index = make_index(build->plan, scratch);

    for (size_t i = 0; i < build->plan->action_count; i++)
        if (build->plan->actions[i].link_count)
            resolve_links(build, &index, i);
    arena_free(scratch);
}
