#ifndef REPORT_OVERLAP_PAIR_H
#define REPORT_OVERLAP_PAIR_H

struct overlap;
struct report;

/** A pair of actions: class and score, both texts with the shared words marked, the words, what differs. */
void overlap_pair_write(struct report *report, const struct overlap *pair);
#endif
