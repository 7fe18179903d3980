#ifndef PLAN_ACTION_STANDING_H
#define PLAN_ACTION_STANDING_H

#include <stdbool.h>

struct action;
struct grammar;
struct matcher;

/** What a plan owes of one of its rows, as it stands now: what rules and coverage ask alike. */
struct action_standing {
    bool is_open;  /* the plan doesn't say that it is done, dropped or turned down */
    bool is_asked; /* an owner, a date, a measure can be asked of it: it is no row of a chart and none of
                      dashes, and was neither dropped nor turned down */
};

/** Turned down: the progress opens with words of grammars/checks.yaml's list `declined`. */
struct action_standing action_standing_of(const struct action *action, const struct grammar *grammar,
                                          struct matcher *matcher);
#endif
