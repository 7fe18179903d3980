#ifndef OUTPUT_SCORE_WORDS_H
#define OUTPUT_SCORE_WORDS_H

#include <stddef.h>

#include "base/span.h"
#include "store/derived.h"

struct arena;
struct buffer;
struct plan;
struct risk_scheme;
struct risk_score;
struct scheme_level;
struct score_report;

/* How the parts of a score are put into words: for the files score_*.c of this folder. */

/** The buffer's text in the arena; the buffer is emptied. */
struct span score_keep(struct arena *arena, struct buffer *text);

/** The letter or numeral that registers print for a level, else its number. */
struct span score_level_mark(const struct scheme_level *level, unsigned number, struct arena *arena);

/** "12", "4-20". */
struct span score_figure_words(const struct risk_score *score, struct arena *arena);
/** "1", "2=", "2= ~3": place by the figure, whether it is shared, risks whose order depends on the scheme. */
struct span score_place_words(const struct risk_score *score, struct arena *arena);
/** "M X": the bands that a step reaches; "none"; no text for a range. */
struct span score_step_words(const struct risk_scheme *scheme, const struct risk_score *score,
                             struct arena *arena);
/** PLAN:REF where the plan has a ref for the item, else its key. */
struct span score_item_name(const struct plan *plan, enum item_kind kind, size_t index, struct arena *arena);
/** A plan's section: code or title; no text for none. */
struct span score_section_name(const struct plan *plan, size_t section);
#endif
