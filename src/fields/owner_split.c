#include "fields/owner_split.h"

enum left_kind { LEFT_OPEN, LEFT_PERSON, LEFT_SHORT, LEFT_POST, LEFT_BODY };

/* What stands before a place where an owner might begin; LEFT_OPEN: it can't end there. */
static enum left_kind kind_of_left(const struct owner_run *run)
{
    size_t last = run->to - 1;

    while (last > run->from && (run->words[last].sorts & SORT_BRACKET))
        last--;
    uint32_t sorts = run->words[last].sorts;

    if (run->to - run->from == 1 && ((sorts & SORT_RANK) || ((sorts & SORT_GIVEN) && !(sorts & SORT_KNOWN))))
        return LEFT_OPEN;
    if (run->to - run->from == 1 && (sorts & (SORT_SHORT | SORT_KNOWN)) && !(sorts & OWNER_NOUNS))
        return (sorts & SORT_TOPIC) && !(sorts & SORT_KNOWN) ? LEFT_OPEN : LEFT_SHORT;
    if (sorts & (SORT_SMALL | SORT_JOINER | SORT_DASH))
        return LEFT_OPEN;
    if (owner_run_is_person(run))
        return LEFT_PERSON;
    if (run->words[run->from].sorts & SORT_TITLE && last > run->from)
        return LEFT_PERSON;
    if ((sorts & SORT_POST) && !(sorts & SORT_TITLE))
        return LEFT_POST;
    if (owner_run_has_post_of(run))
        return LEFT_POST;
    if (run->sorts & SORT_POST && last > run->from + 1)
        return LEFT_POST; /* "Principal Officer Management" */
    return (sorts & (SORT_BODY | SORT_PEOPLE)) ? LEFT_BODY : LEFT_OPEN;
}

/* Can an owner end with these words? "Chief Executive Equality" goes on behind its "and". */
static bool ends_owner(const struct owner_run *run)
{
    uint32_t last = run->words[run->to - 1].sorts;

    if (!(run->sorts & SORT_POST) || owner_run_has_post_of(run))
        return true;
    return !(last & SORT_TOPIC) || (last & (OWNER_NOUNS | SORT_KNOWN));
}

void owner_split_look_ahead(const struct owner_piece *piece, struct owner_outlook *outlook)
{
    outlook->count = piece->count;
    outlook->rest[piece->count] = 0;
    outlook->end[piece->count] = piece->count;
    for (size_t i = piece->count; i-- > 0;) {
        bool stops = (piece->words[i].sorts & (SORT_JOINER | SORT_CODE)) != 0;

        outlook->rest[i] = stops ? 0 : piece->words[i].sorts | outlook->rest[i + 1];
        outlook->end[i] = stops ? i : outlook->end[i + 1];
    }
}

bool owner_split_is_bare_noun(const struct owner_word *words, size_t at, size_t end)
{
    if (!(words[at].sorts & OWNER_NOUNS))
        return false;
    return at + 1 >= end || !(words[at].sorts & (SORT_POST_OF | SORT_RANK | SORT_TITLE)) ||
           (words[at + 1].sorts & (SORT_BRACKET | SORT_DASH));
}

static bool begins_post_of(const struct owner_word *words, size_t at, size_t end)
{
    return (words[at].sorts & SORT_POST_OF) && at + 1 < end && (words[at + 1].sorts & SORT_SMALL);
}

/* Behind a new line less is needed: the words on it are an owner by themselves. */
static bool begins_on_line(const struct owner_word *words, size_t at, const struct owner_outlook *outlook)
{
    struct owner_run rest = owner_run_of(words, at, outlook->end[at]);

    return owner_run_is_owner(&rest) && !owner_split_is_bare_noun(words, at, outlook->end[at]) &&
           (words[at].sorts & (SORT_CAPITAL | SORT_SHORT | SORT_INITIAL));
}

/* Two paragraphs of a true cell: an abbreviation alone in its own is whole, before and behind; "Council Tax"
 * and "Env Health" are as good as each other. "Housing Strategy" goes on in "Manager". */
static bool begins_in_paragraph(const struct owner_word *words, const struct owner_run *left,
                                enum left_kind kind, size_t at, const struct owner_outlook *outlook)
{
    size_t end = at + 1;

    while (end < outlook->count && !(words[end].sorts & SORT_AFTER_BREAK))
        end++;
    struct owner_run own = owner_run_of(words, at, end);

    switch (kind) {
    case LEFT_SHORT:
        return !(left->sorts & SORT_SHORT_TOPIC) || !owner_split_is_bare_noun(words, at, end);
    case LEFT_PERSON:
    case LEFT_POST:
        return end == at + 1 && (own.sorts & SORT_SHORT);
    case LEFT_OPEN:
        return !(left->sorts & (SORT_POST | SORT_POST_OF)) && !(own.sorts & (OWNER_NOUNS | SORT_POST_OF)) &&
               left->to - left->from >= 2 && end - at >= 2 && (words[at].sorts & (SORT_CAPITAL | SORT_SHORT));
    default:
        return false;
    }
}

static bool begins_behind_person(const struct owner_word *words, const struct owner_run *left, size_t at,
                                 const struct owner_outlook *outlook)
{
    struct owner_run rest = owner_run_of(words, at, outlook->end[at]);
    bool sure = (words[left->from].sorts & (SORT_GIVEN | SORT_INITIAL | SORT_TITLE)) != 0;
    size_t names = at;

    if (owner_run_starts_person(words, at, outlook->end[at]))
        return true;
    if (sure && (words[at].sorts & SORT_SHORT) && (words[at - 1].sorts & SORT_CAPITAL) &&
        !(words[at].sorts & SORT_TOPIC))
        return at + 1 == outlook->end[at] || !owner_split_is_bare_noun(words, at + 1, outlook->end[at]);
    while (names < outlook->end[at] && owner_run_is_name_like(&words[names]))
        names++;
    if (names == outlook->end[at]) /* names only: in pairs */
        return left->to - left->from == 2 && (names - at) % 2 == 0;
    if (!sure || owner_split_is_bare_noun(words, at, outlook->end[at]))
        return false;
    return owner_run_is_owner(&rest);
}

/* "LP KS DC": nothing but abbreviations. */
static bool all_short(const struct owner_word *words, size_t at, size_t end)
{
    while (at < end && (words[at].sorts & SORT_SHORT))
        at++;
    return at == end;
}

static bool begins_behind_short(const struct owner_word *words, const struct owner_run *left, size_t at,
                                const struct owner_outlook *outlook)
{
    uint32_t sorts = words[at].sorts;
    uint32_t before = words[left->from].sorts;

    if (owner_split_is_bare_noun(words, at, outlook->end[at]))
        return false;
    if ((sorts & SORT_SHORT) && !(sorts & SORT_TOPIC) && at + 1 == outlook->end[at])
        return true; /* "HSM SHP" */
    if (sorts & SORT_SHORT)
        return (before & SORT_KNOWN) || (sorts & SORT_KNOWN) ||
               (!(sorts & SORT_TOPIC) && all_short(words, at, outlook->end[at]));
    if (!(before & SORT_KNOWN))
        return owner_run_starts_person(words, at, outlook->end[at]);
    return (before & SORT_KNOWN_POST) || !(outlook->rest[at] & SORT_POST);
}

/* The end of an owner that would begin at `at`: "Equality & Diversity Adviser" goes on behind its '&'. */
static size_t end_over_joiner(const struct owner_word *words, size_t at, const struct owner_outlook *outlook)
{
    struct owner_run before = owner_run_of(words, at, outlook->end[at]);
    size_t joiner = outlook->end[at];

    if (joiner < outlook->count && (words[joiner].sorts & SORT_JOINER) &&
        outlook->end[joiner + 1] > joiner + 1 && !owner_run_is_owner(&before))
        return outlook->end[joiner + 1];
    return joiner;
}

/* Behind a post: another post that is whole, a rank that begins one, or a person. */
static bool begins_behind_post(const struct owner_word *words, const struct owner_run *left, size_t at,
                               const struct owner_outlook *outlook)
{
    size_t last = end_over_joiner(words, at, outlook) - 1;

    if (owner_run_starts_person(words, at, outlook->end[at]))
        return true;
    if (at < last && (words[at].sorts & SORT_RANK) &&
        (owner_run_of(words, at + 1, last + 1).sorts & SORT_POST))
        return true;
    return left->to - left->from >= 2 && at < last && (words[last].sorts & SORT_POST) &&
           (!(words[left->to - 1].sorts & SORT_TOPIC) || owner_run_has_post_of(left)) &&
           (words[at].sorts & (SORT_CAPITAL | SORT_SHORT)) &&
           !owner_split_is_bare_noun(words, at, outlook->end[at]);
}

bool owner_split_begins(const struct owner_word *words, const struct owner_run *left, size_t at,
                        const struct owner_outlook *outlook)
{
    uint32_t sorts = words[at].sorts;

    if (sorts & (SORT_BRACKET | SORT_DASH | SORT_SMALL | SORT_JOINER))
        return false;
    if (sorts & SORT_EMAIL)
        return true;
    enum left_kind kind = kind_of_left(left);

    if (outlook->has_paragraphs && (sorts & SORT_AFTER_BREAK) &&
        begins_in_paragraph(words, left, kind, at, outlook))
        return true;
    if (kind == LEFT_OPEN)
        return false;
    if ((sorts & SORT_AFTER_BREAK) && begins_on_line(words, at, outlook))
        return true;
    if ((sorts & SORT_TITLE) && at + 1 < outlook->end[at])
        return true;
    if (begins_post_of(words, at, outlook->end[at]))
        return true;
    if ((sorts & SORT_KNOWN) && kind != LEFT_SHORT && !owner_split_is_bare_noun(words, at, outlook->end[at]))
        return at + 1 == outlook->end[at] || !owner_split_is_bare_noun(words, at + 1, outlook->end[at]);
    switch (kind) {
    case LEFT_PERSON:
        return begins_behind_person(words, left, at, outlook);
    case LEFT_SHORT:
        return begins_behind_short(words, left, at, outlook);
    case LEFT_POST:
        return begins_behind_post(words, left, at, outlook);
    default:
        return owner_run_starts_person(words, at, outlook->end[at]);
    }
}

/* "Head of Adult and Community Services", "Tenants and Residents Association": both sides would do, but it is
 * one. */
static bool is_one_in_spite(const struct owner_run *left, const struct owner_run *right)
{
    uint32_t plain = right->sorts & (SORT_POST | SORT_BODY | SORT_PEOPLE | SORT_TITLE | SORT_KNOWN);
    uint32_t last = right->words[right->to - 1].sorts;

    if (owner_run_has_post_of(left) && !plain)
        return true;
    return left->to - left->from == 1 && (left->sorts & (SORT_PEOPLE | SORT_TOPIC)) &&
           !(left->sorts & SORT_KNOWN) &&
           (last & (SORT_BODY | SORT_UNIT | (left->sorts & SORT_TOPIC ? SORT_POST : 0))) &&
           right->to - right->from > 1;
}

/* "Transport Manager and Procurement": a department, which can't go on what ends in a noun. */
static bool is_department_behind(const struct owner_run *left, const struct owner_run *right)
{
    uint32_t last = left->words[left->to - 1].sorts;

    if (!(last & (SORT_POST | SORT_BODY | SORT_PEOPLE | SORT_KNOWN)) || (last & SORT_RANK) ||
        owner_run_has_post_of(left))
        return false;
    for (size_t i = right->from; i < right->to; i++)
        if (!(right->words[i].sorts & (SORT_TOPIC | SORT_UNIT)))
            return false;
    return true;
}

bool owner_split_at_joiner(const struct owner_word *words, const struct owner_run *left, size_t at,
                           const struct owner_outlook *outlook)
{
    size_t count = outlook->count;

    if (at + 1 >= count || left->from == left->to)
        return false;
    struct owner_run right = owner_run_of(words, at + 1, outlook->end[at + 1]);
    bool is_single = right.to - right.from == 1;

    if (left->to - left->from == 1 && is_single && (left->sorts & SORT_SHORT) && (right.sorts & SORT_SHORT))
        return true; /* "ICT & LSM" */
    if (right.from == right.to || !owner_run_is_owner(left) || !ends_owner(left))
        return false;
    if (!owner_run_is_owner(&right) && outlook->end[at + 1] < count &&
        !(words[outlook->end[at + 1]].sorts & SORT_CODE)) {
        if (is_department_behind(left, &right))
            return true;
        right = owner_run_of(words, at + 1, count); /* "KS & Gypsies & Travellers Strategy Group" */
    }
    bool is_helper = (words[at].sorts & SORT_SUPPORT_LABEL) && (right.sorts & SORT_SHORT) &&
                     !(right.sorts & SORT_SHORT_TOPIC); /* "Head of Legal with HSM" */

    if (owner_run_is_owner(&right))
        return is_helper || !is_one_in_spite(left, &right);
    return is_department_behind(left, &right) ||
           (kind_of_left(left) == LEFT_PERSON && is_single && owner_run_is_name_like(&words[right.from]));
}
