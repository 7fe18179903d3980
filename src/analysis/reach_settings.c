#include "analysis/reach_settings.h"

#include <math.h>

#include "grammar/grammar.h"

const char *reach_evidence_name(enum reach_evidence_kind kind)
{
    static const char *const names[EVIDENCE_KIND_COUNT] = {
        [EVIDENCE_SECTION] = "section", [EVIDENCE_AROUND] = "around", [EVIDENCE_TITLE] = "title",
        [EVIDENCE_SUBJECT] = "subject", [EVIDENCE_STEP] = "step",     [EVIDENCE_CITATION] = "citation",
    };

    return names[kind];
}

/* A number from 0 to greatest. */
static enum status read_figure(const struct node *file, const struct node *holder, const char *name,
                               double greatest, struct diag_sink *sink, double *out)
{
    double value = node_get_number(holder, name, NAN, sink);

    if (!(value >= 0 && value <= greatest))
        return node_fault(holder ? holder : file, sink, "%s must be a number from 0 to %g", name, greatest);
    *out = value;
    return STATUS_OK;
}

enum status reach_settings_read(const struct grammar *grammar, struct diag_sink *sink,
                                struct reach_settings *out)
{
    const struct node *file = grammar_file(grammar, "reach");
    const struct node *weights = node_get(file, "weights");
    const struct {
        const char *name;
        double greatest;
        double *out;
    } figures[] = {
        { "threatens", 1, &out->thresholds[RISK_THREATENS] },
        { "mitigated-by", 1, &out->thresholds[RISK_MITIGATED_BY] },
        { "limit", 1e9, &out->limit },
        { "concept", 10, &out->concept },
        { "own-word", 1, &out->own_word },
        { "mass", 1000, &out->mass },
    };
    enum status status = STATUS_OK;

    for (enum reach_evidence_kind kind = 0; kind < EVIDENCE_KIND_COUNT && status == STATUS_OK; kind++)
        status = read_figure(file, weights, reach_evidence_name(kind), 1, sink, &out->weights[kind]);
    for (size_t i = 0; i < ARRAY_LENGTH(figures) && status == STATUS_OK; i++)
        status = read_figure(file, file, figures[i].name, figures[i].greatest, sink, figures[i].out);
    return status;
}
