#include "plan/action_standing.h"

#include "characters/utf8_check.h"
#include "grammar/grammar.h"
#include "grammar/pattern.h"
#include "plan/plan.h"

static bool is_declined(const struct action *action, const struct grammar *grammar, struct matcher *matcher)
{
    struct span progress = action->progress.text;
    struct match match;

    if (!progress.text)
        return false;
    const struct pattern_set *declined = grammar_pattern_set(grammar, "checks.declined");

    return declined && utf8_is_sound(progress) && pattern_find(declined, matcher, progress, 0, &match);
}

/* A row of dashes is nothing that could have an owner, a date or a measure. */
static bool is_of_dashes(struct span text)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.text[i];

        if ((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'))
            return false;
    }
    return text.text != NULL;
}

static bool has_completion(const struct date_list *dates)
{
    for (size_t i = 0; i < dates->count; i++)
        if (dates->items[i].role == DATE_COMPLETED)
            return true;
    return false;
}

struct action_standing action_standing_of(const struct action *action, const struct grammar *grammar,
                                          struct matcher *matcher)
{
    bool is_dropped = action->status == STATUS_CANCELLED || is_declined(action, grammar, matcher);

    return (struct action_standing){
        .is_open = !is_dropped && action->status != STATUS_COMPLETED && !has_completion(&action->dates),
        .is_asked = !is_dropped && action->kind == ACTION_TABLE && !is_of_dashes(action->text.text),
    };
}
