#ifndef BASE_ERRAND_H
#define BASE_ERRAND_H

#include <pthread.h>
#include <stdbool.h>

/**
 * Work that another thread does beside the caller. What it reads nobody may change meanwhile, and what it
 * changes nobody may read before errand_finish.
 */
struct errand {
    pthread_t thread;
    void (*run)(void *what);
    void *what;
    bool is_away; /* else errand_finish does it */
};

void errand_begin(struct errand *errand, void (*run)(void *what), void *what);

/** Waits until it is done. Where no thread was to be had, or it was never begun but filled in, it is done
 * now. */
void errand_finish(struct errand *errand);
#endif
