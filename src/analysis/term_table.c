#include "analysis/term_table.h"

#include <stdbool.h>
#include <string.h>

#include "analysis/libstemmer.h"
#include "base/arena.h"
#include "base/memory.h"
#include "grammar/name_index.h"

enum { WORD_LIMIT_BYTES = 60 }; /* what is longer is no word: it is cut */

struct spelling {
    struct span text; /* in small letters */
    uint32_t term;    /* or TERM_NONE */
};

struct term_table {
    struct arena *arena;
    struct sb_stemmer *stemmer;
    struct name_index words; /* spelling in small letters to its number */
    struct name_index terms; /* stem to term */
    struct span *stems;
    size_t count;
    size_t capacity;
    struct spelling *spellings;
    size_t spelling_count;
    size_t spelling_capacity;
};

struct term_table *term_table_new(struct arena *arena)
{
    struct term_table *table = ARENA_NEW(arena, struct term_table);

    table->arena = arena;
    libstemmer_open();
    table->stemmer = libstemmer.sb_stemmer_new("english", NULL);
    if (!table->stemmer)
        memory_exhausted();
    return table;
}

void term_table_free(struct term_table *table)
{
    if (table)
        libstemmer.sb_stemmer_delete(table->stemmer);
}

size_t term_table_count(const struct term_table *table)
{
    return table->count;
}

struct span term_table_stem(const struct term_table *table, uint32_t term)
{
    return table->stems[term];
}

struct span term_table_spelling(const struct term_table *table, uint32_t spelling)
{
    return table->spellings[spelling].text;
}

/* ---- words ------------------------------------------------------------------------------------- */

/* Bytes of the mark at text[at] that parts words: 0 for a letter, digit or apostrophe. U+0080..U+00BF and
   U+2000..U+206F are marks; every other character beyond ASCII is taken for a letter. */
static size_t mark_length(struct span text, size_t at)
{
    unsigned char c = (unsigned char)text.text[at];
    unsigned char next = at + 1 < text.length ? (unsigned char)text.text[at + 1] : 0;

    if (c < 0x80)
        return !((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '\'');
    if (c == 0xc2)
        return 2;
    if (c == 0xe2 && (next == 0x80 || next == 0x81))
        return 3;
    return 0;
}

/* Bytes of an apostrophe, plain or printed (U+2019); 0 where there is none. */
static size_t apostrophe_length(struct span text, size_t at)
{
    if (text.text[at] == '\'')
        return 1;
    return text.length - at >= 3 && memcmp(text.text + at, "\xe2\x80\x99", 3) == 0 ? 3 : 0;
}

/* A word on its way from the text: as printed, and folded for comparing. */
struct folded_word {
    struct span printed;
    char folded[WORD_LIMIT_BYTES];
    size_t length;
};

/* ASCII and Latin-1 capitals to small letters; the latter are C3 80..C3 9E. */
static void fold_byte(struct folded_word *word, unsigned char c, unsigned char before)
{
    if (c >= 'A' && c <= 'Z')
        c = (unsigned char)(c + ('a' - 'A'));
    else if (before == 0xc3 && c >= 0x80 && c <= 0x9e)
        c = (unsigned char)(c + 0x20);
    if (word->length < WORD_LIMIT_BYTES)
        word->folded[word->length++] = (char)c;
}

/* A letter or digit of ASCII, letters small; 0 for every other byte. */
static char plain_letter(char c)
{
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
        return c;
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : '\0';
}

/* A run of plain letters, which most words are from end to end. */
static void add_plain_letters(struct span text, size_t *at, struct folded_word *word)
{
    char c;

    for (; *at < text.length && (c = plain_letter(text.text[*at])) != '\0'; ++*at)
        if (word->length < WORD_LIMIT_BYTES)
            word->folded[word->length++] = c;
}

/* word := ( letter | digit | apostrophe ) { letter | digit | apostrophe }; the next from *at on */
static bool next_word(struct span text, size_t *at, struct folded_word *word)
{
    size_t start;

    while (*at < text.length && (text.text[*at] == '\'' || mark_length(text, *at)))
        *at += text.text[*at] == '\'' ? 1 : mark_length(text, *at);
    word->length = 0;
    if (*at >= text.length)
        return false;
    start = *at;
    for (add_plain_letters(text, at, word); *at < text.length; add_plain_letters(text, at, word)) {
        size_t length = apostrophe_length(text, *at);

        if (length) {
            /* "council's" is council; what follows any other apostrophe belongs to the word ("don't"). */
            size_t rest = *at + length;

            if (rest < text.length && (text.text[rest] | 0x20) == 's' &&
                (rest + 1 >= text.length || mark_length(text, rest + 1)))
                length++;
            *at += length;
        } else if (mark_length(text, *at)) {
            break;
        } else {
            fold_byte(word, (unsigned char)text.text[*at],
                      *at > start ? (unsigned char)text.text[*at - 1] : 0);
            ++*at;
        }
    }
    if (*at > text.length) /* a character cut off at the end of the text */
        *at = text.length;
    word->printed = span_part(text, start, *at);
    return true;
}

/* ---- terms ------------------------------------------------------------------------------------- */

uint32_t term_table_stem_term(struct term_table *table, struct span stem)
{
    uint32_t known = name_index_find(&table->terms, stem, span_hash(stem));

    if (known != NAME_ABSENT)
        return known;
    stem = arena_copy_span(table->arena, stem);
    table->stems =
        arena_grow(table->arena, table->stems, table->count, &table->capacity, sizeof *table->stems);
    table->stems[table->count] = stem;
    name_index_add(&table->terms, table->arena, stem, (uint32_t)table->count);
    return (uint32_t)table->count++;
}

static uint32_t stem_word(struct term_table *table, struct span word)
{
    const sb_symbol *stem =
        libstemmer.sb_stemmer_stem(table->stemmer, (const sb_symbol *)word.text, (int)word.length);

    if (!stem)
        memory_exhausted();
    return term_table_stem_term(
        table, span_over((const char *)stem, (size_t)libstemmer.sb_stemmer_length(table->stemmer)));
}

static struct span folded_span(const struct folded_word *word)
{
    return span_over(word->folded, word->length);
}

/* Adds a spelling that is not there yet. */
static uint32_t add_spelling(struct term_table *table, struct span word, uint32_t term)
{
    word = arena_copy_span(table->arena, word);
    table->spellings = arena_grow(table->arena, table->spellings, table->spelling_count,
                                  &table->spelling_capacity, sizeof *table->spellings);
    table->spellings[table->spelling_count] = (struct spelling){ .text = word, .term = term };
    name_index_add(&table->words, table->arena, word, (uint32_t)table->spelling_count);
    return (uint32_t)table->spelling_count++;
}

static bool has_letter(struct span word)
{
    for (size_t i = 0; i < word.length; i++)
        if (word.text[i] < '0' || word.text[i] > '9')
            return true;
    return false;
}

static uint32_t spelling_of(struct term_table *table, struct span word)
{
    uint32_t known = name_index_find(&table->words, word, span_hash(word));

    if (known != NAME_ABSENT)
        return known;
    return add_spelling(table, word,
                        word.length >= 2 && has_letter(word) ? stem_word(table, word) : TERM_NONE);
}

void term_table_stop(struct term_table *table, struct span words)
{
    struct folded_word word;

    for (size_t at = 0; next_word(words, &at, &word);) {
        struct span folded = folded_span(&word);
        uint32_t known = name_index_find(&table->words, folded, span_hash(folded));

        if (known == NAME_ABSENT)
            add_spelling(table, folded, TERM_NONE);
        else
            table->spellings[known].term = TERM_NONE;
    }
}

void term_table_words(struct term_table *table, struct span text, struct word_list *out)
{
    struct folded_word word;

    for (size_t at = 0; next_word(text, &at, &word);) {
        uint32_t spelling = spelling_of(table, folded_span(&word));

        out->items = arena_grow(table->arena, out->items, out->count, &out->capacity, sizeof *out->items);
        out->items[out->count++] = (struct word_use){
            .spelling = spelling,
            .term = table->spellings[spelling].term,
            .word = word.printed,
        };
    }
}

void term_table_read(struct term_table *table, struct span text, struct term_list *out)
{
    struct folded_word word;

    for (size_t at = 0; next_word(text, &at, &word);) {
        uint32_t spelling = spelling_of(table, folded_span(&word));
        uint32_t term = table->spellings[spelling].term;

        if (term == TERM_NONE)
            continue;
        out->items = arena_grow(table->arena, out->items, out->count, &out->capacity, sizeof *out->items);
        out->items[out->count++] = (struct term_use){ .term = term, .word = word.printed };
    }
}
