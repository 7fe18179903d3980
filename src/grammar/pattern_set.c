#include "grammar/pattern_set.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "grammar/grammar.h"
#include "grammar/node.h"
#include "grammar/pattern_graph.h"
#include "grammar/pattern_syntax.h"
#include "grammar/pattern_text.h"

enum { ENTRY_LIMIT = 1000, BLAME_LIMIT = 200 };

static const uint32_t base_options = PCRE2_UTF | PCRE2_EXTENDED | PCRE2_DUPNAMES | PCRE2_DOLLAR_ENDONLY |
                                     PCRE2_NEVER_UCP | PCRE2_NEVER_BACKSLASH_C;

struct set_builder {
    const struct grammar *grammar;
    struct arena *arena;
    struct diag_sink *sink;
    struct pattern_set *set;
    struct pattern_entry *entries;
};

static uint32_t info_number(const pcre2_code *code, uint32_t what)
{
    uint32_t number = 0;

    pcre2_pattern_info(code, what, &number);
    return number;
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

static enum status map_groups(struct set_builder *builder, struct pattern_entry *entry,
                              const pcre2_code *code)
{
    size_t count = info_number(code, PCRE2_INFO_NAMECOUNT);
    size_t size = info_number(code, PCRE2_INFO_NAMEENTRYSIZE);
    struct capture *captures = ARENA_ARRAY(builder->arena, count, struct capture);
    PCRE2_SPTR row;

    pcre2_pattern_info(code, PCRE2_INFO_NAMETABLE, &row);
    for (size_t i = 0; i < count; i++, row += size) {
        uint32_t group = number_group(builder, (const char *)row + 2);

        if (group == PATTERN_GROUP_LIMIT)
            return node_fault(entry->node, builder->sink,
                              "more than %d names of groups in one list of patterns", PATTERN_GROUP_LIMIT);
        captures[i] = (struct capture){ (uint32_t)row[0] << 8 | row[1], group };
    }
    entry->captures = captures;
    entry->capture_count = count;
    return STATUS_OK;
}

/* What PCRE2 compiles, but a search can't use. */
static enum status check_code(const struct pattern_text *text, const pcre2_code *code, const char *name,
                              struct diag_sink *sink)
{
    struct syntax_walk walk = { .text = pattern_text_span(text) };

    if (info_number(code, PCRE2_INFO_MATCHEMPTY))
        return pattern_text_fault(text, 0, sink, "pattern %s: it matches where there is no text at all",
                                  name);
    if (!syntax_has_pair(walk.text, "\\G"))
        return STATUS_OK;
    for (; walk.at < walk.text.length; (void)syntax_next(&walk))
        if (syntax_stands(&walk, "\\G"))
            return pattern_text_fault(text, walk.at, sink, "pattern %s: \\G has no meaning here", name);
    return STATUS_OK;
}

static void measure_entry(struct pattern_set *set, const pcre2_code *code)
{
    size_t shortest = info_number(code, PCRE2_INFO_MINLENGTH);
    uint32_t pairs = info_number(code, PCRE2_INFO_CAPTURECOUNT) + 1;

    if (shortest < set->shortest)
        set->shortest = shortest ? shortest : 1;
    if (pairs > set->pairs)
        set->pairs = pairs;
}

static pcre2_code *compile(const struct pattern_text *text, uint32_t options, int *error, PCRE2_SIZE *offset)
{
    return pcre2_compile((PCRE2_SPTR)text->text.bytes, text->text.length, options | PCRE2_ANCHORED, error,
                         offset, NULL);
}

/* Is the piece broken by itself? Then *text and *offset are about it, when it is shorter than what
 * they were about. */
static void blame_piece(struct set_builder *builder, const struct node *piece, uint32_t options,
                        struct pattern_text *text, int error, PCRE2_SIZE *offset)
{
    struct pattern_text alone;
    enum status status = pattern_text_expand(builder->grammar, piece, NULL, &alone);
    PCRE2_SIZE place;
    int reason;

    buffer_string(&alone.text);
    pcre2_code *code = compile(&alone, options, &reason, &place);

    if (status == STATUS_OK && !code && reason == error && alone.text.length < text->text.length) {
        struct pattern_text other = *text;

        *text = alone;
        *offset = place;
        alone = other;
    }
    pcre2_code_free(code);
    pattern_text_free(&alone);
}

/* What PCRE2 refuses, in its words. A bracket left open is noticed only at the pattern's end: look for the
 * piece to blame. */
static enum status report_refusal(struct set_builder *builder, const struct pattern_entry *entry,
                                  const struct pattern_text *text, int error, PCRE2_SIZE offset)
{
    struct pattern_text blamed;
    PCRE2_UCHAR what[256];
    enum status status =
        pattern_text_expand(builder->grammar, node_get(entry->node, "pattern"), NULL, &blamed);

    for (size_t i = 0; status == STATUS_OK && i < text->run_count && i < BLAME_LIMIT; i++)
        blame_piece(builder, text->runs[i].node, entry->program->options, &blamed, error, &offset);
    pcre2_get_error_message(error, what, sizeof what);
    status = pattern_text_fault(&blamed, offset, builder->sink, "pattern %s: %s",
                                node_get_text(entry->node, "name", ""), (const char *)what);
    pattern_text_free(&blamed);
    return status;
}

static enum status compile_entry(struct set_builder *builder, struct pattern_entry *entry,
                                 const struct pattern_text *text)
{
    PCRE2_SIZE offset;
    int error;
    pcre2_code *code = compile(text, entry->program->options, &error, &offset);

    entry->program->code = code;
    if (!code)
        return report_refusal(builder, entry, text, error, offset);
    if (check_code(text, code, node_get_text(entry->node, "name", ""), builder->sink) != STATUS_OK ||
        map_groups(builder, entry, code) != STATUS_OK)
        return STATUS_GRAMMAR;
    measure_entry(builder->set, code);
    return STATUS_OK;
}

static bool case_counts(const struct node *entry)
{
    return strcmp(node_get_text(entry, "case", "false"), "true") == 0;
}

static enum status check_entry(const struct node *entry, struct diag_sink *sink)
{
    const struct node *pattern = node_get(entry, "pattern");
    const struct node *letter_case = node_get(entry, "case");

    if (!pattern || pattern->kind != NODE_TEXT)
        return node_fault(pattern ? pattern : entry, sink,
                          "an entry needs a `pattern`, as others in its list have");
    if (*node_get_text(entry, "name", "") == '\0')
        return node_fault(entry, sink, "an entry with a pattern needs a `name`");
    if (letter_case && !case_counts(entry) && strcmp(node_text(letter_case), "false") != 0)
        return node_fault(letter_case, sink, "`case` must be true or false");
    return STATUS_OK;
}

static enum status build_entry(struct set_builder *builder, struct pattern_entry *entry,
                               const struct node *node)
{
    struct pattern_text text;
    enum status status;

    entry->node = node;
    entry->rule = node_rule(node);
    entry->program = ARENA_NEW(builder->arena, struct program);
    entry->program->lock = &builder->set->search->lock;
    if (check_entry(node, builder->sink) != STATUS_OK)
        return STATUS_GRAMMAR;
    entry->program->options = base_options | (case_counts(node) ? 0 : PCRE2_CASELESS);
    status = pattern_text_expand(builder->grammar, node_get(node, "pattern"), builder->sink, &text);
    buffer_string(&text.text);
    entry->program->pattern = arena_copy_span(builder->arena, pattern_text_span(&text));
    if (status == STATUS_OK)
        status = compile_entry(builder, entry, &text);
    pattern_text_free(&text);
    return status;
}

static enum status build_set(struct set_builder *builder, const struct node *list)
{
    enum status status = STATUS_OK;

    if (list->count > ENTRY_LIMIT)
        return node_fault(list, builder->sink, "more than %d patterns in one list", ENTRY_LIMIT);
    builder->set->shortest = SIZE_MAX;
    builder->set->entry_count = list->count;
    for (size_t i = 0; i < list->count; i++)
        if (build_entry(builder, &builder->entries[i], list->items[i]) != STATUS_OK)
            status = STATUS_GRAMMAR;
    return status;
}

enum status pattern_set_compile(const struct grammar *grammar, const struct node *list, struct arena *arena,
                                struct diag_sink *sink, struct pattern_set **out)
{
    struct set_builder builder = { .grammar = grammar, .arena = arena, .sink = sink };
    enum status status;

    builder.set = ARENA_NEW(arena, struct pattern_set);
    builder.entries = ARENA_ARRAY(arena, list->count, struct pattern_entry);
    builder.set->entries = builder.entries;
    builder.set->search = ARENA_NEW(arena, struct search);
    pthread_mutex_init(&builder.set->search->lock, NULL);
    status = build_set(&builder, list);
    *out = builder.set;
    return status;
}

void pattern_set_close(struct pattern_set *set)
{
    for (size_t i = 0; i < set->entry_count; i++) {
        pcre2_code_free(set->entries[i].program->code);
        for (size_t k = 0; k < PROGRAM_FORM_COUNT; k++)
            pcre2_code_free(set->entries[i].program->forms[k].machine);
    }
    arena_free(set->search->arena);
    pthread_mutex_destroy(&set->search->lock);
}

/* ---- searching ------------------------------------------------------------------------------------ */

static void make_automaton(const struct pattern_set *set, struct search *search)
{
    struct arena *arena = search->arena = arena_new();
    struct pattern_graph *graph = &search->automaton.graph;
    uint32_t *starts = ARENA_ARRAY(arena, set->entry_count, uint32_t);

    graph->arena = graph->cache.arena = arena;
    for (size_t i = 0; i < set->entry_count; i++) {
        const struct program *program = set->entries[i].program;

        starts[i] =
            pattern_graph_add(graph, program->pattern, !(program->options & PCRE2_CASELESS), (uint32_t)i);
    }
    automaton_open(&search->automaton, starts, set->entry_count, &search->lock);
}

void pattern_set_open(const struct pattern_set *set)
{
    struct search *search = set->search;

    pthread_mutex_lock(&search->lock);
    if (!atomic_load_explicit(&search->is_ready, memory_order_relaxed)) {
        make_automaton(set, search);
        atomic_store_explicit(&search->is_ready, true, memory_order_release);
    }
    pthread_mutex_unlock(&search->lock);
}
