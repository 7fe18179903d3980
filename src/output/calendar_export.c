#include "output/calendar_export.h"

#include <stdbool.h>
#include <string.h>

#include "base/buffer.h"
#include "output/date_phrase.h"
#include "output/entry.h"
#include "output/entry_phrase.h"
#include "plan/plan.h"
#include "store/store.h"

enum { LINE_OCTETS = 75 };

struct calendar {
    FILE *out;
    const char *owner;
    const struct plan *plan;
    struct buffer line;
};

/* One event: what is due, when, whose. */
struct event {
    enum entry_kind kind;
    size_t index;
    size_t part; /* milestone, from 1; 0: the entry itself */
    struct span text;
    const struct date_value *date;
    const struct owner_list *owners;
};

/* ---- lines ------------------------------------------------------------------------------------------ */

static bool goes_on_character(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* A content line, folded between characters where it is longer than 75 octets. */
static void end_line(struct calendar *calendar)
{
    const struct buffer *line = &calendar->line;
    size_t room = LINE_OCTETS;

    for (size_t at = 0; at < line->length;) {
        size_t end = line->length - at > room ? at + room : line->length;

        while (end < line->length && end > at + 1 && goes_on_character(line->bytes[end]))
            end--;
        fprintf(calendar->out, "%s%.*s\r\n", at ? " " : "", (int)(end - at), line->bytes + at);
        at = end;
        room = LINE_OCTETS - 1; /* the space */
    }
    calendar->line.length = 0;
}

static void put_line(struct calendar *calendar, const char *text)
{
    buffer_add_string(&calendar->line, text);
    end_line(calendar);
}

/* TEXT: backslash, comma and semicolon escaped; a line break as \n; other control characters are none of it.
 */
static void add_text(struct calendar *calendar, struct span text)
{
    for (size_t i = 0; i < text.length; i++) {
        char c = text.text[i];

        if (c == '\n')
            buffer_add_string(&calendar->line, "\\n");
        else if ((unsigned char)c < ' ' || c == 0x7F)
            buffer_add_byte(&calendar->line, ' ');
        else {
            if (strchr("\\,;", c))
                buffer_add_byte(&calendar->line, '\\');
            buffer_add_byte(&calendar->line, c);
        }
    }
}

static void put_text(struct calendar *calendar, const char *name, struct span text)
{
    if (!text.length)
        return;
    buffer_add_string(&calendar->line, name);
    add_text(calendar, text);
    end_line(calendar);
}

static void put_day(struct calendar *calendar, const char *name, calendar_day day, const char *time)
{
    int year, month, of_month;

    calendar_to_civil(day, &year, &month, &of_month);
    buffer_add_format(&calendar->line, "%s:%04d%02d%02d%s", name, year, month, of_month, time);
    end_line(calendar);
}

/* ---- events ----------------------------------------------------------------------------------------- */

static bool holds_ignoring_case(struct span text, struct span wanted)
{
    for (size_t i = 0; i + wanted.length <= text.length; i++)
        if (span_same_ignoring_case(span_part(text, i, i + wanted.length), wanted))
            return true;
    return false;
}

static bool is_wanted(const struct calendar *calendar, const struct owner_list *owners)
{
    if (!calendar->owner)
        return true;
    for (size_t i = 0; i < owners->count; i++)
        if (holds_ignoring_case(owners->items[i].name.text, span_of(calendar->owner)))
            return true;
    return false;
}

static void put_categories(struct calendar *calendar, const struct owner_list *owners)
{
    if (!owners->count)
        return;
    buffer_add_string(&calendar->line, "CATEGORIES:");
    for (size_t i = 0; i < owners->count; i++) {
        if (i)
            buffer_add_byte(&calendar->line, ',');
        add_text(calendar, owners->items[i].name.text);
    }
    end_line(calendar);
}

/* What a person asks of an event: the date as printed, the plan, the owners. */
static void put_description(struct calendar *calendar, const struct event *event)
{
    struct buffer words = { 0 };
    const struct plan *plan = calendar->plan;

    buffer_add_string(&words, event->date->role == DATE_REVIEW ? "Review: " : "Due: ");
    date_phrase_add(&words, event->date);
    if (event->owners->count) {
        buffer_add_string(&words, "\nOwner: ");
        entry_phrase_add_owners(&words, event->owners);
    }
    buffer_add_string(&words, "\nPlan: ");
    buffer_add_span(&words, plan->title.text.length ? plan->title.text : plan->document);
    if (plan->council.text.length) {
        buffer_add_string(&words, ", ");
        buffer_add_span(&words, plan->council.text);
    }
    put_text(calendar, "DESCRIPTION:", span_over(words.bytes, words.length));
    buffer_free(&words);
}

static void put_identity(struct calendar *calendar, const struct event *event)
{
    buffer_add_string(&calendar->line, "UID:");
    entry_add_key(&calendar->line, calendar->plan, event->kind, event->index);
    if (event->part)
        buffer_add_format(&calendar->line, "-m%zu", event->part);
    buffer_add_format(&calendar->line, "-%s-%lld@planrisk", date_role_name(event->date->role),
                      (long long)calendar->plan->edition);
    end_line(calendar);
}

static void put_event(struct calendar *calendar, const struct event *event)
{
    struct span ref = entry_ref(calendar->plan, event->kind, event->index);

    put_line(calendar, "BEGIN:VEVENT");
    put_identity(calendar, event);
    put_day(calendar, "DTSTAMP", event->date->to, "T000000Z");
    put_day(calendar, "DTSTART;VALUE=DATE", event->date->to, "");
    buffer_add_string(&calendar->line, "SUMMARY:");
    if (ref.length) {
        add_text(calendar, ref);
        buffer_add_string(&calendar->line, ": ");
    }
    add_text(calendar, event->text);
    end_line(calendar);
    put_description(calendar, event);
    put_categories(calendar, event->owners);
    put_line(calendar, "TRANSP:TRANSPARENT");
    put_line(calendar, "END:VEVENT");
}

static void put_dates(struct calendar *calendar, struct event event, const struct date_list *dates)
{
    static const enum date_role roles[] = { DATE_DUE, DATE_REVIEW };

    if (!is_wanted(calendar, event.owners))
        return;
    for (size_t i = 0; i < ARRAY_LENGTH(roles); i++) {
        event.date = entry_phrase_date(dates, roles[i]);
        if (event.date)
            put_event(calendar, &event);
    }
}

/* A milestone without an owner of its own is its action's owner's. */
static void put_action(struct calendar *calendar, size_t index)
{
    const struct action *action = &calendar->plan->actions[index];
    struct event event = {
        .kind = ENTRY_ACTION, .index = index, .text = action->text.text, .owners = &action->owners
    };

    put_dates(calendar, event, &action->dates);
    for (size_t i = 0; i < action->milestone_count; i++) {
        const struct milestone *milestone = &action->milestones[i];

        event.part = i + 1;
        event.text = milestone->text.text;
        event.owners = milestone->owners.count ? &milestone->owners : &action->owners;
        put_dates(calendar, event, &milestone->dates);
    }
}

static void put_risk(struct calendar *calendar, size_t index)
{
    const struct risk *risk = &calendar->plan->risks[index];
    const struct event event = {
        .kind = ENTRY_RISK, .index = index, .text = risk->text.text, .owners = &risk->owners
    };

    put_dates(calendar, event, &risk->dates);
}

void calendar_export_plans(const struct plan_set *plans, const char *owner, FILE *out)
{
    struct calendar calendar = { .out = out, .owner = owner };

    put_line(&calendar, "BEGIN:VCALENDAR");
    put_line(&calendar, "VERSION:2.0");
    put_line(&calendar, "PRODID:-//planrisk//register//EN");
    put_line(&calendar, "CALSCALE:GREGORIAN");
    for (size_t i = 0; i < plans->count; i++) {
        calendar.plan = plans->items[i];
        for (size_t k = 0; k < calendar.plan->action_count; k++)
            put_action(&calendar, k);
        for (size_t k = 0; k < calendar.plan->risk_count; k++)
            put_risk(&calendar, k);
    }
    put_line(&calendar, "END:VCALENDAR");
    buffer_free(&calendar.line);
}
