#include "fields/owner_field.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"
#include "fields/owner_names.h"
#include "fields/owner_reader.h"
#include "fields/owner_words.h"
#include "fields/word_table.h"
#include "grammar/grammar.h"
#include "grammar/pattern.h"

/* ---- the reader --------------------------------------------------------------------------------- */

static const struct word_sort word_sorts[] = {
    { "post", SORT_POST },
    { "post_of", SORT_POST | SORT_POST_OF },
    { "rank", SORT_RANK },
    { "body", SORT_BODY },
    { "unit", SORT_UNIT },
    { "people", SORT_PEOPLE },
    { "everybody", SORT_EVERYBODY },
    { "topic", SORT_TOPIC },
    { "short_topic", SORT_TOPIC | SORT_SHORT_TOPIC },
    { "given", SORT_GIVEN },
    { "title", SORT_TITLE },
    { "particle", SORT_PARTICLE },
    { "small", SORT_SMALL },
    { "joiner", SORT_JOINER },
    { "placeholder", SORT_PLACEHOLDER },
    { "remark", SORT_REMARK },
    { "lead_label", SORT_LEAD_LABEL },
    { "support_label", SORT_SUPPORT_LABEL },
    { "surname", SORT_SURNAME },
};

static const char *const kind_rule_names[PARTY_KIND_COUNT] = {
    [PARTY_UNKNOWN] = "owners.unknown",
    [PARTY_PERSON] = "owners.person",
    [PARTY_ROLE] = "owners.post",
    [PARTY_BODY] = "owners.body",
    [PARTY_ABBREVIATION] = "owners.abbreviation",
};

static enum status find_patterns(struct owner_reader *reader, const struct grammar *grammar, struct diag_sink *sink)
{
    const struct node *file = grammar_file(grammar, "owners");

    reader->placeholders = grammar_pattern_set(grammar, "owners.placeholders");
    reader->keys = grammar_pattern_set(grammar, "owners.key_entries");
    if (!reader->placeholders || !reader->keys)
        return node_fault(file, sink, "owners needs the lists \"placeholders\" and \"key_entries\"");
    reader->key_short = pattern_set_group(reader->keys, "short");
    reader->key_mark = pattern_set_group(reader->keys, "mark");
    reader->key_meaning = pattern_set_group(reader->keys, "meaning");
    if (reader->key_short < 0 || reader->key_mark < 0 || reader->key_meaning < 0)
        return node_fault(file, sink, "key_entries needs the groups \"short\", \"mark\" and \"meaning\"");
    return STATUS_OK;
}

enum status owner_reader_new(const struct grammar *grammar, struct diag_sink *sink, struct owner_reader **out)
{
    struct owner_reader *reader = memory_new(sizeof *reader);
    enum status status = find_patterns(reader, grammar, sink);

    if (status == STATUS_OK)
        status = word_table_new(node_get(grammar_file(grammar, "owners"), "words"), word_sorts,
                                ARRAY_LENGTH(word_sorts), sink, &reader->words);
    if (status != STATUS_OK) {
        owner_reader_free(reader);
        return status;
    }
    for (size_t i = 0; i < PARTY_KIND_COUNT; i++)
        reader->kind_rules[i] = grammar_rule(grammar, kind_rule_names[i]);
    reader->code_rule = grammar_rule(grammar, "owners.cited-code");
    reader->bracket_rule = grammar_rule(grammar, "owners.abbreviation-bracket");
    *out = reader;
    return STATUS_OK;
}

void owner_reader_free(struct owner_reader *reader)
{
    if (!reader)
        return;
    word_table_free(reader->words);
    free(reader);
}

/* ---- what a run of words is --------------------------------------------------------------------- */

/* Words [from, to) of a piece. */
struct run {
    const struct owner_word *words;
    size_t from;
    size_t to;
    uint32_t sorts;    /* of all of them */
};

static struct run run_of(const struct owner_word *words, size_t from, size_t to)
{
    struct run run = { .words = words, .from = from, .to = to };

    for (size_t i = from; i < to; i++)
        run.sorts |= words[i].sorts;
    return run;
}

static const uint32_t owner_nouns = SORT_POST | SORT_BODY | SORT_UNIT | SORT_PEOPLE;

/* May the word be part of a person's name? */
static bool is_name_like(const struct owner_word *word)
{
    if (word->sorts & (SORT_INITIAL | SORT_GIVEN))
        return (word->sorts & (SORT_CAPITAL | SORT_INITIAL | SORT_SHORT)) != 0;
    return (word->sorts & (SORT_CAPITAL | SORT_SHORT)) &&
           !(word->sorts & (owner_nouns | SORT_TOPIC | SORT_RANK | SORT_SMALL | SORT_JOINER | SORT_EVERYBODY |
                            SORT_PLACEHOLDER));
}

/* The same for a word behind another: "Green" is a name behind "Ann" or "J". */
static bool is_surname(const struct owner_word *words, size_t at)
{
    return is_name_like(&words[at]) ||
           ((words[at].sorts & SORT_SURNAME) && (words[at].sorts & SORT_CAPITAL) &&
            (words[at - 1].sorts & (SORT_GIVEN | SORT_INITIAL)));
}

/* "Ann Lee", "A Lee", "Ann van Lee", "ANN LEE": starts like a name and has a surname behind it. */
static bool starts_person(const struct owner_word *words, size_t at, size_t end)
{
    if (at + 1 >= end || !(words[at].sorts & (SORT_GIVEN | SORT_INITIAL)) || !is_name_like(&words[at]))
        return false;
    size_t next = at + 1;

    while (next + 1 < end && (words[next].sorts & (SORT_PARTICLE | SORT_INITIAL)))
        next++;
    return is_surname(words, next) && !(words[next].sorts & SORT_INITIAL) &&
           !(words[at].sorts & SORT_INITIAL && words[next].sorts & SORT_SHORT && words[next].to - words[next].from < 4);
}

/* Two to four words, all of a name: "Ann Lee", "Ann-Marie O'Neill", "Priya R. Nair". */
static bool is_person(const struct run *run)
{
    size_t names = 0;

    if (run->to - run->from < 2 || run->to - run->from > 4)
        return false;
    for (size_t i = run->from; i < run->to; i++) {
        bool inside = i > run->from && i + 1 < run->to;

        if (!(i > run->from ? is_surname(run->words, i) : is_name_like(&run->words[i])) &&
            !(inside && (run->words[i].sorts & SORT_PARTICLE)))
            return false;
        names += (run->words[i].sorts & SORT_CAPITAL) || (run->words[i].sorts & SORT_GIVEN);
    }
    return names >= 1 && (!(run->words[run->to - 1].sorts & SORT_INITIAL) || (run->words[run->from].sorts & SORT_GIVEN));
}

/* Is it somebody without any other word: for "and", which parts only two owners? */
static bool is_owner(const struct run *run)
{
    if (run->from == run->to)
        return false;
    if (run->sorts & (SORT_POST | SORT_BODY | SORT_PEOPLE | SORT_EVERYBODY | SORT_TITLE | SORT_KNOWN | SORT_EMAIL))
        return true;
    if (run->to - run->from == 1)
        return ((run->sorts & SORT_SHORT) && !(run->sorts & SORT_TOPIC)) ||
               ((run->sorts & SORT_GIVEN) && (run->sorts & SORT_CAPITAL));
    return is_person(run);
}

/* ---- where one owner ends and the next begins ---------------------------------------------------- */

enum left_kind { LEFT_OPEN, LEFT_PERSON, LEFT_SHORT, LEFT_POST, LEFT_BODY };

/* Is the post of "Head of Legal" complete: a word behind "of"? */
static bool has_post_of(const struct run *run)
{
    for (size_t i = run->from; i + 2 < run->to; i++)
        if ((run->words[i].sorts & SORT_POST_OF) && (run->words[i + 1].sorts & SORT_SMALL))
            return true;
    return false;
}

/* What stands before a place where an owner might begin; LEFT_OPEN: it can't end there. */
static enum left_kind kind_of_left(const struct run *run)
{
    size_t last = run->to - 1;

    while (last > run->from && (run->words[last].sorts & SORT_BRACKET))
        last--;
    uint32_t sorts = run->words[last].sorts;

    if (run->to - run->from == 1 && ((sorts & SORT_RANK) || ((sorts & SORT_GIVEN) && !(sorts & SORT_KNOWN))))
        return LEFT_OPEN;
    if (run->to - run->from == 1 && (sorts & (SORT_SHORT | SORT_KNOWN)) && !(sorts & owner_nouns))
        return (sorts & SORT_TOPIC) && !(sorts & SORT_KNOWN) ? LEFT_OPEN : LEFT_SHORT;
    if (sorts & (SORT_SMALL | SORT_JOINER | SORT_DASH))
        return LEFT_OPEN;
    if (is_person(run))
        return LEFT_PERSON;
    if (run->words[run->from].sorts & SORT_TITLE && last > run->from)
        return LEFT_PERSON;
    if ((sorts & SORT_POST) && !(sorts & SORT_TITLE))
        return LEFT_POST;
    if (has_post_of(run))
        return LEFT_POST;
    if (run->sorts & SORT_POST && last > run->from + 1)
        return LEFT_POST;    /* "Principal Officer Management" */
    return sorts & (SORT_BODY | SORT_PEOPLE) ? LEFT_BODY : LEFT_OPEN;
}

/* Can an owner end with these words? "Chief Executive Equality" goes on behind its "and". */
static bool ends_owner(const struct run *run)
{
    uint32_t last = run->words[run->to - 1].sorts;

    if (!(run->sorts & SORT_POST) || has_post_of(run))
        return true;
    return !(last & SORT_TOPIC) || (last & (owner_nouns | SORT_KNOWN));
}

/* Sorts of the words from each place on to the end of the piece or the next "and". */
struct outlook {
    uint32_t rest[OWNER_WORD_LIMIT + 1];
    size_t end[OWNER_WORD_LIMIT + 1];     /* one behind the last word before the next joiner or code */
    size_t count;
};

static void look_ahead(const struct owner_piece *piece, struct outlook *outlook)
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

/* A bare "team" or "officer" goes on what stands before it; "Principal Officer" and "Head of" don't. */
static bool is_bare_noun(const struct owner_word *words, size_t at, size_t end)
{
    if (!(words[at].sorts & owner_nouns))
        return false;
    return at + 1 >= end || !(words[at].sorts & (SORT_POST_OF | SORT_RANK | SORT_TITLE)) ||
           (words[at + 1].sorts & (SORT_BRACKET | SORT_DASH));
}

static bool begins_post_of(const struct owner_word *words, size_t at, size_t end)
{
    return (words[at].sorts & SORT_POST_OF) && at + 1 < end && (words[at + 1].sorts & SORT_SMALL);
}

/* Behind a new line less is needed: the words on it are an owner by themselves. */
static bool begins_on_line(const struct owner_word *words, size_t at, const struct outlook *outlook)
{
    struct run rest = run_of(words, at, outlook->end[at]);

    return is_owner(&rest) && !is_bare_noun(words, at, outlook->end[at]) && (words[at].sorts & (SORT_CAPITAL | SORT_SHORT | SORT_INITIAL));
}

static bool begins_behind_person(const struct owner_word *words, const struct run *left, size_t at,
                                 const struct outlook *outlook)
{
    struct run rest = run_of(words, at, outlook->end[at]);
    bool sure = (words[left->from].sorts & (SORT_GIVEN | SORT_INITIAL | SORT_TITLE)) != 0;
    size_t names = at;

    if (starts_person(words, at, outlook->end[at]))
        return true;
    if (sure && (words[at].sorts & SORT_SHORT) && (words[at - 1].sorts & SORT_CAPITAL) && !(words[at].sorts & SORT_TOPIC))
        return at + 1 == outlook->end[at] || !is_bare_noun(words, at + 1, outlook->end[at]);
    while (names < outlook->end[at] && is_name_like(&words[names]))
        names++;
    if (names == outlook->end[at])    /* names only: in pairs */
        return left->to - left->from == 2 && (names - at) % 2 == 0;
    if (!sure || is_bare_noun(words, at, outlook->end[at]))
        return false;
    return is_owner(&rest);
}

/* "LP KS DC": nothing but abbreviations. */
static bool all_short(const struct owner_word *words, size_t at, size_t end)
{
    while (at < end && (words[at].sorts & SORT_SHORT))
        at++;
    return at == end;
}

static bool begins_behind_short(const struct owner_word *words, const struct run *left, size_t at,
                                const struct outlook *outlook)
{
    uint32_t sorts = words[at].sorts;
    uint32_t before = words[left->from].sorts;

    if (is_bare_noun(words, at, outlook->end[at]))
        return false;
    if ((sorts & SORT_SHORT) && !(sorts & SORT_TOPIC) && at + 1 == outlook->end[at])
        return true;    /* "HSM SHP" */
    if (sorts & SORT_SHORT)
        return (before & SORT_KNOWN) || (sorts & SORT_KNOWN) ||
               (!(sorts & SORT_TOPIC) && all_short(words, at, outlook->end[at]));
    if (!(before & SORT_KNOWN))
        return starts_person(words, at, outlook->end[at]);
    return (before & SORT_KNOWN_POST) || !(outlook->rest[at] & SORT_POST);
}

/* The end of an owner that would begin at `at`: "Equality & Diversity Adviser" goes on behind its '&'. */
static size_t end_over_joiner(const struct owner_word *words, size_t at, const struct outlook *outlook)
{
    struct run before = run_of(words, at, outlook->end[at]);
    size_t joiner = outlook->end[at];

    if (joiner < outlook->count && (words[joiner].sorts & SORT_JOINER) && outlook->end[joiner + 1] > joiner + 1 &&
        !is_owner(&before))
        return outlook->end[joiner + 1];
    return joiner;
}

/* Behind a post: another post that is whole, a rank that begins one, or a person. */
static bool begins_behind_post(const struct owner_word *words, const struct run *left, size_t at,
                               const struct outlook *outlook)
{
    size_t end = end_over_joiner(words, at, outlook);
    size_t last = end - 1;
    uint32_t rest = outlook->rest[last];

    if (starts_person(words, at, outlook->end[at]))
        return true;
    if ((words[at].sorts & SORT_RANK) && at < last && (run_of(words, at + 1, last + 1).sorts & SORT_POST))
        return true;
    return left->to - left->from >= 2 && at < last && (rest & SORT_POST) && (words[last].sorts & SORT_POST) &&
           !(words[left->to - 1].sorts & SORT_TOPIC && !has_post_of(left)) &&
           (words[at].sorts & (SORT_CAPITAL | SORT_SHORT)) && !is_bare_noun(words, at, outlook->end[at]);
}

/* Does an owner begin at word `at`, when `left` are the words of the owner before it? */
static bool begins_owner(const struct owner_word *words, const struct run *left, size_t at,
                         const struct outlook *outlook)
{
    uint32_t sorts = words[at].sorts;

    if (sorts & (SORT_BRACKET | SORT_DASH | SORT_SMALL | SORT_JOINER))
        return false;
    if (sorts & SORT_EMAIL)
        return true;
    enum left_kind kind = kind_of_left(left);

    if (kind == LEFT_OPEN)
        return false;
    if ((sorts & SORT_AFTER_BREAK) && begins_on_line(words, at, outlook))
        return true;
    if ((sorts & SORT_TITLE) && at + 1 < outlook->end[at])
        return true;
    if (begins_post_of(words, at, outlook->end[at]))
        return true;
    if ((sorts & SORT_KNOWN) && kind != LEFT_SHORT && !is_bare_noun(words, at, outlook->end[at]))
        return at + 1 == outlook->end[at] || !is_bare_noun(words, at + 1, outlook->end[at]);
    switch (kind) {
    case LEFT_PERSON:
        return begins_behind_person(words, left, at, outlook);
    case LEFT_SHORT:
        return begins_behind_short(words, left, at, outlook);
    case LEFT_POST:
        return begins_behind_post(words, left, at, outlook);
    default:
        return starts_person(words, at, outlook->end[at]);
    }
}

/* "Head of Adult and Community Services", "Tenants and Residents Association": both sides would do, but it is one. */
static bool is_one_in_spite(const struct run *left, const struct run *right)
{
    uint32_t plain = right->sorts & (SORT_POST | SORT_BODY | SORT_PEOPLE | SORT_TITLE | SORT_KNOWN);
    uint32_t last = right->words[right->to - 1].sorts;

    if (has_post_of(left) && !plain)
        return true;
    return left->to - left->from == 1 && (left->sorts & (SORT_PEOPLE | SORT_TOPIC)) && !(left->sorts & SORT_KNOWN) &&
           (last & (SORT_BODY | SORT_UNIT | (left->sorts & SORT_TOPIC ? SORT_POST : 0))) && right->to - right->from > 1;
}

/* "Transport Manager and Procurement": a department, which can't go on what ends in a noun. */
static bool is_department_behind(const struct run *left, const struct run *right)
{
    uint32_t last = left->words[left->to - 1].sorts;

    if (!(last & (SORT_POST | SORT_BODY | SORT_PEOPLE | SORT_KNOWN)) || (last & SORT_RANK) || has_post_of(left))
        return false;
    for (size_t i = right->from; i < right->to; i++)
        if (!(right->words[i].sorts & (SORT_TOPIC | SORT_UNIT)))
            return false;
    return true;
}

/* Does the joiner at `at` part two owners? */
static bool joiner_parts(const struct owner_word *words, const struct run *left, size_t at, size_t count,
                         const struct outlook *outlook)
{
    if (at + 1 >= count || left->from == left->to)
        return false;
    struct run right = run_of(words, at + 1, outlook->end[at + 1]);
    bool is_single = right.to - right.from == 1;

    if (left->to - left->from == 1 && is_single && (left->sorts & SORT_SHORT) && (right.sorts & SORT_SHORT))
        return true;    /* "ICT & LSM" */
    if (right.from == right.to || !is_owner(left) || !ends_owner(left))
        return false;
    if (!is_owner(&right) && outlook->end[at + 1] < count && !(words[outlook->end[at + 1]].sorts & SORT_CODE)) {
        if (is_department_behind(left, &right))
            return true;
        right = run_of(words, at + 1, count);    /* "KS & Gypsies & Travellers Strategy Group" */
    }
    if (is_owner(&right))
        return !is_one_in_spite(left, &right);
    return is_department_behind(left, &right) ||
           (kind_of_left(left) == LEFT_PERSON && is_single && is_name_like(&words[right.from]));
}

/* ---- one owner ---------------------------------------------------------------------------------- */

struct owner_work {
    const struct owner_reader *reader;
    struct matcher *matcher;
    const struct passage *cell;
    const struct owner_names *names;
    struct arena *arena;
    enum owner_role role;
    struct owner_list *out;
    struct link_list *links;
};

static struct span words_text(const struct owner_work *work, const struct run *run)
{
    return span_part(work->cell->text, run->words[run->from].from, run->words[run->to - 1].to);
}

/* The words as printed, wraps undone: a copy only where there is one to undo. */
static struct span mend(const struct owner_work *work, const struct run *run)
{
    struct span text = words_text(work, run);
    size_t length = 0;

    if (!(run->sorts & SORT_BROKEN))
        return text;
    char *mended = arena_take_text(work->arena, text.length);

    for (size_t i = run->from; i < run->to; i++) {
        const struct owner_word *word = &run->words[i];
        size_t gap = word->sorts & SORT_BROKEN ? word->gap : word->to;
        size_t after = gap < word->to ? gap + 1 : gap;
        size_t end = i + 1 < run->to ? run->words[i + 1].from : word->to;

        memcpy(mended + length, work->cell->text.text + word->from, gap - word->from);
        length += gap - word->from;
        memcpy(mended + length, work->cell->text.text + after, end - after);
        length += end - after;
    }
    return (struct span){ .text = mended, .length = length, .offset = SPAN_NOWHERE };
}

/* The sorts of the noun that says what the words are: the last one before a dash or a bracket. */
static uint32_t sorts_of_noun(const struct run *run)
{
    uint32_t sorts = 0;

    for (size_t i = run->from; i < run->to; i++) {
        if (sorts && (run->words[i].sorts & (SORT_DASH | SORT_BRACKET)))
            break;
        if (run->words[i].sorts & owner_nouns)
            sorts = run->words[i].sorts;
    }
    return sorts;
}

static bool is_name(const struct run *run)
{
    uint32_t first = run->words[run->from].sorts;

    if (run->to - run->from == 1)
        return (first & SORT_EMAIL) ||
               ((first & SORT_CAPITAL) && (!(first & SORT_TOPIC) || (first & SORT_GIVEN)) && !(first & SORT_EVERYBODY));
    return (first & SORT_TITLE) || is_person(run);
}

static enum party_kind kind_of_run(const struct run *printed)
{
    struct run run = *printed;
    uint32_t first = run.words[run.from].sorts;
    uint32_t noun = sorts_of_noun(&run);

    while (run.to > run.from + 1 && (run.words[run.to - 1].sorts & SORT_BRACKET))
        run.to--;
    if (run.to - run.from == 1 && (first & (SORT_SHORT | SORT_INITIAL)) && !noun)
        return PARTY_ABBREVIATION;
    if ((first & SORT_EVERYBODY) || ((first & SORT_PEOPLE) && !has_post_of(&run)))
        return PARTY_BODY;
    if (run.to - run.from > 1 && (first & SORT_TITLE))
        return PARTY_PERSON;
    if (has_post_of(&run) || (noun & SORT_POST))
        return PARTY_ROLE;
    if (noun)
        return PARTY_BODY;
    if (is_name(&run))
        return PARTY_PERSON;
    return run.sorts & SORT_TOPIC ? PARTY_BODY : PARTY_UNKNOWN;
}

static bool is_listed(const struct owner_list *list, struct span name, enum owner_role role, size_t from)
{
    for (size_t i = from; i < list->count; i++)
        if (list->items[i].role == role && span_same_ignoring_case(list->items[i].name.text, name))
            return true;
    return false;
}

/* Does the placeholder's pattern hold at the start of the words? */
static bool names_nobody(const struct owner_reader *reader, struct matcher *matcher, struct span text)
{
    struct match match;

    return pattern_find(reader->placeholders, matcher, text, 0, &match) && match.from == 0;
}

static void add_owner(const struct owner_work *work, const struct run *run, size_t first_of_cell)
{
    struct owner_list *out = work->out;
    struct owner owner = { .role = work->role, .kind = kind_of_run(run) };
    const struct known_name *known = run->to - run->from == 1 ? run->words[run->from].known : NULL;

    owner.name.text = mend(work, run);
    if (is_listed(out, owner.name.text, work->role, first_of_cell))
        return;
    if (known && known->expansion.text) {
        owner.expansion = known->expansion;
        owner.kind = PARTY_ABBREVIATION;
    }
    size_t count;

    owner.name.source.extents = passage_extents(work->arena, work->cell, run->words[run->from].from,
                                                run->words[run->to - 1].to, &count);
    owner.name.source.extent_count = (uint32_t)count;
    owner.name.source.rule = work->reader->kind_rules[owner.kind];
    out->items = arena_grow(work->arena, out->items, out->count, &out->capacity, sizeof *out->items);
    out->items[out->count++] = owner;
}

/* Words without the joiners, dashes and remarks at their ends; may be empty. */
static struct run trim_run(struct run run)
{
    const uint32_t edge = SORT_JOINER | SORT_DASH;

    while (run.from < run.to && (run.words[run.from].sorts & edge))
        run.from++;
    while (run.from < run.to) {
        uint32_t sorts = run.words[run.to - 1].sorts;

        if (!(sorts & edge) && !((sorts & SORT_BRACKET) && (sorts & SORT_REMARK)))
            break;
        run.to--;
    }
    return run_of(run.words, run.from, run.to);
}

static void take_owner(const struct owner_work *work, struct run run, size_t first_of_cell)
{
    run = trim_run(run);
    if (run.from == run.to)
        return;
    if ((run.words[run.from].sorts & SORT_PLACEHOLDER) &&
        names_nobody(work->reader, work->matcher, words_text(work, &run)))
        return;
    if (run.sorts & (SORT_CAPITAL | SORT_SHORT | SORT_INITIAL | SORT_EMAIL | SORT_KNOWN | owner_nouns | SORT_EVERYBODY | SORT_TOPIC))
        add_owner(work, &run, first_of_cell);
}

static void take_code(const struct owner_work *work, const struct owner_word *word)
{
    struct link_list *links = work->links;
    struct link link = { .target = LINK_OUTSIDE };
    size_t count;

    if (!links)
        return;
    link.code.text = span_part(work->cell->text, word->from, word->to);
    link.code.source.extents = passage_extents(work->arena, work->cell, word->from, word->to, &count);
    link.code.source.extent_count = (uint32_t)count;
    link.code.source.rule = work->reader->code_rule;
    links->items = arena_grow(work->arena, links->items, links->count, &links->capacity, sizeof *links->items);
    links->items[links->count++] = link;
}

/* "D2 - Ann Lee" cites D2; "G15 Group" is a name. */
static bool is_cited(const struct owner_piece *piece, size_t at)
{
    if (!(piece->words[at].sorts & SORT_CODE))
        return false;
    return at + 1 == piece->count || !is_bare_noun(piece->words, at + 1, piece->count);
}

/* piece := owner { [joiner] owner };  owner := [code [dash]] word { word } */
static void read_piece(const struct owner_work *work, struct owner_piece *piece, size_t first_of_cell)
{
    struct outlook outlook;
    size_t start = 0;
    uint32_t seen = 0;

    look_ahead(piece, &outlook);
    for (size_t i = 0; i < piece->count; i++) {
        struct run left = { .words = piece->words, .from = start, .to = i, .sorts = seen };
        bool joins = (piece->words[i].sorts & SORT_JOINER) != 0;

        if (is_cited(piece, i)) {
            take_owner(work, left, first_of_cell);
            take_code(work, &piece->words[i]);
            start = i + 1;
            seen = 0;
            continue;
        }
        if (joins ? joiner_parts(piece->words, &left, i, piece->count, &outlook)
                  : i > start && begins_owner(piece->words, &left, i, &outlook)) {
            take_owner(work, left, first_of_cell);
            start = joins ? i + 1 : i;
            seen = 0;
        }
        if (start == i && (piece->words[i].sorts & SORT_DASH))
            start++;
        else if (!joins)
            seen |= piece->words[i].sorts;
    }
    struct run last = run_of(piece->words, start, piece->count);

    take_owner(work, last, first_of_cell);
}

/* ---- labels ------------------------------------------------------------------------------------- */

/* "Lead officer: HSM", "Support: HRM": where the words up to a colon are all labels, they go and set the role. */
static void take_label(const struct owner_work *work, struct owner_piece *piece, enum owner_role *role)
{
    struct span text = work->cell->text;
    uint32_t all = SORT_LEAD_LABEL | SORT_SUPPORT_LABEL;
    uint32_t any = 0;

    for (size_t i = 0; i < piece->count && i < 3; i++) {
        uint32_t label = piece->words[i].sorts & all;

        if (!label)
            return;
        any |= label;
        if (piece->words[i].to < text.length && text.text[piece->words[i].to] == ':') {
            *role = any & SORT_SUPPORT_LABEL ? OWNER_SUPPORT : OWNER_LEAD;
            memmove(piece->words, piece->words + i + 1, (piece->count - i - 1) * sizeof *piece->words);
            piece->count -= i + 1;
            return;
        }
    }
}

/* "Head of Property, Regeneration and Planning": topics behind the comma go on the post. */
static void take_rest_of_list(const struct owner_reader *reader, const struct owner_names *names,
                              const struct passage *cell, size_t *at, struct owner_piece *piece)
{
    struct run head = run_of(piece->words, 0, piece->count);
    struct owner_piece next;
    size_t behind = *at;

    if (!has_post_of(&head) || !owner_words_next(reader->words, names, cell, &behind, &next) ||
        !(next.sorts & SORT_JOINER) || piece->count + next.count > OWNER_WORD_LIMIT)
        return;
    for (size_t i = 0; i < next.count; i++)
        if (!(next.words[i].sorts & (SORT_TOPIC | SORT_JOINER | SORT_SMALL)) || (next.words[i].sorts & (SORT_POST | SORT_GIVEN)))
            return;
    memcpy(piece->words + piece->count, next.words, next.count * sizeof *next.words);
    piece->count += next.count;
    piece->sorts |= next.sorts;
    *at = behind;
}

void owner_field_read(const struct owner_reader *reader, struct matcher *matcher, const struct passage *cell,
                      enum owner_role role, const struct owner_names *names, struct arena *arena,
                      struct owner_list *out, struct link_list *links)
{
    struct owner_work work = { .reader = reader, .matcher = matcher, .cell = cell, .names = names,
                               .arena = arena, .role = role, .out = out, .links = links };
    struct owner_piece piece;
    size_t first = out->count;
    size_t at = 0;

    if (!cell->text.text)
        return;
    while (owner_words_next(reader->words, names, cell, &at, &piece)) {
        if (at < cell->text.length && cell->text.text[at] == ',')
            take_rest_of_list(reader, names, cell, &at, &piece);
        if (piece.sorts & (SORT_LEAD_LABEL | SORT_SUPPORT_LABEL))
            take_label(&work, &piece, &work.role);
        read_piece(&work, &piece, first);
    }
}

enum { LIKELY_LENGTH_BYTES = 200, DEPARTMENT_WORDS = 3 };

/* ---- what a text looks like --------------------------------------------------------------------- */

static bool has_letter(struct span text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((text.text[i] >= 'A' && text.text[i] <= 'Z') || (text.text[i] >= 'a' && text.text[i] <= 'z') ||
            (text.text[i] >= '0' && text.text[i] <= '9') || ((unsigned char)text.text[i] >= 0xC3 && (unsigned char)text.text[i] < 0xE2))
            return true;
    return false;
}

bool owner_field_is_placeholder(const struct owner_reader *reader, struct matcher *matcher, struct span text)
{
    text = span_trim(text);
    if (!text.length)
        return false;
    return !has_letter(text) || names_nobody(reader, matcher, text);
}

/* Does the piece end as an owner does: in a noun (before its brackets and dashes), in a name? */
static bool ends_as_owner(const struct owner_piece *piece, const struct run *all)
{
    size_t last = 0;

    while (last + 1 < piece->count && !(piece->words[last + 1].sorts & (SORT_BRACKET | SORT_DASH)))
        last++;
    return (piece->words[last].sorts & (owner_nouns | SORT_KNOWN | SORT_TITLE)) || has_post_of(all) ||
           starts_person(piece->words, 0, piece->count) || (piece->words[0].sorts & SORT_TITLE);
}

/* "Adult Social Care": a few topics and nothing else. */
static bool is_department(const struct run *run)
{
    if (run->to - run->from > DEPARTMENT_WORDS || (run->sorts & (owner_nouns | SORT_RANK)))
        return false;
    for (size_t i = run->from; i < run->to; i++)
        if (!(run->words[i].sorts & (SORT_TOPIC | SORT_JOINER)))
            return false;
    return true;
}

/* Words of a piece that speak for an owner. */
static double weigh_words(const struct owner_piece *piece)
{
    const uint32_t always = owner_nouns | SORT_RANK | SORT_EVERYBODY | SORT_TITLE | SORT_KNOWN | SORT_EMAIL | SORT_GIVEN;
    const uint32_t inside = SORT_TOPIC | SORT_CAPITAL | SORT_SHORT | SORT_INITIAL | SORT_SMALL | SORT_JOINER |
                            SORT_BRACKET | SORT_CODE | SORT_DASH;
    struct run all = run_of(piece->words, 0, piece->count);
    size_t count = 0;

    if (piece->sorts & SORT_NUMBER)
        return 0;
    if (is_person(&all))
        return (double)piece->count;
    if (is_department(&all))
        return 0.5 * (double)piece->count;
    bool ends_well = ends_as_owner(piece, &all);

    for (size_t i = 0; i < piece->count; i++) {
        uint32_t sorts = piece->words[i].sorts;

        count += (sorts & always) || ((sorts & SORT_SHORT) && !(sorts & SORT_TOPIC)) || (ends_well && (sorts & inside));
    }
    return (double)count;
}



double owner_field_likeness(const struct owner_reader *reader, struct matcher *matcher, struct span text,
                            const struct owner_names *names)
{
    struct passage cell = { .text = span_trim(text) };
    struct owner_piece piece;
    size_t at = 0;
    double good = 0;
    size_t all = 0;

    if (!cell.text.length || cell.text.length > LIKELY_LENGTH_BYTES)
        return 0;
    if (owner_field_is_placeholder(reader, matcher, text))
        return 0.5;
    while (owner_words_next(reader->words, names, &cell, &at, &piece)) {
        if (!piece.count)
            continue;
        good += weigh_words(&piece);
        all += piece.count;
    }
    return all ? good / (double)all : 0;
}
