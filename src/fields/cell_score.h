#ifndef FIELDS_CELL_SCORE_H
#define FIELDS_CELL_SCORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "base/status.h"
#include "fields/field.h"

struct date_reader;
struct diag_sink;
struct grammar;
struct matcher;
struct owner_names;
struct owner_reader;

/** What a step between two pieces of a table without cell borders is worth; see grammars/evidence.yaml. */
struct step_weights {
    double same_cell, same_cell_no_gap, same_list, after_colon;
    double next_cell_no_gap, next_cell_gap, wide_gap, skip_column;
    double new_row, new_row_gap, new_row_no_gap, new_row_first;
    double index_prior, index_prior_torn;
};

/** grammars/evidence.yaml, ready to score with. Never changed after cell_scorer_new; borrows the readers. */
struct cell_scorer;
CHECKED enum status cell_scorer_new(const struct grammar *grammar, const struct date_reader *dates,
                                    const struct owner_reader *owners, struct diag_sink *sink,
                                    struct cell_scorer **out);
void cell_scorer_free(struct cell_scorer *scorer);
const struct step_weights *cell_scorer_steps(const struct cell_scorer *scorer);

/**
 * How well a piece's words suit each field: the sum of the evidence, in rough natural-log units.
 * names: what the plan is known to call its people; may be NULL.
 * wanted: the fields to score, as bits by their numbers; the other scores are left as they are.
 */
#define CELL_SCORE_ALL (((uint64_t)1 << FIELD_COUNT) - 1)
void cell_score(const struct cell_scorer *scorer, struct matcher *matcher, struct span text,
                bool is_list_item, const struct owner_names *names, uint64_t wanted,
                double scores[static FIELD_COUNT]);

/** Does the text begin with a verb in the imperative ("Review ...", "To agree ...")? */
bool cell_begins_with_verb(const struct cell_scorer *scorer, struct span text);

/** Does the text begin as a task does, with a verb or its noun ("Review ...", "To agree ...", "Evaluation of
 * ...")? */
bool cell_begins_as_task(const struct cell_scorer *scorer, struct matcher *matcher, struct span text);
#endif
