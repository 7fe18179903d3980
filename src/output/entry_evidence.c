#include "output/entry_evidence.h"

#include <string.h>

#include "base/arena.h"
#include "characters/line_index.h"
#include "output/entry_show_private.h"
#include "output/json_writer.h"
#include "output/place_print.h"
#include "plan/correction.h"
#include "plan/plan.h"
#include "store/store.h"

/* Values go out as they are visited; what is not stated is named after them. */
struct evidence {
    struct entry_visitor visitor;
    const struct plan *plan;
    struct store *store;
    struct line_index lines;
    struct json_writer json;
    struct arena *arena;
    const char **missing;
    size_t missing_count;
    size_t missing_capacity;
};

static const char *how_known(const struct evidence *evidence, const struct entry_value *value,
                             const struct correction *correction)
{
    if (correction)
        return "corrected";
    if (show_is_given(evidence->plan, value))
        return "given";
    return value->source && value->source->extent_count ? "read" : "worked out";
}

static void put_places(struct evidence *evidence, const struct source *source)
{
    const struct span text = evidence->plan->text;

    json_put_name(&evidence->json, "from");
    json_put_begin_inline_array(&evidence->json);
    for (uint32_t i = 0; source && i < source->extent_count; i++) {
        const struct extent extent = source->extents[i];

        json_put_begin_inline_object(&evidence->json);
        place_put_members(&evidence->json, evidence->plan, line_index_find(&evidence->lines, extent.offset),
                          0);
        json_put_member_span(&evidence->json, "words",
                             span_part(text, extent.offset, extent.offset + extent.length));
        json_put_end_object(&evidence->json);
    }
    json_put_end_array(&evidence->json);
}

static void put_value(struct entry_visitor *visitor, const struct entry_value *value)
{
    struct evidence *evidence = (struct evidence *)visitor;
    struct json_writer *json = &evidence->json;
    const struct correction *correction =
        value->part ? NULL
                    : correction_of(evidence->plan, entry_item_kind(value->kind), value->index, value->field);
    const char *rule =
        value->source && !correction ? store_rule_name(evidence->store, value->source->rule) : "";

    if (!value->text.text) {
        evidence->missing = arena_grow(evidence->arena, evidence->missing, evidence->missing_count,
                                       &evidence->missing_capacity, sizeof *evidence->missing);
        evidence->missing[evidence->missing_count++] = value->field;
        return;
    }
    json_put_begin_inline_object(json);
    json_put_member_string(json, "field", value->field);
    json_put_member_integer(json, "part", (int64_t)value->part);
    json_put_member_span(json, "value", value->text);
    json_put_member_span(json, "detail", value->detail);
    json_put_member_string(json, "rule", *rule ? rule : NULL);
    json_put_member_string(json, "known", how_known(evidence, value, correction));
    put_places(evidence, correction ? &correction->reading_source : value->source);
    json_put_end_object(json);
}

static void put_head(struct evidence *evidence, enum entry_kind kind, size_t index)
{
    struct buffer key = { 0 };

    entry_add_key(&key, evidence->plan, kind, index);
    json_put_member_span(&evidence->json, "key", show_whole(&key));
    json_put_member_string(&evidence->json, "kind", entry_kind_name(kind));
    json_put_member_span(&evidence->json, "document", evidence->plan->document);
    place_put_members(&evidence->json, evidence->plan, entry_line(evidence->plan, kind, index), 0);
    buffer_free(&key);
}

void entry_evidence_json(const struct plan *plan, enum entry_kind kind, size_t index, struct store *store,
                         struct arena *arena, FILE *stream)
{
    struct evidence evidence = {
        .visitor.visit = put_value,
        .plan = plan,
        .store = store,
        .lines = line_index_of(plan->text, arena),
        .arena = arena,
    };
    struct json_writer *json = &evidence.json;

    json_put_begin(json, stream);
    json_put_begin_object(json);
    put_head(&evidence, kind, index);
    json_put_name(json, "values");
    json_put_begin_array(json);
    entry_visit(plan, kind, index, &evidence.visitor);
    json_put_end_array(json);
    json_put_name(json, "not_stated");
    json_put_begin_inline_array(json);
    for (size_t i = 0; i < evidence.missing_count; i++)
        json_put_string(json, evidence.missing[i]);
    json_put_end_array(json);
    json_put_end_object(json);
    json_put_end(json);
}
