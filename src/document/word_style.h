#ifndef DOCUMENT_WORD_STYLE_H
#define DOCUMENT_WORD_STYLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

struct arena;

/** A property that a style may set, unset again, or not speak of. */
enum word_toggle { WORD_UNSET, WORD_OFF, WORD_ON };

enum { WORD_NO_NUMBER = -1, WORD_BODY_LEVEL = 9 };    /* outline level 9: body text */

/** What is said of a run of words: by itself, its style, or its paragraph's style. */
struct word_run_look {
    enum word_toggle bold;
    enum word_toggle vanish;
    bool has_font;
    bool symbol_font;        /* Symbol, Wingdings or their like */
    uint32_t font;           /* enum word_symbol_font, where symbol_font */
    bool has_colour;
    uint32_t colour;         /* behind the words, else of them: 0xRRGGBB */
    bool is_behind;
};

/** What is said of a paragraph. */
struct word_paragraph_look {
    long num_id;             /* WORD_NO_NUMBER: not said; 0: no number */
    long level;              /* of its list, from 0; WORD_NO_NUMBER: not said */
    long outline;            /* from 0; WORD_NO_NUMBER: not said */
    bool page_break_before;
};
#define WORD_PARAGRAPH_LOOK_NONE { WORD_NO_NUMBER, WORD_NO_NUMBER, WORD_NO_NUMBER, false }

struct word_style {
    struct span id;
    struct span name;
    struct span based_on;
    bool is_default;         /* of paragraphs */
    bool is_paragraph;
    bool is_contents;        /* an entry of a table of contents */
    bool settled;            /* the fields below hold what it inherits, too */
    struct word_paragraph_look paragraph;
    struct word_run_look run;
    uint32_t header_fill;    /* table style: fill of its first row, or COLOUR_NONE */
};

/** A document's styles. Everything lives in the arena. */
struct word_styles;
struct word_styles *word_styles_new(struct arena *arena);

/** A new style to be filled in; valid until the next is added. */
struct word_style *word_styles_add(struct word_styles *styles);

/** The style of that id with all that it inherits, or NULL. The first look-up ends the adding. */
const struct word_style *word_styles_find(struct word_styles *styles, struct span id);

/** The style of paragraphs that name none, or NULL. */
const struct word_style *word_styles_default(struct word_styles *styles);

/** Lays what is said nearer over what is said further away. */
void word_run_look_lay(struct word_run_look *look, const struct word_run_look *nearer);
void word_paragraph_look_lay(struct word_paragraph_look *look, const struct word_paragraph_look *nearer);
#endif
