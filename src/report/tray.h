#ifndef REPORT_TRAY_H
#define REPORT_TRAY_H

#include <stddef.h>

struct risk_score;
struct score_result;

enum { TRAY_LIMIT = 26 }; /* groups */

/** Risks without a place in one cell, those together whose ratings allow the same cells. */
struct tray {
    struct tray_group {
        const struct risk_score *first;
        size_t count;
    } groups[TRAY_LIMIT];
    size_t group_count;
    size_t beyond; /* risks of groups past the limit */
};

struct tray tray_fill(const struct score_result *scores);

/** The group of a score; TRAY_LIMIT where it is in none. */
size_t tray_group_of(const struct tray *tray, const struct risk_score *score);
#endif
