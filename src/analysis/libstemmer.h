#ifndef ANALYSIS_LIBSTEMMER_H
#define ANALYSIS_LIBSTEMMER_H

#include <libstemmer.h>

#include "base/library.h"

/** Of Snowball, which finds the stems of words. (base/library.h) */
#define LIBSTEMMER_FUNCTIONS(FUNCTION)                                                                       \
    FUNCTION(sb_stemmer_delete)                                                                              \
    FUNCTION(sb_stemmer_length)                                                                              \
    FUNCTION(sb_stemmer_new)                                                                                 \
    FUNCTION(sb_stemmer_stem)

extern struct libstemmer {
    LIBSTEMMER_FUNCTIONS(LIBRARY_POINTER)
} libstemmer;

/** Before the first call of one of them. */
void libstemmer_open(void);
#endif
