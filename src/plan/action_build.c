#include <string.h>

#include "base/arena.h"
#include "base/status.h"
#include "fields/cell_score.h"
#include "fields/colour_field.h"
#include "plan/plan_build.h"

/* Among that many owners or dates before it one is looked for, so as to give it once. */
enum { REPEAT_LIMIT = 256 };

/* What all actions of one record have in common. */
struct shared {
    struct action action; /* its fields but text, lines and resources */
    struct resource_list resources;
    struct link_list links;
};

/* The first piece that stands on that row or below it. */
static size_t first_on_row(const struct piece_list *pieces, size_t row)
{
    size_t low = 0;
    size_t high = pieces ? pieces->count : 0;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (pieces->items[middle].row < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Pieces that stand on rows [first, last) of the record. */
static struct passage join_rows(struct build *build, const struct piece_list *pieces, size_t first,
                                size_t last)
{
    struct passage_builder builder = { 0 };

    for (size_t i = first_on_row(pieces, first); pieces && i < pieces->count && pieces->items[i].row < last;
         i++)
        passage_add(build->arena, &builder, pieces->items[i].text);
    return passage_finish(&builder);
}

static void read_dates(struct build *build, const struct passage *cell, enum date_role role,
                       struct date_list *dates)
{
    size_t before = dates->count;

    if (!cell->text.length)
        return;
    date_field_read(build->reader->dates, build->matcher, cell, role, &build->dates, build->arena, dates);
    for (size_t i = before; i < dates->count; i++)
        build_mark_source(build, &dates->items[i].words.source);
}

static void read_owners(struct build *build, const struct passage *cell, enum owner_role role,
                        struct owner_list *owners, struct link_list *links)
{
    const struct owner_context context = { .role = role,
                                           .names = build->names,
                                           .has_paragraphs = build->record.is_row };

    if (!cell->text.length)
        return;
    owner_field_read(build->reader->owners, build->matcher, cell, &context, build->arena, owners, links);
    build_mark_owners(build, owners);
    for (size_t i = 0; links && i < links->count; i++)
        build_mark_source(build, &links->items[i].code.source);
}

/* ---- sections and refs -------------------------------------------------------------------------- */

/* The title's own place: a heading is read from the cell's joined words, which are fewer bytes than stand in
 * the document. */
static void trace_title(struct build *build, const struct passage *cell)
{
    struct section *section = &build->plan->sections[build->section];
    struct span title = section->title.text;
    const char *at =
        title.length ? memmem(cell->text.text, cell->text.length, title.text, title.length) : NULL;
    size_t count;

    if (!at)
        return;
    size_t from = (size_t)(at - cell->text.text);

    section->title.source.extents = passage_extents(build->arena, cell, from, from + title.length, &count);
    section->title.source.extent_count = (uint32_t)count;
}

/* A theme's cell is a section for its row and those below it: "KT2/1 Revising Procedures", or only its code.
 * False where the record has none.
 */
static bool read_section_cell(struct build *build, enum field field)
{
    const struct passage *cell = record_join(build, field);
    size_t known, sections = build->plan->section_count;

    if (!cell->text.length)
        return false;
    struct span words = span_at(cell->text.text, cell->text.length, passage_offset(cell, 0));

    known = section_find_code(build, words);
    if (known != PLAN_NO_INDEX) {
        build->section = known;
        build_whole_value(build, cell, build->reader->rule_cell);
        return true;
    }
    if (!section_read_heading(build, words, false))
        section_open(build, (struct span){ 0 }, words, build->reader->rule_cell);
    if (build->plan->section_count > sections)
        trace_title(build, cell);
    build->section_is_fresh = false;
    build_whole_value(build, cell, build->reader->rule_cell);
    return true;
}

/* A theme, and perhaps an objective beside it, which is a section under the theme. */
static void read_section_columns(struct build *build)
{
    if (read_section_cell(build, FIELD_SECTION))
        build->theme = build->section;
    if (!column_set_has(&build->columns, FIELD_SUBSECTION))
        return;
    size_t sections = build->plan->section_count;

    if (read_section_cell(build, FIELD_SUBSECTION) && build->plan->section_count > sections)
        build->plan->sections[build->section].parent = build->theme;
}

static void read_ref(struct build *build, const struct record *record, struct action *action)
{
    const struct passage *cell = record_join(build, FIELD_REF);
    struct span repaired;
    size_t to;

    if (!cell->text.length && record->stands_under)
        action->ref = build->ref_above;
    if (!cell->text.length || !reference_field_read(build->reader->marks, build->matcher, cell, true,
                                                    build->arena, &action->ref, &to))
        return;
    build_mark_source(build, &action->ref.source);
    build->ref_above = action->ref;
    if (homoglyph_repair(build->reader->marks, cell->text, build->arena, &repaired))
        build_add_anomaly(build, "homoglyph", build_whole_value(build, cell, action->ref.source.rule),
                          build_line(build, passage_offset(cell, 0)), PLAN_NO_INDEX);
}

/* ---- dates --------------------------------------------------------------------------------------- */

static struct span piece_on_row(const struct piece_list *pieces, size_t row)
{
    size_t found = first_on_row(pieces, row);

    return pieces && found < pieces->count && pieces->items[found].row == row ? pieces->items[found].text
                                                                              : (struct span){ 0 };
}

/* Is one sentence torn over the start and the finish column: "Must be ... November" | "ed by"? */
static bool is_torn(const struct build *build, struct span start, struct span due)
{
    static const double whole_date = 0.6;
    const struct date_reader *reader = build->reader->dates;

    return start.length && due.length && date_field_likeness(reader, build->matcher, start) < whole_date &&
           date_field_likeness(reader, build->matcher, due) < whole_date;
}

static bool has_torn_sentence(const struct build *build, const struct record *record)
{
    const struct piece_list *starts = record_pieces(build, FIELD_START);
    const struct piece_list *dues = record_pieces(build, FIELD_DUE);

    for (size_t row = 0; starts && dues && row < record->rows; row++)
        if (is_torn(build, piece_on_row(starts, row), piece_on_row(dues, row)))
            return true;
    return false;
}

/* A torn sentence is a date to be met; what stands beside it, row by row, is read as it would be without it.
 */
static void read_torn_columns(struct build *build, const struct record *record, struct date_list *dates)
{
    const struct piece_list *starts = record_pieces(build, FIELD_START);
    const struct piece_list *dues = record_pieces(build, FIELD_DUE);
    struct passage_builder start = { 0 };
    struct passage_builder due = { 0 };
    struct date_list torn = { 0 };

    for (size_t row = 0; row < record->rows; row++) {
        struct span first = piece_on_row(starts, row);
        struct span second = piece_on_row(dues, row);

        if (is_torn(build, first, second)) {
            struct passage_builder sentence = { 0 };

            passage_add(build->arena, &sentence, first);
            passage_add(build->arena, &sentence, second);
            struct passage words = passage_finish(&sentence);

            read_dates(build, &words, DATE_DUE, &torn);
            continue;
        }
        if (first.length)
            passage_add(build->arena, &start, first);
        if (second.length)
            passage_add(build->arena, &due, second);
    }
    struct passage start_cell = passage_finish(&start);
    struct passage due_cell = passage_finish(&due);

    read_dates(build, &start_cell, DATE_START, dates);
    read_dates(build, &due_cell, DATE_DUE, dates);
    for (size_t i = 0; i < torn.count; i++) {
        dates->items =
            arena_grow(build->arena, dates->items, dates->count, &dates->capacity, sizeof *dates->items);
        dates->items[dates->count++] = torn.items[i];
    }
}

/* Start and finish stand side by side: row by row where a sentence is torn over both, else each column as one
 * cell. */
static void read_start_and_due(struct build *build, const struct record *record, struct date_list *dates)
{
    const struct passage *start = record_join(build, FIELD_START);
    const struct passage *due = record_join(build, FIELD_DUE);

    if (has_torn_sentence(build, record)) {
        read_torn_columns(build, record, dates);
        return;
    }
    if (start->text.length && due->text.length && !dates->capacity) { /* of each one, most often */
        dates->items = ARENA_ARRAY(build->arena, 2, struct date_value);
        dates->capacity = 2;
    }
    read_dates(build, start, DATE_START, dates);
    read_dates(build, due, DATE_DUE, dates);
}

static bool same_date(const struct date_value *a, const struct date_value *b)
{
    return a->role == b->role && a->from == b->from && a->to == b->to && a->flags == b->flags &&
           (a->from != CALENDAR_NONE || span_same_ignoring_case(a->words.text, b->words.text));
}

static void add_date(struct build *build, struct date_list *dates, const struct date_value *date)
{
    for (size_t i = dates->count > REPEAT_LIMIT ? dates->count - REPEAT_LIMIT : 0; i < dates->count; i++)
        if (same_date(&dates->items[i], date))
            return;
    dates->items =
        arena_grow(build->arena, dates->items, dates->count, &dates->capacity, sizeof *dates->items);
    dates->items[dates->count++] = *date;
}

static void read_date_columns(struct build *build, const struct record *record, struct date_list *dates)
{
    static const struct {
        enum field field;
        enum date_role role;
        unsigned flag;
    } columns[] = {
        { FIELD_REVISED, DATE_DUE, DATE_REVISED },
        { FIELD_COMPLETED, DATE_COMPLETED, 0 },
        { FIELD_REVIEW, DATE_REVIEW, 0 },
    };

    read_start_and_due(build, record, dates);
    for (size_t i = 0; i < ARRAY_LENGTH(columns); i++) {
        if (!column_set_has(&build->columns, columns[i].field))
            continue;
        const struct passage *cell = record_join(build, columns[i].field);
        size_t before = dates->count;

        read_dates(build, cell, columns[i].role, dates);
        for (size_t d = before; d < dates->count; d++)
            dates->items[d].flags |= columns[i].flag;
    }
}

/* ---- milestones ---------------------------------------------------------------------------------- */

static struct milestone *add_milestone(struct build *build, struct action *action, size_t *capacity)
{
    action->milestones = arena_grow(build->arena, action->milestones, action->milestone_count, capacity,
                                    sizeof *action->milestones);
    return &action->milestones[action->milestone_count++];
}

/* An item begins at a list mark; in a list, also where a row has somebody and a date of its own. */
static bool begins_item(const struct piece *piece, const struct piece_list *owners,
                        const struct piece_list *dues)
{
    return piece->is_item || (piece_on_row(owners, piece->row).length &&
                              piece_on_row(dues, piece->row).length && !span_begins_small(piece->text));
}

static bool is_list(const struct piece_list *pieces)
{
    for (size_t i = 0; i < pieces->count; i++)
        if (pieces->items[i].is_item)
            return pieces->count > 1;
    return false;
}

static void read_milestone_list(struct build *build, const struct record *record,
                                const struct piece_list *pieces, struct action *action)
{
    const struct piece_list *owners = record_pieces(build, FIELD_OWNER);
    const struct piece_list *dues = record_pieces(build, FIELD_DUE);
    size_t capacity = 0;

    for (size_t i = 0; i < pieces->count;) {
        size_t end = i + 1;

        while (end < pieces->count && !begins_item(&pieces->items[end], owners, dues))
            end++;
        size_t first = i ? pieces->items[i].row : 0;
        size_t last = end < pieces->count ? pieces->items[end].row : record->rows;
        struct piece_list own = { .items = pieces->items + i, .count = end - i };
        struct passage text = build_join(build, &own);
        struct passage who = join_rows(build, owners, first, last);
        struct passage when = join_rows(build, dues, first, last);
        struct milestone *milestone = add_milestone(build, action, &capacity);

        milestone->text = build_whole_value(build, &text, record_rule(build, FIELD_MILESTONE));
        read_owners(build, &who, OWNER_LEAD, &milestone->owners, NULL);
        read_dates(build, &when, DATE_DUE, &milestone->dates);
        i = end;
    }
}

static void add_owner(struct build *build, struct owner_list *owners, const struct owner *owner)
{
    for (size_t i = owners->count > REPEAT_LIMIT ? owners->count - REPEAT_LIMIT : 0; i < owners->count; i++)
        if (owners->items[i].role == owner->role &&
            span_same_ignoring_case(owners->items[i].name.text, owner->name.text))
            return;
    owners->items =
        arena_grow(build->arena, owners->items, owners->count, &owners->capacity, sizeof *owners->items);
    owners->items[owners->count++] = *owner;
}

/* The action's own owners and dates are the union of its items'. */
static void unite_milestones(struct build *build, struct action *action)
{
    for (size_t i = 0; i < action->milestone_count; i++) {
        const struct milestone *milestone = &action->milestones[i];

        for (size_t k = 0; k < milestone->owners.count; k++)
            add_owner(build, &action->owners, &milestone->owners.items[k]);
        for (size_t k = 0; k < milestone->dates.count; k++)
            add_date(build, &action->dates, &milestone->dates.items[k]);
    }
}

static size_t sentence_end(struct span text, size_t from)
{
    for (size_t i = from; i + 2 < text.length; i++)
        if (text.text[i] == '.' && text.text[i + 1] == ' ' && text.text[i + 2] >= 'A' &&
            text.text[i + 2] <= 'Z' && i > from + 3)
            return i + 1;
    return text.length;
}

/* A sentence, not a date with its small words: it ends in a full stop, or much of it is no date. */
static bool speaks_in_sentences(const struct build *build, struct span text)
{
    return text.length > 0 && span_count_words(text) >= 5 &&
           (text.text[text.length - 1] == '.' ||
            date_field_likeness(build->reader->dates, build->matcher, text) <= 0.6);
}

/* A timescale that speaks in sentences is a list of dated steps. */
static bool read_timescale_steps(struct build *build, struct action *action)
{
    const struct passage *cell = record_join(build, FIELD_DUE);
    size_t capacity = 0;
    size_t dated = 0;

    if (column_set_has(&build->columns, FIELD_MILESTONE) || !speaks_in_sentences(build, cell->text))
        return false;
    for (size_t at = 0; at < cell->text.length;) {
        size_t end = sentence_end(cell->text, at);
        struct passage sentence = passage_part(build->arena, cell, at, end);
        struct milestone *milestone = add_milestone(build, action, &capacity);

        milestone->text = build_whole_value(build, &sentence, record_rule(build, FIELD_DUE));
        date_field_read_sentence(build->reader->dates, build->matcher, &sentence, DATE_DUE, &build->dates,
                                 build->arena, &milestone->dates);
        dated += milestone->dates.count;
        at = end;
        while (at < cell->text.length && cell->text.text[at] == ' ')
            at++;
    }
    if (!dated) {
        action->milestone_count = 0;
        return false;
    }
    unite_milestones(build, action);
    return true;
}

/* One milestone, with the dates that its words give where the table has no other column for them; false: it
 * is a date and no more. */
static bool read_dated_milestone(struct build *build, const struct piece_list *pieces, struct action *action)
{
    static const double bare_date = 0.8;
    const struct date_reader *reader = build->reader->dates;
    bool dated = !column_set_has(&build->columns, FIELD_DUE) && !column_set_has(&build->columns, FIELD_START);
    struct passage text = build_join(build, pieces);
    size_t capacity = 0;

    if (dated && date_field_likeness(reader, build->matcher, text.text) >= bare_date) {
        read_dates(build, &text, DATE_DUE, &action->dates);
        return false;
    }
    struct milestone *milestone = add_milestone(build, action, &capacity);

    milestone->text = build_whole_value(build, &text, record_rule(build, FIELD_MILESTONE));
    if (dated)
        date_field_read_sentence(reader, build->matcher, &text, DATE_DUE, &build->dates, build->arena,
                                 &milestone->dates);
    return true;
}

static void read_milestones_and_dates(struct build *build, const struct record *record, struct shared *shared)
{
    const struct piece_list *pieces = record_pieces(build, FIELD_MILESTONE);
    struct action *action = &shared->action;

    if (pieces && is_list(pieces) && record->rows > 1) {
        read_milestone_list(build, record, pieces, action);
        unite_milestones(build, action);
        return;
    }
    if (pieces && column_set_has(&build->columns, FIELD_ACTION) &&
        read_dated_milestone(build, pieces, action))
        unite_milestones(build, action);
    const struct passage *owners = record_join(build, FIELD_OWNER);

    read_owners(build, owners, OWNER_LEAD, &action->owners, &shared->links);
    if (!read_timescale_steps(build, action)) {
        read_date_columns(build, record, &action->dates);
        return;
    }
    const struct passage *start = record_join(build, FIELD_START);

    read_dates(build, start, DATE_START, &action->dates);
}

/* Steps that have rows of their own come with their people and days; the task's own stand beside them. */
static void read_steps(struct build *build, const struct record *record, struct action *action)
{
    size_t capacity = action->milestone_count;

    for (size_t i = 0; i < record->step_count; i++) {
        const struct step *step = &record->steps[i];
        struct milestone *milestone = add_milestone(build, action, &capacity);

        milestone->text = build_whole_value(build, &step->text, build->reader->rule_cell);
        read_owners(build, &step->who, OWNER_LEAD, &milestone->owners, NULL);
        read_dates(build, &step->when, DATE_DUE, &milestone->dates);
    }
    if (record->step_count)
        unite_milestones(build, action);
}

/* ---- marks --------------------------------------------------------------------------------------- */

/* "T" where the plan's key says "T = on target". */
static bool explain_code(struct build *build, const struct passage *cell, struct action *action)
{
    enum { CODE_BYTES = 4 };
    struct source unused = { 0 };
    uint32_t found = cell->text.length <= CODE_BYTES
                         ? name_index_find(&build->abbreviations, cell->text, span_hash(cell->text))
                         : NAME_ABSENT;

    if (found == NAME_ABSENT)
        return false;
    struct passage meaning = passage_of(build->arena, build->plan->abbreviations[found].meaning.text);

    action->status = status_field_read(build->reader->marks, build->matcher, &meaning, STATUS_IN_COLUMN,
                                       build->arena, &unused);
    if (action->status == STATUS_NONE)
        return false;
    action->status_source = build_whole_value(build, cell, unused.rule).source;
    return true;
}

static bool read_status_in(struct build *build, enum field field, enum status_place place,
                           struct action *action)
{
    const struct passage *cell = record_join(build, field);

    if (!cell->text.length)
        return false;
    if (field == FIELD_STATUS && explain_code(build, cell, action))
        return true;
    action->status = status_field_read(build->reader->marks, build->matcher, cell, place, build->arena,
                                       &action->status_source);
    build_mark_source(build, &action->status_source);
    return action->status != STATUS_NONE;
}

/* What was not agreed was not done, though its row may be closed. */
static bool is_refused(struct build *build)
{
    const struct passage *cell = record_join(build, FIELD_PROGRESS);
    struct match match;

    return cell->text.length && pattern_find(build->reader->refused, build->matcher, cell->text, 0, &match);
}

/* Does the status column say that the thing is overdue, on hold, ...? */
static bool stands_otherwise(struct build *build)
{
    const struct passage *cell = record_join(build, FIELD_STATUS);
    struct match match;

    return cell->text.length &&
           pattern_match_whole(build->reader->stands, build->matcher, cell->text, &match);
}

/* A step with its day is what is planned, in whatever tense ("Agreement signed January 2010"). */
static bool has_dated_step(const struct action *action)
{
    for (size_t i = 0; i < action->milestone_count; i++)
        if (action->milestones[i].dates.count)
            return true;
    return false;
}

static void read_status(struct build *build, struct action *action)
{
    static const struct {
        enum field field;
        enum status_place place;
    } places[] = {
        { FIELD_STATUS, STATUS_IN_COLUMN },  { FIELD_RAG, STATUS_IN_COLUMN },
        { FIELD_COMPLETED, STATUS_IN_DATE }, { FIELD_PROGRESS, STATUS_IN_COMMENT },
        { FIELD_DUE, STATUS_IN_DATE },       { FIELD_MEASURE, STATUS_IN_CELL },
        { FIELD_MILESTONE, STATUS_IN_CELL },
    };

    bool refused = is_refused(build);

    if (stands_otherwise(build))
        return;
    for (size_t i = 0; i < ARRAY_LENGTH(places); i++) {
        if (!column_set_has(&build->columns, places[i].field) ||
            (places[i].field == FIELD_MILESTONE && has_dated_step(action)))
            continue;
        if (!read_status_in(build, places[i].field, places[i].place, action))
            continue;
        if (!refused || action->status != STATUS_COMPLETED)
            return;
        action->status = STATUS_NONE;
        action->status_source = (struct source){ 0 };
    }
}

static size_t count_columns(const struct column_set *columns, enum field field)
{
    size_t count = 0;

    for (size_t c = 0; column_set_has(columns, field) && c < columns->count; c++)
        count += columns->columns[c].field == field;
    return count;
}

/* A table may have a column of progress a quarter: they are read as one. */
static struct text_value read_progress_columns(struct build *build, const struct record *record)
{
    const struct column_set *columns = &build->columns;
    struct passage_builder builder = { 0 };

    if (count_columns(columns, FIELD_PROGRESS) < 2)
        return record_read_text(build, FIELD_PROGRESS);
    for (size_t c = 0; c < columns->count && c < record->width; c++)
        for (size_t i = 0; columns->columns[c].field == FIELD_PROGRESS && i < record->cells[c].count; i++)
            passage_add(build->arena, &builder, record->cells[c].items[i].text);
    struct passage all = passage_finish(&builder);

    return all.text.length ? build_whole_value(build, &all, record_rule(build, FIELD_PROGRESS))
                           : (struct text_value){ 0 };
}

/* A column of colours may say more: "Amber - no bidder yet". */
static struct text_value read_progress(struct build *build, const struct record *record)
{
    enum { COLOUR_WORDS = 2 };
    struct text_value value = read_progress_columns(build, record);
    const struct passage *rag = record_join(build, FIELD_RAG);

    return value.text.text || span_count_words(rag->text) <= COLOUR_WORDS
               ? value
               : record_read_text(build, FIELD_RAG);
}

static void read_rag(struct build *build, struct action *action)
{
    static const enum field fields[] = { FIELD_RAG, FIELD_STATUS };

    for (size_t i = 0; i < ARRAY_LENGTH(fields) && action->rag == RAG_NONE; i++) {
        if (!column_set_has(&build->columns, fields[i]))
            continue;
        const struct passage *cell = record_join(build, fields[i]);

        if (!cell->text.length)
            continue;
        action->rag =
            rag_field_read(build->reader->marks, build->matcher, cell, build->arena, &action->rag_source);
        build_mark_source(build, &action->rag_source);
    }
}

/* A colour has no words: its place is where its cell begins. */
static struct source colour_source(struct build *build, const struct record *record, uint32_t rule)
{
    struct extent *extent = ARENA_NEW(build->arena, struct extent);

    *extent = extent_of(record->colour_offset, 0);
    return (struct source){ .extents = extent, .extent_count = 1, .rule = rule };
}

/* A cell's colour rates where its words don't; where both do and differ, the words hold and a reader is told.
 */
static void read_colour(struct build *build, const struct record *record, struct action *action)
{
    uint32_t rule = 0;
    enum rag rag = record->colour == COLOUR_NONE
                       ? RAG_NONE
                       : colour_field_read(build->reader->colours, record->colour, &rule);

    if (rag == RAG_NONE || rag == action->rag)
        return;
    if (action->rag == RAG_NONE) {
        action->rag = rag;
        action->rag_source = colour_source(build, record, rule);
        return;
    }
    const struct passage *cell = record_join(build, FIELD_RAG);

    if (!cell->text.length)
        cell = record_join(build, FIELD_STATUS);
    build_add_anomaly(build, "colour-contradiction", build_whole_value(build, cell, rule),
                      build_line(build, passage_offset(cell, 0)), PLAN_NO_INDEX);
}

/* A cell's words without a priority that is printed in it ("Use of agency staff Priority = HIGH"). */
static struct text_value read_text_with_priority(struct build *build, enum field field, struct action *action)
{
    const struct passage *cell = record_join(build, field);
    struct text_value priority;
    struct priority_place place;

    if (!cell->text.length)
        return (struct text_value){ 0 };
    if (action->priority.text.text || !priority_field_read(build->reader->marks, build->matcher, cell, false,
                                                           build->arena, &priority, &place))
        return build_whole_value(build, cell, record_rule(build, field));
    action->priority = priority;
    build_mark_source(build, &priority.source);
    if (place.from == 0)
        return build_value(build, cell, place.to, cell->text.length, record_rule(build, field));
    struct text_value value = build_value(build, cell, 0, place.from, record_rule(build, field));

    build_value(build, cell, place.to, cell->text.length, record_rule(build, field));
    return value;
}

static void read_priority_column(struct build *build, struct action *action)
{
    const struct passage *cell = record_join(build, FIELD_PRIORITY);
    struct priority_place place;

    if (cell->text.length && priority_field_read(build->reader->marks, build->matcher, cell, true,
                                                 build->arena, &action->priority, &place))
        build_mark_source(build, &action->priority.source);
}

static void read_resources(struct build *build, struct resource_list *resources)
{
    const struct piece_list *pieces = record_pieces(build, FIELD_RESOURCE);

    for (size_t i = 0; pieces && i < pieces->count; i++) {
        size_t end = i + 1;

        while (end < pieces->count &&
               (pieces->items[end].text.text[0] == '(' || span_begins_small(pieces->items[end].text)))
            end++;
        struct piece_list own = { .items = pieces->items + i, .count = end - i };
        struct passage paragraph = build_join(build, &own);

        resource_field_read(build->reader->marks, build->matcher, &paragraph, build->arena, resources);
        i = end - 1;
    }
    for (size_t i = 0; i < resources->count; i++)
        build_mark_source(build, &resources->items[i].who.source);
}

static void read_links(struct build *build, struct shared *shared)
{
    static const enum field fields[] = { FIELD_ACTION, FIELD_MEASURE, FIELD_PROGRESS, FIELD_ISSUE };
    const struct passage *cell = record_join(build, FIELD_LINK);

    for (size_t i = 0; i < ARRAY_LENGTH(fields); i++) {
        if (!column_set_has(&build->columns, fields[i]))
            continue;
        const struct passage *words = record_join(build, fields[i]);

        if (words->text.length)
            reference_field_find(build->reader->marks, build->matcher, words, false, build->arena,
                                 &shared->links);
    }
    if (cell->text.length)
        reference_field_find(build->reader->marks, build->matcher, cell, true, build->arena, &shared->links);
    for (size_t i = 0; i < shared->links.count; i++)
        build_mark_source(build, &shared->links.items[i].code.source);
}

/* ---- tasks --------------------------------------------------------------------------------------- */

static bool ends_with(struct span text, const char *end)
{
    size_t length = strlen(end);

    return text.length >= length && memcmp(text.text + text.length - length, end, length) == 0;
}

/* "... to include:", "including:-": what follows are its parts. */
static bool announces_parts(struct span text)
{
    return ends_with(text, ":") || ends_with(text, ":-") || ends_with(text, ":–");
}

/* "... working practices to:" goes on in the infinitive: its parts begin as tasks do. */
static bool announces_verbs(struct span text)
{
    return ends_with(text, " to:") || ends_with(text, " to:-");
}

/* Parts of an announced list are many things; only a verb in the imperative begins the next task among them.
 */
static bool begins_task(const struct build *build, const struct piece_list *pieces, size_t index,
                        const struct piece *intro)
{
    const struct cell_scorer *scorer = build->reader->scorer;
    const struct piece *piece = &pieces->items[index];
    bool small = span_begins_small(piece->text);

    if (intro)
        return !announces_verbs(intro->text) && !small && cell_begins_with_verb(scorer, piece->text);
    return piece->is_item || (!small && cell_begins_as_task(scorer, build->matcher, piece->text));
}

/* The end of the task that begins at piece `from`. */
static size_t task_end(const struct build *build, const struct piece_list *pieces, size_t from)
{
    const struct piece *intro = announces_parts(pieces->items[from].text) ? &pieces->items[from] : NULL;
    size_t end = from + 1;

    while (end < pieces->count && !begins_task(build, pieces, end, intro)) {
        if (announces_parts(pieces->items[end].text))
            intro = &pieces->items[end];
        end++;
    }
    return end;
}

/* The lines of the task's words, or of all that its row says of it. */
static void set_lines(const struct build *build, struct action *action, bool whole_row)
{
    struct stretch stretch = { 0 };

    build_widen_stretch(&stretch, &action->text.source);
    if (whole_row) {
        build_widen_stretch(&stretch, &action->ref.source);
        build_widen_stretch(&stretch, &action->measure.source);
        build_widen_stretch(&stretch, &action->issue.source);
    }
    build_lines(build, &stretch, &action->line_first, &action->line_last);
}

/* Is `code` a finer one than the row's ref: "2.1" under "2"? */
static bool refines(struct span code, struct span ref)
{
    return code.length > ref.length + 1 && memcmp(code.text, ref.text, ref.length) == 0 &&
           (code.text[ref.length] == '.' || code.text[ref.length] == '/');
}

/* A task that begins with its own ref ("2.1 Review the ..."): the ref, where it says more than the row's;
 * then the words. */
static struct text_value read_task_text(struct build *build, const struct passage *text,
                                        struct action *action)
{
    struct text_value ref;
    size_t to = 0;

    if (!reference_field_read(build->reader->marks, build->matcher, text, false, build->arena, &ref, &to) ||
        (action->ref.text.text && !refines(ref.text, action->ref.text)))
        return build_whole_value(build, text, record_rule(build, FIELD_ACTION));
    action->ref = ref;
    build_mark_source(build, &ref.source);
    return build_value(build, text, to, text->text.length, record_rule(build, FIELD_ACTION));
}

static void add_task(struct build *build, const struct shared *shared, const struct passage *text,
                     bool is_first, bool whole_row)
{
    struct action *action = build_add_action(build, &shared->action);

    action->section = build->section;
    action->text = read_task_text(build, text, action);
    action->links = shared->links.items;
    action->link_count = shared->links.count;
    if (is_first) {
        action->resources = shared->resources.items;
        action->resource_count = shared->resources.count;
    }
    set_lines(build, action, whole_row);
    section_use(build, action->section);
}

static struct piece_list *task_pieces(const struct build *build)
{
    struct piece_list *pieces = record_pieces(build, FIELD_ACTION);

    return pieces || column_set_has(&build->columns, FIELD_ACTION) ? pieces
                                                                   : record_pieces(build, FIELD_MILESTONE);
}

/* Is a cell a list of tasks, by its marks or by the verbs that its paragraphs begin with? Then each is an
 * action of its own. */
static bool is_task_list(const struct build *build, const struct piece_list *pieces)
{
    size_t items = 0;
    size_t tasks = 0;
    size_t others = 0;

    for (size_t i = 0; i < pieces->count; i++) {
        const struct piece *piece = &pieces->items[i];

        items += piece->is_item;
        if (cell_begins_as_task(build->reader->scorer, build->matcher, piece->text))
            tasks++;
        else if (!span_begins_small(piece->text))
            others++;
    }
    return items > 1 || (items == 1 && pieces->count > 1) || (tasks > 1 && tasks > others);
}

/*
 * What stands before the task (an issue, a recommendation) is printed once where it spans several tasks: a
 * row that has neither it nor a ref of its own stands under the one above.
 */
static struct text_value read_issue(struct build *build, const struct record *record, struct action *action)
{
    size_t issue = column_set_find(&build->columns, FIELD_ISSUE);
    struct text_value value = read_text_with_priority(build, FIELD_ISSUE, action);

    if (value.text.text || issue == SIZE_MAX || (action->ref.text.text && !record->stands_under) ||
        issue > column_set_find(&build->columns, FIELD_ACTION))
        return value.text.text ? (build->issue_above = value) : value;
    return build->issue_above;
}

void action_build_record(struct build *build)
{
    const struct record *record = &build->record;
    struct shared shared = { .action = { .kind = ACTION_TABLE, .confidence = record->confidence } };
    struct action *action = &shared.action;

    read_section_columns(build);
    struct piece_list *tasks = task_pieces(build);

    if (!tasks)
        return;
    read_ref(build, record, action);
    action->has_owner_column = column_set_has(&build->columns, FIELD_OWNER);
    action->has_date_column =
        column_set_has(&build->columns, FIELD_DUE) || column_set_has(&build->columns, FIELD_START);
    action->has_measure_column = column_set_has(&build->columns, FIELD_MEASURE);
    read_priority_column(build, action);
    action->issue = read_issue(build, record, action);
    read_milestones_and_dates(build, record, &shared);
    read_steps(build, record, action);
    const struct passage *support = record_join(build, FIELD_SUPPORT);

    read_owners(build, support, OWNER_SUPPORT, &action->owners, &shared.links);
    action->measure = record_read_text(build, FIELD_MEASURE);
    action->progress = read_progress(build, record);
    read_status(build, action);
    read_rag(build, action);
    read_colour(build, record, action);
    read_resources(build, &shared.resources);
    read_links(build, &shared);
    build->has_action_table = true;
    if (!record->splits_tasks || !is_task_list(build, tasks)) {
        const struct passage *text = build_join_cell(build, tasks);

        add_task(build, &shared, text, true, true);
        return;
    }
    for (size_t from = 0; from < tasks->count;) {
        size_t end = task_end(build, tasks, from);
        struct piece_list own = { .items = tasks->items + from, .count = end - from };
        struct passage text = build_join(build, &own);

        add_task(build, &shared, &text, from == 0, false);
        from = end;
    }
}
