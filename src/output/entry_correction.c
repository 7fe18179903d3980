#include "output/entry_show_private.h"

#include "base/arena.h"
#include "output/correction_list.h"
#include "output/terminal.h"
#include "plan/correction.h"
#include "plan/plan.h"
#include "store/store.h"

const char *show_corrected_word(const struct show *show, const struct correction *correction)
{
    return correction_confirms(correction, show->arena) ? "confirmed" : "corrected";
}

static void add_author(struct buffer *buffer, const struct correction *correction)
{
    buffer_add_string(buffer, " by ");
    terminal_add_text(buffer, correction->made_by);
    buffer_add_string(buffer, " on ");
    terminal_add_text(buffer, correction->made_on);
    buffer_add_string(buffer, ": ");
    terminal_add_text(buffer, correction->reason);
}

/* Where the words of a field stand that a list of values took the place of. */
static void add_list_places(struct show *show, struct buffer *why, const struct correction *correction)
{
    const struct field_value *reading = &correction->reading;
    const char *before = ", from ";

    for (size_t i = 0; i < reading->owners.count; i++) {
        if (reading->owners.items[i].role != correction->field->role ||
            !reading->owners.items[i].name.source.extent_count)
            continue;
        buffer_add_string(why, before);
        show_add_places(show, why, &reading->owners.items[i].name.source);
        before = "; ";
    }
    for (size_t i = 0; i < reading->dates.count; i++) {
        if (reading->dates.items[i].role != correction->field->role ||
            !reading->dates.items[i].words.source.extent_count)
            continue;
        buffer_add_string(why, before);
        show_add_places(show, why, &reading->dates.items[i].words.source);
        before = "; ";
    }
}

static void add_rule(struct show *show, struct buffer *why, const struct correction *correction)
{
    const struct field_value *reading = &correction->reading;
    const struct source *source = reading->owners.count  ? &reading->owners.items[0].name.source
                                  : reading->dates.count ? &reading->dates.items[0].words.source
                                                         : &correction->reading_source;
    const char *rule = store_rule_name(show->store, source->rule);

    if (*rule)
        buffer_add_format(why, ", read by the rule %s", rule);
}

/* What the plan itself says, with its words: nothing is lost by a correction. */
static void explain_reading(struct show *show, const struct correction *correction)
{
    struct span words = field_value_words(correction->field, &correction->reading, show->arena);
    struct buffer why = { 0 };

    buffer_add_string(&why, "the plan says ");
    if (words.text)
        show_add_words(&why, words);
    else
        buffer_add_string(&why, "nothing");
    if (correction->reading_source.extent_count) {
        buffer_add_string(&why, ", from ");
        show_add_places(show, &why, &correction->reading_source);
    }
    add_list_places(show, &why, correction);
    if (words.text)
        add_rule(show, &why, correction);
    show_print_line(show, "", show_whole(&why), STYLE_PLAIN);
    buffer_free(&why);
}

/* Corrections of the same field that came before: replaced or taken back. */
static void explain_earlier(struct show *show, const struct correction *correction)
{
    const struct plan *plan = show->plan;

    for (size_t i = plan->correction_count; i-- > 0;) {
        const struct correction *earlier = &plan->corrections[i];
        struct buffer why = { 0 };

        if (earlier->state != CORRECTION_ENDED || !correction_same_place(earlier, correction))
            continue;
        buffer_add_format(&why, "before, correction %lld: ", (long long)earlier->id);
        correction_add_value(&why, earlier);
        buffer_add_byte(&why, ',');
        add_author(&why, earlier);
        buffer_add_string(&why, earlier->successor ? "; replaced by " : "; taken back by ");
        terminal_add_text(&why, earlier->ended_by);
        buffer_add_string(&why, " on ");
        terminal_add_text(&why, earlier->ended_on);
        if (!earlier->successor) {
            buffer_add_string(&why, ": ");
            terminal_add_text(&why, earlier->ended_why);
        }
        show_print_line(show, "", show_whole(&why), STYLE_FAINT);
        buffer_free(&why);
    }
}

void show_explain_correction(struct show *show, const struct correction *correction)
{
    struct buffer why = { 0 };

    buffer_add_string(&why, show_corrected_word(show, correction));
    add_author(&why, correction);
    buffer_add_format(&why, " (correction %lld)", (long long)correction->id);
    show_print_line(show, "", show_whole(&why), STYLE_PLAIN);
    buffer_free(&why);
    explain_reading(show, correction);
    explain_earlier(show, correction);
}

/* A field that a person said is not stated after all has no value to hang this on. */
void show_cleared_fields(struct show *show, enum item_kind kind, size_t index)
{
    const struct correction *correction;

    for (size_t at = 0; (correction = correction_next(show->plan, kind, index, &at)) != NULL;) {
        const struct field_value *value = &correction->value;

        if (value->text.text || value->owners.count || value->dates.count)
            continue;
        show_print_line(show, correction->field->name, span_of("not stated, corrected"), STYLE_PLAIN);
        if (show->store)
            show_explain_correction(show, correction);
    }
}

/* Corrections that hold no more: taken back without another, or made of words that the plan no longer has. */
void show_unapplied_corrections(struct show *show, enum item_kind kind, size_t index)
{
    const struct plan *plan = show->plan;

    for (size_t i = 0; i < plan->correction_count && show->store; i++) {
        const struct correction *correction = &plan->corrections[i];
        struct buffer why = { 0 };

        if (correction->field->kind != kind || correction->index != index ||
            (correction->state != CORRECTION_STALE &&
             (correction->state != CORRECTION_ENDED || correction->successor)) ||
            correction_of(plan, kind, index, correction->field->name))
            continue;
        buffer_add_format(&why, "correction %lld: ", (long long)correction->id);
        correction_add_value(&why, correction);
        buffer_add_byte(&why, ',');
        add_author(&why, correction);
        if (correction->state == CORRECTION_STALE) {
            buffer_add_string(&why, "; not applied, for the plan said ");
            show_add_words(&why, correction->was);
            buffer_add_string(&why, " then");
        } else {
            buffer_add_string(&why, "; taken back by ");
            terminal_add_text(&why, correction->ended_by);
            buffer_add_string(&why, " on ");
            terminal_add_text(&why, correction->ended_on);
            buffer_add_string(&why, ": ");
            terminal_add_text(&why, correction->ended_why);
        }
        show_print_line(show, correction->field->name, show_whole(&why), STYLE_FAINT);
        buffer_free(&why);
    }
}
