#include "fields/cell_assign.h"

#include <float.h>
#include <math.h>

#include "base/arena.h"
#include "fields/cell_score.h"

/* The last step of the best way to one piece in one column. */
struct step {
    uint16_t from; /* column of the piece before; of no meaning at the first */
    bool begins_row;
};

/* scores[piece * columns + column] */
static double *score_pieces(const struct assignment *task)
{
    size_t width = task->columns->count;
    uint64_t wanted = column_set_bits(task->columns);
    double *scores = ARENA_ROOM(task->arena, task->count * width, double);

    for (size_t i = 0; i < task->count; i++) {
        double fields[FIELD_COUNT];

        cell_score(task->scorer, task->matcher, task->pieces[i].text, task->pieces[i].is_list_item,
                   task->names, wanted, fields);
        for (size_t c = 0; c < width; c++)
            scores[i * width + c] = fields[task->columns->columns[c].field];
    }
    return scores;
}

/* "... to include:", "including:-" */
static bool announces_list(struct span text)
{
    return text.length > 2 && (text.text[text.length - 1] == ':' ||
                               (text.text[text.length - 1] == '-' && text.text[text.length - 2] == ':'));
}

/* What it is worth to stay in the column with this piece. */
static double worth_of_staying(const struct step_weights *weights, const struct table_piece *before,
                               const struct table_piece *piece)
{
    double worth = piece->gap ? weights->same_cell : weights->same_cell_no_gap;

    if (piece->is_list_item && announces_list(before->text))
        worth += weights->after_colon;
    return before->is_list_item && piece->is_list_item ? worth + weights->same_list : worth;
}

/* What it is worth to go to the next column. */
static double worth_of_next(const struct step_weights *weights, const struct table_piece *piece)
{
    return (piece->gap ? weights->next_cell_gap : weights->next_cell_no_gap) +
           (piece->gap > 1 ? weights->wide_gap : 0);
}

/* What it is worth to begin a row in each column, at a piece with a gap or without. */
static void weigh_rows(const struct step_weights *weights, bool has_gap, size_t columns, double *worths)
{
    for (size_t to = 0; to < columns; to++)
        worths[to] = weights->new_row + (has_gap ? weights->new_row_gap : weights->new_row_no_gap) +
                     (to == 0 ? weights->new_row_first : 0) + weights->skip_column * (double)to;
}

/* The best ways into a new row: to each column from the best of those behind it, of several the first. */
static void begin_rows(const double *worths, size_t columns, const double *before, double *ways,
                       struct step *steps)
{
    size_t best = columns - 1;
    double most = before[best];

    ways[best] = -DBL_MAX; /* no column is behind it */
    for (size_t to = best; to-- > 0;) {
        ways[to] = most + worths[to];
        steps[to] = (struct step){ .from = (uint16_t)best, .begins_row = true };
        best = before[to] >= most ? to : best;
        most = before[to] >= most ? before[to] : most;
    }
}

/* What the ways that go on in a row are worth besides the evidence. */
struct going_on {
    double stay, next, skip;
};

/* The best ways to each column: from one before it, from itself, or as it is, into a new row. */
static void go_on(const struct going_on *worth, size_t columns, const double *before, double *ways,
                  struct step *steps)
{
    double lead = -DBL_MAX; /* from a column before */
    size_t leader = 0;

    for (size_t to = 0; to < columns; to++) {
        double same = before[to] + worth->stay;
        double behind = before[to] + worth->next;
        double best = same > lead ? same : lead;
        uint16_t from = (uint16_t)(same > lead ? to : leader);

        if (ways[to] <= best) {
            ways[to] = best;
            steps[to] = (struct step){ .from = from };
        }
        lead += worth->skip;
        leader = behind > lead ? to : leader;
        lead = behind > lead ? behind : lead;
    }
}

/* The logistic function of the lead over the next best column: scores are in natural-log units. */
static double confidence_of(const double *scores, size_t columns, size_t chosen)
{
    double best = -DBL_MAX;

    for (size_t c = 0; c < columns; c++)
        if (c != chosen && scores[c] > best)
            best = scores[c];
    return columns > 1 ? 1 / (1 + exp(best - scores[chosen])) : 1;
}

/* Do blank lines stand before some pieces, but not most: as they do between rows? */
static bool sets_rows_apart(const struct assignment *task)
{
    size_t gaps = 0;

    for (size_t i = 1; i < task->count; i++)
        gaps += task->pieces[i].gap > 0;
    return gaps >= 2 && gaps * 2 <= task->count;
}

static size_t index_of_best(const double *ways, size_t columns)
{
    size_t best = 0;

    for (size_t c = 1; c < columns; c++)
        if (ways[c] > ways[best])
            best = c;
    return best;
}

/* steps[piece * columns + column]; the column in which the best way ends comes back. */
static size_t find_steps(const struct assignment *task, const double *scores, struct step *steps)
{
    struct step_weights weights = *cell_scorer_steps(task->scorer);
    size_t width = task->columns->count;
    double *room = ARENA_ROOM(task->arena, 4 * width, double);
    double *rows[2] = { room, room + width }; /* what it is worth to begin one, without a gap and with one */
    double *before = room + 2 * width, *ways = room + 3 * width;

    if (!sets_rows_apart(task))
        weights.new_row_no_gap = 0;
    weigh_rows(&weights, false, width, rows[false]);
    weigh_rows(&weights, true, width, rows[true]);
    for (size_t c = 0; c < width; c++) {
        ways[c] = scores[c] + weights.skip_column * (double)c;
        steps[c] = (struct step){ .begins_row = true };
    }
    for (size_t i = 1; i < task->count; i++) {
        const struct table_piece *piece = &task->pieces[i];
        const struct going_on worth = { worth_of_staying(&weights, piece - 1, piece),
                                        worth_of_next(&weights, piece), weights.skip_column };
        double *last = before;

        before = ways;
        ways = last;
        begin_rows(rows[piece->gap > 0], width, before, ways, &steps[i * width]);
        go_on(&worth, width, before, ways, &steps[i * width]);
        for (size_t c = 0; c < width; c++)
            ways[c] += scores[i * width + c];
    }
    return index_of_best(ways, width);
}

void cell_assign_paragraphs(const struct assignment *task, struct piece_place *places)
{
    size_t count = task->count, width = task->columns->count;

    if (!count || !width)
        return;
    double *scores = score_pieces(task);
    struct step *steps = ARENA_ROOM(task->arena, count * width, struct step);

    for (size_t i = 0; i < count; i++)
        if (task->pieces[i].column < width)
            scores[i * width + task->pieces[i].column] += cell_scorer_steps(task->scorer)->index_prior;
    size_t column = find_steps(task, scores, steps);

    for (size_t i = count; i-- > 0;) {
        const struct step *step = &steps[i * width + column];

        places[i] = (struct piece_place){
            .column = column,
            .begins_row = step->begins_row,
            .confidence = confidence_of(&scores[i * width], width, column),
        };
        column = step->from;
    }
}

/* best[i][c]: pieces from i on into columns from c on; computed from the end. A score gains what its piece's
 * count is worth. */
static double *find_best(const struct assignment *task, double *scores, double unwanted)
{
    const struct step_weights *weights = cell_scorer_steps(task->scorer);
    size_t width = task->columns->count;
    double *best = ARENA_ARRAY(task->arena, (task->count + 1) * (width + 1), double);

    for (size_t i = task->count; i-- > 0;) {
        best[i * (width + 1) + width] = best[(i + 1) * (width + 1) + width] + unwanted;
        for (size_t c = width; c-- > 0;) {
            /* cells go missing on the way, so a count is worth less the further it has come */
            double worth = task->is_whole ? weights->index_prior
                                          : weights->index_prior_torn * (double)(width - c) / (double)width;
            double own = scores[i * width + c] +
                         (task->pieces[i].column == task->columns->columns[c].grid ? worth : 0);
            double take = own + best[(i + 1) * (width + 1) + c + 1];
            double skip = best[i * (width + 1) + c + 1];
            double leave = unwanted + best[(i + 1) * (width + 1) + c];

            scores[i * width + c] = own;
            best[i * (width + 1) + c] = take >= skip && take >= leave ? take : skip >= leave ? skip : leave;
        }
    }
    return best;
}

void cell_assign_row(const struct assignment *task, struct piece_place *places)
{
    static const double unwanted = -6; /* to leave a cell without a column */
    size_t width = task->columns->count;
    double *scores = score_pieces(task);
    const double *best = find_best(task, scores, unwanted);

    for (size_t i = 0, c = 0; i < task->count; i++) {
        while (c < width &&
               best[i * (width + 1) + c] > scores[i * width + c] + best[(i + 1) * (width + 1) + c + 1] &&
               best[i * (width + 1) + c] <= best[i * (width + 1) + c + 1])
            c++;
        bool taken = c < width &&
                     best[i * (width + 1) + c] <= scores[i * width + c] + best[(i + 1) * (width + 1) + c + 1];

        places[i] =
            (struct piece_place){ .column = taken ? c : SIZE_MAX,
                                  .confidence = taken ? confidence_of(&scores[i * width], width, c) : 0 };
        c += taken;
    }
}
