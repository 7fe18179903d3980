#include "analysis/scheme_cells.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "analysis/risk_scheme.h"
#include "base/arena.h"
#include "grammar/grammar.h"

struct reader {
    const struct node *top;
    struct risk_scheme *scheme;
    struct arena *arena;
    struct diag_sink *sink;
};

/* ---- bands ------------------------------------------------------------------------------------- */

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

/* band := NAME ": {" "letter:" one letter "," "colour:" colour [ "," "from:" number "," "to:" number ] "}" */
static enum status read_bands(struct reader *reader)
{
    const struct node *bands = node_get(reader->top, "bands");
    struct risk_scheme *scheme = reader->scheme;
    size_t count = node_count(bands);

    if (node_kind(bands) != NODE_MAP || count < 2 || count > 26)
        return node_fault(bands ? bands : reader->top, reader->sink,
                          "a scheme needs bands: 2 to 26 of them, the least first");
    struct scheme_band *list = ARENA_ARRAY(reader->arena, count, struct scheme_band);

    scheme->bands = list;
    for (size_t i = 0; i < count; i++, scheme->band_count++) {
        const struct node *node = node_item(bands, i);
        const char *letter = node_get_text(node, "letter", "");

        if (letter[0] < 'A' || letter[0] > 'Z' || letter[1] || band_of_letter(scheme, letter[0]))
            return node_fault(node, reader->sink, "a band needs a letter, A to Z, that no other band has");
        list[i] = (struct scheme_band){ .name = node_key(bands, i), .letter = letter[0] };
        if (!read_colour(node_get_text(node, "colour", ""), &list[i].colour))
            return node_fault(node, reader->sink, "a band needs a colour such as \"#FFD873\"");
    }
    return STATUS_OK;
}

/* ---- a grid ------------------------------------------------------------------------------------ */

/* The next letter of the grid; '\n' at the end of a row, '\0' at the end. */
static char next_mark(const char **at)
{
    while (**at == ' ' || **at == '\t' || **at == '\r')
        ++*at;
    return **at ? *(*at)++ : '\0';
}

/* row := band's letter { band's letter } */
static enum status read_row(struct reader *reader, const struct node *node, const char **at,
                            unsigned likelihood)
{
    struct risk_scheme *scheme = reader->scheme;
    size_t columns = scheme->axes[AXIS_IMPACT].level_count;
    size_t row = scheme->axes[AXIS_LIKELIHOOD].level_count - likelihood + 1;

    for (size_t column = 0; column < columns; column++) {
        char letter = next_mark(at);
        const struct scheme_band *band = band_of_letter(scheme, letter);

        if (letter == '\n' || letter == '\0')
            return node_fault(node, reader->sink, "row %zu of the grid has %zu cells and needs %zu", row,
                              column, columns);
        if (!band)
            return node_fault(node, reader->sink, "row %zu of the grid: no band has the letter %c", row,
                              letter);
        scheme->cells[likelihood - 1][column] = (uint8_t)(band - scheme->bands);
    }
    char rest = next_mark(at);

    if (rest != '\n' && rest != '\0')
        return node_fault(node, reader->sink, "row %zu of the grid has more than %zu cells", row, columns);
    return STATUS_OK;
}

/* grid := row { row }: the greatest likelihood first */
static enum status read_grid(struct reader *reader, const struct node *node)
{
    const char *at = node_text(node);
    enum status status = STATUS_OK;

    for (unsigned l = (unsigned)reader->scheme->axes[AXIS_LIKELIHOOD].level_count;
         l >= 1 && status == STATUS_OK; l--)
        status = read_row(reader, node, &at, l);
    if (status == STATUS_OK && next_mark(&at) != '\0')
        return node_fault(node, reader->sink, "the grid has more rows than likelihood has levels");
    return status;
}

/* ---- a formula --------------------------------------------------------------------------------- */

/* The figures that a band takes, both ends included. Between two bands there may be a gap. */
struct band_share {
    double from;
    double to;
};

static enum status read_shares(struct reader *reader, struct band_share *shares)
{
    const struct node *bands = node_get(reader->top, "bands");

    for (size_t i = 0; i < node_count(bands); i++) {
        const struct node *band = node_item(bands, i);

        shares[i].from = node_get_number(band, "from", NAN, reader->sink);
        shares[i].to = node_get_number(band, "to", NAN, reader->sink);
        if (!(shares[i].from <= shares[i].to))
            return node_fault(
                band, reader->sink,
                "a band of a formula needs from and to: the least and greatest figure it takes");
        if (i && !(shares[i].from > shares[i - 1].to))
            return node_fault(band, reader->sink, "a band must begin above %g, where the one before it ends",
                              shares[i - 1].to);
    }
    return STATUS_OK;
}

/* The band that takes the figure; bands->count where none does. */
static size_t band_of_figure(const struct risk_scheme *scheme, const struct band_share *shares, double figure)
{
    size_t i = 0;

    while (i < scheme->band_count && !(figure >= shares[i].from && figure <= shares[i].to) &&
           !risk_scheme_same_figure(figure, shares[i].from) && !risk_scheme_same_figure(figure, shares[i].to))
        i++;
    return i;
}

static enum status fill_cells(struct reader *reader, const struct node *formula,
                              const struct band_share *shares)
{
    struct risk_scheme *scheme = reader->scheme;

    for (unsigned l = 1; l <= scheme->axes[AXIS_LIKELIHOOD].level_count; l++)
        for (unsigned i = 1; i <= scheme->axes[AXIS_IMPACT].level_count; i++) {
            double figure = risk_scheme_figure(scheme, l, i);
            size_t band = band_of_figure(scheme, shares, figure);

            if (band == scheme->band_count)
                return node_fault(formula, reader->sink,
                                  "likelihood %u with impact %u makes %g, which no band takes", l, i, figure);
            scheme->cells[l - 1][i - 1] = (uint8_t)band;
        }
    return STATUS_OK;
}

/* weights := "{" "impact:" number "," "likelihood:" number "}" */
static enum status read_weights(struct reader *reader, const struct node *formula)
{
    const struct node *weights = node_get(reader->top, "weights");

    for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++) {
        double *weight = &reader->scheme->weights[axis];

        *weight = node_get_number(weights, risk_axis_name(axis), weights ? NAN : 1, reader->sink);
        if (!(*weight > 0))
            return node_fault(weights, reader->sink, "weights needs a number above 0 for %s",
                              risk_axis_name(axis));
    }
    if (weights && reader->scheme->formula != FORMULA_SUM)
        return node_fault(formula, reader->sink, "weights go with formula: weighted");
    return STATUS_OK;
}

/* formula := "product" | "sum" | "weighted" */
static enum status read_formula(struct reader *reader, const struct node *node)
{
    static const struct {
        const char *name;
        enum scheme_formula formula;
    } formulas[] = {
        { "product", FORMULA_PRODUCT },
        { "sum", FORMULA_SUM },
        { "weighted", FORMULA_SUM },
    };
    struct band_share *shares = ARENA_ARRAY(reader->arena, reader->scheme->band_count, struct band_share);
    enum status status;

    for (size_t i = 0; i < ARRAY_LENGTH(formulas); i++)
        if (strcmp(node_text(node), formulas[i].name) == 0)
            reader->scheme->formula = formulas[i].formula;
    if (reader->scheme->formula == FORMULA_NONE)
        return node_fault(node, reader->sink, "a formula is product, sum or weighted");
    if ((status = read_weights(reader, node)) != STATUS_OK ||
        (status = read_shares(reader, shares)) != STATUS_OK)
        return status;
    return fill_cells(reader, node, shares);
}

/* ---- codes ------------------------------------------------------------------------------------- */

/* code := "[" axis "," axis "]": their order in what registers print */
static enum status read_code(struct reader *reader)
{
    const struct node *node = node_get(reader->top, "code");
    struct risk_scheme *scheme = reader->scheme;

    if (!node)
        return STATUS_OK;
    for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++)
        if (strcmp(node_text(node_item(node, 0)), risk_axis_name(axis)) == 0) {
            scheme->code[0] = axis;
            scheme->code[1] = axis == AXIS_IMPACT ? AXIS_LIKELIHOOD : AXIS_IMPACT;
            scheme->has_code = true;
        }
    if (!scheme->has_code || node_count(node) != AXIS_COUNT ||
        strcmp(node_text(node_item(node, 1)), risk_axis_name(scheme->code[1])) != 0)
        return node_fault(node, reader->sink, "code is [impact, likelihood] or [likelihood, impact]");
    return STATUS_OK;
}

enum status scheme_cells_read(const struct node *top, struct risk_scheme *scheme, struct arena *arena,
                              struct diag_sink *sink)
{
    struct reader reader = { .top = top, .scheme = scheme, .arena = arena, .sink = sink };
    const struct node *grid = node_get(top, "grid");
    const struct node *formula = node_get(top, "formula");
    enum status status = read_bands(&reader);

    if (status != STATUS_OK)
        return status;
    if ((grid != NULL) == (formula != NULL))
        return node_fault(grid ? grid : top, sink,
                          "a scheme needs a grid (a row of band letters for each likelihood) or a formula, "
                          "and not both");
    status = formula ? read_formula(&reader, formula) : read_grid(&reader, grid);
    return status == STATUS_OK ? read_code(&reader) : status;
}
