#ifndef GRAMMAR_PATTERN_SAMPLE_H
#define GRAMMAR_PATTERN_SAMPLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"

struct buffer;

/**
 * Texts that a pattern was written for: its literals, one of each choice, the shortest of each repetition.
 * Conditions (look-arounds, back references) are not kept, so a sample may not match: whoever uses it tries.
 * pattern: in PCRE2's extended syntax, its pieces put in. number: 0, 1, ...: each takes other choices; *last
 * says that they have all been taken before. Returns false then, and where the pattern is more than this can
 * write out.
 */
bool pattern_sample_write(struct span pattern, bool case_counts, size_t number, struct buffer *out,
                          bool *last);
#endif
