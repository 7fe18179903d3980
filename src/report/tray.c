#include "report/tray.h"

#include "analysis/risk_score.h"

static bool same_cells(const struct risk_score *a, const struct risk_score *b)
{
    for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++)
        if (a->ranges[axis].low != b->ranges[axis].low || a->ranges[axis].high != b->ranges[axis].high ||
            a->ranges[axis].stated != b->ranges[axis].stated)
            return false;
    return a->placement == b->placement;
}

size_t tray_group_of(const struct tray *tray, const struct risk_score *score)
{
    if (score->placement != PLACED)
        for (size_t g = 0; g < tray->group_count; g++)
            if (same_cells(tray->groups[g].first, score))
                return g;
    return TRAY_LIMIT;
}

struct tray tray_fill(const struct score_result *scores)
{
    struct tray tray = { 0 };

    for (size_t i = 0; i < scores->score_count; i++) {
        const struct risk_score *score = &scores->scores[i];
        size_t g = tray_group_of(&tray, score);

        if (score->placement == PLACED)
            continue;
        if (g == TRAY_LIMIT && tray.group_count == TRAY_LIMIT) {
            tray.beyond++;
            continue;
        }
        if (g == TRAY_LIMIT) {
            g = tray.group_count++;
            tray.groups[g].first = score;
        }
        tray.groups[g].count++;
    }
    return tray;
}
