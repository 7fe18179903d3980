#ifndef FIELDS_DATE_TENSE_H
#define FIELDS_DATE_TENSE_H

struct date_readings;
struct date_text;

/**
 * Tells from the verbs of running text which dates of a due column are of what was done: "the group was formed in May 2010"
 * is completed, "the group is to be formed in May 2010" is due. Roles that words beside the date give stay as they are.
 */
void date_tense_read(const struct date_text *text, struct date_readings *readings);
#endif
