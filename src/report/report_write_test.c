#include "analysis/sample_plan_test.h"

#include <stdlib.h>

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include "analysis/audit_check.h"
#include "analysis/coverage_check.h"
#include "analysis/delivery_exposure.h"
#include "analysis/plan_overlap.h"
#include "analysis/risk_reach.h"
#include "analysis/risk_score.h"
#include "analysis/theme_table.h"
#include "characters/file_read.h"
#include "report/report_write.h"

/* Markup, the ends of CDATA and comments, a script's address, letters that turn the text round, a control
   character, bytes that are no UTF-8, a character that XML has not. */
static const char hostile[] =
    "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> ]]> --> &amp; javascript:alert(3) "
    "\xe2\x80\xae"
    "reversed\xe2\x80\xac \x01 \xff\xfe \xef\xbf\xbf end";

struct page {
    char *bytes;
    size_t length;
};

static struct plan *hostile_plan(struct arena *arena, const char *key)
{
    struct plan *plan = sample_plan(arena, key, 2, 2);

    plan->council = plan->title = sample_value(hostile);
    plan->document = span_of(hostile);
    plan->sections = ARENA_NEW(arena, struct section);
    plan->sections[0] = (struct section){ .code = sample_value(hostile), .title = sample_value(hostile) };
    plan->section_count = 1;
    for (size_t i = 0; i < 2; i++) {
        struct action *action = &plan->actions[i];

        action->section = 0;
        action->text = action->ref = action->measure = action->priority = sample_value(hostile);
        action->has_owner_column = action->has_date_column = true;
        action->milestones = ARENA_NEW(arena, struct milestone);
        action->milestones[0].text = sample_value(hostile);
        action->milestone_count = 1;
        action->issue = action->progress = sample_value(hostile);
        action->links = ARENA_NEW(arena, struct link);
        action->links[0] = (struct link){ .code = sample_value(hostile), .target = LINK_BROKEN };
        action->link_count = 1;
        action->resources = ARENA_NEW(arena, struct resource);
        action->resources[0] =
            (struct resource){ .who = sample_value(hostile), .percent = 20, .has_percent = true };
        action->resource_count = 1;
    }
    sample_add_owner(arena, &plan->actions[0], hostile);
    plan->actions[0].owners.items[0].expansion = span_of(hostile);
    sample_add_date(arena, &plan->actions[0], DATE_DUE, hostile, CALENDAR_NONE, CALENDAR_NONE, DATE_INVALID);
    plan->risks[0].text = plan->risks[0].mitigation = sample_value(hostile);
    plan->risks[0].inherent.impact = sample_value(hostile);
    plan->risks[1].inherent.impact = plan->risks[1].inherent.likelihood = sample_value("4");
    plan->indicators = ARENA_NEW(arena, struct indicator);
    plan->indicators[0].code = plan->indicators[0].text = sample_value(hostile);
    plan->indicators[0].values = ARENA_NEW(arena, struct indicator_value);
    plan->indicators[0].values[0] = (struct indicator_value){ span_of(hostile), sample_value(hostile) };
    plan->indicators[0].value_count = plan->indicator_count = 1;
    plan->text = span_of(hostile);
    plan->accounts = ARENA_NEW(arena, struct account);
    plan->accounts[0] = (struct account){ .extent = { 0, sizeof hostile - 1 }, .use = 5 };
    plan->account_count = 1;
    return plan;
}

/* Asks of the plans what `planrisk report` asks, and writes the report. */
static enum status write_to(FILE *stream, const struct plan_set *plans, struct diag_sink *sink)
{
    struct arena *arena = arena_new();
    struct grammar *grammar = sample_grammar(NULL);
    const struct overlap_options usual = { .minimum = -1 };
    const struct risk_scheme *scheme;
    struct score_result scores[STAGE_COUNT];
    struct check_result checks = sample_check(arena, plans, grammar, (struct check_options){ 0 });
    struct coverage_result coverage;
    struct reach_result reach;
    struct exposure_result exposure;
    struct theme_table themes;
    struct overlap_result overlaps;

    assert_int_equal(risk_scheme_load(grammar, risk_scheme_default, arena, NULL, &scheme), STATUS_OK);
    for (unsigned stage = 0; stage < STAGE_COUNT; stage++)
        score_plans(plans, scheme, (enum rating_stage)stage, arena, &scores[stage]);
    assert_int_equal(coverage_find(plans, grammar, arena, NULL, &coverage), STATUS_OK);
    assert_int_equal(risk_reach_find(plans, grammar, arena, NULL, &reach), STATUS_OK);
    assert_int_equal(exposure_find(plans, &checks, grammar, arena, NULL, &exposure), STATUS_OK);
    assert_int_equal(theme_table_make(plans, grammar, NULL, THEME_LEVEL_THEMES, arena, NULL, &themes),
                     STATUS_OK);
    assert_int_equal(overlap_find(plans, grammar, &usual, arena, NULL, &overlaps), STATUS_OK);
    const struct report_input input = { plans,     scores,  &checks,   &coverage, &reach,
                                        &exposure, &themes, &overlaps, NULL };
    enum status status = report_write(stream, "report.html", &input, sink);

    grammar_free(grammar);
    arena_free(arena);
    return status;
}

static struct page make_page(const struct plan_set *plans)
{
    struct page page = { 0 };
    FILE *stream = open_memstream(&page.bytes, &page.length);

    assert_int_equal(write_to(stream, plans, NULL), STATUS_OK);
    fclose(stream);
    return page;
}

static struct page hostile_page(struct arena *arena)
{
    struct plan *undated = hostile_plan(arena, "marsh");
    struct plan_set set = sample_set(arena, hostile_plan(arena, "heath"), undated);

    undated->actions[0].dates.count = 0;

    return make_page(&set);
}

static xmlDocPtr parse(const struct page *page)
{
    xmlDocPtr document = xmlReadMemory(page->bytes, (int)page->length, "report.html", NULL, XML_PARSE_NONET);

    if (!document)
        fail_msg("not well-formed: %s", xmlGetLastError() ? xmlGetLastError()->message : "");
    return document;
}

/* Calls visit for every element below node. */
static void walk(xmlNodePtr node, void (*visit)(xmlNodePtr element, void *context), void *context)
{
    for (; node; node = node->next)
        if (node->type == XML_ELEMENT_NODE) {
            visit(node, context);
            walk(node->children, visit, context);
        }
}

struct census {
    size_t scripts;
    size_t images;
    size_t handlers;
    size_t outward; /* attributes that lead out of the page */
    size_t ids;
    size_t links;
};

static void count_element(xmlNodePtr element, void *context)
{
    struct census *census = context;

    census->scripts += strcmp((const char *)element->name, "script") == 0;
    census->images += strcmp((const char *)element->name, "img") == 0;
    for (xmlAttrPtr attribute = element->properties; attribute; attribute = attribute->next) {
        const char *name = (const char *)attribute->name;
        xmlChar *value = xmlNodeListGetString(element->doc, attribute->children, 1);

        census->handlers += strncmp(name, "on", 2) == 0 || strcmp(name, "style") == 0;
        census->ids += strcmp(name, "id") == 0;
        if (strcmp(name, "src") == 0 || strcmp(name, "action") == 0)
            census->outward++;
        if (strcmp(name, "href") == 0) {
            census->links++;
            census->outward += !value || value[0] != '#';
        }
        xmlFree(value);
    }
}

static void hostile_words_are_shown_and_not_run(void **state)
{
    struct arena *arena = arena_new();
    struct page page = hostile_page(arena);
    xmlDocPtr document = parse(&page);
    struct census census = { 0 };

    (void)state;
    walk(xmlDocGetRootElement(document), count_element, &census);
    assert_int_equal(census.scripts, 1);
    assert_int_equal(census.images, 0);
    assert_int_equal(census.handlers, 0);
    assert_int_equal(census.outward, 0);
    assert_true(census.links > 10);
    xmlChar *text = xmlNodeGetContent(xmlDocGetRootElement(document));

    assert_non_null(
        strstr((char *)text, "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> ]]> --> &amp;"));
    assert_non_null(strstr(
        (char *)text, "[U+202E]reversed[U+202C] \xe2\x90\x81 \xef\xbf\xbd\xef\xbf\xbd \xef\xbf\xbd end"));
    xmlFree(text);
    xmlFreeDoc(document);
    free(page.bytes);
    arena_free(arena);
}

static void browsers_read_what_xml_reads(void **state)
{
    struct arena *arena = arena_new();
    struct page page = hostile_page(arena);
    htmlDocPtr document = htmlReadMemory(page.bytes, (int)page.length, NULL, "UTF-8",
                                         HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
    xmlDocPtr twin = parse(&page);
    struct census census = { 0 };
    struct census expected = { 0 };

    (void)state;
    walk(xmlDocGetRootElement(document), count_element, &census);
    walk(xmlDocGetRootElement(twin), count_element, &expected);
    assert_memory_equal(&census, &expected, sizeof census);
    assert_int_equal(strncmp(page.bytes, "<!DOCTYPE html>", 15), 0);
    xmlFreeDoc(document);
    xmlFreeDoc(twin);
    free(page.bytes);
    arena_free(arena);
}

/* Names of places on the page, and what links lead to; both borrow the document. */
struct places {
    const char *names[4096];
    size_t count;
    bool of_links;
};

static void gather_places(xmlNodePtr element, void *context)
{
    struct places *places = context;
    xmlAttrPtr attribute = xmlHasProp(element, (const xmlChar *)(places->of_links ? "href" : "id"));

    if (!attribute || !attribute->children)
        return;
    assert_true(places->count < ARRAY_LENGTH(places->names));
    places->names[places->count++] = (const char *)attribute->children->content + places->of_links;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void every_link_leads_to_one_place_of_the_page(void **state)
{
    struct arena *arena = arena_new();
    struct page page = hostile_page(arena);
    xmlDocPtr document = parse(&page);
    static struct places ids, links;

    (void)state;
    links.of_links = true;
    walk(xmlDocGetRootElement(document), gather_places, &ids);
    walk(xmlDocGetRootElement(document), gather_places, &links);
    qsort(ids.names, ids.count, sizeof *ids.names, by_name);
    for (size_t i = 1; i < ids.count; i++)
        assert_string_not_equal(ids.names[i - 1], ids.names[i]);
    assert_true(links.count > 20);
    for (size_t i = 0; i < links.count; i++)
        if (!bsearch(&links.names[i], ids.names, ids.count, sizeof *ids.names, by_name))
            fail_msg("nothing is called %s", links.names[i]);
    xmlFreeDoc(document);
    free(page.bytes);
    arena_free(arena);
}

/* The policy names the style and the script by the hash of what stands between their tags, and allows nothing
 * else. */
static void the_policy_allows_its_own_style_and_script_only(void **state)
{
    static const char *const elements[] = { "style", "script" };
    struct arena *arena = arena_new();
    struct page page = hostile_page(arena);
    const char *policy = strstr(page.bytes, "content=\"default-src 'none';");

    (void)state;
    assert_non_null(policy);
    assert_null(memmem(policy, (size_t)(strchr(policy + 9, '"') - policy), "unsafe", 6));
    for (size_t i = 0; i < 2; i++) {
        char tag[16];
        char name[32];
        char hex[65];

        snprintf(tag, sizeof tag, "<%s>", elements[i]);
        const char *start = strstr(page.bytes, tag) + strlen(tag);

        snprintf(tag, sizeof tag, "</%s>", elements[i]);
        sha256_hex(span_at(start, (size_t)(strstr(start, tag) - start), 0), hex);
        snprintf(name, sizeof name, "%s-src 'sha256-", elements[i]);
        const char *digits = strstr(policy, name);

        assert_non_null(digits);
        /* the first three bytes of the hash are the first four digits of base 64 */
        unsigned first =
            (unsigned)strtoul((char[]){ hex[0], hex[1], hex[2], hex[3], hex[4], hex[5], 0 }, NULL, 16);
        static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

        for (int d = 0; d < 4; d++)
            assert_int_equal(digits[strlen(name) + (size_t)d], base64[first >> (18 - 6 * d) & 63]);
        assert_int_equal(digits[strlen(name) + 44], '\''); /* 32 bytes are 43 digits and a mark */
    }
    free(page.bytes);
    arena_free(arena);
}

static void the_same_plans_give_the_same_bytes(void **state)
{
    struct arena *arena = arena_new();
    struct page one = hostile_page(arena);
    struct page two = hostile_page(arena);

    (void)state;
    assert_int_equal(one.length, two.length);
    assert_memory_equal(one.bytes, two.bytes, one.length);
    free(one.bytes);
    free(two.bytes);
    arena_free(arena);
}

static void no_plans_are_a_page_too(void **state)
{
    struct plan_set none = { 0 };
    struct page page = make_page(&none);

    (void)state;
    xmlFreeDoc(parse(&page));
    free(page.bytes);
}

static void a_stream_that_takes_nothing_is_reported(void **state)
{
    struct plan_set none = { 0 };
    struct diag_list seen;
    struct diag_sink *sink = diag_collect(&seen);
    FILE *full = fopen("/dev/full", "w");

    (void)state;
    if (!full)
        skip();
    setvbuf(full, NULL, _IONBF, 0);
    assert_int_equal(write_to(full, &none, sink), STATUS_OUTPUT);
    assert_int_equal(seen.count, 1);
    fclose(full);
    diag_list_free(&seen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_words_are_shown_and_not_run),
        cmocka_unit_test(browsers_read_what_xml_reads),
        cmocka_unit_test(every_link_leads_to_one_place_of_the_page),
        cmocka_unit_test(the_policy_allows_its_own_style_and_script_only),
        cmocka_unit_test(the_same_plans_give_the_same_bytes),
        cmocka_unit_test(no_plans_are_a_page_too),
        cmocka_unit_test(a_stream_that_takes_nothing_is_reported),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
