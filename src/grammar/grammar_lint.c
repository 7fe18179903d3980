#include "grammar/grammar_lint.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/status.h"
#include "grammar/node.h"
#include "grammar/pattern_sample.h"
#include "grammar/pattern_set.h"
#include "grammar/vocabulary_compile.h"

/* Samples of a pattern, and the fewest that let us judge. */
enum { SAMPLE_TRIES = 200, SAMPLE_LEAST = 2 };

struct lint {
    const struct grammar *grammar;
    const struct grammar *shipped;
    struct diag_sink *sink;
    struct arena *arena;
    struct matcher *matcher;
    size_t found;
};

static void PRINTF_LIKE(3, 4) doubt(struct lint *lint, const struct node *node, const char *format, ...)
{
    char what[1024];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    diag_report(lint->sink, DIAG_GRAMMAR_DOUBT, node->origin->file, node->line, node->column, "%s", what);
    lint->found++;
}

/* Is it what the person wrote who asks? */
static bool is_asked(const struct lint *lint, const struct node *node)
{
    return node->origin->is_users || lint->grammar == lint->shipped;
}

static const char *name_of(const struct node *entry)
{
    return node_get_text(entry, "name", "");
}

/* ---- names that nothing reads -------------------------------------------------------------------- */

static bool is_one_of(const char *word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(word, words[i]) == 0)
            return true;
    return false;
}

/* A slip of the pen: two letters too many, too few or others in one place, with the rest the same. */
static bool is_near(const char *a, const char *b)
{
    size_t a_length = strlen(a), b_length = strlen(b), start = 0, end = 0;
    size_t shorter = a_length < b_length ? a_length : b_length;

    while (start < shorter && a[start] == b[start])
        start++;
    while (start + end < shorter && a[a_length - 1 - end] == b[b_length - 1 - end])
        end++;
    return a_length + b_length - shorter - start - end <= 2 && start + end > 0;
}

static const char *nearest(const char *word, const struct node *map)
{
    for (size_t i = 0; i < map->count; i++)
        if (is_near(word, map->keys[i]->text))
            return map->keys[i]->text;
    return NULL;
}

/* The members of a mapping of the user's that the shipped one does not have. */
static void lint_members(struct lint *lint, const struct node *map, const struct node *shipped,
                         const char *where)
{
    for (size_t i = 0; i < map->count; i++) {
        const char *key = map->keys[i]->text;
        const char *meant;

        if (!is_asked(lint, map->keys[i]) || node_get(shipped, key) || strcmp(key, "define") == 0)
            continue;
        meant = nearest(key, shipped);
        if (meant)
            doubt(lint, map->keys[i], "nothing reads '%s' in %s; is '%s' meant?", key, where, meant);
        else
            doubt(lint, map->keys[i], "nothing reads '%s' in %s", key, where);
    }
}

/* Does an entry of the shipped list have such a member? */
static bool list_has_member(const struct node *list, const char *key)
{
    for (size_t i = 0; i < list->count; i++)
        if (node_get(list->items[i], key))
            return true;
    return false;
}

static void lint_entry_members(struct lint *lint, const struct node *entry, const struct node *shipped,
                               const char *where)
{
    static const char *const always[] = { "name", "pattern", "case" };

    for (size_t i = 0; i < entry->count; i++) {
        const char *key = entry->keys[i]->text;

        if (!is_one_of(key, always, ARRAY_LENGTH(always)) && !list_has_member(shipped, key))
            doubt(lint, entry->keys[i], "nothing reads '%s' in an entry of %s", key, where);
    }
}

/* ---- entries that take the place of others ------------------------------------------------------- */

static bool is_same_node(const struct node *a, const struct node *b)
{
    if (a->kind != b->kind || a->count != b->count || strcmp(a->text, b->text) != 0)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        if (a->kind == NODE_MAP && strcmp(a->keys[i]->text, b->keys[i]->text) != 0)
            return false;
        if (!is_same_node(a->items[i], b->items[i]))
            return false;
    }
    return true;
}

static const struct node *entry_named(const struct node *list, const char *name)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(name_of(list->items[i]), name) == 0)
            return list->items[i];
    return NULL;
}

static void lint_replacement(struct lint *lint, const struct node *entry, const struct node *old)
{
    if (is_same_node(entry, old)) {
        doubt(lint, entry, "'%s' is the entry that is shipped, word for word; leave it out", name_of(entry));
        return;
    }
    doubt(lint, entry,
          "'%s' takes the place of the shipped entry of that name (%s:%u); give it another name to have both",
          name_of(entry), old->origin->file, old->line);
    for (size_t i = 0; i < old->count; i++)
        if (!node_get(entry, old->keys[i]->text))
            doubt(lint, entry, "'%s' has no '%s', which the entry that it takes the place of has",
                  name_of(entry), old->keys[i]->text);
}

/* Entries of the user's in a list that is shipped too. */
static void lint_list(struct lint *lint, const struct node *list, const struct node *shipped,
                      const char *where)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct node *entry = list->items[i];
        const struct node *old = entry_named(shipped, name_of(entry));

        if (entry->kind != NODE_MAP || !entry->origin->is_users)
            continue;
        lint_entry_members(lint, entry, shipped, where);
        if (old)
            lint_replacement(lint, entry, old);
    }
}

/* ---- pieces -------------------------------------------------------------------------------------- */

/* Does a pattern or piece use {{name}} or {{file.name}}? */
static bool uses_piece(const struct node *node, const char *concern, const char *name)
{
    if (node->kind == NODE_TEXT) {
        char own[128], full[256];

        snprintf(own, sizeof own, "{{%s}}", name);
        snprintf(full, sizeof full, "{{%s.%s}}", concern, name);
        return strstr(node->text, full) ||
               (strcmp(node->origin->concern, concern) == 0 && strstr(node->text, own));
    }
    for (size_t i = 0; i < node->count; i++)
        if (uses_piece(node->items[i], concern, name))
            return true;
    return false;
}

static bool is_used(const struct lint *lint, const char *concern, const char *name)
{
    const char *file;

    for (size_t i = 0; (file = grammar_file_name(lint->grammar, i)) != NULL; i++)
        if (uses_piece(grammar_file(lint->grammar, file), concern, name))
            return true;
    return false;
}

static void lint_pieces(struct lint *lint, const struct node *define, const struct node *shipped,
                        const char *concern)
{
    for (size_t i = 0; i < define->count; i++) {
        const struct node *key = define->keys[i];
        const struct node *old = node_get(shipped, key->text);

        if (!is_asked(lint, define->items[i]))
            continue;
        if (!is_used(lint, concern, key->text))
            doubt(lint, key, "no pattern uses the piece '%s'", key->text);
        if (old && old != define->items[i] && lint->grammar != lint->shipped)
            doubt(lint, define->items[i],
                  "the piece '%s' takes the place of the shipped one (%s:%u) in every pattern that uses it",
                  key->text, old->origin->file, old->line);
    }
}

/* ---- patterns that are never reached ------------------------------------------------------------- */

/* Of a pattern's samples that it matches: how many, and how many an earlier entry takes. */
struct tally {
    size_t tried;
    size_t taken;
    bool whole;         /* how the text at hand is asked for */
    bool is_all;        /* there are no other samples */
    size_t by;          /* the entry that took the last one */
    struct span sample; /* the first that was taken */
};

/* A pattern that refuses some texts leaves them to those behind it: samples don't show which. */
static bool refuses_some(const struct pattern_entry *entry)
{
    struct span pattern = entry->program->pattern;

    return memmem(pattern.text, pattern.length, "(?!", 3) || memmem(pattern.text, pattern.length, "(?<!", 4);
}

/* One text on which both are asked; whole: all of it must match, else its start. */
static void try_text(struct lint *lint, const struct pattern_set *set, const struct pattern_set *own,
                     size_t index, struct span text, struct tally *tally)
{
    struct match match;
    bool whole = tally->whole;

    if (!(whole ? pattern_match_whole(own, lint->matcher, text, &match)
                : pattern_match_start(own, lint->matcher, text, &match)))
        return;
    tally->tried++;
    if (!(whole ? pattern_match_whole(set, lint->matcher, text, &match)
                : pattern_match_start(set, lint->matcher, text, &match)) ||
        match.entry >= index || refuses_some(&set->entries[match.entry]))
        return;
    if (!tally->taken++)
        tally->sample = arena_copy_span(lint->arena, text);
    tally->by = match.entry;
}

/* The sample by itself, and with other words behind it, as the start of a longer text. */
static void try_sample(struct lint *lint, const struct pattern_set *set, const struct pattern_set *own,
                       size_t index, struct buffer *sample, struct tally *tally)
{
    tally->whole = true;
    try_text(lint, set, own, index, span_over(sample->bytes, sample->length), tally);
    buffer_add_string(
        sample, " and a good many words more that no grammar has heard of, to see who takes so long a line");
    tally->whole = false;
    try_text(lint, set, own, index, span_over(sample->bytes, sample->length), tally);
}

static void try_samples(struct lint *lint, const struct pattern_set *set, const struct pattern_set *own,
                        size_t index, struct tally *tally)
{
    const struct program *program = set->entries[index].program;
    struct buffer sample = { 0 };
    bool last = false;

    for (size_t number = 0; number < SAMPLE_TRIES && !last && tally->taken == tally->tried; number++)
        if (pattern_sample_write(program->pattern, !(program->options & PCRE2_CASELESS), number, &sample,
                                 &last))
            try_sample(lint, set, own, index, &sample, tally);
    tally->is_all = last;
    buffer_free(&sample);
}

/* The entry as a set of its own. */
static struct pattern_set *alone(struct lint *lint, const struct pattern_set *set, size_t index)
{
    struct node *list = ARENA_NEW(lint->arena, struct node);
    struct pattern_set *own = NULL;

    *list = (struct node){ .kind = NODE_LIST, .origin = set->entries[index].node->origin, .text = "" };
    node_add(list, lint->arena, NULL, (struct node *)(uintptr_t)set->entries[index].node);
    if (pattern_set_compile(lint->grammar, list, NULL, lint->arena, NULL, &own) == STATUS_OK)
        return own;
    pattern_set_close(own);
    return NULL;
}

static void lint_reach(struct lint *lint, const struct pattern_set *set, size_t index)
{
    const struct node *entry = set->entries[index].node;
    struct pattern_set *own = alone(lint, set, index);
    struct tally tally = { 0 };
    const struct node *by;

    if (!own)
        return;
    try_samples(lint, set, own, index, &tally);
    pattern_set_close(own);

    by = tally.taken ? set->entries[tally.by].node : entry;
    if (!tally.tried || (tally.tried < SAMPLE_LEAST && !tally.is_all) || tally.taken < tally.tried ||
        (!is_asked(lint, entry) && !is_asked(lint, by)))
        return;
    doubt(lint, is_asked(lint, entry) ? entry : by,
          "'%s' is never reached: '%s' (%s:%u) stands before it and takes what it is for, such as \"%.*s\"",
          name_of(entry), name_of(by), by->origin->file, by->line, (int)tally.sample.length,
          tally.sample.text);
}

static bool has_asked(const struct lint *lint, const struct pattern_set *set)
{
    for (size_t i = 0; i < set->entry_count; i++)
        if (is_asked(lint, set->entries[i].node))
            return true;
    return false;
}

static void lint_set(struct lint *lint, const struct pattern_set *set)
{
    for (size_t i = 1; i < set->entry_count && has_asked(lint, set); i++)
        lint_reach(lint, set, i);
}

/* ---- files --------------------------------------------------------------------------------------- */

/* Concepts are called as one likes. */
static void lint_member(struct lint *lint, const char *concern, const char *key, const struct node *member,
                        const struct node *shipped)
{
    char where[200];
    const struct pattern_set *set;

    snprintf(where, sizeof where, "%s.%s", concern, key);
    if (strcmp(key, "define") == 0) {
        lint_pieces(lint, member, shipped, concern);
        return;
    }
    if (member->kind == NODE_MAP && shipped && shipped->kind == NODE_MAP && strcmp(key, "concepts") != 0)
        lint_members(lint, member, shipped, where);
    if (node_is_list_of_maps(member) && node_is_list_of_maps(shipped))
        lint_list(lint, member, shipped, where);
    set = grammar_pattern_set(lint->grammar, where);
    if (set)
        lint_set(lint, set);
}

/* A file of a name that nothing asks for can only hold pieces for others; a scheme is asked for by its name.
 */
static void lint_unknown_file(struct lint *lint, const char *concern, const struct node *file)
{
    const struct node *define = node_get(file, "define");
    const char *known;

    if (strchr(concern, '/'))
        return;
    for (size_t i = 0; define && i < define->count; i++)
        if (is_used(lint, concern, define->keys[i]->text))
            return;
    for (size_t i = 0; (known = grammar_file_name(lint->shipped, i)) != NULL; i++)
        if (is_near(concern, known)) {
            doubt(lint, file, "nothing reads a grammar called '%s'; is '%s.yaml' meant?", concern, known);
            return;
        }
    doubt(lint, file, "nothing reads a grammar called '%s'", concern);
}

static void lint_file(struct lint *lint, const char *concern)
{
    const struct node *file = grammar_file(lint->grammar, concern);
    const struct node *shipped = grammar_file(lint->shipped, concern);
    char name[200];

    if (!shipped) {
        lint_unknown_file(lint, concern, file);
        return;
    }
    snprintf(name, sizeof name, "%s.yaml", concern);
    lint_members(lint, file, shipped, name);
    for (size_t i = 0; i < file->count; i++)
        lint_member(lint, concern, file->keys[i]->text, file->items[i],
                    node_get(shipped, file->keys[i]->text));
}

size_t grammar_lint(const struct grammar *grammar, const struct grammar *shipped, struct diag_sink *sink)
{
    struct lint lint = {
        .grammar = grammar,
        .shipped = shipped,
        .sink = sink,
        .arena = arena_new(),
        .matcher = matcher_new(),
    };
    const char *concern;

    for (size_t i = 0; (concern = grammar_file_name(grammar, i)) != NULL; i++)
        lint_file(&lint, concern);
    matcher_free(lint.matcher);
    arena_free(lint.arena);
    return lint.found;
}
