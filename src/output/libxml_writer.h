#ifndef OUTPUT_LIBXML_WRITER_H
#define OUTPUT_LIBXML_WRITER_H

#include <libxml/xmlwriter.h>

#include "base/library.h"

/** Of libxml2, which writes the report. (base/library.h) */
#define LIBXML_WRITER_FUNCTIONS(FUNCTION)                                                                    \
    FUNCTION(xmlFreeTextWriter)                                                                              \
    FUNCTION(xmlNewTextWriter)                                                                               \
    FUNCTION(xmlOutputBufferCreateIO)                                                                        \
    FUNCTION(xmlTextWriterEndElement)                                                                        \
    FUNCTION(xmlTextWriterFlush)                                                                             \
    FUNCTION(xmlTextWriterFullEndElement)                                                                    \
    FUNCTION(xmlTextWriterStartElement)                                                                      \
    FUNCTION(xmlTextWriterWriteAttribute)                                                                    \
    FUNCTION(xmlTextWriterWriteDTD)                                                                          \
    FUNCTION(xmlTextWriterWriteRaw)                                                                          \
    FUNCTION(xmlTextWriterWriteString)

extern struct libxml_writer {
    LIBXML_WRITER_FUNCTIONS(LIBRARY_POINTER)
} libxml_writer;

/** Before the first call of one of them. */
void libxml_writer_open(void);
#endif
