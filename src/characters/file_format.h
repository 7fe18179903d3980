#ifndef CHARACTERS_FILE_FORMAT_H
#define CHARACTERS_FILE_FORMAT_H

#include <stdbool.h>

#include "base/span.h"
#include "base/status.h"

struct diag_sink;

/** What a file is, by its content; its name is never asked. */
enum file_format {
    FILE_FORMAT_TEXT,              /* nothing else was recognised */
    FILE_FORMAT_ZIP,               /* docx, or another package */
    FILE_FORMAT_FLAT_OPC,          /* a docx as one XML file: pkg:package */
    FILE_FORMAT_WORD_2003,         /* w:wordDocument */
    FILE_FORMAT_WORD_DOCUMENT_XML, /* a docx's document.xml by itself: w:document */
    FILE_FORMAT_OLE,               /* .doc and its like */
    FILE_FORMAT_ENCRYPTED,         /* an Office file under a password */
    FILE_FORMAT_ODF,               /* .odt and its like */
    FILE_FORMAT_RTF,
    FILE_FORMAT_PDF,
    FILE_FORMAT_HTML,
    FILE_FORMAT_SAVED_PAGE, /* MHT: a web page with all that it needs, as Word saves one */
    FILE_FORMAT_XML_OTHER,
    FILE_FORMAT_BINARY, /* pictures, programs, databases, other archives */
};

/** Recognises a format by its first bytes; XML by the name and namespace of its root, in any Unicode
 * encoding. */
enum file_format file_format_sniff(struct span bytes);

/**
 * Reports that a file of this format can't be read, and the command that makes one of it that can.
 * Does nothing for FILE_FORMAT_TEXT.
 */
void file_format_refuse(enum file_format format, struct span bytes, const char *file, struct diag_sink *sink);
#endif
