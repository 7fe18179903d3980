#include "grammar/pattern_set.h"

#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "grammar/grammar.h"
#include "grammar/node.h"
#include "grammar/pattern_syntax.h"
#include "grammar/pattern_text.h"

enum { ENTRY_LIMIT = 1000 };

static const uint32_t options = PCRE2_UTF | PCRE2_CASELESS | PCRE2_EXTENDED | PCRE2_DUPNAMES | PCRE2_DOLLAR_ENDONLY |
                                PCRE2_NEVER_UCP | PCRE2_NEVER_BACKSLASH_C;

struct set_builder {
    const struct grammar *grammar;
    struct arena *arena;
    struct diag_sink *sink;
    pcre2_compile_context *context;
    struct pattern_set *set;
    struct pattern_entry *entries;
    uint32_t *first_captures;      /* of each entry: captures before its own */
    struct buffer combined;
    bool in_edge_run;              /* inside "\b(?:" */
    uint32_t capture_count;
};

/* ---- one entry ---------------------------------------------------------------------------------- */

/* What PCRE2 refuses to compile, in its words. */
static enum status report_refusal(const struct pattern_text *text, size_t offset, int error, const char *name,
                                  struct diag_sink *sink)
{
    PCRE2_UCHAR what[256];

    pcre2_get_error_message(error, what, sizeof what);
    return pattern_text_fault(text, offset, sink, "pattern %s: %s", name, (const char *)what);
}

static uint32_t info_number(const pcre2_code *code, uint32_t what)
{
    uint32_t number = 0;

    pcre2_pattern_info(code, what, &number);
    return number;
}

/* The first capture of that name in the entry by itself; 0: none. */
static uint32_t capture_of_name(const pcre2_code *code, struct span name)
{
    PCRE2_SPTR row;
    uint32_t count = info_number(code, PCRE2_INFO_NAMECOUNT);
    uint32_t size = info_number(code, PCRE2_INFO_NAMEENTRYSIZE);
    uint32_t first = 0;

    pcre2_pattern_info(code, PCRE2_INFO_NAMETABLE, &row);
    for (uint32_t i = 0; i < count; i++, row += size) {
        uint32_t capture = (uint32_t)row[0] << 8 | row[1];

        if (span_equals(name, (const char *)row + 2) && (first == 0 || capture < first))
            first = capture;
    }
    return first;
}

/* What can't be put together with other entries. */
static enum status check_unit(const struct syntax_walk *walk, const struct pattern_text *text, struct diag_sink *sink)
{
    if (syntax_refers_by_number(walk))
        return pattern_text_fault(text, walk->at, sink,
                                  "a group is referred to by number; name it: (?<name>...), then \\k<name> or (?&name)");
    if (syntax_is_verb_out(walk))
        return pattern_text_fault(text, walk->at, sink,
                                  "ACCEPT, COMMIT, PRUNE, SKIP and THEN would end the search for other entries too");
    return STATUS_OK;
}

/*
 * Adds an entry to the combined pattern, without the \b at its start when that stands before the run of entries.
 * A call by name is written as one by number: with names used again in other entries, PCRE2 would call the first of
 * them in the whole set.
 */
static enum status add_pattern(struct set_builder *builder, const struct pattern_text *text, const pcre2_code *code)
{
    struct syntax_walk walk = { .text = pattern_text_span(text), .at_start = true };

    while (walk.at < walk.text.length) {
        struct span name = syntax_called_name(&walk);
        bool at_start = walk.at_start;

        if (check_unit(&walk, text, builder->sink) != STATUS_OK)
            return STATUS_GRAMMAR;
        if (name.text) {
            buffer_add_format(&builder->combined, "(?%u)", builder->capture_count + capture_of_name(code, name));
            syntax_pass(&walk, ")");
            continue;
        }
        struct span unit = syntax_next(&walk);

        if (!(at_start && builder->in_edge_run && span_equals(unit, "\\b")))
            buffer_add_span(&builder->combined, unit);
    }
    return STATUS_OK;
}

/* Entries that begin with \b share one, tested once at each place of a text: a third of the time of testing each. */
static void begin_alternative(struct set_builder *builder, size_t index, bool at_edge)
{
    if (builder->in_edge_run && !at_edge)
        buffer_add_byte(&builder->combined, ')');
    if (index > 0)
        buffer_add_byte(&builder->combined, '|');
    if (at_edge && !builder->in_edge_run)
        buffer_add_string(&builder->combined, "\\b(?:");
    builder->in_edge_run = at_edge;
}

/*
 * A look at the first byte before the alternatives of an entry are tried: (?=[...]) of the bytes that PCRE2 knows it can
 * begin with. Beyond ASCII one class holds all.
 */
static void add_first_bytes(struct set_builder *builder, const pcre2_code *code)
{
    const uint8_t *bitmap = NULL;
    bool has_others = false;

    pcre2_pattern_info(code, PCRE2_INFO_FIRSTBITMAP, &bitmap);
    if (!bitmap)
        return;
    buffer_add_string(&builder->combined, "(?-i:(?=[");
    for (unsigned byte = 0; byte < 256; byte++) {
        bool is_first = bitmap[byte / 8] >> (byte % 8) & 1;

        if (is_first && byte < 128)
            buffer_add_format(&builder->combined, "\\x%02x", byte);
        has_others |= is_first && byte >= 128;
    }
    buffer_add_string(&builder->combined, has_others ? "\\x{80}-\\x{10ffff}]))" : "]))");
}

static bool case_counts(const struct node *entry)
{
    return strcmp(node_get_text(entry, "case", "false"), "true") == 0;
}

/* entry := "(?:" pattern "\E" newline ")(*MARK:number)" ; what closes a \Q or a comment left open in the pattern */
static enum status add_entry(struct set_builder *builder, size_t index, const struct pattern_text *text,
                             const pcre2_code *code)
{
    enum status status;

    begin_alternative(builder, index, syntax_begins_at_word_edge(pattern_text_span(text)));
    buffer_add_string(&builder->combined, case_counts(builder->entries[index].node) ? "(?-i:" : "(?:");
    add_first_bytes(builder, code);
    status = add_pattern(builder, text, code);
    buffer_add_format(&builder->combined, "\\E\n)(*MARK:%zu)", index);
    builder->first_captures[index] = builder->capture_count;
    builder->capture_count += info_number(code, PCRE2_INFO_CAPTURECOUNT);
    return status;
}

/* Compiled alone first, so that what is wrong can be said of this entry and of no other. */
static enum status compile_entry(struct set_builder *builder, size_t index, const struct pattern_text *text)
{
    const char *name = node_get_text(builder->entries[index].node, "name", "");
    enum status status;
    PCRE2_SIZE offset;
    int error;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)text->text.bytes, text->text.length, options, &error, &offset,
                                     builder->context);

    if (!code)
        return report_refusal(text, offset, error, name, builder->sink);
    if (info_number(code, PCRE2_INFO_MATCHEMPTY))
        status = pattern_text_fault(text, 0, builder->sink, "pattern %s: it matches where there is no text at all", name);
    else
        status = add_entry(builder, index, text, code);
    pcre2_code_free(code);
    return status;
}

static enum status check_entry(const struct node *entry, struct diag_sink *sink)
{
    const struct node *pattern = node_get(entry, "pattern");
    const struct node *letter_case = node_get(entry, "case");

    if (!pattern || pattern->kind != NODE_TEXT)
        return node_fault(pattern ? pattern : entry, sink, "an entry needs a `pattern`, as others in its list have");
    if (*node_get_text(entry, "name", "") == '\0')
        return node_fault(entry, sink, "an entry with a pattern needs a `name`");
    if (letter_case && !case_counts(entry) && strcmp(node_text(letter_case), "false") != 0)
        return node_fault(letter_case, sink, "`case` must be true or false");
    return STATUS_OK;
}

static enum status build_entry(struct set_builder *builder, size_t index, const struct node *node)
{
    struct pattern_text text;
    enum status status;

    builder->entries[index].node = node;
    builder->entries[index].rule = node_rule(node);
    if (check_entry(node, builder->sink) != STATUS_OK)
        return STATUS_GRAMMAR;
    status = pattern_text_expand(builder->grammar, node_get(node, "pattern"), builder->sink, &text);
    buffer_string(&text.text);
    if (status == STATUS_OK)
        status = compile_entry(builder, index, &text);
    pattern_text_free(&text);
    return status;
}

/* ---- all together ------------------------------------------------------------------------------- */

static struct program *compile_program(struct set_builder *builder, const struct node *list, uint32_t more_options)
{
    struct program *program = ARENA_NEW(builder->arena, struct program);
    PCRE2_UCHAR what[256];
    PCRE2_SIZE offset;
    int error;

    program->code = pcre2_compile((PCRE2_SPTR)builder->combined.bytes, builder->combined.length,
                                  options | more_options, &error, &offset, builder->context);
    if (!program->code) {
        pcre2_get_error_message(error, what, sizeof what);
        (void)node_fault(list, builder->sink, "its patterns compile one by one, but not together: %s",
                         (const char *)what);
        return NULL;
    }
    pthread_mutex_init(&program->lock, NULL);
    return program;
}

/* The number of a group name, given when first seen; PATTERN_GROUP_LIMIT when there are too many. */
static uint32_t number_group(struct set_builder *builder, const char *name)
{
    struct pattern_set *set = builder->set;
    int known = pattern_set_group(set, name);

    if (known >= 0)
        return (uint32_t)known;
    if (set->group_count == PATTERN_GROUP_LIMIT)
        return PATTERN_GROUP_LIMIT;
    set->groups[set->group_count] = arena_copy_string(builder->arena, name);
    return (uint32_t)set->group_count++;
}

static size_t entry_of_capture(const struct set_builder *builder, uint32_t capture)
{
    size_t entry = builder->set->entry_count - 1;

    while (entry > 0 && builder->first_captures[entry] >= capture)
        entry--;
    return entry;
}

static void add_capture(struct set_builder *builder, uint32_t capture, uint32_t group)
{
    struct pattern_entry *entry = &builder->entries[entry_of_capture(builder, capture)];
    struct capture *longer = ARENA_ARRAY(builder->arena, entry->capture_count + 1, struct capture);

    if (entry->capture_count)
        memcpy(longer, entry->captures, entry->capture_count * sizeof *longer);
    longer[entry->capture_count++] = (struct capture){ capture, group };
    entry->captures = longer;
}

/* PCRE2's table has names in byte order, each with its captures in their order. */
static enum status map_groups(struct set_builder *builder, const struct node *list)
{
    const pcre2_code *code = builder->set->find->code;
    uint32_t count = info_number(code, PCRE2_INFO_NAMECOUNT);
    uint32_t size = info_number(code, PCRE2_INFO_NAMEENTRYSIZE);
    PCRE2_SPTR row;

    pcre2_pattern_info(code, PCRE2_INFO_NAMETABLE, &row);
    for (uint32_t i = 0; i < count; i++, row += size) {
        uint32_t group = number_group(builder, (const char *)row + 2);

        if (group == PATTERN_GROUP_LIMIT)
            return node_fault(list, builder->sink, "its patterns have more than %d names of groups", PATTERN_GROUP_LIMIT);
        add_capture(builder, (uint32_t)row[0] << 8 | row[1], group);
    }
    return STATUS_OK;
}

static enum status build_programs(struct set_builder *builder, const struct node *list)
{
    struct pattern_set *set = builder->set;

    set->find = compile_program(builder, list, 0);
    set->whole = set->find ? compile_program(builder, list, PCRE2_ANCHORED | PCRE2_ENDANCHORED) : NULL;
    if (!set->whole)
        return STATUS_GRAMMAR;
    set->pairs = builder->capture_count + 1;
    set->shortest = info_number(set->find->code, PCRE2_INFO_MINLENGTH);
    if (set->shortest == 0)
        set->shortest = 1;
    return map_groups(builder, list);
}

static enum status build_set(struct set_builder *builder, const struct node *list)
{
    enum status status = STATUS_OK;

    if (list->count > ENTRY_LIMIT)
        return node_fault(list, builder->sink, "more than %d patterns in one list", ENTRY_LIMIT);
    for (size_t i = 0; i < list->count; i++)
        if (build_entry(builder, i, list->items[i]) != STATUS_OK)
            status = STATUS_GRAMMAR;
    if (builder->in_edge_run)
        buffer_add_byte(&builder->combined, ')');
    return status == STATUS_OK ? build_programs(builder, list) : status;
}

enum status pattern_set_compile(const struct grammar *grammar, const struct node *list, struct arena *arena,
                                struct diag_sink *sink, struct pattern_set **out)
{
    struct set_builder builder = { .grammar = grammar, .arena = arena, .sink = sink };
    enum status status;

    builder.set = ARENA_NEW(arena, struct pattern_set);
    builder.entries = ARENA_ARRAY(arena, list->count, struct pattern_entry);
    builder.first_captures = ARENA_ARRAY(arena, list->count, uint32_t);
    builder.set->entries = builder.entries;
    builder.set->entry_count = list->count;
    builder.context = pcre2_compile_context_create(NULL);
    pcre2_set_newline(builder.context, PCRE2_NEWLINE_LF);
    pcre2_set_bsr(builder.context, PCRE2_BSR_UNICODE);
    status = build_set(&builder, list);
    pcre2_compile_context_free(builder.context);
    buffer_free(&builder.combined);
    *out = builder.set;
    return status;
}

static void close_program(struct program *program)
{
    if (!program)
        return;
    pcre2_code_free(program->code);
    pthread_mutex_destroy(&program->lock);
}

void pattern_set_close(struct pattern_set *set)
{
    close_program(set->find);
    close_program(set->whole);
}
