#include "tables/table_recover.h"

#include <string.h>

#include "base/status.h"
#include "grammar/grammar.h"
#include "tables/layout.h"

/* Each is asked in turn; the first that takes something has it. */
typedef size_t recogniser(struct layout *layout, size_t index);

static size_t recover(struct layout *layout, size_t index)
{
    static recogniser *const of_cells[] = { label_cells_recover, cell_lines_recover, NULL };
    static recogniser *const of_lines[] = {
        pipe_table_recover,     transposed_lines_recover, aligned_table_recover,
        labelled_items_recover, marked_action_recover,    NULL,
    };
    bool has_cells = layout->document->blocks[index].kind == BLOCK_TABLE;

    if (has_cells)
        front_rows_release(layout, index);
    size_t behind = separated_table_recover(layout, index);

    for (recogniser *const *ask = has_cells ? of_cells : of_lines; *ask && behind == index; ask++)
        behind = (*ask)(layout, index);
    return behind;
}

void tables_recover(const struct grammar *grammar, struct matcher *matcher, struct document *document)
{
    struct layout layout = {
        .grammar = grammar,
        .matcher = matcher,
        .document = document,
        .arena = document->arena,
        .phrases = heading_phrases_of(grammar),
        .header_patterns = grammar_pattern_set(grammar, "columns.patterns"),
        .page_furniture = grammar_pattern_set(grammar, "headings.page-furniture"),
        .numbered = grammar_pattern_set(grammar, "layouts.numbered"),
        .marks = grammar_pattern_set(grammar, "layouts.marks"),
        .mark_bodies = grammar_pattern_set(grammar, "layouts.mark-bodies"),
        .unknown_labels = grammar_pattern_set(grammar, "layouts.unknown-labels"),
        .running_on = grammar_pattern_set(grammar, "layouts.running-on"),
        .dated = grammar_pattern_set(grammar, "layouts.dated"),
        .stages = grammar_pattern_set(grammar, "ratings.stages"),
        .products = grammar_pattern_set(grammar, "ratings.products"),
    };

    for (size_t i = 0; i < document->block_count;) {
        size_t behind = recover(&layout, i);

        if (behind == i)
            layout_add_block(&layout, &document->blocks[behind++]);
        i = behind;
    }
    document->blocks = layout.blocks;
    document->block_count = layout.block_count;
}
