#include "base/plain_words.h"

#include "base/arena.h"

/* Bytes of a mark beyond ASCII at text[at]: U+00A0..U+00BF and U+2000..U+206F; 0 for anything else. */
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

/* The byte that stands for a byte of a word; 0 where it is of no word. */
static char word_byte(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c | 0x20);
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80 ? c : '\0';
}

/* A walk over a text's plain words, byte by byte. */
struct walk {
    struct span text;
    size_t at;
    bool parted; /* marks stand between the last word and `at` */
    bool begun;
};

/* The next byte of the plain words; 0 at the end. */
static char next_byte(struct walk *walk)
{
    while (walk->at < walk->text.length) {
        size_t mark = mark_length(walk->text, walk->at);
        char byte = mark ? '\0' : word_byte(walk->text.text[walk->at]);

        if (byte && walk->parted && walk->begun) {
            walk->parted = false;
            return ' ';
        }
        walk->at += mark ? mark : 1;
        walk->parted = !byte;
        walk->begun = walk->begun || byte;
        if (byte)
            return byte;
    }
    return '\0';
}

struct span plain_words(struct span text, struct arena *arena)
{
    struct walk walk = { .text = text };
    char *words = arena_take_text(arena, text.length + 1);
    size_t length = 0;

    while ((words[length] = next_byte(&walk)) != '\0')
        length++;
    return span_over(words, length);
}

bool plain_words_are(struct span text, struct span words)
{
    struct walk walk = { .text = text };
    size_t at = 0;

    for (char byte; (byte = next_byte(&walk)) != '\0'; at++)
        if (at == words.length || words.text[at] != byte)
            return false;
    return at == words.length;
}
