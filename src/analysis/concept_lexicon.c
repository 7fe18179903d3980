#include "analysis/concept_lexicon.h"

#include <string.h>

#include "analysis/term_table.h"
#include "base/arena.h"
#include "grammar/grammar.h"
#include "grammar/name_index.h"

/* A phrase is words and gaps; each word is an element, of which several phrases can have the same. */
enum {
    PHRASE_LIMIT_PARTS = 12,
    GAP_WORDS = 3, /* that ".." can stand for, at most */
};
static const uint32_t gap = UINT32_MAX;

struct phrase {
    uint32_t concept;
    signed char side;
    uint32_t part_count;
    const uint32_t *parts; /* elements, or gap */
};

struct number_list {
    uint32_t *items;
    size_t count;
    size_t capacity;
};

/* element := alternative { "/" alternative };  alternative := word [ "*" ] */
struct element {
    struct number_list phrases; /* that begin with it */
};

struct theme {
    const char *name;
    const char *title;
};

struct concept_lexicon {
    struct arena *arena;
    struct concept *concepts;
    size_t concept_count;
    size_t concept_capacity;
    struct theme *themes;
    size_t theme_count;
    size_t theme_capacity;
    struct phrase *phrases;
    size_t phrase_count;
    size_t phrase_capacity;
    struct element *elements;
    size_t element_count;
    size_t element_capacity;
    struct name_index element_names; /* as written, to its number */
    struct name_index exact;         /* a word to a number of `meanings` */
    struct name_index beginnings;    /* a word's beginning likewise */
    struct number_list *meanings;    /* elements */
    size_t meaning_count;
    size_t meaning_capacity;
};

bool concept_is_subject(const struct concept *concept)
{
    return concept->kind == CONCEPT_SUBJECT || concept->kind == CONCEPT_WIDE ||
           concept->kind == CONCEPT_METHOD;
}

size_t concept_lexicon_count(const struct concept_lexicon *lexicon)
{
    return lexicon->concept_count;
}

const struct concept *concept_lexicon_concept(const struct concept_lexicon *lexicon, size_t index)
{
    return &lexicon->concepts[index];
}

size_t concept_lexicon_theme_count(const struct concept_lexicon *lexicon)
{
    return lexicon->theme_count;
}

const char *concept_lexicon_theme_name(const struct concept_lexicon *lexicon, size_t theme)
{
    return lexicon->themes[theme].name;
}

const char *concept_lexicon_theme_title(const struct concept_lexicon *lexicon, size_t theme)
{
    return lexicon->themes[theme].title;
}

/* ---- reading the files ------------------------------------------------------------------------- */

static void add_number(struct number_list *list, struct arena *arena, uint32_t number)
{
    list->items = arena_grow(arena, list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = number;
}

/* The list of elements that a word, or a beginning, stands for. */
static struct number_list *meanings_of(struct concept_lexicon *lexicon, struct name_index *index,
                                       struct span word)
{
    uint32_t known = name_index_add(index, lexicon->arena, word, (uint32_t)lexicon->meaning_count);

    if (known != NAME_ABSENT)
        return &lexicon->meanings[known];
    lexicon->meanings = arena_grow(lexicon->arena, lexicon->meanings, lexicon->meaning_count,
                                   &lexicon->meaning_capacity, sizeof *lexicon->meanings);
    return &lexicon->meanings[lexicon->meaning_count++];
}

static void add_alternative(struct concept_lexicon *lexicon, struct span word, uint32_t element)
{
    bool is_beginning = word.length > 1 && word.text[word.length - 1] == '*';
    struct name_index *index = is_beginning ? &lexicon->beginnings : &lexicon->exact;

    if (is_beginning)
        word.length--;
    add_number(meanings_of(lexicon, index, word), lexicon->arena, element);
}

static uint32_t element_of(struct concept_lexicon *lexicon, struct span written)
{
    uint32_t known =
        name_index_add(&lexicon->element_names, lexicon->arena, written, (uint32_t)lexicon->element_count);

    if (known != NAME_ABSENT)
        return known;
    lexicon->elements = arena_grow(lexicon->arena, lexicon->elements, lexicon->element_count,
                                   &lexicon->element_capacity, sizeof *lexicon->elements);
    for (size_t from = 0, at = 0; at <= written.length; at++)
        if (at == written.length || written.text[at] == '/') {
            if (at > from)
                add_alternative(lexicon, span_part(written, from, at), (uint32_t)lexicon->element_count);
            from = at + 1;
        }
    return (uint32_t)lexicon->element_count++;
}

/* The next word of a phrase as written; false at its end. */
static bool next_part(struct span text, size_t *at, struct span *part)
{
    while (*at < text.length && span_is_white(text.text[*at]))
        ++*at;
    size_t from = *at;

    while (*at < text.length && !span_is_white(text.text[*at]))
        ++*at;
    *part = span_part(text, from, *at);
    return part->length > 0;
}

static bool is_gap(struct span part)
{
    return span_equals(part, "..");
}

static bool is_word_of_phrase(struct span part)
{
    for (size_t i = 0; i < part.length; i++) {
        unsigned char c = (unsigned char)part.text[i];

        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80 || c == '*' || c == '/'))
            return false;
    }
    return part.text[0] != '*' && part.text[0] != '/';
}

/* phrase := element { [ ".." ] element } */
static enum status read_phrase(struct concept_lexicon *lexicon, const struct node *node, struct phrase phrase,
                               struct diag_sink *sink)
{
    struct span text = span_of(node_text(node));
    uint32_t parts[PHRASE_LIMIT_PARTS] = { 0 };
    struct span part;

    for (size_t at = 0; next_part(text, &at, &part); phrase.part_count++) {
        bool at_edge = phrase.part_count == 0 || at == text.length;

        if (phrase.part_count == PHRASE_LIMIT_PARTS)
            return node_fault(node, sink, "a phrase has at most %d words", PHRASE_LIMIT_PARTS);
        if (is_gap(part) ? at_edge : !is_word_of_phrase(part))
            return node_fault(node, sink,
                              "a phrase is words in small letters, each with * at its end or / between "
                              "two forms where need be, and .. between words");
        parts[phrase.part_count] = is_gap(part) ? gap : element_of(lexicon, part);
    }
    if (phrase.part_count == 0)
        return node_fault(node, sink, "a phrase needs a word");

    uint32_t first = parts[0]; /* no gap: that is refused above */
    uint32_t *kept = ARENA_ARRAY(lexicon->arena, phrase.part_count, uint32_t);

    memcpy(kept, parts, phrase.part_count * sizeof *kept);
    phrase.parts = kept;
    lexicon->phrases = arena_grow(lexicon->arena, lexicon->phrases, lexicon->phrase_count,
                                  &lexicon->phrase_capacity, sizeof *lexicon->phrases);
    add_number(&lexicon->elements[first].phrases, lexicon->arena, (uint32_t)lexicon->phrase_count);
    lexicon->phrases[lexicon->phrase_count++] = phrase;
    return STATUS_OK;
}

static enum status read_phrases(struct concept_lexicon *lexicon, const struct node *list, signed char side,
                                struct diag_sink *sink)
{
    const struct phrase phrase = { .concept = (uint32_t)lexicon->concept_count, .side = side };
    enum status status = STATUS_OK;

    if (list && node_kind(list) != NODE_LIST)
        return node_fault(list, sink, "phrases must be a list");
    for (size_t i = 0; i < node_count(list) && status == STATUS_OK; i++)
        status = read_phrase(lexicon, node_item(list, i), phrase, sink);
    return status;
}

/* The lists of phrases that a concept can have, and the side that their phrases are of. */
static const struct phrase_lists {
    const char *name;
    signed char side;
} phrase_lists[] = { { "words", 0 }, { "more", 1 }, { "less", -1 }, { "risk", 1 }, { "work", -1 } };

static enum status read_all_phrases(struct concept_lexicon *lexicon, const struct node *node,
                                    struct diag_sink *sink)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < ARRAY_LENGTH(phrase_lists) && status == STATUS_OK; i++)
        status = read_phrases(lexicon, node_get(node, phrase_lists[i].name), phrase_lists[i].side, sink);
    return status;
}

static enum status read_kind(const struct node *node, struct diag_sink *sink, enum concept_kind *out)
{
    static const char *const names[] = {
        [CONCEPT_SUBJECT] = "subject", [CONCEPT_WIDE] = "wide", [CONCEPT_METHOD] = "method",
        [CONCEPT_STEP] = "step",       [CONCEPT_MORE] = "more", [CONCEPT_LESS] = "less",
    };
    const char *text = node_get_text(node, "kind", names[CONCEPT_SUBJECT]);

    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        if (strcmp(names[i], text) == 0) {
            *out = (enum concept_kind)i;
            return STATUS_OK;
        }
    return node_fault(node_get(node, "kind"), sink, "kind is subject, wide, method, step, more or less");
}

/* concept := NAME ":" "label:" text [ "kind:" kind ] { list ":" phrases } */
static enum status read_concept(struct concept_lexicon *lexicon, const char *name, const struct node *node,
                                struct diag_sink *sink)
{
    struct concept concept = {
        .name = name,
        .label = node_get_text(node, "label", name),
        .theme = lexicon->theme_count,
    };
    enum status status;

    if (node_kind(node) != NODE_MAP)
        return node_fault(node, sink, "a concept is a mapping: label, words, more, less");
    if ((status = read_kind(node, sink, &concept.kind)) != STATUS_OK ||
        (status = read_all_phrases(lexicon, node, sink)) != STATUS_OK)
        return status;
    lexicon->concepts = arena_grow(lexicon->arena, lexicon->concepts, lexicon->concept_count,
                                   &lexicon->concept_capacity, sizeof *lexicon->concepts);
    lexicon->concepts[lexicon->concept_count++] = concept;
    return STATUS_OK;
}

static enum status read_file(struct concept_lexicon *lexicon, const struct grammar *grammar, const char *file,
                             struct diag_sink *sink)
{
    const struct node *top = grammar_file(grammar, file);
    const struct node *concepts = node_get(top, "concepts");
    const char *slash = strchr(file, '/');
    const char *name = slash ? slash + 1 : file;
    enum status status = STATUS_OK;

    if (node_kind(concepts) != NODE_MAP)
        return node_fault(top, sink,
                          "a file of concepts needs `theme`, its title, and `concepts`, a mapping");
    for (size_t i = 0; i < node_count(concepts) && status == STATUS_OK; i++)
        status = read_concept(lexicon, node_key(concepts, i), node_item(concepts, i), sink);
    lexicon->themes = arena_grow(lexicon->arena, lexicon->themes, lexicon->theme_count,
                                 &lexicon->theme_capacity, sizeof *lexicon->themes);
    lexicon->themes[lexicon->theme_count++] =
        (struct theme){ .name = name, .title = node_get_text(top, "theme", name) };
    return status;
}

/* Does the folder hold the file, or is it the file's own name? */
static bool is_wanted(const char *file, const char *wanted)
{
    size_t length = strlen(wanted);

    return strncmp(file, wanted, length) == 0 && (wanted[length - 1] == '/' || !file[length]);
}

enum status concept_lexicon_read(const struct grammar *grammar, const char *folder, struct arena *arena,
                                 struct diag_sink *sink, struct concept_lexicon **out)
{
    struct concept_lexicon *lexicon = ARENA_NEW(arena, struct concept_lexicon);
    enum status status = STATUS_OK;
    const char *file;

    lexicon->arena = arena;
    for (size_t i = 0; status == STATUS_OK && (file = grammar_file_name(grammar, i)) != NULL; i++)
        if (is_wanted(file, folder))
            status = read_file(lexicon, grammar, file, sink);
    *out = lexicon;
    return status;
}

/* ---- finding ----------------------------------------------------------------------------------- */

/* The elements that a spelling is a case of. */
struct spelling_elements {
    const uint32_t *items;
    size_t count;
    bool is_known;
};

struct concept_finder {
    const struct concept_lexicon *lexicon;
    const struct term_table *table;
    struct arena *arena;
    struct spelling_elements *spellings;
    size_t spelling_count;
    size_t spelling_capacity;
};

struct concept_finder *concept_finder_new(const struct concept_lexicon *lexicon,
                                          const struct term_table *table, struct arena *arena)
{
    struct concept_finder *finder = ARENA_NEW(arena, struct concept_finder);

    *finder = (struct concept_finder){ .lexicon = lexicon, .table = table, .arena = arena };
    return finder;
}

static void add_meanings(const struct concept_finder *finder, const struct name_index *index,
                         struct span word, struct number_list *out)
{
    uint32_t found = name_index_find(index, word, span_hash(word));

    if (found == NAME_ABSENT)
        return;
    for (size_t i = 0; i < finder->lexicon->meanings[found].count; i++)
        add_number(out, finder->arena, finder->lexicon->meanings[found].items[i]);
}

static struct spelling_elements work_out(const struct concept_finder *finder, uint32_t spelling)
{
    struct span word = term_table_spelling(finder->table, spelling);
    struct number_list list = { 0 };

    add_meanings(finder, &finder->lexicon->exact, word, &list);
    for (size_t length = 1; length <= word.length; length++)
        add_meanings(finder, &finder->lexicon->beginnings, span_part(word, 0, length), &list);
    return (struct spelling_elements){ .items = list.items, .count = list.count, .is_known = true };
}

static const struct spelling_elements *elements_of(struct concept_finder *finder, uint32_t spelling)
{
    while (finder->spelling_count <= spelling) {
        finder->spellings = arena_grow(finder->arena, finder->spellings, finder->spelling_count,
                                       &finder->spelling_capacity, sizeof *finder->spellings);
        finder->spellings[finder->spelling_count++] = (struct spelling_elements){ 0 };
    }
    if (!finder->spellings[spelling].is_known)
        finder->spellings[spelling] = work_out(finder, spelling);
    return &finder->spellings[spelling];
}

static bool is_case_of(struct concept_finder *finder, const struct word_use *word, uint32_t element)
{
    const struct spelling_elements *elements = elements_of(finder, word->spelling);

    for (size_t i = 0; i < elements->count; i++)
        if (elements->items[i] == element)
            return true;
    return false;
}

/* The word after the phrase where its first word stands at `at`; 0 where the rest does not follow. */
static size_t match_phrase(struct concept_finder *finder, const struct word_list *words, size_t at,
                           const struct phrase *phrase)
{
    size_t next = at + 1;

    for (size_t i = 1; i < phrase->part_count; i++, next++) {
        size_t last = next;

        if (phrase->parts[i] == gap) {
            last = next + GAP_WORDS;
            i++; /* an element follows a gap */
        }
        while (next < words->count && next <= last &&
               !is_case_of(finder, &words->items[next], phrase->parts[i]))
            next++;
        if (next > last || next >= words->count)
            return 0;
    }
    return next;
}

static void find_at(struct concept_finder *finder, const struct word_list *words, size_t at,
                    const struct number_list *phrases, struct concept_uses *uses)
{
    for (size_t i = 0; i < phrases->count; i++) {
        const struct phrase *phrase = &finder->lexicon->phrases[phrases->items[i]];
        size_t to = match_phrase(finder, words, at, phrase);

        if (!to)
            continue;
        uses->items =
            arena_grow(finder->arena, uses->items, uses->count, &uses->capacity, sizeof *uses->items);
        uses->items[uses->count++] = (struct concept_use){
            .concept = phrase->concept,
            .from = (uint32_t)at,
            .to = (uint32_t)to,
            .side = phrase->side,
        };
    }
}

void concept_finder_find(struct concept_finder *finder, const struct word_list *words,
                         struct concept_uses *uses)
{
    uses->count = 0;
    for (size_t at = 0; at < words->count; at++) {
        struct spelling_elements elements = *elements_of(finder, words->items[at].spelling);

        for (size_t e = 0; e < elements.count; e++)
            find_at(finder, words, at, &finder->lexicon->elements[elements.items[e]].phrases, uses);
    }
}
