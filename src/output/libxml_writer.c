#include "output/libxml_writer.h"

#include "base/status.h"

struct libxml_writer libxml_writer = LIBRARY_START(LIBXML_WRITER_FUNCTIONS);

void libxml_writer_open(void)
{
    static const char *const names[] = { LIBXML_WRITER_FUNCTIONS(LIBRARY_NAME) };

    library_open("libxml2", names, ARRAY_LENGTH(names), &libxml_writer);
}
