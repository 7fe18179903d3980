#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "store/search_index.h"
#include "store/store.h"
#include "store/store_private.h"

static bool is_word_byte(char c)
{
    unsigned char byte = (unsigned char)c;

    return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z');
}

static bool has_word(struct span text)
{
    for (size_t i = 0; i < text.length; i++)
        if (is_word_byte(text.text[i]))
            return true;
    return false;
}

/* One thing to look for: what stands between its marks, and what they say. */
struct term {
    struct span words;
    bool is_phrase;
    bool is_beginning;
    bool is_unwanted;
};

/* term := [ "-" ] ( '"' words '"' | word ) [ "*" ].  A quote without its fellow reaches to the end. */
static bool next_term(struct span text, size_t *at, struct term *out)
{
    size_t from = *at;

    while (from < text.length && text.text[from] != '"' && !is_word_byte(text.text[from]))
        from++;
    if (from == text.length)
        return false;
    *out = (struct term){
        .is_phrase = text.text[from] == '"',
        .is_unwanted = from > 0 && text.text[from - 1] == '-' && (from == 1 || text.text[from - 2] == ' '),
    };

    size_t to = from += out->is_phrase;

    while (to < text.length && (out->is_phrase ? text.text[to] != '"' : is_word_byte(text.text[to])))
        to++;
    out->words = span_part(text, from, to);
    to += out->is_phrase && to < text.length;
    out->is_beginning = to < text.length && text.text[to] == '*';
    *at = to;
    return true;
}

/* In FTS5's quotes nothing has a meaning of its own; a quote can't be inside a term. */
static void add_term(struct buffer *query, const struct term *term)
{
    if (query->length)
        buffer_add_byte(query, ' ');
    buffer_add_byte(query, '"');
    buffer_add_span(query, term->words);
    buffer_add_string(query, term->is_beginning ? "\" *" : "\"");
}

/* query := wanted { wanted } { "NOT" unwanted }; FTS5 has no query of unwanted words alone. */
static bool write_query(const char *words, struct buffer *query)
{
    static const bool passes[] = { false, true };
    struct span text = span_of(words);
    struct term term;

    for (size_t pass = 0; pass < ARRAY_LENGTH(passes); pass++)
        for (size_t at = 0; next_term(text, &at, &term);) {
            if (term.is_unwanted != passes[pass] || !has_word(term.words))
                continue;
            if (term.is_unwanted && !query->length)
                return false;
            if (term.is_unwanted)
                buffer_add_string(query, " NOT");
            add_term(query, &term);
        }
    return query->length > 0;
}

static struct search_hit read_hit(const struct statement *row, struct arena *arena)
{
    return (struct search_hit){
        .item = statement_copy(row, 0, arena),
        .kind = statement_copy(row, 1, arena),
        .text = statement_copy(row, 2, arena),
        .plan = statement_copy(row, 3, arena),
        .document = statement_copy(row, 4, arena),
        .line = statement_count(row, 5),
        .snippet = statement_copy(row, 6, arena),
    };
}

static enum status find_hits(struct store *store, const char *query, size_t limit, struct arena *arena,
                             struct search_result *out)
{
    struct statement *search = statement_of(&store->database, STATEMENT_SEARCH_ITEMS);
    size_t capacity = 0;

    statement_bind_string(search, AT_WORDS, query);
    statement_bind_integer(search, AT_LIMIT, limit > INT32_MAX ? -1 : (int64_t)limit);
    while (statement_next(search)) {
        out->items = arena_grow(arena, out->items, out->count, &capacity, sizeof *out->items);
        out->items[out->count++] = read_hit(search, arena);
    }
    return statement_finish(search);
}

/* This connection can only read: another one writes, where the database can be written at all. */
static enum status complete_beside(struct store *store)
{
    struct store *writer = NULL;
    enum status status = store_open(store->database.path, STORE_WRITE, NULL, &writer);

    if (status == STATUS_OK)
        status = store_complete_search(writer);
    store_close(writer);
    return status;
}

static enum status complete_index(struct store *store)
{
    bool is_complete;
    enum status status = search_index_is_complete(&store->database, &is_complete);

    if (status != STATUS_OK || is_complete)
        return status;
    if (store->database.writable)
        return store_complete_search(store);
    if (complete_beside(store) != STATUS_OK)
        diag_report(store->database.sink, DIAG_SEARCH_INCOMPLETE, store->database.path, 0, 0,
                    "an import was cut short, and search does not know yet what it read last");
    return STATUS_OK;
}

enum status store_search(struct store *store, const char *words, size_t limit, struct arena *arena,
                         struct search_result *out)
{
    struct buffer query = { 0 };
    enum status status = complete_index(store);

    *out = (struct search_result){ 0 };
    if (status == STATUS_OK && write_query(words, &query))
        status = find_hits(store, buffer_string(&query), limit, arena, out);
    buffer_free(&query);
    return status;
}
