#ifndef GRAMMAR_GRAMMAR_LINT_H
#define GRAMMAR_GRAMMAR_LINT_H

#include <stddef.h>

struct diag_sink;
struct grammar;

/**
 * What loads, but can't do what its writer meant: a member that nothing reads, an entry that takes the place of a shipped
 * one or repeats it, a piece that no pattern uses, a pattern whose every sample an earlier one takes. Each is reported as
 * DIAG_GRAMMAR_DOUBT at its place.
 * grammar: as merged; shipped: without the user's folder. Where both are the same grammar, the shipped files are looked at.
 * Returns how many doubts there are.
 */
size_t grammar_lint(const struct grammar *grammar, const struct grammar *shipped, struct diag_sink *sink);
#endif
