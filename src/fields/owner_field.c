#include "fields/owner_field.h"

#include <string.h>

#include "base/arena.h"
#include "fields/owner_names.h"
#include "fields/owner_reader.h"
#include "fields/owner_run.h"
#include "fields/owner_split.h"
#include "fields/owner_words.h"
#include "grammar/pattern.h"
#include "grammar/text_question.h"

enum { REPEAT_LIMIT = 64, USUAL_FINDS = 24 };

/* ---- what is found in a cell -------------------------------------------------------------------- */

/* An owner, or a code that is cited: bytes [from, to) of the cell. */
struct owner_find {
    uint32_t from, to;
    bool is_code;
    bool role_given; /* by a label; else it is the column's */
    uint8_t role;    /* enum owner_role */
    uint8_t kind;    /* enum party_kind */
};

/* What is found in a cell whose words alone say it, in reading order: no name of the plan is among them, and
 * none is mended. */
struct owner_finds {
    uint32_t count;
    struct owner_find items[USUAL_FINDS];
};

struct owner_work {
    const struct owner_reader *reader;
    struct matcher *matcher;
    const struct passage *cell;
    struct arena *arena;
    enum owner_role role;
    bool role_given;
    struct owner_list *out;
    struct link_list *links;
    size_t first; /* of the cell in out */
    bool has_paragraphs;
    bool is_plain; /* so far, all that was found fits into finds */
    struct owner_finds *finds;
};

static void note_find(struct owner_work *work, const struct owner_find *find)
{
    struct owner_finds *finds = work->finds;

    if (finds->count == USUAL_FINDS)
        work->is_plain = false;
    else
        finds->items[finds->count++] = *find;
}

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
    return span_over(mended, length);
}

/* Is the name among the last ones of the cell? In a cell with more a repeat may stay. */
static bool is_listed(const struct owner_work *work, struct span name, enum owner_role role)
{
    const struct owner_list *list = work->out;
    size_t from = list->count > work->first + REPEAT_LIMIT ? list->count - REPEAT_LIMIT : work->first;

    for (size_t i = from; i < list->count; i++)
        if (list->items[i].role == role && span_same_ignoring_case(list->items[i].name.text, name))
            return true;
    return false;
}

static struct source source_of(const struct owner_work *work, const struct owner_find *find, uint32_t rule)
{
    size_t count;
    const struct extent *extents = passage_extents(work->arena, work->cell, find->from, find->to, &count);

    return (struct source){ .extents = extents, .extent_count = (uint32_t)count, .rule = rule };
}

/* name: the words as printed, wraps undone. */
static void write_owner(const struct owner_work *work, const struct owner_find *find, struct span name,
                        struct span expansion)
{
    struct owner_list *out = work->out;
    enum owner_role role = find->role_given ? (enum owner_role)find->role : work->role;
    enum party_kind kind = expansion.text ? PARTY_ABBREVIATION : (enum party_kind)find->kind;

    if (is_listed(work, name, role))
        return;
    out->items = arena_grow(work->arena, out->items, out->count, &out->capacity, sizeof *out->items);
    out->items[out->count++] = (struct owner){
        .name.text = name,
        .name.source = source_of(work, find, work->reader->kind_rules[kind]),
        .kind = kind,
        .role = role,
        .expansion = expansion,
    };
}

static void write_code(const struct owner_work *work, const struct owner_find *find)
{
    struct link_list *links = work->links;

    if (!links)
        return;
    links->items =
        arena_grow(work->arena, links->items, links->count, &links->capacity, sizeof *links->items);
    links->items[links->count++] = (struct link){
        .code.text = span_part(work->cell->text, find->from, find->to),
        .code.source = source_of(work, find, work->reader->code_rule),
        .target = LINK_OUTSIDE,
    };
}

/* ---- one owner ---------------------------------------------------------------------------------- */

static void add_owner(struct owner_work *work, const struct owner_run *run)
{
    const struct known_name *known = run->to - run->from == 1 ? run->words[run->from].known : NULL;
    const struct owner_find find = {
        .from = (uint32_t)run->words[run->from].from,
        .to = (uint32_t)run->words[run->to - 1].to,
        .kind = (uint8_t)owner_run_kind(run),
        .role_given = work->role_given,
        .role = (uint8_t)work->role,
    };

    work->is_plain = work->is_plain && !(run->sorts & SORT_BROKEN);
    note_find(work, &find);
    write_owner(work, &find, mend(work, run), known ? known->expansion : (struct span){ 0 });
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

static void take_owner(struct owner_work *work, struct owner_run run)
{
    run = trim_run(run);
    if (run.from == run.to)
        return;
    if ((run.words[run.from].sorts & SORT_PLACEHOLDER) &&
        owner_reader_is_placeholder(work->reader, work->matcher, words_text(work, &run)))
        return;
    if (run.sorts & (SORT_CAPITAL | SORT_SHORT | SORT_INITIAL | SORT_EMAIL | SORT_KNOWN | OWNER_NOUNS |
                     SORT_EVERYBODY | SORT_TOPIC))
        add_owner(work, &run);
}

static void take_code(struct owner_work *work, const struct owner_word *word)
{
    const struct owner_find find = { .from = (uint32_t)word->from,
                                     .to = (uint32_t)word->to,
                                     .is_code = true };

    note_find(work, &find);
    write_code(work, &find);
}

/* "D2 - Ann Lee" cites D2; "G15 Group" is a name. */
static bool is_cited(const struct owner_piece *piece, size_t at)
{
    if (!(piece->words[at].sorts & SORT_CODE))
        return false;
    return at + 1 == piece->count || !owner_split_is_bare_noun(piece->words, at + 1, piece->count);
}

/* piece := owner { [joiner] owner };  owner := [code [dash]] word { word } */
static void read_piece(struct owner_work *work, struct owner_piece *piece)
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
            take_owner(work, left);
            take_code(work, &piece->words[i]);
            start = i + 1;
            seen = 0;
            continue;
        }
        if (joins ? owner_split_at_joiner(piece->words, &left, i, &outlook)
                  : i > start && owner_split_begins(piece->words, &left, i, &outlook)) {
            take_owner(work, left);
            start = joins ? i + 1 : i;
            seen = 0;
        }
        if (start == i && (piece->words[i].sorts & SORT_DASH))
            start++;
        else if (!joins)
            seen |= piece->words[i].sorts;
    }
    struct owner_run last = owner_run_of(piece->words, start, piece->count);

    take_owner(work, last);
}

/* ---- labels ------------------------------------------------------------------------------------- */

/* "Lead officer: HSM", "Support: HRM": where the words up to a colon are all labels, they go and set the
 * role. */
static void take_label(struct owner_work *work, struct owner_piece *piece)
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
            work->role = any & SORT_SUPPORT_LABEL ? OWNER_SUPPORT : OWNER_LEAD;
            work->role_given = true;
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

/* cell := piece { separator piece } */
static void read_cell(struct owner_work *work, const struct owner_names *names)
{
    struct span text = work->cell->text;
    struct owner_piece piece;
    size_t at = 0;

    while (owner_words_next(work->reader->words, names, work->cell, &at, &piece)) {
        if (at < text.length && text.text[at] == ',')
            take_rest_of_list(work->reader, names, work->cell, &at, &piece);
        if (piece.sorts & (SORT_LEAD_LABEL | SORT_SUPPORT_LABEL))
            take_label(work, &piece);
        read_piece(work, &piece);
    }
}

static void write_finds(const struct owner_work *work)
{
    for (size_t i = 0; i < work->finds->count; i++) {
        const struct owner_find *find = &work->finds->items[i];

        if (find->is_code)
            write_code(work, find);
        else
            write_owner(work, find, span_part(work->cell->text, find->from, find->to), (struct span){ 0 });
    }
}

/* Without names of the plan's own, and on one line, who is meant depends on the words alone: they are the
 * same in row after row. */
void owner_field_read(const struct owner_reader *reader, struct matcher *matcher, const struct passage *cell,
                      const struct owner_context *context, struct arena *arena, struct owner_list *out,
                      struct link_list *links)
{
    struct owner_finds finds;
    struct owner_work work = { .reader = reader,
                               .matcher = matcher,
                               .cell = cell,
                               .arena = arena,
                               .role = context->role,
                               .first = out->count,
                               .has_paragraphs = context->has_paragraphs,
                               .is_plain = true,
                               .finds = &finds,
                               .out = out,
                               .links = links };
    const struct text_question question = { cell->text, QUESTION_OWNERS, 0 };
    bool depends = cell->segment_count > 1 || !owner_names_is_empty(context->names);
    struct text_memo *memo = depends ? NULL : matcher_memo(matcher);

    if (!cell->text.text)
        return;
    if (text_memo_recall(memo, &question, &finds, sizeof finds)) {
        write_finds(&work);
        return;
    }
    finds.count = 0;
    read_cell(&work, context->names);
    if (work.is_plain)
        text_memo_keep(memo, &question, &finds,
                       offsetof(struct owner_finds, items) + finds.count * sizeof *finds.items);
}
