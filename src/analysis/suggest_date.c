#include "analysis/audit_round.h"

#include "base/buffer.h"
#include "base/calendar_date.h"

static bool read_number(struct span words, size_t *at, size_t most, unsigned *out)
{
    size_t from = *at;

    for (*out = 0;
         *at < words.length && *at - from < most && words.text[*at] >= '0' && words.text[*at] <= '9'; ++*at)
        *out = *out * 10 + (unsigned)(words.text[*at] - '0');
    return *at > from;
}

/* date := day ("/" | "." | "-") month the rest; a day past the month's end was most likely meant as that end.
 */
void suggest_last_day(struct span words, struct buffer *out)
{
    static const unsigned lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    unsigned day, month;
    size_t at = 0, month_at;

    if (!read_number(words, &at, 2, &day) || at == words.length ||
        !(words.text[at] == '/' || words.text[at] == '.' || words.text[at] == '-'))
        return;
    month_at = at++;
    if (!read_number(words, &at, 2, &month) || month < 1 || month > 12 || day > 31 ||
        day <= lengths[month - 1] || month == 2)
        return;
    buffer_add_format(out, "%u", lengths[month - 1]);
    buffer_add(out, words.text + month_at, words.length - month_at);
}
