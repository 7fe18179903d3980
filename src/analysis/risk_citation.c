#include "analysis/risk_citation.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "grammar/name_index.h"
#include "plan/plan.h"

enum { CODE_LIMIT_BYTES = 24 };

/* Folded codes and what each stands for. */
struct code_book {
    struct name_index names; /* to a number of entries */
    struct code_entry {
        size_t item;
        bool is_ambiguous; /* several items have the code */
    } * entries;
    size_t count;
    size_t capacity;
};

struct citation_index {
    struct code_book actions;
    struct code_book sections;
    struct name_index citers; /* folded code to the first action of the list below that cites it */
    struct arena *arena;
    struct citer {
        size_t action;
        uint32_t next; /* or NAME_ABSENT */
    } * citing;
    size_t citing_count;
    size_t citing_capacity;
};

/* ---- codes ------------------------------------------------------------------------------------- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A code without what people leave out or put in: dots, dashes, blanks, capitals. */
struct folded_code {
    char text[CODE_LIMIT_BYTES];
    size_t length;
    bool has_digit;
    bool has_letter;
    size_t marks; /* inside */
};

static struct folded_code fold(struct span code)
{
    struct folded_code out = { 0 };

    for (size_t i = 0; i < code.length; i++) {
        char c = code.text[i];

        if (is_letter(c) || is_digit(c)) {
            if (out.length == CODE_LIMIT_BYTES)
                return (struct folded_code){ 0 };
            out.text[out.length++] = (char)(is_letter(c) ? c | 0x20 : c);
        } else if (i > 0 && i + 1 < code.length) {
            out.marks++;
        }
        out.has_digit |= is_digit(c);
        out.has_letter |= is_letter(c);
        if (c == '/' && out.length < CODE_LIMIT_BYTES)
            out.text[out.length++] = c; /* KT4/2 is not KT42 */
    }
    return out;
}

static bool is_code(const struct folded_code *code)
{
    return code->length >= 2 && code->has_digit && (code->has_letter || code->marks >= 2);
}

static struct span span_of_code(const struct folded_code *code)
{
    return span_over(code->text, code->length);
}

static uint32_t find_code(const struct name_index *names, const struct folded_code *code)
{
    struct span name = span_of_code(code);

    return name_index_find(names, name, span_hash(name));
}

/* Adds what a code stands for; a code that is there already becomes ambiguous. */
static void add_code(struct citation_index *index, struct code_book *book, struct span code, size_t item)
{
    struct folded_code folded = fold(code);

    if (!code.text || !is_code(&folded))
        return;
    struct span name = arena_copy_span(index->arena, span_of_code(&folded));
    uint32_t known = name_index_add(&book->names, index->arena, name, (uint32_t)book->count);

    if (known != NAME_ABSENT) {
        book->entries[known].is_ambiguous = true;
        return;
    }
    book->entries =
        arena_grow(index->arena, book->entries, book->count, &book->capacity, sizeof *book->entries);
    book->entries[book->count++] = (struct code_entry){ .item = item };
}

/* The one item that has the code; PLAN_NO_INDEX where none or several have it. */
static size_t item_of_code(const struct code_book *book, const struct folded_code *code)
{
    uint32_t entry = find_code(&book->names, code);

    return entry == NAME_ABSENT || book->entries[entry].is_ambiguous ? PLAN_NO_INDEX
                                                                     : book->entries[entry].item;
}

/* ---- who cites what ---------------------------------------------------------------------------- */

static void add_citer(struct citation_index *index, struct span code, size_t action)
{
    struct folded_code folded = fold(code);

    if (!code.text || !is_code(&folded))
        return;
    struct span name = arena_copy_span(index->arena, span_of_code(&folded));
    uint32_t number = (uint32_t)index->citing_count;
    uint32_t first = name_index_add(&index->citers, index->arena, name, number);

    index->citing = arena_grow(index->arena, index->citing, index->citing_count, &index->citing_capacity,
                               sizeof *index->citing);
    index->citing[index->citing_count++] = (struct citer){ .action = action, .next = NAME_ABSENT };
    if (first == NAME_ABSENT)
        return;
    index->citing[number].next = index->citing[first].next;
    index->citing[first].next = number;
}

struct citation_index *citation_index_new(const struct plan *plan, struct arena *arena)
{
    struct citation_index *index = ARENA_NEW(arena, struct citation_index);

    index->arena = arena;
    for (size_t i = 0; i < plan->action_count; i++) {
        const struct action *action = &plan->actions[i];

        add_code(index, &index->actions, action->ref.text, i);
        for (size_t k = 0; k < action->link_count; k++)
            add_citer(index, action->links[k].code.text, i);
    }
    for (size_t i = 0; i < plan->section_count; i++)
        add_code(index, &index->sections, plan->sections[i].code.text, i);
    return index;
}

/* ---- what a risk cites ------------------------------------------------------------------------- */

struct search {
    const struct citation_index *index;
    const struct plan *plan;
    struct arena *arena;
    struct citation_list found;
};

static void add_citation(struct search *search, size_t action, enum risk_relation relation, struct span code)
{
    struct citation_list *found = &search->found;

    found->items =
        arena_grow(search->arena, found->items, found->count, &found->capacity, sizeof *found->items);
    found->items[found->count++] = (struct citation){ .action = action, .relation = relation, .code = code };
}

static void look_up(struct search *search, struct span word, enum risk_relation relation)
{
    struct folded_code code = fold(word);

    if (!is_code(&code))
        return;
    size_t action = item_of_code(&search->index->actions, &code);
    size_t section = item_of_code(&search->index->sections, &code);

    if (action != PLAN_NO_INDEX)
        add_citation(search, action, relation, word);
    if (section != PLAN_NO_INDEX && relation == RISK_THREATENS)
        for (size_t i = 0; i < search->plan->action_count; i++)
            if (search->plan->actions[i].section == section)
                add_citation(search, i, relation, word);
}

static bool is_of_code(char c)
{
    return is_letter(c) || is_digit(c) || c == '.' || c == '/' || c == '-';
}

static void search_text(struct search *search, struct span text, enum risk_relation relation)
{
    for (size_t from = 0, to; from < text.length; from = to + 1) {
        for (to = from; to < text.length && is_of_code(text.text[to]); to++)
            ;
        if (to > from)
            look_up(search, span_part(text, from, to), relation);
    }
}

struct citation_list citation_index_find(const struct citation_index *index, const struct plan *plan,
                                         size_t risk, struct arena *arena)
{
    struct search search = { .index = index, .plan = plan, .arena = arena };
    const struct risk *citing = &plan->risks[risk];
    struct folded_code own = fold(citing->ref.text);

    search_text(&search, citing->text.text, RISK_THREATENS);
    search_text(&search, citing->consequence.text, RISK_THREATENS);
    search_text(&search, citing->mitigation.text, RISK_MITIGATED_BY);
    search_text(&search, citing->controls.text, RISK_MITIGATED_BY);
    for (uint32_t i = is_code(&own) ? find_code(&index->citers, &own) : NAME_ABSENT; i != NAME_ABSENT;
         i = index->citing[i].next)
        add_citation(&search, index->citing[i].action, RISK_MITIGATED_BY, citing->ref.text);
    return search.found;
}
