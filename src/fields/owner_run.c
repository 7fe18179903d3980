#include "fields/owner_run.h"

struct owner_run owner_run_of(const struct owner_word *words, size_t from, size_t to)
{
    struct owner_run run = { .words = words, .from = from, .to = to };

    for (size_t i = from; i < to; i++)
        run.sorts |= words[i].sorts;
    return run;
}

bool owner_run_is_name_like(const struct owner_word *word)
{
    if (word->sorts & (SORT_INITIAL | SORT_GIVEN))
        return (word->sorts & (SORT_CAPITAL | SORT_INITIAL | SORT_SHORT)) != 0;
    return (word->sorts & (SORT_CAPITAL | SORT_SHORT)) &&
           !(word->sorts & (OWNER_NOUNS | SORT_TOPIC | SORT_RANK | SORT_SMALL | SORT_JOINER | SORT_EVERYBODY |
                            SORT_PLACEHOLDER));
}

/* The same for a word behind another: "Green" is a name behind "Ann" or "J". */
static bool is_surname(const struct owner_word *words, size_t at)
{
    return owner_run_is_name_like(&words[at]) ||
           ((words[at].sorts & SORT_SURNAME) && (words[at].sorts & SORT_CAPITAL) &&
            (words[at - 1].sorts & (SORT_GIVEN | SORT_INITIAL)));
}

bool owner_run_starts_person(const struct owner_word *words, size_t at, size_t end)
{
    if (at + 1 >= end || !(words[at].sorts & (SORT_GIVEN | SORT_INITIAL)) ||
        !owner_run_is_name_like(&words[at]))
        return false;
    size_t next = at + 1;

    while (next + 1 < end && (words[next].sorts & (SORT_PARTICLE | SORT_INITIAL)))
        next++;
    return is_surname(words, next) && !(words[next].sorts & SORT_INITIAL) &&
           !(words[at].sorts & SORT_INITIAL && words[next].sorts & SORT_SHORT &&
             words[next].to - words[next].from < 4);
}

bool owner_run_is_person(const struct owner_run *run)
{
    size_t names = 0;

    if (run->to - run->from < 2 || run->to - run->from > 4)
        return false;
    for (size_t i = run->from; i < run->to; i++) {
        bool inside = i > run->from && i + 1 < run->to;

        if (!(i > run->from ? is_surname(run->words, i) : owner_run_is_name_like(&run->words[i])) &&
            !(inside && (run->words[i].sorts & SORT_PARTICLE)))
            return false;
        names += (run->words[i].sorts & SORT_CAPITAL) || (run->words[i].sorts & SORT_GIVEN);
    }
    return names >= 1 &&
           (!(run->words[run->to - 1].sorts & SORT_INITIAL) || (run->words[run->from].sorts & SORT_GIVEN));
}

bool owner_run_is_owner(const struct owner_run *run)
{
    if (run->from == run->to)
        return false;
    if (run->sorts &
        (SORT_POST | SORT_BODY | SORT_PEOPLE | SORT_EVERYBODY | SORT_TITLE | SORT_KNOWN | SORT_EMAIL))
        return true;
    if (run->to - run->from == 1)
        return ((run->sorts & SORT_SHORT) && !(run->sorts & SORT_TOPIC)) ||
               ((run->sorts & SORT_GIVEN) && (run->sorts & SORT_CAPITAL));
    return owner_run_is_person(run);
}

bool owner_run_has_post_of(const struct owner_run *run)
{
    for (size_t i = run->from; i + 2 < run->to; i++)
        if ((run->words[i].sorts & SORT_POST_OF) && (run->words[i + 1].sorts & SORT_SMALL))
            return true;
    return false;
}

/* The sorts of the noun that says what the words are: the last one before a dash or a bracket. */
static uint32_t sorts_of_noun(const struct owner_run *run)
{
    uint32_t sorts = 0;

    for (size_t i = run->from; i < run->to; i++) {
        if (sorts && (run->words[i].sorts & (SORT_DASH | SORT_BRACKET)))
            break;
        if (run->words[i].sorts & OWNER_NOUNS)
            sorts = run->words[i].sorts;
    }
    return sorts;
}

static bool is_name(const struct owner_run *run)
{
    uint32_t first = run->words[run->from].sorts;

    if (run->to - run->from == 1)
        return (first & SORT_EMAIL) ||
               ((first & SORT_CAPITAL) && (!(first & SORT_TOPIC) || (first & SORT_GIVEN)) &&
                !(first & SORT_EVERYBODY));
    return (first & SORT_TITLE) || owner_run_is_person(run);
}

enum party_kind owner_run_kind(const struct owner_run *run)
{
    struct owner_run bare = *run;
    uint32_t first = bare.words[bare.from].sorts;
    uint32_t noun = sorts_of_noun(&bare);

    while (bare.to > bare.from + 1 && (bare.words[bare.to - 1].sorts & SORT_BRACKET))
        bare.to--;
    if (bare.to - bare.from == 1 && (first & (SORT_SHORT | SORT_INITIAL)) && !noun)
        return PARTY_ABBREVIATION;
    if ((first & SORT_EVERYBODY) || ((first & SORT_PEOPLE) && !owner_run_has_post_of(&bare)))
        return PARTY_BODY;
    if (bare.to - bare.from > 1 && (first & SORT_TITLE))
        return PARTY_PERSON;
    if (owner_run_has_post_of(&bare) || (noun & SORT_POST))
        return PARTY_ROLE;
    if (noun)
        return PARTY_BODY;
    if (is_name(&bare))
        return PARTY_PERSON;
    return bare.sorts & SORT_TOPIC ? PARTY_BODY : PARTY_UNKNOWN;
}
