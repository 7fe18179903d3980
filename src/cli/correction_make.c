#include "cli/correction_make.h"

#include <pwd.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "cli/session.h"
#include "grammar/pattern.h"
#include "output/correction_list.h"
#include "output/terminal.h"
#include "plan/given_value.h"
#include "plan/plan_read.h"

/* A database is not made by correcting: opening one that is not there for reading says so. */
enum status correction_maker_begin(struct correction_maker *maker, struct session *session, bool dry)
{
    bool exists = access(session_database_path(session), F_OK) == 0;
    enum status status = session_open_store(session, dry || !exists ? STORE_READ : STORE_WRITE);

    *maker = (struct correction_maker){ .session = session, .matcher = matcher_new() };
    if (status == STATUS_OK)
        status = session_load_grammar(session);
    if (status == STATUS_OK)
        status = plan_reader_new(session->grammar, session->sink, &maker->reader);
    return status;
}

void correction_maker_free(struct correction_maker *maker)
{
    plan_reader_free(maker->reader);
    matcher_free(maker->matcher);
}

static void list_fields(enum item_kind kind, struct buffer *out)
{
    const struct correction_field *field;

    for (size_t i = 0; (field = correction_field_of(kind, i)) != NULL; i++)
        buffer_add_format(out, "%s%s", i ? ", " : "", field->name);
}

static void add_quoted(struct buffer *out, struct span words)
{
    buffer_add_byte(out, '"');
    terminal_add_text(out, words);
    buffer_add_byte(out, '"');
}

bool correction_make(struct correction_maker *maker, const struct plan *plan, enum entry_kind kind,
                     size_t index, const struct correction_words *words, struct correction *out,
                     struct buffer *why)
{
    struct arena *arena = maker->session->arena;
    enum item_kind item = entry_item_kind(kind);

    *out = (struct correction){ .field = correction_field_find(item, words->field) };
    if (!out->field) {
        buffer_add_format(why, "%s %s has no field ",
                          kind == ENTRY_ACTION || kind == ENTRY_INDICATOR ? "an" : "a",
                          entry_kind_name(kind));
        add_quoted(why, words->field);
        buffer_add_string(why, " to correct, but: ");
        list_fields(item, why);
        return false;
    }
    buffer_add_format(why, "%s: ", out->field->name);
    add_quoted(why, words->value);
    buffer_add_byte(why, ' ');
    if (!given_value_read(maker->reader, maker->matcher, plan, words->value, out, arena, why))
        return false;
    why->length = 0;
    correction_aim(out, plan, index, arena);
    out->index = index;
    out->reason = arena_copy_span(arena, span_trim(words->reason));
    out->made_by = arena_copy_span(arena, span_trim(words->by));
    out->made_on = words->on;
    return true;
}

struct span correction_author(const char *by)
{
    const struct passwd *user = getpwuid(geteuid());
    const char *const names[] = { by, getenv("USER"), getenv("LOGNAME"), user ? user->pw_name : NULL };

    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        if (names[i] && !span_is_blank(span_of(names[i])))
            return span_of(names[i]);
    return (struct span){ 0 };
}

struct span correction_moment(const char *on, struct arena *arena)
{
    time_t now = time(NULL);
    struct tm parts;
    char text[32];

    if (on)
        return span_of(on);
    if (!gmtime_r(&now, &parts) || !strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &parts))
        return span_of("1970-01-01");
    return arena_copy_span(arena, span_of(text));
}

void correction_print(const struct correction *correction, const struct plan *plan, struct buffer *out)
{
    enum entry_kind kind = entry_kind_of_item(correction->field->kind);
    struct span ref = entry_ref(plan, kind, correction->index);

    entry_add_key(out, plan, kind, correction->index);
    if (ref.text) {
        buffer_add_string(out, " (");
        terminal_add_text(out, ref);
        buffer_add_byte(out, ')');
    }
    buffer_add_format(out, ": %s is ", correction->field->name);
    correction_add_value(out, correction);
    buffer_add_string(out, "; the plan says ");
    if (correction->was.text)
        add_quoted(out, correction->was);
    else
        buffer_add_string(out, "nothing");
}

const struct correction *correction_in_force(const struct plan *plan, const struct correction *correction)
{
    for (size_t i = 0; i < plan->correction_count; i++)
        if (!plan->corrections[i].ended_by.text && correction_same_place(&plan->corrections[i], correction))
            return &plan->corrections[i];
    return NULL;
}
