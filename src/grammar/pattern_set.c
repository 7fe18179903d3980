#include "grammar/pattern_set.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "grammar/automaton_make.h"
#include "grammar/grammar.h"
#include "grammar/node.h"
#include "grammar/packed_set.h"
#include "grammar/pattern_graph.h"
#include "grammar/pattern_syntax.h"
#include "grammar/pattern_text.h"

enum {
    ENTRY_LIMIT = 1000,
    BLAME_LIMIT = 200,
    STATES_LIMIT = 200, /* of an automaton that a run makes: more take longer to make than they save */
};

static const uint32_t base_options = PCRE2_UTF | PCRE2_EXTENDED | PCRE2_DUPNAMES | PCRE2_DOLLAR_ENDONLY |
                                     PCRE2_NEVER_UCP | PCRE2_NEVER_BACKSLASH_C;

struct set_builder {
    const struct grammar *grammar;
    struct arena *arena;
    struct diag_sink *sink;
    struct pattern_set *set;
    struct pattern_entry *entries;
    const struct packed_set *packed; /* what the build has made of the list as it ships; NULL: nothing */
    size_t packed_count;             /* entries that are as the build knows them */
};

/* The number of a group name, given when first seen; false when there are too many. */
static bool number_group(struct set_builder *builder, struct span name)
{
    struct pattern_set *set = builder->set;

    for (size_t i = 0; i < set->group_count; i++)
        if (span_equals(name, set->groups[i]))
            return true;
    if (set->group_count == PATTERN_GROUP_LIMIT)
        return false;
    set->groups[set->group_count++] = arena_copy_span(builder->arena, name).text;
    return true;
}

/* name := "(?<" letter { letter | digit | "_" } ">", or so after "?P<", in quotes after "?'"; else no text */
static struct span group_name(const struct syntax_walk *walk)
{
    static const char *const starts[] = { "(?<", "(?P<", "(?'" };

    for (size_t i = 0; i < ARRAY_LENGTH(starts); i++) {
        size_t from = walk->at + strlen(starts[i]);
        size_t to = from;

        if (!syntax_stands(walk, starts[i]))
            continue;
        while (to < walk->text.length && walk->text.text[to] != '>' && walk->text.text[to] != '\'')
            to++;
        struct span name = span_part(walk->text, from, to);

        if (name.length && name.text[0] != '=' && name.text[0] != '!') /* a look-behind */
            return name;
    }
    return (struct span){ 0 };
}

/* A list of names in their order, each once; false where it is full. */
static bool add_name(struct span names[static PATTERN_GROUP_LIMIT], size_t *count, struct span name)
{
    size_t at = *count;

    while (at > 0 && span_compare(names[at - 1], name) > 0)
        at--;
    if (at > 0 && span_same(names[at - 1], name))
        return true;
    if (*count == PATTERN_GROUP_LIMIT)
        return false;
    memmove(names + at + 1, names + at, (*count - at) * sizeof *names);
    names[at] = name;
    ++*count;
    return true;
}

static enum status number_groups(struct set_builder *builder, const struct pattern_entry *entry)
{
    struct syntax_walk walk = { .text = entry->program->pattern };
    struct span names[PATTERN_GROUP_LIMIT];
    size_t count = 0;
    bool fits = true;

    for (; walk.at < walk.text.length; (void)syntax_next(&walk)) {
        struct span name = walk.text.text[walk.at] == '(' ? group_name(&walk) : (struct span){ 0 };

        fits = fits && (!name.length || add_name(names, &count, name));
    }
    for (size_t i = 0; i < count; i++)
        fits = fits && number_group(builder, names[i]);
    return fits ? STATUS_OK
                : node_fault(entry->node, builder->sink,
                             "more than %d names of groups in one list of patterns", PATTERN_GROUP_LIMIT);
}

/* What PCRE2 compiles, but a search can't use. */
static enum status check_code(const struct pattern_text *text, const pcre2_code *code, const char *name,
                              struct diag_sink *sink)
{
    struct syntax_walk walk = { .text = pattern_text_span(text) };

    uint32_t matches_empty = 0;

    pcre2_pattern_info(code, PCRE2_INFO_MATCHEMPTY, &matches_empty);
    if (matches_empty)
        return pattern_text_fault(text, 0, sink, "pattern %s: it matches where there is no text at all",
                                  name);
    if (!syntax_has_pair(walk.text, "\\G"))
        return STATUS_OK;
    for (; walk.at < walk.text.length; (void)syntax_next(&walk))
        if (syntax_stands(&walk, "\\G"))
            return pattern_text_fault(text, walk.at, sink, "pattern %s: \\G has no meaning here", name);
    return STATUS_OK;
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

    if (!program_compile(entry->program, &error, &offset))
        return report_refusal(builder, entry, text, error, offset);
    return check_code(text, entry->program->code, node_get_text(entry->node, "name", ""), builder->sink);
}

static void use_packed_code(struct program *program, const struct packed_set *packed, size_t index)
{
    size_t length = packed->pattern_at[index + 1] - packed->pattern_at[index] - 1;

    program->pattern = span_over(packed->patterns + packed->pattern_at[index], length);
    program->packed = packed->codes + packed->code_at[index];
    program->single = &packed->singles[index];
}

/* A shipped entry is as the build has checked it, unless the user has changed a piece of it. New entries
 * stand before the shipped ones. */
static bool reuse_packed_code(struct set_builder *builder, const struct pattern_entry *entry)
{
    const struct packed_set *packed = builder->packed;
    size_t index = (size_t)(entry - builder->entries) + (packed ? packed->entry_count : 0);

    if (!packed || entry->node->origin->is_users || index < builder->set->entry_count)
        return false;
    index -= builder->set->entry_count;
    if (!span_equals(entry->program->pattern, packed->patterns + packed->pattern_at[index]))
        return false;
    use_packed_code(entry->program, packed, index);
    builder->packed_count++;
    return true;
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

static struct program *new_program(struct set_builder *builder, const struct node *node)
{
    struct program *program = ARENA_NEW(builder->arena, struct program);

    program->lock = &builder->set->search->lock;
    program->set = builder->set;
    program->options = base_options | (case_counts(node) ? 0 : PCRE2_CASELESS);
    return program;
}

static void begin_entry(struct set_builder *builder, struct pattern_entry *entry, const struct node *node)
{
    entry->node = node;
    entry->rule = node_rule(node);
    entry->program = new_program(builder, node);
}

static enum status build_entry(struct set_builder *builder, struct pattern_entry *entry,
                               const struct node *node)
{
    struct pattern_text text;
    enum status status;

    begin_entry(builder, entry, node);
    if (check_entry(node, builder->sink) != STATUS_OK)
        return STATUS_GRAMMAR;
    status = pattern_text_expand(builder->grammar, node_get(node, "pattern"), builder->sink, &text);
    buffer_string(&text.text);
    entry->program->pattern = arena_copy_span(builder->arena, pattern_text_span(&text));
    if (status == STATUS_OK)
        status = number_groups(builder, entry);
    if (status == STATUS_OK && !reuse_packed_code(builder, entry))
        status = compile_entry(builder, entry, &text);
    pattern_text_free(&text);
    return status;
}

static enum status build_set(struct set_builder *builder, const struct node *list)
{
    enum status status = STATUS_OK;

    if (list->count > ENTRY_LIMIT)
        return node_fault(list, builder->sink, "more than %d patterns in one list", ENTRY_LIMIT);
    for (size_t i = 0; i < list->count; i++)
        if (build_entry(builder, &builder->entries[i], list->items[i]) != STATUS_OK)
            status = STATUS_GRAMMAR;
    return status;
}

static void begin_set(struct set_builder *builder, const struct node *list)
{
    builder->set = ARENA_NEW(builder->arena, struct pattern_set);
    builder->entries = ARENA_ARRAY(builder->arena, list->count, struct pattern_entry);
    builder->set->entries = builder->entries;
    builder->set->entry_count = list->count;
    builder->set->search = ARENA_NEW(builder->arena, struct search);
    pthread_mutex_init(&builder->set->search->lock, NULL);
}

static void use_packed_automaton(struct set_builder *builder)
{
    builder->set->search->automaton = &builder->packed->automaton;
}

enum status pattern_set_compile(const struct grammar *grammar, const struct node *list,
                                const struct packed_set *packed, struct arena *arena, struct diag_sink *sink,
                                struct pattern_set **out)
{
    struct set_builder builder = { .grammar = grammar, .arena = arena, .sink = sink, .packed = packed };

    begin_set(&builder, list);
    *out = builder.set;
    enum status status = build_set(&builder, list);

    if (packed && builder.packed_count == list->count && builder.packed_count == packed->entry_count)
        use_packed_automaton(&builder);
    return status;
}

struct pattern_set *pattern_set_unpack(const struct packed_set *packed, const struct node *list,
                                       struct arena *arena)
{
    struct set_builder builder = { .arena = arena, .packed = packed };

    begin_set(&builder, list);
    use_packed_automaton(&builder);
    for (size_t i = 0; i < list->count; i++) {
        begin_entry(&builder, &builder.entries[i], list->items[i]);
        use_packed_code(builder.entries[i].program, packed, i);
    }
    for (const char *group = packed->groups; *group; group += strlen(group) + 1)
        builder.set->groups[builder.set->group_count++] = group;
    return builder.set;
}

void pattern_set_close(struct pattern_set *set)
{
    for (size_t i = 0; i < set->entry_count; i++) {
        struct program *program = set->entries[i].program;

        pcre2_code_free(program->code);
        free(program->captures);
        for (size_t k = 0; k < PROGRAM_FORM_COUNT; k++)
            pcre2_code_free(program->forms[k].machine);
    }
    arena_free(set->search->arena);
    pthread_mutex_destroy(&set->search->lock);
}

/* ---- searching ------------------------------------------------------------------------------------ */

/* The first steps of the entries. */
static const uint32_t *make_graph(const struct pattern_entry *entries, size_t count,
                                  struct pattern_graph *graph)
{
    uint32_t *starts = ARENA_ARRAY(graph->arena, count, uint32_t);

    graph->cache.arena = graph->arena;
    for (size_t i = 0; i < count; i++) {
        const struct program *program = entries[i].program;

        starts[i] =
            pattern_graph_add(graph, program->pattern, !(program->options & PCRE2_CASELESS), (uint16_t)i);
    }
    return starts;
}

static const struct automaton *make_automaton(const struct pattern_entry *entries, size_t count,
                                              struct arena *arena, size_t limit)
{
    struct automaton *automaton = ARENA_NEW(arena, struct automaton);
    struct pattern_graph graph = { .arena = arena_new() };
    const uint32_t *starts = make_graph(entries, count, &graph);
    const struct graph_view view = { graph.steps, graph.count, graph.sets, graph.set_count };

    automaton_make(automaton, arena, &view, starts, count, limit);
    arena_free(graph.arena);
    return automaton;
}

const struct automaton *pattern_set_make_automaton(const struct pattern_set *set, struct arena *arena,
                                                   size_t limit)
{
    return make_automaton(set->entries, set->entry_count, arena, limit);
}

const struct automaton *pattern_set_make_single(const struct pattern_set *set, size_t number,
                                                struct arena *arena, size_t limit)
{
    return make_automaton(&set->entries[number], 1, arena, limit);
}

const struct automaton *pattern_set_open(const struct pattern_set *set)
{
    struct search *search = set->search;

    pthread_mutex_lock(&search->lock);
    const struct automaton *automaton = atomic_load_explicit(&search->automaton, memory_order_relaxed);

    if (!automaton) {
        search->arena = arena_new();
        automaton = pattern_set_make_automaton(set, search->arena, STATES_LIMIT);
        atomic_store_explicit(&search->automaton, automaton, memory_order_release);
    }
    pthread_mutex_unlock(&search->lock);
    return automaton;
}
