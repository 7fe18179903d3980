#include "output/json_export.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/buffer.h"
#include "base/status.h"
#include "output/csv_export.h"
#include "plan/plan.h"
#include "store/store.h"

#define TEXT(words)                                                                                          \
    {                                                                                                        \
        .text = {(words), sizeof(words) - 1, SPAN_NOWHERE }                                                  \
    }
#define SPAN_TEXT(words)                                                                                     \
    {                                                                                                        \
        (words), sizeof(words) - 1, SPAN_NOWHERE                                                             \
    }

/* A plan with one of everything, most of it not stated. */
struct example {
    struct plan plan;
    struct plan *list[1];
    struct plan_set set;
};

static struct section sections[] = {
    { .code = TEXT("A"), .title = TEXT("Homes"), .parent = PLAN_NO_INDEX, .line = 3 },
    { .title = TEXT("Repairs"), .parent = 0, .line = 4 },
};
static struct owner owners[] = {
    { .name = TEXT("HSM"), .role = OWNER_LEAD, .line = 5, .kind = PARTY_ABBREVIATION }
};
static struct date_value dates[] = {
    { .role = DATE_DUE,
      .from = 14679,
      .to = 14709,
      .flags = DATE_BY | DATE_REVISED,
      .words = TEXT("by March 2010") },
    { .role = DATE_COMPLETED, .from = CALENDAR_NONE, .to = CALENDAR_NONE, .words = TEXT("DONE") },
};
static struct resource resources[] = { { .who = TEXT("Clerk"), .percent = 12.5, .has_percent = true },
                                       { .who = TEXT("Mayor") } };
static struct link links[] = { { .code = TEXT("R1.1") } };
static struct action actions[] = {
    { .text = TEXT("=Mend \"it\""),
      .section = 1,
      .owners = { owners, 1, 1 },
      .dates = { dates, 2, 2 },
      .resources = resources,
      .resource_count = 2,
      .links = links,
      .link_count = 1,
      .line_first = 5,
      .line_last = 7,
      .status = STATUS_IN_PROGRESS,
      .confidence = 1 },
    { .kind = ACTION_CHART, .text = TEXT("Paint"), .section = PLAN_NO_INDEX, .confidence = 0.5 },
};
static struct risk risks[] = { { .text = TEXT("Rain"),
                                 .section = 0,
                                 .line_first = 9,
                                 .line_last = 9,
                                 .inherent = { .impact = TEXT("high"), .impact_text = SPAN_TEXT("H") },
                                 .residual = { .score = TEXT("4") } } };
static struct indicator_value values[] = {
    { .period = SPAN_TEXT("2001/02"), .value = TEXT("25*") },
    { .period = SPAN_TEXT("2001/02"), .value = TEXT("26") },
};
static struct indicator indicators[] = {
    { .text = TEXT("Days"), .section = PLAN_NO_INDEX, .values = values, .value_count = 2 }
};
static struct abbreviation abbreviations[] = { { .short_form = TEXT("HSM"),
                                                 .meaning = TEXT("Housing Manager") } };
static struct anomaly anomalies[] = { { .kind = "missing-owner", .line = 7, .action = 1 } };

static void build(struct example *example)
{
    *example = (struct example){
        .plan = {
            .document = SPAN_TEXT("a.txt"), .key = SPAN_TEXT("a"), .edition = 1, .id = 77, .sections = sections, .section_count = 2,
            .actions = actions, .action_count = 2, .risks = risks, .risk_count = 1, .indicators = indicators,
            .indicator_count = 1, .abbreviations = abbreviations, .abbreviation_count = 1, .anomalies = anomalies,
            .anomaly_count = 1,
        },
    };
    example->list[0] = &example->plan;
    example->set = (struct plan_set){ example->list, 1 };
}

static json_t *export(const struct example *example)
{
    char *bytes = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&bytes, &length);
    json_error_t error;

    assert_int_equal(json_export_plans(&example->set, NULL, stream), STATUS_OK);
    fclose(stream);
    json_t *read = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &error);
    assert_non_null(read);
    free(bytes);
    return read;
}

static json_t *item(json_t *read, const char *list, size_t index)
{
    return json_array_get(json_object_get(json_array_get(json_object_get(read, "plans"), 0), list), index);
}

static void assert_member(json_t *object, const char *name, const char *expected)
{
    char *text = json_dumps(json_object_get(object, name), JSON_COMPACT | JSON_ENCODE_ANY);

    assert_non_null(text);
    assert_string_equal(text, expected);
    free(text);
}

static void what_is_stated_has_the_names_of_the_contract(void **state)
{
    struct example example;

    (void)state;
    build(&example);
    json_t *read = export(&example);
    json_t *action = item(read, "actions", 0);
    assert_member(action, "key", "\"a-001\"");
    assert_member(action, "kind", "\"action\"");
    assert_member(action, "section", "\"Repairs\"");
    assert_member(action, "line", "[5,7]");
    assert_member(action, "status", "\"in_progress\"");
    assert_member(action, "links", "[\"R1.1\"]");
    assert_member(action, "resources",
                  "[{\"who\":\"Clerk\",\"percent\":12.5},{\"who\":\"Mayor\",\"percent\":null}]");
    assert_member(json_array_get(json_object_get(action, "dates"), 0), "from", "\"2010-03-11\"");
    assert_member(json_array_get(json_object_get(action, "dates"), 0), "flags", "[\"by\",\"revised\"]");
    assert_member(json_array_get(json_object_get(action, "owners"), 0), "name", "\"HSM\"");
    assert_member(item(read, "sections", 1), "parent", "\"A\"");
    assert_member(item(read, "risks", 0), "impact_text", "\"H\"");
    assert_member(item(read, "risks", 0), "key", "\"a-r001\"");
    assert_member(item(read, "risks", 0), "residual",
                  "{\"impact\":null,\"likelihood\":null,\"score\":\"4\"}");
    assert_member(item(read, "anomalies", 0), "item", "\"a-002\"");
    json_decref(read);
}

static void what_is_not_stated_is_null_or_empty(void **state)
{
    struct example example;

    (void)state;
    build(&example);
    json_t *read = export(&example);
    json_t *plan = json_array_get(json_object_get(read, "plans"), 0);
    json_t *chart = item(read, "actions", 1);
    assert_member(plan, "council", "null");
    assert_member(plan, "date", "null");
    assert_member(chart, "kind", "\"chart\"");
    assert_member(chart, "section", "null");
    assert_member(chart, "owners", "[]");
    assert_member(chart, "milestones", "[]");
    assert_member(chart, "status", "null");
    assert_member(chart, "line", "null");
    assert_member(json_array_get(json_object_get(item(read, "actions", 0), "dates"), 1), "from", "null");
    assert_member(item(read, "risks", 0), "target", "null");
    assert_member(item(read, "risks", 0), "likelihood", "null");
    json_decref(read);
}

static void a_year_that_comes_twice_loses_no_value(void **state)
{
    struct example example;

    (void)state;
    build(&example);
    json_t *read = export(&example);
    assert_member(item(read, "indicators", 0), "values", "{\"2001/02\":\"25*\",\"2001/02 (2)\":\"26\"}");
    json_decref(read);
}

static void assert_sheet(const struct example *example, const char *name, const char *expected)
{
    char *bytes = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&bytes, &length);

    csv_export_write(csv_export_find(name), &example->set, false, stream);
    fclose(stream);
    assert_string_equal(bytes, expected);
    free(bytes);
}

static void a_sheet_holds_one_entity(void **state)
{
    struct example example;

    (void)state;
    build(&example);
    assert_sheet(&example, "action_owners",
                 "plan,edition,action,position,name,role,kind,expansion,line\r\na,1,a-001,1,HSM,lead,"
                 "abbreviation,,5\r\n");
    assert_sheet(&example, "action_dates",
                 "plan,edition,action,position,role,text,from,to,flags\r\n"
                 "a,1,a-001,1,due,by March 2010,2010-03-11,2010-04-10,by "
                 "revised\r\na,1,a-001,2,completed,DONE,,,\r\n");
    assert_sheet(&example, "actions",
                 "plan,edition,action,kind,ref,section,text,issue,priority,status,rag,measure,progress,first_"
                 "line,last_line,confidence,corrected\r\n"
                 "a,1,a-001,action,,Repairs,\"'=Mend \"\"it\"\"\",,,in_progress,,,,5,7,1,\r\n"
                 "a,1,a-002,chart,,,Paint,,,,,,,,,0.5,\r\n");
    assert_sheet(
        &example, "indicator_values",
        "plan,edition,indicator,period,value\r\na,1,a-i001,2001/02,25*\r\na,1,a-i001,2001/02,26\r\n");
}

/* Every row of every sheet has as many cells as its header. */
static void every_row_fits_its_header(void **state)
{
    struct example example;

    (void)state;
    build(&example);
    for (size_t sheet = 0; sheet < csv_export_count(); sheet++) {
        char *bytes = NULL;
        size_t length = 0;
        FILE *stream = open_memstream(&bytes, &length);
        size_t header = 0, commas = 0;
        csv_export_write(sheet, &example.set, false, stream);
        fclose(stream);
        for (size_t i = 0; i < length; i++) {
            commas += bytes[i] == ','; /* no cell of the example holds one */
            if (bytes[i] != '\n')
                continue;
            header = header ? header : commas;
            assert_int_equal(commas, header);
            commas = 0;
        }
        free(bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_stated_has_the_names_of_the_contract),
        cmocka_unit_test(what_is_not_stated_is_null_or_empty),
        cmocka_unit_test(a_year_that_comes_twice_loses_no_value),
        cmocka_unit_test(a_sheet_holds_one_entity),
        cmocka_unit_test(every_row_fits_its_header),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
