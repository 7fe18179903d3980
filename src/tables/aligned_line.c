#include "tables/aligned_line.h"

#include "document/document.h"

static bool starts_character(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

/* line := piece { two spaces or more, piece } */
void aligned_line_split(const struct block *block, struct aligned_line *line)
{
    struct span whole = block->whole;
    size_t column = block->indent;

    line->count = 0;
    if (whole.length > (size_t)ALIGNED_WIDTH * 2)
        return;
    for (size_t at = 0; at < whole.length;) {
        size_t from = at;
        size_t from_column = column;

        if (line->count == ALIGNED_COLUMNS || column >= ALIGNED_WIDTH) {
            line->count = 0;
            return;
        }
        while (at < whole.length &&
               !(whole.text[at] == ' ' && at + 1 < whole.length && whole.text[at + 1] == ' ')) {
            column += starts_character(whole.text[at]);
            at++;
        }
        line->pieces[line->count++] =
            (struct aligned_piece){ .text = span_part(whole, from, at), .from = from_column, .to = column };
        while (at < whole.length && whole.text[at] == ' ') {
            at++;
            column++;
        }
    }
    if (column > ALIGNED_WIDTH)
        line->count = 0;
}

struct span aligned_piece_part(const struct aligned_piece *piece, size_t from, size_t to)
{
    size_t column = piece->from;
    size_t first = piece->text.length;
    size_t last = piece->text.length;

    for (size_t i = 0; i < piece->text.length; i++) {
        if (!starts_character(piece->text.text[i]))
            continue;
        if (column >= from && first == piece->text.length)
            first = i;
        if (column >= to) {
            last = i;
            break;
        }
        column++;
    }
    return first < last ? span_trim(span_part(piece->text, first, last)) : (struct span){ 0 };
}
