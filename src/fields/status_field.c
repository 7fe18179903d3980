#include <assert.h>

#include "fields/mark_reader.h"
#include "fields/word_table.h"
#include "grammar/text_question.h"

static_assert(QUESTION_STATUS + STATUS_PLACE_COUNT <= QUESTION_SETS, "a question for each place");

/* ---- a quick look ------------------------------------------------------------------------------- */

enum { SHORTEST_WORD = 3 };

static const bool is_word_byte[256] = {
    ['-'] = true, ['a'] = true, ['b'] = true, ['c'] = true, ['d'] = true, ['e'] = true, ['f'] = true,
    ['g'] = true, ['h'] = true, ['i'] = true, ['j'] = true, ['k'] = true, ['l'] = true, ['m'] = true,
    ['n'] = true, ['o'] = true, ['p'] = true, ['q'] = true, ['r'] = true, ['s'] = true, ['t'] = true,
    ['u'] = true, ['v'] = true, ['w'] = true, ['x'] = true, ['y'] = true, ['z'] = true, ['A'] = true,
    ['B'] = true, ['C'] = true, ['D'] = true, ['E'] = true, ['F'] = true, ['G'] = true, ['H'] = true,
    ['I'] = true, ['J'] = true, ['K'] = true, ['L'] = true, ['M'] = true, ['N'] = true, ['O'] = true,
    ['P'] = true, ['Q'] = true, ['R'] = true, ['S'] = true, ['T'] = true, ['U'] = true, ['V'] = true,
    ['W'] = true, ['X'] = true, ['Y'] = true, ['Z'] = true,
};

/* Is one of the words there without which no pattern of the place can match? */
static bool has_status_word(const struct word_table *words, struct span text, uint32_t sort)
{
    const char *bytes = text.text;
    size_t at = 0;

    while (at < text.length) {
        size_t from;

        while (at < text.length && !is_word_byte[(unsigned char)bytes[at]])
            at++;
        for (from = at; at < text.length && is_word_byte[(unsigned char)bytes[at]];)
            at++;
        if (at - from >= SHORTEST_WORD && (word_table_find(words, span_part(text, from, at)) & sort))
            return true;
    }
    return false;
}

/* ---- what the words say together ---------------------------------------------------------------- */

/* The last of "completed" and "in progress" counts, with where it was said. */
struct tally {
    enum status_meaning last; /* MEANS_NOTHING: neither */
    struct match match;
    bool done_so_far;
    bool open_behind; /* something is open, said behind the last word of completion */
    bool cancelled;
    bool not_started;
};

static void count_match(struct tally *tally, enum status_meaning meaning, const struct match *match)
{
    switch (meaning) {
    case MEANS_COMPLETED:
    case MEANS_IN_PROGRESS:
        tally->last = meaning;
        tally->match = *match;
        break;
    case MEANS_DONE_SO_FAR:
        if (tally->last == MEANS_NOTHING)
            tally->match = *match;
        tally->done_so_far = true;
        break;
    case MEANS_OPEN:
        tally->open_behind = true;
        break;
    case MEANS_CANCELLED:
        tally->cancelled = true;
        tally->match = *match;
        break;
    case MEANS_NOT_STARTED:
        tally->not_started = true;
        if (tally->last == MEANS_NOTHING)
            tally->match = *match;
        break;
    case MEANS_NOTHING:
        break;
    }
}

static enum action_status settle(const struct tally *tally, enum status_place place)
{
    if (tally->cancelled)
        return STATUS_CANCELLED;
    if (tally->last == MEANS_IN_PROGRESS)
        return STATUS_IN_PROGRESS;
    if (tally->last == MEANS_COMPLETED)
        return tally->open_behind ? STATUS_IN_PROGRESS : STATUS_COMPLETED;
    if (tally->done_so_far && (tally->open_behind == (place == STATUS_IN_DATE)))
        return place == STATUS_IN_DATE ? STATUS_IN_PROGRESS : STATUS_COMPLETED;
    return tally->not_started ? STATUS_NOT_STARTED : STATUS_NONE;
}

/* A status and the words [from, to) that say it; all zero: none. */
struct status_find {
    uint32_t status; /* enum action_status */
    uint32_t from, to;
    uint32_t rule;
};

static struct status_find find_with(const struct mark_set *set, struct matcher *matcher, struct span text,
                                    enum status_place place)
{
    struct tally tally = { .last = MEANS_NOTHING };
    struct match match;
    size_t at = 0;

    while (at < text.length && pattern_find(set->patterns, matcher, text, at, &match)) {
        count_match(&tally, (enum status_meaning)set->meanings[match.entry], &match);
        at = match.to > match.from ? match.to : match.to + 1;
    }
    enum action_status status = settle(&tally, place);

    if (status == STATUS_NONE)
        return (struct status_find){ 0 };
    return (struct status_find){
        .status = status,
        .from = (uint32_t)tally.match.from,
        .to = (uint32_t)tally.match.to,
        .rule = tally.match.rule,
    };
}

static struct status_find find_status(const struct mark_reader *reader, struct matcher *matcher,
                                      struct span text, enum status_place place)
{
    static const uint32_t sorts[STATUS_PLACE_COUNT] = {
        [STATUS_IN_DATE] = STATUS_WORD_DATE,
        [STATUS_IN_CELL] = STATUS_WORD_CELL,
        [STATUS_IN_COMMENT] = STATUS_WORD_COMMENT,
    };

    if (sorts[place] && !has_status_word(reader->status_words, text, sorts[place]))
        return (struct status_find){ 0 };
    struct status_find find = find_with(&reader->statuses[place], matcher, text, place);

    if (find.status == STATUS_NONE && place == STATUS_IN_COLUMN)
        find = find_with(&reader->statuses[STATUS_IN_COMMENT], matcher, text, STATUS_IN_COMMENT);
    return find;
}

/* The words alone say it: "Complete", "on track" stand in row after row, and most cells of other columns say
 * none. */
enum action_status status_field_read(const struct mark_reader *reader, struct matcher *matcher,
                                     const struct passage *cell, enum status_place place, struct arena *arena,
                                     struct source *source)
{
    const struct text_question question = { cell->text, QUESTION_STATUS + (unsigned)place, 0 };
    struct status_find find;

    if (!cell->text.length)
        return STATUS_NONE;
    if (!text_memo_recall(matcher_memo(matcher), &question, &find, sizeof find)) {
        find = find_status(reader, matcher, cell->text, place);
        text_memo_keep(matcher_memo(matcher), &question, &find, sizeof find);
    }
    if (find.status != STATUS_NONE)
        *source = mark_source(arena, cell, find.from, find.to, find.rule);
    return (enum action_status)find.status;
}

enum rag rag_field_read(const struct mark_reader *reader, struct matcher *matcher, const struct passage *cell,
                        struct arena *arena, struct source *source)
{
    struct match match;

    if (!cell->text.length || !pattern_find(reader->rags.patterns, matcher, cell->text, 0, &match))
        return RAG_NONE;
    *source = mark_source(arena, cell, match.from, match.to, match.rule);
    return (enum rag)reader->rags.meanings[match.entry];
}
