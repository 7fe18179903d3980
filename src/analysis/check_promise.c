#include "analysis/audit_round.h"

#include <stdlib.h>

#include "analysis/audit_check.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "grammar/grammar.h"
#include "grammar/pattern.h"
#include "grammar/vocabulary.h"
#include "plan/plan.h"

/*
 * A plan may say in prose what its sections don't: "every improvement of Priority One has been assessed for
 * risk", "Key Themes Two to Four are Priority One". The promise and the themes are found by
 * grammars/checks.yaml's lists `promise` and `banding`.
 */
struct banding {
    unsigned long first;
    unsigned long last; /* 0: the plan bands nothing */
};

static unsigned long number_of(const struct audit_round *round, struct span words)
{
    const struct vocabulary *numbers = grammar_vocabulary(round->input->grammar, "checks.numbers");
    int entry = numbers ? vocabulary_find(numbers, words) : -1;

    return entry < 0 ? 0 : strtoul(vocabulary_name(numbers, (size_t)entry), NULL, 10);
}

static struct banding find_banding(const struct audit_round *round)
{
    struct span text = round->plan->text;
    struct match match;

    if (!audit_round_search(round, "banding", text, 0, &match))
        return (struct banding){ 0 };
    return (struct banding){
        .first = number_of(round, match_group(&match, text, pattern_set_group(match.set, "first"))),
        .last = number_of(round, match_group(&match, text, pattern_set_group(match.set, "last"))),
    };
}

/* The number in the code of a section of the highest level: 4 of "KT4"; 0: it has none. */
static unsigned long theme_number(const struct section *section)
{
    struct span code = section->code.text;
    size_t at = 0;
    unsigned long number = 0;

    if (section->parent != PLAN_NO_INDEX)
        return 0;
    while (at < code.length && (code.text[at] < '0' || code.text[at] > '9'))
        at++;
    for (; at < code.length && code.text[at] >= '0' && code.text[at] <= '9' && number < 1000; at++)
        number = number * 10 + (unsigned long)(code.text[at] - '0');
    return at == code.length ? number : 0;
}

static bool is_first_priority(const struct section *section, struct banding banding)
{
    unsigned long number = theme_number(section);

    return span_equals(section->priority.text, "high") ||
           (number && number >= banding.first && number <= banding.last);
}

/* Steps are counted: a plan's parents may go in a circle. */
static bool is_within(const struct plan *plan, size_t section, size_t upper)
{
    for (size_t steps = 0; section < plan->section_count && steps < plan->section_count; steps++) {
        if (section == upper)
            return true;
        section = plan->sections[section].parent;
    }
    return false;
}

/* An assessment of a section covers those inside it, and one of a part looks at the whole in part. */
static bool has_risk(const struct plan *plan, size_t section)
{
    for (size_t i = 0; i < plan->risk_count; i++)
        if (is_within(plan, section, plan->risks[i].section) ||
            is_within(plan, plan->risks[i].section, section))
            return true;
    return false;
}

static void tell(struct audit_round *round, size_t index, bool is_promised)
{
    const struct section *section = &round->plan->sections[index];
    struct buffer message = { 0 };
    struct span name = section->code.text.text ? section->code.text : section->title.text;

    buffer_add_string(&message, "section ");
    buffer_add_span(&message, name);
    buffer_add_string(&message, is_promised ? " is of first priority, for all of which the plan promises one"
                                            : " is of high priority");
    audit_round_add(round,
                    &(struct audit_row){
                        .place = { .plan = round->plan->id, .kind = ITEM_SECTION, .index = index },
                        .line = section->line,
                        .words = name,
                        .a = span_over(buffer_string(&message), message.length),
                    },
                    false);
    buffer_free(&message);
}

void check_priority_assessed(struct audit_round *round)
{
    const struct plan *plan = round->plan;
    struct banding banding = find_banding(round);
    struct match match;
    bool is_promised = audit_round_search(round, "promise", plan->text, 0, &match);

    round->why = "this plan has no risks, or no section that is said to be of high priority";
    if (plan->risk_count == 0 && !is_promised)
        return;
    for (size_t i = 0; i < plan->section_count; i++) {
        if (!is_first_priority(&plan->sections[i], banding))
            continue;
        round->tested++;
        if (!has_risk(plan, i))
            tell(round, i, is_promised);
    }
}
