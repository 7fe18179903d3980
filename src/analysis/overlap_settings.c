#include <math.h>
#include <string.h>

#include "analysis/concept_lexicon.h"
#include "analysis/overlap_vector.h"
#include "grammar/grammar.h"

struct figure {
    const char *group; /* member of the file that holds it, or NULL for the file itself */
    const char *name;
    double greatest; /* least is 0 */
    size_t offset;
};

#define FIGURE(group, name, greatest, member)                                                                \
    {                                                                                                        \
        group, name, greatest, offsetof(struct overlap_settings, member)                                     \
    }
static const struct figure figures[] = {
    FIGURE(NULL, "threshold", 1, threshold),
    FIGURE(NULL, "limit", 1e9, limit),
    FIGURE(NULL, "partners", 1e9, partners),
    FIGURE(NULL, "cluster", 1, cluster),
    FIGURE("classes", "near-copy", 1, near_copy),
    FIGURE("classes", "copy-words", 100, copy_words),
    FIGURE("classes", "same-work", 1, same_work),
    FIGURE("classes", "same-work-wide", 1, same_work_wide),
    FIGURE("classes", "narrow", 1, narrow),
    FIGURE("classes", "opposite", 1, opposite),
    FIGURE("weights", "genre", 1, genre),
    FIGURE("weights", "concept", 100, concept),
    FIGURE("weights", "step", 1, step),
    FIGURE("weights", "wide", 1, wide),
    FIGURE("weights", "before", 10, before),
    FIGURE("weights", "method", 1, method),
    FIGURE("weights", "words", 1, words),
    FIGURE("weights", "section", 10, section),
    FIGURE("weights", "issue", 10, issue),
    FIGURE("weights", "context", 1, context),
    FIGURE("weights", "context-mass", 1000, context_mass),
    FIGURE("weights", "mass", 1000, mass),
    FIGURE("weights", "evenness", 10, evenness),
    FIGURE("weights", "more", 1, more),
    FIGURE("weights", "aside", 1, aside),
    FIGURE("weights", "outside", 1, outside),
    FIGURE("weights", "apart", 1, apart),
    FIGURE("weights", "other-words", 1, other_words),
    FIGURE("activity", "least", 1, activity),
    FIGURE("activity", "apart", 1, activities.apart),
    FIGURE("activity", "fade", 1, activities.fade),
    FIGURE("activity", "unknown", 1, activities.unknown),
    FIGURE("weights", "curve", 10, curve),
    FIGURE("weights", "consequence", 1, consequence),
    FIGURE("borrowed", "least", 1, borrow_least),
    FIGURE("borrowed", "kind", 1, borrow_risk),
    FIGURE("borrowed", "overlap", 1, borrow_overlap),
    FIGURE("borrowed", "assessed", 1, assessed),
};

static enum status read_figure(const struct node *file, const struct figure *figure, struct diag_sink *sink,
                               struct overlap_settings *out)
{
    const struct node *holder = figure->group ? node_get(file, figure->group) : file;
    double value = node_get_number(holder, figure->name, -1, sink);

    if (!(value >= 0 && value <= figure->greatest))
        return node_fault(holder ? holder : file, sink, "%s must be a number from 0 to %g", figure->name,
                          figure->greatest);
    *(double *)(void *)((char *)out + figure->offset) = value;
    return STATUS_OK;
}

enum status overlap_settings_read(const struct grammar *grammar, struct arena *arena, struct diag_sink *sink,
                                  struct overlap_settings *out)
{
    const struct node *file = grammar_file(grammar, "overlap");

    *out = (struct overlap_settings){
        .stop = node_get(file, "stop"),
        .genre_words = node_get(file, "genre"),
        .barriers = node_get(file, "barriers"),
        .rarity = grammar_file(grammar, "rarity"),
    };
    for (size_t i = 0; i < ARRAY_LENGTH(figures); i++) {
        enum status status = read_figure(file, &figures[i], sink, out);

        if (status != STATUS_OK)
            return status;
    }

    enum status status = concept_lexicon_read(grammar, "concepts/", arena, sink, &out->lexicon);

    if (status == STATUS_OK)
        status = activity_kinds_read(grammar, arena, sink, &out->activities);
    if (status == STATUS_OK)
        status = concept_lexicon_read(grammar, "exposures/", arena, sink, &out->exposures);
    if (status == STATUS_OK && concept_lexicon_count(out->exposures) > EXPOSURE_LIMIT)
        status = node_fault(grammar_file(grammar, "exposures/exposures"), sink,
                            "there can be %d kinds of risk", EXPOSURE_LIMIT);
    return status;
}

bool overlap_settings_set(struct overlap_settings *settings, const char *name, double value)
{
    for (size_t i = 0; i < ARRAY_LENGTH(figures); i++) {
        size_t length = figures[i].group ? strlen(figures[i].group) : 0;

        if (length && strncmp(name, figures[i].group, length) == 0 && name[length] == '.' &&
            strcmp(name + length + 1, figures[i].name) == 0) {
            *(double *)(void *)((char *)settings + figures[i].offset) = value;
            return true;
        }
    }
    return false;
}

double overlap_mass_factor(double mass, double scale)
{
    return scale > 0 ? 1 - exp(-mass / scale) : 1;
}
