#include "analysis/libstemmer.h"

#include "base/status.h"

struct libstemmer libstemmer = LIBRARY_START(LIBSTEMMER_FUNCTIONS);

void libstemmer_open(void)
{
    static const char *const names[] = { LIBSTEMMER_FUNCTIONS(LIBRARY_NAME) };

    library_open("libstemmer", names, ARRAY_LENGTH(names), &libstemmer);
}
