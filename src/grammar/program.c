#include "grammar/pattern_set.h"

/* The pattern compiled when it was checked: it can only fail for want of memory. */
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
