#include "output/rule_print.h"

#include <string.h>

#include "analysis/audit_rule.h"
#include "base/buffer.h"
#include "base/status.h"
#include "output/json_writer.h"
#include "output/terminal.h"

enum { LABEL_WIDTH = 10, FAMILY_LENGTH = 3 };

static const struct family {
    const char *letters;
    const char *title;
} families[] = {
    { "DAT", "Dates" },      { "DUP", "Duplicates" },   { "IND", "Indicators" },
    { "MEA", "Measures" },   { "OWN", "Owners" },       { "PRS", "Our own reading, not the plan" },
    { "REF", "References" }, { "RES", "Resources" },    { "RSK", "Risks" },
    { "STA", "Status" },     { "SUP", "Suppressions" },
};

static const char *family_of(const struct audit_rule *rule)
{
    for (size_t i = 0; i < ARRAY_LENGTH(families); i++)
        if (strncmp(rule->id, families[i].letters, FAMILY_LENGTH) == 0)
            return families[i].title;
    return "Others";
}

/* ---- in the terminal ------------------------------------------------------------------------------- */

static void print_part(FILE *out, const char *label, const char *text, const struct terminal *terminal)
{
    struct buffer line = { 0 };

    if (!text)
        return;
    buffer_add_format(&line, "%-*s", LABEL_WIDTH, label);
    terminal_add_wrapped(&line, span_of(text), LABEL_WIDTH, LABEL_WIDTH, terminal->width);
    fprintf(out, "%s\n", buffer_string(&line));
    buffer_free(&line);
}

static const char *how_grave(const struct audit_rule *rule)
{
    return rule->is_off ? "off unless --select names it" : "on";
}

void rule_print(FILE *out, const struct audit_rule *rule, const struct terminal *terminal)
{
    const struct audit_population *population = audit_population_find(rule->of);
    struct buffer options = { 0 };

    if (rule->limits)
        buffer_add_format(&options, "limits in grammars/checks.yaml: %s", rule->limits);
    fprintf(out, "%s%s %s%s (%s, %s)\n\n", terminal_style(terminal, STYLE_BOLD), rule->id, rule->name,
            terminal_plain(terminal, STYLE_BOLD), finding_severity_name(rule->severity), how_grave(rule));
    print_part(out, "looks for", rule->meaning, terminal);
    print_part(out, "matters", rule->why, terminal);
    print_part(out, "example", rule->example, terminal);
    print_part(out, "to do", rule->advice, terminal);
    print_part(out, "source", rule->source, terminal);
    if (rule->limits)
        print_part(out, "options", buffer_string(&options), terminal);
    print_part(out, "untested", population ? population->why : NULL, terminal);
    print_part(out, population ? "" : "untested", audit_need_why(rule->need), terminal);
    buffer_free(&options);
}

void rule_print_list(FILE *out, const struct terminal *terminal)
{
    size_t count;
    const struct audit_rule *rules = audit_rules(&count);
    const char *family = NULL;

    for (size_t i = 0; i < count; i++) {
        if (family_of(&rules[i]) != family) {
            fprintf(out, "%s%s%s%s\n", family ? "\n" : "", terminal_style(terminal, STYLE_BOLD),
                    family_of(&rules[i]), terminal_plain(terminal, STYLE_BOLD));
            family = family_of(&rules[i]);
        }
        fprintf(out, "  %s %-28s %s%s\n", rules[i].id, rules[i].name,
                finding_severity_name(rules[i].severity), rules[i].is_off ? " (off)" : "");
    }
    fputs("\nplanrisk rule ID explains one; --select turns on one that is off.\n", out);
}

/* ---- for programs ---------------------------------------------------------------------------------- */

static void put_rule(struct json_writer *json, const struct audit_rule *rule)
{
    const struct audit_population *population = audit_population_find(rule->of);

    json_put_begin_object(json);
    json_put_member_string(json, "rule", rule->id);
    json_put_member_string(json, "name", rule->name);
    json_put_member_string(json, "family", family_of(rule));
    json_put_member_string(json, "severity", finding_severity_name(rule->severity));
    json_put_member_boolean(json, "on", !rule->is_off);
    json_put_member_string(json, "meaning", rule->meaning);
    json_put_member_string(json, "why", rule->why);
    json_put_member_string(json, "example", rule->example);
    json_put_member_string(json, "advice", rule->advice);
    json_put_member_string(json, "source", rule->source);
    json_put_member_string(json, "limits", rule->limits);
    json_put_member_string(json, "not_tested", population ? population->why : NULL);
    json_put_member_string(json, "needs", audit_need_why(rule->need));
    json_put_end_object(json);
}

void rule_print_json(FILE *out, const struct audit_rule *only)
{
    size_t count;
    const struct audit_rule *rules = audit_rules(&count);
    struct json_writer json;

    json_put_begin(&json, out);
    json_put_begin_object(&json);
    json_put_name(&json, "rules");
    json_put_begin_array(&json);
    for (size_t i = 0; i < count; i++)
        if (!only || only == &rules[i])
            put_rule(&json, &rules[i]);
    json_put_end_array(&json);
    json_put_end_object(&json);
    json_put_end(&json);
}

/* ---- in the manual ----------------------------------------------------------------------------------- */

/* In mdoc a full stop or quote at a line's start is a command, and a backslash begins an escape. */
static void print_mdoc_text(FILE *out, const char *text)
{
    if (*text == '.' || *text == '\'')
        fputs("\\&", out);
    for (; *text; text++) {
        if (*text == '\\')
            fputs("\\e", out);
        else
            fputc(*text, out);
        if ((*text == '.' || *text == ';') && text[1] == ' ') {
            fputc('\n', out);
            text++;
            if (text[1] == '.' || text[1] == '\'')
                fputs("\\&", out);
        }
    }
    fputc('\n', out);
}

static void print_mdoc_part(FILE *out, const char *label, const char *text)
{
    if (!text)
        return;
    fprintf(out, ".It %s\n", label);
    print_mdoc_text(out, text);
}

static void print_mdoc_rule(FILE *out, const struct audit_rule *rule)
{
    const struct audit_population *population = audit_population_find(rule->of);

    fprintf(out, ".Ss %s %s\n", rule->id, rule->name);
    fprintf(out, "%c%s, %s.\n", finding_severity_name(rule->severity)[0] - 'a' + 'A',
            finding_severity_name(rule->severity) + 1, how_grave(rule));
    print_mdoc_text(out, rule->meaning);
    fputs(".Bl -tag -width untested -compact\n", out);
    print_mdoc_part(out, "matters", rule->why);
    print_mdoc_part(out, "example", rule->example);
    print_mdoc_part(out, "to do", rule->advice);
    print_mdoc_part(out, "source", rule->source);
    print_mdoc_part(out, "limits", rule->limits);
    print_mdoc_part(out, "untested", population ? population->why : NULL);
    print_mdoc_part(out, "untested", audit_need_why(rule->need));
    fputs(".El\n", out);
}

void rule_print_manual(FILE *out)
{
    size_t count;
    const struct audit_rule *rules = audit_rules(&count);
    const char *family = NULL;

    fputs(".\\\" Made by `planrisk rule --manual`: the texts stand in src/analysis/audit_rule_table.c.\n"
          ".Dd November 28, 2026\n.Dt PLANRISK-RULES 7\n.Os\n.Sh NAME\n.Nm planrisk-rules\n"
          ".Nd what planrisk check holds plans against\n.Sh DESCRIPTION\n"
          "Each rule of\n.Xr planrisk 1\n.Cm check\nhas an id, a name and a severity.\n"
          "Severities and limits can be changed in\n.Pa grammars/checks.yaml .\n"
          "A plan that gives a rule nothing to test is reported as not tested: silence is not a pass.\n",
          out);
    for (size_t i = 0; i < count; i++) {
        if (family_of(&rules[i]) != family) {
            family = family_of(&rules[i]);
            fputs(".Sh ", out);
            for (const char *at = family; *at; at++)
                fputc(*at >= 'a' && *at <= 'z' ? *at - 'a' + 'A' : *at, out);
            fputc('\n', out);
        }
        print_mdoc_rule(out, &rules[i]);
    }
    fputs(".Sh SEE ALSO\n.Xr planrisk 1\n", out);
}
