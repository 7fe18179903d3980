#ifndef OUTPUT_MARKDOWN_EXPORT_H
#define OUTPUT_MARKDOWN_EXPORT_H

#include <stdio.h>

struct plan_set;

/**
 * The register as Markdown, for pasting into a committee paper: a heading a plan, a table of its actions, one
 * of its risks. Words of a plan are escaped, so that none of them is taken for markup or HTML; what is not
 * stated is a dash. Whether the stream took it all is seen when it is closed. Source: CommonMark 0.30, 2.4
 * (backslash escapes); GitHub Flavored Markdown, 4.10 (tables).
 */
void markdown_export_plans(const struct plan_set *plans, FILE *out);
#endif
