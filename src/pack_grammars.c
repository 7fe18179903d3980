/*
 * Prints a C file that holds the grammars: each as it is written and as nodes ready to use
 * (grammar/node_pack.h), the pattern sets with their automata (grammar/packed_set.h), the phrases
 * (grammar/vocabulary_compile.h), and the digest of all. Run by make. They are loaded first as a user's would
 * be, so a fault in one stops the build with its place, and the program need not read and check them again
 * each time it starts. usage: pack_grammars FOLDER NAME... (FOLDER/NAME.yaml, in the order of names)
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/embedded_file.h"
#include "base/memory.h"
#include "grammar/grammar.h"
#include "grammar/node_pack.h"
#include "grammar/packed_set.h"
#include "grammar/pattern_set.h"
#include "grammar/vocabulary_compile.h"

enum {
    STATES_PER_PATTERN = 60, /* of the automaton of a set, ... */
    STATES_LEAST = 300,
    STATES_OF_SINGLE = 2048, /* ... and of that of an entry */
    SETS_LIMIT = 1000,       /* sets, and entries of one */
};

/* What this program is to make. */
const struct embedded_file embedded_grammars[] = { { 0 } };
const char embedded_grammars_digest[] = "";
const struct packed_set embedded_sets[] = { { 0 } };
const struct packed_vocabulary embedded_vocabularies[] = { { 0 } };
const char embedded_pcre2[] = "";
const char embedded_rules[] = "";
const uint16_t embedded_rule_slots[1] = { 0 };
const size_t embedded_rule_slot_count = 1;

static void report(struct diag_sink *sink, const struct diagnostic *diagnostic)
{
    (void)sink;
    fprintf(stderr, "%s:%zu:%zu: %s\n", diagnostic->file ? diagnostic->file : "grammars", diagnostic->line,
            diagnostic->column, diagnostic->what);
}

static struct embedded_file read_file(const char *folder, const char *name)
{
    struct buffer path = { 0 };
    struct buffer bytes = { 0 };

    buffer_add_format(&path, "%s/%s.yaml", folder, name);
    FILE *stream = fopen(buffer_string(&path), "rb");

    if (!stream) {
        fprintf(stderr, "%s: %s\n", buffer_string(&path), strerror(errno));
        exit(1);
    }
    for (int c; (c = getc(stream)) != EOF;)
        buffer_add_byte(&bytes, (char)c);
    fclose(stream);
    buffer_free(&path);
    return (struct embedded_file){ .name = name, .bytes = buffer_string(&bytes), .length = bytes.length };
}

static void print_bytes(const char *array, size_t number, const char *bytes, size_t length)
{
    printf("static const unsigned char %s_%zu[] = {", array, number);
    for (size_t i = 0; i < length; i++)
        printf("%s%u,", i % 32 ? "" : "\n", (unsigned)(unsigned char)bytes[i]);
    printf("0 };\n");
}

static void print_file(const struct grammar *grammar, const struct embedded_file *file, size_t number)
{
    struct buffer packed = { 0 };

    node_pack(grammar_file(grammar, file->name), &packed);
    print_bytes("file", number, file->bytes, file->length);
    print_bytes("nodes", number, packed.bytes, packed.length);
    buffer_free(&packed);
}

/* ---- pattern sets ------------------------------------------------------------------------------- */

static void print_texts(const struct pattern_set *set, size_t number)
{
    struct buffer patterns = { 0 };
    struct buffer groups = { 0 };

    printf("static const uint32_t pattern_at_%zu[] = {", number);
    for (size_t i = 0; i < set->entry_count; i++) {
        printf("%zu,", patterns.length);
        buffer_add_span(&patterns, set->entries[i].program->pattern);
        buffer_add_byte(&patterns, '\0');
    }
    printf("%zu};\n", patterns.length);
    for (size_t i = 0; i < set->group_count; i++)
        buffer_add(&groups, set->groups[i], strlen(set->groups[i]) + 1);
    print_bytes("patterns", number, patterns.bytes, patterns.length);
    print_bytes("groups", number, groups.bytes, groups.length);
    buffer_free(&patterns);
    buffer_free(&groups);
}

static void print_numbers(const char *array, size_t number, const uint16_t *numbers, size_t count)
{
    printf("static const uint16_t %s_%zu[] = {", array, number);
    for (size_t i = 0; i < count; i++)
        printf("%s%u,", i % 32 ? "" : "\n", numbers[i]);
    printf("};\n");
}

static void print_automaton(const struct automaton *automaton, size_t number, struct buffer *table)
{
    print_numbers("rows", number, automaton->rows, (size_t)automaton->state_end * ROW_UNIT);
    printf("static const uint64_t sets_%zu[] = {", number);
    for (size_t i = 0; i < (size_t)automaton->set_count * automaton->words; i++)
        printf("0x%llx,", (unsigned long long)automaton->sets[i]);
    printf("};\n");
    print_numbers("roots", number, automaton->roots, automaton->column_count);
    print_bytes("columns", number, (const char *)automaton->columns, 256);
    buffer_add_format(table, "      { rows_%zu, sets_%zu, roots_%zu, columns_%zu, ", number, number, number,
                      number);
    buffer_add_format(table, "%u, %u, %u, %u, ", automaton->column_count, automaton->open_end,
                      automaton->link_end, automaton->state_end);
    buffer_add_format(table, "%u, %u, %d },\n", automaton->set_count, automaton->words,
                      automaton->is_anchored);
}

/* The automata of the entries, numbered behind those of sets. */
static void print_singles(const struct pattern_set *set, size_t number, struct arena *arena)
{
    struct buffer table = { 0 };

    for (size_t i = 0; i < set->entry_count; i++)
        print_automaton(pattern_set_make_single(set, i, arena, STATES_OF_SINGLE),
                        (number + 1) * SETS_LIMIT + i, &table);
    printf("static const struct automaton singles_%zu[] = {\n%s};\n", number, buffer_string(&table));
    buffer_free(&table);
}

static void print_code(const pcre2_code *code, size_t *words)
{
    uint8_t *bytes;
    PCRE2_SIZE length;

    if (pcre2_serialize_encode(&code, 1, &bytes, &length, NULL) != 1)
        memory_exhausted();
    for (PCRE2_SIZE at = 0; at < length; at += sizeof(uint64_t), ++*words) {
        uint64_t word = 0;

        memcpy(&word, bytes + at, length - at < sizeof word ? length - at : sizeof word);
        printf("0x%llx,%s", (unsigned long long)word, *words % 8 == 7 ? "\n" : "");
    }
    pcre2_serialize_free(bytes);
}

static void print_codes(const struct pattern_set *set, size_t number)
{
    struct buffer starts = { 0 };
    size_t words = 0;

    printf("static const uint64_t codes_%zu[] = {\n", number);
    for (size_t i = 0; i < set->entry_count; i++) {
        buffer_add_format(&starts, "%zu,", words);
        print_code(set->entries[i].program->code, &words);
    }
    printf("};\nstatic const uint32_t code_at_%zu[] = {%s};\n", number, buffer_string(&starts));
    buffer_free(&starts);
}

static void print_set(const struct pattern_set *set, const char *name, size_t number, struct buffer *table)
{
    struct arena *arena = arena_new();
    size_t states = set->entry_count * STATES_PER_PATTERN;

    print_texts(set, number);
    print_codes(set, number);
    buffer_add_format(table, "    { \"%s\", %zu, (const char *)patterns_%zu, pattern_at_%zu, ", name,
                      set->entry_count, number, number);
    buffer_add_format(table, "(const char *)groups_%zu,\n", number);
    print_automaton(pattern_set_make_automaton(set, arena, states > STATES_LEAST ? states : STATES_LEAST),
                    number, table);
    print_singles(set, number, arena);
    buffer_add_format(table, "      singles_%zu, codes_%zu, code_at_%zu },\n", number, number, number);
    arena_free(arena);
}

/* Prints what a row of the table of sets points to, for each list of patterns of the file, and adds the row.
 */
static void print_sets(const struct grammar *grammar, const char *file, struct buffer *table, size_t *number)
{
    const struct node *top = grammar_file(grammar, file);
    struct buffer name = { 0 };

    for (size_t i = 0; i < node_count(top); i++) {
        name.length = 0;
        buffer_add_format(&name, "%s.%s", file, node_key(top, i));
        const struct pattern_set *set = grammar_pattern_set(grammar, buffer_string(&name));

        if (set)
            print_set(set, buffer_string(&name), (*number)++, table);
    }
    buffer_free(&name);
}

/* ---- vocabularies ------------------------------------------------------------------------------- */

static void print_vocabulary(const struct phrase_table *phrases, const char *name, size_t number,
                             struct buffer *table)
{
    printf("static const struct phrase_slot slots_%zu[] = {", number);
    for (size_t i = 0; i < phrases->slot_count; i++)
        printf("%s{%uu,%u},", i % 8 ? "" : "\n", phrases->slots[i].hash, phrases->slots[i].run);
    printf("};\nstatic const struct phrase_run runs_%zu[] = {", number);
    for (size_t i = 0; i < phrases->run_count; i++)
        printf("%s{%u,%u,%u},", i % 8 ? "" : "\n", phrases->runs[i].at, phrases->runs[i].length,
               phrases->runs[i].entry);
    printf("};\nstatic const uint32_t edges_%zu[] = {", number);
    for (size_t i = 0; i < 2 * (size_t)PHRASE_EDGES; i++)
        printf("%s%uu,", i % 32 ? "" : "\n", phrases->edges[i]);
    printf("};\n");
    print_bytes("words", number, phrases->words, phrases->words_length);
    buffer_add_format(table, "    { \"%s\", { slots_%zu, runs_%zu, (const char *)words_%zu, edges_%zu, ",
                      name, number, number, number, number);
    buffer_add_format(table, "%u, %u, %u, %u } },\n", phrases->slot_count, phrases->run_count,
                      phrases->words_length, phrases->longest);
}

static void print_vocabularies(const struct grammar *grammar, const char *file, struct buffer *table,
                               size_t *number)
{
    const struct node *top = grammar_file(grammar, file);
    struct buffer name = { 0 };

    for (size_t i = 0; i < node_count(top); i++) {
        name.length = 0;
        buffer_add_format(&name, "%s.%s", file, node_key(top, i));
        const struct vocabulary *vocabulary = grammar_vocabulary(grammar, buffer_string(&name));

        if (vocabulary)
            print_vocabulary(&vocabulary->table, buffer_string(&name), (*number)++, table);
    }
    buffer_free(&name);
}

static bool has_lists(const struct grammar *grammar, const char *file)
{
    const struct node *top = grammar_file(grammar, file);
    struct buffer name = { 0 };
    bool found = false;

    for (size_t i = 0; i < node_count(top) && !found; i++) {
        name.length = 0;
        buffer_add_format(&name, "%s.%s", file, node_key(top, i));
        found = grammar_pattern_set(grammar, buffer_string(&name)) ||
                grammar_vocabulary(grammar, buffer_string(&name));
    }
    buffer_free(&name);
    return found;
}

static void print_rules(const struct grammar *grammar)
{
    printf("const char embedded_rules[] = {\n");
    for (uint32_t i = 1; i <= grammar_rule_count(grammar); i++) {
        for (const char *at = grammar_rule_name(grammar, i); *at; at++)
            printf("%d,", *at);
        printf("0,\n");
    }
    printf("0 };\n");
}

static void print_rule_slots(const struct grammar *grammar)
{
    static uint16_t slots[1 << 13];
    const size_t count = sizeof slots / sizeof *slots;

    if (grammar_rule_count(grammar) > count / 2) {
        fputs("pack_grammars: more rules than slots; make more\n", stderr);
        exit(1);
    }
    for (uint32_t i = 1; i <= grammar_rule_count(grammar); i++) {
        uint64_t at = span_hash(span_of(grammar_rule_name(grammar, i)));

        while (slots[at & (count - 1)])
            at++;
        slots[at & (count - 1)] = (uint16_t)i;
    }
    printf("const uint16_t embedded_rule_slots[] = {");
    for (size_t i = 0; i < count; i++)
        printf("%s%u,", i % 32 ? "" : "\n", slots[i]);
    printf("};\nconst size_t embedded_rule_slot_count = %zu;\n", count);
}

static void print_table_of_files(const struct grammar *grammar, const struct embedded_file *files,
                                 size_t count)
{
    printf("const struct embedded_file embedded_grammars[] = {\n");
    for (size_t i = 0; i < count; i++)
        printf("    { \"%s\", (const char *)file_%zu, %zu, %d, (const char *)nodes_%zu },\n", files[i].name,
               i, files[i].length, has_lists(grammar, files[i].name), i);
    printf("    { 0 },\n};\n");
}

static void print_versions(const struct grammar *grammar)
{
    char pcre2[80];

    pcre2_describe(pcre2, sizeof pcre2);
    printf("const char embedded_pcre2[] = \"%s\";\n", pcre2);
    printf("const char embedded_grammars_digest[] = \"%s\";\n", grammar_digest(grammar));
}

static void print_all(const struct grammar *grammar, const struct embedded_file *files, size_t count)
{
    struct buffer sets = { 0 };
    struct buffer vocabularies = { 0 };
    size_t set_count = 0;
    size_t packed_count = 0;

    printf("#include \"base/embedded_file.h\"\n#include \"grammar/packed_set.h\"\n"
           "#include \"grammar/vocabulary_compile.h\"\n\n");
    for (size_t i = 0; i < count; i++) {
        print_file(grammar, &files[i], i);
        print_sets(grammar, files[i].name, &sets, &set_count);
        print_vocabularies(grammar, files[i].name, &vocabularies, &packed_count);
    }
    print_table_of_files(grammar, files, count);
    printf("const struct packed_set embedded_sets[] = {\n%s    { 0 },\n};\n", buffer_string(&sets));
    printf("const struct packed_vocabulary embedded_vocabularies[] = {\n%s    { 0 },\n};\n",
           buffer_string(&vocabularies));
    print_rules(grammar);
    print_rule_slots(grammar);
    print_versions(grammar);
    buffer_free(&sets);
    buffer_free(&vocabularies);
}

int main(int count, char **arguments)
{
    if (count < 3)
        return 2;
    size_t files = (size_t)count - 2;
    struct embedded_file *table = memory_new((files + 1) * sizeof *table);
    struct diag_sink sink = { .report = report };
    struct grammar *grammar;

    for (size_t i = 0; i < files; i++)
        table[i] = read_file(arguments[1], arguments[i + 2]);
    if (grammar_load_from(table, NULL, &sink, &grammar) != STATUS_OK)
        return 1;
    print_all(grammar, table, files);
    grammar_free(grammar);
    return ferror(stdout) ? 1 : 0;
}
