#include "grammar/vocabulary.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "grammar/grammar.h"
#include "grammar/name_index.h"
#include "grammar/node.h"
#include "grammar/vocabulary_compile.h"

enum { PHRASE_LIMIT_BYTES = 200 };

/*
 * Every run of words at the start of a phrase is known, so that a search ends at the first word that leads
 * nowhere: most texts begin like no phrase.
 */
struct vocabulary {
    const struct node *map;
    struct name_index runs; /* to their numbers in items */
    struct run {
        uint32_t entry;            /* NO_ENTRY: only the start of a longer phrase */
        const struct node *source; /* where the phrase stands */
    } * items;
    size_t count;
    size_t longest;           /* bytes of the longest phrase */
    uint32_t begins[32 * 32]; /* by the first two bytes of a phrase's first word, bits by the third */
};

#define NO_ENTRY UINT32_MAX

/* ---- normal form: words in lower case, one space between ---------------------------------------- */

/* ASCII letters (lower case) and digits stand for themselves, bytes of other characters too; 0 parts words.
 */
static const unsigned char folded[256] = {
    ['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4', ['5'] = '5', ['6'] = '6', ['7'] = '7',
    ['8'] = '8', ['9'] = '9', ['A'] = 'a', ['B'] = 'b', ['C'] = 'c', ['D'] = 'd', ['E'] = 'e', ['F'] = 'f',
    ['G'] = 'g', ['H'] = 'h', ['I'] = 'i', ['J'] = 'j', ['K'] = 'k', ['L'] = 'l', ['M'] = 'm', ['N'] = 'n',
    ['O'] = 'o', ['P'] = 'p', ['Q'] = 'q', ['R'] = 'r', ['S'] = 's', ['T'] = 't', ['U'] = 'u', ['V'] = 'v',
    ['W'] = 'w', ['X'] = 'x', ['Y'] = 'y', ['Z'] = 'z', ['a'] = 'a', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd',
    ['e'] = 'e', ['f'] = 'f', ['g'] = 'g', ['h'] = 'h', ['i'] = 'i', ['j'] = 'j', ['k'] = 'k', ['l'] = 'l',
    ['m'] = 'm', ['n'] = 'n', ['o'] = 'o', ['p'] = 'p', ['q'] = 'q', ['r'] = 'r', ['s'] = 's', ['t'] = 't',
    ['u'] = 'u', ['v'] = 'v', ['w'] = 'w', ['x'] = 'x', ['y'] = 'y', ['z'] = 'z',
};

/* Bytes of a mark beyond ASCII at text[at]: U+00A0..U+00BF (no-break space, middle dot) and U+2000..U+206F
   (dashes, quotes, bullets, zero-width spaces) part words like ASCII ones; 0 for anything else. */
static size_t mark_length(struct span text, size_t at)
{
    const unsigned char *bytes = (const unsigned char *)text.text + at;
    size_t left = text.length - at;

    if (left >= 2 && bytes[0] == 0xc2 && bytes[1] < 0xc0)
        return 2;
    if (left >= 3 && bytes[0] == 0xe2 && (bytes[1] == 0x80 || (bytes[1] == 0x81 && bytes[2] < 0xb0)))
        return 3;
    return 0;
}

/* A walk over a text's words; what it has passed stands in `phrase`, in normal form. */
struct word_walk {
    struct span text;
    size_t at;     /* just behind the last word */
    size_t length; /* of phrase */
    uint64_t hash; /* FNV-1a of phrase */
    char phrase[PHRASE_LIMIT_BYTES];
};

static void walk_begin(struct word_walk *walk, struct span text)
{
    walk->text = text;
    walk->at = walk->length = 0;
    walk->hash = 0xcbf29ce484222325u;
}

static void walk_add(struct word_walk *walk, unsigned char byte)
{
    walk->phrase[walk->length++] = (char)byte;
    walk->hash = (walk->hash ^ byte) * 0x100000001b3u;
}

static size_t skip_marks(const struct word_walk *walk)
{
    size_t at = walk->at;

    while (at < walk->text.length) {
        unsigned char byte = (unsigned char)walk->text.text[at];
        size_t mark = byte < 0x80 ? folded[byte] == 0 : mark_length(walk->text, at);

        if (mark == 0)
            break;
        at += mark;
    }
    return at;
}

enum walk_result { WALK_WORD, WALK_END, WALK_TOO_LONG };

/* Appends the next word to the phrase; one that would make it longer than `limit` only in part. */
static enum walk_result next_word(struct word_walk *walk, size_t limit)
{
    size_t at = skip_marks(walk);

    if (at == walk->text.length)
        return WALK_END;
    if (walk->length && walk->length < limit)
        walk_add(walk, ' ');
    for (; at < walk->text.length; at++) {
        unsigned char byte = (unsigned char)walk->text.text[at];

        if (byte < 0x80 ? folded[byte] == 0 : mark_length(walk->text, at) > 0)
            break;
        if (walk->length >= limit)
            return WALK_TOO_LONG;
        walk_add(walk, byte < 0x80 ? folded[byte] : byte);
    }
    walk->at = at;
    return WALK_WORD;
}

static struct span walk_phrase(const struct word_walk *walk)
{
    return (struct span){ walk->phrase, walk->length, SPAN_NOWHERE };
}

/* ---- finding ------------------------------------------------------------------------------------ */

/* How a word begins, by the low bits of its first three bytes; 0 stands for what is behind its end. */
struct beginning {
    uint32_t number; /* in `begins` */
    uint32_t bit;
};

static struct beginning beginning_of(unsigned char first, unsigned char second, unsigned char third)
{
    return (struct beginning){ (first & 31u) << 5 | (second & 31u), UINT32_C(1)
                                                                        << (second ? third & 31 : 0) };
}

static unsigned char byte_at(struct span text, size_t at)
{
    return at < text.length ? (unsigned char)text.text[at] : 0;
}

/* Most texts begin with three letters that no phrase begins with. */
static bool may_begin(const struct vocabulary *vocabulary, struct word_walk *walk)
{
    size_t at = walk->at = skip_marks(walk);
    unsigned char first = byte_at(walk->text, at);
    unsigned char second = byte_at(walk->text, at + 1);
    unsigned char third = byte_at(walk->text, at + 2);

    if (at == walk->text.length)
        return false;
    if ((first | second | third) & 0x80)
        return true;
    struct beginning beginning = beginning_of(folded[first], folded[second], folded[third]);

    return vocabulary->begins[beginning.number] & beginning.bit;
}

/* The next word, and the run of words up to it; NULL at the end and where no phrase begins so. */
static const struct run *next_run(const struct vocabulary *vocabulary, struct word_walk *walk,
                                  enum walk_result *result)
{
    *result = next_word(walk, vocabulary->longest);
    if (*result != WALK_WORD)
        return NULL;
    uint32_t found = name_index_find(&vocabulary->runs, walk_phrase(walk), walk->hash);

    return found == NAME_ABSENT ? NULL : &vocabulary->items[found];
}

int vocabulary_find(const struct vocabulary *vocabulary, struct span text)
{
    struct word_walk walk;
    enum walk_result result;
    const struct run *last = NULL;

    walk_begin(&walk, text);
    if (!may_begin(vocabulary, &walk))
        return -1;
    for (const struct run *run; (run = next_run(vocabulary, &walk, &result)) != NULL;)
        last = run;
    return result != WALK_END || !last || last->entry == NO_ENTRY ? -1 : (int)last->entry;
}

bool vocabulary_has_beginning(const struct vocabulary *vocabulary, struct span text)
{
    struct word_walk walk;
    enum walk_result result;

    walk_begin(&walk, text);
    return may_begin(vocabulary, &walk) && next_run(vocabulary, &walk, &result) != NULL;
}

int vocabulary_find_prefix(const struct vocabulary *vocabulary, struct span text, size_t *length)
{
    struct word_walk walk;
    enum walk_result result;
    int best = -1;

    walk_begin(&walk, text);
    if (!may_begin(vocabulary, &walk))
        return -1;
    for (const struct run *run; (run = next_run(vocabulary, &walk, &result)) != NULL;) {
        if (run->entry == NO_ENTRY)
            continue;
        best = (int)run->entry;
        *length = walk.at;
    }
    return best;
}

size_t vocabulary_count(const struct vocabulary *vocabulary)
{
    return node_count(vocabulary->map);
}

const char *vocabulary_name(const struct vocabulary *vocabulary, size_t entry)
{
    return node_key(vocabulary->map, entry);
}

int vocabulary_entry(const struct vocabulary *vocabulary, const char *name)
{
    for (size_t i = 0; i < vocabulary->map->count; i++)
        if (strcmp(node_key(vocabulary->map, i), name) == 0)
            return (int)i;
    return -1;
}

uint32_t vocabulary_rule(const struct vocabulary *vocabulary, size_t entry)
{
    return entry < vocabulary->map->count ? vocabulary->map->keys[entry]->rule : 0;
}

/* ---- compiling ---------------------------------------------------------------------------------- */

static bool is_setting(const struct node *value)
{
    const char *text = value->text;

    return value->kind == NODE_TEXT && value->style == STYLE_PLAIN &&
           (strspn(text, "+-.0123456789") == value->length || strcmp(text, "true") == 0 ||
            strcmp(text, "false") == 0);
}

static bool is_phrases(const struct node *value)
{
    for (size_t i = 0; i < value->count; i++)
        if (value->kind == NODE_MAP || value->items[i]->kind != NODE_TEXT)
            return false;
    return value->kind != NODE_MAP;
}

bool vocabulary_fits(const struct node *map)
{
    size_t settings = 0;

    if (map->kind != NODE_MAP)
        return false;
    for (size_t i = 0; i < map->count; i++) {
        if (!is_phrases(map->items[i]))
            return false;
        settings += is_setting(map->items[i]);
    }
    return map->count == 0 || settings < map->count;
}

static bool has_lists(const struct node *map)
{
    for (size_t i = 0; i < map->count; i++)
        if (map->items[i]->kind == NODE_LIST)
            return true;
    return false;
}

struct compiler {
    struct vocabulary *vocabulary;
    struct arena *arena;
    struct diag_sink *sink;
    size_t capacity;
    bool is_settings; /* no list in it: what is no vocabulary is nothing wrong */
    bool is_wrong;
};

static void refuse(struct compiler *compiler, const struct node *source, const char *format, ...)
    PRINTF_LIKE(3, 4);
static void refuse(struct compiler *compiler, const struct node *source, const char *format, ...)
{
    char what[600];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    compiler->is_wrong = true;
    if (!compiler->is_settings)
        (void)node_fault(source, compiler->sink, "%s", what);
}

/* A phrase that stands under another entry already: the user's file overrules a shipped one, else one of them
 * is wrong. */
static void settle_conflict(struct compiler *compiler, struct run *run, uint32_t entry,
                            const struct node *source)
{
    const struct node *map = compiler->vocabulary->map;

    if (source->origin->is_users == run->source->origin->is_users)
        refuse(compiler, source, "'%s' stands under '%s' already, in %s:%zu; it can't mean '%s' too",
               source->text, node_key(map, run->entry), run->source->origin->file, run->source->line,
               node_key(map, entry));
    else if (source->origin->is_users)
        *run = (struct run){ entry, source };
}

/* The run of the words walked so far, added as the start of a phrase when it is new. */
static struct run *add_run(struct compiler *compiler, const struct word_walk *walk)
{
    struct vocabulary *vocabulary = compiler->vocabulary;
    uint32_t known = name_index_find(&vocabulary->runs, walk_phrase(walk), walk->hash);

    if (known != NAME_ABSENT)
        return &vocabulary->items[known];
    name_index_add_hashed(&vocabulary->runs, compiler->arena,
                          arena_copy_span(compiler->arena, walk_phrase(walk)), walk->hash,
                          (uint32_t)vocabulary->count);
    vocabulary->items = arena_grow(compiler->arena, vocabulary->items, vocabulary->count, &compiler->capacity,
                                   sizeof *vocabulary->items);
    vocabulary->items[vocabulary->count] = (struct run){ .entry = NO_ENTRY };
    return &vocabulary->items[vocabulary->count++];
}

static void add_beginning(struct vocabulary *vocabulary, struct span phrase)
{
    const char *space = phrase.length ? memchr(phrase.text, ' ', phrase.length) : NULL;
    struct span word = span_part(phrase, 0, space ? (size_t)(space - phrase.text) : phrase.length);
    struct beginning beginning = beginning_of(byte_at(word, 0), byte_at(word, 1), byte_at(word, 2));

    if (phrase.length)
        vocabulary->begins[beginning.number] |= beginning.bit;
}

static void add_phrase(struct compiler *compiler, uint32_t entry, const struct node *source)
{
    struct word_walk walk;
    enum walk_result result;
    struct run *run = NULL;

    walk_begin(&walk, (struct span){ source->text, source->length, SPAN_NOWHERE });
    while ((result = next_word(&walk, PHRASE_LIMIT_BYTES)) == WALK_WORD)
        run = add_run(compiler, &walk);
    add_beginning(compiler->vocabulary, walk_phrase(&walk));
    if (walk.length > compiler->vocabulary->longest)
        compiler->vocabulary->longest = walk.length;
    if (result == WALK_TOO_LONG)
        refuse(compiler, source, "a phrase of more than 200 bytes");
    else if (!run)
        refuse(compiler, source, "the phrase '%s' has no letter or digit to know it by", source->text);
    else if (run->entry == NO_ENTRY)
        *run = (struct run){ entry, source };
    else if (run->entry != entry)
        settle_conflict(compiler, run, entry, source);
}

enum status vocabulary_compile(const struct node *map, struct arena *arena, struct diag_sink *sink,
                               struct vocabulary **out)
{
    struct compiler compiler = { .arena = arena, .sink = sink, .is_settings = !has_lists(map) };

    compiler.vocabulary = ARENA_NEW(arena, struct vocabulary);
    compiler.vocabulary->map = map;
    for (size_t i = 0; i < map->count; i++) {
        const struct node *value = map->items[i];

        if (value->kind == NODE_TEXT)
            add_phrase(&compiler, (uint32_t)i, value);
        for (size_t k = 0; k < value->count; k++)
            add_phrase(&compiler, (uint32_t)i, value->items[k]);
    }
    *out = compiler.is_wrong ? NULL : compiler.vocabulary;
    return compiler.is_wrong && !compiler.is_settings ? STATUS_GRAMMAR : STATUS_OK;
}
