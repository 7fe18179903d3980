#include "grammar/unit_bytes.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/arena.h"

static void add_both_cases(struct byte_set *set, unsigned char byte)
{
    bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');

    byte_set_add(set, byte);
    if (is_letter)
        byte_set_add(set, byte ^ 0x20);
}

/* The bytes that the code's match begins with, as PCRE2 found out; every byte where it did not. */
static struct byte_set first_bytes(const pcre2_code *code, bool case_counts)
{
    struct byte_set set = { 0 };
    const uint8_t *bitmap = NULL;
    uint32_t type = 0;
    uint32_t byte = 0;

    pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODETYPE, &type);
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODEUNIT, &byte);
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTBITMAP, &bitmap);
    if (type != 1 && !bitmap)
        return BYTE_SET_EVERY;
    if (type == 1 && case_counts)
        byte_set_add(&set, (unsigned char)byte);
    else if (type == 1)
        add_both_cases(&set, (unsigned char)byte);
    for (unsigned i = 0; bitmap && i < 256; i++)
        if (bitmap[i / 8] >> (i % 8) & 1)
            byte_set_add(&set, (unsigned char)i);
    return set;
}

struct byte_set unit_bytes_find(struct unit_cache *cache, struct span unit, bool case_counts)
{
    size_t number = cache->units[case_counts].names.count;
    uint32_t known = name_index_find(&cache->units[case_counts].names, unit, span_hash(unit));
    PCRE2_SIZE offset;
    int error;

    if (known != NAME_ABSENT)
        return cache->units[case_counts].sets[known];
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)unit.text, unit.length,
                                     PCRE2_UTF | (case_counts ? 0 : PCRE2_CASELESS), &error, &offset, NULL);
    struct byte_set set = code ? first_bytes(code, case_counts) : BYTE_SET_EVERY;

    pcre2_code_free(code);
    cache->units[case_counts].sets = arena_grow(cache->arena, cache->units[case_counts].sets, number,
                                                &cache->units[case_counts].capacity, sizeof set);
    cache->units[case_counts].sets[number] = set;
    name_index_add(&cache->units[case_counts].names, cache->arena, arena_copy_span(cache->arena, unit),
                   (uint32_t)number);
    return set;
}
