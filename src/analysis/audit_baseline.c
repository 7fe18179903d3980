#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/audit_accept.h"
#include "analysis/audit_check.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "characters/file_read.h"
#include "plan/plan.h"
#include "store/store.h"

static const char first_line[] = "# planrisk baseline 1";

/* line := RULE tab PLAN tab fingerprint */
static struct span line_of(const struct check_result *result, size_t index, struct arena *arena)
{
    const struct finding *finding = &result->findings[index];
    const struct plan *plan = result->plans->items[result->finding_plans[index]];
    struct buffer line = { 0 };

    buffer_add_format(&line, "%s\t", finding->rule);
    buffer_add_span(&line, plan->key);
    buffer_add_byte(&line, '\t');
    audit_fingerprint_add(&line, plan, finding);
    struct span copy = arena_copy_span(arena, span_over(line.bytes, line.length));

    buffer_free(&line);
    return copy;
}

static int compare_lines(const void *a, const void *b)
{
    return span_compare(*(const struct span *)a, *(const struct span *)b);
}

/* ---- reading ------------------------------------------------------------------------------------------ */

struct lines {
    struct span *items; /* sorted */
    bool *is_used;
    size_t count;
    size_t capacity;
};

static struct span take_line(struct span *rest)
{
    const char *end = memchr(rest->text, '\n', rest->length);
    size_t length = end ? (size_t)(end - rest->text) : rest->length;
    struct span line = span_over(rest->text, length);

    *rest = span_part(*rest, length + (end != NULL), rest->length);
    if (line.length && line.text[line.length - 1] == '\r')
        line.length--;
    return line;
}

static struct lines split(struct span text, struct arena *arena)
{
    struct lines lines = { 0 };

    while (text.length > 0) {
        struct span line = take_line(&text);

        if (line.length == 0 || line.text[0] == '#')
            continue;
        lines.items = arena_grow(arena, lines.items, lines.count, &lines.capacity, sizeof *lines.items);
        lines.items[lines.count++] = line;
    }
    if (lines.count)
        qsort(lines.items, lines.count, sizeof *lines.items, compare_lines);
    lines.is_used = ARENA_ARRAY(arena, lines.count, bool);
    return lines;
}

/* The first of its like that is not used yet: a line stands for one finding. */
static bool use_line(struct lines *lines, struct span line)
{
    size_t low = 0, high = lines->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (span_compare(lines->items[middle], line) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    while (low < lines->count && lines->is_used[low] && span_same(lines->items[low], line))
        low++;
    if (low == lines->count || !span_same(lines->items[low], line))
        return false;
    lines->is_used[low] = true;
    return true;
}

/* What was found is left as it is for others who hold it: the new stand in lists of their own. */
static void leave_new(struct lines *lines, struct arena *arena, struct check_result *result)
{
    struct finding *findings = ARENA_ARRAY(arena, result->finding_count, struct finding);
    size_t *plans = ARENA_ARRAY(arena, result->finding_count, size_t);
    size_t kept = 0;

    for (size_t i = 0; i < result->finding_count; i++) {
        if (use_line(lines, line_of(result, i, arena)))
            continue;
        findings[kept] = result->findings[i];
        plans[kept++] = result->finding_plans[i];
    }
    result->baseline_count = result->finding_count - kept;
    result->findings = findings;
    result->finding_plans = plans;
    result->finding_count = kept;
    for (size_t i = 0; i < lines->count; i++)
        result->baseline_gone += !lines->is_used[i];
}

enum status baseline_apply(const char *file, struct arena *arena, struct diag_sink *sink,
                           struct check_result *result)
{
    struct file_bytes bytes;
    enum status status = file_read(file, sink, &bytes);

    if (status != STATUS_OK)
        return status;
    struct span text = arena_copy_span(arena, bytes.bytes);

    file_bytes_free(&bytes);
    if (text.length < sizeof first_line - 1 || memcmp(text.text, first_line, sizeof first_line - 1) != 0) {
        diag_report(sink, DIAG_FILE_FORMAT, file, 1, 0, "this is no baseline: it does not begin with \"%s\"",
                    first_line);
        return STATUS_REFUSED;
    }
    struct lines lines = split(text, arena);

    leave_new(&lines, arena, result);
    return STATUS_OK;
}

/* ---- writing ------------------------------------------------------------------------------------------ */

static void write_lines(FILE *stream, const struct check_result *result)
{
    struct arena *arena = arena_new();
    struct span *lines = ARENA_ARRAY(arena, result->finding_count, struct span);

    for (size_t i = 0; i < result->finding_count; i++)
        lines[i] = line_of(result, i, arena);
    if (result->finding_count)
        qsort(lines, result->finding_count, sizeof *lines, compare_lines);
    fprintf(
        stream,
        "%s: rule, plan and words of findings that were there; planrisk check --baseline tells the others\n",
        first_line);
    for (size_t i = 0; i < result->finding_count; i++) {
        fwrite(lines[i].text, 1, lines[i].length, stream);
        fputc('\n', stream);
    }
    arena_free(arena);
}

enum status baseline_write(const char *file, const struct check_result *result, struct diag_sink *sink)
{
    FILE *stream = fopen(file, "wb");
    bool failed = stream == NULL;

    if (stream) {
        write_lines(stream, result);
        failed = ferror(stream) != 0;
        failed = fclose(stream) != 0 || failed;
    }
    if (!failed)
        return STATUS_OK;
    diag_report(sink, DIAG_OUTPUT, file, 0, 0, "can't write the baseline: %s", strerror(errno));
    return STATUS_REFUSED;
}
