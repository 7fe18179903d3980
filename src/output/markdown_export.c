#include "output/markdown_export.h"

#include <stdbool.h>
#include <string.h>

#include "base/buffer.h"
#include "output/annotation_phrase.h"
#include "output/entry_phrase.h"
#include "plan/plan.h"
#include "store/store.h"

struct paper {
    FILE *out;
    const struct plan *plan;
    struct buffer scratch;
};

static void put(struct paper *paper, const char *text)
{
    fputs(text, paper->out);
}

/* Words that are shown as they are: a line break is a space, what could be markup has a backslash before it.
 */
static void put_words(struct paper *paper, struct span words)
{
    static const char *const markup = "\\`*_{}[]<>|#~&";

    for (size_t i = 0; i < words.length; i++) {
        char c = words.text[i];

        if ((unsigned char)c < ' ' || c == 0x7F) {
            fputc(' ', paper->out);
            continue;
        }
        if (strchr(markup, c) || (i == 0 && strchr("+-=", c)))
            fputc('\\', paper->out);
        fputc(c, paper->out);
    }
}

/* ---- cells ------------------------------------------------------------------------------------------ */

static void put_cell(struct paper *paper, struct span words)
{
    put(paper, " ");
    if (words.length)
        put_words(paper, words);
    else
        put(paper, "-");
    put(paper, " |");
}

static void put_value_cell(struct paper *paper, const struct text_value *value)
{
    put_cell(paper, value->text);
}

static struct span scratch_words(const struct paper *paper)
{
    return span_over(paper->scratch.bytes, paper->scratch.length);
}

/* "in_progress" as a person writes it; a plan that only gives a colour has that. */
static void put_status_cell(struct paper *paper, const struct action *action)
{
    const char *name = action_status_name(action->status);

    if (!name)
        name = rag_name(action->rag);
    paper->scratch.length = 0;
    buffer_add_string(&paper->scratch, name ? name : "");
    for (size_t i = 0; i < paper->scratch.length; i++)
        if (paper->scratch.bytes[i] == '_')
            paper->scratch.bytes[i] = ' ';
    put_cell(paper, scratch_words(paper));
}

static void put_owners_cell(struct paper *paper, const struct owner_list *owners)
{
    paper->scratch.length = 0;
    entry_phrase_add_owners(&paper->scratch, owners);
    put_cell(paper, scratch_words(paper));
}

static void put_dates_cell(struct paper *paper, const struct date_list *dates, enum date_role role)
{
    paper->scratch.length = 0;
    entry_phrase_add_dates(&paper->scratch, dates, role);
    put_cell(paper, scratch_words(paper));
}

static void put_rating_cell(struct paper *paper, const struct text_value *value, struct span printed)
{
    put_cell(paper, printed.length ? printed : value->text);
}

/* ---- tables ----------------------------------------------------------------------------------------- */

static void put_head(struct paper *paper, const char *const *names, size_t count)
{
    put(paper, "\n|");
    for (size_t i = 0; i < count; i++)
        fprintf(paper->out, " %s |", names[i]);
    put(paper, "\n|");
    for (size_t i = 0; i < count; i++)
        put(paper, " --- |");
    put(paper, "\n");
}

static void put_actions(struct paper *paper)
{
    static const char *const names[] = { "Ref", "Action", "Owner", "Due", "Status", "Measure" };

    if (!paper->plan->action_count)
        return;
    put_head(paper, names, ARRAY_LENGTH(names));
    for (size_t i = 0; i < paper->plan->action_count; i++) {
        const struct action *action = &paper->plan->actions[i];

        put(paper, "|");
        put_value_cell(paper, &action->ref);
        put_value_cell(paper, &action->text);
        put_owners_cell(paper, &action->owners);
        put_dates_cell(paper, &action->dates, DATE_DUE);
        put_status_cell(paper, action);
        put_value_cell(paper, &action->measure);
        put(paper, "\n");
    }
}

static void put_risks(struct paper *paper)
{
    static const char *const names[] = {
        "Ref", "Risk", "Likelihood", "Impact", "Score", "Mitigation", "Owner"
    };

    if (!paper->plan->risk_count)
        return;
    put_head(paper, names, ARRAY_LENGTH(names));
    for (size_t i = 0; i < paper->plan->risk_count; i++) {
        const struct risk *risk = &paper->plan->risks[i];

        put(paper, "|");
        put_value_cell(paper, &risk->ref);
        put_value_cell(paper, &risk->text);
        put_rating_cell(paper, &risk->inherent.likelihood, risk->inherent.likelihood_text);
        put_rating_cell(paper, &risk->inherent.impact, risk->inherent.impact_text);
        put_value_cell(paper, &risk->inherent.score);
        put_value_cell(paper, &risk->mitigation);
        put_owners_cell(paper, &risk->owners);
        put(paper, "\n");
    }
}

/* What stands beside the plan's own words; nothing where there is none, as in every text plan. */
static void put_annotations(struct paper *paper)
{
    static const char *const names[] = { "Item", "Kind", "Comment or note", "Author" };
    const struct plan *plan = paper->plan;

    if (!plan->annotation_count)
        return;
    put_head(paper, names, ARRAY_LENGTH(names));
    for (size_t i = 0; i < plan->annotation_count; i++) {
        const struct annotation *annotation = &plan->annotations[i];

        paper->scratch.length = 0;
        annotation_phrase_add_keys(&paper->scratch, plan, annotation);
        put(paper, "|");
        put_cell(paper, scratch_words(paper));
        put_cell(paper, span_of(annotation->kind));
        put_value_cell(paper, &annotation->words);
        put_cell(paper, annotation->author);
        put(paper, "\n");
    }
}

static void put_plan(struct paper *paper)
{
    const struct plan *plan = paper->plan;
    bool titled = plan->title.text.length > 0;

    put(paper, "## ");
    if (plan->council.text.length) {
        put_words(paper, plan->council.text);
        put(paper, titled ? ": " : "");
    }
    if (titled || !plan->council.text.length)
        put_words(paper, titled ? plan->title.text : plan->document);
    put(paper, "\n\nFrom ");
    put_words(paper, plan->document);
    if (plan->edition > 1)
        fprintf(paper->out, ", edition %lld", (long long)plan->edition);
    fprintf(paper->out, ": %zu action%s, %zu risk%s. A dash: the plan does not say.\n", plan->action_count,
            plan->action_count == 1 ? "" : "s", plan->risk_count, plan->risk_count == 1 ? "" : "s");
    put_actions(paper);
    put_risks(paper);
    put_annotations(paper);
}

void markdown_export_plans(const struct plan_set *plans, FILE *out)
{
    struct paper paper = { .out = out };

    for (size_t i = 0; i < plans->count; i++) {
        paper.plan = plans->items[i];
        if (i)
            put(&paper, "\n");
        put_plan(&paper);
    }
    buffer_free(&paper.scratch);
}
