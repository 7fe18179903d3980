#include "characters/libzip.h"

#include "base/status.h"

struct libzip libzip = LIBRARY_START(LIBZIP_FUNCTIONS);

void libzip_open(void)
{
    static const char *const names[] = { LIBZIP_FUNCTIONS(LIBRARY_NAME) };

    library_open("libzip", names, ARRAY_LENGTH(names), &libzip);
}
