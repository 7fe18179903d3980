#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "fields/owner_field.h"
#include "grammar/grammar.h"
#include "grammar/pattern.h"

struct expectation {
    const char *text;
    bool in_key;
    const char *found; /* "SHORT=meaning|..." */
};

static const struct expectation expectations[] = {
    { "Key: SHP Shared Homes Panel", true, "SHP=Shared Homes Panel" },
    { "- RPO Repairs Research & Policy Officer", true, "RPO=Repairs Research & Policy Officer" },
    { "QRM = Quality Manager; HoT = Head of Tenancies", true, "QRM=Quality Manager|HoT=Head of Tenancies" },
    { "QRM: Quality Manager", true, "QRM=Quality Manager" },
    { "QRM \xE2\x80\x93 Quality Manager.", true, "QRM=Quality Manager" },
    { "(QRM) Quality Manager", true, "QRM=Quality Manager" },
    { "EH Env Health", true, "EH=Env Health" },
    { "Housing policy is kept here", true, "" },
    { "", true, "" },
    { "The Best Homes Review (BHR) begins.", false, "BHR=Best Homes Review" },
    { "a BHR (best homes review) begins", false, "BHR=best homes review" },
    { "value for money (VFM) and lean works (LW)", false, "VFM=value for money|LW=lean works" },
    { "The TownWide Board (TWB) met", false, "TWB=TownWide Board" },
    { "Choice based homes (CBH scheme)", false, "CBH=Choice based homes" },
    { "needs and market assessment(NMA)", false, "NMA=needs and market assessment" },
    { "Housing Association (RSL)", false, "" },
    { "the plan (see B.2) and (again)", false, "" },
    { "a (", false, "" },
    { "() (()) ))", false, "" },
};

static void abbreviations_are_found(void **state)
{
    struct grammar *grammar = NULL;
    struct owner_reader *reader = NULL;
    struct diag_printer printer;
    struct matcher *matcher = matcher_new();
    struct arena *arena = arena_new();

    (void)state;
    diag_printer_init(&printer);
    assert_int_equal(grammar_load(NULL, &printer.sink, &grammar), STATUS_OK);
    assert_int_equal(owner_reader_new(grammar, &printer.sink, &reader), STATUS_OK);
    for (size_t i = 0; i < ARRAY_LENGTH(expectations); i++) {
        struct span text = span_of(expectations[i].text);
        struct abbreviation_value values[4];
        struct buffer found = { 0 };

        text.offset = 0;
        struct passage passage = passage_of(arena, text);
        size_t count =
            abbreviation_field_read(reader, matcher, &passage, expectations[i].in_key, arena, values, 4);

        for (size_t j = 0; j < count; j++) {
            buffer_add_string(&found, j ? "|" : "");
            buffer_add_span(&found, values[j].short_form.text);
            buffer_add_byte(&found, '=');
            buffer_add_span(&found, values[j].meaning.text);
            assert_int_equal(values[j].meaning.source.extent_count, 1);
            assert_true(values[j].meaning.source.rule > 0);
        }
        assert_string_equal(buffer_string(&found), expectations[i].found);
        buffer_free(&found);
    }
    arena_free(arena);
    matcher_free(matcher);
    owner_reader_free(reader);
    grammar_free(grammar);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(abbreviations_are_found) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
