#ifndef OUTPUT_OVERLAP_PRINT_H
#define OUTPUT_OVERLAP_PRINT_H

#include <stdio.h>

struct overlap_result;
struct reach_result;
struct terminal;

/** For the terminal: each pair with its score, class, both texts and the words that they share. */
void overlap_print_table(FILE *out, const struct overlap_result *result, const struct terminal *terminal);

/** {"pairs": [..], "borrowed": [], "risk_links": [..]}: the contract of `overlap --format json`, one pair a
 * line. */
void overlap_print_json(FILE *out, const struct overlap_result *result, const struct reach_result *reach);
#endif
