#include "document/document.h"

#include "base/arena.h"

/* Does a merged cell of the row go down to `end` or further? */
static bool reaches(const struct table *table, size_t index, size_t end)
{
    const struct row *row = &table->rows[index];

    for (size_t i = 0; i < row->cell_count; i++)
        if (row->cells[i].row_span > 1 && index + row->cells[i].row_span > end)
            return true;
    return false;
}

size_t document_forget_rows(struct document *document, const struct table *table, size_t from, size_t end)
{
    const struct cell *last = NULL;

    if (!document->cells || table->origin != TABLE_WORD)
        return from;
    while (from < end && !reaches(table, from, end)) {
        last = table->rows[from].cells;
        table->rows[from++].cell_count = 0;
    }
    if (last)
        arena_free_before(document->cells, last);
    return from;
}

void document_forget_tables(struct document *document)
{
    for (size_t i = 0; i < document->block_count; i++)
        if (document->blocks[i].table && document->blocks[i].table->origin == TABLE_WORD)
            document->blocks[i].table->row_count = 0;
    for (size_t i = 0; i < document->note_count; i++)
        for (size_t k = 0; k < document->notes[i].block_count; k++)
            if (document->notes[i].blocks[k].table)
                document->notes[i].blocks[k].table->row_count = 0;
    arena_free(document->cells);
    arena_free(document->rows);
    document->cells = document->rows = NULL;
}
