#ifndef ANALYSIS_REACH_SETTINGS_H
#define ANALYSIS_REACH_SETTINGS_H

#include "analysis/risk_reach.h"

/** The figures of grammars/reach.yaml. */
struct reach_settings {
    double weights[EVIDENCE_KIND_COUNT];
    double thresholds[RISK_RELATION_COUNT];
    double limit; /* links of one relation that a risk keeps, the strongest */
    double concept;
    double own_word;
    double mass;
};

/** Errors: STATUS_GRAMMAR: a figure is missing, no number or out of its range; reported with its place. */
CHECKED enum status reach_settings_read(const struct grammar *grammar, struct diag_sink *sink,
                                        struct reach_settings *out);
#endif
