#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/diagnostic.h"
#include "fields/colour_field.h"
#include "grammar/grammar.h"

static struct colour_reader *reader;
static struct grammar *grammar;

static int set_up(void **state)
{
    (void)state;
    assert_int_equal(grammar_load(NULL, NULL, &grammar), STATUS_OK);
    return colour_reader_new(grammar, NULL, &reader) == STATUS_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    colour_reader_free(reader);
    grammar_free(grammar);
    return 0;
}

static void rates(uint32_t colour, enum rag wanted)
{
    uint32_t rule = 0;

    assert_int_equal(colour_field_read(reader, colour, &rule), wanted);
    assert_int_equal(rule != 0, wanted != RAG_NONE);
}

static void the_colours_that_word_offers_rate(void **state)
{
    (void)state;
    rates(0xFF0000, RAG_RED), rates(0xC00000, RAG_RED), rates(0xC0504D, RAG_RED);
    rates(0xFFC000, RAG_AMBER), rates(0xFF9900, RAG_AMBER), rates(0xE36C0A, RAG_AMBER), rates(0xFFFF00, RAG_AMBER);
    rates(0x00B050, RAG_GREEN), rates(0x92D050, RAG_GREEN), rates(0x00FF00, RAG_GREEN), rates(0x008000, RAG_GREEN);
    rates(0x0070C0, RAG_BLUE), rates(0x8DB3E2, RAG_BLUE), rates(0x0000FF, RAG_BLUE);
}

static void greys_black_and_white_rate_nothing(void **state)
{
    (void)state;
    rates(0x000000, RAG_NONE), rates(0xFFFFFF, RAG_NONE), rates(0xD9D9D9, RAG_NONE), rates(0xEEECE1, RAG_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_colours_that_word_offers_rate),
        cmocka_unit_test(greys_black_and_white_rate_nothing),
    };

    return cmocka_run_group_tests_name("colour_field", tests, set_up, tear_down);
}
