#include "fields/owner_words.h"

#include <string.h>

#include "fields/owner_names.h"
#include "fields/word_table.h"
#include "grammar/byte_set.h"

enum { SHORT_LIMIT = 6, BRACKET_LIMIT = 120 };

/* All but white space, the first bytes of separators (see separator_length) and opening brackets. */
static const struct byte_set inside_word = { { 0xf7ff66feffffc1ffu, 0xeffffffff7ffffffu, 0xffffffffffffffffu,
                                               0xfffffffbffffffffu } };
/* . : " ' ` * ? ! ( */
static const struct byte_set stripped = { { 0x8400458600000000u, 0x0000000100000000u, 0, 0 } };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_wide(char c)
{
    return ((unsigned char)c & 0x80) != 0;
}

static bool is_white(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* ---- shapes ------------------------------------------------------------------------------------- */

/* Capitals of Latin-1 in UTF-8: U+00C0 .. U+00DE. */
static bool begins_with_wide_capital(struct span word)
{
    return word.length > 1 && (unsigned char)word.text[0] == 0xC3 && (unsigned char)word.text[1] >= 0x80 &&
           (unsigned char)word.text[1] <= 0x9E;
}

enum letter_kind { OTHER, UPPER, LOWER, DIGIT, STOP, MARK, LETTER_KIND_COUNT };

/* Bytes beyond ASCII count as small letters. */
static enum letter_kind kind_of(char c)
{
    static const uint8_t kinds[128] = {
        ['0'] = DIGIT, ['1'] = DIGIT, ['2'] = DIGIT, ['3'] = DIGIT, ['4'] = DIGIT, ['5'] = DIGIT,
        ['6'] = DIGIT, ['7'] = DIGIT, ['8'] = DIGIT, ['9'] = DIGIT, ['A'] = UPPER, ['B'] = UPPER,
        ['C'] = UPPER, ['D'] = UPPER, ['E'] = UPPER, ['F'] = UPPER, ['G'] = UPPER, ['H'] = UPPER,
        ['I'] = UPPER, ['J'] = UPPER, ['K'] = UPPER, ['L'] = UPPER, ['M'] = UPPER, ['N'] = UPPER,
        ['O'] = UPPER, ['P'] = UPPER, ['Q'] = UPPER, ['R'] = UPPER, ['S'] = UPPER, ['T'] = UPPER,
        ['U'] = UPPER, ['V'] = UPPER, ['W'] = UPPER, ['X'] = UPPER, ['Y'] = UPPER, ['Z'] = UPPER,
        ['a'] = LOWER, ['b'] = LOWER, ['c'] = LOWER, ['d'] = LOWER, ['e'] = LOWER, ['f'] = LOWER,
        ['g'] = LOWER, ['h'] = LOWER, ['i'] = LOWER, ['j'] = LOWER, ['k'] = LOWER, ['l'] = LOWER,
        ['m'] = LOWER, ['n'] = LOWER, ['o'] = LOWER, ['p'] = LOWER, ['q'] = LOWER, ['r'] = LOWER,
        ['s'] = LOWER, ['t'] = LOWER, ['u'] = LOWER, ['v'] = LOWER, ['w'] = LOWER, ['x'] = LOWER,
        ['y'] = LOWER, ['z'] = LOWER, ['.'] = STOP,  ['&'] = MARK,  ['/'] = MARK,
    };

    return is_wide(c) ? LOWER : (enum letter_kind)kinds[(unsigned char)c];
}

/* How many letters of each kind a word has. */
struct letters {
    size_t of[LETTER_KIND_COUNT];
};

static struct letters count_letters(struct span word)
{
    struct letters n = { 0 };

    for (size_t i = 0; i < word.length; i++)
        n.of[kind_of(word.text[i])]++;
    return n;
}

/* code := capital{1,3} ["." | "/"] digit{1,3} { ("." | "/") digit{1,3} } [small letter] */
static bool is_code(struct span word)
{
    size_t at = 0;
    size_t run;

    while (at < word.length && is_upper(word.text[at]))
        at++;
    if (at == 0 || at > 3)
        return false;
    do {
        if (at < word.length && (word.text[at] == '.' || word.text[at] == '/'))
            at++;
        for (run = 0; at < word.length && is_digit(word.text[at]); run++)
            at++;
        if (run == 0 || run > 3)
            return false;
    } while (at < word.length && (word.text[at] == '.' || word.text[at] == '/'));
    return at == word.length || (at + 1 == word.length && is_lower(word.text[at]));
}

/* "J", "J.", "J.H.", but not "JH" */
static bool is_initial(struct span word, const struct letters *n)
{
    return is_upper(word.text[0]) && n->of[UPPER] <= 3 && n->of[UPPER] + n->of[STOP] == word.length &&
           (n->of[UPPER] == 1 || n->of[STOP] + 1 >= n->of[UPPER]);
}

/* Most words are, and have no shape. */
static bool is_small(struct span word)
{
    for (size_t i = 0; i < word.length; i++)
        if (!is_lower(word.text[i]))
            return false;
    return true;
}

/* Of a word that is not small. */
static uint32_t shape_of(struct span word)
{
    struct letters n = count_letters(word);
    size_t letters = n.of[UPPER] + n.of[LOWER];

    if (n.of[OTHER] && memchr(word.text, '@', word.length))
        return SORT_EMAIL;
    if (n.of[DIGIT])
        return n.of[UPPER] && is_code(word) ? SORT_CODE : letters == 0 ? SORT_NUMBER : 0;
    if (is_initial(word, &n))
        return SORT_INITIAL;
    if (n.of[UPPER] >= 2 && letters <= SHORT_LIMIT && n.of[UPPER] >= n.of[LOWER] &&
        n.of[OTHER] + n.of[STOP] == 0)
        return SORT_SHORT;
    if ((is_upper(word.text[0]) || begins_with_wide_capital(word)) && word.length > 1)
        return SORT_CAPITAL;
    return 0;
}

/* ---- words -------------------------------------------------------------------------------------- */

/* A dash that stands by itself; its length in bytes, or 0. */
static size_t dash_length(struct span text, size_t at)
{
    if (text.text[at] == '-')
        return 1;
    if (text.length - at >= 3 && (unsigned char)text.text[at] == 0xE2 &&
        (unsigned char)text.text[at + 1] == 0x80 &&
        ((unsigned char)text.text[at + 2] & 0xF8) == 0x90) /* U+2010 .. U+2017 */
        return 3;
    return 0;
}

static size_t bullet_length(struct span text, size_t at)
{
    return text.length - at >= 3 && memcmp(text.text + at, "\xE2\x80\xA2", 3) == 0 ? 3 : 0;
}

/* "n/a", and "24/7" or "KT4/2": a slash that parts nothing. */
static bool slash_belongs(struct span text, size_t at)
{
    if (at == 0 || at + 1 >= text.length)
        return false;
    char before = text.text[at - 1];
    char after = text.text[at + 1];

    if (is_digit(before) && is_digit(after))
        return true;
    return (before == 'n' || before == 'N') && (after == 'a' || after == 'A') &&
           (at == 1 || is_white(text.text[at - 2])) &&
           (at + 2 == text.length || !(is_lower(text.text[at + 2]) || is_upper(text.text[at + 2])));
}

/* Marks that part owners wherever they stand. */
static size_t separator_length(struct span text, size_t at)
{
    if (byte_set_has(&inside_word, (unsigned char)text.text[at]))
        return 0;
    switch (text.text[at]) {
    case ',':
    case ';':
    case '+':
    case '|':
    case '\n':
    case '\t':
        return 1;
    case '/':
        return slash_belongs(text, at) ? 0 : 1;
    case '\xE2':
        return bullet_length(text, at);
    default:
        return 0;
    }
}

/* The end of a bracket that opens at `at`, or `at` where it does not close soon. */
static size_t bracket_end(struct span text, size_t at)
{
    size_t depth = 0;
    size_t limit = text.length - at > BRACKET_LIMIT ? at + BRACKET_LIMIT : text.length;

    for (size_t i = at; i < limit; i++) {
        depth += text.text[i] == '(' || text.text[i] == '[';
        if ((text.text[i] == ')' || text.text[i] == ']') && --depth == 0)
            return i + 1;
    }
    return at;
}

/* The end of the word at `at`; a bracket inside a word is part of it: "LA(s)". */
static size_t word_end(struct span text, size_t at)
{
    while (at < text.length) {
        if (byte_set_has(&inside_word, (unsigned char)text.text[at])) {
            at++;
            continue;
        }
        if (is_white(text.text[at]) || separator_length(text, at))
            break;
        size_t end = text.text[at] == '(' || text.text[at] == '[' ? bracket_end(text, at) : at;

        at = end > at ? end : at + 1;
    }
    return at;
}

/* Stops, colons and quotation marks at a word's ends are no part of it; the stop of "J." and "J.H." is. */
static struct span strip(struct span word)
{
    while (word.length && byte_set_has(&stripped, (unsigned char)word.text[0]))
        word = span_part(word, 1, word.length);
    while (word.length > 1 && byte_set_has(&stripped, (unsigned char)word.text[word.length - 1])) {
        if (word.text[word.length - 1] == '.' && is_upper(word.text[word.length - 2]) &&
            (word.length == 2 || word.text[word.length - 3] == '.'))
            break;
        word = span_part(word, 0, word.length - 1);
    }
    return word;
}

/* Words in brackets count as what the bracket says: "Principal Officer (Management)" goes on, "(lead)" is a
 * remark. */
static uint32_t sorts_of_bracket(const struct word_table *table, struct span word)
{
    struct span inside = span_trim(span_part(word, 1, word.length - 1));

    return SORT_BRACKET | (word_table_find(table, inside) & SORT_REMARK);
}

/* "LA(s)" is an LA. */
static struct span without_ending(struct span word)
{
    const char *bracket = memchr(word.text, '(', word.length);

    return bracket && bracket > word.text ? span_part(word, 0, (size_t)(bracket - word.text)) : word;
}

static const uint32_t listed_sorts = (((uint32_t)SORT_SUPPORT_LABEL << 1) - 1) | SORT_SURNAME;

static void know(const struct word_table *table, const struct owner_names *names, struct span text,
                 struct owner_word *word)
{
    word->known = owner_names_find(names, text);
    if (!word->known || !word->known->is_whole)
        return;
    uint32_t meaning = word->known->expansion.text
                           ? owner_words_sort_of_meaning(table, word->known->expansion)
                           : word->sorts & SORT_SHORT;

    if (meaning)
        word->sorts |= SORT_KNOWN;
    if (meaning & SORT_POST)
        word->sorts |= SORT_KNOWN_POST;
}

static void read_word(const struct word_table *table, const struct owner_names *names, struct span text,
                      size_t from, size_t to, struct owner_word *word)
{
    struct span printed = span_part(text, from, to);

    *word = (struct owner_word){ .from = from, .to = to };
    if (printed.text[0] == '(' && bracket_end(printed, 0) == printed.length) {
        word->sorts = sorts_of_bracket(table, printed);
        return;
    }
    size_t dash = dash_length(printed, 0);

    if (dash == printed.length) {
        word->sorts = SORT_DASH;
        return;
    }
    struct span bare = strip(printed);

    word->from = from + (size_t)(bare.text - printed.text);
    word->to = word->from + bare.length;
    if (!bare.length)
        return;
    if (is_small(bare))
        word->sorts = word_table_find(table, bare) & listed_sorts;
    else
        word->sorts = (word_table_find(table, without_ending(bare)) & listed_sorts) | shape_of(bare);
    if (word->sorts & SORT_CAPITAL)
        word->sorts &= ~(uint32_t)SORT_JOINER; /* "Jobcentre Plus" */
    if (names)
        know(table, names, bare, word);
}

/* Is there a line's end of the document between the bytes [from, to] of the passage? */
static bool has_break(const struct passage *cell, size_t from, size_t to)
{
    size_t low = 0;
    size_t high = cell->segment_count;

    while (low < high) { /* the first segment that begins behind `from` */
        size_t middle = low + (high - low) / 2;

        if (passage_segment(cell, middle).at > from)
            high = middle;
        else
            low = middle + 1;
    }
    return low < cell->segment_count && passage_segment(cell, low).at <= to;
}

/* "HPO. HSM", "Team Leader. HSM": a stop behind a word that is no title and no initial. */
static bool ends_sentence(struct span text, const struct owner_word *word, size_t end)
{
    return end < text.length && word->to < end && text.text[word->to] == '.' && !(word->sorts & SORT_TITLE) &&
           ((word->sorts & SORT_SHORT) || word->to - word->from > 4);
}

/* ---- words that a wrap broke --------------------------------------------------------------------- */

/* The sorts of the word that the two make together; 0 where nobody knows it. */
static uint32_t sorts_of_joined(const struct word_table *table, const struct owner_names *names,
                                struct span first, struct span second)
{
    char joined[WORD_LIMIT_BYTES];
    size_t length = first.length + second.length;

    if (length > sizeof joined)
        return 0;
    memcpy(joined, first.text, first.length);
    memcpy(joined + first.length, second.text, second.length);
    uint32_t sorts = word_table_find(table, span_over(joined, length));

    return sorts ? sorts : owner_names_find_joined(names, first, second) ? (uint32_t)SORT_CAPITAL : 0;
}

/* "Con sultants": the second piece goes on in small letters, one of the two is no word, both together are
 * one. */
static bool is_broken(const struct owner_word *first, const struct owner_word *second)
{
    const uint32_t nouns = SORT_POST | SORT_BODY | SORT_UNIT | SORT_PEOPLE | SORT_TOPIC;
    uint32_t one = first->sorts & listed_sorts;
    uint32_t other = second->sorts & listed_sorts;

    if (first->to + 1 != second->from ||
        (first->sorts & (SORT_SHORT | SORT_BRACKET | SORT_CODE | SORT_INITIAL | SORT_BROKEN)))
        return false;
    return !other || (!one && !(other & nouns) && !(other & (SORT_SMALL | SORT_JOINER)));
}

static void mend_words(const struct word_table *table, const struct owner_names *names, struct span text,
                       struct owner_piece *piece)
{
    size_t count = 0;

    for (size_t i = 0; i < piece->count; i++) {
        struct owner_word *last = count ? &piece->words[count - 1] : NULL;
        struct owner_word *word = &piece->words[i];
        uint32_t sorts = 0;

        if (last && is_lower(text.text[word->from]) && is_broken(last, word))
            sorts = sorts_of_joined(table, names, span_part(text, last->from, last->to),
                                    span_part(text, word->from, word->to));
        if (!sorts) {
            if (count < i)
                piece->words[count] = *word;
            count++;
            continue;
        }
        last->gap = last->to;
        last->to = word->to;
        last->sorts =
            (sorts & listed_sorts) | (last->sorts & (SORT_CAPITAL | SORT_AFTER_BREAK)) | SORT_BROKEN;
        piece->sorts |= last->sorts;
    }
    piece->count = count;
}

static size_t skip_separators(struct span text, size_t at)
{
    while (at < text.length) {
        size_t length = is_white(text.text[at]) ? 1 : separator_length(text, at);

        if (!length)
            break;
        at += length;
    }
    return at;
}

bool owner_words_next(const struct word_table *table, const struct owner_names *names,
                      const struct passage *cell, size_t *at, struct owner_piece *piece)
{
    struct span text = cell->text;
    size_t i = skip_separators(text, *at);
    size_t last = i;

    piece->count = 0;
    piece->sorts = 0;
    piece->from = i;
    while (i < text.length && !separator_length(text, i)) {
        if (is_white(text.text[i])) {
            i++;
            continue;
        }
        size_t end = word_end(text, i);

        if (piece->count < OWNER_WORD_LIMIT) {
            struct owner_word *word = &piece->words[piece->count];

            read_word(table, names, text, i, end, word);
            if (piece->count && cell->segment_count > 1 && has_break(cell, last, i))
                word->sorts |= SORT_AFTER_BREAK;
            if (word->to > word->from) {
                piece->sorts |= word->sorts;
                piece->count++;
            }
            last = i = end;
            if (ends_sentence(text, word, end))
                break;
        }
        piece->words[OWNER_WORD_LIMIT - 1].to = end; /* the rest of a long piece */
        last = i = end;
    }
    piece->to = last;
    *at = i;
    mend_words(table, names, text, piece);
    return piece->count > 0 || i < text.length;
}

uint32_t owner_words_sort_of_meaning(const struct word_table *table, struct span meaning)
{
    uint32_t last = 0;
    size_t from = 0;

    for (size_t i = 0; i <= meaning.length; i++) {
        if (i < meaning.length && !is_white(meaning.text[i]))
            continue;
        uint32_t sorts = word_table_find(table, span_part(meaning, from, i));

        if (sorts & (SORT_POST | SORT_BODY | SORT_UNIT | SORT_PEOPLE))
            last = (sorts & (SORT_POST | SORT_PEOPLE)) ? SORT_POST : SORT_BODY;
        from = i + 1;
    }
    return last;
}
