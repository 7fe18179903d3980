#include "grammar/phrase_walk.h"

/* ASCII letters (lower case) and digits stand for themselves, bytes of other characters too; 0 parts words.
 */
const unsigned char phrase_walk_folds[256] = {
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

void phrase_walk_begin(struct phrase_walk *walk, struct span text)
{
    walk->text = text;
    walk->at = walk->length = 0;
    walk->hash = 0x811c9dc5u;
}

static void walk_add(struct phrase_walk *walk, unsigned char byte)
{
    walk->phrase[walk->length++] = (char)byte;
    walk->hash = (walk->hash ^ byte) * 0x01000193u;
}

size_t phrase_walk_skip_marks(struct span text, size_t at)
{
    while (at < text.length) {
        unsigned char byte = (unsigned char)text.text[at];
        size_t mark = byte < 0x80 ? phrase_walk_folds[byte] == 0 : mark_length(text, at);

        if (mark == 0)
            break;
        at += mark;
    }
    return at;
}

enum walk_result phrase_walk_next(struct phrase_walk *walk, size_t limit)
{
    size_t at = walk->at = phrase_walk_skip_marks(walk->text, walk->at);

    if (at == walk->text.length)
        return WALK_END;
    if (walk->length && walk->length < limit)
        walk_add(walk, ' ');
    for (; at < walk->text.length; at++) {
        unsigned char byte = (unsigned char)walk->text.text[at];

        if (byte < 0x80 ? phrase_walk_folds[byte] == 0 : mark_length(walk->text, at) > 0)
            break;
        if (walk->length >= limit)
            return WALK_TOO_LONG;
        walk_add(walk, byte < 0x80 ? phrase_walk_folds[byte] : byte);
    }
    walk->at = at;
    return WALK_WORD;
}
