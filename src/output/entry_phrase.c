#include "output/entry_phrase.h"

#include "base/buffer.h"
#include "output/date_phrase.h"

static void add_separator(struct buffer *buffer, size_t before)
{
    if (buffer->length > before)
        buffer_add_string(buffer, "; ");
}

void entry_phrase_add_owners(struct buffer *buffer, const struct owner_list *owners)
{
    size_t before = buffer->length;

    for (size_t i = 0; i < owners->count; i++) {
        add_separator(buffer, before);
        buffer_add_span(buffer, owners->items[i].name.text);
        if (owners->items[i].role == OWNER_SUPPORT)
            buffer_add_string(buffer, " (support)");
    }
}

void entry_phrase_add_dates(struct buffer *buffer, const struct date_list *dates, enum date_role role)
{
    size_t before = buffer->length;

    for (size_t i = 0; i < dates->count; i++) {
        if (dates->items[i].role != role)
            continue;
        add_separator(buffer, before);
        date_phrase_add(buffer, &dates->items[i]);
    }
}

const struct date_value *entry_phrase_date(const struct date_list *dates, enum date_role role)
{
    const struct date_value *found = NULL;

    for (size_t i = 0; i < dates->count; i++) {
        const struct date_value *date = &dates->items[i];

        if (date->role != role || date->to == CALENDAR_NONE)
            continue;
        if (!found || (date->flags & DATE_REVISED))
            found = date;
    }
    return found;
}
