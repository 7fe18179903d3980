#include "output/place_print.h"

#include "base/buffer.h"
#include "output/json_writer.h"
#include "plan/plan.h"

void place_print(struct buffer *out, const struct plan *plan, size_t line)
{
    place_add_words(out, &plan->places, line);
}

void place_print_behind_file(struct buffer *out, const struct plan *plan, size_t line)
{
    if (!line)
        return;
    if (!plan->places.line_count) {
        buffer_add_format(out, ":%zu", line);
        return;
    }
    buffer_add_string(out, ": ");
    place_print(out, plan, line);
}

static void put_line(struct json_writer *json, size_t line, size_t last)
{
    json_put_name(json, "line");
    if (!line) {
        json_put_null(json);
    } else if (!last) {
        json_put_integer(json, (int64_t)line);
    } else {
        json_put_begin_inline_array(json);
        json_put_integer(json, (int64_t)line);
        json_put_integer(json, (int64_t)(last < line ? line : last));
        json_put_end_array(json);
    }
}

static void put_count(struct json_writer *json, const char *name, size_t count)
{
    json_put_name(json, name);
    if (count)
        json_put_integer(json, (int64_t)count);
    else
        json_put_null(json);
}

static void put_place(struct json_writer *json, const struct place_map *map, size_t line)
{
    struct place place = { 0 };
    struct buffer words = { 0 };

    json_put_name(json, "place");
    if (!line) {
        json_put_null(json);
        return;
    }
    place_find(map, line, &place);
    place_add_words(&words, map, line);
    json_put_begin_inline_object(json);
    put_count(json, "table", place.table);
    put_count(json, "row", place.row);
    put_count(json, "column", place.column);
    json_put_member_span(json, "heading", place.table ? place_heading(map, &place) : (struct span){ 0 });
    put_count(json, "page", place.page);
    put_count(json, "paragraph", line);
    json_put_member_string(json, "words", buffer_string(&words));
    json_put_end_object(json);
    buffer_free(&words);
}

void place_put_members(struct json_writer *json, const struct plan *plan, size_t line, size_t last)
{
    bool is_word = plan->places.line_count > 0;

    put_line(json, is_word ? 0 : line, last);
    if (is_word)
        put_place(json, &plan->places, line);
}
