#include "document/word_number.h"

#include <limits.h>
#include <stdlib.h>

#include "base/arena.h"

struct word_numbering {
    struct arena *arena;
    struct word_abstract_number *abstracts;
    size_t abstract_count, abstract_capacity;
    struct word_number *numbers;
    size_t number_count, number_capacity;
    bool settled;
};

enum { LINK_LIMIT = 8 };

struct word_numbering *word_numbering_new(struct arena *arena)
{
    struct word_numbering *numbering = ARENA_NEW(arena, struct word_numbering);

    numbering->arena = arena;
    return numbering;
}

struct word_level word_level_default(void)
{
    return (struct word_level){ .restart = WORD_LEVEL_RESTARTS };
}

struct word_abstract_number *word_numbering_add_abstract(struct word_numbering *numbering)
{
    numbering->abstracts = arena_grow(numbering->arena, numbering->abstracts, numbering->abstract_count,
                                      &numbering->abstract_capacity, sizeof *numbering->abstracts);
    struct word_abstract_number *abstract = &numbering->abstracts[numbering->abstract_count++];

    *abstract = (struct word_abstract_number){ .id = LONG_MIN };
    for (size_t i = 0; i < WORD_LEVELS; i++)
        abstract->levels[i] = word_level_default();
    return abstract;
}

struct word_number *word_numbering_add(struct word_numbering *numbering)
{
    numbering->numbers = arena_grow(numbering->arena, numbering->numbers, numbering->number_count,
                                    &numbering->number_capacity, sizeof *numbering->numbers);
    struct word_number *number = &numbering->numbers[numbering->number_count++];

    *number = (struct word_number){ .id = LONG_MIN, .abstract_id = LONG_MIN };
    for (size_t i = 0; i < WORD_LEVELS; i++)
        number->starts[i] = LONG_MIN;
    return number;
}

static int compare_numbers(const void *a, const void *b)
{
    long first = ((const struct word_number *)a)->id;
    long second = ((const struct word_number *)b)->id;

    return (first > second) - (first < second);
}

static int compare_abstracts(const void *a, const void *b)
{
    long first = ((const struct word_abstract_number *)a)->id;
    long second = ((const struct word_abstract_number *)b)->id;

    return (first > second) - (first < second);
}

static struct word_number *find_number(const struct word_numbering *numbering, long id)
{
    struct word_number wanted = { .id = id };

    return numbering->number_count
               ? bsearch(&wanted, numbering->numbers, numbering->number_count, sizeof wanted, compare_numbers)
               : NULL;
}

static struct word_abstract_number *find_abstract(const struct word_numbering *numbering, long id)
{
    size_t low = 0;
    size_t high = numbering->abstract_count;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (numbering->abstracts[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < numbering->abstract_count && numbering->abstracts[low].id == id ? &numbering->abstracts[low]
                                                                                 : NULL;
}

/* A list that is said to be as a style's list: its numbers count in that one. */
static void follow_link(struct word_numbering *numbering, struct word_number *number,
                        long (*style_number)(void *, struct span), void *context)
{
    for (unsigned i = 0; i < LINK_LIMIT; i++) {
        const struct word_abstract_number *abstract = find_abstract(numbering, number->abstract_id);
        const struct word_number *other =
            abstract && abstract->style_link.length
                ? find_number(numbering, style_number(context, abstract->style_link))
                : NULL;

        if (!other || other->abstract_id == number->abstract_id)
            return;
        number->abstract_id = other->abstract_id;
    }
}

void word_numbering_settle(struct word_numbering *numbering,
                           long (*style_number)(void *context, struct span style), void *context)
{
    if (numbering->settled)
        return;
    numbering->settled = true;
    if (numbering->number_count)
        qsort(numbering->numbers, numbering->number_count, sizeof *numbering->numbers, compare_numbers);
    if (numbering->abstract_count)
        qsort(numbering->abstracts, numbering->abstract_count, sizeof *numbering->abstracts,
              compare_abstracts);
    for (size_t i = 0; i < numbering->number_count; i++)
        follow_link(numbering, &numbering->numbers[i], style_number, context);
}

static const struct word_level *level_of(const struct word_number *number,
                                         const struct word_abstract_number *abstract, size_t level)
{
    return number->own[level] ? number->own[level] : &abstract->levels[level];
}

long word_numbering_level_of_style(const struct word_numbering *numbering, long num_id, struct span style)
{
    const struct word_number *number = find_number(numbering, num_id);
    const struct word_abstract_number *abstract =
        number ? find_abstract(numbering, number->abstract_id) : NULL;

    for (size_t i = 0; abstract && i < WORD_LEVELS; i++)
        if (style.length && span_same(level_of(number, abstract, i)->style, style))
            return (long)i;
    return -1;
}

static bool restarts_behind(const struct word_level *level, size_t used)
{
    return level->restart == WORD_LEVEL_RESTARTS || (level->restart > 0 && (long)used < level->restart);
}

/* The level's counter goes up, those of the levels below it begin anew. */
static void count(struct word_number *number, struct word_abstract_number *abstract, size_t level)
{
    if (number->starts[level] != LONG_MIN && !number->started[level]) {
        abstract->counters[level] = number->starts[level];
        abstract->counts[level] = true;
    } else if (!abstract->counts[level]) {
        abstract->counters[level] = level_of(number, abstract, level)->start;
        abstract->counts[level] = true;
    } else {
        abstract->counters[level]++;
    }
    number->started[level] = true;
    for (size_t below = level + 1; below < WORD_LEVELS; below++)
        if (restarts_behind(level_of(number, abstract, below), level))
            abstract->counts[below] = false;
}

/* text := { byte | "%" level } */
static void write_label(const struct word_number *number, const struct word_abstract_number *abstract,
                        const struct word_level *level, struct buffer *out)
{
    for (size_t i = 0; i < level->text.length; i++) {
        char c = level->text.text[i];
        char digit = c == '%' && i + 1 < level->text.length ? level->text.text[i + 1] : '\0';

        if (digit < '1' || digit > '9') {
            buffer_add_byte(out, c);
            continue;
        }
        size_t of = (size_t)(digit - '1');
        const struct word_level *shown = level_of(number, abstract, of);
        long value = abstract->counts[of] ? abstract->counters[of] : shown->start;

        word_number_write(level->is_legal && shown->format != WORD_NUMBER_DECIMAL_ZERO ? WORD_NUMBER_DECIMAL
                                                                                       : shown->format,
                          value, out);
        i++;
    }
}

struct word_label word_numbering_count(struct word_numbering *numbering, long num_id, long level,
                                       struct buffer *out)
{
    struct word_number *number = find_number(numbering, num_id);
    struct word_abstract_number *abstract = number ? find_abstract(numbering, number->abstract_id) : NULL;
    size_t before = out->length;

    if (!abstract || level < 0 || level >= WORD_LEVELS)
        return (struct word_label){ .is_none = true };
    const struct word_level *how = level_of(number, abstract, (size_t)level);

    count(number, abstract, (size_t)level);
    if (how->format == WORD_NUMBER_BULLET)
        buffer_add_span(out, how->text);
    else
        write_label(number, abstract, how, out);
    return (struct word_label){ .is_bullet = how->format == WORD_NUMBER_BULLET && out->length > before,
                                .is_none = out->length == before };
}
