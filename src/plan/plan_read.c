#include "plan/plan_read.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/memory.h"
#include "base/status.h"
#include "document/word_read.h"
#include "fields/cell_score.h"
#include "fields/colour_field.h"
#include "grammar/grammar.h"
#include "plan/layout_trace.h"
#include "plan/plan_build.h"
#include "plan/use_map.h"
#include "tables/table_recover.h"

/* ---- the reader: everything made from the grammar once -------------------------------------------- */

static void read_row_weights(const struct node *node, struct row_weights *rows, struct diag_sink *sink)
{
    *rows = (struct row_weights){
        .bias = node_get_number(node, "bias", 0, sink),
        .first_cell_empty = node_get_number(node, "first-cell-empty", 0, sink),
        .small_start = node_get_number(node, "small-start", 0, sink),
        .other_small_start = node_get_number(node, "other-small-start", 0, sink),
        .open_end = node_get_number(node, "open-end", 0, sink),
        .unfinished_end = node_get_number(node, "unfinished-end", 0, sink),
        .finished_end = node_get_number(node, "finished-end", 0, sink),
        .no_ref = node_get_number(node, "no-ref", 0, sink),
        .has_ref = node_get_number(node, "has-ref", 0, sink),
        .own_number = node_get_number(node, "own-number", 0, sink),
        .fresh = node_get_number(node, "fresh-cell", 0, sink),
        .has_owner = node_get_number(node, "has-owner", 0, sink),
        .has_date = node_get_number(node, "has-date", 0, sink),
        .lacks_owner = node_get_number(node, "lacks-owner", 0, sink),
        .lacks_date = node_get_number(node, "lacks-date", 0, sink),
        .lacks_other = node_get_number(node, "lacks-other", 0, sink),
        .short_text = node_get_number(node, "short", 0, sink),
        .imperative = node_get_number(node, "imperative", 0, sink),
        .stands_alone = node_get_number(node, "stands-alone", 0, sink),
        .gap = node_get_number(node, "gap", 0, sink),
    };
}

static void find_sets(struct plan_reader *reader)
{
    const struct {
        const struct pattern_set **set;
        const char *name;
    } sets[] = {
        { &reader->coded_headings, "headings.coded" },
        { &reader->announcements, "headings.actions-announced" },
        { &reader->not_headings, "headings.not-heading" },
        { &reader->councils, "front.council" },
        { &reader->titles, "front.title" },
        { &reader->named_titles, "front.named" },
        { &reader->dates_of_plan, "front.date" },
        { &reader->not_titles, "front.not-title" },
        { &reader->title_edges, "front.title-edges" },
        { &reader->list_tails, "layouts.list-tails" },
        { &reader->numbered, "layouts.numbered" },
        { &reader->products, "ratings.products" },
        { &reader->stands, "statuses.stands" },
        { &reader->refused, "statuses.refused" },
        { &reader->bars, "charts.bars" },
        { &reader->furniture, "charts.furniture" },
    };

    for (size_t i = 0; i < ARRAY_LENGTH(sets); i++)
        *sets[i].set = grammar_pattern_set(reader->grammar, sets[i].name);
    reader->line_ends = grammar_vocabulary(reader->grammar, "evidence.line-ends");
    reader->chart_months = grammar_vocabulary(reader->grammar, "charts.months");
}

static void find_line_kinds(struct plan_reader *reader)
{
    const struct {
        struct line_kind *kind;
        const char *name;
    } kinds[] = {
        { &reader->aims, "headings.aims" },
        { &reader->contents, "headings.contents" },
        { &reader->keys, "headings.key" },
        { &reader->parts, "headings.parts" },
        { &reader->page_furniture, "headings.page-furniture" },
    };

    for (size_t i = 0; i < ARRAY_LENGTH(kinds); i++) {
        kinds[i].kind->patterns = grammar_pattern_set(reader->grammar, kinds[i].name);
        kinds[i].kind->first = pattern_set_first_bytes(kinds[i].kind->patterns);
    }
}

static void find_groups(struct plan_reader *reader)
{
    reader->group_code = pattern_set_group(reader->coded_headings, "code");
    reader->group_prefix = pattern_set_group(reader->coded_headings, "prefix");
    reader->group_number = pattern_set_group(reader->coded_headings, "number");
    reader->group_word = pattern_set_group(reader->coded_headings, "word");
    reader->group_title = pattern_set_group(reader->coded_headings, "title");
    reader->group_aim = pattern_set_group(reader->aims.patterns, "aim");
    reader->group_rest = pattern_set_group(reader->keys.patterns, "rest");
    reader->group_plan_title = pattern_set_group(reader->titles, "title");
    reader->group_plan_date = pattern_set_group(reader->dates_of_plan, "date");
    reader->group_bar_day = pattern_set_group(reader->bars, "day");
}

static void find_rules(struct plan_reader *reader)
{
    reader->rule_by_place = grammar_rule(reader->grammar, "layouts.heading-by-place");
    reader->rule_by_style = grammar_rule(reader->grammar, "layouts.heading-by-style");
    reader->rule_chart = grammar_rule(reader->grammar, "layouts.bar-chart");
    reader->rule_list = grammar_rule(reader->grammar, "layouts.announced-list");
    reader->rule_indicator = grammar_rule(reader->grammar, "layouts.indicator-table");
    reader->rule_cell = grammar_rule(reader->grammar, "layouts.table-cell");
    reader->rule_guess = grammar_rule(reader->grammar, "layouts.column-by-cells");
    reader->rule_annotation = grammar_rule(reader->grammar, "layouts.annotation");
}

enum status plan_reader_new(const struct grammar *grammar, struct diag_sink *sink, struct plan_reader **out)
{
    struct plan_reader *reader = memory_new(sizeof *reader);
    const struct node *evidence = node_get(grammar_file(grammar, "evidence"), "numbers");
    enum status status;

    reader->grammar = grammar;
    find_sets(reader);
    find_line_kinds(reader);
    find_groups(reader);
    find_rules(reader);
    reader->tables = table_recoverer_new(grammar);
    read_row_weights(node_get(evidence, "rows"), &reader->rows, sink);
    reader->heading_words = (size_t)node_get_number(node_get(evidence, "headings"), "most-words", 14, sink);
    reader->coded_heading_words =
        (size_t)node_get_number(node_get(evidence, "headings"), "coded-most-words", 60, sink);
    if ((status = column_matcher_new(grammar, sink, &reader->columns)) != STATUS_OK ||
        (status = date_reader_new(grammar, sink, &reader->dates)) != STATUS_OK ||
        (status = owner_reader_new(grammar, sink, &reader->owners)) != STATUS_OK ||
        (status = mark_reader_new(grammar, sink, &reader->marks)) != STATUS_OK ||
        (status = colour_reader_new(grammar, sink, &reader->colours)) != STATUS_OK ||
        (status = cell_scorer_new(grammar, reader->dates, reader->owners, sink, &reader->scorer)) !=
            STATUS_OK) {
        plan_reader_free(reader);
        return status;
    }
    *out = reader;
    return STATUS_OK;
}

void plan_reader_free(struct plan_reader *reader)
{
    if (!reader)
        return;
    cell_scorer_free(reader->scorer);
    colour_reader_free(reader->colours);
    mark_reader_free(reader->marks);
    owner_reader_free(reader->owners);
    date_reader_free(reader->dates);
    column_matcher_free(reader->columns);
    table_recoverer_free(reader->tables);
    free(reader);
}

void plan_reader_check(const struct grammar *grammar, struct diag_sink *sink)
{
    struct plan_reader parts = { 0 };

    (void)!column_matcher_new(grammar, sink, &parts.columns);
    (void)!mark_reader_new(grammar, sink, &parts.marks);
    (void)!colour_reader_new(grammar, sink, &parts.colours);
    if (date_reader_new(grammar, sink, &parts.dates) == STATUS_OK &&
        owner_reader_new(grammar, sink, &parts.owners) == STATUS_OK)
        (void)!cell_scorer_new(grammar, parts.dates, parts.owners, sink, &parts.scorer);
    cell_scorer_free(parts.scorer);
    colour_reader_free(parts.colours);
    mark_reader_free(parts.marks);
    owner_reader_free(parts.owners);
    date_reader_free(parts.dates);
    column_matcher_free(parts.columns);
}

/* "Six people came. They will meet again.": a full stop, and a sentence behind it. */
static bool speaks_in_sentences(struct span text)
{
    for (size_t i = 3; i + 2 < text.length; i++)
        if (text.text[i] == '.' && text.text[i + 1] == ' ' && text.text[i + 2] >= 'A' &&
            text.text[i + 2] <= 'Z' && text.text[i - 1] >= 'a' && text.text[i - 1] <= 'z' &&
            text.text[i - 2] >= 'a' && text.text[i - 2] <= 'z' && text.text[i - 3] >= 'a' &&
            text.text[i - 3] <= 'z')
            return true;
    return false;
}

static bool stands_in(const struct text_value *value, const struct block *block)
{
    return value->source.extent_count && value->source.extents[0].offset >= block->whole.offset &&
           value->source.extents[0].offset < block->whole.offset + block->whole.length;
}

/* A page's head names whose plan it is. */
static bool begins_with_council(const struct build *build, struct span text)
{
    struct span council = build->plan->council.text;

    return council.length && span_same_ignoring_case(span_part(text, 0, council.length), council);
}

/* The line right below the council's name, at the top of all, is the plan's name, if anything. */
static bool stands_below_council(const struct build *build, const struct block *block)
{
    const struct document *document = build->document;
    const struct block *first = &document->blocks[0];

    return block == first + 1 && !block->gap && block != document->blocks + document->block_count &&
           stands_in(&build->plan->council, first);
}

/* Words that may be the heading of the table they stand over. */
static bool may_be_heading(const struct build *build, struct span words)
{
    struct match match;

    return words.length < 200 && !span_begins_small(words) &&
           span_count_words(words) <= build->reader->heading_words && !speaks_in_sentences(words) &&
           !span_same(words, build->plan->title.text) && !begins_with_council(build, words) &&
           !pattern_find(build->reader->not_headings, build->matcher, words, 0, &match);
}

/* Found out only where it matters: most lines have another one below them. */
static bool last_line_is_heading(struct build *build)
{
    struct last_line *line = &build->last_line;

    if (line->heading.length && !line->is_sure && !may_be_heading(build, line->heading))
        line->heading = (struct span){ 0 };
    line->is_sure = true;
    return line->heading.length > 0;
}

struct span paragraph_heading_above(struct build *build)
{
    if (build->heading.length && !last_line_is_heading(build))
        build->heading = (struct span){ 0 };
    return build->heading;
}

/* A line that is no more than what stands over a table, or prose. */
static void read_last_line(struct build *build, const struct block *block)
{
    bool may_be_other =
        build->section_is_fresh && block->gap && build->last_line.is_there && !last_line_is_heading(build);

    build->last_line = (struct last_line){
        .is_there = true,
        .heading = stands_below_council(build, block) ? (struct span){ 0 } : block->text,
    };
    build->heading = build->last_line.heading;
    if (may_be_other && last_line_is_heading(build))
        build->section_is_fresh = false; /* what stands over the table now is another heading */
}

/* The plan's own title or council over its table is no section. */
static bool is_title(const struct build *build, const struct block *block)
{
    return stands_in(&build->plan->title, block) || stands_in(&build->plan->council, block);
}

static bool read_aim(struct build *build, const struct block *block)
{
    struct match match;

    if (block->text.length > 500 || !build_line_is(build, &build->reader->aims, block->text, &match))
        return false;
    build->aim = span_trim(match_group(&match, block->text, build->reader->group_aim));
    build->aim_rule = match.rule;
    return true;
}

static bool is_page_furniture(const struct build *build, const struct block *block)
{
    struct match match;

    return build_line_is(build, &build->reader->page_furniture, block->text, &match);
}

/* The last row of a table of true cells goes on in the next such table, or nowhere. */
static void end_row(struct build *build, const struct block *block)
{
    if (!build->record.is_open || !build->record.is_row)
        return;
    bool goes_on =
        block->kind == BLOCK_TABLE ? block->table->origin == TABLE_WORD : is_page_furniture(build, block);

    if (!goes_on)
        record_finish(build);
}

static bool begins_part(const struct build *build, const struct block *block)
{
    enum { PART_BYTES = 120 };
    struct match match;

    return block->text.length < PART_BYTES &&
           build_line_is(build, &build->reader->parts, block->text, &match);
}

void paragraph_read(struct build *build, const struct block *block)
{
    struct match match;

    if (is_page_furniture(build, block)) {
        build_mark_span(build, block->whole, USE_FURNITURE);
        return;
    }
    if (build_line_is(build, &build->reader->contents, block->text, &match)) {
        build->in_contents = true;
        return;
    }
    if (begins_part(build, block)) {
        build->section = PLAN_NO_INDEX;
        if (span_count_words(block->text) <= 2) { /* "APPENDIX 1" and no more */
            build->heading = (struct span){ 0 };
            build->section_is_fresh = false;
            return;
        }
    }
    if (block->kind == BLOCK_LIST_ITEM) {
        if (build->in_contents)
            section_read_heading(build, block->text, true);
        return;
    }
    if (is_title(build, block)) {
        if (stands_in(&build->plan->title, block)) /* what stands over the title is no heading of a table */
            build->heading = (struct span){ 0 };
        return;
    }
    if (block->kind == BLOCK_HEADING) {
        build->in_contents = false;
        section_read_styled(build, block);
        return;
    }
    if (section_read_heading(build, block->text, false)) {
        build->in_contents = false;
        return;
    }
    if (read_aim(build, block))
        return;
    build->in_contents = false;
    read_last_line(build, block);
}

static void read_blocks(struct build *build)
{
    const struct document *document = build->document;

    for (size_t i = 0; i < document->block_count;) {
        const struct block *block = &document->blocks[i];

        end_row(build, block);
        if (block->kind == BLOCK_TABLE) {
            if (build->is_flat) {
                record_finish(build);
                build->columns = (struct column_set){ 0 };
                build->is_flat = false;
            }
            table_read(build, block->table);
            i++;
            continue;
        }
        size_t behind = flat_table_read(build, i);

        if (behind == i)
            behind = build->section_is_fresh ? flat_table_go_on(build, i) : i;
        if (behind == i) {
            paragraph_read(build, block);
            behind++;
        }
        i = behind;
    }
    record_finish(build);
}

static void build_plan(struct build *build)
{
    front_read(build);
    abbreviations_read(build);
    read_blocks(build);
    chart_finish(build);
    list_actions_read(build);
    annotations_read(build);
    if (!build->trace) /* which tells of tables */
        document_forget_tables(build->document);
    period_settle(build);
    section_prune(build);
    links_resolve(build);
    anomalies_find(build);
    accounts_make(build);
    places_settle(build);
    layout_trace_finish(build);
}

/* ---- the outside ------------------------------------------------------------------------------------ */

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static void set_given(struct text_value *value, bool *given, const char *text, struct arena *arena)
{
    if (!text)
        return;
    *value = (struct text_value){ .text = arena_copy_span(arena, span_of(text)) };
    *given = true;
}

static void describe(struct plan *plan, const struct plan_input *input, const struct source_text *source,
                     struct arena *arena)
{
    plan->document = arena_copy_span(arena, span_of(base_name(input->file)));
    plan->path = arena_copy_span(arena, span_of(input->relative ? input->relative : base_name(input->file)));
    plan->sha256 = arena_copy_span(arena, span_of(input->sha256));
    plan->encoding = arena_copy_span(arena, span_of(source->encoding));
    plan->encoding_why = arena_copy_span(arena, span_of(source->encoding_why));
    plan->text = source->raw;
    plan->line_count = source->line_count;
    set_given(&plan->council, &plan->council_given, input->council, arena);
    set_given(&plan->title, &plan->title_given, input->title, arena);
    set_given(&plan->date, &plan->date_given, input->date, arena);
}

static void begin(struct build *build, const struct plan_reader *reader, struct matcher *matcher,
                  struct document *document, struct arena *arena, struct diag_sink *sink)
{
    *build = (struct build){ .reader = reader,
                             .matcher = matcher,
                             .arena = arena,
                             .sink = sink,
                             .section = PLAN_NO_INDEX,
                             .theme = PLAN_NO_INDEX,
                             .worded_from = SIZE_MAX };
    build->document = document;
    layout_tables_unwrap(build);
    tables_recover(reader->tables, matcher, document);
    build->plan = ARENA_NEW(arena, struct plan);
    build->names = owner_names_new(arena);
    build->uses = use_map_new(arena, document->source.text.length);
    for (size_t i = 0; i < document->unread_count; i++)
        build_mark_span(build, document->unread[i], USE_UNREAD);
    for (size_t i = 0; i < document->furniture_count; i++)
        build_mark_span(build, document->furniture[i], USE_FURNITURE);
}

/* Bytes to a document: a Word file by its XML, all else by its characters. */
static enum status read_document(const struct plan_input *input, struct arena *arena, struct diag_sink *sink,
                                 struct stage_times *times, struct document **out)
{
    enum file_format format = input->charset ? FILE_FORMAT_TEXT : file_format_sniff(input->bytes);
    double started = seconds();
    struct source_text source;
    enum status status;

    if (document_is_word(format)) {
        const struct word_options options = {
            .original = input->original,
            .unpacked_bytes = input->unpacked_bytes,
            .ratio = input->ratio,
        };

        status = document_read_word(input->bytes, format, &options, input->file, arena, sink, out);
        times->document += seconds() - started;
        return status;
    }
    if ((status = source_text_decode(input->bytes, input->charset, input->file, arena, sink, &source)) !=
        STATUS_OK)
        return status;
    double decoded = seconds();

    *out = document_read_text(&source, arena);
    times->characters += decoded - started;
    times->document += seconds() - decoded;
    return STATUS_OK;
}

enum status plan_read(const struct plan_reader *reader, struct matcher *matcher,
                      const struct plan_input *input, struct arena *arena, struct diag_sink *sink,
                      struct stage_times *times, struct plan **out)
{
    struct stage_times unwanted = { 0 };
    struct document *document;
    struct build build;
    enum status status = read_document(input, arena, sink, times ? times : &unwanted, &document);

    if (input->let_go)
        input->let_go(input->owner);
    if (status != STATUS_OK)
        return status;
    double parsed = seconds();

    matcher_remember(matcher, reader->grammar);
    begin(&build, reader, matcher, document, arena, sink);
    build.trace = input->trace;
    build_plan(&build);
    matcher_remember(matcher, NULL);
    plan_make_raw(build.plan, &document->source, arena);
    describe(build.plan, input, &document->source, arena);
    if (times)
        times->plan += seconds() - parsed;
    *out = build.plan;
    return STATUS_OK;
}

enum status plan_read_text(const struct plan_input *input, struct arena *arena, struct diag_sink *sink,
                           struct span *text)
{
    struct stage_times unwanted = { 0 };
    struct document *document;
    enum status status = read_document(input, arena, sink, &unwanted, &document);

    if (status == STATUS_OK)
        *text = document->source.text;
    return status;
}
