#include "document/word_state.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/memory.h"
#include "document/libxml.h"
#include "document/word_colour.h"

/*
 * A web page inside of a Word file (altChunk): body := { paragraph | table }. What it does is what Word makes
 * of it: blocks of text become paragraphs, tables become tables.
 */

enum {
    HTML_TABLE_LIMIT = 16, /* tables inside of tables; deeper ones are read as text */
    HTML_ROW_SPAN_LIMIT = 10000,
};

/* A cell that goes on in the rows below, by grid column. */
struct row_span {
    unsigned rows; /* still to come */
    unsigned columns;
};

struct html_table {
    struct row_span *spans;
    size_t width;
    unsigned cell_rows; /* of the cell that is open */
    size_t cell_column;
    bool in_row, in_cell;
};

struct html_reader {
    struct word_reader *reader;
    htmlParserCtxtPtr parser;
    struct html_table tables[HTML_TABLE_LIMIT];
    size_t table_depth;
    size_t skip; /* elements open in one that shows nothing, with it */
    bool in_paragraph;
    bool has_words; /* of the paragraph: white space before them is none */
    bool space;     /* white space has been read that counts before a next word */
};

static struct html_table *innermost_table(struct html_reader *html)
{
    return html->table_depth ? &html->tables[html->table_depth - 1] : NULL;
}

/* ---- paragraphs ---------------------------------------------------------------------------------- */

static void end_paragraph(struct html_reader *html)
{
    if (html->in_paragraph)
        word_paragraph_end(html->reader);
    html->in_paragraph = false;
}

static void begin_paragraph(struct html_reader *html)
{
    end_paragraph(html);
    word_paragraph_begin(html->reader);
    html->in_paragraph = true;
    html->has_words = html->space = false;
}

static void add_words(struct html_reader *html, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        size_t end = at;

        while (end < length && !span_is_white(text[end]))
            end++;
        if (end > at) {
            if (!html->in_paragraph)
                begin_paragraph(html);
            if (html->space && html->has_words)
                word_add_sign(html->reader, " ");
            word_add_text(html->reader, text + at, end - at);
            html->has_words = true;
            html->space = false;
        }
        html->space = html->space || end < length;
        at = end + 1;
    }
}

static void start_heading(struct html_reader *html, const char *name)
{
    begin_paragraph(html);
    html->reader->paragraph->look.outline = name[1] - '1';
}

static void start_item(struct html_reader *html)
{
    begin_paragraph(html);
    word_add_sign(html->reader, "\xE2\x80\xA2 ");
}

static void start_break(struct html_reader *html)
{
    if (html->in_paragraph)
        word_add_sign(html->reader, "\n");
    html->has_words = html->space = false;
}

/* ---- tables -------------------------------------------------------------------------------------- */

static unsigned number_of(const char *value, unsigned limit)
{
    unsigned number = 0;

    for (; value && *value >= '0' && *value <= '9' && number < limit; value++)
        number = number * 10 + (unsigned)(*value - '0');
    return number < 1 ? 1 : number > limit ? limit : number;
}

static const char *attribute(const xmlChar **attributes, const char *name)
{
    for (size_t i = 0; attributes && attributes[i]; i += 2)
        if (strcasecmp((const char *)attributes[i], name) == 0)
            return (const char *)attributes[i + 1];
    return NULL;
}

/* bgcolor="#FF0000" or style="background: #FF0000" */
static uint32_t background(const xmlChar **attributes)
{
    const char *colour = attribute(attributes, "bgcolor");
    const char *style = attribute(attributes, "style");
    const char *found = !colour && style ? strstr(style, "background") : NULL;

    if (found && (found = strchr(found, '#')) != NULL && strlen(found) >= 7)
        return word_colour_of_hex((struct span){ found + 1, 6, SPAN_NOWHERE });
    return colour ? word_colour_of_hex(span_of(colour)) : COLOUR_NONE;
}

/* Cells of rows above that reach into this row, from the next grid column on. */
static void go_on_from_above(struct html_reader *html, struct html_table *table)
{
    struct word_table *word = html->reader->table;

    while (word && word->grid < table->width && table->spans[word->grid].rows) {
        struct row_span *span = &table->spans[word->grid];

        span->rows--;
        word_cell_begin(html->reader);
        word->vertical = MERGE_GOES_ON;
        word->span = (long)span->columns;
        word_cell_settle(html->reader);
        word_cell_end(html->reader);
    }
}

static void end_cell(struct html_reader *html, struct html_table *table)
{
    if (!table->in_cell)
        return;
    end_paragraph(html);
    word_cell_end(html->reader);
    table->in_cell = false;
    if (table->cell_rows > 1 && table->cell_column < WORD_COLUMN_LIMIT) {
        if (table->cell_column >= table->width) {
            struct row_span *spans = ARENA_ARRAY(html->reader->arena, WORD_COLUMN_LIMIT, struct row_span);

            if (table->width)
                memcpy(spans, table->spans, table->width * sizeof *spans);
            table->spans = spans;
            table->width = WORD_COLUMN_LIMIT;
        }
        table->spans[table->cell_column].rows = table->cell_rows - 1;
        table->spans[table->cell_column].columns = (unsigned)(html->reader->table->grid - table->cell_column);
    }
}

static void end_row(struct html_reader *html, struct html_table *table)
{
    end_cell(html, table);
    if (!table->in_row)
        return;
    go_on_from_above(html, table);
    word_row_end(html->reader);
    table->in_row = false;
}

static void start_row(struct html_reader *html)
{
    struct html_table *table = innermost_table(html);

    if (!table)
        return;
    end_row(html, table);
    word_row_begin(html->reader);
    table->in_row = true;
}

static void start_cell(struct html_reader *html, const xmlChar **attributes)
{
    struct html_table *table = innermost_table(html);

    if (!table)
        return;
    if (!table->in_row)
        start_row(html);
    end_cell(html, table);
    go_on_from_above(html, table);
    struct word_table *word = html->reader->table;

    word_cell_begin(html->reader);
    word->span = (long)number_of(attribute(attributes, "colspan"), WORD_COLUMN_LIMIT);
    word->colour = background(attributes);
    table->cell_rows = number_of(attribute(attributes, "rowspan"), HTML_ROW_SPAN_LIMIT);
    table->cell_column = word->grid;
    word->vertical = table->cell_rows > 1 ? MERGE_BEGINS : MERGE_NONE;
    word_cell_settle(html->reader);
    table->in_cell = true;
}

static void start_table(struct html_reader *html)
{
    struct html_table *outer = innermost_table(html);

    end_paragraph(html);
    if (html->table_depth == HTML_TABLE_LIMIT || (outer && !outer->in_cell))
        return;
    word_table_begin(html->reader);
    html->tables[html->table_depth++] = (struct html_table){ .in_row = false };
}

static void end_table(struct html_reader *html)
{
    struct html_table *table = innermost_table(html);

    end_paragraph(html);
    if (!table)
        return;
    end_row(html, table);
    word_table_end(html->reader);
    html->table_depth--;
}

/* ---- elements ------------------------------------------------------------------------------------ */

enum html_element {
    HTML_INLINE,
    HTML_BLOCK,
    HTML_HEADING,
    HTML_ITEM,
    HTML_BREAK,
    HTML_TABLE,
    HTML_ROW,
    HTML_CELL,
    HTML_HIDDEN
};

static const struct {
    const char *name;
    enum html_element element;
} elements[] = {
    { "p", HTML_BLOCK },          { "div", HTML_BLOCK },     { "ul", HTML_BLOCK },
    { "ol", HTML_BLOCK },         { "dt", HTML_BLOCK },      { "dd", HTML_BLOCK },
    { "blockquote", HTML_BLOCK }, { "pre", HTML_BLOCK },     { "caption", HTML_BLOCK },
    { "hr", HTML_BLOCK },         { "section", HTML_BLOCK }, { "body", HTML_BLOCK },
    { "h1", HTML_HEADING },       { "h2", HTML_HEADING },    { "h3", HTML_HEADING },
    { "h4", HTML_HEADING },       { "h5", HTML_HEADING },    { "h6", HTML_HEADING },
    { "li", HTML_ITEM },          { "br", HTML_BREAK },      { "table", HTML_TABLE },
    { "tr", HTML_ROW },           { "td", HTML_CELL },       { "th", HTML_CELL },
    { "head", HTML_HIDDEN },      { "script", HTML_HIDDEN }, { "style", HTML_HIDDEN },
    { "title", HTML_HIDDEN },
};

static enum html_element element_of(const char *name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(elements); i++)
        if (strcmp(elements[i].name, name) == 0)
            return elements[i].element;
    return HTML_INLINE;
}

static void on_start(void *context, const xmlChar *name, const xmlChar **attributes)
{
    struct html_reader *html = context;
    enum html_element element = element_of((const char *)name);

    if (html->skip || element == HTML_HIDDEN) {
        html->skip++;
        return;
    }
    switch (element) {
    case HTML_BLOCK:
        end_paragraph(html);
        break;
    case HTML_HEADING:
        start_heading(html, (const char *)name);
        break;
    case HTML_ITEM:
        start_item(html);
        break;
    case HTML_BREAK:
        start_break(html);
        break;
    case HTML_TABLE:
        start_table(html);
        break;
    case HTML_ROW:
        start_row(html);
        break;
    case HTML_CELL:
        start_cell(html, attributes);
        break;
    case HTML_INLINE:
    case HTML_HIDDEN:
        break;
    }
    if (html->reader->is_over_limit)
        libxml.xmlStopParser(html->parser);
}

static void on_end(void *context, const xmlChar *name)
{
    struct html_reader *html = context;
    enum html_element element = element_of((const char *)name);
    struct html_table *table = innermost_table(html);

    if (html->skip) {
        html->skip--;
        return;
    }
    if (element == HTML_BLOCK || element == HTML_HEADING || element == HTML_ITEM)
        end_paragraph(html);
    else if (element == HTML_TABLE)
        end_table(html);
    else if (element == HTML_ROW && table)
        end_row(html, table);
    else if (element == HTML_CELL && table)
        end_cell(html, table);
}

static void on_text(void *context, const xmlChar *text, int length)
{
    struct html_reader *html = context;
    const struct html_table *table = innermost_table(html);

    if (!html->skip && (!table || table->in_cell))
        add_words(html, (const char *)text, (size_t)length);
}

void word_html_read(struct word_reader *reader, struct span text)
{
    htmlSAXHandler handler = {
        .startElement = on_start, .endElement = on_end, .characters = on_text, .cdataBlock = on_text
    };
    struct html_reader html = { .reader = reader };
    enum { PIECE_BYTES = 64 * 1024 };

    libxml_open();
    html.parser = libxml.htmlCreatePushParserCtxt(&handler, &html, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (!html.parser)
        memory_exhausted();
    libxml.htmlCtxtUseOptions(html.parser, HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                               HTML_PARSE_IGNORE_ENC);
    for (size_t at = 0; at < text.length && !reader->is_over_limit; at += PIECE_BYTES) {
        size_t rest = text.length - at;

        libxml.htmlParseChunk(html.parser, text.text + at, (int)(rest < PIECE_BYTES ? rest : PIECE_BYTES), 0);
    }
    libxml.htmlParseChunk(html.parser, NULL, 0, 1);
    while (html.table_depth)
        end_table(&html);
    end_paragraph(&html);
    if (html.parser->myDoc)
        libxml.xmlFreeDoc(html.parser->myDoc);
    libxml.htmlFreeParserCtxt(html.parser);
}
