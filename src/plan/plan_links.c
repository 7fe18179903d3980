#include "base/arena.h"
#include "plan/plan_build.h"

enum { REPEAT_LIMIT = 256 };

/* A ref's letters and digits in capitals, with a point between two numbers only: "A.15", "A15" and "a 15" are
 * the same. */
struct ref_key {
    char text[24];
    unsigned char length;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static struct ref_key key_of(struct span ref)
{
    struct ref_key key = { .length = 0 };

    for (size_t i = 0; i < ref.length && key.length < sizeof key.text; i++) {
        char c = ref.text[i];

        if (c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        if (is_digit(c) || (c >= 'A' && c <= 'Z') ||
            ((c == '.' || c == '/') && key.length && is_digit(key.text[key.length - 1]) &&
             i + 1 < ref.length && is_digit(ref.text[i + 1])))
            key.text[key.length++] = c;
    }
    return key;
}

static struct span key_text(const struct ref_key *key)
{
    return span_over(key->text, key->length);
}

/* A letter, then numbers. */
static bool has_letter_and_number(const struct ref_key *key)
{
    return key->length > 1 && key->text[0] >= 'A' && key->text[0] <= 'Z' && is_digit(key->text[1]);
}

struct ref_index {
    struct name_index numbers; /* of actions by their refs and, behind them, of sections by their codes */
    bool letters[26];          /* first letters of the refs of actions that have a letter and numbers */
};

/* Of several that have the same ref the first counts. */
static void add_ref(struct ref_index *index, struct arena *arena, const struct ref_key *key, size_t number)
{
    struct span text = key_text(key);

    if (text.length)
        name_index_add(&index->numbers, arena, arena_copy_span(arena, text), (uint32_t)number);
}

static struct ref_index make_index(const struct plan *plan, struct arena *arena)
{
    struct ref_index index = { 0 };

    for (size_t i = 0; i < plan->action_count; i++) {
        const struct ref_key key = key_of(plan->actions[i].ref.text);

        add_ref(&index, arena, &key, i);
        if (has_letter_and_number(&key))
            index.letters[key.text[0] - 'A'] = true;
    }
    for (size_t i = 0; i < plan->section_count; i++) {
        const struct ref_key key = key_of(plan->sections[i].code.text);

        add_ref(&index, arena, &key, plan->action_count + i);
    }
    return index;
}

/* Looks like one of the plan's own refs: a letter that its actions' refs begin with, then numbers. */
static bool looks_own(const struct ref_index *index, const struct ref_key *key)
{
    return has_letter_and_number(key) && key->length <= 4 && index->letters[key->text[0] - 'A'];
}

static void resolve_link(struct build *build, const struct ref_index *index, const struct ref_key *cited,
                         struct link *link, size_t action)
{
    const struct plan *plan = build->plan;
    struct span key = key_text(cited);
    size_t number = name_index_find(&index->numbers, key, span_hash(key));

    if (number < plan->action_count) {
        link->target = LINK_ACTION;
        link->code.text = plan->actions[number].ref.text;
    } else if (number != NAME_ABSENT) {
        link->target = LINK_SECTION;
        link->code.text = plan->sections[number - plan->action_count].code.text;
    } else if (looks_own(index, cited)) {
        size_t line = link->code.source.extent_count ? build_line(build, link->code.source.extents[0].offset)
                                                     : plan->actions[action].line_first;

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
        if (!(action->ref.text.text && span_same(key_text(&own), key_text(&cited))) &&
            !stands_before(action, kept))
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
