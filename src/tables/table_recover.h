#ifndef TABLES_TABLE_RECOVER_H
#define TABLES_TABLE_RECOVER_H

struct document;
struct grammar;
struct matcher;

/** What finds tables, made from the grammar once; never changed. Borrows the grammar. */
struct table_recoverer;
struct table_recoverer *table_recoverer_new(const struct grammar *grammar);
void table_recoverer_free(struct table_recoverer *recoverer);

/**
 * Finds the tables of a plain text's document that are not written with tabs (columns aligned by spaces,
 * pipes and boxes, separated values, labelled paragraphs and cells, actions marked in minutes) and puts a
 * BLOCK_TABLE of rows and cells where they stood. Every other block stays as it is. Words that belong to the
 * layout and to no cell come to document->furniture. Ownership: everything new lives in the document's arena;
 * spans are pieces of its text, but for headings put together from several lines or standing for a column
 * without one, which stand nowhere. Source:    which headings there are: grammars/columns.yaml; layouts:
 * grammars/layouts.yaml.
 */
void tables_recover(const struct table_recoverer *recoverer, struct matcher *matcher,
                    struct document *document);
#endif
