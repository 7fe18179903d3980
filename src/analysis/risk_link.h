#ifndef ANALYSIS_RISK_LINK_H
#define ANALYSIS_RISK_LINK_H

#include <stddef.h>

struct arena;
struct overlap_settings;
struct plan_set;
struct risk_link;
struct vector_set;

/**
 * Ties a plan's risks to its actions. A risk threatens an action that stands under the section that the risk
 * was recorded against (or above or below it), or whose words the risk and its consequence share. An action
 * carries out a mitigation whose words it shares; under the same section fewer are enough. Thresholds are in
 * grammars/overlap.yaml. The score is that of the shared words, 0 where only the section speaks for the link.
 * Ownership: the links live in the arena; in the order of plans, risks, actions.
 */
struct risk_link *risk_links_find(const struct plan_set *plans, const struct vector_set *vectors,
                                  const struct overlap_settings *settings, struct arena *arena,
                                  size_t *count);
#endif
