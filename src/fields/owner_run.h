#ifndef FIELDS_OWNER_RUN_H
#define FIELDS_OWNER_RUN_H

#include "fields/owner_words.h"
#include "fields/values.h"

/** Words [from, to) of a piece of an owner cell. */
struct owner_run {
    const struct owner_word *words;
    size_t from;
    size_t to;
    uint32_t sorts; /* of all of them */
};

/** Sorts of words that an owner can end in. */
#define OWNER_NOUNS ((uint32_t)(SORT_POST | SORT_BODY | SORT_UNIT | SORT_PEOPLE))

struct owner_run owner_run_of(const struct owner_word *words, size_t from, size_t to);

/** May the word be part of a person's name? */
bool owner_run_is_name_like(const struct owner_word *word);

/** Two to four words, all of a name: "Ann Lee", "Ann-Marie O'Neill", "Priya R. Nair". */
bool owner_run_is_person(const struct owner_run *run);

/** "Ann Lee", "A Lee", "Ann van Lee" at word `at`, before `end`: a given name or an initial, and a surname
 * behind it. */
bool owner_run_starts_person(const struct owner_word *words, size_t at, size_t end);

/** Is it somebody without any other word: for "and", which parts only two owners? */
bool owner_run_is_owner(const struct owner_run *run);

/** Does it hold a post like "Head of Legal", with a word behind the "of"? */
bool owner_run_has_post_of(const struct owner_run *run);

/** A person, a post, a body or an abbreviation. The run has a word. */
enum party_kind owner_run_kind(const struct owner_run *run);
#endif
