#ifndef OUTPUT_OVERLAP_PRINT_H
#define OUTPUT_OVERLAP_PRINT_H

#include <stdbool.h>
#include <stdio.h>

struct overlap;
struct overlap_result;
struct reach_result;
struct terminal;

/** For the terminal: each pair with its score, class, both texts, what they share and what differs; then near
 * copies inside a plan, and borrowed risks as questions. */
void overlap_print_table(FILE *out, const struct overlap_result *result, const struct terminal *terminal);

/** One pair in the same form: `overlap why`. */
void overlap_print_pair(FILE *out, const struct overlap *pair, const struct terminal *terminal);

/** One pair a row; of copies inside a plan too. */
void overlap_print_csv(FILE *out, const struct overlap_result *result, bool raw);

/** {"pairs": [..], "copies": [..], "borrowed": [..], "risk_links": [..]}: the contract of `overlap --format
 * json`, one pair a line. */
void overlap_print_json(FILE *out, const struct overlap_result *result, const struct reach_result *reach);
#endif
