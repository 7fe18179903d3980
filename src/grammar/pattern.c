#include "grammar/pattern.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "grammar/grammar.h"
#include "grammar/pattern_set.h"

enum {
    JIT_STACK_FIRST_BYTES = 32 * 1024,
    JIT_STACK_LIMIT_BYTES = 1024 * 1024,
    MATCH_LIMIT = 100000,
    HEAP_LIMIT_KIBIBYTES = 20 * 1024,    /* for the interpreter, where there is no JIT */
    FIRST_PAIRS = 64,
};

struct matcher {
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;      /* NULL where there is no JIT */
    uint32_t pairs;
    size_t limit_hits;
};

static void *insist(void *made)
{
    return made ? made : memory_resize(NULL, SIZE_MAX, 2);    /* ends the program, saying so */
}

struct matcher *matcher_new(void)
{
    struct matcher *matcher = memory_new(sizeof *matcher);

    matcher->pairs = FIRST_PAIRS;
    matcher->data = insist(pcre2_match_data_create(matcher->pairs, NULL));
    matcher->context = insist(pcre2_match_context_create(NULL));
    matcher->stack = pcre2_jit_stack_create(JIT_STACK_FIRST_BYTES, JIT_STACK_LIMIT_BYTES, NULL);
    pcre2_set_match_limit(matcher->context, MATCH_LIMIT);
    pcre2_set_heap_limit(matcher->context, HEAP_LIMIT_KIBIBYTES);
    if (matcher->stack)
        pcre2_jit_stack_assign(matcher->context, NULL, matcher->stack);
    return matcher;
}

void matcher_free(struct matcher *matcher)
{
    if (!matcher)
        return;
    pcre2_match_data_free(matcher->data);
    pcre2_match_context_free(matcher->context);
    pcre2_jit_stack_free(matcher->stack);
    free(matcher);
}

size_t matcher_limit_hits(const struct matcher *matcher)
{
    return matcher->limit_hits;
}

/* Where PCRE2 can make no machine code it says so, and its interpreter does the work. */
static void make_ready(struct program *program)
{
    pthread_mutex_lock(&program->lock);
    if (!atomic_load_explicit(&program->is_ready, memory_order_relaxed)) {
        (void)pcre2_jit_compile(program->code, PCRE2_JIT_COMPLETE);
        atomic_store_explicit(&program->is_ready, true, memory_order_release);
    }
    pthread_mutex_unlock(&program->lock);
}

static void make_room(struct matcher *matcher, uint32_t pairs)
{
    pcre2_match_data_free(matcher->data);
    matcher->data = insist(pcre2_match_data_create(pairs, NULL));
    matcher->pairs = pairs;
}

/* Each alternative of a set ends with a mark: the entry's number in digits. */
static size_t marked_entry(const struct matcher *matcher)
{
    size_t entry = 0;

    for (PCRE2_SPTR digit = pcre2_get_mark(matcher->data); digit && *digit; digit++)
        entry = entry * 10 + (size_t)(*digit - '0');
    return entry;
}

static void fill_match(const struct pattern_set *set, const struct matcher *matcher, int pairs, struct match *out)
{
    const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(matcher->data);

    out->from = offsets[0];
    out->to = offsets[1];
    out->entry = marked_entry(matcher);
    out->set = set;
    const struct pattern_entry *entry = &set->entries[out->entry];

    out->rule = entry->rule;
    for (size_t i = 0; i < set->group_count; i++)
        out->groups[i].from = out->groups[i].to = SIZE_MAX;
    for (uint32_t i = 0; i < entry->capture_count; i++) {
        const struct capture *capture = &entry->captures[i];
        const PCRE2_SIZE *at = offsets + 2 * (size_t)capture->capture;

        if ((int)capture->capture >= pairs || at[0] == PCRE2_UNSET || out->groups[capture->group].from != SIZE_MAX)
            continue;
        out->groups[capture->group].from = at[0];
        out->groups[capture->group].to = at[1];
    }
}

static bool run(const struct pattern_set *set, struct program *program, struct matcher *matcher, struct span text,
                size_t start, struct match *out)
{
    if (!text.text || start > text.length || text.length - start < set->shortest)
        return false;
    if (!atomic_load_explicit(&program->is_ready, memory_order_acquire))
        make_ready(program);
    if (set->pairs > matcher->pairs)
        make_room(matcher, set->pairs);
    int pairs = pcre2_match(program->code, (PCRE2_SPTR)text.text, text.length, start, PCRE2_NO_UTF_CHECK,
                            matcher->data, matcher->context);

    if (pairs <= 0) {
        matcher->limit_hits += pairs != PCRE2_ERROR_NOMATCH;
        return false;
    }
    fill_match(set, matcher, pairs, out);
    return true;
}

bool pattern_find(const struct pattern_set *set, struct matcher *matcher, struct span text, size_t start,
                  struct match *out)
{
    return run(set, set->find, matcher, text, start, out);
}

bool pattern_match_whole(const struct pattern_set *set, struct matcher *matcher, struct span text,
                         struct match *out)
{
    return run(set, set->whole, matcher, text, 0, out);
}

int pattern_set_group(const struct pattern_set *set, const char *name)
{
    for (size_t i = 0; i < set->group_count; i++)
        if (strcmp(set->groups[i], name) == 0)
            return (int)i;
    return -1;
}

struct span match_group(const struct match *match, struct span text, int group)
{
    if (group < 0 || (size_t)group >= match->set->group_count || match->groups[group].from == SIZE_MAX)
        return (struct span){ NULL, 0, SPAN_NOWHERE };
    return span_part(text, match->groups[group].from, match->groups[group].to);
}

size_t pattern_set_count(const struct pattern_set *set)
{
    return set->entry_count;
}

const struct node *pattern_set_entry(const struct pattern_set *set, size_t index)
{
    return index < set->entry_count ? set->entries[index].node : NULL;
}
