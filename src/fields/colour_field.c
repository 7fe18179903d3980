#include "fields/colour_field.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "grammar/grammar.h"
#include "grammar/node.h"

enum { RANGE_LIMIT = 32 };

struct hue_range {
    double from, to;
    enum rag means;
    uint32_t rule;
};

struct colour_reader {
    double least_saturation, least_brightness;
    struct hue_range ranges[RANGE_LIMIT];
    size_t count;
};

static enum rag rag_of_name(const char *name)
{
    for (enum rag rag = RAG_RED; rag <= RAG_BLUE; rag++)
        if (strcmp(rag_name(rag), name) == 0)
            return rag;
    return RAG_NONE;
}

static enum status read_range(struct colour_reader *reader, const struct grammar *grammar, const struct node *node,
                              struct diag_sink *sink)
{
    char rule[80];

    if (reader->count == RANGE_LIMIT)
        return node_fault(node, sink, "there are more than %d colours", RANGE_LIMIT);
    struct hue_range *range = &reader->ranges[reader->count++];

    snprintf(rule, sizeof rule, "colours.%s", node_get_text(node, "name", ""));
    *range = (struct hue_range){
        .from = node_get_number(node, "from", 0, sink), .to = node_get_number(node, "to", 0, sink),
        .means = rag_of_name(node_get_text(node, "means", "")), .rule = grammar_rule(grammar, rule),
    };
    return range->means == RAG_NONE ? node_fault(node, sink, "'means' must be red, amber, green or blue") : STATUS_OK;
}

enum status colour_reader_new(const struct grammar *grammar, struct diag_sink *sink, struct colour_reader **out)
{
    struct colour_reader *reader = memory_new(sizeof *reader);
    const struct node *file = grammar_file(grammar, "colours");
    const struct node *list = node_get(file, "colours");
    enum status status = STATUS_OK;

    reader->least_saturation = node_get_number(node_get(file, "least"), "saturation", 20, sink) / 100;
    reader->least_brightness = node_get_number(node_get(file, "least"), "brightness", 25, sink) / 100;
    for (size_t i = 0; i < node_count(list) && status == STATUS_OK; i++)
        status = read_range(reader, grammar, node_item(list, i), sink);
    if (status == STATUS_OK)
        *out = reader;
    else
        colour_reader_free(reader);
    return status;
}

void colour_reader_free(struct colour_reader *reader)
{
    free(reader);
}

struct hsv {
    double hue, saturation, value;
};

/* Source: A. R. Smith, "Color gamut transform pairs" (1978), the hexcone. */
static struct hsv hsv_of(uint32_t colour)
{
    double red = (colour >> 16 & 255) / 255.0;
    double green = (colour >> 8 & 255) / 255.0;
    double blue = (colour & 255) / 255.0;
    double most = red > green ? (red > blue ? red : blue) : (green > blue ? green : blue);
    double least = red < green ? (red < blue ? red : blue) : (green < blue ? green : blue);
    double range = most - least;
    struct hsv hsv = { .saturation = most > 0 ? range / most : 0, .value = most };

    if (range <= 0)
        return hsv;
    if (most <= red)
        hsv.hue = 60 * (green - blue) / range;
    else if (most <= green)
        hsv.hue = 60 * (2 + (blue - red) / range);
    else
        hsv.hue = 60 * (4 + (red - green) / range);
    if (hsv.hue < 0)
        hsv.hue += 360;
    return hsv;
}

enum rag colour_field_read(const struct colour_reader *reader, uint32_t colour, uint32_t *rule)
{
    struct hsv hsv = hsv_of(colour);

    if (hsv.saturation < reader->least_saturation || hsv.value < reader->least_brightness)
        return RAG_NONE;
    for (size_t i = 0; i < reader->count; i++) {
        const struct hue_range *range = &reader->ranges[i];
        bool inside = range->from <= range->to ? hsv.hue >= range->from && hsv.hue < range->to
                                               : hsv.hue >= range->from || hsv.hue < range->to;

        if (!inside)
            continue;
        *rule = range->rule;
        return range->means;
    }
    return RAG_NONE;
}
