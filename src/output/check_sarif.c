#include <string.h>

#include "analysis/audit_check.h"
#include "analysis/audit_rule.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/version.h"
#include "output/check_print.h"
#include "output/finding_place.h"
#include "output/item_label.h"
#include "output/json_writer.h"
#include "plan/plan.h"
#include "store/store.h"

/* Numbers in parentheses are sections of SARIF 2.1.0. */

/* message := { "text": words } (3.11) */
static void put_message(struct json_writer *json, const char *name, struct span text)
{
    json_put_name(json, name);
    json_put_begin_inline_object(json);
    json_put_member_span(json, "text", text);
    json_put_end_object(json);
}

/* reportingDescriptor (3.49) */
static void put_rule(struct json_writer *json, const struct audit_rule *rule)
{
    json_put_begin_object(json);
    json_put_member_string(json, "id", rule->id);
    json_put_member_string(json, "name", rule->name);
    put_message(json, "shortDescription", span_of(rule->name));
    put_message(json, "fullDescription", span_of(rule->meaning));
    put_message(json, "help", span_of(rule->advice));
    json_put_name(json, "defaultConfiguration");
    json_put_begin_inline_object(json);
    json_put_member_boolean(json, "enabled", !rule->is_off);
    json_put_member_string(json, "level", finding_severity_name(rule->severity));
    json_put_end_object(json);
    json_put_end_object(json);
}

/* tool (3.18), toolComponent (3.19) */
static void put_tool(struct json_writer *json)
{
    size_t count;
    const struct audit_rule *rules = audit_rules(&count);

    json_put_name(json, "tool");
    json_put_begin_object(json);
    json_put_name(json, "driver");
    json_put_begin_object(json);
    json_put_member_string(json, "name", "planrisk");
    json_put_member_string(json, "version", PLANRISK_VERSION);
    json_put_name(json, "rules");
    json_put_begin_array(json);
    for (size_t i = 0; i < count; i++)
        put_rule(json, &rules[i]);
    json_put_end_array(json);
    json_put_end_object(json);
    json_put_end_object(json);
}

/* A document's name as a relative reference (3.4.3, RFC 3986): what is no unreserved character is %XX. */
static void put_artifact(struct json_writer *json, struct span document)
{
    struct buffer uri = { 0 };

    for (size_t i = 0; i < document.length; i++) {
        char c = document.text[i];

        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || strchr("-._~/", c))
            buffer_add_byte(&uri, c);
        else
            buffer_add_format(&uri, "%%%02X", (unsigned)(unsigned char)c);
    }
    json_put_name(json, "artifactLocation");
    json_put_begin_inline_object(json);
    json_put_member_span(json, "uri", span_over(buffer_string(&uri), uri.length));
    json_put_end_object(json);
    buffer_free(&uri);
}

/* region (3.30); columns count characters: see columnKind */
static void put_region(struct json_writer *json, const struct finding *finding,
                       const struct finding_place *place)
{
    json_put_name(json, "region");
    json_put_begin_inline_object(json);
    json_put_member_integer(json, "startLine", (int64_t)finding->line);
    if (place->column)
        json_put_member_integer(json, "startColumn", (int64_t)place->column);
    if (place->line.text)
        put_message(json, "snippet", place->line);
    json_put_end_object(json);
}

/* location (3.28): the place in the file, and the item of the plan as a logical location (3.33) */
static void put_location(struct json_writer *json, const struct plan *plan, const struct finding *finding,
                         const struct finding_place *place, struct arena *arena)
{
    struct span label = finding ? item_label(plan, finding->place.kind, finding->place.index, arena)
                                : (struct span){ .offset = SPAN_NOWHERE };

    json_put_name(json, "locations");
    json_put_begin_array(json);
    json_put_begin_object(json);
    json_put_name(json, "physicalLocation");
    json_put_begin_object(json);
    put_artifact(json, plan->document);
    if (finding && finding->line)
        put_region(json, finding, place);
    json_put_end_object(json);
    if (label.text) {
        json_put_name(json, "logicalLocations");
        json_put_begin_inline_array(json);
        json_put_begin_inline_object(json);
        json_put_member_span(json, "name", label);
        json_put_member_string(json, "kind", item_kind_name(finding->place.kind));
        json_put_end_object(json);
        json_put_end_array(json);
    }
    json_put_end_object(json);
    json_put_end_array(json);
}

/* "message; did you mean hint?" */
static struct span message_of(const struct finding *finding, struct arena *arena)
{
    struct buffer text = { 0 };

    if (!finding->hint.text)
        return finding->message;
    buffer_add_span(&text, finding->message);
    buffer_add_string(&text, "; did you mean ");
    buffer_add_span(&text, finding->hint);
    buffer_add_byte(&text, '?');
    struct span copy = arena_copy_span(arena, span_over(text.bytes, text.length));

    buffer_free(&text);
    return copy;
}

static int64_t rule_index(const char *id)
{
    size_t count;
    const struct audit_rule *rules = audit_rules(&count);

    return audit_rule_find(id) ? audit_rule_find(id) - rules : -1;
}

/* result (3.27) of kind "fail" */
static void put_finding(struct json_writer *json, struct finding_places *places, size_t index)
{
    const struct finding *finding = &places->result->findings[index];
    const struct plan *plan = places->result->plans->items[places->result->finding_plans[index]];
    struct finding_place place = finding_place_find(places, index);

    json_put_begin_object(json);
    json_put_member_string(json, "ruleId", finding->rule);
    json_put_member_integer(json, "ruleIndex", rule_index(finding->rule));
    json_put_member_string(json, "level", finding_severity_name(finding->severity));
    put_message(json, "message", message_of(finding, places->arena));
    put_location(json, plan, finding, &place, places->arena);
    json_put_end_object(json);
}

/* result (3.27) of kind "notApplicable": its level is "none" (3.27.10) */
static void put_not_tested(struct json_writer *json, const struct plan *plan, const struct not_tested *silent,
                           struct arena *arena)
{
    struct buffer text = { 0 };

    buffer_add_string(&text, "not tested: ");
    buffer_add_span(&text, silent->why);
    json_put_begin_object(json);
    json_put_member_string(json, "ruleId", silent->rule);
    json_put_member_integer(json, "ruleIndex", rule_index(silent->rule));
    json_put_member_string(json, "kind", "notApplicable");
    json_put_member_string(json, "level", "none");
    put_message(json, "message", span_over(text.bytes, text.length));
    put_location(json, plan, NULL, &(struct finding_place){ 0 }, arena);
    json_put_end_object(json);
    buffer_free(&text);
}

/* run (3.14) */
static void put_run(struct json_writer *json, const struct check_result *result, struct arena *arena)
{
    struct finding_places places = finding_places_of(result, arena);

    json_put_begin_object(json);
    put_tool(json);
    json_put_member_string(json, "columnKind", "unicodeCodePoints");
    json_put_name(json, "results");
    json_put_begin_array(json);
    for (size_t i = 0; i < result->finding_count; i++)
        put_finding(json, &places, i);
    for (size_t i = 0; i < result->not_tested_count; i++)
        put_not_tested(json, result->plans->items[result->not_tested_plans[i]], &result->not_tested[i],
                       arena);
    json_put_end_array(json);
    json_put_end_object(json);
}

/* sarifLog (3.13) */
void check_print_sarif(FILE *out, const struct check_result *result)
{
    struct arena *arena = arena_new();
    struct json_writer json;

    json_put_begin(&json, out);
    json_put_begin_object(&json);
    json_put_member_string(&json, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json_put_member_string(&json, "version", "2.1.0");
    json_put_name(&json, "runs");
    json_put_begin_array(&json);
    put_run(&json, result, arena);
    json_put_end_array(&json);
    json_put_end_object(&json);
    json_put_end(&json);
    arena_free(arena);
}
