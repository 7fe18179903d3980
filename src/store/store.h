#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "base/status.h"

struct arena;
struct correction;
struct derived_scores;
struct stored_exposure;
struct diag_sink;
struct finding;
struct grammar;
struct not_tested;
struct overlap_known;
struct overlap_search;
struct overlap_pair;
struct plan;

/** An open database. One connection; one thread at a time. */
struct store;

enum store_mode {
    STORE_READ,
    STORE_WRITE, /* makes the file and its tables where there are none */
};

/**
 * Ownership: path is copied; sink is borrowed until store_close and hears of every later failure.
 * Errors: STATUS_DATABASE: no database, another program's, newer than this program, locked (after a wait of
 *         5 seconds), read-only, damaged; reported.
 */
CHECKED enum status store_open(const char *path, enum store_mode mode, struct diag_sink *sink,
                               struct store **out);
void store_close(struct store *store);

/** Another connection to the same database, to read from in another thread. It tells nobody of a failure: who
 * asks it does so again with the first. Errors: as store_open for reading, not reported. */
CHECKED enum status store_open_beside(const struct store *store, struct store **out);

enum store_saved {
    SAVED_NEW_PLAN,
    SAVED_NEW_EDITION,
    SAVED_READ_AGAIN, /* the same bytes, read by another program version or grammar or in another encoding:
                         the edition's contents were replaced */
    SAVED_NOTHING_NEW,
};

/**
 * Is a file with these bytes in the database already, read with this grammar and program version? Then
 * importing it again does nothing.
 */
CHECKED enum status store_has_file(struct store *store, const struct grammar *grammar, const char *sha256,
                                   bool *out);

/**
 * Saves one plan in one transaction: all of it or nothing. The same path with other bytes is a new edition of
 * that plan; edition_of (a plan's key, or NULL) says so for another path. The same bytes again change
 * nothing, unless they were read by another grammar or program version, or the user gives a council, title or
 * date. What the user gave for an edition stays when it is read again, where the new reading states nothing.
 * Sets plan->key (text owned by the store, valid until the next save), id and edition.
 * Extents must be raw offsets and plan->text the raw text. Parties are stored once per council and linked.
 * Errors: STATUS_USAGE: no plan has the key edition_of. STATUS_REFUSED: its text is larger than a database
 * takes (1,000,000,000 bytes). STATUS_DATABASE: full, locked, damaged, ...; nothing was saved.
 */
CHECKED enum status store_save_plan(struct store *store, const struct grammar *grammar, struct plan *plan,
                                    const char *edition_of, enum store_saved *saved);

/** Makes what was saved known to search. An import does so once, at its end: for each document by itself it
 * would cost several times as much. Errors: STATUS_DATABASE: reported; the next one completes it. */
CHECKED enum status store_complete_search(struct store *store);

struct plan_set {
    struct plan **items;
    size_t count;
};

struct load_options {
    bool all_editions;        /* else the latest of each plan */
    const char *const *plans; /* keys, or NULL for all */
    size_t plan_count;
    bool with_text;     /* fill plan->text */
    bool with_evidence; /* and struct source (rule: see store_rule_name), doubts and accounts */
    bool as_read;       /* what plans say, without what people put right */
};

/**
 * Loads plans, ordered by key and edition, with corrections laid over them (plan->corrections: all there ever
 * were, plan/correction.h); everything lives in the arena. An unknown key: STATUS_USAGE.
 */
CHECKED enum status store_load_plans(struct store *store, const struct load_options *options,
                                     struct arena *arena, struct plan_set *out);

/** Name of a rule as loaded with a plan's sources, owned by the store; "" for 0. */
const char *store_rule_name(struct store *store, uint32_t rule);

/** Takes every edition of a plan out. Unknown: STATUS_USAGE. */
CHECKED enum status store_forget_plan(struct store *store, const char *key);

/**
 * Keeps corrections in one transaction; each takes the place of the one in force on the same field. Sets
 * their ids. They must be aimed (correction_aim) at plans as they were read.
 */
CHECKED enum status store_add_corrections(struct store *store, struct correction *items, size_t count);

/** Takes a correction back; it is kept, with who did so, when and why (made_by, made_on, reason of by).
 * Errors: STATUS_USAGE: there is none in force of that number. */
CHECKED enum status store_end_correction(struct store *store, int64_t id, const struct correction *by);

/** One hit of a full-text search. */
struct search_hit {
    struct span plan; /* key */
    struct span item; /* key: that of the export for an action or risk; -s001 a section, -i001 an indicator */
    struct span kind; /* "action", "risk", ... */
    struct span text; /* the item's text */
    struct span snippet; /* with the matched words between \x02 and \x03 */
    size_t line;
    struct span document;
};
struct search_result {
    struct search_hit *items;
    size_t count;
};

/**
 * Items of the latest editions that hold all the words (or their inflections), best first. "two words" in
 * double quotes are a phrase, word* is a beginning, -word must not occur; every other mark is only a
 * separator, so no input is a syntax error. What an import that was cut short left unknown to search is made
 * known first; where the database can't be written the hits are told to lack it.
 */
CHECKED enum status store_search(struct store *store, const char *words, size_t limit, struct arena *arena,
                                 struct search_result *out);

/** Replace what analysis derived (see store/derived.h). Each in one transaction. */
CHECKED enum status store_replace_findings(struct store *store, const struct finding *findings, size_t count,
                                           const struct not_tested *silent, size_t silent_count);
/** search: NULL where it is not to be built upon. */
CHECKED enum status store_replace_overlaps(struct store *store, const struct overlap_pair *pairs,
                                           size_t count, const struct overlap_search *search);
/** What the last one kept, where this program and grammar found it; nothing elsewhere. Lives in the arena. */
CHECKED enum status store_load_overlaps(struct store *store, const struct grammar *grammar,
                                        struct arena *arena, struct overlap_known *out);

/**
 * Keeps what scoring derived in place of what it derived before. Its tables (sql/make_scores.sql) are made
 * anew each time, so that nothing of them lasts; store_drop_scores takes them away.
 *
 * There are two steps of one transaction, for the exposures of actions are known later than the rest. Between
 * them the store is for nothing else. store_begin_scores: after a failure *out is NULL, and nothing was done.
 * store_finish_scores takes the exposures, those of one action together; where status, what the caller came
 * to meanwhile, is no STATUS_OK it undoes the first step and returns it.
 */
struct score_writing;
CHECKED enum status store_begin_scores(struct store *store, const struct derived_scores *scores,
                                       struct score_writing **out);
CHECKED enum status store_finish_scores(struct score_writing *writing,
                                        const struct stored_exposure *exposures, size_t count,
                                        enum status status);
CHECKED enum status store_drop_scores(struct store *store);

/** Can another connection write while this one reads, without one waiting for the other? Known of a store
 * that was opened for writing. */
bool store_has_log(const struct store *store);
#endif
