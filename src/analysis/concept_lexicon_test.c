#include "analysis/sample_plan_test.h"

#include "analysis/clause_split.h"
#include "analysis/concept_lexicon.h"
#include "analysis/term_table.h"

/* ---- texts with the concepts of a user's file --------------------------------------------------- */

static const char harbour[] = "theme: Harbour\n"
                              "concepts:\n"
                              "  dredging:\n"
                              "    label: Dredging and depth\n"
                              "    more: [dredg*, deepen* .. channel/berth*]\n"
                              "    less: [silt*]\n"
                              "  mooring:\n"
                              "    words: [mooring ring]\n";

struct sample {
    struct arena *arena;
    struct grammar *grammar;
    char *folder;
    struct concept_lexicon *lexicon;
    struct term_table *terms;
    struct concept_finder *finder;
    struct word_list words;
    struct concept_uses uses;
};

/* A folder of concepts with one file in it. */
static char *concept_folder(const char *text)
{
    char *folder = strdup("/tmp/planrisk-test-XXXXXX");
    char path[200];

    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/concepts", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    snprintf(path, sizeof path, "%s/concepts/harbour.yaml", folder);
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    return folder;
}

static void forget_folder(char *folder)
{
    char path[200];

    snprintf(path, sizeof path, "%s/concepts/harbour.yaml", folder);
    unlink(path);
    snprintf(path, sizeof path, "%s/concepts", folder);
    rmdir(path);
    rmdir(folder);
    free(folder);
}

static struct sample begin(void)
{
    struct sample sample = { .arena = arena_new(), .folder = concept_folder(harbour) };

    sample.grammar = sample_grammar(sample.folder);
    assert_int_equal(
        concept_lexicon_read(sample.grammar, "concepts/harbour", sample.arena, NULL, &sample.lexicon),
        STATUS_OK);
    sample.terms = term_table_new(sample.arena);
    sample.finder = concept_finder_new(sample.lexicon, sample.terms, sample.arena);
    return sample;
}

static void end(struct sample *sample)
{
    term_table_free(sample->terms);
    grammar_free(sample->grammar);
    arena_free(sample->arena);
    forget_folder(sample->folder);
}

static void find(struct sample *sample, const char *text)
{
    sample->words.count = 0;
    term_table_words(sample->terms, span_of(text), &sample->words);
    concept_finder_find(sample->finder, &sample->words, &sample->uses);
}

/* ---- what is found ------------------------------------------------------------------------------ */

static void a_phrase_is_found_by_its_words(void **state)
{
    static const struct {
        const char *text;
        const char *concept; /* NULL: none */
        int side;
    } cases[] = {
        { "Dredge the basin", "dredging", 1 },
        { "The DREDGER is repaired", "dredging", 1 },
        { "Less silting", "dredging", -1 },
        { "Deepen the main channel", "dredging", 1 },
        { "Deepening the two old berths", "dredging", 1 },
        { "Deepen it until at last the channel", NULL, 0 }, /* too far */
        { "Channel to deepen", NULL, 0 },
        { "Paint each mooring ring", "mooring", 0 },
        { "Paint the mooring rings", NULL, 0 }, /* no * */
        { "", NULL, 0 },
    };
    struct sample sample = begin();

    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
        find(&sample, cases[i].text);
        assert_int_equal(sample.uses.count, cases[i].concept ? 1 : 0);
        if (!cases[i].concept)
            continue;
        assert_string_equal(concept_lexicon_concept(sample.lexicon, sample.uses.items[0].concept)->name,
                            cases[i].concept);
        assert_int_equal(sample.uses.items[0].side, cases[i].side);
    }
    end(&sample);
}

static void a_use_says_which_words_it_is(void **state)
{
    struct sample sample = begin();

    (void)state;
    find(&sample, "We shall deepen our two berths");
    assert_int_equal(sample.uses.count, 1);
    assert_int_equal(sample.uses.items[0].from, 2);
    assert_int_equal(sample.uses.items[0].to, 6);
    end(&sample);
}

static void the_shipped_concepts_are_many(void **state)
{
    struct arena *arena = arena_new();
    struct grammar *grammar = sample_grammar(NULL);
    struct concept_lexicon *lexicon;

    (void)state;
    assert_int_equal(concept_lexicon_read(grammar, "concepts/", arena, NULL, &lexicon), STATUS_OK);
    assert_true(concept_lexicon_count(lexicon) >= 150);
    assert_true(concept_lexicon_theme_count(lexicon) >= 15);
    grammar_free(grammar);
    arena_free(arena);
}

static void a_bad_phrase_is_told_with_its_place(void **state)
{
    static const struct {
        const char *text;
        const char *what;
    } cases[] = {
        { "concepts:\n  x:\n    words: [Dredging]\n", "small letters" },
        { "concepts:\n  x:\n    words: [a .. ]\n", "small letters" },
        { "concepts:\n  x:\n    words: ['']\n", "needs a word" },
        { "concepts:\n  x:\n    words: one\n", "must be a list" },
        { "concepts:\n  x:\n    kind: many\n    words: [one]\n", "kind is" },
        { "concepts: [one]\n", "a mapping" },
        { "theme: Nothing\n", "a mapping" },
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
        struct arena *arena = arena_new();
        char *folder = concept_folder(cases[i].text);
        struct grammar *grammar = sample_grammar(folder);
        struct concept_lexicon *lexicon;
        struct diag_list seen;
        struct diag_sink *sink = diag_collect(&seen);

        assert_int_equal(concept_lexicon_read(grammar, "concepts/harbour", arena, sink, &lexicon),
                         STATUS_GRAMMAR);
        assert_int_equal(seen.count, 1);
        assert_non_null(strstr(seen.items[0].what, cases[i].what));
        diag_list_free(&seen);
        grammar_free(grammar);
        forget_folder(folder);
        arena_free(arena);
    }
}

/* ---- clauses ------------------------------------------------------------------------------------ */

static void a_text_is_cut_where_another_thing_begins(void **state)
{
    static const struct {
        const char *text;
        size_t clauses;
    } cases[] = {
        { "Dredge the inner basin to four metres", 1 },
        { "Dredge the inner basin; paint every mooring ring", 2 },
        { "Dredge the inner basin Paint every mooring ring Renew the lamp glass", 3 },
        { "Dredge the Harbour Master's Basin", 1 },
        { "Go. Stay. Dredge the inner basin", 1 }, /* too short to stand alone */
        { "", 1 },
    };
    struct arena *arena = arena_new();
    struct term_table *terms = term_table_new(arena);
    struct word_range clauses[CLAUSE_LIMIT];

    (void)state;
    term_table_stop(terms, span_of("the to every"));
    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
        struct word_list words = { 0 };

        term_table_words(terms, span_of(cases[i].text), &words);
        size_t count = clause_split(&words, clauses);

        assert_int_equal(count, cases[i].clauses);
        assert_int_equal(clauses[0].from, 0);
        assert_int_equal(clauses[count - 1].to, words.count);
        for (size_t k = 1; k < count; k++)
            assert_int_equal(clauses[k].from, clauses[k - 1].to);
    }
    term_table_free(terms);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_phrase_is_found_by_its_words),
        cmocka_unit_test(a_use_says_which_words_it_is),
        cmocka_unit_test(the_shipped_concepts_are_many),
        cmocka_unit_test(a_bad_phrase_is_told_with_its_place),
        cmocka_unit_test(a_text_is_cut_where_another_thing_begins),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
