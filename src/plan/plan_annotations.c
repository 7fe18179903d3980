#include <stdlib.h>

#include "base/arena.h"
#include "base/status.h"
#include "plan/plan_build.h"

/* Comments, footnotes and endnotes: kept as they are, beside the items that they stand by. */

static const char *kind_name(enum note_kind kind)
{
    static const char *const names[] = {
        [NOTE_FOOTNOTE] = "footnote",
        [NOTE_ENDNOTE] = "endnote",
        [NOTE_COMMENT] = "comment",
        [NOTE_FOOTER] = NULL, /* nor headers: what they say is furniture */
    };

    return names[kind];
}

static struct text_value read_words(struct build *build, const struct note *note)
{
    struct passage_builder words = { 0 };

    for (size_t i = 0; i < note->block_count; i++)
        if (note->blocks[i].kind != BLOCK_TABLE)
            passage_add(build->arena, &words, note->blocks[i].whole);
    struct passage passage = passage_finish(&words);

    return passage.text.length ? build_whole_value(build, &passage, build->reader->rule_annotation)
                               : (struct text_value){ 0 };
}

/* Where they belong nowhere they come last. */
static int compare_lines(const void *a, const void *b)
{
    const struct annotation *first = a;
    const struct annotation *second = b;
    size_t one = first->line - 1;
    size_t other = second->line - 1;

    if (one != other)
        return one < other ? -1 : 1;
    return (first->words.text.offset > second->words.text.offset) -
           (first->words.text.offset < second->words.text.offset);
}

void annotations_read(struct build *build)
{
    const struct document *document = build->document;
    struct plan *plan = build->plan;

    if (!document->note_count)
        return;
    plan->annotations = ARENA_ARRAY(build->arena, document->note_count, struct annotation);
    for (size_t i = 0; i < document->note_count; i++) {
        const struct note *note = &document->notes[i];
        struct annotation annotation = { .kind = kind_name(note->kind),
                                         .author = note->author,
                                         .line = note->line };

        if (!annotation.kind)
            continue;
        annotation.words = read_words(build, note);
        if (annotation.words.text.length)
            plan->annotations[plan->annotation_count++] = annotation;
    }
    qsort(plan->annotations, plan->annotation_count, sizeof *plan->annotations, compare_lines);
}
