#include "grammar/pattern_set.h"

static uint32_t form_options(enum program_form form)
{
    return form == PROGRAM_WHOLE ? PCRE2_ANCHORED | PCRE2_ENDANCHORED : PCRE2_ANCHORED;
}

/* The pattern compiled when it was checked: it can only fail for want of memory. Where PCRE2 can make no
   machine code it says so, and its interpreter does the work. */
static void make_ready(struct program *program, enum program_form form)
{
    pcre2_code **code = &program->forms[form].code;
    PCRE2_SIZE offset;
    int error;

    if (!*code)
        *code = pcre2_compile((PCRE2_SPTR)program->pattern.text, program->pattern.length,
                              program->options | form_options(form), &error, &offset, NULL);
    program->forms[form].has_machine_code = *code && pcre2_jit_compile(*code, PCRE2_JIT_COMPLETE) == 0;
    atomic_store_explicit(&program->forms[form].is_ready, true, memory_order_release);
}

void program_prepare(struct program *program, enum program_form form)
{
    pthread_mutex_lock(program->lock);
    if (!atomic_load_explicit(&program->forms[form].is_ready, memory_order_relaxed))
        make_ready(program, form);
    pthread_mutex_unlock(program->lock);
}
