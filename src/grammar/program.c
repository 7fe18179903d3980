#include "grammar/pattern_set.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "grammar/packed_set.h"

static uint32_t info_number(const pcre2_code *code, uint32_t what)
{
    uint32_t number = 0;

    pcre2_pattern_info(code, what, &number);
    return number;
}

/* Named captures, and which groups of the set they are. */
static void map_captures(struct program *program)
{
    size_t count = info_number(program->code, PCRE2_INFO_NAMECOUNT);
    size_t size = info_number(program->code, PCRE2_INFO_NAMEENTRYSIZE);
    PCRE2_SPTR row;

    program->pairs = info_number(program->code, PCRE2_INFO_CAPTURECOUNT) + 1;
    program->captures = memory_new((count ? count : 1) * sizeof *program->captures);
    pcre2_pattern_info(program->code, PCRE2_INFO_NAMETABLE, &row);
    for (size_t i = 0; i < count; i++, row += size) {
        int group = pattern_set_group(program->set, (const char *)row + 2);

        if (group >= 0)
            program->captures[program->capture_count++] =
                (struct capture){ (uint32_t)row[0] << 8 | row[1], (uint32_t)group };
    }
}

void pcre2_describe(char *out, size_t size)
{
    char version[64] = "";
    uint32_t link_bytes = 0;

    if (pcre2_config(PCRE2_CONFIG_VERSION, NULL) < (int)sizeof version)
        pcre2_config(PCRE2_CONFIG_VERSION, version);
    pcre2_config(PCRE2_CONFIG_LINKSIZE, &link_bytes);
    snprintf(out, size, "%s, links of %u", version, link_bytes);
}

/* What the build has compiled; NULL where it has not, or with another PCRE2 than there is now. */
static pcre2_code *unpack_code(const struct program *program)
{
    char here[80];
    pcre2_code *code = NULL;

    pcre2_describe(here, sizeof here);
    if (!program->packed || strcmp(here, embedded_pcre2) != 0 ||
        pcre2_serialize_decode(&code, 1, (const uint8_t *)program->packed, NULL) != 1)
        return NULL;
    return code;
}

bool program_compile(struct program *program, int *error, PCRE2_SIZE *offset)
{
    bool is_compiled = true;

    pthread_mutex_lock(program->lock);
    if (!atomic_load_explicit(&program->is_compiled, memory_order_relaxed)) {
        program->code = unpack_code(program);
        if (!program->code)
            program->code = pcre2_compile((PCRE2_SPTR)program->pattern.text, program->pattern.length,
                                          program->options | PCRE2_ANCHORED, error, offset, NULL);
        is_compiled = program->code != NULL;
        if (is_compiled)
            map_captures(program);
        atomic_store_explicit(&program->is_compiled, is_compiled, memory_order_release);
    }
    pthread_mutex_unlock(program->lock);
    return is_compiled;
}

void program_make(struct program *program)
{
    PCRE2_SIZE offset;
    int error;

    if (!program_compile(program, &error, &offset))
        memory_exhausted(); /* it compiled when it was checked */
}

static pcre2_code *copy_code(const struct program *program, enum program_form form)
{
    PCRE2_SIZE offset;
    int error;

    if (form == PROGRAM_FIND)
        return pcre2_code_copy(program->code);
    return pcre2_compile((PCRE2_SPTR)program->pattern.text, program->pattern.length,
                         program->options | PCRE2_ANCHORED | PCRE2_ENDANCHORED, &error, &offset, NULL);
}

static pcre2_code *make_machine_code(const struct program *program, enum program_form form)
{
    pcre2_code *code = copy_code(program, form);

    if (code && pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) == 0)
        return code;
    pcre2_code_free(code);
    return NULL;
}

const pcre2_code *program_machine_code(struct program *program, enum program_form form)
{
    struct program_form_code *made = &program->forms[form];

    if (atomic_load_explicit(&made->is_ready, memory_order_acquire))
        return made->machine;
    pthread_mutex_lock(program->lock);
    if (!atomic_load_explicit(&made->is_ready, memory_order_relaxed)) {
        made->machine = make_machine_code(program, form);
        atomic_store_explicit(&made->is_ready, true, memory_order_release);
    }
    pthread_mutex_unlock(program->lock);
    return made->machine;
}
