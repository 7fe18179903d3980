/* Any bytes as what a numbering part holds, with paragraphs that count in its lists. */
#include "word_check.h"

/* libFuzzer's name. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size); /* NOLINT(readability-identifier-naming) */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span bytes = span_at((const char *)data, size, 0);

    struct buffer xml = { 0 };

    buffer_add_string(&xml, FLAT_BEGIN "<pkg:part pkg:name=\"/d.xml\"><pkg:xmlData><w:document" WORD_NAMES
                                       "><w:body>");
    for (unsigned i = 0; i < 48; i++)
        buffer_add_format(
            &xml,
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"%u\"/><w:numId w:val=\"%u\"/></w:numPr></w:pPr></w:p>",
            i % 10, i / 4 % 5);
    buffer_add_string(
        &xml, "</w:body></w:document></pkg:xmlData></pkg:part><pkg:part pkg:name=\"/n.xml\"><pkg:xmlData>"
              "<w:numbering" WORD_NAMES ">");
    buffer_add(&xml, bytes.text, bytes.length);
    buffer_add_string(&xml, "</w:numbering></pkg:xmlData></pkg:part>" FLAT_END);
    read_word(span_at(xml.bytes, xml.length, 0), FILE_FORMAT_FLAT_OPC, false);
    buffer_free(&xml);
    return 0;
}
