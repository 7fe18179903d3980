#ifndef GRAMMAR_PATTERN_H
#define GRAMMAR_PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "grammar/byte_set.h"

/**
 * A list of named patterns searched as one: the leftmost match wins and, at one place, the first of the list
 * that matches. Patterns are UTF-8, without regard to case unless an entry says `case: true`, and ^ $ hold at
 * the ends of the text given. Named groups may recur between entries. Cost: a table look-up or two a byte;
 * PCRE2 is asked only for entries that most likely match at a place.
 *
 * An entry: { name: day-month-year, pattern: | ..., any further members that the module reads }.
 */
struct pattern_set;
struct grammar;
struct text_memo;

/** What a search writes. One a thread. */
struct matcher;
struct matcher *matcher_new(void);
void matcher_free(struct matcher *matcher);

/**
 * From here on, searches remember what they found in a text, and others may keep what they found out about
 * it, too (text_question.h). Until matcher_remember(matcher, NULL) all that is asked with this matcher must
 * be asked of this grammar; when it is another one than the last time, all is forgotten.
 */
void matcher_remember(struct matcher *matcher, const struct grammar *grammar);

/** NULL where nothing is to be remembered; so is it for a matcher that is NULL. */
struct text_memo *matcher_memo(const struct matcher *matcher);

enum { PATTERN_GROUP_LIMIT = 24 };

/** One match: bytes [from, to) of the text, the entry that matched, and its named groups. */
struct match {
    const struct pattern_set *set;
    uint32_t rule;  /* the entry's, for provenance */
    uint32_t entry; /* index in the set's list */
    uint32_t from;
    uint32_t to;
    struct {
        uint32_t from;
        uint32_t to;
    } groups[PATTERN_GROUP_LIMIT]; /* by pattern_set_group number; unset: from == SPAN_NOWHERE */
};

/**
 * The first match at or after `start`. text must be valid UTF-8 (a document's text is: it was
 * checked once); bytes before `start` are seen by look-behinds.
 * A pattern that runs over the match limit counts as not matching; matcher_limit_hits counts them.
 */
bool pattern_find(const struct pattern_set *set, struct matcher *matcher, struct span text, size_t start,
                  struct match *out);

/** The same among the first `limit` entries of the list: the others are not tried. */
bool pattern_find_among(const struct pattern_set *set, size_t limit, struct matcher *matcher,
                        struct span text, size_t start, struct match *out);

/** Does an entry match at the first byte of the text? The first of the list that does; any length. */
bool pattern_match_start(const struct pattern_set *set, struct matcher *matcher, struct span text,
                         struct match *out);

/** Does an entry match the whole text (from its first byte to its last)? */
bool pattern_match_whole(const struct pattern_set *set, struct matcher *matcher, struct span text,
                         struct match *out);

/** The bytes that a text can begin with which an entry matches as a whole: most texts don't begin so. */
struct byte_set pattern_set_first_bytes(const struct pattern_set *set);

/** Number of a group name in match.groups, or -1 where no entry of the set has it. Look it up once, not per
 * match. */
int pattern_set_group(const struct pattern_set *set, const char *name);

/** The name of a group by its number, or NULL past the last one. */
const char *pattern_set_group_name(const struct pattern_set *set, int group);

/** A group's words in the text that was searched; no text where it took no part. group may be -1. */
struct span match_group(const struct match *match, struct span text, int group);

size_t pattern_set_count(const struct pattern_set *set);
/** The list node of entry `index`, for its further members. */
const struct node *pattern_set_entry(const struct pattern_set *set, size_t index);

/** How often a search gave up at the match limit since the matcher was made. */
size_t matcher_limit_hits(const struct matcher *matcher);
#endif
