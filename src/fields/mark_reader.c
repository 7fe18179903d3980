#include "fields/mark_reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/memory.h"
#include "fields/word_table.h"
#include "grammar/grammar.h"

static const char *const status_meanings[] = {
    [MEANS_NOTHING] = "nothing",
    [MEANS_NOT_STARTED] = "not_started",
    [MEANS_IN_PROGRESS] = "in_progress",
    [MEANS_COMPLETED] = "completed",
    [MEANS_CANCELLED] = "cancelled",
    [MEANS_DONE_SO_FAR] = "done_so_far",
    [MEANS_OPEN] = "open",
    NULL,
};
static const char *const rag_meanings[] = {
    [RAG_NONE] = "none",   [RAG_RED] = "red",   [RAG_AMBER] = "amber",
    [RAG_GREEN] = "green", [RAG_BLUE] = "blue", NULL,
};
static const char *const reference_meanings[] = {
    [REFERENCE_CODE] = "code", [REFERENCE_NOTHING] = "nothing", NULL
};
static const char *const value_meanings[] = {
    [VALUE_LITERAL] = "",
    [VALUE_PRINTED] = "printed",
    [VALUE_LETTER] = "letter",
    NULL,
};

/* How a set is loaded: where it is, which member says what an entry means, and how. */
struct mark_plan {
    size_t offset; /* of the mark_set in the reader */
    const char *name;
    const char *member; /* NULL: entries mean nothing by themselves */
    const char *const *meanings;
    int fallback;      /* where an entry lacks the member or (value) says something else; -1: a fault */
    const char *group; /* NULL: none */
};

#define SET(member) offsetof(struct mark_reader, member)

static const struct mark_plan plans[] = {
    { SET(priority_column), "priorities.column", "value", value_meanings, VALUE_LITERAL, "number" },
    { SET(priority_phrase), "priorities.phrase", "value", value_meanings, VALUE_LITERAL, "number" },
    { SET(ratings), "ratings.axis", "value", value_meanings, VALUE_LITERAL, "printed" },
    { SET(statuses[STATUS_IN_COLUMN]), "statuses.column", "means", status_meanings, -1, NULL },
    { SET(statuses[STATUS_IN_DATE]), "statuses.date", "means", status_meanings, -1, NULL },
    { SET(statuses[STATUS_IN_CELL]), "statuses.cell", "means", status_meanings, -1, NULL },
    { SET(statuses[STATUS_IN_HEADING]), "statuses.heading", "means", status_meanings, -1, NULL },
    { SET(statuses[STATUS_IN_COMMENT]), "statuses.comment", "means", status_meanings, -1, NULL },
    { SET(rags), "statuses.rag", "means", rag_meanings, -1, NULL },
    { SET(reference_whole), "references.whole", NULL, NULL, 0, "code" },
    { SET(reference_start), "references.start", NULL, NULL, 0, "code" },
    { SET(reference_text), "references.text", "means", reference_meanings, REFERENCE_CODE, "code" },
    { SET(reference_column), "references.column", "means", reference_meanings, REFERENCE_CODE, "code" },
    { SET(source), "references.source", NULL, NULL, 0, NULL },
    { SET(no_source), "references.no_source", NULL, NULL, 0, NULL },
    { SET(shares), "resources.share", NULL, NULL, 0, "percent" },
    { SET(resource_begins), "resources.begin", NULL, NULL, 0, NULL },
    { SET(no_resource), "resources.nothing", NULL, NULL, 0, NULL },
};

static struct mark_set *set_of(struct mark_reader *reader, const struct mark_plan *plan)
{
    return (struct mark_set *)(void *)((char *)reader + plan->offset);
}

static int meaning_of(const struct mark_plan *plan, const char *word)
{
    for (int i = 0; plan->meanings[i]; i++)
        if (strcmp(plan->meanings[i], word) == 0)
            return i;
    return plan->fallback;
}

static enum status load_meanings(const struct mark_plan *plan, struct mark_set *set, struct diag_sink *sink)
{
    size_t count = pattern_set_count(set->patterns);

    set->meanings = memory_new((count + 1) * sizeof *set->meanings);
    for (size_t i = 0; plan->member && i < count; i++) {
        const struct node *entry = pattern_set_entry(set->patterns, i);
        const char *word = node_get_text(entry, plan->member, "");

        set->meanings[i] = meaning_of(plan, word);
        if (set->meanings[i] < 0)
            return node_fault(entry, sink, "\"%s: %s\" has no meaning here", plan->member, word);
    }
    return STATUS_OK;
}

static enum status load_set(const struct grammar *grammar, const struct mark_plan *plan, struct mark_set *set,
                            struct diag_sink *sink)
{
    set->patterns = grammar_pattern_set(grammar, plan->name);
    if (!set->patterns) {
        diag_report(sink, DIAG_GRAMMAR_CONTENT, NULL, 0, 0, "the grammars lack the list of patterns %s",
                    plan->name);
        return STATUS_GRAMMAR;
    }
    set->group = plan->group ? pattern_set_group(set->patterns, plan->group) : -1;
    return load_meanings(plan, set, sink);
}

/* ---- homoglyphs --------------------------------------------------------------------------------- */

static unsigned character_length(char first)
{
    unsigned char c = (unsigned char)first;

    return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

static enum status load_look_alikes(const struct node *entry, struct mark_reader *reader, size_t *capacity,
                                    struct diag_sink *sink)
{
    const char *latin = node_get_text(entry, "latin", "");
    const char *looks = node_get_text(entry, "looks", "");

    if (strlen(latin) != 1 || !*looks)
        return node_fault(entry, sink, "a homoglyph has one letter `latin` and letters that it `looks` like");
    while (*looks) {
        struct homoglyph glyph = { .latin = *latin, .length = character_length(*looks) };

        memcpy(glyph.looks, looks, glyph.length);
        looks += glyph.length;
        reader->homoglyphs = memory_grow(reader->homoglyphs, reader->homoglyph_count, capacity, sizeof glyph);
        reader->homoglyphs[reader->homoglyph_count++] = glyph;
    }
    return STATUS_OK;
}

static enum status load_homoglyphs(const struct grammar *grammar, struct mark_reader *reader,
                                   struct diag_sink *sink)
{
    const struct node *list = node_get(grammar_file(grammar, "references"), "homoglyphs");
    size_t capacity = 0;
    enum status status = STATUS_OK;

    for (size_t i = 0; status == STATUS_OK && i < node_count(list); i++)
        status = load_look_alikes(node_item(list, i), reader, &capacity, sink);
    return status;
}

/* ---- the reader --------------------------------------------------------------------------------- */

static const struct word_sort status_sorts[] = {
    { "date", STATUS_WORD_DATE },
    { "cell", STATUS_WORD_CELL },
    { "comment", STATUS_WORD_COMMENT },
    { "all", STATUS_WORD_DATE | STATUS_WORD_CELL | STATUS_WORD_COMMENT },
};

enum status mark_reader_new(const struct grammar *grammar, struct diag_sink *sink, struct mark_reader **out)
{
    struct mark_reader *reader = memory_new(sizeof *reader);
    enum status status = word_table_new(node_get(grammar_file(grammar, "statuses"), "words"), status_sorts,
                                        ARRAY_LENGTH(status_sorts), sink, &reader->status_words);

    for (size_t i = 0; status == STATUS_OK && i < ARRAY_LENGTH(plans); i++)
        status = load_set(grammar, &plans[i], set_of(reader, &plans[i]), sink);
    if (status == STATUS_OK)
        status = load_homoglyphs(grammar, reader, sink);
    if (status != STATUS_OK) {
        mark_reader_free(reader);
        return status;
    }
    *out = reader;
    return STATUS_OK;
}

void mark_reader_free(struct mark_reader *reader)
{
    if (!reader)
        return;
    for (size_t i = 0; i < ARRAY_LENGTH(plans); i++)
        free(set_of(reader, &plans[i])->meanings);
    word_table_free(reader->status_words);
    free(reader->homoglyphs);
    free(reader);
}

/* ---- what the fields share ---------------------------------------------------------------------- */

struct source mark_source(struct arena *arena, const struct passage *cell, size_t from, size_t to,
                          uint32_t rule)
{
    struct source source = { .rule = rule };
    size_t count;

    source.extents = passage_extents(arena, cell, from, to, &count);
    source.extent_count = (uint32_t)count;
    return source;
}

static struct span in_small_letters(struct span text, struct arena *arena)
{
    char *copy = arena_take_text(arena, text.length);

    for (size_t i = 0; i < text.length; i++)
        copy[i] =
            text.text[i] >= 'A' && text.text[i] <= 'Z' ? (char)(text.text[i] + ('a' - 'A')) : text.text[i];
    return (struct span){ .text = copy, .length = text.length, .offset = SPAN_NOWHERE };
}

struct span mark_value(const struct mark_set *set, const struct match *match, struct span text,
                       struct arena *arena)
{
    struct span printed = match_group(match, text, set->group);

    switch (set->meanings[match->entry]) {
    case VALUE_PRINTED:
        return in_small_letters(printed, arena);
    case VALUE_LETTER:
        return printed;
    default:
        return span_of(node_get_text(pattern_set_entry(set->patterns, match->entry), "value", ""));
    }
}
