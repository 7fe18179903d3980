#include "output/entry_show_private.h"

#include "output/annotation_phrase.h"
#include "output/place_print.h"
#include "output/terminal.h"
#include "plan/plan.h"
#include "store/store.h"

/* `"Is this agreed?", by J. Officer, at table 1, row 3, 'Lead'` */
static void print_annotation(struct show *show, const struct annotation *annotation)
{
    struct buffer words = { 0 };

    show_add_words(&words, annotation->words.text);
    if (annotation->author.text) {
        buffer_add_string(&words, ", by ");
        terminal_add_text(&words, annotation->author);
    }
    if (annotation->line) {
        buffer_add_string(&words, ", at ");
        place_print(&words, show->plan, annotation->line);
    }
    show_print_line(show, annotation->kind, show_whole(&words), STYLE_PLAIN);
    words.length = 0;
    if (show->store && annotation->words.source.extent_count) {
        buffer_add_string(&words, "from ");
        show_add_places(show, &words, &annotation->words.source);
        buffer_add_format(&words, ", read by the rule %s",
                          store_rule_name(show->store, annotation->words.source.rule));
        show_print_line(show, "", show_whole(&words), STYLE_FAINT);
    }
    buffer_free(&words);
}

void show_annotations(struct show *show, enum entry_kind kind, size_t index)
{
    const struct plan *plan = show->plan;

    for (size_t i = 0; i < plan->annotation_count; i++)
        if (kind == ENTRY_PLAN || annotation_is_by(plan, &plan->annotations[i], kind, index))
            print_annotation(show, &plan->annotations[i]);
}
