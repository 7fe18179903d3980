#ifndef OUTPUT_RULE_PRINT_H
#define OUTPUT_RULE_PRINT_H

#include <stdio.h>

struct audit_rule;
struct terminal;

/** All that is to know of a rule: what it looks for, why, an example, what to do, its source and limits. */
void rule_print(FILE *out, const struct audit_rule *rule, const struct terminal *terminal);

/** One line a rule, by family. */
void rule_print_list(FILE *out, const struct terminal *terminal);

/** The manual's page on all rules, in mdoc(7). */
void rule_print_manual(FILE *out);

/** {"rules": [{"rule", "name", "family", "severity", "on", "meaning", "why", ..}]}: one rule, or all for
 * NULL. */
void rule_print_json(FILE *out, const struct audit_rule *only);
#endif
