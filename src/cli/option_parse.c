#include "cli/option_parse.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/calendar_date.h"
#include "base/diagnostic.h"
#include "cli/nearest_name.h"
#include "output/terminal.h"

enum { HELP_COLUMN = 26, NAME_LIMIT = 64 };

struct parse {
    const struct option_words *words;
    const struct option_group *groups;
    size_t group_count;
    struct diag_sink *sink;
    size_t next; /* word to be read */
};

struct found {
    const struct option_spec *option;
    void *target;
};

static const char *prefix(const struct parse *parse)
{
    return parse->words->command ? parse->words->command : "";
}

static const char *colon(const struct parse *parse)
{
    return parse->words->command ? ": " : "";
}

static struct found find_option(const struct parse *parse, const char *name, size_t length, char letter)
{
    for (size_t i = 0; i < parse->group_count; i++) {
        const struct option_group *group = &parse->groups[i];
        for (size_t j = 0; j < group->count; j++) {
            const struct option_spec *option = &group->options[j];
            bool is_same = name ? strlen(option->name) == length && memcmp(option->name, name, length) == 0
                                : option->letter == letter;
            if (is_same)
                return (struct found){ option, (char *)group->values + option->target };
        }
    }
    return (struct found){ NULL, NULL };
}

static enum status complain_unknown(const struct parse *parse, const char *word, const char *name,
                                    size_t length)
{
    char typed[NAME_LIMIT];
    struct nearest_name nearest = { .typed = typed };

    snprintf(typed, sizeof typed, "%.*s", (int)(length < NAME_LIMIT ? length : NAME_LIMIT - 1), name);
    for (size_t i = 0; i < parse->group_count; i++)
        for (size_t j = 0; j < parse->groups[i].count; j++)
            nearest_name_offer(&nearest, parse->groups[i].options[j].name);
    const char *meant = nearest_name_found(&nearest);
    if (meant)
        diag_report(parse->sink, DIAG_USAGE, NULL, 0, 0, "%s%sthere is no option %s (is --%s meant?)",
                    prefix(parse), colon(parse), word, meant);
    else
        diag_report(parse->sink, DIAG_USAGE, NULL, 0, 0, "%s%sthere is no option %s", prefix(parse),
                    colon(parse), word);
    return STATUS_USAGE;
}

static enum status complain_value(const struct parse *parse, const struct option_spec *option,
                                  const char *value, const char *wanted)
{
    diag_report(parse->sink, DIAG_USAGE, NULL, 0, 0, "%s%s--%s wants %s, not '%s'", prefix(parse),
                colon(parse), option->name, wanted, value);
    return STATUS_USAGE;
}

static enum status take_name(const struct parse *parse, const struct found *found, const char *value)
{
    struct buffer wanted = { 0 };
    const char *const *choices = found->option->choices;

    for (size_t i = 0; choices[i]; i++) {
        if (strcmp(choices[i], value) == 0) {
            *(const char **)found->target = value;
            buffer_free(&wanted);
            return STATUS_OK;
        }
        buffer_add_string(&wanted, i == 0 ? "" : choices[i + 1] ? ", " : " or ");
        buffer_add_string(&wanted, choices[i]);
    }
    enum status status = complain_value(parse, found->option, value, buffer_string(&wanted));
    buffer_free(&wanted);
    return status;
}

static enum status take_date(const struct parse *parse, const struct found *found, const char *value)
{
    calendar_day day;

    if (!calendar_parse_iso(value, &day))
        return complain_value(parse, found->option, value, "a day such as 2010-03-31");
    *(const char **)found->target = value;
    return STATUS_OK;
}

static enum status take_count(const struct parse *parse, const struct found *found, const char *value)
{
    char *end;

    errno = 0;
    unsigned long long number = strtoull(value, &end, 10);
    if (*value < '0' || *value > '9' || *end || errno || number == 0 || number > SIZE_MAX)
        return complain_value(parse, found->option, value, "a whole number from 1");
    *(size_t *)found->target = (size_t)number;
    return STATUS_OK;
}

static enum status take_share(const struct parse *parse, const struct found *found, const char *value)
{
    char *end;
    double number = strtod(value, &end);

    if (end == value || *end || !isfinite(number) || number < 0 || number > 1)
        return complain_value(parse, found->option, value, "a number from 0 to 1");
    *(struct option_share *)found->target = (struct option_share){ number, true };
    return STATUS_OK;
}

static enum status take_value(const struct parse *parse, const struct found *found, const char *value)
{
    switch (found->option->kind) {
    case OPTION_FLAG:
        *(bool *)found->target = true;
        return STATUS_OK;
    case OPTION_TEXT:
        *(const char **)found->target = value;
        return STATUS_OK;
    case OPTION_TEXTS:
        text_list_add(found->target, value);
        return STATUS_OK;
    case OPTION_DATE:
        return take_date(parse, found, value);
    case OPTION_NAME:
        return take_name(parse, found, value);
    case OPTION_COUNT:
        return take_count(parse, found, value);
    case OPTION_SHARE:
        return take_share(parse, found, value);
    }
    return STATUS_USAGE;
}

/* The option's value is the next word. */
static enum status take_next(struct parse *parse, const struct found *found)
{
    if (parse->next >= parse->words->count) {
        diag_report(parse->sink, DIAG_USAGE, NULL, 0, 0, "%s%s--%s needs a value (%s)", prefix(parse),
                    colon(parse), found->option->name, found->option->argument);
        return STATUS_USAGE;
    }
    return take_value(parse, found, parse->words->words[parse->next++]);
}

/* long := "--" NAME [ "=" VALUE ] */
static enum status read_long(struct parse *parse, const char *word)
{
    const char *name = word + 2;
    size_t length = strcspn(name, "=");
    struct found found = find_option(parse, name, length, 0);

    if (!found.option)
        return complain_unknown(parse, word, name, length);
    if (found.option->kind == OPTION_FLAG && name[length] == '=') {
        diag_report(parse->sink, DIAG_USAGE, NULL, 0, 0, "%s%s--%s takes no value", prefix(parse),
                    colon(parse), found.option->name);
        return STATUS_USAGE;
    }
    if (found.option->kind == OPTION_FLAG)
        return take_value(parse, &found, NULL);
    return name[length] == '=' ? take_value(parse, &found, name + length + 1) : take_next(parse, &found);
}

/* short := "-" { FLAG-LETTER } [ LETTER [ VALUE ] ] */
static enum status read_short(struct parse *parse, const char *word)
{
    for (const char *letter = word + 1; *letter; letter++) {
        struct found found = find_option(parse, NULL, 0, *letter);
        if (!found.option)
            return complain_unknown(parse, word, word + 1, strlen(word + 1));
        if (found.option->kind == OPTION_FLAG) {
            enum status status = take_value(parse, &found, NULL);
            if (status != STATUS_OK)
                return status;
            continue;
        }
        return letter[1] ? take_value(parse, &found, letter + 1) : take_next(parse, &found);
    }
    return STATUS_OK;
}

enum status option_parse(const struct option_words *words, const struct option_group *groups,
                         size_t group_count, struct diag_sink *sink, struct text_list *operands, size_t *used)
{
    struct parse parse = { words, groups, group_count, sink, 0 };
    enum status status = STATUS_OK;
    bool only_operands = false;

    while (status == STATUS_OK && parse.next < words->count) {
        const char *word = words->words[parse.next];
        bool is_option = word[0] == '-' && word[1] && !only_operands;
        if (!is_option && words->stop)
            break;
        parse.next++;
        if (!is_option)
            text_list_add(operands, word);
        else if (strcmp(word, "--") == 0)
            only_operands = true;
        else if (word[1] == '-')
            status = read_long(&parse, word);
        else
            status = read_short(&parse, word);
    }
    if (used)
        *used = parse.next;
    return status;
}

void option_print_help(const struct option_group *group, size_t width, FILE *stream)
{
    struct buffer line = { 0 };

    for (size_t i = 0; i < group->count; i++) {
        const struct option_spec *option = &group->options[i];
        line.length = 0;
        if (option->letter)
            buffer_add_format(&line, "  -%c, --%s", option->letter, option->name);
        else
            buffer_add_format(&line, "      --%s", option->name);
        if (option->argument)
            buffer_add_format(&line, " %s", option->argument);
        if (line.length > HELP_COLUMN - 2)
            buffer_add_format(&line, "\n%*s", HELP_COLUMN, "");
        else
            buffer_add_format(&line, "%*s", (int)(HELP_COLUMN - line.length), "");
        terminal_add_wrapped(&line, span_of(option->help), HELP_COLUMN, HELP_COLUMN, width);
        fprintf(stream, "%s\n", buffer_string(&line));
    }
    buffer_free(&line);
}
