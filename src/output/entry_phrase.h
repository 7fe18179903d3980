#ifndef OUTPUT_ENTRY_PHRASE_H
#define OUTPUT_ENTRY_PHRASE_H

#include "fields/values.h"

struct buffer;

/** Lists of an entry in one cell of a table: "; " between, nothing where the list is empty. */

/** "Head of Housing; Repairs Team (support)" */
void entry_phrase_add_owners(struct buffer *buffer, const struct owner_list *owners);

/** The dates of a role as a person says them: "by 15 May 2009; March 2010 (revised)". */
void entry_phrase_add_dates(struct buffer *buffer, const struct date_list *dates, enum date_role role);

/**
 * The date of the role that counts: the last revised one, else the first that names a day; NULL where there
 * is none.
 */
const struct date_value *entry_phrase_date(const struct date_list *dates, enum date_role role);
#endif
