#include "cli/correction_rows.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/calendar_date.h"
#include "cli/session.h"
#include "plan/plan.h"

enum status correction_rows_begin(struct correction_rows *rows, struct correction_maker *maker,
                                  const struct sheet_options *options)
{
    struct session *session = maker->session;

    *rows = (struct correction_rows){ .maker = maker, .options = options };
    enum status status = session_load_plans(session, &(struct load_options){ .as_read = true }, &rows->plans);

    return status == STATUS_OK ? session_load_plans(session, &(struct load_options){ 0 }, &rows->corrected)
                               : status;
}

bool correction_rows_refuse(struct correction_rows *rows, const char *why)
{
    diag_report(rows->maker->session->sink, DIAG_CORRECTION_REFUSED, rows->options->path, rows->line, 0,
                "%s%s%s", rows->part ? rows->part : "", rows->part ? ": " : "", why);
    rows->refused++;
    return false;
}

bool correction_rows_find(const struct correction_rows *rows, struct span name, struct correction_target *out)
{
    for (size_t i = 0; i < rows->plans.count; i++) {
        const struct plan *plan = rows->plans.items[i];
        struct span rest = span_part(name, plan->key.length, name.length);

        if (!name.text || !span_begins(name, plan->key.text))
            continue;
        *out = (struct correction_target){ .plan = plan, .kind = ENTRY_PLAN };
        if (!rest.length)
            return true;
        if (rest.text[0] == '-' &&
            entry_from_key(plan, span_part(rest, 1, rest.length), &out->kind, &out->index))
            return true;
        for (unsigned kind = ENTRY_SECTION; rest.text[0] == ':' && kind <= ENTRY_INDICATOR; kind++)
            for (size_t j = 0; j < entry_count(plan, (enum entry_kind)kind); j++)
                if (span_same_ignoring_case(entry_ref(plan, (enum entry_kind)kind, j),
                                            span_part(rest, 1, rest.length))) {
                    *out = (struct correction_target){ plan, (enum entry_kind)kind, j };
                    return true;
                }
    }
    return false;
}

const struct plan *correction_rows_corrected(const struct correction_rows *rows, const struct plan *plan)
{
    for (size_t i = 0; i < rows->corrected.count; i++)
        if (rows->corrected.items[i]->id == plan->id)
            return rows->corrected.items[i];
    return plan;
}

static bool is_in_force(const struct correction_rows *rows, const struct plan *plan,
                        const struct correction *correction)
{
    const struct correction *known = correction_in_force(correction_rows_corrected(rows, plan), correction);

    return known && span_same(known->given, correction->given) &&
           span_same(known->reason, correction->reason);
}

static bool is_told_before(struct correction_rows *rows, const struct correction *correction)
{
    for (size_t i = 0; i < rows->count; i++)
        if (span_same(rows->items[i].plan, correction->plan) &&
            correction_same_place(&rows->items[i], correction))
            return true;
    return false;
}

static void take(struct correction_rows *rows, const struct plan *plan, const struct correction *correction)
{
    struct buffer line = { 0 };

    rows->items = arena_grow(rows->maker->session->arena, rows->items, rows->count, &rows->capacity,
                             sizeof *rows->items);
    rows->items[rows->count++] = *correction;
    correction_print(correction, plan, &line);
    printf("%s\n", buffer_string(&line));
    buffer_free(&line);
}

static bool fill_words(struct correction_rows *rows, struct correction_words *words)
{
    struct arena *arena = rows->maker->session->arena;
    struct span on = words->on;
    calendar_day day;

    if (!words->reason.length)
        words->reason = span_of(rows->options->reason);
    if (!words->by.length)
        words->by = correction_author(rows->options->by);
    words->on = on.length ? arena_copy_span(arena, on) : correction_moment(rows->options->on, arena);
    if (span_is_blank(words->reason))
        return correction_rows_refuse(rows, "the row gives no reason");
    if (span_is_blank(words->by))
        return correction_rows_refuse(rows, "the row does not say by whom; say so with --by NAME");
    if (on.length && !calendar_parse_iso(arena_copy_span(arena, span_part(on, 0, 10)).text, &day))
        return correction_rows_refuse(rows, "the column on holds no day such as 2010-03-31");
    return true;
}

void correction_rows_take(struct correction_rows *rows, const struct correction_target *target,
                          const struct correction_words *given)
{
    struct correction_words words = *given;
    struct correction correction;
    struct buffer why = { 0 };

    if (!fill_words(rows, &words))
        return;
    if (!correction_make(rows->maker, target->plan, target->kind, target->index, &words, &correction, &why))
        correction_rows_refuse(rows, buffer_string(&why));
    else if (is_told_before(rows, &correction))
        correction_rows_refuse(rows, "an earlier row corrects the same field");
    else if (is_in_force(rows, target->plan, &correction))
        rows->passed_over++;
    else
        take(rows, target->plan, &correction);
    buffer_free(&why);
}

int correction_rows_finish(struct correction_rows *rows)
{
    struct session *session = rows->maker->session;

    if (rows->options->apply && rows->count &&
        store_add_corrections(session->store, rows->items, rows->count) != STATUS_OK)
        return EXIT_WRONG;
    fprintf(stderr, "%zu %s, %zu passed over, %zu refused%s\n", rows->count,
            rows->options->apply ? "kept" : "to correct", rows->passed_over, rows->refused,
            rows->options->apply || !rows->count ? "" : "; nothing is kept yet: give --apply to keep them");
    return rows->refused ? EXIT_FOUND : EXIT_DONE;
}
