#include "cli/item_find.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "cli/session.h"
#include "output/terminal.h"

enum { CANDIDATE_LIMIT = 20, TEXT_SHOWN = 60 };

struct search {
    struct session *session;
    bool as_read; /* what plans say, without what people put right */
    struct item *found;
    size_t count;
    size_t capacity;
};

static void add(struct search *search, const struct plan *plan, enum entry_kind kind, size_t index)
{
    search->found = arena_grow(search->session->arena, search->found, search->count, &search->capacity,
                               sizeof *search->found);
    search->found[search->count++] = (struct item){ plan, kind, index };
}

/* The plan of that key, or NULL; says nothing where there is none. */
static enum status load_plan(struct search *search, struct span key, const struct plan **out)
{
    struct session *session = search->session;
    const char *keys[] = { arena_copy_span(session->arena, key).text };
    const struct load_options options = {
        .plans = keys, .plan_count = 1, .with_evidence = true, .as_read = search->as_read
    };
    struct plan_set plans = { 0 };

    *out = NULL;
    if (key.length == 0)
        return STATUS_OK;
    session->valve.is_shut = true;
    enum status status = session_load_plans(session, &options, &plans);
    session->valve.is_shut = false;
    if (status == STATUS_OK && plans.count > 0)
        *out = plans.items[plans.count - 1];
    return status == STATUS_USAGE ? STATUS_OK : status;
}

static void add_refs(struct search *search, const struct plan *plan, struct span ref)
{
    for (unsigned kind = ENTRY_SECTION; kind <= ENTRY_INDICATOR; kind++) {
        for (size_t i = 0; i < entry_count(plan, (enum entry_kind)kind); i++) {
            struct span own = entry_ref(plan, (enum entry_kind)kind, i);
            if (own.text && span_same_ignoring_case(own, ref))
                add(search, plan, (enum entry_kind)kind, i);
        }
    }
}

/* ITEM is a plan's key. */
static enum status find_plan_key(struct search *search, struct span word)
{
    const struct plan *plan;
    enum status status = load_plan(search, word, &plan);

    if (plan)
        add(search, plan, ENTRY_PLAN, 0);
    return status;
}

/* ITEM is PLAN-NUMBER. */
static enum status find_item_key(struct search *search, struct span word)
{
    const struct plan *plan = NULL;
    enum entry_kind kind;
    size_t index;
    size_t dash = word.length;

    while (dash > 0 && word.text[dash - 1] != '-')
        dash--;
    if (dash < 2)
        return STATUS_OK;
    enum status status = load_plan(search, span_part(word, 0, dash - 1), &plan);
    if (plan && entry_from_key(plan, span_part(word, dash, word.length), &kind, &index))
        add(search, plan, kind, index);
    return status;
}

/* ITEM is PLAN:REF; a ref may hold a colon, a key can't. */
static enum status find_ref_of_plan(struct search *search, struct span word)
{
    const char *colon = memchr(word.text, ':', word.length);
    const struct plan *plan = NULL;

    if (!colon)
        return STATUS_OK;
    size_t at = (size_t)(colon - word.text);
    enum status status = load_plan(search, span_part(word, 0, at), &plan);
    if (plan)
        add_refs(search, plan, span_trim(span_part(word, at + 1, word.length)));
    return status;
}

/* ITEM is a plan's file, or a ref that any plan may have. Then the plans found are loaded again, with
 * evidence. */
static enum status find_anywhere(struct search *search, struct span word)
{
    const struct load_options options = { .as_read = search->as_read };
    struct plan_set plans = { 0 };
    enum status status = session_load_plans(search->session, &options, &plans);

    for (size_t i = 0; status == STATUS_OK && i < plans.count; i++) {
        const struct plan *plan = plans.items[i];
        if (span_same(plan->document, word) || span_same(plan->path, word))
            add(search, plan, ENTRY_PLAN, 0);
        add_refs(search, plan, word);
    }
    if (status == STATUS_OK && search->count == 1)
        status = load_plan(search, search->found[0].plan->key, &search->found[0].plan);
    return status;
}

static void list_candidate(const struct item *item)
{
    struct span text = entry_text(item->plan, item->kind, item->index);
    struct buffer line = { 0 };
    size_t from;

    buffer_add_string(&line, "  ");
    entry_add_key(&line, item->plan, item->kind, item->index);
    buffer_add_format(&line, "  %s  ", entry_kind_name(item->kind));
    from = line.length;
    terminal_add_text(&line, text);
    if (line.length > from + TEXT_SHOWN) {
        line.length = from + TEXT_SHOWN;
        while (((unsigned char)line.bytes[line.length] & 0xC0) == 0x80) /* not amid a character */
            line.length--;
    }
    fprintf(stderr, "%s\n", buffer_string(&line));
    buffer_free(&line);
}

static enum status judge(struct search *search, const char *word, struct item *out)
{
    struct diag_sink *sink = search->session->sink;

    if (search->count == 1) {
        *out = search->found[0];
        return STATUS_OK;
    }
    if (search->count == 0) {
        diag_report(sink, DIAG_ITEM_UNKNOWN, NULL, 0, 0, "there is no item '%s' in %s", word,
                    session_database_path(search->session));
        return STATUS_USAGE;
    }
    diag_report(sink, DIAG_ITEM_AMBIGUOUS, NULL, 0, 0, "'%s' can be any of %zu items", word, search->count);
    for (size_t i = 0; i < search->count && i < CANDIDATE_LIMIT; i++)
        list_candidate(&search->found[i]);
    if (search->count > CANDIDATE_LIMIT)
        fprintf(stderr, "  and %zu more\n", search->count - CANDIDATE_LIMIT);
    return STATUS_USAGE;
}

static enum status find(struct search *search, const char *word, struct item *out)
{
    static enum status (*const ways[])(struct search * search, struct span word) = {
        find_plan_key,
        find_item_key,
        find_ref_of_plan,
        find_anywhere,
    };
    enum status status = session_open_store(search->session, STORE_READ);

    for (size_t i = 0; i < ARRAY_LENGTH(ways) && status == STATUS_OK && search->count == 0; i++)
        status = ways[i](search, span_of(word));
    return status == STATUS_OK ? judge(search, word, out) : status;
}

enum status item_find(struct session *session, const char *word, struct item *out)
{
    return find(&(struct search){ .session = session }, word, out);
}

enum status item_find_as_read(struct session *session, const char *word, struct item *out)
{
    return find(&(struct search){ .session = session, .as_read = true }, word, out);
}

enum status item_find_plan(struct session *session, const char *word, const struct plan **out)
{
    struct item item;
    enum status status = item_find(session, word, &item);

    if (status == STATUS_OK && item.kind != ENTRY_PLAN) {
        session_complain(session, "'%s' names no plan but one's %s", word, entry_kind_name(item.kind));
        return STATUS_USAGE;
    }
    *out = status == STATUS_OK ? item.plan : NULL;
    return status;
}
