#include "fields/owner_reader.h"

#include <stdlib.h>

#include "base/memory.h"
#include "fields/owner_field.h"
#include "fields/owner_words.h"
#include "fields/word_table.h"
#include "grammar/grammar.h"
#include "grammar/pattern.h"

static const struct word_sort word_sorts[] = {
    { "post", SORT_POST },
    { "post_of", SORT_POST | SORT_POST_OF },
    { "rank", SORT_RANK },
    { "body", SORT_BODY },
    { "unit", SORT_UNIT },
    { "people", SORT_PEOPLE },
    { "everybody", SORT_EVERYBODY },
    { "topic", SORT_TOPIC },
    { "short_topic", SORT_TOPIC | SORT_SHORT_TOPIC },
    { "given", SORT_GIVEN },
    { "title", SORT_TITLE },
    { "particle", SORT_PARTICLE },
    { "small", SORT_SMALL },
    { "joiner", SORT_JOINER },
    { "placeholder", SORT_PLACEHOLDER },
    { "remark", SORT_REMARK },
    { "lead_label", SORT_LEAD_LABEL },
    { "support_label", SORT_SUPPORT_LABEL },
    { "surname", SORT_SURNAME },
};

static const char *const kind_rule_names[PARTY_KIND_COUNT] = {
    [PARTY_UNKNOWN] = "owners.unknown",
    [PARTY_PERSON] = "owners.person",
    [PARTY_ROLE] = "owners.post",
    [PARTY_BODY] = "owners.body",
    [PARTY_ABBREVIATION] = "owners.abbreviation",
};

static enum status find_patterns(struct owner_reader *reader, const struct grammar *grammar,
                                 struct diag_sink *sink)
{
    const struct node *file = grammar_file(grammar, "owners");

    reader->placeholders = grammar_pattern_set(grammar, "owners.placeholders");
    reader->keys = grammar_pattern_set(grammar, "owners.key_entries");
    if (!reader->placeholders || !reader->keys)
        return node_fault(file, sink, "owners needs the lists \"placeholders\" and \"key_entries\"");
    reader->key_short = pattern_set_group(reader->keys, "short");
    reader->key_mark = pattern_set_group(reader->keys, "mark");
    reader->key_meaning = pattern_set_group(reader->keys, "meaning");
    if (reader->key_short < 0 || reader->key_mark < 0 || reader->key_meaning < 0)
        return node_fault(file, sink, "key_entries needs the groups \"short\", \"mark\" and \"meaning\"");
    return STATUS_OK;
}

enum status owner_reader_new(const struct grammar *grammar, struct diag_sink *sink, struct owner_reader **out)
{
    struct owner_reader *reader = memory_new(sizeof *reader);
    enum status status = find_patterns(reader, grammar, sink);

    if (status == STATUS_OK)
        status = word_table_new(node_get(grammar_file(grammar, "owners"), "words"), word_sorts,
                                ARRAY_LENGTH(word_sorts), sink, &reader->words);
    if (status != STATUS_OK) {
        owner_reader_free(reader);
        return status;
    }
    for (size_t i = 0; i < PARTY_KIND_COUNT; i++)
        reader->kind_rules[i] = grammar_rule(grammar, kind_rule_names[i]);
    reader->code_rule = grammar_rule(grammar, "owners.cited-code");
    reader->bracket_rule = grammar_rule(grammar, "owners.abbreviation-bracket");
    *out = reader;
    return STATUS_OK;
}

void owner_reader_free(struct owner_reader *reader)
{
    if (!reader)
        return;
    word_table_free(reader->words);
    free(reader);
}

bool owner_reader_is_placeholder(const struct owner_reader *reader, struct matcher *matcher,
                                 struct span words)
{
    struct match match;

    return pattern_match_start(reader->placeholders, matcher, words, &match);
}
