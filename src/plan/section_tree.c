#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/byte_lanes.h"
#include "base/status.h"
#include "grammar/grammar.h"
#include "plan/plan_build.h"
#include "plan/use_map.h"

enum { CODE_LIMIT_BYTES = 32 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A code's letters and digits, in capitals: "KT4/2" and "KT 4.2" are the same. Returns the length written. */
static size_t plain_code(struct span code, char *out, size_t limit)
{
    size_t length = 0;

    for (size_t i = 0; i < code.length && length < limit; i++) {
        char c = code.text[i];

        if (c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        if (c == '/' || c == '.')
            c = '.';
        if (is_digit(c) || (c >= 'A' && c <= 'Z') || (c == '.' && length && is_digit(out[length - 1])))
            out[length++] = c;
    }
    while (length && out[length - 1] == '.')
        length--;
    return length;
}

static size_t section_at(const struct name_index *index, struct span name)
{
    uint32_t found = name.length ? name_index_find(index, name, span_hash(name)) : NAME_ABSENT;

    return found == NAME_ABSENT ? PLAN_NO_INDEX : found;
}

static struct span key_text(const struct section_key *key)
{
    return (struct span){ key->text, key->length, SPAN_NOWHERE };
}

size_t section_find_code(const struct build *build, struct span code)
{
    struct section_key key;

    if (!code.text)
        return PLAN_NO_INDEX;
    key.length = (unsigned char)plain_code(code, key.text, sizeof key.text);
    return section_at(&build->sections_by_code, key_text(&key));
}

static size_t find_title(const struct build *build, struct span title)
{
    uint32_t found = name_index_find_folded(&build->sections_by_title, build->arena, title);

    return found == NAME_ABSENT ? PLAN_NO_INDEX : found;
}

/* The section whose code is the longest proper beginning of this one: SH1 of SH1.1, KT4 of KT4/2. */
static size_t find_parent(const struct build *build, struct span code)
{
    char wanted[sizeof build->section_keys->text];
    size_t found = PLAN_NO_INDEX;

    for (size_t length = plain_code(code, wanted, sizeof wanted); length-- > 1 && found == PLAN_NO_INDEX;)
        if (wanted[length] == '.')
            found = section_at(&build->sections_by_code, span_over(wanted, length));
    return found;
}

static size_t letters_before_digits(struct span code)
{
    size_t length = 0;

    while (length < code.length && !is_digit(code.text[length]) && code.text[length] != ' ')
        length++;
    return length;
}

/* Makes the last section known by its code and title. */
static void index_section(struct build *build)
{
    enum { LETTERS_LIMIT = 32 };
    uint32_t number = (uint32_t)build->plan->section_count - 1;
    const struct section *section = &build->plan->sections[number];
    struct section_key *key = &build->section_keys[number];
    size_t letters = letters_before_digits(section->code.text);

    key->length = (unsigned char)plain_code(section->code.text, key->text, sizeof key->text);
    if (key->length)
        name_index_add(&build->sections_by_code, build->arena, arena_copy_span(build->arena, key_text(key)),
                       number);
    if (section->title.text.text)
        name_index_add_folded(&build->sections_by_title, build->arena, section->title.text, number);
    for (size_t from = 0; from < letters && letters < LETTERS_LIMIT; from++)
        name_index_add(from ? &build->sections_by_ending : &build->sections_by_letters, build->arena,
                       span_part(section->code.text, from, letters), number);
}

static struct section *add_section(struct build *build, size_t line)
{
    struct plan *plan = build->plan;

    plan->sections = arena_grow(build->arena, plan->sections, plan->section_count, &build->section_capacity,
                                sizeof *plan->sections);
    build->section_uses = arena_grow(build->arena, build->section_uses, plan->section_count,
                                     &build->section_use_capacity, sizeof *build->section_uses);
    build->section_keys = arena_grow(build->arena, build->section_keys, plan->section_count,
                                     &build->section_key_capacity, sizeof *build->section_keys);
    build->section_uses[plan->section_count] = 0;
    build->section_keys[plan->section_count].length = 0;
    struct section *section = &plan->sections[plan->section_count++];

    *section = (struct section){ .parent = PLAN_NO_INDEX, .line = line };
    return section;
}

/* A title has no final full stop. */
static struct span without_stop(struct span title)
{
    title = span_trim(title);
    while (title.length && (title.text[title.length - 1] == '.' || title.text[title.length - 1] == ':'))
        title = span_trim(span_part(title, 0, title.length - 1));
    return title;
}

static struct text_value value_of(struct build *build, struct span words, uint32_t rule)
{
    struct passage passage = passage_of(build->arena, words);

    return build_whole_value(build, &passage, rule);
}

static bool is_code_of_level_one(struct span code)
{
    for (size_t i = 0; i + 1 < code.length; i++)
        if ((code.text[i] == '.' || code.text[i] == '/') && is_digit(code.text[i + 1]))
            return false;
    return true;
}

/* A section with this code is found again by it; one without stands under the coded section it follows. */
static size_t open_section(struct build *build, struct text_value code, struct span title, size_t line,
                           uint32_t rule)
{
    size_t found = code.text.text ? section_find_code(build, code.text) : PLAN_NO_INDEX;

    title = without_stop(title);
    if (!title.length && !code.text.text)
        return build->section;
    if (found == PLAN_NO_INDEX && !code.text.text)
        found = find_title(build, title);
    if (found == PLAN_NO_INDEX) {
        size_t parent = code.text.text ? find_parent(build, code.text) : build->section;

        while (!code.text.text && parent != PLAN_NO_INDEX &&
               (!build->plan->sections[parent].code.text.text ||
                !is_code_of_level_one(build->plan->sections[parent].code.text)))
            parent = build->plan->sections[parent].parent;
        struct section *section = add_section(build, line);

        section->code = code;
        section->title = value_of(build, title, rule);
        section->parent = parent;
        index_section(build);
        found = build->plan->section_count - 1;
    } else {
        build_mark_span(build, title, USE_REPEAT);
    }
    build->section = found;
    return found;
}

size_t section_open(struct build *build, struct span code, struct span title, uint32_t rule)
{
    struct text_value value = { 0 };
    struct span repaired;

    if (code.length) {
        value = value_of(build, code, rule);
        if (homoglyph_repair(build->reader->marks, value.text, build->arena, &repaired)) {
            build_add_anomaly(build, "homoglyph", value, build_line(build, code.offset), PLAN_NO_INDEX);
            value.text = repaired;
        }
        if (value.text.length &&
            (value.text.text[value.text.length - 1] == '.' || value.text.text[value.text.length - 1] == ':'))
            value.text.length--;
    }
    return open_section(build, value, title, build_line(build, title.offset), rule);
}

/* number-word := "one" .. "twenty" */
static int number_of_word(struct span word)
{
    static const char *const words[] = {
        "one",     "two",     "three",     "four",     "five",     "six",      "seven",
        "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen", "fourteen",
        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    };

    for (size_t i = 0; word.length && !is_digit(word.text[0]) && i < ARRAY_LENGTH(words); i++)
        if (span_same_ignoring_case(word, span_of(words[i])))
            return (int)i + 1;
    return 0;
}

enum { INITIALS = 2 }; /* at the beginning of a code of several words' initials */

/* Beginnings of the document's lines that begin with these initials, in order. */
struct line_starts {
    const struct line_starts *others;
    char initials[INITIALS];
    struct span *items;
    size_t count, capacity;
};

static int compare_spans(const void *a, const void *b)
{
    return span_compare(*(const struct span *)a, *(const struct span *)b);
}

static struct line_starts *find_line_starts(struct build *build, const char *initials)
{
    const struct source_text *source = &build->document->source;
    struct line_starts *starts = ARENA_NEW(build->arena, struct line_starts);

    memcpy(starts->initials, initials, INITIALS);
    for (size_t i = 0; i < source->line_count; i++) {
        size_t end = i + 1 < source->line_count ? source->lines[i + 1] : source->text.length;
        size_t at = source->lines[i];

        while (at < end && span_is_white(source->text.text[at]))
            at++;
        if (end - at < INITIALS || memcmp(source->text.text + at, initials, INITIALS) != 0)
            continue;
        starts->items =
            arena_grow(build->arena, starts->items, starts->count, &starts->capacity, sizeof *starts->items);
        starts->items[starts->count++] = span_part(source->text, at, at + CODE_LIMIT_BYTES);
    }
    if (starts->count)
        qsort(starts->items, starts->count, sizeof *starts->items, compare_spans);
    return starts;
}

/* Found once for all codes that begin so: a plan has few such beginnings. */
static const struct line_starts *line_starts_of(struct build *build, const char *initials)
{
    for (const struct line_starts *starts = build->line_starts; starts; starts = starts->others)
        if (memcmp(starts->initials, initials, INITIALS) == 0)
            return starts;
    struct line_starts *starts = find_line_starts(build, initials);

    starts->others = build->line_starts;
    return build->line_starts = starts;
}

/* Does the code begin the line, and end there? */
static bool begins_with_code(struct span line, struct span code)
{
    return line.length >= code.length && memcmp(line.text, code.text, code.length) == 0 &&
           (line.length == code.length || !is_digit(line.text[code.length]));
}

/*
 * Does the code of several initials stand in the document by itself, at the start of a line? Then the plan
 * calls its sections so. Of the lines that begin with it those where it goes on in digits stand between the
 * others, so that the first and the last one tell.
 */
static bool document_uses_code(struct build *build, struct span code)
{
    const struct line_starts *starts = line_starts_of(build, code.text);
    size_t first = 0;
    size_t end = starts->count;

    for (size_t high = starts->count; first < high;) { /* the first line that does not come before the code */
        size_t middle = first + (high - first) / 2;

        if (span_compare(starts->items[middle], code) < 0)
            first = middle + 1;
        else
            high = middle;
    }
    for (size_t low = first; low < end;) { /* the first one behind those that begin with it */
        size_t middle = low + (end - low) / 2;

        if (span_compare(span_part(starts->items[middle], 0, code.length), code) <= 0)
            low = middle + 1;
        else
            end = middle;
    }
    return first < end &&
           (begins_with_code(starts->items[first], code) || begins_with_code(starts->items[end - 1], code));
}

/* "KEY THEME ONE": KT1 where the plan speaks of KT1, else the number by itself. */
static struct span code_of_words(struct build *build, struct span word, struct span number)
{
    char *code = arena_take_text(build->arena, CODE_LIMIT_BYTES);
    size_t initials = 0;
    size_t length;
    int value = number_of_word(number);

    for (size_t i = 0; i < word.length && initials < 8; i++)
        if (word.text[i] != ' ' && (i == 0 || word.text[i - 1] == ' '))
            code[initials++] =
                (char)(word.text[i] >= 'a' && word.text[i] <= 'z' ? word.text[i] - 'a' + 'A' : word.text[i]);
    length = initials;
    if (value >= 10)
        code[length++] = (char)('0' + value / 10);
    if (value)
        code[length++] = (char)('0' + value % 10);
    for (size_t i = 0; !value && i < number.length && length + 1 < CODE_LIMIT_BYTES; i++)
        code[length++] = number.text[i];
    if (initials >= INITIALS && document_uses_code(build, span_over(code, length)))
        return span_at(code, length, word.offset);
    return span_at(code + initials, length - initials, number.offset);
}

/* A prefix that no section of the plan has, but ends one that they have, is that one misspelt ("H 3.2" among
 * SH codes). */
static struct span settle_prefix(const struct build *build, struct span prefix)
{
    size_t longer = section_at(&build->sections_by_ending, prefix);

    if (longer == PLAN_NO_INDEX || section_at(&build->sections_by_letters, prefix) != PLAN_NO_INDEX)
        return prefix;
    struct span code = build->plan->sections[longer].code.text;

    return span_part(code, 0, letters_before_digits(code));
}

static struct span joined_code(struct build *build, struct span prefix, struct span number)
{
    prefix = settle_prefix(build, prefix);
    char *code = arena_take_text(build->arena, prefix.length + number.length);

    if (prefix.length)
        memcpy(code, prefix.text, prefix.length);
    if (number.length)
        memcpy(code + prefix.length, number.text, number.length);
    return (struct span){ .text = code, .length = prefix.length + number.length, .offset = number.offset };
}

/* The code of a heading as the plan writes it, without the spaces inside ("SH 1.1" is SH1.1). */
static struct text_value heading_code(struct build *build, const struct match *match, struct span line)
{
    const struct plan_reader *reader = build->reader;
    struct span code = match_group(match, line, reader->group_code);
    struct span number = match_group(match, line, reader->group_number);
    struct span word = match_group(match, line, reader->group_word);
    struct span prefix = match_group(match, line, reader->group_prefix);
    struct span printed = code.text ? code : number;
    struct text_value value = value_of(build, printed, match->rule);
    struct span repaired;

    if (code.text) {
        if (homoglyph_repair(build->reader->marks, value.text, build->arena, &repaired))
            value.text = repaired;
        size_t letters = letters_before_digits(value.text);

        if (letters && letters < value.text.length && value.text.text[letters] == ' ')
            value.text = joined_code(build, span_part(value.text, 0, letters),
                                     span_trim(span_part(value.text, letters, value.text.length)));
    } else if (word.text) {
        value.text = code_of_words(build, word, number);
    } else {
        value.text = joined_code(build, prefix, number);
    }
    return value;
}

static bool is_mark(char byte)
{
    return byte == ':' || byte == '\xE2';
}

/* What stands between a code and its title: a colon, the first byte of dashes beyond ASCII, and with the byte
 * behind them a bracket with something in it, a blank with a hyphen. */
static byte_lanes marks_at(const char *bytes)
{
    byte_lanes byte = byte_lanes_at(bytes);
    byte_lanes next = byte_lanes_at(bytes + 1);
    byte_lanes bracket = (byte_lanes)(byte == '(') & (byte_lanes)(next != 0);
    byte_lanes hyphen = (byte_lanes)(byte == ' ') & (byte_lanes)(next == '-');

    return bracket | hyphen | (byte_lanes)(byte == ':') | (byte_lanes)(byte == 0xE2);
}

/* Has a coded heading's line a figure near its beginning, or a mark between its code and its title? */
static bool has_code_signs(struct span line)
{
    enum { HEAD_BYTES = 4 * BYTE_LANES };
    char few[2 * BYTE_LANES] = { 0 };
    const char *head = line.text;
    size_t last = line.length < HEAD_BYTES ? line.length - 1 : HEAD_BYTES;

    if (last < BYTE_LANES) {
        memcpy(few, line.text, last + 1);
        head = few;
        last = BYTE_LANES;
    }
    byte_lanes signs = byte_lanes_digits(byte_lanes_at(head));

    for (size_t at = 0; at + BYTE_LANES < last; at += BYTE_LANES)
        signs |= marks_at(head + at);
    signs |= marks_at(head + last - BYTE_LANES);
    return byte_lanes_highest(signs) || is_mark(head[last]);
}

/* Cheap: most lines can be no coded heading. */
static bool may_be_coded(struct span line)
{
    enum { LINE_BYTES = 600 };

    if (line.length < 2 || line.length > LINE_BYTES ||
        !((line.text[0] >= 'A' && line.text[0] <= 'Z') || (unsigned char)line.text[0] >= 0xC2 ||
          is_digit(line.text[0]) || (line.text[0] >= 'a' && line.text[0] <= 'z')))
        return false;
    return line.text[1] == '.' || line.text[1] == ')' || has_code_signs(line);
}

/* A line is asked for by several readers in turn. */
bool section_match_heading(struct build *build, struct span line, struct match *match)
{
    if (line.text != build->coded_line.text || line.length != build->coded_line.length) {
        build->coded_line = line;
        build->coded_line_is_one =
            may_be_coded(line) &&
            pattern_match_whole(build->reader->coded_headings, build->matcher, line, &build->coded_match);
    }
    if (build->coded_line_is_one)
        *match = build->coded_match;
    return build->coded_line_is_one;
}

bool section_read_heading(struct build *build, struct span line, bool is_list)
{
    const struct plan_reader *reader = build->reader;
    struct match match;

    if (!section_match_heading(build, line, &match) || span_count_words(line) > reader->coded_heading_words)
        return false;
    record_finish(build); /* what stands above belongs to the section above */
    struct span title = match_group(&match, line, reader->group_title);
    size_t before = build->section;

    open_section(build, heading_code(build, &match, line), title, build_line(build, line.offset), match.rule);
    if (is_list)
        build->section = before;
    else
        build->section_is_fresh = true;
    build->heading = build->aim = (struct span){ 0 };
    return true;
}

/* The section of a heading without a code, under a parent; one that has been there before is found again. */
static size_t styled_section(struct build *build, struct span title, size_t parent)
{
    size_t found;

    title = without_stop(title);
    found = find_title(build, title);
    if (found != PLAN_NO_INDEX && build->plan->sections[found].parent == parent) {
        build_mark_span(build, title, USE_REPEAT);
        return found;
    }
    struct section *section = add_section(build, build_line(build, title.offset));

    section->title = value_of(build, title, build->reader->rule_by_style);
    section->parent = parent;
    index_section(build);
    return build->plan->section_count - 1;
}

void section_read_styled(struct build *build, const struct block *block)
{
    size_t level = block->level && block->level <= STYLED_LEVELS ? block->level - 1 : 0;
    size_t parent = PLAN_NO_INDEX;

    for (size_t above = level; above-- > 0 && parent == PLAN_NO_INDEX;)
        if (build->styled[above])
            parent = build->styled[above] - 1;
    if (!section_read_heading(build, block->text, false)) {
        record_finish(build);
        build->section = styled_section(build, block->text, parent);
        build->section_is_fresh = true;
        build->heading = build->aim = (struct span){ 0 };
    }
    build->styled[level] = build->section + 1;
    for (size_t below = level + 1; below < STYLED_LEVELS; below++)
        build->styled[below] = 0;
}

static bool is_styled(const struct build *build, size_t section)
{
    for (size_t level = 0; level < STYLED_LEVELS; level++)
        if (build->styled[level] == section + 1)
            return true;
    return false;
}

size_t section_of_label(struct build *build, struct span label)
{
    enum { LABEL_BYTES = 300, FIGURE_BYTES = 12 /* codes have figures, near their beginning */ };
    const struct plan_reader *reader = build->reader;
    struct match match;

    label = span_trim(label);
    if (!label.length || label.length > LABEL_BYTES || !span_has_digit(span_part(label, 0, FIGURE_BYTES)))
        return PLAN_NO_INDEX;
    if (section_match_heading(build, label, &match)) {
        struct span code = match_group(&match, label, reader->group_code);

        return code.text ? section_find_code(build, code) : PLAN_NO_INDEX;
    }
    return section_find_code(build, label);
}

void section_settle_table(struct build *build)
{
    const struct plan_reader *reader = build->reader;
    struct span heading = paragraph_heading_above(build);
    bool headed = heading.length && span_count_words(heading) <= reader->heading_words;

    if (!build->section_is_fresh && (headed || build->aim.length)) {
        struct span title = headed ? heading : build->aim;
        uint32_t rule = headed ? reader->rule_by_place : build->aim_rule;

        while (build->section != PLAN_NO_INDEX && !build->plan->sections[build->section].code.text.text &&
               !is_styled(build, build->section))
            build->section = build->plan->sections[build->section].parent;
        open_section(build, (struct text_value){ 0 }, title, build_line(build, title.offset), rule);
    }
    if (build->aim.length && build->section != PLAN_NO_INDEX &&
        !build->plan->sections[build->section].aim.text.text)
        build->plan->sections[build->section].aim = value_of(build, build->aim, build->aim_rule);
    build->heading = build->aim = (struct span){ 0 };
    build->section_is_fresh = false;
}

void section_use(struct build *build, size_t section)
{
    if (section != PLAN_NO_INDEX)
        build->section_uses[section]++;
}

/* New indexes by old ones; PLAN_NO_INDEX for a section under which nothing stands. */
static size_t *renumber(struct build *build)
{
    struct plan *plan = build->plan;
    size_t *numbers = ARENA_ARRAY(build->arena, plan->section_count + 1, size_t);
    size_t kept = 0;

    for (size_t i = plan->section_count; i-- > 0;)
        if (build->section_uses[i] && plan->sections[i].parent != PLAN_NO_INDEX)
            for (size_t up = plan->sections[i].parent; up != PLAN_NO_INDEX; up = plan->sections[up].parent)
                build->section_uses[up]++;
    for (size_t i = 0; i < plan->section_count; i++)
        numbers[i] = build->section_uses[i] ? kept++ : PLAN_NO_INDEX;
    return numbers;
}

static size_t renumbered(const size_t *numbers, size_t section)
{
    return section == PLAN_NO_INDEX ? PLAN_NO_INDEX : numbers[section];
}

static void unmark(struct build *build, const struct source *source)
{
    for (uint32_t i = 0; i < source->extent_count; i++)
        use_map_fill(build->uses, source->extents[i].offset,
                     source->extents[i].offset + source->extents[i].length, USE_NONE);
}

void section_prune(struct build *build)
{
    struct plan *plan = build->plan;
    size_t *numbers = renumber(build);
    size_t kept = 0;

    for (size_t i = 0; i < plan->section_count; i++) {
        if (numbers[i] == PLAN_NO_INDEX) {
            unmark(build, &plan->sections[i].title.source);
            unmark(build, &plan->sections[i].code.source);
            unmark(build, &plan->sections[i].aim.source);
            continue;
        }
        plan->sections[kept] = plan->sections[i];
        plan->sections[kept].parent = renumbered(numbers, plan->sections[i].parent);
        kept++;
    }
    plan->section_count = kept;
    for (size_t i = 0; i < plan->action_count; i++)
        plan->actions[i].section = renumbered(numbers, plan->actions[i].section);
    for (size_t i = 0; i < plan->risk_count; i++)
        plan->risks[i].section = renumbered(numbers, plan->risks[i].section);
    for (size_t i = 0; i < plan->indicator_count; i++)
        plan->indicators[i].section = renumbered(numbers, plan->indicators[i].section);
}
