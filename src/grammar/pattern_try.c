#include "grammar/pattern_try.h"

#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "grammar/node.h"
#include "grammar/pattern_set.h"

/* The only file that has a piece of that name, or NULL. */
static const char *file_with_piece(const struct grammar *grammar, const char *name)
{
    const char *found = NULL, *file;

    for (size_t i = 0; (file = grammar_file_name(grammar, i)) != NULL; i++) {
        if (!node_get(node_get(grammar_file(grammar, file), "define"), name))
            continue;
        if (found)
            return NULL;
        found = file;
    }
    return found;
}

/* "{{month}}" becomes "{{dates.month}}" where that is what it must mean. */
static char *with_full_names(const struct grammar *grammar, const char *pattern, struct arena *arena)
{
    struct buffer text = { 0 };

    for (const char *at = pattern; *at;) {
        const char *end = strncmp(at, "{{", 2) == 0 ? strstr(at, "}}") : NULL;
        struct span name = end ? span_trim(span_over(at + 2, (size_t)(end - at) - 2)) : (struct span){ 0 };
        const char *file = end ? file_with_piece(grammar, arena_copy_span(arena, name).text) : NULL;

        if (file) {
            buffer_add_format(&text, "{{%s.%.*s}}", file, (int)name.length, name.text);
            at = end + 2;
        } else {
            buffer_add_byte(&text, *at++);
        }
    }
    char *full = arena_copy_string(arena, buffer_string(&text));

    buffer_free(&text);
    return full;
}

static struct node *new_node(enum node_kind kind, const struct grammar_text *origin, const char *text,
                             struct arena *arena)
{
    struct node *node = ARENA_NEW(arena, struct node);

    *node = (struct node){ .kind = (uint8_t)kind,
                           .origin = origin,
                           .line = 1,
                           .column = 1,
                           .text = text,
                           .length = (uint32_t)strlen(text) };
    return node;
}

enum status pattern_try_compile(const struct grammar *grammar, const char *pattern, struct arena *arena,
                                struct diag_sink *sink, struct pattern_set **out)
{
    struct grammar_text *origin = ARENA_NEW(arena, struct grammar_text);
    char *full = with_full_names(grammar, pattern, arena);

    *origin =
        (struct grammar_text){ .file = "PATTERN", .concern = "", .bytes = span_of(full), .is_users = true };
    struct node *list = new_node(NODE_LIST, origin, "", arena);
    struct node *entry = new_node(NODE_MAP, origin, "", arena);

    node_add(entry, arena, new_node(NODE_TEXT, origin, "name", arena),
             new_node(NODE_TEXT, origin, "PATTERN", arena));
    node_add(entry, arena, new_node(NODE_TEXT, origin, "pattern", arena),
             new_node(NODE_TEXT, origin, full, arena));
    node_add(list, arena, NULL, entry);

    enum status status = pattern_set_compile(grammar, list, NULL, arena, sink, out);

    if (status != STATUS_OK)
        pattern_try_free(*out);
    return status;
}

void pattern_try_free(struct pattern_set *set)
{
    pattern_set_close(set);
}
