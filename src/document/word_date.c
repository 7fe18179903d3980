#include "document/word_state.h"

#include "base/calendar_date.h"
#include "base/diagnostic.h"

/*
 * A content control that holds a date shows it as its author's Word wrote dates, and keeps the day itself
 * beside it. The words hold, but where they could be read as another day: figures with the month first, or no
 * year at all. A smart tag is Word's own reading of words that somebody typed, and takes this year where they
 * name none: it says only which figures are the day and which the month.
 */

struct day {
    int year, month, day;
};

/* figures := number mark number mark number ; false where the words hold anything else. */
static bool read_figures(struct span words, int numbers[static 3])
{
    size_t count = 0;
    bool inside = false;

    for (size_t i = 0; i < words.length; i++) {
        char c = words.text[i];

        if (c >= '0' && c <= '9') {
            if (!inside && count == 3)
                return false;
            if (!inside)
                numbers[count++] = 0;
            numbers[count - 1] = numbers[count - 1] < 10000 ? numbers[count - 1] * 10 + (c - '0') : 10000;
            inside = true;
        } else if (c == '/' || c == '.' || c == '-' || c == ' ') {
            inside = false;
        } else {
            return false;
        }
    }
    return count == 3;
}

/* Is one of the numbers in the words the year, in full or its last two figures? */
static bool names_year(struct span words, int year)
{
    for (size_t at = 0; at < words.length;) {
        int number = 0;
        size_t end = at;

        for (; end < words.length && words.text[end] >= '0' && words.text[end] <= '9' && end < at + 5; end++)
            number = number * 10 + (words.text[end] - '0');
        if ((end == at + 4 && number == year) || (end == at + 2 && number == year % 100 && at > 0))
            return true;
        at = end > at ? end : at + 1;
    }
    return false;
}

/* Would a British reader read the words as that day? */
static bool says_day(struct span words, const struct day *day)
{
    int numbers[3];

    if (!read_figures(words, numbers))
        return names_year(words, day->year);
    if (numbers[0] == day->year) /* 2010-03-31 */
        return numbers[1] == day->month && numbers[2] == day->day;
    return numbers[0] == day->day && numbers[1] == day->month &&
           (numbers[2] == day->year || numbers[2] == day->year % 100);
}

static bool read_day(const char date[static 24], struct day *day)
{
    char iso[11];
    calendar_day known;

    for (size_t i = 0; i < sizeof iso - 1; i++)
        iso[i] = date[i];
    iso[sizeof iso - 1] = '\0';
    if (!date[0] || !calendar_parse_iso(iso, &known))
        return false;
    calendar_to_civil(known, &day->year, &day->month, &day->day);
    return true;
}

/* Figures that hold the day, in whichever order: its year is not Word's guess. */
static bool holds_day(struct span words, const struct day *day)
{
    int numbers[3];

    if (!read_figures(words, numbers))
        return false;
    return (numbers[2] == day->year || numbers[2] == day->year % 100) &&
           ((numbers[0] == day->day && numbers[1] == day->month) ||
            (numbers[0] == day->month && numbers[1] == day->day));
}

void word_date_settle(struct word_reader *reader, const struct word_control *control, struct buffer *words,
                      size_t from)
{
    struct span shown = span_trim(span_over(words->bytes ? words->bytes + from : "", words->length - from));
    struct day day;

    if (!shown.length || control->is_prompt || !read_day(control->date, &day) || says_day(shown, &day) ||
        (control->is_tag && !holds_day(shown, &day)))
        return;
    diag_report(reader->sink, DIAG_DATE_CONTROL, reader->file, 0, 0,
                "a date that is shown as \"%.*s\" is %d %s %d: read as that", (int)shown.length, shown.text,
                day.day, calendar_month_name(day.month), day.year);
    words->length = from;
    buffer_add_format(words, "%d %s %d", day.day, calendar_month_name(day.month), day.year);
}
