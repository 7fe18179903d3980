#include "document/libxml.h"

#include "base/status.h"

struct libxml libxml = LIBRARY_START(LIBXML_FUNCTIONS);

void libxml_open(void)
{
    static const char *const names[] = { LIBXML_FUNCTIONS(LIBRARY_NAME) };

    library_open("libxml2", names, ARRAY_LENGTH(names), &libxml);
}
