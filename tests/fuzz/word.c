/*
 * Any bytes as each kind of Word file: nothing may crash, leak or hang, and every span of a document that is
 * read must lie in its text.
 */
#include "word_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum file_format formats[] = { FILE_FORMAT_ZIP, FILE_FORMAT_FLAT_OPC, FILE_FORMAT_WORD_2003,
                                                FILE_FORMAT_WORD_DOCUMENT_XML };
    struct span bytes = span_at((const char *)data, size, 0);
    enum file_format sniffed = file_format_sniff(bytes);

    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (!document_is_word(sniffed) || formats[i] == sniffed)
            read_word(bytes, formats[i], size & 1);
    return 0;
}
