#include "base/errand.h"

static void *go(void *argument)
{
    const struct errand *errand = argument;

    errand->run(errand->what);
    return NULL;
}

void errand_begin(struct errand *errand, void (*run)(void *what), void *what)
{
    *errand = (struct errand){ .run = run, .what = what };
    errand->is_away = pthread_create(&errand->thread, NULL, go, errand) == 0;
}

void errand_finish(struct errand *errand)
{
    if (errand->is_away)
        pthread_join(errand->thread, NULL);
    else
        errand->run(errand->what);
    errand->is_away = false;
}
