#ifndef OUTPUT_REPORT_PAGE_H
#define OUTPUT_REPORT_PAGE_H

#include <stddef.h>

#include "analysis/risk_score.h"
#include "base/buffer.h"
#include "base/span.h"
#include "output/html_report.h"
#include "output/html_writer.h"
#include "store/derived.h"

struct arena;
struct owner_list;
struct plan;
struct text_value;

/**
 * The parts of the HTML report: html_report.c lays out the page and calls them. Places on the page are named
 * after the plan's number in the set, since keys may hold what an id may not: p1, p1-a12 (action), p1-r3
 * (risk), f7 (finding).
 */

/** Of so many actions whose table asks for something, how many have it. */
struct share {
    size_t asked;
    size_t filled;
};

/** What the parts need to know of one plan. */
struct report_plan {
    const struct plan *plan;
    size_t number; /* from 1 */
    struct share owners;
    struct share dates;
    struct share measures;
    size_t *first_finding; /* by action: index + 1 of its first finding, 0: none */
    size_t finding_first;  /* a plan's findings stand together in check_result */
    size_t finding_count;
    size_t tested_count; /* rules that had something to test */
    size_t unread_lines;
    struct score_result scores; /* of this plan alone */
};

struct report {
    struct html_writer html;
    const struct report_input *input;
    struct arena *arena;
    struct report_plan *plans;
    size_t *next_finding; /* by finding: index + 1 of the next one of the same action */
    struct buffer scratch;
};

/** Where a line of a plan stands, in words. */
void report_place(struct report *report, const struct plan *plan, size_t line);

/** Everything of one plan: facts, completeness, risks, findings, register, what was not read. */
void report_plan_write(struct report *report, const struct report_plan *own);

/**
 * A card with the risk matrix as a picture and as a table, the risks that have no place in one cell and,
 * where the scores are of one plan, its own scale. id: a prefix for places in it; title: the card's heading,
 * of a level such as "h3".
 */
void report_matrix_write(struct report *report, const struct score_result *scores, const char *id,
                         const char *title, const char *level);

/** The findings of a plan by rule, and what was not tested. */
void report_findings_write(struct report *report, const struct report_plan *own);

/** The register of a plan's actions, and of its risks. */
void report_register_write(struct report *report, const struct report_plan *own);
void report_risks_write(struct report *report, const struct report_plan *own);

/** The plan's indicators, a column for each period. */
void report_indicators_write(struct report *report, const struct report_plan *own);

/** The pairs of actions that share words. */
void report_overlaps_write(struct report *report);
/** The few that share most, for the overview. */
void report_overlaps_write_best(struct report *report);

/** "38 of 40" with a bar: how much of what is asked is there. what: its name, or NULL. */
void report_share_write(struct report *report, const struct share *share, const char *what);

/** The plan's name for headings and lists: its council, or else its title, or else its document. */
struct span report_plan_name(const struct plan *plan);

/** What an item is called within its plan: its own reference, or its number there ("008", "r001"). */
struct span report_item_label(const struct plan *plan, enum item_kind kind, size_t index,
                              struct arena *arena);

/** The text, cut at a word with an ellipsis where it is long. */
void report_brief_write(struct report *report, struct span text);

/** What people put right in an item: fields in a summary, folded away what the plan says, who says otherwise
 * and why. Nothing where there is nothing. */
void report_corrections_write(struct report *report, const struct plan *plan, enum item_kind kind,
                              size_t index);

/** A value's text, or "not stated". */
void report_value_write(struct report *report, struct span text);

/** A name in lower case with hyphens for a class: "near copy" is "near-copy". */
const char *report_class_of(struct report *report, const char *name);

/** Opens a box that a wide table or picture scrolls in, by keyboard too; label says what is in it. Closed by
 * html_close. */
void report_open_scroll(struct report *report, const char *label);

/** The style sheet and script of the page, as lines that end with NULL. */
extern const char *const report_style_lines[];
extern const char *const report_script_lines[];

/** The style of the scheme's bands: .band-L { ... }, with letters in report_ink_on. */
void report_style_add_bands(struct buffer *style, const struct risk_scheme *scheme);
/** Black or white, whichever has more contrast on 0xRRGGBB (WCAG 2.2, relative luminance): "#000000" or
 * "#ffffff". */
const char *report_ink_on(uint32_t colour);
#endif
