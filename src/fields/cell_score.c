#include "fields/cell_score.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

#include "base/diagnostic.h"
#include "base/memory.h"
#include "fields/date_field.h"
#include "fields/owner_field.h"
#include "fields/owner_names.h"
#include "grammar/grammar.h"
#include "grammar/pattern.h"
#include "grammar/text_question.h"
#include "grammar/vocabulary.h"

enum { ENTRY_LIMIT = 64, FEW_WORDS = 4, SMALL_WORDS = 3 };
static const double cost_per_word_over = 0.35; /* of a cell longer than its field usually is */

/* What the words look like, besides what patterns find in them. */
enum shape {
    IS_IMPERATIVE,
    STARTS_SMALL,
    HAS_SMALL_WORDS,
    HAS_FULL_STOP,
    HAS_TWO_SENTENCES,
    SHAPE_COUNT = 8
};

typedef double field_weights[FIELD_COUNT];

/* The weights of one pattern set, a row an entry. */
struct weighted_set {
    const struct pattern_set *patterns;
    field_weights *weights;
};

struct cell_scorer {
    const struct date_reader *dates;
    const struct owner_reader *owners;
    struct weighted_set opening, whole, anywhere;
    field_weights date_weights;
    field_weights owner_weights;
    field_weights phrase_weights; /* of those, what likeness to an owner says against a field */
    field_weights bias;
    field_weights item_weights;
    field_weights longest; /* words; DBL_MAX: any number */
    field_weights shape_weights[SHAPE_COUNT];
    uint64_t tasks; /* entries of opening that begin a task */
    const struct vocabulary *beginnings;
    int imperative, not_after; /* entries of beginnings */
    struct step_weights steps;
};

/* weights := { field: number, ... } */
static enum status read_weights(const struct node *map, double *weights, struct diag_sink *sink)
{
    for (size_t i = 0; i < node_count(map); i++) {
        enum field field = field_of_name(node_key(map, i));

        if (field == FIELD_COUNT)
            return node_fault(node_item(map, i), sink, "'%s' is no field", node_key(map, i));
        weights[field] = node_get_number(map, node_key(map, i), 0, sink);
    }
    return STATUS_OK;
}

static enum status read_set(const struct grammar *grammar, const char *name, struct diag_sink *sink,
                            struct weighted_set *set)
{
    set->patterns = grammar_pattern_set(grammar, name);
    size_t count = pattern_set_count(set->patterns);

    set->weights = memory_new((count ? count : 1) * sizeof *set->weights);
    for (size_t i = 0; i < count; i++) {
        const struct node *entry = pattern_set_entry(set->patterns, i);
        enum status status = read_weights(node_get(entry, "weights"), set->weights[i], sink);

        if (status != STATUS_OK)
            return status;
    }
    return count <= ENTRY_LIMIT
               ? STATUS_OK
               : node_fault(pattern_set_entry(set->patterns, 0), sink, "more than %d entries", ENTRY_LIMIT);
}

static void read_steps(const struct node *node, struct step_weights *steps, struct diag_sink *sink)
{
    *steps = (struct step_weights){
        .same_cell = node_get_number(node, "same-cell", 0, sink),
        .same_cell_no_gap = node_get_number(node, "same-cell-no-gap", 0, sink),
        .same_list = node_get_number(node, "same-list", 0, sink),
        .after_colon = node_get_number(node, "after-colon", 0, sink),
        .next_cell_no_gap = node_get_number(node, "next-cell-no-gap", 0, sink),
        .next_cell_gap = node_get_number(node, "next-cell-gap", 0, sink),
        .wide_gap = node_get_number(node, "wide-gap", 0, sink),
        .skip_column = node_get_number(node, "skip-column", 0, sink),
        .new_row = node_get_number(node, "new-row", 0, sink),
        .new_row_gap = node_get_number(node, "new-row-gap", 0, sink),
        .new_row_no_gap = node_get_number(node, "new-row-no-gap", 0, sink),
        .new_row_first = node_get_number(node, "new-row-first", 0, sink),
        .index_prior = node_get_number(node, "index-prior", 0, sink),
        .index_prior_torn = node_get_number(node, "index-prior-torn", 0, sink),
    };
}

/* Entries of `opening` that say `task: true`: the beginnings of tasks. */
static uint64_t task_entries(const struct pattern_set *set)
{
    uint64_t entries = 0;

    for (size_t i = 0; i < pattern_set_count(set); i++)
        if (strcmp(node_get_text(pattern_set_entry(set, i), "task", ""), "true") == 0)
            entries |= (uint64_t)1 << i;
    return entries;
}

/* Maps of evidence.yaml's numbers that hold a weight a field. */
static enum status read_all_weights(struct cell_scorer *scorer, const struct node *numbers,
                                    struct diag_sink *sink)
{
    const struct {
        const char *name;
        double *weights;
    } maps[] = {
        { "date-likeness", scorer->date_weights },
        { "owner-likeness", scorer->owner_weights },
        { "imperative", scorer->shape_weights[IS_IMPERATIVE] },
        { "small-start", scorer->shape_weights[STARTS_SMALL] },
        { "small-words", scorer->shape_weights[HAS_SMALL_WORDS] },
        { "full-stop", scorer->shape_weights[HAS_FULL_STOP] },
        { "two-sentences", scorer->shape_weights[HAS_TWO_SENTENCES] },
        { "bias", scorer->bias },
        { "list-item", scorer->item_weights },
        { "longest", scorer->longest },
    };

    for (size_t i = 0; i < ARRAY_LENGTH(maps); i++) {
        enum status status = read_weights(node_get(numbers, maps[i].name), maps[i].weights, sink);

        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static void settle_weights(struct cell_scorer *scorer)
{
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        scorer->phrase_weights[i] = scorer->owner_weights[i] < 0 ? scorer->owner_weights[i] : 0;
        if (scorer->longest[i] <= 0)
            scorer->longest[i] = DBL_MAX;
    }
}

enum status cell_scorer_new(const struct grammar *grammar, const struct date_reader *dates,
                            const struct owner_reader *owners, struct diag_sink *sink,
                            struct cell_scorer **out)
{
    struct cell_scorer *scorer = memory_new(sizeof *scorer);
    const struct node *numbers = node_get(grammar_file(grammar, "evidence"), "numbers");
    enum status status;

    scorer->dates = dates;
    scorer->owners = owners;
    read_steps(node_get(numbers, "steps"), &scorer->steps, sink);
    if ((status = read_set(grammar, "evidence.opening", sink, &scorer->opening)) != STATUS_OK ||
        (status = read_set(grammar, "evidence.whole", sink, &scorer->whole)) != STATUS_OK ||
        (status = read_set(grammar, "evidence.anywhere", sink, &scorer->anywhere)) != STATUS_OK ||
        (status = read_all_weights(scorer, numbers, sink)) != STATUS_OK) {
        cell_scorer_free(scorer);
        return status;
    }
    settle_weights(scorer);
    scorer->tasks = task_entries(scorer->opening.patterns);
    scorer->beginnings = grammar_vocabulary(grammar, "evidence.beginnings");
    scorer->imperative = vocabulary_entry(scorer->beginnings, "imperative");
    scorer->not_after = vocabulary_entry(scorer->beginnings, "not-after");
    *out = scorer;
    return STATUS_OK;
}

void cell_scorer_free(struct cell_scorer *scorer)
{
    if (!scorer)
        return;
    free(scorer->opening.weights);
    free(scorer->whole.weights);
    free(scorer->anywhere.weights);
    free(scorer);
}

const struct step_weights *cell_scorer_steps(const struct cell_scorer *scorer)
{
    return &scorer->steps;
}

static struct span skip_blanks(struct span text)
{
    size_t at = 0;

    while (at < text.length && (text.text[at] == ' ' || text.text[at] == '\t'))
        at++;
    return span_part(text, at, text.length);
}

/* imperative := [to] verb, and no auxiliary verb behind it */
bool cell_begins_with_verb(const struct cell_scorer *scorer, struct span text)
{
    enum { LONGEST_BEGINNING = 40 };
    size_t length = 0;

    text = skip_blanks(text);
    if (text.length > 3 && (text.text[0] == 'T' || text.text[0] == 't') && text.text[1] == 'o' &&
        text.text[2] == ' ')
        text = skip_blanks(span_part(text, 3, text.length));
    struct span beginning = span_part(text, 0, LONGEST_BEGINNING);

    if (vocabulary_find_prefix(scorer->beginnings, beginning, &length) != scorer->imperative)
        return false;
    return vocabulary_find_prefix(scorer->beginnings,
                                  skip_blanks(span_part(beginning, length, beginning.length)),
                                  &length) != scorer->not_after;
}

/* Do words go on in running text? */
static bool has_running_word(struct span text)
{
    static const char *const words[] = { " to ", " the ", " a ", " all ", " with ", " by " };

    for (size_t i = 0; i < ARRAY_LENGTH(words); i++)
        if (memmem(text.text, text.length, words[i], strlen(words[i])))
            return true;
    return false;
}

static bool is_small(char c)
{
    return c >= 'a' && c <= 'z';
}

/* Does it hold SMALL_WORDS words of four letters and more that begin small? */
static bool has_small_words(struct span text)
{
    size_t count = 0;

    for (size_t i = 0; i + 3 < text.length && count < SMALL_WORDS; i++) {
        const char *at = text.text + i;

        if (i == 0 || at[-1] == ' ')
            count += is_small(at[0]) && is_small(at[1]) && is_small(at[2]) && is_small(at[3]);
    }
    return count == SMALL_WORDS;
}

/* ---- what is seen in a text --------------------------------------------------------------------- */

enum {
    NO_ENTRY = -1,
    OWNER_WORDS = 24, /* more are no owner */
};

/* Depends on the words alone, so it is remembered; what it is worth for a field is cheap. */
struct cell_signs {
    uint64_t anywhere; /* entries, as bits */
    double date;       /* likeness */
    double owner;      /* likeness, where the plan has no names of its own */
    uint32_t words;
    int16_t opening, whole; /* entries, or NO_ENTRY */
    bool is_verbal;         /* "Report to the panel": begins with a verb and goes on in running text */
    uint8_t shapes;         /* as bits */
};

static void add_shape(struct cell_signs *signs, enum shape shape, bool is_there)
{
    signs->shapes |= (uint8_t)(is_there << shape);
}

/* Entries that occur; once or more is the same. */
static uint64_t find_anywhere(const struct cell_scorer *scorer, struct matcher *matcher, struct span text)
{
    struct match match;
    uint64_t seen = 0;

    for (size_t at = 0; pattern_find(scorer->anywhere.patterns, matcher, text, at, &match); at = match.to)
        seen |= (uint64_t)1 << match.entry;
    return seen;
}

/* Full stops behind words, and sentences that begin behind them. */
static void see_shape(struct span text, struct cell_signs *signs)
{
    const char *end = text.text + text.length;
    const char *at = text.length > 3 ? text.text + 2 : end;

    while (at < end && (at = memchr(at + 1, '.', (size_t)(end - at - 1))) != NULL) {
        if (!is_small(at[-1]) || !is_small(at[-2]) || !is_small(at[-3]))
            continue;
        add_shape(signs, HAS_FULL_STOP, at + 1 == end || at[1] == ' ');
        add_shape(signs, HAS_TWO_SENTENCES, end - at > 12 && at[1] == ' ' && at[2] >= 'A' && at[2] <= 'Z');
    }
    add_shape(signs, STARTS_SMALL, text.length && is_small(text.text[0]));
    add_shape(signs, HAS_SMALL_WORDS, has_small_words(text));
}

static void see_beginning(const struct cell_scorer *scorer, struct matcher *matcher, struct span text,
                          struct cell_signs *signs)
{
    bool is_verb = cell_begins_with_verb(scorer, text);
    struct match match;

    if (pattern_find(scorer->opening.patterns, matcher, text, 0, &match))
        signs->opening = (int16_t)match.entry;
    else
        add_shape(signs, IS_IMPERATIVE, is_verb);
    signs->is_verbal = is_verb && has_running_word(text);
}

static struct cell_signs see_signs(const struct cell_scorer *scorer, struct matcher *matcher,
                                   struct span text)
{
    struct cell_signs signs = { .words = (uint32_t)span_count_words(text),
                                .opening = NO_ENTRY,
                                .whole = NO_ENTRY };
    /* what has no figure is a date or a value where it is a word or two */
    bool is_brief = signs.words <= FEW_WORDS || span_has_digit(text);
    struct match match;

    see_beginning(scorer, matcher, text, &signs);
    if (is_brief && text.length < 140 && pattern_match_whole(scorer->whole.patterns, matcher, text, &match))
        signs.whole = (int16_t)match.entry;
    signs.anywhere = find_anywhere(scorer, matcher, text);
    see_shape(text, &signs);
    if (is_brief && signs.words <= 14)
        signs.date = date_field_likeness(scorer->dates, matcher, text);
    if (signs.words <= OWNER_WORDS)
        signs.owner = owner_field_likeness(scorer->owners, matcher, text, NULL);
    return signs;
}

static struct cell_signs see_or_recall(const struct cell_scorer *scorer, struct matcher *matcher,
                                       struct span text)
{
    const struct text_question question = { text, QUESTION_CELL_SIGNS, 0 };
    struct cell_signs signs;

    if (!text_memo_recall(matcher_memo(matcher), &question, &signs, sizeof signs)) {
        signs = see_signs(scorer, matcher, text);
        text_memo_keep(matcher_memo(matcher), &question, &signs, sizeof signs);
    }
    return signs;
}

/* ---- what it is worth --------------------------------------------------------------------------- */

/* The weights that count whole for a text, in the order in which they are added. */
struct weighing {
    const double *rows[ENTRY_LIMIT + SHAPE_COUNT + 3];
    size_t count;
};

static void add_signs(const struct cell_scorer *scorer, const struct cell_signs *signs,
                      struct weighing *weighing)
{
    if (signs->opening != NO_ENTRY)
        weighing->rows[weighing->count++] = scorer->opening.weights[signs->opening];
    if (signs->whole != NO_ENTRY)
        weighing->rows[weighing->count++] = scorer->whole.weights[signs->whole];
    for (uint64_t left = signs->anywhere; left; left &= left - 1)
        weighing->rows[weighing->count++] = scorer->anywhere.weights[__builtin_ctzll(left)];
    for (unsigned left = signs->shapes; left; left &= left - 1)
        weighing->rows[weighing->count++] = scorer->shape_weights[__builtin_ctz(left)];
}

static double likeness_to_owner(const struct cell_scorer *scorer, struct matcher *matcher, struct span text,
                                const struct cell_signs *signs, const struct owner_names *names)
{
    if (signs->words > OWNER_WORDS || owner_names_is_empty(names))
        return signs->owner;
    return owner_field_likeness(scorer->owners, matcher, text, names);
}

void cell_score(const struct cell_scorer *scorer, struct matcher *matcher, struct span text,
                bool is_list_item, const struct owner_names *names, uint64_t wanted,
                double scores[static FIELD_COUNT])
{
    const struct cell_signs signs = see_or_recall(scorer, matcher, text);
    const double words = (double)signs.words;
    /* a phrase is not somebody, however many of its words are: only what likeness to an owner says against a
     * field counts then */
    const double *owner_weights = signs.is_verbal ? scorer->phrase_weights : scorer->owner_weights;
    const double owner = likeness_to_owner(scorer, matcher, text, &signs, names);
    struct weighing weighing;

    weighing.count = 0;
    add_signs(scorer, &signs, &weighing);
    if (is_list_item)
        weighing.rows[weighing.count++] = scorer->item_weights;
    for (uint64_t left = wanted & CELL_SCORE_ALL; left; left &= left - 1) {
        size_t field = (size_t)__builtin_ctzll(left);
        double score = scorer->bias[field];

        for (size_t i = 0; i < weighing.count; i++)
            score += weighing.rows[i][field];
        score += scorer->date_weights[field] * signs.date;
        score += owner_weights[field] * owner;
        if (words > scorer->longest[field])
            score -= cost_per_word_over * (words - scorer->longest[field]);
        scores[field] = score;
    }
}

bool cell_begins_as_task(const struct cell_scorer *scorer, struct matcher *matcher, struct span text)
{
    struct match match;

    if (cell_begins_with_verb(scorer, text))
        return true;
    return pattern_find(scorer->opening.patterns, matcher, text, 0, &match) &&
           (scorer->tasks >> match.entry & 1);
}
