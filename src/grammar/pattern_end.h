#ifndef GRAMMAR_PATTERN_END_H
#define GRAMMAR_PATTERN_END_H

#include "base/span.h"
#include "grammar/byte_set.h"

/**
 * The bytes in which a text must end for the pattern (that compiles) to match in it: those of its last words,
 * where the pattern is one sequence that ends in (?:words|words)$. Every byte where it is not.
 */
struct byte_set pattern_end_bytes(struct span pattern);
#endif
