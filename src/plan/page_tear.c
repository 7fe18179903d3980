#include "plan/page_tear.h"

#include <string.h>

#include "base/arena.h"
#include "plan/plan_build.h"

enum {
    PREFIX_BYTES = 4, /* of a ref's letters */
    TWIN_CELLS = 2,   /* that two halves of one row have in common: its start and its finish */
    MOST_MENDS = 64,
};

/* What a row's first cell makes it. */
enum kind {
    KIND_REST,  /* no ref: it goes on from a row above */
    KIND_REF,   /* "C.5" */
    KIND_TITLE, /* "D", and a title alone in its row */
    KIND_OTHER,
};

struct key {
    unsigned char kind; /* enum kind */
    char prefix[PREFIX_BYTES];
    unsigned short number; /* of four figures at most */
};

struct tear {
    struct build *build;
    const struct table *table;
    struct row *rows; /* of the table; its own where is_own */
    struct key *keys; /* by row */
    size_t count, from;
    size_t main;       /* column that names what a row is about */
    size_t last;       /* the row with a ref above the one that is looked at, ... */
    size_t before;     /* ... and the one above that; SIZE_MAX: none */
    size_t mends_left; /* a table that is torn at every row is none */
    bool is_own;
};

/* ---- what the rows are ------------------------------------------------------------------------------- */

/* key := capital letters [ blank | "." | "/" | "-" ] [ number ] */
static struct key read_key(struct span text)
{
    struct key key = { .kind = KIND_OTHER };
    size_t at = 0;

    if (!text.length)
        return (struct key){ .kind = KIND_REST };
    while (at < text.length && text.text[at] >= 'A' && text.text[at] <= 'Z')
        at++;
    if (!at || at > PREFIX_BYTES)
        return key;
    memcpy(key.prefix, text.text, at);
    if (at == text.length) {
        key.kind = KIND_TITLE;
        return key;
    }
    at += memchr(" ./-", text.text[at], 4) != NULL;
    size_t digits = at;

    while (at < text.length && at - digits < 4 && text.text[at] >= '0' && text.text[at] <= '9')
        key.number = (unsigned short)(key.number * 10 + (text.text[at++] - '0'));
    key.kind = at > digits && at == text.length ? KIND_REF : KIND_OTHER;
    return key;
}

static struct span cell_of(const struct row *row, size_t column)
{
    return column < row->cell_count ? row->cells[column].text : (struct span){ 0 };
}

/* Filled cells of a row besides the ref, the main cell and remarks in brackets. */
static size_t count_others(const struct tear *tear, size_t index)
{
    const struct row *row = &tear->rows[index];
    size_t count = 0;

    for (size_t i = 1; i < row->cell_count; i++)
        count += i != tear->main && row->cells[i].text.length && row->cells[i].text.text[0] != '(';
    return count;
}

static bool same_prefix(const struct key *a, const struct key *b)
{
    return memcmp(a->prefix, b->prefix, PREFIX_BYTES) == 0;
}

static bool follows(const struct key *before, const struct key *key)
{
    return before->kind == KIND_REF && key->kind == KIND_REF && same_prefix(before, key) &&
           key->number == before->number + 1;
}

/* The row behind those that go on from a row. */
static size_t behind_rest(const struct tear *tear, size_t index)
{
    do
        index++;
    while (index < tear->count && tear->keys[index].kind == KIND_REST);
    return index;
}

static bool is_broken_between(const struct tear *tear, size_t first, size_t last)
{
    for (size_t i = first + 1; i <= last; i++)
        if (tear->rows[i].gap || tear->rows[i].page_break_before)
            return true;
    return false;
}

/* Is there a ref with the letters of that one and this number? */
static bool is_printed(const struct tear *tear, const struct key *key, unsigned number)
{
    for (size_t i = tear->from; i < tear->count; i++)
        if (tear->keys[i].kind == KIND_REF && same_prefix(&tear->keys[i], key) &&
            tear->keys[i].number == number)
            return true;
    return false;
}

/* Does a row's own text, up to its rest, announce a list ("... delivers:")? */
static bool announces_list(const struct tear *tear, size_t index, size_t end)
{
    for (; index < end; index++) {
        struct span text = cell_of(&tear->rows[index], tear->main);

        if (text.length && (text.text[text.length - 1] == ':' || memmem(text.text, text.length, ": ", 2)))
            return true;
    }
    return false;
}

/* ---- putting rows back ------------------------------------------------------------------------------- */

/* The rows may be changed from here on; there is room for one more with each mend. */
static void own_rows(struct tear *tear)
{
    struct row *rows;

    if (tear->is_own)
        return;
    rows = ARENA_ARRAY(tear->build->arena, tear->count + MOST_MENDS, struct row);
    memcpy(rows, tear->table->rows, tear->count * sizeof *rows);
    tear->rows = rows;
    tear->is_own = true;
}

/* Moves row `index` to stand before row `to`, which may be above it or below it; a page's end stays in its
 * place. */
static void move_row(struct tear *tear, size_t index, size_t to)
{
    own_rows(tear);
    if (to > index && !tear->rows[index + 1].gap)
        tear->rows[index + 1].gap = tear->rows[index].gap;

    struct row row = tear->rows[index];
    struct key key = tear->keys[index];

    for (; index > to; index--) {
        tear->rows[index] = tear->rows[index - 1];
        tear->keys[index] = tear->keys[index - 1];
    }
    for (; index + 1 < to; index++) {
        tear->rows[index] = tear->rows[index + 1];
        tear->keys[index] = tear->keys[index + 1];
    }
    tear->rows[index] = row;
    tear->keys[index] = key;
}

/* The end of a list behind a row that announces none: it belongs to the row above that one, on the page
 * before. */
static bool mend_list_end(struct tear *tear, size_t index)
{
    size_t own = tear->last;
    size_t list = tear->before;

    if (tear->keys[index].kind != KIND_REST || list == SIZE_MAX || own + 1 != index ||
        !cell_of(&tear->rows[index], tear->main).length || count_others(tear, index) ||
        announces_list(tear, own, index) || !announces_list(tear, list, behind_rest(tear, list)) ||
        !is_broken_between(tear, list, own) ||
        build_ends_open(tear->build, cell_of(&tear->rows[own], tear->main)))
        return false;
    size_t to = behind_rest(tear, list);

    move_row(tear, index, to);
    tear->rows[to].join = ROW_GOES_ON;
    return true;
}

/* A heading before the last rows of the section above: its own rows begin behind them. */
static bool mend_heading(struct tear *tear, size_t index)
{
    size_t above = tear->last;
    size_t behind = index + 1;

    if (tear->keys[index].kind != KIND_TITLE || count_others(tear, index) || above == SIZE_MAX ||
        behind == tear->count || same_prefix(&tear->keys[index], &tear->keys[above]) ||
        !follows(&tear->keys[above], &tear->keys[behind]) || !is_printed(tear, &tear->keys[index], 1))
        return false;
    while (behind < tear->count && follows(&tear->keys[above], &tear->keys[behind])) {
        above = behind;
        behind = behind_rest(tear, behind);
    }
    move_row(tear, index, behind);
    return true;
}

/* Have two rows, but for their refs and what they are about, cells in common? */
static bool are_twins(const struct tear *tear, size_t first, size_t second)
{
    size_t same = 0;

    for (size_t i = 1; i < tear->rows[first].cell_count; i++) {
        struct span text = cell_of(&tear->rows[first], i);

        same += i != tear->main && text.length && span_same(text, cell_of(&tear->rows[second], i));
    }
    return same >= TWIN_CELLS;
}

static struct row copy_row(struct tear *tear, size_t index)
{
    struct row row = tear->rows[index];

    row.cells = ARENA_ARRAY(tear->build->arena, row.cell_count, struct cell);
    memcpy(row.cells, tear->rows[index].cells, row.cell_count * sizeof *row.cells);
    return row;
}

/* A list's end and the next row's first line as one row, under a ref that is neither's: "B.4", "D.5", "B.5".
 */
static bool mend_false_ref(struct tear *tear, size_t index)
{
    size_t above = tear->last;

    if (tear->keys[index].kind != KIND_REF || above == SIZE_MAX || index + 1 == tear->count ||
        !follows(&tear->keys[above], &tear->keys[index + 1]) || !is_broken_between(tear, above, index) ||
        !announces_list(tear, above, index) || !are_twins(tear, index, index + 1) ||
        tear->main >= tear->rows[index].cell_count)
        return false;
    own_rows(tear);
    struct row rest = copy_row(tear, index);
    struct row torn = copy_row(tear, index);

    for (size_t i = 0; i < rest.cell_count; i++)
        if (i != tear->main)
            rest.cells[i].text = (struct span){ 0 };
    torn.cells[0].text = torn.cells[tear->main].text = (struct span){ 0 };
    rest.join = ROW_GOES_ON;
    torn.join = ROW_BEGINS;
    memmove(&tear->rows[index + 1], &tear->rows[index], (tear->count - index) * sizeof *tear->rows);
    memmove(&tear->keys[index + 1], &tear->keys[index], (tear->count - index) * sizeof *tear->keys);
    tear->rows[index] = rest;
    tear->rows[index + 1] = torn;
    tear->rows[index + 2].join = ROW_GOES_ON;
    tear->keys[index] = tear->keys[index + 1] = (struct key){ .kind = KIND_REST };
    tear->count++;
    return true;
}

/* A row behind a page's end, and before one that is not the first of its section: where the ref between was
 * lost, and the row below begins with its last words again, it is a row of its own. */
static bool mend_lost_ref(struct tear *tear, size_t index)
{
    if (index + 1 == tear->count || tear->keys[index].kind != KIND_REST)
        return false;
    const struct row *row = &tear->rows[index];
    const struct key *below = &tear->keys[index + 1];

    if (below->kind != KIND_REF || below->number < 2 || !(row->gap || row->page_break_before) ||
        !count_others(tear, index) ||
        !repeat_length(cell_of(row, tear->main), cell_of(row + 1, tear->main)) ||
        is_printed(tear, below, below->number - 1U))
        return false;
    own_rows(tear);
    tear->rows[index].join = ROW_BEGINS;
    return true;
}

/* ---- the table --------------------------------------------------------------------------------------- */

static bool mend_row(struct tear *tear, size_t index)
{
    return mend_list_end(tear, index) || mend_heading(tear, index) || mend_lost_ref(tear, index) ||
           mend_false_ref(tear, index);
}

/* Each row in turn; one that was mended leaves another in its place. */
static void mend_rows(struct tear *tear)
{
    tear->last = tear->before = SIZE_MAX;
    for (size_t i = tear->from; i < tear->count && tear->mends_left; i++) {
        if (mend_row(tear, i))
            tear->mends_left--;
        if (tear->keys[i].kind != KIND_REF)
            continue;
        tear->before = tear->last;
        tear->last = i;
    }
}

/* Reads what the first cells hold; false where fewer than two are refs, and so no sequence. */
static bool read_keys(struct tear *tear)
{
    size_t refs = 0;

    tear->keys = ARENA_ARRAY(tear->build->arena, tear->count + MOST_MENDS, struct key);
    for (size_t i = tear->from; i < tear->count; i++) {
        tear->keys[i] = read_key(cell_of(&tear->rows[i], 0));
        refs += tear->keys[i].kind == KIND_REF;
    }
    return refs >= 2;
}

const struct table *page_tear_mend(struct build *build, const struct table *table, size_t from)
{
    size_t action = column_set_find(&build->columns, FIELD_ACTION);
    struct tear tear = { .build = build,
                         .table = table,
                         .rows = table->rows,
                         .count = table->row_count,
                         .from = from,
                         .main = action,
                         .mends_left = MOST_MENDS };

    if (table->origin != TABLE_TABS || action == SIZE_MAX ||
        column_set_find(&build->columns, FIELD_REF) != 0 || !read_keys(&tear))
        return table;
    mend_rows(&tear);
    if (!tear.is_own)
        return table;
    struct table *mended = ARENA_NEW(build->arena, struct table);

    *mended = *table;
    mended->rows = tear.rows;
    mended->row_count = tear.count;
    return mended;
}
