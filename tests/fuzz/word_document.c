/* Any bytes as a docx's document.xml: its tables, fields, controls, revisions. */
#include "word_check.h"

/* libFuzzer's name. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size); /* NOLINT(readability-identifier-naming) */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span bytes = span_at((const char *)data, size, 0);

    read_word(bytes, FILE_FORMAT_WORD_DOCUMENT_XML, size & 1);
    return 0;
}
