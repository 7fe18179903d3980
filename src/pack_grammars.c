/*
 * Prints a C file that holds the grammars: each as it is written and as nodes ready to use
 * (grammar/node_pack.h), and the digest of all. Run by make. They are loaded first as a user's would be, so a
 * fault in one stops the build with its place, and the program need not check them again each time it starts.
 * usage: pack_grammars FOLDER NAME...      (FOLDER/NAME.yaml, in the order of names)
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/embedded_file.h"
#include "base/memory.h"
#include "grammar/grammar.h"
#include "grammar/node_pack.h"

/* What this program is to make. */
const struct embedded_file embedded_grammars[] = { { 0 } };
const char embedded_grammars_digest[] = "";

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
    printf("#include \"base/embedded_file.h\"\n\n");
    for (size_t i = 0; i < files; i++)
        print_file(grammar, &table[i], i);
    printf("const struct embedded_file embedded_grammars[] = {\n");
    for (size_t i = 0; i < files; i++)
        printf("    { \"%s\", (const char *)file_%zu, %zu, (const char *)nodes_%zu },\n", table[i].name, i,
               table[i].length, i);
    printf("    { 0, 0, 0, 0 },\n};\nconst char embedded_grammars_digest[] = \"%s\";\n",
           grammar_digest(grammar));
    grammar_free(grammar);
    return ferror(stdout) ? 1 : 0;
}
