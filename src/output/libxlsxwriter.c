#include "output/libxlsxwriter.h"

#include "base/status.h"

struct libxlsxwriter libxlsxwriter = LIBRARY_START(LIBXLSXWRITER_FUNCTIONS);

void libxlsxwriter_open(void)
{
    static const char *const names[] = { LIBXLSXWRITER_FUNCTIONS(LIBRARY_NAME) };

    library_open("libxlsxwriter", names, ARRAY_LENGTH(names), &libxlsxwriter);
}
