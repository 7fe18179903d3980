#include "output/entry_show.h"

#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "characters/line_index.h"
#include "output/character.h"
#include "output/date_phrase.h"
#include "output/entry_show_private.h"
#include "output/place_print.h"
#include "output/terminal.h"
#include "output/text_table.h"
#include "output/text_use.h"
#include "plan/correction.h"
#include "plan/plan.h"
#include "store/store.h"

struct span show_whole(const struct buffer *buffer)
{
    return span_over(buffer->bytes, buffer->length);
}

void show_print_line(struct show *show, const char *label, struct span text, enum style style)
{
    const struct terminal *terminal = show->terminal;
    size_t width = character_text_width(span_of(label));

    show->line.length = 0;
    buffer_add_string(&show->line, terminal_style(terminal, STYLE_FAINT));
    buffer_add_string(&show->line, label);
    buffer_add_string(&show->line, terminal_plain(terminal, STYLE_FAINT));
    for (; width < LABEL_WIDTH; width++)
        buffer_add_byte(&show->line, ' ');
    buffer_add_string(&show->line, terminal_style(terminal, style));
    terminal_add_wrapped(&show->line, text, width, LABEL_WIDTH, terminal->width);
    buffer_add_string(&show->line, terminal_plain(terminal, style));
    buffer_add_byte(&show->line, '\n');
    fwrite(show->line.bytes, 1, show->line.length, show->stream);
}

void show_add_words(struct buffer *buffer, struct span words)
{
    buffer_add_string(buffer, "\"");
    terminal_add_text(buffer, words);
    buffer_add_string(buffer, "\"");
}

/* The value as a person says it: a date by its days, an abbreviation with its meaning, a resource with its
 * share. */
static void add_meaning(struct buffer *buffer, const struct entry_value *value, bool is_corrected)
{
    if (value->date)
        date_phrase_add(buffer, value->date);
    else
        buffer_add_span(buffer, value->text);
    if (value->date && value->date->from != CALENDAR_NONE && !is_corrected) {
        buffer_add_string(buffer, ", printed ");
        show_add_words(buffer, value->text);
    }
    if (value->owner && value->owner->expansion.text) {
        buffer_add_string(buffer, " (");
        buffer_add_span(buffer, value->owner->expansion);
        buffer_add_string(buffer, ")");
    }
    if (value->detail.text) {
        buffer_add_string(buffer, " (");
        buffer_add_span(buffer, value->detail);
        buffer_add_string(buffer, ")");
    }
}

/* Lines of one cell are one place. */
static bool same_place(const struct plan *plan, size_t one, size_t other)
{
    struct place first, second;

    if (one == other || !place_find(&plan->places, one, &first) || !place_find(&plan->places, other, &second))
        return one == other;
    return first.table && first.table == second.table && first.row == second.row &&
           first.column == second.column;
}

/* `line 12: "words"; line 13: "more words"`, pieces of one place put together; what has no words is a colour.
 */
void show_add_places(struct show *show, struct buffer *buffer, const struct source *source)
{
    size_t last = 0;

    for (uint32_t i = 0; i < source->extent_count; i++) {
        struct extent extent = source->extents[i];
        size_t line = line_index_find(&show->lines, extent.offset);
        bool same = i > 0 && same_place(show->plan, line, last);

        if (i > 0)
            buffer_add_string(buffer, same ? " ... " : "; ");
        if (!extent.length)
            buffer_add_string(buffer, "the colour of ");
        if (!same)
            place_print(buffer, show->plan, line);
        if (extent.length && !same)
            buffer_add_string(buffer, ": ");
        if (extent.length)
            show_add_words(buffer, span_part(show->plan->text, extent.offset, extent.offset + extent.length));
        last = line;
    }
}

/* A plan's own particulars may have been given on the command line instead. */
bool show_is_given(const struct plan *plan, const struct entry_value *value)
{
    if (value->kind != ENTRY_PLAN)
        return false;
    return (plan->council_given && strcmp(value->field, "council") == 0) ||
           (plan->title_given && strcmp(value->field, "title") == 0) ||
           (plan->date_given && strcmp(value->field, "date") == 0);
}

static void explain_value(struct show *show, const struct entry_value *value)
{
    struct buffer why = { 0 };
    const char *rule = value->source ? store_rule_name(show->store, value->source->rule) : "";

    if (show_is_given(show->plan, value)) {
        buffer_add_string(&why, "given by the user at import");
    } else if (!value->source || value->source->extent_count == 0) {
        buffer_add_string(&why, "worked out from what stands around it");
    } else {
        buffer_add_string(&why, "from ");
        show_add_places(show, &why, value->source);
    }
    if (*rule)
        buffer_add_format(&why, ", read by the rule %s", rule);
    show_print_line(show, "", show_whole(&why), STYLE_FAINT);
    buffer_free(&why);
}

/* ---- values ------------------------------------------------------------------------------------ */

static const struct correction *correction_of_value(const struct show *show, const struct entry_value *value)
{
    return value->part ? NULL
                       : correction_of(show->plan, entry_item_kind(value->kind), value->index, value->field);
}

static void note_missing(struct show *show, const char *field)
{
    if (show->missing.length > 0)
        buffer_add_string(&show->missing, ", ");
    buffer_add_string(&show->missing, field);
}

static void show_value(struct entry_visitor *visitor, const struct entry_value *value)
{
    struct show *show = (struct show *)visitor;
    struct buffer text = { 0 };
    bool is_next = show->last_field == value->field && show->last_part == value->part;
    bool is_same = is_next && !show->store;
    const struct correction *correction = correction_of_value(show, value);
    char label[64];

    if (!value->text.text) {
        if (!correction)
            note_missing(show, value->field);
        return;
    }
    add_meaning(&text, value, correction != NULL);
    if (correction)
        buffer_add_format(&text, ", %s", show_corrected_word(show, correction));
    snprintf(label, sizeof label, "%s%s",
             value->part > 0 && strcmp(value->field, "milestone") != 0 ? "  " : "",
             is_same ? "" : value->field);
    show_print_line(show, label, show_whole(&text),
                    strcmp(value->field, "text") == 0 ? STYLE_BOLD : STYLE_PLAIN);
    if (show->store && !correction)
        explain_value(show, value);
    else if (show->store && !is_next)
        show_explain_correction(show, correction);
    show->last_field = value->field;
    show->last_part = value->part;
    buffer_free(&text);
}

static void print_heading(struct show *show, enum entry_kind kind, size_t index)
{
    const struct plan *plan = show->plan;
    struct span ref = entry_ref(plan, kind, index);
    size_t line = entry_line(plan, kind, index);
    struct buffer words = { 0 };

    entry_add_key(&words, plan, kind, index);
    buffer_add_format(&words, ": %s ", entry_kind_name(kind));
    if (ref.text) {
        buffer_add_span(&words, ref);
        buffer_add_byte(&words, ' ');
    }
    if (kind != ENTRY_PLAN)
        buffer_add_string(&words, "of ");
    buffer_add_span(&words, plan->document);
    if (line > 0) {
        buffer_add_string(&words, ", ");
        place_print(&words, plan, line);
    }
    show->line.length = 0;
    buffer_add_string(&show->line, terminal_style(show->terminal, STYLE_BOLD));
    terminal_add_wrapped(&show->line, show_whole(&words), 0, 0, show->terminal->width);
    buffer_add_string(&show->line, terminal_plain(show->terminal, STYLE_BOLD));
    buffer_add_byte(&show->line, '\n');
    fwrite(show->line.bytes, 1, show->line.length, show->stream);
    buffer_free(&words);
}

static size_t section_of(const struct plan *plan, enum entry_kind kind, size_t index)
{
    switch (kind) {
    case ENTRY_ACTION:
        return plan->actions[index].section;
    case ENTRY_RISK:
        return plan->risks[index].section;
    case ENTRY_INDICATOR:
        return plan->indicators[index].section;
    case ENTRY_SECTION:
        return plan->sections[index].parent;
    case ENTRY_PLAN:
    case ENTRY_ABBREVIATION:
    case ENTRY_ANOMALY:
        break;
    }
    return PLAN_NO_INDEX;
}

static void show_entry(struct show *show, enum entry_kind kind, size_t index)
{
    struct span section = entry_section_name(show->plan, section_of(show->plan, kind, index));

    print_heading(show, kind, index);
    if (section.text)
        show_print_line(show, "under", section, STYLE_PLAIN);
    entry_visit(show->plan, kind, index, &show->visitor);
    show_cleared_fields(show, entry_item_kind(kind), index);
    if (show->missing.length > 0)
        show_print_line(show, "not stated", show_whole(&show->missing), STYLE_PLAIN);
    show_unapplied_corrections(show, entry_item_kind(kind), index);
    show_annotations(show, kind, index);
    buffer_free(&show->missing);
    buffer_free(&show->line);
}

void entry_show(const struct plan *plan, enum entry_kind kind, size_t index, struct arena *arena,
                const struct terminal *terminal, FILE *stream)
{
    struct show show = {
        .visitor.visit = show_value, .plan = plan, .arena = arena, .terminal = terminal, .stream = stream
    };

    show_entry(&show, kind, index);
}

void entry_explain(const struct plan *plan, enum entry_kind kind, size_t index, struct store *store,
                   struct arena *arena, const struct terminal *terminal, FILE *stream)
{
    struct show show = {
        .visitor.visit = show_value,
        .plan = plan,
        .arena = arena,
        .terminal = terminal,
        .stream = stream,
        .store = store,
        .lines = line_index_of(plan->text, arena),
    };

    show_entry(&show, kind, index);
}

/* ---- a whole plan ----------------------------------------------------------------------------- */

/* "3 risks", "1 risk" */
static void add_count(struct buffer *buffer, size_t count, const char *noun, const char *after)
{
    buffer_add_format(buffer, "%zu %s%s%s", count, noun, count == 1 ? "" : "s", after);
}

static void print_counts(struct show *show)
{
    const struct plan *plan = show->plan;
    struct buffer counts = { 0 };

    add_count(&counts, plan->action_count, "action", ", ");
    add_count(&counts, plan->risk_count, "risk", ", ");
    add_count(&counts, plan->indicator_count, "indicator", ", ");
    add_count(&counts, plan->section_count, "section", "");
    show_print_line(show, "holds", show_whole(&counts), STYLE_PLAIN);
    if (plan->text.text) {
        counts.length = 0;
        add_count(&counts, text_use_unread_lines(plan), "line", "");
        show_print_line(show, "unread", show_whole(&counts), STYLE_PLAIN);
    }
    buffer_free(&counts);
}

static void print_file(struct show *show)
{
    const struct plan *plan = show->plan;
    struct buffer words = { 0 };

    buffer_add_span(&words, plan->path.text ? plan->path : plan->document);
    buffer_add_format(&words, ", edition %lld", (long long)plan->edition);
    if (plan->encoding.text) {
        buffer_add_string(&words, ", ");
        buffer_add_span(&words, plan->encoding);
        buffer_add_string(&words, " (");
        buffer_add_span(&words, plan->encoding_why);
        buffer_add_string(&words, ")");
    }
    show_print_line(show, "file", show_whole(&words), STYLE_PLAIN);
    if (plan->sha256.text)
        show_print_line(show, "sha-256", plan->sha256, STYLE_PLAIN);
    buffer_free(&words);
}

/* How many actions, risks and indicators stand right under each section. */
static size_t *count_by_section(const struct plan *plan, struct arena *arena)
{
    size_t *counts = ARENA_ARRAY(arena, plan->section_count + 1, size_t);

    for (unsigned kind = ENTRY_ACTION; kind <= ENTRY_INDICATOR; kind++) {
        for (size_t i = 0; i < entry_count(plan, (enum entry_kind)kind); i++) {
            size_t section = section_of(plan, (enum entry_kind)kind, i);
            if (section < plan->section_count)
                counts[section]++;
        }
    }
    return counts;
}

static void print_sections(struct show *show, struct arena *arena)
{
    static const struct text_column columns[] = {
        { .name = "code", .title = "CODE" },
        { .name = "title", .title = "SECTION", .wraps = true },
        { .name = "under", .title = "UNDER", .wraps = true },
        { .name = "items", .title = "ITEMS", .is_number = true },
        { .name = "line", .title = "LINE", .is_number = true },
    };
    const struct plan *plan = show->plan;
    const size_t *counts = count_by_section(plan, arena);
    struct text_table table;

    if (plan->section_count == 0)
        return;
    text_table_begin(&table, arena, columns, ARRAY_LENGTH(columns));
    for (size_t i = 0; i < plan->section_count; i++) {
        text_table_add(&table, plan->sections[i].code.text);
        text_table_add(&table, plan->sections[i].title.text);
        text_table_add(&table, entry_section_name(plan, plan->sections[i].parent));
        text_table_add_count(&table, counts[i]);
        text_table_add_count(&table, plan->sections[i].line);
    }
    fputc('\n', show->stream);
    text_table_print(&table, show->terminal, show->stream);
}

void entry_show_plan(const struct plan *plan, struct arena *arena, const struct terminal *terminal,
                     FILE *stream)
{
    struct show show = {
        .visitor.visit = show_value, .plan = plan, .arena = arena, .terminal = terminal, .stream = stream
    };

    print_heading(&show, ENTRY_PLAN, 0);
    entry_visit(plan, ENTRY_PLAN, 0, &show.visitor);
    show_cleared_fields(&show, ITEM_DOCUMENT, 0);
    if (show.missing.length > 0)
        show_print_line(&show, "not stated", show_whole(&show.missing), STYLE_PLAIN);
    print_file(&show);
    print_counts(&show);
    show_annotations(&show, ENTRY_PLAN, 0);
    print_sections(&show, arena);
    buffer_free(&show.missing);
    buffer_free(&show.line);
}
