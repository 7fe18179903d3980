#include "analysis/risk_scheme.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/scheme_cells.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "grammar/grammar.h"

const char risk_scheme_default[] = "npsa-5x5";

const char *risk_axis_name(enum risk_axis axis)
{
    static const char *const names[AXIS_COUNT] = {
        [AXIS_IMPACT] = "impact", [AXIS_LIKELIHOOD] = "likelihood"
    };

    return names[axis];
}

static bool level_is_called(const struct scheme_level *level, struct span words)
{
    if (span_same_ignoring_case(span_of(level->name), words))
        return true;
    for (size_t i = 0; i < level->word_count; i++)
        if (span_same_ignoring_case(span_of(level->words[i]), words))
            return true;
    return false;
}

unsigned risk_scheme_level(const struct scheme_axis *axis, struct span words)
{
    if (!words.text)
        return 0;
    for (size_t i = 0; i < axis->level_count; i++)
        if (level_is_called(&axis->levels[i], words))
            return (unsigned)i + 1;
    return 0;
}

double risk_scheme_figure(const struct risk_scheme *scheme, unsigned likelihood, unsigned impact)
{
    double l = scheme->axes[AXIS_LIKELIHOOD].points[likelihood - 1];
    double i = scheme->axes[AXIS_IMPACT].points[impact - 1];

    if (scheme->formula == FORMULA_SUM)
        return l * scheme->weights[AXIS_LIKELIHOOD] + i * scheme->weights[AXIS_IMPACT];
    return l * i;
}

bool risk_scheme_same_figure(double a, double b)
{
    return fabs(a - b) < 1e-9;
}

/* code := level [ "/" | "-" | "." | " " ] level */
bool risk_scheme_read_code(const struct risk_scheme *scheme, struct span words,
                           unsigned levels[static AXIS_COUNT])
{
    if (!scheme->has_code || !words.text)
        return false;
    for (size_t cut = 1; cut < words.length; cut++) {
        size_t next = cut + (memchr("/-. ", words.text[cut], 4) != NULL);
        unsigned first = risk_scheme_level(&scheme->axes[scheme->code[0]], span_part(words, 0, cut));
        unsigned second =
            risk_scheme_level(&scheme->axes[scheme->code[1]], span_part(words, next, words.length));

        if (first && second) {
            levels[scheme->code[0]] = first;
            levels[scheme->code[1]] = second;
            return true;
        }
    }
    return false;
}

/* level := NAME ":" [ word { "," word } ] */
static enum status read_level(const struct node *levels, size_t index, struct scheme_axis *axis,
                              struct arena *arena, struct diag_sink *sink)
{
    const struct node *words = node_item(levels, index);
    struct scheme_level *level = &axis->levels[index];

    if (node_kind(words) != NODE_LIST)
        return node_fault(words, sink,
                          "a level needs a list of words, [] where it has no other than its name");
    const char **list = ARENA_ARRAY(arena, node_count(words), const char *);

    for (size_t i = 0; i < node_count(words); i++) {
        list[i] = node_text(node_item(words, i));
        if (!*list[i] || risk_scheme_level(axis, span_of(list[i])))
            return node_fault(node_item(words, i), sink, "\"%s\" is %s", list[i],
                              *list[i] ? "a word of another level already" : "no word");
    }
    *level = (struct scheme_level){ .name = node_key(levels, index),
                                    .words = list,
                                    .word_count = node_count(words) };
    return STATUS_OK;
}

/* points := number { number }: what the levels count, where that is not 1, 2, 3 */
static enum status read_points(const struct node *node, struct scheme_axis *axis, struct diag_sink *sink)
{
    const struct node *points = node_get(node, "points");

    for (size_t i = 0; i < axis->level_count; i++)
        axis->points[i] = (double)i + 1;
    if (!points)
        return STATUS_OK;
    if (node_kind(points) != NODE_LIST || node_count(points) != axis->level_count)
        return node_fault(points, sink, "points needs one number for each of the %zu levels",
                          axis->level_count);
    for (size_t i = 0; i < axis->level_count; i++) {
        const struct node *item = node_item(points, i);
        char *end;

        axis->points[i] = strtod(node_text(item), &end);
        if (end == node_text(item) || *end || !(axis->points[i] >= 0) ||
            (i && !(axis->points[i] > axis->points[i - 1])))
            return node_fault(item, sink, "points must be numbers from 0 on, each greater than the last");
    }
    return STATUS_OK;
}

/* axis := "title:" text "levels:" level { level } */
static enum status read_axis(const struct node *top, enum risk_axis which, struct scheme_axis *axis,
                             struct arena *arena, struct diag_sink *sink)
{
    const struct node *node = node_get(top, risk_axis_name(which));
    const struct node *levels = node_get(node, "levels");
    size_t count = node_count(levels);
    enum status status = STATUS_OK;

    if (node_kind(levels) != NODE_MAP || count < 2 || count > SCHEME_LEVEL_LIMIT)
        return node_fault(levels ? levels
                          : node ? node
                                 : top,
                          sink, "%s needs levels: 2 to %d of them, the least first", risk_axis_name(which),
                          SCHEME_LEVEL_LIMIT);
    axis->title = node_get_text(node, "title", risk_axis_name(which));
    for (; axis->level_count < count && status == STATUS_OK; axis->level_count++)
        status = read_level(levels, axis->level_count, axis, arena, sink);
    return status == STATUS_OK ? read_points(node, axis, sink) : status;
}

/* "no scoring scheme is called X: there are A, B" */
static enum status refuse_name(const struct grammar *grammar, const char *name, struct diag_sink *sink)
{
    static const char folder[] = "schemes/";
    struct buffer known = { 0 };
    const char *file;

    for (size_t i = 0; (file = grammar_file_name(grammar, i)) != NULL; i++)
        if (strncmp(file, folder, strlen(folder)) == 0)
            buffer_add_format(&known, "%s%s", known.length ? ", " : "", file + strlen(folder));
    diag_report(sink, DIAG_USAGE, NULL, 0, 0, "no scoring scheme is called %s: there are %s", name,
                buffer_string(&known));
    buffer_free(&known);
    return STATUS_USAGE;
}

enum status risk_scheme_load(const struct grammar *grammar, const char *name, struct arena *arena,
                             struct diag_sink *sink, const struct risk_scheme **out)
{
    struct risk_scheme *scheme = ARENA_NEW(arena, struct risk_scheme);
    struct buffer concern = { 0 };
    enum status status = STATUS_OK;

    buffer_add_format(&concern, "schemes/%s", name);
    const struct node *top = grammar_file(grammar, buffer_string(&concern));

    buffer_free(&concern);
    if (!top)
        return refuse_name(grammar, name, sink);
    scheme->name = arena_copy_string(arena, name);
    scheme->title = node_get_text(top, "title", name);
    scheme->source = node_get_text(top, "source", "");
    for (enum risk_axis axis = 0; axis < AXIS_COUNT && status == STATUS_OK; axis++)
        status = read_axis(top, axis, &scheme->axes[axis], arena, sink);
    if (status == STATUS_OK)
        status = scheme_cells_read(top, scheme, arena, sink);
    *out = scheme;
    return status;
}
