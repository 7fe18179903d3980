#ifndef REPORT_REPORT_PAGE_H
#define REPORT_REPORT_PAGE_H

#include <stddef.h>
#include <stdint.h>

#include "analysis/risk_score.h"
#include "base/buffer.h"
#include "base/calendar_date.h"
#include "base/span.h"
#include "output/html_writer.h"
#include "plan/item_kind.h"
#include "report/owner_index.h"
#include "report/report_write.h"
#include "store/derived.h"

struct arena;
struct audit_rule;
struct date_list;
struct owner_list;
struct plan;

/**
 * What the pages of the report share. report_write.c lays them out; each has a file of its own.
 *
 * Places are named after the plan's number in the set, since keys may hold what an id may not: plan-2 (the
 * plan's own page), p2-a5 and p2-r3 (an action, a risk), s2-17 (line 17 of its text), t2 (its timeline),
 * f-DAT101-7 (a finding), o1-4 (a pair). What stands before the last hyphen is the chunk that holds it: see
 * report_open_chunk.
 */

/** Of so many actions whose table asks for something, how many have it. */
struct share {
    size_t asked;
    size_t filled;
};

/** The findings of one rule. */
struct rule_group {
    const struct audit_rule *rule;
    enum finding_severity severity;
    size_t *findings; /* indexes in the check's result, in its order */
    size_t count;
    size_t tested; /* things looked at, in all plans */
    size_t plans_tested;
};

/** Where a finding stands among those of its rule. */
struct finding_place {
    const struct rule_group *group;
    size_t order; /* from 1 */
};

/** What the pages need to know of one plan. Arrays are by action or risk. */
struct report_plan {
    const struct plan *plan;
    size_t number; /* from 1 */
    calendar_day as_of;
    struct share owners, dates, measures;
    size_t finding_count;
    size_t tested_count; /* rules that had something to test */
    size_t unread_lines;
    size_t source_lines;     /* that can be shown */
    size_t *action_findings; /* index + 1 of its first finding, 0: none; the next: report->next_finding */
    size_t *risk_findings;
    const struct action_exposure **exposures; /* NULL: none */
    const struct risk_score **scores[STAGE_COUNT];
    size_t *action_links; /* index + 1 in reach->links, 0: none; the next: report->next_link */
};

struct report {
    struct html_writer html;
    const struct report_input *input;
    struct arena *arena;
    struct report_plan *plans;
    size_t *next_finding;
    size_t *next_link;
    struct rule_group *rules; /* those with findings: gravest first, then by id */
    size_t rule_count;
    struct finding_place *finding_places; /* by finding */
    struct owner_index owners;
    size_t action_count;
    size_t risk_count;
    size_t unread_lines;
    struct buffer scratch;
};

/** Fills all of the above but html, input and arena. */
void report_study(struct report *report);

/* ---- the pages ------------------------------------------------------------------------------ */

void overview_page_write(struct report *report);
void matrix_page_write(struct report *report);
void coverage_page_write(struct report *report);
void timeline_page_write(struct report *report);
void owners_page_write(struct report *report);
void overlaps_page_write(struct report *report);
void findings_page_write(struct report *report);
void register_page_write(struct report *report);
void plans_page_write(struct report *report);
void sources_page_write(struct report *report);
void method_page_write(struct report *report);

/** Opens a page: its id, its heading and a sentence on what it shows (NULL: none). Closed by html_close. */
void report_open_page(struct report *report, const char *id, const char *title, const char *lead);

/* ---- parts of pages ------------------------------------------------------------------------- */

/**
 * What is shown when somebody asks for it: <div class="chunk" id="..."><noscript>. The name may be of parts.
 * Where scripts are off it stands there as any other text. Closed by report_close_chunk.
 */
void report_open_chunk(struct report *report, const char *format, ...) PRINTF_LIKE(2, 3);
void report_close_chunk(struct report *report);

/** <details> with a summary that is yet to be closed by html_close. */
void report_open_details(struct report *report, const char *class);

/** Opens a box that a wide table scrolls in, by keyboard too; label says what is in it. Closed by html_close.
 */
void report_open_scroll(struct report *report, const char *label);

/** A row of column heads: words NULL ends them; a class for each, or NULL. */
struct column_head {
    const char *words;
    const char *class;
};
void report_write_heads(struct report *report, const struct column_head *heads, size_t count);

/** A cell with a figure; 0 is quiet. */
void report_write_count(struct report *report, size_t count);
/** "38 of 40" with a bar; what: its name, or NULL. */
void report_write_share(struct report *report, const struct share *share, const char *what);
/** The text, or "not stated". */
void report_write_value(struct report *report, struct span text);
/** "not stated" where the plan asks for it, else "not asked". */
void report_write_silence(struct report *report, bool asked);
/** A list of all plans, each a way to its own page. */
void report_write_plan_links(struct report *report);
/** The text, cut at a word with an ellipsis where it is long. */
void report_write_brief(struct report *report, struct span text);
/** "1 risk", "3 risks". */
void report_write_counted(struct report *report, size_t count, const char *one, const char *many);
/** Owners with their part and what abbreviations are short for; dates with their part. */
void report_write_owners(struct report *report, const struct owner_list *owners);
void report_write_dates(struct report *report, const struct date_list *dates);
/** A band's letter on its colour, and its name where it is asked for. */
void report_write_band(struct report *report, const struct scheme_band *band, bool with_name);
/** The band of a score, or the range of bands that its ratings allow. */
void report_write_score(struct report *report, const struct risk_score *score);
/** The severity of a finding as a mark. */
void report_write_severity(struct report *report, enum finding_severity severity);
/** Where a line stands, in words: "line 12", "table 3, row 5". */
void report_write_place(struct report *report, const struct plan *plan, size_t line);
/** A link to a line of a plan's own text, with those words. */
void report_link_source(struct report *report, const struct report_plan *own, size_t line);
/** A link to an action or risk, its label for words. */
void report_link_item(struct report *report, const struct report_plan *own, enum item_kind kind,
                      size_t index);
/** Opens a link to the register; state: what it is to show, as in its address ("plan=2&owner=5"). */
void report_open_register_link(struct report *report, const char *format, ...) PRINTF_LIKE(2, 3);
/** What people put right in an item, folded away. Nothing where there is nothing. */
void report_write_corrections(struct report *report, const struct plan *plan, enum item_kind kind,
                              size_t index);

/** The plan's name for headings and lists: its council, or else its title, or else its document. */
struct span report_plan_name(const struct plan *plan);
/** What an item is called within its plan: its own reference, or its number there ("008", "r001"). */
struct span report_item_label(const struct plan *plan, enum item_kind kind, size_t index,
                              struct arena *arena);
/** The plan in the report. */
const struct report_plan *report_plan_of(const struct report *report, const struct plan *plan);
/** A name in lower case with hyphens for a class: "near copy" is "near-copy". Valid until the next use of
 * scratch. */
const char *report_class_of(struct report *report, const char *name);
/** "i", "r", "t": inherent, residual, target. */
char report_stage_letter(enum rating_stage stage);
/** "Before controls", ...: what a stage is called on the pages. */
const char *report_stage_title(enum rating_stage stage);

/** The action that a milestone's running number belongs to; PLAN_NO_INDEX for none. */
size_t report_action_of_milestone(const struct plan *plan, size_t milestone);
#endif
