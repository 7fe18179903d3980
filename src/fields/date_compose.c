#include "fields/date_compose.h"

#include "base/arena.h"
#include "fields/date_tense.h"
#include "fields/date_years.h"

/* Words that lead to the next period. */
struct prefix {
    bool is_open; /* there are such words */
    size_t from;
    uint32_t rule;
    enum date_join join; /* of the first of them to what stands before */
    enum date_bound bound;
    enum date_part part;
    unsigned flags;
    bool role_given;
    enum date_role role;
    bool is_completed;
    bool is_original;
};

struct composer {
    const struct date_text *text;
    const struct date_pieces *pieces;
    struct arena *arena;
    struct date_readings *out;
    struct prefix prefix;
    const struct date_piece *reach; /* "must be", "after": until the next date of the sentence */
    unsigned sentence;
    bool swallows_next;                 /* "3 months after" stands right before */
    const struct date_piece *completed; /* the first word that says so, wherever */
};

/* ---- pieces -------------------------------------------------------------------------------------- */

void date_compose_find(const struct date_text *text, struct arena *arena, struct date_pieces *pieces)
{
    struct date_piece piece;
    size_t at = 0;

    while (date_form_find(text, at, &piece)) {
        piece.join = date_form_join(text, at, piece.from);
        pieces->items =
            arena_grow(arena, pieces->items, pieces->count, &pieces->capacity, sizeof *pieces->items);
        pieces->items[pieces->count++] = piece;
        at = piece.to;
    }
    pieces->last_join = date_form_join(text, at, text->text.length);
}

static bool ends_sentence(enum date_join join)
{
    return join == JOIN_BREAK || join == JOIN_WORDS_BREAK;
}

static enum date_join join_behind(const struct composer *composer, size_t index)
{
    const struct date_pieces *pieces = composer->pieces;

    return index + 1 < pieces->count ? pieces->items[index + 1].join : pieces->last_join;
}

/* The date put together last, unless something else stands behind it. */
static struct date_reading *last_date(const struct composer *composer)
{
    size_t count = composer->out->count;

    return count && !composer->out->items[count - 1].is_state ? &composer->out->items[count - 1] : NULL;
}

static bool follows_date(const struct composer *composer, const struct date_piece *piece, size_t index)
{
    return index > 0 && composer->pieces->items[index - 1].kind == PIECE_PERIOD &&
           !date_join_has_words(piece->join) && last_date(composer);
}

static void set_role(struct date_reading *reading, enum date_role role)
{
    reading->role_given = true;
    reading->role = role;
}

/* Does another piece stand right behind it? */
static bool leads_on(const struct composer *composer, size_t index)
{
    return index + 1 < composer->pieces->count && composer->pieces->items[index + 1].join == JOIN_BESIDE;
}

/* ---- prefixes ------------------------------------------------------------------------------------ */

static void open_prefix(struct composer *composer, const struct date_piece *piece)
{
    struct prefix *prefix = &composer->prefix;

    if (prefix->is_open)
        return;
    *prefix =
        (struct prefix){ .is_open = true, .from = piece->from, .join = piece->join, .rule = piece->rule };
}

static void add_bound(struct composer *composer, const struct date_piece *piece)
{
    struct prefix *prefix = &composer->prefix;

    open_prefix(composer, piece);
    if (prefix->bound == BOUND_NONE || piece->bound != BOUND_IN)
        prefix->bound = piece->bound;
    prefix->flags |= piece->flags;
    if (piece->reach && (!composer->reach || piece->bound == BOUND_BY))
        composer->reach = piece;
}

static void add_part(struct composer *composer, const struct date_piece *piece)
{
    open_prefix(composer, piece);
    composer->prefix.part = piece->part;
    composer->prefix.flags |= piece->flags;
}

/* "Works start May 2010" says when it is due; "Start: May 2010" and "May 2010 (start)" name a role: it opens
 * or ends a clause. */
static void add_role(struct composer *composer, const struct date_piece *piece, size_t index)
{
    if (follows_date(composer, piece, index) && piece->join == JOIN_BESIDE && !leads_on(composer, index)) {
        if (!date_join_has_words(join_behind(composer, index)) && !last_date(composer)->role_given)
            set_role(last_date(composer), piece->role);
        return;
    }
    if (piece->role != DATE_DUE && date_join_has_words(piece->join))
        return;
    open_prefix(composer, piece);
    composer->prefix.role_given = true;
    composer->prefix.role = piece->role;
}

static void open_completed(struct composer *composer, const struct date_piece *piece)
{
    open_prefix(composer, piece);
    composer->prefix.is_completed = true;
    composer->prefix.role_given = false; /* "Review completed May 2010": the review is what was done */
}

/* "Completed March 2010" is one date; in "March 2010 completed - April 2010 ..." the word belongs to what it
 * follows. */
static void add_completed(struct composer *composer, const struct date_piece *piece, size_t index)
{
    if (!composer->completed)
        composer->completed = piece;
    if (follows_date(composer, piece, index) && !leads_on(composer, index))
        last_date(composer)->said_to = piece->to;
    else if (!date_join_has_words(piece->join))
        open_completed(composer, piece);
}

static void add_version(struct composer *composer, const struct date_piece *piece)
{
    open_prefix(composer, piece);
    composer->prefix.flags |= piece->flags;
    composer->prefix.is_original |= piece->kind == PIECE_ORIGINAL;
}

/* ---- readings ------------------------------------------------------------------------------------ */

static struct date_reading *add_reading(struct composer *composer, const struct date_piece *piece,
                                        size_t index)
{
    struct date_readings *out = composer->out;

    out->items = arena_grow(composer->arena, out->items, out->count, &out->capacity, sizeof *out->items);
    struct date_reading *reading = &out->items[out->count++];

    *reading = (struct date_reading){
        .join = piece->join,
        .next_join = join_behind(composer, index),
        .flags = piece->flags,
        .sentence = composer->sentence,
        .from = piece->from,
        .at = piece->from,
        .to = piece->to,
        .said_to = piece->to,
        .rule = piece->rule,
    };
    return reading;
}

static void add_state(struct composer *composer, const struct date_piece *piece, size_t index)
{
    add_reading(composer, piece, index)->is_state = true;
    composer->prefix.is_open = false;
    composer->swallows_next = piece->kind == PIECE_ANCHORED;
}

/* Do two periods follow each other without a day between? */
static bool are_neighbours(const struct date_period *a, const struct date_period *b)
{
    struct date_interval first, second;

    return date_period_resolve(a, &first) == PERIOD_RESOLVED &&
           date_period_resolve(b, &second) == PERIOD_RESOLVED && second.from == first.to + 1;
}

/* Is the period the end of a range that the reading before it begins? */
static bool ends_range(const struct composer *composer, struct date_reading *before,
                       const struct date_period *period, enum date_join join)
{
    const struct prefix *prefix = &composer->prefix;

    if (before->is_range && !(join == JOIN_SLASH && before->range_join == JOIN_SLASH))
        return false;
    if (prefix->is_open && (prefix->role_given || prefix->is_completed || prefix->is_original ||
                            (prefix->flags & DATE_REVISED) || prefix->bound == BOUND_BY))
        return false;
    if (join == JOIN_RANGE)
        return true;
    if (join == JOIN_LIST)
        return before->bound == BOUND_BETWEEN;
    if (join == JOIN_SLASH)
        return date_period_lacks_year(date_reading_end(before)) ||
               are_neighbours(date_reading_end(before), period);
    return join == JOIN_BESIDE && prefix->is_open && prefix->bound == BOUND_UNTIL;
}

static void extend_to_range(struct composer *composer, struct date_reading *reading,
                            const struct date_piece *piece, enum date_join join, size_t index)
{
    const struct prefix *prefix = &composer->prefix;

    reading->is_range = true;
    reading->range_join = join;
    reading->last = piece->period;
    reading->last_part = prefix->is_open ? prefix->part : PART_ALL;
    reading->to = reading->said_to = piece->to;
    reading->next_join = join_behind(composer, index);
    reading->flags |= piece->flags | (prefix->is_open ? prefix->flags & ~(unsigned)DATE_BY : 0);
    if (reading->bound == BOUND_FROM)
        reading->flags &= ~(unsigned)DATE_AFTER;
}

/* "2010: June" is one date: the year was printed first. */
static bool refines_year(const struct composer *composer, const struct date_reading *before,
                         const struct date_period *period, enum date_join join)
{
    return !composer->prefix.is_open && !before->is_range && date_period_is_year(&before->first) &&
           (join == JOIN_BESIDE || join == JOIN_RANGE) && period->year == 0 &&
           (period->month || period->parts);
}

static void refine_year(struct date_reading *reading, const struct date_piece *piece,
                        enum date_join next_join)
{
    int year = reading->first.year;
    int split_month = reading->first.split_month;

    reading->first = piece->period;
    reading->first.year = year;
    reading->first.split_month = split_month;
    reading->to = reading->said_to = piece->to;
    reading->rule = piece->rule;
    reading->next_join = next_join;
}

/* A date that other words follow closely may be no date: "2008 Audit". */
static bool is_too_weak(const struct composer *composer, const struct date_piece *piece, enum date_join join,
                        size_t index)
{
    const struct span text = composer->text->text;

    if (!piece->weak || composer->prefix.is_open || composer->reach ||
        !date_join_has_words(join_behind(composer, index)))
        return false;
    bool is_joined = last_date(composer) && (join == JOIN_RANGE || join == JOIN_SLASH || join == JOIN_LIST);

    return !is_joined && piece->to < text.length && text.text[piece->to] == ' ';
}

static void apply_prefix(struct date_reading *reading, const struct prefix *prefix)
{
    reading->has_prefix = true;
    reading->from = reading->at = prefix->from;
    reading->join = prefix->join;
    reading->bound = prefix->bound;
    reading->part = prefix->part;
    reading->flags |= prefix->flags;
    reading->is_original = prefix->is_original;
    reading->role_given = prefix->role_given;
    reading->role = prefix->role;
    if (prefix->is_completed && (prefix->bound == BOUND_NONE || prefix->bound == BOUND_IN)) {
        reading->role_given = true;
        reading->role = DATE_COMPLETED;
    }
}

/* Is the period a part of the date before it? It is taken in then. */
static bool goes_on(struct composer *composer, struct date_reading *before, const struct date_piece *piece,
                    enum date_join join, size_t index)
{
    if (ends_range(composer, before, &piece->period, join)) {
        extend_to_range(composer, before, piece, join, index);
        return true;
    }
    if (refines_year(composer, before, &piece->period, join)) {
        refine_year(before, piece, join_behind(composer, index));
        return true;
    }
    return false;
}

/* What must be done by a date is due then, whatever the column's heading says. */
static void apply_reach(struct composer *composer, struct date_reading *reading)
{
    const struct date_piece *reach = composer->reach;

    if (!reach)
        return;
    reading->flags |= reach->flags;
    if (reach->from < reading->from)
        reading->from = reach->from;
    if (reach->bound == BOUND_BY && !reading->role_given)
        set_role(reading, DATE_DUE);
    composer->reach = NULL;
}

static void add_period(struct composer *composer, const struct date_piece *piece, size_t index)
{
    const struct prefix *prefix = &composer->prefix;
    enum date_join join = prefix->is_open ? prefix->join : piece->join;
    struct date_reading *before = date_join_has_words(join) ? NULL : last_date(composer);

    if (composer->swallows_next && join == JOIN_BESIDE) {
        composer->out->items[composer->out->count - 1].to = piece->to;
        return;
    }
    if ((before && goes_on(composer, before, piece, join, index)) ||
        is_too_weak(composer, piece, join, index))
        return;
    struct date_reading *reading = add_reading(composer, piece, index);

    reading->first = piece->period;
    if (prefix->is_open)
        apply_prefix(reading, prefix);
    apply_reach(composer, reading);
}

/* ---- one piece after the other ------------------------------------------------------------------- */

static void pass_join(struct composer *composer, enum date_join join)
{
    if (ends_sentence(join)) {
        composer->sentence++;
        composer->reach = NULL;
    }
    bool opens_with_completion =
        join == JOIN_LIST && composer->prefix.is_completed && composer->out->count == 0;

    if (join != JOIN_BESIDE && join != JOIN_RANGE && !opens_with_completion) /* "Completed, March 2010" */
        composer->prefix.is_open = false;
    if (join != JOIN_BESIDE)
        composer->swallows_next = false;
}

static void add_piece(struct composer *composer, const struct date_piece *piece, size_t index)
{
    pass_join(composer, piece->join);
    switch (piece->kind) {
    case PIECE_PERIOD:
        add_period(composer, piece, index);
        composer->prefix.is_open = composer->swallows_next = false;
        break;
    case PIECE_STATE:
    case PIECE_ANCHORED:
        add_state(composer, piece, index);
        break;
    case PIECE_PART:
        add_part(composer, piece);
        break;
    case PIECE_BOUND:
        add_bound(composer, piece);
        break;
    case PIECE_ROLE:
        add_role(composer, piece, index);
        break;
    case PIECE_COMPLETED:
        add_completed(composer, piece, index);
        break;
    case PIECE_REVISED:
    case PIECE_ORIGINAL:
        add_version(composer, piece);
        break;
    case PIECE_NOTHING:
        composer->prefix.is_open = false;
        break;
    }
}

/* ---- flags and the dates they speak of ----------------------------------------------------------- */

/* Nothing but marks between the state and the reading beside it? */
static bool is_close(const struct date_reading *state, const struct date_reading *date, enum date_join join)
{
    if (!date->is_state && (state->flags & (DATE_UNDATED | DATE_RELATIVE)))
        return join == JOIN_BESIDE || join == JOIN_RANGE;
    return !date_join_has_words(join);
}

/* "As soon as possible but by June 2010" is by June 2010. */
static bool is_bounded_by(const struct date_reading *state, const struct date_reading *date)
{
    return !date->is_state && (state->flags & (DATE_UNDATED | DATE_RELATIVE)) && (date->flags & DATE_BY) &&
           state->sentence == date->sentence && state->from < date->from;
}

/* May the state speak of a date that the join leads to? */
static bool speaks_of(const struct composer *composer, const struct date_reading *state,
                      const struct date_reading *date, enum date_join join)
{
    if (date->is_dropped)
        return false;
    if (is_close(state, date, join) || is_bounded_by(state, date))
        return true;
    if (composer->text->is_sentence || !(state->flags & (DATE_ONGOING | DATE_RECURRING)))
        return false;
    return state->sentence == date->sentence;
}

static void give_flags(struct date_reading *state, struct date_reading *date, bool is_close_by)
{
    unsigned flags = date->is_state ? state->flags : state->flags & ~(unsigned)(DATE_UNDATED | DATE_RELATIVE);

    /* SPEC: "Monthly from October 2011" is October 2011, recurring */
    if ((flags & DATE_RECURRING) && state->from < date->from && date->bound == BOUND_FROM)
        date->flags &= ~(unsigned)DATE_AFTER;
    date->flags |= flags;
    state->is_dropped = true;
    if (!is_close_by)
        return;
    date->from = state->from < date->from ? state->from : date->from;
    date->to = state->to > date->to ? state->to : date->to;
}

static bool attach_to(struct composer *composer, struct date_reading *state, struct date_reading *other,
                      enum date_join join)
{
    if (!speaks_of(composer, state, other, join))
        return false;
    give_flags(state, other, !date_join_has_words(join));
    return true;
}

/* What is said of no date is said by itself, unless it is only a word in running text. */
static bool stands_alone(const struct composer *composer, const struct date_reading *state)
{
    bool is_whole = composer->pieces->count == 1 && !date_join_has_words(state->join) &&
                    !date_join_has_words(state->next_join);
    bool is_at_an_end = !date_join_has_words(state->join) || !date_join_has_words(state->next_join);

    if (composer->text->is_sentence)
        return is_whole || ((state->flags & (DATE_RELATIVE | DATE_TBC)) && is_at_an_end);
    return !(state->flags & DATE_RECURRING) || is_at_an_end;
}

static void attach_state(struct composer *composer, size_t index)
{
    struct date_readings *out = composer->out;
    struct date_reading *state = &out->items[index];
    struct date_reading *before = index > 0 ? &out->items[index - 1] : NULL;
    struct date_reading *behind = index + 1 < out->count ? &out->items[index + 1] : NULL;

    while (before && before > out->items && before->is_dropped)
        before--;
    if (before && attach_to(composer, state, before, state->join))
        return;
    if (behind && !behind->role_given && attach_to(composer, state, behind, state->next_join))
        return;
    state->is_dropped = !stands_alone(composer, state);
}

static void attach_states(struct composer *composer)
{
    for (size_t i = 0; i < composer->out->count; i++)
        if (composer->out->items[i].is_state)
            attach_state(composer, i);
}

/* ---- the cell as a whole ------------------------------------------------------------------------- */

static bool has_date(const struct date_readings *out)
{
    for (size_t i = 0; i < out->count; i++)
        if (!out->items[i].is_state && !out->items[i].is_dropped)
            return true;
    return false;
}

/* "Completed" by itself: done, and nobody says when. */
static void add_bare_completion(struct composer *composer)
{
    const struct date_piece *piece = composer->completed;
    size_t index = piece ? (size_t)(piece - composer->pieces->items) : 0;

    if (!piece || has_date(composer->out))
        return;
    if (composer->text->is_sentence &&
        (date_join_has_words(piece->join) || date_join_has_words(join_behind(composer, index))))
        return;
    struct date_reading *reading = add_reading(composer, piece, index);

    reading->is_state = true;
    set_role(reading, DATE_COMPLETED);
}

/* "June 2011 (originally March 2011)": what is not the original is the revision. */
static void mark_revisions(const struct date_readings *out)
{
    bool has_original = false;

    for (size_t i = 0; i < out->count; i++)
        has_original |= out->items[i].is_original;
    for (size_t i = 0; has_original && i < out->count; i++)
        if (!out->items[i].is_original && !out->items[i].is_state && !out->items[i].role_given)
            out->items[i].flags |= DATE_REVISED;
}

void date_compose(const struct date_text *text, const struct date_pieces *pieces, enum date_role role,
                  struct arena *arena, struct date_readings *out)
{
    struct composer composer = { .text = text, .pieces = pieces, .arena = arena, .out = out };

    for (size_t i = 0; i < pieces->count; i++)
        add_piece(&composer, &pieces->items[i], i);
    attach_states(&composer);
    date_years_complete(text, out);
    if (role == DATE_DUE)
        date_tense_read(text, out);
    mark_revisions(out);
    add_bare_completion(&composer);
}
