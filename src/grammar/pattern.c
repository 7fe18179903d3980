#include "grammar/pattern.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text_memo.h"
#include "grammar/grammar.h"
#include "grammar/pattern_set.h"

enum {
    JIT_STACK_FIRST_BYTES = 32 * 1024,
    JIT_STACK_LIMIT_BYTES = 1024 * 1024,
    MATCH_LIMIT = 100000,
    HEAP_LIMIT_KIBIBYTES = 20 * 1024, /* for the interpreter */
    TRIALS = 64,                      /* of a form before it gets machine code */
    TRIAL_LIMIT =
        2000, /* far below what could reach MATCH_LIMIT as machine code: the limits count otherwise */
    FIRST_PAIRS = 64,
};

struct matcher {
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_match_context *trial;
    pcre2_jit_stack *stack; /* NULL where there is no JIT */
    uint32_t pairs;
    size_t limit_hits;
    struct text_memo *memo; /* NULL before it is first wanted */
    bool remembers;
    char remembered[2 * 32 + 1]; /* digest of the grammar that the memo's answers are by */
};

static void *insist(void *made)
{
    return made ? made : memory_resize(NULL, SIZE_MAX, 2); /* ends the program, saying so */
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
    matcher->trial = insist(pcre2_match_context_copy(matcher->context));
    pcre2_set_match_limit(matcher->trial, TRIAL_LIMIT);
    if (matcher->stack)
        pcre2_jit_stack_assign(matcher->context, NULL, matcher->stack);
    return matcher;
}

void matcher_free(struct matcher *matcher)
{
    if (!matcher)
        return;
    pcre2_match_data_free(matcher->data);
    pcre2_match_context_free(matcher->trial);
    pcre2_match_context_free(matcher->context);
    pcre2_jit_stack_free(matcher->stack);
    text_memo_free(matcher->memo);
    free(matcher);
}

void matcher_remember(struct matcher *matcher, const struct grammar *grammar)
{
    matcher->remembers = grammar != NULL;
    if (!grammar || (matcher->memo && strcmp(matcher->remembered, grammar_digest(grammar)) == 0))
        return;
    if (!matcher->memo)
        matcher->memo = text_memo_new();
    text_memo_clear(matcher->memo);
    snprintf(matcher->remembered, sizeof matcher->remembered, "%s", grammar_digest(grammar));
}

struct text_memo *matcher_memo(const struct matcher *matcher)
{
    return matcher && matcher->remembers ? matcher->memo : NULL;
}

size_t matcher_limit_hits(const struct matcher *matcher)
{
    return matcher->limit_hits;
}

static void make_room(struct matcher *matcher, uint32_t pairs)
{
    pcre2_match_data_free(matcher->data);
    matcher->data = insist(pcre2_match_data_create(pairs, NULL));
    matcher->pairs = pairs;
}

static void fill_match(const struct pattern_set *set, size_t number, const struct matcher *matcher,
                       size_t pairs, struct match *out)
{
    const struct pattern_entry *entry = &set->entries[number];
    const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(matcher->data);

    out->set = set;
    out->rule = entry->rule;
    out->entry = (uint32_t)number;
    out->from = (uint32_t)offsets[0];
    out->to = (uint32_t)offsets[1];
    for (size_t i = 0; i < set->group_count; i++)
        out->groups[i].from = out->groups[i].to = SPAN_NOWHERE;
    for (size_t i = 0; i < entry->program->capture_count; i++) {
        size_t capture = entry->program->captures[i].capture;
        uint32_t group = entry->program->captures[i].group;

        if (capture >= pairs || offsets[2 * capture] == PCRE2_UNSET ||
            out->groups[group].from != SPAN_NOWHERE)
            continue;
        out->groups[group].from = (uint32_t)offsets[2 * capture];
        out->groups[group].to = (uint32_t)offsets[2 * capture + 1];
    }
}

/* What is asked of a text: an entry of `set` below `limit`, in this form. */
struct attempt {
    const struct pattern_set *set;
    struct matcher *matcher;
    struct span text;
    size_t limit;
    enum program_form form;
};

/* pcre2_match checks again what is certain here, at more cost than most matches have. */
static int run_machine_code(const pcre2_code *code, const struct attempt *attempt, size_t at)
{
    return pcre2_jit_match(code, (PCRE2_SPTR)attempt->text.text, attempt->text.length, at, PCRE2_NO_UTF_CHECK,
                           attempt->matcher->data, attempt->matcher->context);
}

static int interpret(const struct program *program, const struct attempt *attempt, size_t at,
                     pcre2_match_context *context)
{
    uint32_t options = PCRE2_NO_UTF_CHECK | (attempt->form == PROGRAM_WHOLE ? PCRE2_ENDANCHORED : 0);

    return pcre2_match(program->code, (PCRE2_SPTR)attempt->text.text, attempt->text.length, at, options,
                       attempt->matcher->data, context);
}

/* A trial that takes long is no trial, so that what is found never depends on what was tried before. */
static int run_program(struct program *program, const struct attempt *attempt, size_t at)
{
    struct program_form_code *form = &program->forms[attempt->form];

    if (!atomic_load_explicit(&program->is_compiled, memory_order_acquire))
        program_make(program);
    if (program->pairs > attempt->matcher->pairs)
        make_room(attempt->matcher, program->pairs);
    if (atomic_load_explicit(&form->trials, memory_order_relaxed) < TRIALS) {
        atomic_fetch_add_explicit(&form->trials, 1, memory_order_relaxed);
        int pairs = interpret(program, attempt, at, attempt->matcher->trial);

        if (pairs != PCRE2_ERROR_MATCHLIMIT)
            return pairs;
    }
    const pcre2_code *machine = program_machine_code(program, attempt->form);

    return machine ? run_machine_code(machine, attempt, at)
                   : interpret(program, attempt, at, attempt->matcher->context);
}

static bool is_past_end(struct span text, size_t start)
{
    return !text.text || start >= text.length; /* no pattern matches where there is no text */
}

/* Where a set's automaton can't tell all of its entries apart, the entry's own may still say no: that takes
 * a small part of the time that PCRE2 takes. */
static bool is_turned_away(const struct program *program, const struct attempt *attempt, size_t at)
{
    return program->single &&
           !(attempt->form == PROGRAM_WHOLE ? automaton_allows_whole(program->single, attempt->text)
                                            : automaton_allows(program->single, attempt->text, at));
}

/* Most texts begin with a byte that no entry begins with. */
static bool may_begin(const struct pattern_set *set, struct span text)
{
    return !is_past_end(text, 0) && automaton_may_begin(pattern_set_automaton(set), text);
}

/* Over a limit of PCRE2 the entry counts as not matching; the others are tried. */
static bool try_entry(const struct attempt *attempt, size_t number, size_t at, struct match *out)
{
    struct program *program = attempt->set->entries[number].program;

    if (is_turned_away(program, attempt, at))
        return false;
    int pairs = run_program(program, attempt, at);

    if (pairs > 0)
        fill_match(attempt->set, number, attempt->matcher, (size_t)pairs, out);
    else if (pairs != PCRE2_ERROR_NOMATCH)
        attempt->matcher->limit_hits++;
    return pairs > 0;
}

/* A place of the text where entries can match, and which, as bits. */
struct chance {
    size_t at;
    uint64_t entries[AUTOMATON_WORDS];
};

/* The first chance from there on; false: there is none, as in most texts. */
static bool next_chance(const struct attempt *attempt, size_t at, struct chance *chance)
{
    const struct automaton *automaton = pattern_set_automaton(attempt->set);
    size_t last = automaton->is_anchored ? 0 : attempt->text.length - 1;

    chance->at = at;
    return automaton_find(automaton, attempt->text, &chance->at, last, chance->entries);
}

/* The entries that can match there are tried in their order. */
static bool try_chance(const struct attempt *attempt, const struct chance *chance, struct match *out)
{
    size_t words = pattern_set_automaton(attempt->set)->words;

    for (size_t i = 0; i < words; i++)
        for (uint64_t left = chance->entries[i]; left; left &= left - 1) {
            size_t number = i * 64 + (size_t)__builtin_ctzll(left);

            if (number >= attempt->limit)
                return false;
            if (try_entry(attempt, number, chance->at, out))
                return true;
        }
    return false;
}

/* The first place from start on that an entry matches at; of the whole text there is one. */
static bool search(const struct attempt *attempt, size_t start, struct match *out)
{
    struct chance chance = { .at = start };

    if (attempt->form == PROGRAM_WHOLE)
        return automaton_find_whole(pattern_set_automaton(attempt->set), attempt->text, chance.entries) &&
               try_chance(attempt, &chance, out);
    for (; next_chance(attempt, chance.at, &chance); chance.at++)
        if (try_chance(attempt, &chance, out))
            return true;
    return false;
}

/* ---- what is remembered ------------------------------------------------------------------------- */

/* Of a match all but its set is kept: that is known, and its rule may be, since all is forgotten with the
 * grammar. All zero: there is none, as no match is empty. */
static const size_t kept_from = offsetof(struct match, rule);
static const struct match no_match;

static size_t kept_size(const struct pattern_set *set)
{
    return offsetof(struct match, groups) - kept_from + set->group_count * sizeof no_match.groups[0];
}

/* Which entries are asked is part of the question: the first `limit`, or all. A text that is remembered is
 * short. */
static struct text_question question_of(const struct attempt *attempt, size_t start)
{
    size_t limit = attempt->limit < attempt->set->entry_count ? attempt->limit : 0;

    return (struct text_question){ attempt->text, attempt->set->question + attempt->form,
                                   start + limit * MEMO_TEXT_BYTES };
}

/* What a search finds depends on set, form, text, start and limit alone. */
static bool search_or_recall(const struct attempt *attempt, size_t start, struct match *out)
{
    const struct pattern_set *set = attempt->set;
    struct text_memo *memo = set->question ? matcher_memo(attempt->matcher) : NULL;
    const struct text_question question = question_of(attempt, start);
    size_t size = kept_size(set);
    struct match kept;

    if (text_memo_recall(memo, &question, (char *)&kept + kept_from, size)) {
        if (kept.to == 0)
            return false;
        kept.set = set;
        memcpy(out, &kept, kept_from + size);
        return true;
    }
    bool found = search(attempt, start, out);

    text_memo_keep(memo, &question, (const char *)(found ? out : &no_match) + kept_from, size);
    return found;
}

/* ---- searching ------------------------------------------------------------------------------------ */

bool pattern_find(const struct pattern_set *set, struct matcher *matcher, struct span text, size_t start,
                  struct match *out)
{
    return pattern_find_among(set, SIZE_MAX, matcher, text, start, out);
}

bool pattern_find_among(const struct pattern_set *set, size_t limit, struct matcher *matcher,
                        struct span text, size_t start, struct match *out)
{
    const struct attempt attempt = { set, matcher, text, limit, PROGRAM_FIND };

    return limit > 0 && !is_past_end(text, start) && search_or_recall(&attempt, start, out);
}

bool pattern_match_start(const struct pattern_set *set, struct matcher *matcher, struct span text,
                         struct match *out)
{
    const struct attempt attempt = { set, matcher, text, SIZE_MAX, PROGRAM_FIND };
    struct chance chance;

    chance.at = 0;
    return may_begin(set, text) &&
           automaton_find(pattern_set_automaton(set), text, &chance.at, 0, chance.entries) &&
           try_chance(&attempt, &chance, out);
}

/* Most texts are turned away within a few bytes: a look into the memory would take longer. */
bool pattern_match_whole(const struct pattern_set *set, struct matcher *matcher, struct span text,
                         struct match *out)
{
    const struct attempt attempt = { set, matcher, text, SIZE_MAX, PROGRAM_WHOLE };
    uint64_t entries[AUTOMATON_WORDS];

    return may_begin(set, text) && automaton_find_whole(pattern_set_automaton(set), text, entries) &&
           search_or_recall(&attempt, 0, out);
}

struct byte_set pattern_set_first_bytes(const struct pattern_set *set)
{
    return automaton_first_bytes(pattern_set_automaton(set));
}

int pattern_set_group(const struct pattern_set *set, const char *name)
{
    for (size_t i = 0; i < set->group_count; i++)
        if (strcmp(set->groups[i], name) == 0)
            return (int)i;
    return -1;
}

const char *pattern_set_group_name(const struct pattern_set *set, int group)
{
    return group >= 0 && (size_t)group < set->group_count ? set->groups[group] : NULL;
}

struct span match_group(const struct match *match, struct span text, int group)
{
    if (group < 0 || (size_t)group >= match->set->group_count || match->groups[group].from == SPAN_NOWHERE)
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
