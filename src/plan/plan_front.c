#include <string.h>

#include "base/arena.h"
#include "base/status.h"
#include "grammar/grammar.h"
#include "plan/plan_build.h"

enum {
    FRONT_BLOCKS = 24, /* of the first page */
    TOP_BLOCKS = 9,
    COUNCIL_BLOCKS = 6, /* a council may be named inside a line only at the very top */
    FRONT_LINE_BYTES = 140,
};

static struct text_value value_of(struct build *build, struct span words, uint32_t rule)
{
    struct passage passage = passage_of(build->arena, words);

    return build_whole_value(build, &passage, rule);
}

static bool is_front_line(const struct block *block)
{
    return block->kind != BLOCK_TABLE && !block->label.text && block->text.length <= FRONT_LINE_BYTES;
}

/* "The Council", "City Council": nobody's name. */
static bool is_generic(struct span name)
{
    static const char *const first[] = { "The ",  "City ",   "County ",  "Borough ",  "District ",
                                         "Full ", "Local ",  "Parish ",  "Town ",     "THE ",
                                         "CITY ", "COUNTY ", "BOROUGH ", "DISTRICT ", "FULL ",
                                         "Our ",  "This " };
    size_t spaces = 0;

    for (size_t i = 0; i < name.length; i++)
        spaces += name.text[i] == ' ';
    for (size_t i = 0; spaces == 1 && i < ARRAY_LENGTH(first); i++)
        if (span_begins(name, first[i]))
            return true;
    return spaces == 0;
}

static void read_council(struct build *build, size_t front)
{
    struct match match;

    for (size_t i = 0; i < front; i++) {
        const struct block *block = &build->document->blocks[i];
        struct span text = block->text;

        if (!is_front_line(block))
            continue;
        bool found =
            pattern_match_whole(build->reader->councils, build->matcher, text, &match) ||
            (i < COUNCIL_BLOCKS && pattern_find(build->reader->councils, build->matcher, text, 0, &match));

        if (found && !is_generic(span_part(text, match.from, match.to))) {
            build->plan->council = value_of(build, span_part(text, match.from, match.to), match.rule);
            return;
        }
    }
}

static bool find_council(struct build *build, struct span text)
{
    struct match match;

    if (!text.length || !pattern_find(build->reader->councils, build->matcher, text, 0, &match) ||
        is_generic(span_part(text, match.from, match.to)))
        return false;
    build->plan->council = value_of(build, span_part(text, match.from, match.to), match.rule);
    return true;
}

/* Where the pages don't name it: the header over them, or the file's properties. */
static void read_council_beside(struct build *build)
{
    const struct document *document = build->document;

    for (size_t i = 0; i < document->note_count; i++) {
        const struct note *note = &document->notes[i];

        for (size_t k = 0; k < note->block_count && (note->kind == NOTE_HEADER || note->kind == NOTE_FOOTER);
             k++)
            if (note->blocks[k].kind != BLOCK_TABLE && find_council(build, note->blocks[k].text))
                return;
    }
    if (!find_council(build, document->council_hint))
        find_council(build, document->title_hint);
}

static struct span next_line(const struct build *build, size_t index, size_t front)
{
    return index + 1 < front && is_front_line(&build->document->blocks[index + 1])
               ? build->document->blocks[index + 1].text
               : (struct span){ 0 };
}

/* A sentence is no title: it is long, or holds a full stop with more behind it. */
static bool is_sentence(struct span text)
{
    enum { TITLE_WORDS = 18 };
    size_t words = 1;

    for (size_t i = 0; i + 2 < text.length; i++) {
        words += text.text[i] == ' ';
        if (text.text[i] == '.' && text.text[i + 1] == ' ' && i > 3)
            return true;
    }
    return words > TITLE_WORDS || (text.text[text.length - 1] == '.' && words > TITLE_WORDS / 2);
}

/* Where three spaces stand beside each other first; the length where they don't. */
static size_t find_wide_gap(struct span line, size_t at)
{
    while ((at = span_find_gap(line, at)) < line.length &&
           !(at + 2 < line.length && line.text[at + 2] == ' '))
        at += 2;
    return at;
}

/* What white space wider than between words parts from the rest of its line; *at moves behind it. */
static struct span next_piece(struct span line, size_t *at)
{
    size_t end = find_wide_gap(line, *at);
    struct span piece = span_trim(span_part(line, *at, end));

    for (*at = end; *at < line.length && line.text[*at] == ' ';)
        ++*at;
    return piece;
}

/* Does a rule better than the best so far take the words for a title? */
static bool find_best_title(struct build *build, struct span words, size_t best_rank, struct match *match)
{
    struct match other;

    return words.length &&
           pattern_find_among(build->reader->titles, best_rank, build->matcher, words, 0, match) &&
           !is_sentence(words) &&
           !pattern_match_whole(build->reader->not_titles, build->matcher, words, &other);
}

/* Without the council before it and the month behind it. */
static struct span trim_title(struct build *build, struct span title)
{
    struct match match;

    for (size_t at = 0;
         title.length && pattern_find(build->reader->title_edges, build->matcher, title, at, &match);) {
        if (match.from == 0 && match.to < title.length) {
            title = span_trim(span_part(title, match.to, title.length));
            at = 0;
        } else if (match.to == title.length && match.from > 0) {
            title = span_trim(span_part(title, 0, match.from));
            at = 0;
        } else {
            at = match.to;
        }
    }
    return title;
}

/* The line that the best rule of grammars/front.yaml takes for a title; the first of those. */
static void read_title(struct build *build, size_t front)
{
    struct span best = { 0 };
    size_t best_rank = SIZE_MAX;
    uint32_t rule = 0;
    struct match match;

    for (size_t i = 0; i < front && best_rank > 0; i++) {
        const struct block *block = &build->document->blocks[i];

        if (!is_front_line(block))
            continue;
        for (size_t at = 0; at < block->text.length && best_rank > 0;) {
            struct span piece = next_piece(block->text, &at);

            if (!find_best_title(build, piece, best_rank, &match))
                continue;
            struct span title = match_group(&match, piece, build->reader->group_plan_title);

            if (!title.length)
                title = next_line(build, i, front);
            if (!title.length)
                continue;
            best = title;
            best_rank = match.entry;
            rule = match.rule;
        }
    }
    best = trim_title(build, best);
    while (best.length && (best.text[best.length - 1] == '.' || best.text[best.length - 1] == ':'))
        best = span_trim(span_part(best, 0, best.length - 1));
    if (best.length)
        build->plan->title = value_of(build, best, rule);
}

static bool find_title(struct build *build, struct span text)
{
    struct match match;

    if (!text.length || is_sentence(text) ||
        pattern_match_whole(build->reader->not_titles, build->matcher, text, &match) ||
        !pattern_find(build->reader->titles, build->matcher, text, 0, &match))
        return false;
    struct span title = match_group(&match, text, build->reader->group_plan_title);

    if (title.length)
        build->plan->title = value_of(build, title, match.rule);
    return title.length > 0;
}

/* The same for the title: the file's property, then the header. */
static void read_title_beside(struct build *build)
{
    const struct document *document = build->document;

    if (find_title(build, document->title_hint))
        return;
    for (size_t i = 0; i < document->note_count; i++) {
        const struct note *note = &document->notes[i];

        for (size_t k = 0; k < note->block_count && note->kind == NOTE_HEADER; k++)
            if (note->blocks[k].kind != BLOCK_TABLE && find_title(build, note->blocks[k].text))
                return;
    }
}

/* A name that the text uses for a plan, and how often. */
struct used_name {
    struct span name;
    size_t count;
    uint32_t rule;
};

static void count_name(struct used_name *names, size_t limit, struct span name, uint32_t rule)
{
    for (size_t i = 0; i < limit; i++) {
        if (names[i].count && !span_same(names[i].name, name))
            continue;
        names[i] = (struct used_name){ names[i].count ? names[i].name : name, names[i].count + 1, rule };
        return;
    }
}

/* Without a title on the first page: the name that the text uses for the plan, twice at least. */
static void read_named_title(struct build *build)
{
    enum { NAMED_BLOCKS = 150, NAME_LIMIT = 24 };
    const struct document *document = build->document;
    struct used_name names[NAME_LIMIT] = { 0 };
    const struct used_name *best = &names[0];
    struct match match;

    for (size_t i = 0; i < document->block_count && i < NAMED_BLOCKS; i++) {
        struct span text = document->blocks[i].text;

        for (size_t at = 0; document->blocks[i].kind != BLOCK_TABLE &&
                            pattern_find(build->reader->named_titles, build->matcher, text, at, &match);
             at = match.to)
            count_name(names, NAME_LIMIT, span_part(text, match.from, match.to), match.rule);
    }
    for (size_t i = 1; i < NAME_LIMIT; i++)
        if (names[i].count > best->count)
            best = &names[i];
    if (best->count > 1)
        build->plan->title = value_of(build, best->name, best->rule);
}

/* A date by itself is the plan's only at the very top; in the midst of a table flattened to lines it is any
 * cell. */
static bool is_of_the_top(const struct build *build, const struct match *match)
{
    return strcmp(node_get_text(pattern_set_entry(build->reader->dates_of_plan, match->entry), "place", ""),
                  "top") == 0;
}

static void read_date(struct build *build, size_t front)
{
    struct match match;
    bool before_table = true;

    for (size_t i = 0; i < front; i++) {
        struct span text = build->document->blocks[i].text;
        struct date_list dates = { 0 };

        if (build->document->blocks[i].kind == BLOCK_TABLE)
            before_table = false;
        if (build->document->blocks[i].kind == BLOCK_TABLE || text.length > 300 ||
            !span_has_digit(text) || /* no day is told without a figure */
            !pattern_find(build->reader->dates_of_plan, build->matcher, text, 0, &match) ||
            (is_of_the_top(build, &match) && !(before_table && i < TOP_BLOCKS)))
            continue;
        struct passage words =
            passage_of(build->arena, match_group(&match, text, build->reader->group_plan_date));

        date_field_read(build->reader->dates, build->matcher, &words, DATE_DUE, &build->dates, build->arena,
                        &dates);
        if (dates.count != 1 || dates.items[0].from == CALENDAR_NONE ||
            dates.items[0].from != dates.items[0].to)
            continue;
        char *iso = arena_take_text(build->arena, 11);

        calendar_format_iso(dates.items[0].from, iso);
        build->plan->date = build_whole_value(build, &words, match.rule);
        build->plan->date.text = (struct span){ .text = iso, .length = 10, .offset = SPAN_NOWHERE };
        return;
    }
}

/* The period that the title states ("Action Plan 2010/11"); months without a year take theirs from it. */
static void read_period(struct build *build)
{
    struct date_list dates = { 0 };
    struct passage title;

    build->dates = (struct date_context){ .period_from = CALENDAR_NONE, .period_to = CALENDAR_NONE };
    if (!span_has_digit(build->plan->title.text))
        return;
    title = passage_of(build->arena, build->plan->title.text);
    date_field_read(build->reader->dates, build->matcher, &title, DATE_DUE, &build->dates, build->arena,
                    &dates);
    for (size_t i = 0; i < dates.count; i++) {
        if (dates.items[i].from == CALENDAR_NONE || dates.items[i].to == CALENDAR_NONE)
            continue;
        if (build->dates.period_from == CALENDAR_NONE || dates.items[i].from < build->dates.period_from)
            build->dates.period_from = dates.items[i].from;
        if (build->dates.period_to == CALENDAR_NONE || dates.items[i].to > build->dates.period_to)
            build->dates.period_to = dates.items[i].to;
    }
}

void front_read(struct build *build)
{
    size_t front = 0;

    while (front < build->document->block_count && front < FRONT_BLOCKS)
        front++;
    build->dates = (struct date_context){ .period_from = CALENDAR_NONE, .period_to = CALENDAR_NONE };
    read_council(build, front);
    if (!build->plan->council.text.text)
        read_council_beside(build);
    read_title(build, front);
    if (!build->plan->title.text.text)
        read_title_beside(build);
    if (!build->plan->title.text.text)
        read_named_title(build);
    read_date(build, front);
    read_period(build);
}

/* ---- abbreviations ------------------------------------------------------------------------------- */

static void add_abbreviation(struct build *build, const struct abbreviation_value *value)
{
    struct plan *plan = build->plan;

    if (name_index_add(&build->abbreviations, build->arena, value->short_form.text,
                       (uint32_t)plan->abbreviation_count) != NAME_ABSENT)
        return;
    plan->abbreviations = arena_grow(build->arena, plan->abbreviations, plan->abbreviation_count,
                                     &build->abbreviation_capacity, sizeof *plan->abbreviations);
    plan->abbreviations[plan->abbreviation_count++] =
        (struct abbreviation){ .short_form = value->short_form, .meaning = value->meaning };
    owner_names_add(build->names, value->short_form.text, value->meaning.text);
}

static size_t read_abbreviations(struct build *build, struct span text, bool in_key)
{
    struct abbreviation_value found[16];
    struct passage passage = passage_of(build->arena, text);
    size_t count = abbreviation_field_read(build->reader->owners, build->matcher, &passage, in_key,
                                           build->arena, found, ARRAY_LENGTH(found));

    for (size_t i = 0; i < count; i++) {
        add_abbreviation(build, &found[i]);
        if (in_key) {
            build_mark_source(build, &found[i].short_form.source);
            build_mark_source(build, &found[i].meaning.source);
        }
    }
    return count;
}

/* Bytes of the document's text without an opening bracket: what stands there explains no abbreviation. */
struct bare {
    const char *from, *to;
};

/* Has the text an opening bracket? Few have; where the next one is, is found once for all that stand before
 * it. */
static bool has_bracket(const struct build *build, struct bare *bare, struct span text)
{
    const struct span all = build->document->source.text;
    const char *end = text.text + text.length;

    if (text.text < bare->from || end > bare->to) {
        if (text.offset >= all.length || text.text != all.text + text.offset) /* it is joined of several */
            return text.length && memchr(text.text, '(', text.length);
        const char *bracket = memchr(text.text, '(', all.length - text.offset);

        bare->from = text.text;
        bare->to = bracket ? bracket : all.text + all.length;
    }
    return end > bare->to;
}

static bool is_in_source(const struct build *build, struct span text)
{
    const struct span all = build->document->source.text;

    return text.offset <= all.length && text.text == all.text + text.offset;
}

/* The line of a row by tabs; no text where its first cell or its last is blank or stands elsewhere, as in a
 * row that goes on. */
static struct span line_of_row(const struct build *build, const struct row *row)
{
    struct span first = row->cells[0].text;
    struct span last = row->cells[row->cell_count - 1].text;

    if (!is_in_source(build, first) || !is_in_source(build, last) || last.offset < first.offset)
        return (struct span){ 0 };
    return span_through(first, last);
}

/* May a cell have one? Those of a table by tabs stand between its first and its last. */
static bool table_has_bracket(const struct build *build, struct bare *bare, const struct table *table)
{
    if (table->origin != TABLE_TABS || !table->row_count)
        return true;
    struct span first = line_of_row(build, &table->rows[0]);
    struct span last = line_of_row(build, &table->rows[table->row_count - 1]);

    return !first.text || !last.text || last.offset < first.offset ||
           has_bracket(build, bare, span_through(first, last));
}

static void read_table_abbreviations(struct build *build, const struct table *table, bool in_key,
                                     struct bare *bare)
{
    if (!in_key && !table_has_bracket(build, bare, table))
        return;
    for (size_t r = 0; r < table->row_count; r++) {
        const struct row *row = &table->rows[r];

        if (in_key && row->cell_count >= 2 && table->origin == TABLE_TABS) {
            read_abbreviations(build, line_of_row(build, row), true);
            continue;
        }
        for (size_t c = 0; c < row->cell_count; c++)
            if (has_bracket(build, bare, row->cells[c].text))
                read_abbreviations(build, row->cells[c].text, false);
    }
}

/* key := heading { line of the key }, up to the first line that explains nothing. */
void abbreviations_read(struct build *build)
{
    const struct document *document = build->document;
    struct bare bare = { 0 };
    bool in_key = false;
    struct match match;

    for (size_t i = 0; i < document->block_count; i++) {
        const struct block *block = &document->blocks[i];

        if (block->kind == BLOCK_TABLE) {
            read_table_abbreviations(build, block->table, in_key, &bare);
            in_key = false;
            continue;
        }
        if (block->text.length < 120 && build_line_is(build, &build->reader->keys, block->text, &match)) {
            struct span rest = match_group(&match, block->text, build->reader->group_rest);

            in_key = !rest.length || read_abbreviations(build, rest, true) > 0;
            build_mark_span(build, block->whole, USE_FURNITURE);
            continue;
        }
        if (in_key)
            in_key = read_abbreviations(build, block->text, true) > 0;
        if (!in_key && has_bracket(build, &bare, block->text))
            read_abbreviations(build, block->text, false);
    }
}
