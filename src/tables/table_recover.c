#include "tables/table_recover.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/status.h"
#include "grammar/grammar.h"
#include "tables/layout.h"

/* Each is asked in turn; the first that takes something has it. */
typedef size_t recogniser(struct layout *layout, size_t index);

static size_t recover_line(struct layout *layout, size_t index)
{
    static const struct {
        recogniser *recover;
        unsigned signs; /* a line without any of them is none of its own */
    } recognisers[] = {
        { separated_table_recover, LINE_HAS_LIST },
        { pipe_table_recover, LINE_HAS_BAR },
        { transposed_lines_recover, LINE_HAS_GAP },
        { aligned_table_recover, LINE_HAS_GAP },
        { labelled_items_recover, LABEL_SIGNS | LINE_LEADS_IN },
        { marked_action_recover, MARK_SIGNS },
    };
    size_t behind = index;

    for (size_t i = 0; behind == index && i < ARRAY_LENGTH(recognisers); i++)
        if (layout->signs[index] & recognisers[i].signs)
            behind = recognisers[i].recover(layout, index);
    return behind;
}

static size_t recover_table(struct layout *layout, size_t index)
{
    static recogniser *const recognisers[] = { separated_table_recover, label_cells_recover,
                                               cell_lines_recover };
    size_t behind = index;

    front_rows_release(layout, index);
    for (size_t i = 0; behind == index && i < ARRAY_LENGTH(recognisers); i++)
        behind = recognisers[i](layout, index);
    return behind;
}

struct table_recoverer {
    struct layout layout; /* of no document */
};

struct table_recoverer *table_recoverer_new(const struct grammar *grammar)
{
    struct table_recoverer *recoverer = memory_new(sizeof *recoverer);

    recoverer->layout = (struct layout){
        .grammar = grammar,
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
    return recoverer;
}

void table_recoverer_free(struct table_recoverer *recoverer)
{
    free(recoverer);
}

void tables_recover(const struct table_recoverer *recoverer, struct matcher *matcher,
                    struct document *document)
{
    struct layout layout = recoverer->layout;

    layout.matcher = matcher;
    layout.document = document;
    layout.arena = document->arena;
    layout.blocks = document->blocks;
    layout_note_signs(&layout);
    for (size_t i = 0; i < document->block_count;) {
        bool is_table = document->blocks[i].kind == BLOCK_TABLE;
        size_t behind = i;

        if (is_table)
            behind = recover_table(&layout, i);
        else if (layout.signs[i])
            behind = recover_line(&layout, i);
        if (behind == i)
            layout_add_block(&layout, &document->blocks[behind++]);
        i = behind;
    }
    document->blocks = layout.blocks;
    document->block_count = layout.block_count;
}
