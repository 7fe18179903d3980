#ifndef DOCUMENT_LIBXML_H
#define DOCUMENT_LIBXML_H

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "base/library.h"

/** Of libxml2, which reads Word's XML. (base/library.h) */
#define LIBXML_FUNCTIONS(FUNCTION)                                                                           \
    FUNCTION(htmlCreatePushParserCtxt)                                                                       \
    FUNCTION(htmlCtxtUseOptions)                                                                             \
    FUNCTION(htmlFreeParserCtxt)                                                                             \
    FUNCTION(htmlParseChunk)                                                                                 \
    FUNCTION(xmlCreatePushParserCtxt)                                                                        \
    FUNCTION(xmlCtxtResetPush)                                                                               \
    FUNCTION(xmlCtxtUseOptions)                                                                              \
    FUNCTION(xmlFreeDoc)                                                                                     \
    FUNCTION(xmlFreeParserCtxt)                                                                              \
    FUNCTION(xmlGetPredefinedEntity)                                                                         \
    FUNCTION(xmlParseChunk)                                                                                  \
    FUNCTION(xmlSAX2GetLineNumber)                                                                           \
    FUNCTION(xmlSetGenericErrorFunc)                                                                         \
    FUNCTION(xmlStopParser)

extern struct libxml {
    LIBXML_FUNCTIONS(LIBRARY_POINTER)
} libxml;

/** Before the first call of one of them. */
void libxml_open(void);
#endif
