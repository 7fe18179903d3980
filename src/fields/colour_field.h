#ifndef FIELDS_COLOUR_FIELD_H
#define FIELDS_COLOUR_FIELD_H

#include <stdint.h>

#include "base/status.h"
#include "fields/values.h"

struct diag_sink;
struct grammar;

/** grammars/colours.yaml, ready to read with. */
struct colour_reader;

CHECKED enum status colour_reader_new(const struct grammar *grammar, struct diag_sink *sink, struct colour_reader **out);
void colour_reader_free(struct colour_reader *reader);

/** What a colour (0xRRGGBB) rates, with the rule that says so; RAG_NONE for one without a meaning. */
enum rag colour_field_read(const struct colour_reader *reader, uint32_t colour, uint32_t *rule);
#endif
