#include "analysis/audit_accept.h"

#include <string.h>

#include "analysis/audit_check.h"
#include "analysis/audit_rule.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/calendar_date.h"
#include "characters/file_read.h"
#include "grammar/node.h"
#include "plan/plan.h"
#include "store/store.h"

/* ---- what a finding is known by -------------------------------------------------------------------- */

static bool is_word_byte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c >= 0x80;
}

static void add_plain(struct buffer *out, struct span text)
{
    for (size_t i = 0; i < text.length; i++) {
        char c = text.text[i];

        if (!is_word_byte(c))
            continue;
        if (out->length > 0 && (i == 0 || !is_word_byte(text.text[i - 1])))
            buffer_add_byte(out, ' ');
        buffer_add_byte(out, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
    }
}

static struct span no_text(void)
{
    return (struct span){ .offset = SPAN_NOWHERE };
}

/* Milestones are numbered through all actions of the plan. */
static struct span milestone_words(const struct plan *plan, size_t index)
{
    for (size_t i = 0; i < plan->action_count; i++) {
        if (index < plan->actions[i].milestone_count)
            return plan->actions[i].milestones[index].text.text;
        index -= plan->actions[i].milestone_count;
    }
    return no_text();
}

static struct span words_of(const struct plan *plan, const struct item_place *place)
{
    size_t index = place->index;

    switch (place->kind) {
    case ITEM_SECTION:
        return index < plan->section_count ? plan->sections[index].title.text : no_text();
    case ITEM_ACTION:
        return index < plan->action_count ? plan->actions[index].text.text : no_text();
    case ITEM_MILESTONE:
        return milestone_words(plan, index);
    case ITEM_RISK:
        return index < plan->risk_count ? plan->risks[index].text.text : no_text();
    case ITEM_INDICATOR:
        return index < plan->indicator_count ? plan->indicators[index].text.text : no_text();
    default:
        return no_text();
    }
}

static struct span ref_of(const struct plan *plan, const struct item_place *place)
{
    size_t index = place->index;

    switch (place->kind) {
    case ITEM_SECTION:
        return index < plan->section_count ? plan->sections[index].code.text : no_text();
    case ITEM_ACTION:
        return index < plan->action_count ? plan->actions[index].ref.text : no_text();
    case ITEM_RISK:
        return index < plan->risk_count ? plan->risks[index].ref.text : no_text();
    case ITEM_INDICATOR:
        return index < plan->indicator_count ? plan->indicators[index].code.text : no_text();
    default:
        return no_text();
    }
}

void audit_fingerprint_add(struct buffer *out, const struct plan *plan, const struct finding *finding)
{
    struct buffer plain = { 0 };

    add_plain(&plain, words_of(plan, &finding->place));
    if (finding->words.text && !span_same(finding->words, words_of(plan, &finding->place)))
        add_plain(&plain, finding->words);
    buffer_add_span(out, span_over(plain.bytes, plain.length));
    buffer_free(&plain);
}

/* ---- reading suppressions -------------------------------------------------------------------------- */

static struct span member(const struct node *entry, const char *name)
{
    const struct node *value = node_get(entry, name);

    return value ? span_of(node_text(value)) : no_text();
}

static const char *first_missing(const struct node *entry)
{
    static const char *const needed[] = { "rule", "plan", "reason", "who", "date" };

    for (size_t i = 0; i < ARRAY_LENGTH(needed); i++)
        if (*node_get_text(entry, needed[i], "") == '\0')
            return needed[i];
    return NULL;
}

static bool is_day(struct span text)
{
    calendar_day day;

    return !text.text || calendar_parse_iso(text.text, &day);
}

static const char *unknown_member(const struct node *entry)
{
    static const char *const known[] = {
        "rule", "plan", "item", "words", "reason", "who", "date", "expires"
    };

    for (size_t i = 0; i < node_count(entry); i++) {
        bool found = false;

        for (size_t k = 0; k < ARRAY_LENGTH(known); k++)
            found = found || strcmp(node_key(entry, i), known[k]) == 0;
        if (!found)
            return node_key(entry, i);
    }
    return NULL;
}

static enum status read_entry(const struct node *entry, struct diag_sink *sink, struct suppression *out)
{
    const struct audit_rule *rule = audit_rule_find(node_get_text(entry, "rule", ""));

    if (first_missing(entry))
        return node_fault(entry, sink, "a suppression says its %s", first_missing(entry));
    if (unknown_member(entry))
        return node_fault(entry, sink, "a suppression has no member \"%s\"", unknown_member(entry));
    if (!rule)
        return node_fault(entry, sink, "there is no rule \"%s\"", node_get_text(entry, "rule", ""));
    *out = (struct suppression){
        .rule = span_of(rule->id),
        .plan = member(entry, "plan"),
        .item = member(entry, "item"),
        .words = member(entry, "words"),
        .expires = member(entry, "expires"),
        .line = entry->line,
    };
    if (!out->item.text && !out->words.text)
        return node_fault(entry, sink, "a suppression says which item or which words it is about");
    if (!is_day(member(entry, "date")) || !is_day(out->expires))
        return node_fault(entry, sink, "a day is written 2010-03-31");
    return STATUS_OK;
}

static enum status read_entries(const struct node *top, struct arena *arena, struct diag_sink *sink,
                                struct suppression_list *out)
{
    const struct node *list = node_get(top, "suppressions");
    enum status status = STATUS_OK;

    if (!list || node_kind(list) != NODE_LIST)
        return node_fault(top, sink, "the file holds a list named suppressions");
    out->items = ARENA_ARRAY(arena, node_count(list), struct suppression);
    for (size_t i = 0; i < node_count(list) && status == STATUS_OK; i++) {
        if (node_kind(node_item(list, i)) != NODE_MAP)
            return node_fault(node_item(list, i), sink, "a suppression is a mapping: rule, plan, item, ...");
        status = read_entry(node_item(list, i), sink, &out->items[out->count++]);
    }
    return status;
}

enum status suppressions_read(const char *file, struct arena *arena, struct diag_sink *sink,
                              struct suppression_list *out)
{
    struct grammar_text *origin = ARENA_NEW(arena, struct grammar_text);
    struct file_bytes bytes;
    struct node *top;
    enum status status = file_read(file, sink, &bytes);

    *out = (struct suppression_list){ .file = file };
    if (status != STATUS_OK)
        return status;
    *origin = (struct grammar_text){ .file = file,
                                     .concern = "suppressions",
                                     .bytes = arena_copy_span(arena, bytes.bytes),
                                     .is_users = true };
    status = node_read(origin, arena, sink, &top);
    if (status == STATUS_OK)
        status = read_entries(top, arena, sink, out);
    file_bytes_free(&bytes);
    return status;
}

/* ---- applying them ----------------------------------------------------------------------------------- */

/* Are the words of `part` those of `whole`, or of its beginning? */
static bool begins_alike(struct span whole, struct span part)
{
    struct buffer a = { 0 }, b = { 0 };

    add_plain(&a, whole);
    add_plain(&b, part);
    bool alike = b.length > 0 && b.length <= a.length && memcmp(a.bytes, b.bytes, b.length) == 0 &&
                 (a.length == b.length || a.bytes[b.length] == ' ');

    buffer_free(&a);
    buffer_free(&b);
    return alike;
}

static bool is_alike(struct span a, struct span b)
{
    return begins_alike(a, b) && begins_alike(b, a);
}

static bool suppresses(const struct suppression *entry, const struct plan *plan,
                       const struct finding *finding)
{
    if (!span_equals(entry->rule, finding->rule) || !span_same(entry->plan, plan->key))
        return false;
    if (entry->item.text && !is_alike(ref_of(plan, &finding->place), entry->item) &&
        !begins_alike(words_of(plan, &finding->place), entry->item))
        return false;
    return !entry->words.text || is_alike(finding->words, entry->words);
}

static bool has_expired(const struct suppression *entry, const char *today)
{
    return entry->expires.text && strcmp(entry->expires.text, today) < 0; /* ISO days sort as text */
}

static bool is_suppressed(struct suppression_list *list, const char *today, const struct plan *plan,
                          const struct finding *finding)
{
    bool found = false;

    for (size_t i = 0; i < list->count; i++)
        if (suppresses(&list->items[i], plan, finding)) {
            list->items[i].is_used = true;
            found = found || !has_expired(&list->items[i], today);
        }
    return found;
}

static size_t plan_of_key(const struct check_result *result, struct span key)
{
    size_t i = 0;

    while (i < result->plans->count && !span_same(result->plans->items[i]->key, key))
        i++;
    return i;
}

/* A finding about the entry itself, shown under its plan. */
static struct finding about_entry(const struct suppression_list *list, const struct suppression *entry,
                                  const struct plan *plan, struct arena *arena)
{
    const struct audit_rule *rule = audit_rule_find(entry->is_used ? "SUP952" : "SUP951");
    struct buffer text = { 0 };

    buffer_add_format(&text, "%s:%zu: the suppression of ", list->file, entry->line);
    buffer_add_span(&text, entry->rule);
    if (entry->is_used) {
        buffer_add_string(&text, " expired on ");
        buffer_add_span(&text, entry->expires);
        buffer_add_string(&text, ": its finding counts again");
    } else {
        buffer_add_string(&text, " matches no finding: take it out");
    }
    struct finding finding = {
        .rule = rule->id,
        .name = rule->name,
        .severity = rule->severity,
        .place = { .plan = plan->id, .kind = ITEM_DOCUMENT },
        .message = arena_copy_span(arena, span_over(buffer_string(&text), text.length)),
        .words = entry->words.text ? entry->words : entry->item,
        .hint = no_text(),
    };

    buffer_free(&text);
    return finding;
}

/* An entry is looked for only where its rule was held against its plan. */
static bool was_asked(const struct check_result *result, const struct suppression *entry, size_t plan)
{
    for (size_t i = 0; i < result->tally_count; i++)
        if (result->tallies[i].plan == result->plans->items[plan] &&
            span_equals(entry->rule, result->tallies[i].rule->id))
            return true;
    return false;
}

static void add_about_entries(const struct suppression_list *list, const char *today, struct arena *arena,
                              struct check_result *result)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct suppression *entry = &list->items[i];
        size_t plan = plan_of_key(result, entry->plan);

        if (plan == result->plans->count || !was_asked(result, entry, plan) ||
            (entry->is_used && !has_expired(entry, today)))
            continue;
        result->findings[result->finding_count] = about_entry(list, entry, result->plans->items[plan], arena);
        result->finding_plans[result->finding_count++] = plan;
    }
}

void suppressions_apply(struct suppression_list *list, const char *today, struct arena *arena,
                        struct check_result *result)
{
    size_t most = result->finding_count + list->count, kept = 0;
    struct finding *findings = ARENA_ARRAY(arena, most, struct finding);
    size_t *plans = ARENA_ARRAY(arena, most, size_t);

    for (size_t i = 0; i < result->finding_count; i++) {
        size_t plan = result->finding_plans[i];

        if (is_suppressed(list, today, result->plans->items[plan], &result->findings[i]))
            continue;
        findings[kept] = result->findings[i];
        plans[kept++] = plan;
    }
    result->suppressed_count = result->finding_count - kept;
    result->findings = findings;
    result->finding_plans = plans;
    result->finding_count = kept;
    add_about_entries(list, today, arena, result);
}
