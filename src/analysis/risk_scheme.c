#include "analysis/risk_scheme.h"

#include <ctype.h>
#include <string.h>

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
    return status;
}

/* colour := "#" six hexadecimal digits */
static bool read_colour(const char *text, uint32_t *out)
{
    uint32_t value = 0;

    if (text[0] != '#' || strlen(text) != 7)
        return false;
    for (size_t i = 1; i < 7; i++) {
        const char *digits = "0123456789abcdef";
        const char *digit = strchr(digits, tolower((unsigned char)text[i]));

        if (!digit)
            return false;
        value = value << 4 | (uint32_t)(digit - digits);
    }
    *out = value;
    return true;
}

static const struct scheme_band *band_of_letter(const struct risk_scheme *scheme, char letter)
{
    for (size_t i = 0; i < scheme->band_count; i++)
        if (scheme->bands[i].letter == letter)
            return &scheme->bands[i];
    return NULL;
}

/* band := NAME ": {" "letter:" one letter "," "colour:" colour "}" */
static enum status read_bands(const struct node *top, struct risk_scheme *scheme, struct arena *arena,
                              struct diag_sink *sink)
{
    const struct node *bands = node_get(top, "bands");
    size_t count = node_count(bands);

    if (node_kind(bands) != NODE_MAP || count < 2 || count > 26)
        return node_fault(bands ? bands : top, sink,
                          "a scheme needs bands: 2 to 26 of them, the least first");
    struct scheme_band *list = ARENA_ARRAY(arena, count, struct scheme_band);

    scheme->bands = list;
    for (size_t i = 0; i < count; i++, scheme->band_count++) {
        const struct node *node = node_item(bands, i);
        const char *letter = node_get_text(node, "letter", "");

        if (letter[0] < 'A' || letter[0] > 'Z' || letter[1] || band_of_letter(scheme, letter[0]))
            return node_fault(node, sink, "a band needs a letter, A to Z, that no other band has");
        list[i] = (struct scheme_band){ .name = node_key(bands, i), .letter = letter[0] };
        if (!read_colour(node_get_text(node, "colour", ""), &list[i].colour))
            return node_fault(node, sink, "a band needs a colour such as \"#FFD873\"");
    }
    return STATUS_OK;
}

/* The next letter of the grid; '\n' at the end of a row, '\0' at the end. */
static char next_mark(const char **at)
{
    while (**at == ' ' || **at == '\t' || **at == '\r')
        ++*at;
    return **at ? *(*at)++ : '\0';
}

/* row := band's letter { band's letter } */
static enum status read_row(const struct node *node, const char **at, unsigned likelihood,
                            struct risk_scheme *scheme, struct diag_sink *sink)
{
    size_t columns = scheme->axes[AXIS_IMPACT].level_count;
    size_t row = scheme->axes[AXIS_LIKELIHOOD].level_count - likelihood + 1;

    for (size_t column = 0; column < columns; column++) {
        char letter = next_mark(at);
        const struct scheme_band *band = band_of_letter(scheme, letter);

        if (letter == '\n' || letter == '\0')
            return node_fault(node, sink, "row %zu of the grid has %zu cells and needs %zu", row, column,
                              columns);
        if (!band)
            return node_fault(node, sink, "row %zu of the grid: no band has the letter %c", row, letter);
        scheme->cells[likelihood - 1][column] = (uint8_t)(band - scheme->bands);
    }
    char rest = next_mark(at);

    if (rest != '\n' && rest != '\0')
        return node_fault(node, sink, "row %zu of the grid has more than %zu cells", row, columns);
    return STATUS_OK;
}

/* grid := row { row }: the greatest likelihood first */
static enum status read_grid(const struct node *top, struct risk_scheme *scheme, struct diag_sink *sink)
{
    const struct node *node = node_get(top, "grid");
    const char *at = node_text(node);
    enum status status = STATUS_OK;

    if (!*at)
        return node_fault(node ? node : top, sink,
                          "a scheme needs a grid: a row of band letters for each likelihood");
    for (unsigned l = (unsigned)scheme->axes[AXIS_LIKELIHOOD].level_count; l >= 1 && status == STATUS_OK; l--)
        status = read_row(node, &at, l, scheme, sink);
    if (status == STATUS_OK && next_mark(&at) != '\0')
        return node_fault(node, sink, "the grid has more rows than likelihood has levels");
    return status;
}

/* A matrix on which more is sometimes less would turn every range of bands into a lie. */
static enum status check_monotone(const struct node *top, const struct risk_scheme *scheme,
                                  struct diag_sink *sink)
{
    for (size_t l = 0; l < scheme->axes[AXIS_LIKELIHOOD].level_count; l++)
        for (size_t i = 0; i < scheme->axes[AXIS_IMPACT].level_count; i++) {
            uint8_t band = scheme->cells[l][i];

            if ((l && scheme->cells[l - 1][i] > band) || (i && scheme->cells[l][i - 1] > band))
                return node_fault(
                    node_get(top, "grid"), sink,
                    "likelihood %zu with impact %zu is %s, lower than a cell of less likelihood or impact",
                    l + 1, i + 1, scheme->bands[band].name);
        }
    return STATUS_OK;
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
        status = read_bands(top, scheme, arena, sink);
    if (status == STATUS_OK)
        status = read_grid(top, scheme, sink);
    if (status == STATUS_OK)
        status = check_monotone(top, scheme, sink);
    *out = scheme;
    return status;
}
