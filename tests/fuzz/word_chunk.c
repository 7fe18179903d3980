/* Any bytes as a file that is inserted into a document (altChunk): HTML, MHT, text. */
#include "word_check.h"

#include <nettle/base64.h>

/* libFuzzer's name. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size); /* NOLINT(readability-identifier-naming) */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span bytes = span_at((const char *)data, size, 0);

    size_t length = BASE64_ENCODE_RAW_LENGTH(size);
    struct buffer xml = { 0 };

    buffer_add_string(&xml, FLAT_BEGIN
                      "<pkg:part pkg:name=\"/d.xml\"><pkg:xmlData><w:document" WORD_NAMES
                      "><w:body><w:altChunk r:id=\"c\"/></w:body></w:document></pkg:xmlData></pkg:part>"
                      "<pkg:part pkg:name=\"/c\"><pkg:binaryData>");
    base64_encode_raw(buffer_reserve(&xml, length), size, data);
    xml.length += length;
    buffer_add_string(&xml, "</pkg:binaryData></pkg:part>" FLAT_END);
    read_word(span_at(xml.bytes, xml.length, 0), FILE_FORMAT_FLAT_OPC, false);
    buffer_free(&xml);
    (void)bytes;
    return 0;
}
