#include "analysis/recommendation_find.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "characters/utf8_check.h"
#include "grammar/grammar.h"
#include "grammar/pattern.h"
#include "plan/plan.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* A code: a capital letter or more, then a figure. */
static size_t letter_count(struct span code)
{
    size_t at = 0;

    while (at < code.length && is_capital(code.text[at]))
        at++;
    return at > 0 && at < code.length && is_digit(code.text[at]) ? at : 0;
}

/* R4 is answered by a row that cites R4 or a part of it, R4.2; R4.2 by one that cites the whole of R4. */
bool recommendation_is_answered_by(struct span code, struct span cited)
{
    struct span longer = code.length > cited.length ? code : cited;
    size_t shared = code.length < cited.length ? code.length : cited.length;

    return shared > 0 && memcmp(code.text, cited.text, shared) == 0 &&
           (code.length == cited.length || longer.text[shared] == '.');
}

static struct recommendation *find(struct recommendation_list *list, struct span code)
{
    for (size_t i = 0; i < list->count; i++)
        if (span_same(list->items[i].code, code))
            return &list->items[i];
    return NULL;
}

static struct recommendation *add(struct recommendation_list *list, struct arena *arena, struct span code)
{
    list->items = arena_grow(arena, list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count] = (struct recommendation){ .code = code };
    return &list->items[list->count++];
}

static void add_cited(const struct plan *plan, struct arena *arena, struct recommendation_list *list)
{
    for (size_t i = 0; i < plan->action_count; i++)
        for (size_t l = 0; l < plan->actions[i].link_count; l++) {
            const struct link *link = &plan->actions[i].links[l];

            if (link->target == LINK_OUTSIDE && letter_count(link->code.text) && !find(list, link->code.text))
                add(list, arena, link->code.text)->is_answered = true;
        }
}

static bool is_family(const struct recommendation_list *list, struct span code)
{
    size_t letters = letter_count(code);

    for (size_t i = 0; i < list->count; i++)
        if (letter_count(list->items[i].code) == letters &&
            memcmp(list->items[i].code.text, code.text, letters) == 0)
            return true;
    return false;
}

static bool is_answered(const struct recommendation_list *list, size_t cited_count, struct span code)
{
    for (size_t i = 0; i < cited_count; i++)
        if (recommendation_is_answered_by(code, list->items[i].code))
            return true;
    return false;
}

static void note_place(struct recommendation *known, size_t offset)
{
    if (!known->is_in_text)
        known->offset = offset;
    known->is_in_text = true;
}

static void add_numbered(const struct plan *plan, const struct pattern_set *set, struct arena *arena,
                         struct recommendation_list *list)
{
    struct matcher *matcher = matcher_new();
    int group = pattern_set_group(set, "code");
    size_t cited_count = list->count;
    struct match match;

    for (size_t at = 0; pattern_find(set, matcher, plan->text, at, &match); at = match.to) {
        struct span code = match_group(&match, plan->text, group);
        struct recommendation *known = code.text ? find(list, code) : NULL;

        if (!code.text || (!known && !is_family(list, code)))
            continue;
        if (!known) {
            known = add(list, arena, code);
            known->is_answered = is_answered(list, cited_count, code);
        }
        note_place(known, (size_t)(code.text - plan->text.text));
    }
    matcher_free(matcher);
}

/* Figures by their value: R2 stands before R10. */
static int compare_codes(const void *left, const void *right)
{
    struct span a = ((const struct recommendation *)left)->code,
                b = ((const struct recommendation *)right)->code;
    size_t i = 0;

    while (i < a.length && i < b.length && a.text[i] == b.text[i] && !is_digit(a.text[i]))
        i++;
    if (i < a.length && i < b.length && is_digit(a.text[i]) && is_digit(b.text[i])) {
        char *a_end, *b_end;
        double first = strtod(a.text + i, &a_end), second = strtod(b.text + i, &b_end);

        if (first < second || first > second)
            return first < second ? -1 : 1;
    }
    return span_compare(a, b);
}

void recommendations_find(const struct plan *plan, const struct grammar *grammar, struct arena *arena,
                          struct recommendation_list *out)
{
    const struct pattern_set *set = grammar_pattern_set(grammar, "checks.recommendation");

    *out = (struct recommendation_list){ 0 };
    add_cited(plan, arena, out);
    if (out->count && set && utf8_is_sound(plan->text))
        add_numbered(plan, set, arena, out);
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, compare_codes);
}
