#include "fields/owner_field.h"

#include <string.h>

#include "base/arena.h"
#include "fields/owner_names.h"
#include "fields/owner_reader.h"
#include "fields/owner_run.h"
#include "fields/owner_split.h"
#include "fields/owner_words.h"

enum { REPEAT_LIMIT = 64 };

/* ---- one owner ---------------------------------------------------------------------------------- */

struct owner_work {
    const struct owner_reader *reader;
    struct matcher *matcher;
    const struct passage *cell;
    struct arena *arena;
    enum owner_role role;
    struct owner_list *out;
    struct link_list *links;
    bool has_paragraphs;
};

static struct span words_text(const struct owner_work *work, const struct owner_run *run)
{
    return span_part(work->cell->text, run->words[run->from].from, run->words[run->to - 1].to);
}

/* The words as printed, wraps undone: a copy only where there is one to undo. */
static struct span mend(const struct owner_work *work, const struct owner_run *run)
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

/* Is the name among the last ones of the cell? In a cell with more a repeat may stay. */
static bool is_listed(const struct owner_list *list, struct span name, enum owner_role role, size_t from)
{
    if (list->count > from + REPEAT_LIMIT)
        from = list->count - REPEAT_LIMIT;
    for (size_t i = from; i < list->count; i++)
        if (list->items[i].role == role && span_same_ignoring_case(list->items[i].name.text, name))
            return true;
    return false;
}

static void add_owner(const struct owner_work *work, const struct owner_run *run, size_t first_of_cell)
{
    struct owner_list *out = work->out;
    struct owner owner = { .role = work->role, .kind = owner_run_kind(run) };
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
static struct owner_run trim_run(struct owner_run run)
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
    return owner_run_of(run.words, run.from, run.to);
}

static void take_owner(const struct owner_work *work, struct owner_run run, size_t first_of_cell)
{
    run = trim_run(run);
    if (run.from == run.to)
        return;
    if ((run.words[run.from].sorts & SORT_PLACEHOLDER) &&
        owner_reader_is_placeholder(work->reader, work->matcher, words_text(work, &run)))
        return;
    if (run.sorts & (SORT_CAPITAL | SORT_SHORT | SORT_INITIAL | SORT_EMAIL | SORT_KNOWN | OWNER_NOUNS |
                     SORT_EVERYBODY | SORT_TOPIC))
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
    links->items =
        arena_grow(work->arena, links->items, links->count, &links->capacity, sizeof *links->items);
    links->items[links->count++] = link;
}

/* "D2 - Ann Lee" cites D2; "G15 Group" is a name. */
static bool is_cited(const struct owner_piece *piece, size_t at)
{
    if (!(piece->words[at].sorts & SORT_CODE))
        return false;
    return at + 1 == piece->count || !owner_split_is_bare_noun(piece->words, at + 1, piece->count);
}

/* piece := owner { [joiner] owner };  owner := [code [dash]] word { word } */
static void read_piece(const struct owner_work *work, struct owner_piece *piece, size_t first_of_cell)
{
    struct owner_outlook outlook;
    size_t start = 0;
    uint32_t seen = 0;

    owner_split_look_ahead(piece, &outlook);
    outlook.has_paragraphs = work->has_paragraphs;
    for (size_t i = 0; i < piece->count; i++) {
        struct owner_run left = { .words = piece->words, .from = start, .to = i, .sorts = seen };
        bool joins = (piece->words[i].sorts & SORT_JOINER) != 0;

        if (is_cited(piece, i)) {
            take_owner(work, left, first_of_cell);
            take_code(work, &piece->words[i]);
            start = i + 1;
            seen = 0;
            continue;
        }
        if (joins ? owner_split_at_joiner(piece->words, &left, i, &outlook)
                  : i > start && owner_split_begins(piece->words, &left, i, &outlook)) {
            take_owner(work, left, first_of_cell);
            start = joins ? i + 1 : i;
            seen = 0;
        }
        if (start == i && (piece->words[i].sorts & SORT_DASH))
            start++;
        else if (!joins)
            seen |= piece->words[i].sorts;
    }
    struct owner_run last = owner_run_of(piece->words, start, piece->count);

    take_owner(work, last, first_of_cell);
}

/* ---- labels ------------------------------------------------------------------------------------- */

/* "Lead officer: HSM", "Support: HRM": where the words up to a colon are all labels, they go and set the
 * role. */
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
    struct owner_run head = owner_run_of(piece->words, 0, piece->count);
    struct owner_piece next;
    size_t behind = *at;

    if (!owner_run_has_post_of(&head) || !owner_words_next(reader->words, names, cell, &behind, &next) ||
        !(next.sorts & SORT_JOINER) || piece->count + next.count > OWNER_WORD_LIMIT)
        return;
    for (size_t i = 0; i < next.count; i++)
        if (!(next.words[i].sorts & (SORT_TOPIC | SORT_JOINER | SORT_SMALL)) ||
            (next.words[i].sorts & (SORT_POST | SORT_GIVEN)))
            return;
    memcpy(piece->words + piece->count, next.words, next.count * sizeof *next.words);
    piece->count += next.count;
    piece->sorts |= next.sorts;
    *at = behind;
}

void owner_field_read(const struct owner_reader *reader, struct matcher *matcher, const struct passage *cell,
                      const struct owner_context *context, struct arena *arena, struct owner_list *out,
                      struct link_list *links)
{
    const struct owner_names *names = context->names;
    struct owner_work work = { .reader = reader,
                               .matcher = matcher,
                               .cell = cell,
                               .arena = arena,
                               .role = context->role,
                               .has_paragraphs = context->has_paragraphs,
                               .out = out,
                               .links = links };
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
