#include <stdio.h>

#include "grammar/grammar.h"
#include "grammar/pattern.h"
#include "tables/layout.h"

enum { STAGE_BYTES = 40 };

bool stage_label_is_rating(const struct layout *layout, struct span value)
{
    struct match match;

    return value.length && pattern_match_whole(layout->products, layout->matcher, value, &match);
}

const char *stage_label_find(const struct layout *layout, struct span label)
{
    struct match match;

    if (!label.length || label.length > STAGE_BYTES ||
        !pattern_match_whole(layout->stages, layout->matcher, label, &match))
        return NULL;
    return node_get_text(pattern_set_entry(layout->stages, match.entry), "stage", NULL);
}

int stage_label_name(const struct layout *layout, const char *stage, const char *axis, struct span *words)
{
    char key[STAGE_BYTES];

    snprintf(key, sizeof key, "%s-%s", stage, axis);
    *words = layout_stand_in(layout, key);
    return layout_listed_heading(layout, *words);
}
