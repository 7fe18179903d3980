#include "analysis/clause_split.h"

#include <stdbool.h>
#include <string.h>

#include "analysis/term_table.h"

enum { LEAST_TERMS = 3 };

static bool is_small(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool has_capital(struct span word)
{
    return word.length > 1 && is_capital(word.text[0]) && is_small(word.text[1]);
}

/* Does a mark between two words end a clause? Their spans are parts of one text. */
static bool ends_between(struct span before, struct span after)
{
    for (const char *at = before.text + before.length; at < after.text; at++)
        if (memchr(".;:!?\n", *at, 6))
            return true;
    return false;
}

/* A capital begins a clause, unless it ends a name ("Support Services including"). */
static bool begins_at(const struct word_list *words, size_t at)
{
    struct span word = words->items[at].word;

    if (ends_between(words->items[at - 1].word, word))
        return true;
    return has_capital(word) && !is_capital(words->items[at - 1].word.text[0]) && at + 1 < words->count &&
           is_small(words->items[at + 1].word.text[0]);
}

size_t clause_split(const struct word_list *words, struct word_range out[static CLAUSE_LIMIT])
{
    size_t count = 0;
    size_t from = 0;
    size_t terms = 0;

    for (size_t at = 0; at < words->count; at++) {
        if (terms >= LEAST_TERMS && count < CLAUSE_LIMIT - 1 && begins_at(words, at)) {
            out[count++] = (struct word_range){ from, at };
            from = at;
            terms = 0;
        }
        terms += words->items[at].term != TERM_NONE;
    }
    if (count && terms < LEAST_TERMS)
        out[count - 1].to = words->count;
    else
        out[count++] = (struct word_range){ from, words->count };
    return count;
}
