#include <dirent.h>
#include <errno.h>
#include <nettle/sha2.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/embedded_file.h"
#include "base/memory.h"
#include "grammar/grammar.h"
#include "grammar/name_index.h"
#include "grammar/node.h"
#include "grammar/node_pack.h"
#include "grammar/packed_set.h"
#include "grammar/pattern_set.h"
#include "grammar/text_question.h"
#include "grammar/vocabulary_compile.h"

struct grammar_file {
    const char *concern;
    struct node *top;   /* NULL: nobody has asked for it yet, and it is ... */
    const char *packed; /* ... in these bytes, ... */
    const struct grammar_text *origin;
};

struct named_vocabulary {
    const char *name;
    const struct vocabulary *vocabulary;
};

struct grammar {
    pthread_mutex_t *lock; /* for unpacking a file */
    struct arena *arena;   /* nodes, names, sets; all but PCRE2's programs */
    struct grammar_file *files;
    size_t file_count;
    size_t file_capacity;
    struct pattern_set **sets;
    size_t set_count;
    size_t set_capacity;
    struct name_index set_names; /* to their numbers in sets */
    struct named_vocabulary *vocabularies;
    size_t vocabulary_count;
    size_t vocabulary_capacity;
    struct name_index
        rules; /* by name; empty where they are the build's: then embedded_rule_slots has them */
    const char **rule_names; /* [0] is no rule */
    struct node **rule_nodes;
    size_t rule_count; /* with [0] */
    size_t rule_capacity;
    size_t rule_node_capacity;
    char digest[2 * SHA256_DIGEST_SIZE + 1];
};

struct loader {
    struct grammar *grammar;
    struct diag_sink *sink;
    enum status status; /* the first thing that went wrong */
    bool is_proved;     /* the build has loaded just these files: patterns compile, the digest is known */
    const struct packed_set *packed_sets; /* what it made of them and is next; NULL: nothing */
    const struct packed_vocabulary *packed_vocabularies;
};

static void note_status(struct loader *loader, enum status status)
{
    if (loader->status == STATUS_OK)
        loader->status = status;
}

static const char *join_name(struct grammar *grammar, const char *a, const char *between, const char *b)
{
    size_t size = strlen(a) + strlen(between) + strlen(b) + 1;
    char *name = arena_take_text(grammar->arena, size);

    snprintf(name, size, "%s%s%s", a, between, b);
    return name;
}

/* ---- files -------------------------------------------------------------------------------------- */

static struct grammar_file *file_of(const struct grammar *grammar, const char *concern)
{
    for (size_t i = 0; i < grammar->file_count; i++)
        if (strcmp(grammar->files[i].concern, concern) == 0)
            return &grammar->files[i];
    return NULL;
}

/* Files stay in the order of their names. */
static struct grammar_file *insert_file(struct grammar *grammar, const char *concern, struct node *top)
{
    size_t at = grammar->file_count;

    grammar->files = arena_grow(grammar->arena, grammar->files, grammar->file_count, &grammar->file_capacity,
                                sizeof *grammar->files);
    for (; at > 0 && strcmp(grammar->files[at - 1].concern, concern) > 0; at--)
        grammar->files[at] = grammar->files[at - 1];
    grammar->files[at] = (struct grammar_file){ .concern = concern, .top = top };
    grammar->file_count++;
    return &grammar->files[at];
}

static void read_file(struct loader *loader, const struct grammar_text *text, const char *packed)
{
    struct grammar *grammar = loader->grammar;
    struct grammar_text *origin = ARENA_NEW(grammar->arena, struct grammar_text);
    struct grammar_file *known = file_of(grammar, text->concern);
    enum status status = STATUS_OK;
    struct node *top;

    *origin = *text;
    if (packed)
        top = node_unpack(origin, packed, grammar->arena);
    else
        status = node_read(origin, grammar->arena, loader->sink, &top);
    if (status == STATUS_OK && known)
        status = node_merge(known->top, top, grammar->arena, loader->sink, &known->top);
    else if (status == STATUS_OK)
        insert_file(grammar, origin->concern, top);
    note_status(loader, status);
}

static struct grammar_text text_of(struct grammar *grammar, const struct embedded_file *file)
{
    return (struct grammar_text){
        .file = join_name(grammar, "grammars/", file->name, ".yaml"),
        .concern = file->name,
        .bytes = span_over(file->bytes, file->length),
    };
}

static void read_shipped(struct loader *loader, const struct embedded_file *shipped)
{
    for (const struct embedded_file *file = shipped; file->name; file++) {
        const struct grammar_text text = text_of(loader->grammar, file);

        read_file(loader, &text, file->nodes);
    }
}

/* ---- the user's folder -------------------------------------------------------------------------- */

static enum status fail_file(struct loader *loader, const char *path)
{
    diag_report(loader->sink, errno == ENOENT ? DIAG_FILE_MISSING : DIAG_FILE_UNREADABLE, path, 0, 0,
                "can't read grammars: %s", strerror(errno));
    return STATUS_REFUSED;
}

static void read_user_file(struct loader *loader, const char *path, const char *concern)
{
    struct buffer bytes = { 0 };
    FILE *stream = fopen(path, "rb");
    size_t got;

    if (!stream) {
        note_status(loader, fail_file(loader, path));
        return;
    }
    while (bytes.length <= GRAMMAR_FILE_LIMIT_BYTES &&
           (got = fread(buffer_reserve(&bytes, 16384), 1, 16384, stream)) > 0)
        bytes.length += got;
    if (ferror(stream)) {
        note_status(loader, fail_file(loader, path));
    } else {
        struct span all = span_over(buffer_string(&bytes), bytes.length);

        all = arena_copy_span(loader->grammar->arena, all);
        read_file(loader,
                  &(struct grammar_text){ .file = path, .concern = concern, .bytes = all, .is_users = true },
                  NULL);
    }
    fclose(stream);
    buffer_free(&bytes);
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* NAME.yaml is the concern NAME; any other name may be a folder of such. */
static void read_folder(struct loader *loader, const char *folder, const char *prefix, bool has_folders)
{
    static const char ending[] = ".yaml";
    struct dirent **entries;
    int count = scandir(folder, &entries, is_visible, by_bytes);

    if (count < 0) {
        if (has_folders || errno != ENOTDIR)
            note_status(loader, fail_file(loader, folder));
        return;
    }
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        const char *path = join_name(loader->grammar, folder, "/", name);
        size_t stem = strlen(name) > strlen(ending) ? strlen(name) - strlen(ending) : 0;
        char *concern =
            arena_copy_string(loader->grammar->arena, join_name(loader->grammar, prefix, "", name));

        if (stem && strcmp(name + stem, ending) == 0) {
            concern[strlen(concern) - strlen(ending)] = '\0';
            read_user_file(loader, path, concern);
        } else if (has_folders) {
            read_folder(loader, path, join_name(loader->grammar, concern, "/", ""), false);
        }
        free(entries[i]);
    }
    free(entries);
}

/* ---- rules -------------------------------------------------------------------------------------- */

static void put_rule(struct grammar *grammar, const char *name, struct node *node)
{
    grammar->rule_names = arena_grow(grammar->arena, grammar->rule_names, grammar->rule_count,
                                     &grammar->rule_capacity, sizeof *grammar->rule_names);
    grammar->rule_nodes = arena_grow(grammar->arena, grammar->rule_nodes, grammar->rule_count,
                                     &grammar->rule_node_capacity, sizeof *grammar->rule_nodes);
    grammar->rule_names[grammar->rule_count] = name;
    grammar->rule_nodes[grammar->rule_count++] = node;
}

/* A named entry of a list must be the only one of its name in the file; an entry of a vocabulary may share
 * its rule. */
static void add_rule(struct loader *loader, const char *concern, struct node *node, const char *name,
                     bool may_share)
{
    struct grammar *grammar = loader->grammar;
    const char *full = join_name(grammar, concern, ".", name);
    uint32_t known = name_index_find(&grammar->rules, span_of(full), span_hash(span_of(full)));

    node->rule = known == NAME_ABSENT ? (uint32_t)grammar->rule_count : known;
    if (known == NAME_ABSENT) {
        name_index_add(&grammar->rules, grammar->arena, span_of(full), (uint32_t)grammar->rule_count);
        put_rule(grammar, full, node);
    } else if (!may_share)
        note_status(loader,
                    node_fault(node, loader->sink, "the name '%s' is taken already, in %s:%u", name,
                               grammar->rule_nodes[known]->origin->file, grammar->rule_nodes[known]->line));
}

static bool is_define(const char *key)
{
    return strcmp(key, "define") == 0;
}

static void number_rules(struct loader *loader, const struct grammar_file *file)
{
    for (size_t i = 0; i < file->top->count; i++) {
        struct node *member = file->top->items[i];

        if (node_is_list_of_maps(member)) {
            for (size_t k = 0; k < member->count; k++)
                if (*node_get_text(member->items[k], "name", ""))
                    add_rule(loader, file->concern, member->items[k],
                             node_get_text(member->items[k], "name", ""), false);
        } else if (!is_define(file->top->keys[i]->text) && vocabulary_fits(member)) {
            for (size_t k = 0; k < member->count; k++)
                add_rule(loader, file->concern, member->keys[k], member->keys[k]->text, true);
        }
    }
}

/* ---- compiling ---------------------------------------------------------------------------------- */

static bool has_patterns(const struct node *list)
{
    if (!node_is_list_of_maps(list))
        return false;
    for (size_t i = 0; i < list->count; i++)
        if (node_get(list->items[i], "pattern"))
            return true;
    return false;
}

/* What the build has made of a list; NULL where it has not seen it. Lists come in the order in which it saw
 * them, with those of the user's between. */
static const struct packed_set *find_packed_set(struct loader *loader, const char *name)
{
    const struct packed_set *packed = loader->packed_sets;

    while (packed && packed->name && strcmp(packed->name, name) != 0)
        packed++;
    if (!packed || !packed->name)
        return NULL;
    loader->packed_sets = packed + 1;
    return packed;
}

static const struct packed_vocabulary *take_packed_vocabulary(struct loader *loader, const char *name)
{
    const struct packed_vocabulary *next = loader->packed_vocabularies;

    if (!next || !next->name || strcmp(next->name, name) != 0)
        return NULL;
    loader->packed_vocabularies++;
    return next;
}

static void compile_set(struct loader *loader, const char *name, const struct node *list)
{
    struct grammar *grammar = loader->grammar;
    const struct packed_set *packed = find_packed_set(loader, name);
    struct pattern_set *set;

    if (packed && loader->is_proved)
        set = pattern_set_unpack(packed, list, grammar->arena);
    else
        note_status(loader, pattern_set_compile(grammar, list, packed, grammar->arena, loader->sink, &set));
    grammar->sets = arena_grow(grammar->arena, grammar->sets, grammar->set_count, &grammar->set_capacity,
                               sizeof *grammar->sets);
    set->question = text_question_of_set(grammar->set_count);
    name_index_add(&grammar->set_names, grammar->arena, span_of(name), (uint32_t)grammar->set_count);
    grammar->sets[grammar->set_count++] = set;
}

/* NULL where the map is a table of settings. */
static const struct vocabulary *make_vocabulary(struct loader *loader, const char *name,
                                                const struct node *map)
{
    const struct packed_vocabulary *packed = take_packed_vocabulary(loader, name);
    struct vocabulary *made = NULL;

    if (packed) {
        made = ARENA_NEW(loader->grammar->arena, struct vocabulary);
        *made = (struct vocabulary){ map, packed->table };
    } else if (!loader->is_proved && vocabulary_fits(map)) {
        note_status(loader, vocabulary_compile(map, loader->grammar->arena, loader->sink, &made));
    }
    return made;
}

static void add_vocabulary(struct loader *loader, const char *name, const struct node *map)
{
    struct grammar *grammar = loader->grammar;
    const struct vocabulary *vocabulary = make_vocabulary(loader, name, map);

    if (!vocabulary)
        return;
    grammar->vocabularies = arena_grow(grammar->arena, grammar->vocabularies, grammar->vocabulary_count,
                                       &grammar->vocabulary_capacity, sizeof *grammar->vocabularies);
    grammar->vocabularies[grammar->vocabulary_count++] = (struct named_vocabulary){ name, vocabulary };
}

static void check_define(struct loader *loader, const struct node *define)
{
    bool is_map = define->kind == NODE_MAP;

    if (!is_map)
        note_status(loader,
                    node_fault(define, loader->sink, "`define` must be a mapping from names to patterns"));
    for (size_t i = 0; is_map && i < define->count; i++)
        if (define->items[i]->kind != NODE_TEXT)
            note_status(loader,
                        node_fault(define->items[i], loader->sink, "a piece of pattern must be a text"));
}

static void compile_file(struct loader *loader, const struct grammar_file *file)
{
    for (size_t i = 0; i < file->top->count; i++) {
        const struct node *member = file->top->items[i];
        const char *key = file->top->keys[i]->text;
        const char *name = join_name(loader->grammar, file->concern, ".", key);

        if (is_define(key))
            check_define(loader, member);
        else if (has_patterns(member))
            compile_set(loader, name, member);
        else
            add_vocabulary(loader, name, member);
    }
}

/* ---- what the build has loaded already ---------------------------------------------------------- */

static struct node *open_file(const struct grammar *grammar, struct grammar_file *file)
{
    pthread_mutex_lock(grammar->lock);
    if (!file->top)
        file->top = node_unpack(file->origin, file->packed, grammar->arena);
    pthread_mutex_unlock(grammar->lock);
    return file->top;
}

/* Most files are read by analyses only, when they ask for them; lists of patterns and phrases are found by
 * name. */
static void open_proved(struct loader *loader)
{
    struct grammar *grammar = loader->grammar;

    for (const struct embedded_file *file = embedded_grammars; file->name; file++) {
        struct grammar_text *origin = ARENA_NEW(grammar->arena, struct grammar_text);
        struct grammar_file *known = insert_file(grammar, file->name, NULL);

        *origin = text_of(grammar, file);
        known->origin = origin;
        known->packed = file->nodes;
    }
    for (const char *name = embedded_rules; *name; name += strlen(name) + 1)
        put_rule(grammar, name, NULL);
    for (const struct embedded_file *file = embedded_grammars; file->name; file++) {
        struct grammar_file *known = file_of(grammar, file->name);

        if (!file->has_lists)
            continue;
        open_file(grammar, known);
        compile_file(loader, known);
    }
    memcpy(grammar->digest, embedded_grammars_digest, sizeof grammar->digest);
}

/* ---- digest ------------------------------------------------------------------------------------- */

/* number := kind, eight bytes from the lowest */
static void digest_number(struct sha256_ctx *hash, char kind, size_t number)
{
    uint8_t bytes[9] = { (uint8_t)kind };

    for (size_t i = 0; i < 8; i++)
        bytes[1 + i] = (uint8_t)((uint64_t)number >> (8 * i));
    sha256_update(hash, sizeof bytes, bytes);
}

static void digest_text(struct sha256_ctx *hash, const char *text)
{
    digest_number(hash, 't', strlen(text));
    sha256_update(hash, strlen(text), (const uint8_t *)text);
}

/* node := 't' length bytes | 'l' count { node } | 'm' count { key node } */
static void digest_node(struct sha256_ctx *hash, const struct node *node)
{
    if (node->kind == NODE_TEXT) {
        digest_text(hash, node->text);
        return;
    }
    digest_number(hash, node->kind == NODE_MAP ? 'm' : 'l', node->count);
    for (size_t i = 0; i < node->count; i++) {
        if (node->kind == NODE_MAP)
            digest_text(hash, node->keys[i]->text);
        digest_node(hash, node->items[i]);
    }
}

static void make_digest(struct grammar *grammar)
{
    struct sha256_ctx hash;
    uint8_t bytes[SHA256_DIGEST_SIZE];

    sha256_init(&hash);
    for (size_t i = 0; i < grammar->file_count; i++) {
        digest_text(&hash, grammar->files[i].concern);
        digest_node(&hash, grammar->files[i].top);
    }
    sha256_digest(&hash, sizeof bytes, bytes);
    for (size_t i = 0; i < sizeof bytes; i++)
        snprintf(grammar->digest + 2 * i, 3, "%02x", bytes[i]);
}

/* ---- loading ------------------------------------------------------------------------------------ */

static struct grammar *new_grammar(void)
{
    struct grammar *grammar = memory_new(sizeof *grammar);

    grammar->arena = arena_new();
    grammar->lock = ARENA_NEW(grammar->arena, pthread_mutex_t);
    pthread_mutex_init(grammar->lock, NULL);
    grammar->rule_names =
        arena_grow(grammar->arena, NULL, 0, &grammar->rule_capacity, sizeof *grammar->rule_names);
    grammar->rule_nodes =
        arena_grow(grammar->arena, NULL, 0, &grammar->rule_node_capacity, sizeof *grammar->rule_nodes);
    grammar->rule_names[0] = "";
    grammar->rule_count = 1;
    return grammar;
}

/* A piece of pattern that is broken is broken for every list that it is put into: it is said once. */
struct once_sink {
    struct diag_sink sink;
    struct diag_sink *to;
    const char *file;
    size_t line;
    size_t column;
};

static void report_once(struct diag_sink *sink, const struct diagnostic *diagnostic)
{
    struct once_sink *once = (struct once_sink *)sink;
    bool is_known = once->file == diagnostic->file && once->line == diagnostic->line &&
                    once->column == diagnostic->column;

    once->file = diagnostic->file;
    once->line = diagnostic->line;
    once->column = diagnostic->column;
    if (once->to && !is_known)
        once->to->report(once->to, diagnostic);
}

static void compile_files(struct loader *loader)
{
    struct grammar *grammar = loader->grammar;

    for (size_t i = 0; i < grammar->file_count; i++)
        number_rules(loader, &grammar->files[i]);
    for (size_t i = 0; i < grammar->file_count; i++)
        compile_file(loader, &grammar->files[i]);
    make_digest(grammar);
}

static enum status load(const struct embedded_file *shipped, const char *overlay, bool is_proved,
                        struct diag_sink *sink, struct grammar **out)
{
    struct grammar *grammar = new_grammar();
    struct once_sink once = { .sink.report = report_once, .to = sink };
    struct loader loader = {
        .grammar = grammar,
        .sink = &once.sink,
        .is_proved = is_proved,
        .packed_sets = shipped == embedded_grammars ? embedded_sets : NULL,
        .packed_vocabularies = is_proved ? embedded_vocabularies : NULL,
    };

    if (is_proved)
        open_proved(&loader);
    else
        read_shipped(&loader, shipped);
    if (overlay)
        read_folder(&loader, arena_copy_string(grammar->arena, overlay), "", true);
    /* A file that could not be read would only make the others' pieces seem missing. */
    if (loader.status == STATUS_OK && !is_proved)
        compile_files(&loader);
    if (loader.status != STATUS_OK) {
        grammar_free(grammar);
        return loader.status;
    }
    *out = grammar;
    return STATUS_OK;
}

enum status grammar_load_from(const struct embedded_file *shipped, const char *overlay,
                              struct diag_sink *sink, struct grammar **out)
{
    return load(shipped, overlay, false, sink, out);
}

enum status grammar_load(const char *overlay, struct diag_sink *sink, struct grammar **out)
{
    return load(embedded_grammars, overlay, overlay == NULL, sink, out);
}

void grammar_free(struct grammar *grammar)
{
    if (!grammar)
        return;
    for (size_t i = 0; i < grammar->set_count; i++)
        pattern_set_close(grammar->sets[i]);
    pthread_mutex_destroy(grammar->lock);
    arena_free(grammar->arena);
    free(grammar);
}

/* ---- looking up --------------------------------------------------------------------------------- */

const char *grammar_digest(const struct grammar *grammar)
{
    return grammar->digest;
}

static uint32_t find_packed_rule(const struct grammar *grammar, struct span name)
{
    for (uint64_t at = span_hash(name);; at++) {
        uint32_t rule = embedded_rule_slots[at & (embedded_rule_slot_count - 1)];

        if (!rule || span_equals(name, grammar->rule_names[rule]))
            return rule;
    }
}

uint32_t grammar_rule(const struct grammar *grammar, const char *name)
{
    struct span key = span_of(name);

    if (!grammar->rules.count)
        return find_packed_rule(grammar, key);
    uint32_t found = name_index_find(&grammar->rules, key, span_hash(key));

    return found == NAME_ABSENT ? 0 : found;
}

uint32_t grammar_rule_count(const struct grammar *grammar)
{
    return (uint32_t)(grammar->rule_count - 1);
}

const char *grammar_rule_name(const struct grammar *grammar, uint32_t rule)
{
    return rule < grammar->rule_count ? grammar->rule_names[rule] : "";
}

const char *grammar_file_name(const struct grammar *grammar, size_t index)
{
    return index < grammar->file_count ? grammar->files[index].concern : NULL;
}

const struct node *grammar_file(const struct grammar *grammar, const char *concern)
{
    struct grammar_file *file = file_of(grammar, concern);

    return file ? open_file(grammar, file) : NULL;
}

const struct pattern_set *grammar_pattern_set(const struct grammar *grammar, const char *name)
{
    struct span key = span_of(name);
    uint32_t found = name_index_find(&grammar->set_names, key, span_hash(key));

    return found == NAME_ABSENT ? NULL : grammar->sets[found];
}

const struct vocabulary *grammar_vocabulary(const struct grammar *grammar, const char *name)
{
    for (size_t i = 0; i < grammar->vocabulary_count; i++)
        if (strcmp(grammar->vocabularies[i].name, name) == 0)
            return grammar->vocabularies[i].vocabulary;
    return NULL;
}
