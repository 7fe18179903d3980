#include "document/word_name.h"

#include <stdlib.h>
#include <string.h>

#include "base/status.h"

/* Namespaces that mean the same are one family. */
enum family {
    FAMILY_NONE,
    FAMILY_WORD,
    FAMILY_HINT,
    FAMILY_REVISION,
    FAMILY_COMPATIBILITY,
    FAMILY_WORD_2010,
    FAMILY_PACKAGE,
    FAMILY_RELATIONS,
    FAMILY_RELATION_ID,
    FAMILY_DRAWING,
    FAMILY_PROPERTIES
};

static const struct {
    const char *uri;
    enum family family;
} namespaces[] = {
    { "http://schemas.openxmlformats.org/wordprocessingml/2006/main", FAMILY_WORD },
    { "http://purl.oclc.org/ooxml/wordprocessingml/main", FAMILY_WORD },
    { "http://schemas.microsoft.com/office/word/2003/wordml", FAMILY_WORD },
    { "http://schemas.microsoft.com/office/word/2003/auxHint", FAMILY_HINT },
    { "http://schemas.microsoft.com/aml/2001/core", FAMILY_REVISION },
    { "http://schemas.openxmlformats.org/markup-compatibility/2006", FAMILY_COMPATIBILITY },
    { "http://schemas.microsoft.com/office/word/2010/wordml", FAMILY_WORD_2010 },
    { "http://schemas.microsoft.com/office/2006/xmlPackage", FAMILY_PACKAGE },
    { "http://schemas.openxmlformats.org/package/2006/relationships", FAMILY_RELATIONS },
    { "http://schemas.openxmlformats.org/officeDocument/2006/relationships", FAMILY_RELATION_ID },
    { "http://purl.oclc.org/ooxml/officeDocument/relationships", FAMILY_RELATION_ID },
    { "http://schemas.openxmlformats.org/drawingml/2006/main", FAMILY_DRAWING },
    { "http://purl.oclc.org/ooxml/drawingml/main", FAMILY_DRAWING },
    { "http://purl.org/dc/elements/1.1/", FAMILY_PROPERTIES },
    { "http://purl.org/dc/terms/", FAMILY_PROPERTIES },
    { "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties", FAMILY_PROPERTIES },
    { "http://purl.oclc.org/ooxml/officeDocument/extendedProperties", FAMILY_PROPERTIES },
    { "urn:schemas-microsoft-com:office:office", FAMILY_PROPERTIES },
};

struct known_name {
    const char *local;
    enum family family;
    enum word_name name;
};

/* By local name, then family: looked up by bisection. */
static const struct known_name names[] = {
    { "AlternateContent", FAMILY_COMPATIBILITY, WORD_ALTERNATE_CONTENT },
    { "Choice", FAMILY_COMPATIBILITY, WORD_CHOICE },
    { "Company", FAMILY_PROPERTIES, WORD_COMPANY },
    { "Created", FAMILY_PROPERTIES, WORD_CREATED },
    { "Fallback", FAMILY_COMPATIBILITY, WORD_FALLBACK },
    { "Id", FAMILY_NONE, WORD_ID },
    { "Relationship", FAMILY_RELATIONS, WORD_RELATIONSHIP },
    { "Requires", FAMILY_NONE, WORD_REQUIRES },
    { "Subject", FAMILY_PROPERTIES, WORD_SUBJECT },
    { "Target", FAMILY_NONE, WORD_TARGET },
    { "TargetMode", FAMILY_NONE, WORD_TARGET_MODE },
    { "Title", FAMILY_PROPERTIES, WORD_TITLE },
    { "Type", FAMILY_NONE, WORD_TYPE },
    { "abstractNum", FAMILY_WORD, WORD_ABSTRACT_NUM },
    { "abstractNumId", FAMILY_WORD, WORD_ABSTRACT_NUM_ID },
    { "accent1", FAMILY_DRAWING, WORD_THEME_COLOR_SLOT },
    { "accent2", FAMILY_DRAWING, WORD_THEME_COLOR_SLOT },
    { "accent3", FAMILY_DRAWING, WORD_THEME_COLOR_SLOT },
    { "accent4", FAMILY_DRAWING, WORD_THEME_COLOR_SLOT },
    { "accent5", FAMILY_DRAWING, WORD_THEME_COLOR_SLOT },
    { "accent6", FAMILY_DRAWING, WORD_THEME_COLOR_SLOT },
    { "altChunk", FAMILY_WORD, WORD_ALT_CHUNK },
    { "annotation", FAMILY_REVISION, WORD_ANNOTATION },
    { "ascii", FAMILY_WORD, WORD_ASCII },
    { "author", FAMILY_WORD, WORD_AUTHOR },
    { "author", FAMILY_REVISION, WORD_AUTHOR },
    { "b", FAMILY_WORD, WORD_B },
    { "basedOn", FAMILY_WORD, WORD_BASED_ON },
    { "binData", FAMILY_WORD, WORD_BIN_DATA },
    { "binaryData", FAMILY_PACKAGE, WORD_BINARY_DATA },
    { "body", FAMILY_WORD, WORD_BODY },
    { "br", FAMILY_WORD, WORD_BR },
    { "cellDel", FAMILY_WORD, WORD_CELL_DEL },
    { "cellIns", FAMILY_WORD, WORD_CELL_INS },
    { "char", FAMILY_WORD, WORD_CHAR },
    { "checkBox", FAMILY_WORD, WORD_CHECK_BOX },
    { "checkbox", FAMILY_WORD_2010, WORD_SDT_CHECKBOX },
    { "checked", FAMILY_WORD, WORD_CHECKED },
    { "checked", FAMILY_WORD_2010, WORD_SDT_CHECKED },
    { "clrScheme", FAMILY_DRAWING, WORD_CLR_SCHEME },
    { "cnfStyle", FAMILY_WORD, WORD_CNF_STYLE },
    { "color", FAMILY_WORD, WORD_COLOR },
    { "comment", FAMILY_WORD, WORD_COMMENT },
    { "contentType", FAMILY_PACKAGE, WORD_CONTENT_TYPE },
    { "cr", FAMILY_WORD, WORD_CR },
    { "created", FAMILY_PROPERTIES, WORD_CREATED },
    { "date", FAMILY_WORD, WORD_DATE },
    { "ddList", FAMILY_WORD, WORD_DD_LIST },
    { "default", FAMILY_WORD, WORD_DEFAULT },
    { "del", FAMILY_WORD, WORD_DEL },
    { "delText", FAMILY_WORD, WORD_DEL_TEXT },
    { "dk1", FAMILY_DRAWING, WORD_THEME_COLOR_SLOT },
    { "dk2", FAMILY_DRAWING, WORD_THEME_COLOR_SLOT },
    { "document", FAMILY_WORD, WORD_DOCUMENT },
    { "drawing", FAMILY_WORD, WORD_DRAWING },
    { "endnote", FAMILY_WORD, WORD_ENDNOTE },
    { "ffData", FAMILY_WORD, WORD_FF_DATA },
    { "fill", FAMILY_WORD, WORD_FILL },
    { "fldChar", FAMILY_WORD, WORD_FLD_CHAR },
    { "fldCharType", FAMILY_WORD, WORD_FLD_CHAR_TYPE },
    { "fldData", FAMILY_WORD, WORD_FLD_DATA },
    { "fldSimple", FAMILY_WORD, WORD_FLD_SIMPLE },
    { "font", FAMILY_WORD, WORD_FONT },
    { "footnote", FAMILY_WORD, WORD_FOOTNOTE },
    { "ftr", FAMILY_WORD, WORD_FTR },
    { "fullDate", FAMILY_WORD, WORD_FULL_DATE },
    { "gridAfter", FAMILY_WORD, WORD_GRID_AFTER },
    { "gridBefore", FAMILY_WORD, WORD_GRID_BEFORE },
    { "gridCol", FAMILY_WORD, WORD_GRID_COL },
    { "gridSpan", FAMILY_WORD, WORD_GRID_SPAN },
    { "h-ansi", FAMILY_WORD, WORD_H_ANSI },
    { "hAnsi", FAMILY_WORD, WORD_H_ANSI },
    { "hMerge", FAMILY_WORD, WORD_H_MERGE },
    { "hdr", FAMILY_WORD, WORD_HDR },
    { "highlight", FAMILY_WORD, WORD_HIGHLIGHT },
    { "hlink", FAMILY_WORD, WORD_HYPERLINK },
    { "hmerge", FAMILY_WORD, WORD_H_MERGE },
    { "hyperlink", FAMILY_WORD, WORD_HYPERLINK },
    { "id", FAMILY_WORD, WORD_ID },
    { "id", FAMILY_REVISION, WORD_ID },
    { "id", FAMILY_RELATION_ID, WORD_REL_ID },
    { "ilfo", FAMILY_WORD, WORD_ILFO },
    { "ilst", FAMILY_WORD, WORD_ILST },
    { "ilvl", FAMILY_WORD, WORD_ILVL },
    { "ins", FAMILY_WORD, WORD_INS },
    { "instr", FAMILY_WORD, WORD_INSTR },
    { "instrText", FAMILY_WORD, WORD_INSTR_TEXT },
    { "isLgl", FAMILY_WORD, WORD_IS_LGL },
    { "lastClr", FAMILY_NONE, WORD_LAST_CLR },
    { "list", FAMILY_WORD, WORD_LIST },
    { "listDef", FAMILY_WORD, WORD_LIST_DEF },
    { "listDefId", FAMILY_WORD, WORD_LIST_DEF_ID },
    { "listEntry", FAMILY_WORD, WORD_LIST_ENTRY },
    { "listPr", FAMILY_WORD, WORD_LIST_PR },
    { "listStyleLink", FAMILY_WORD, WORD_LIST_STYLE_LINK },
    { "lists", FAMILY_WORD, WORD_LISTS },
    { "lsid", FAMILY_WORD, WORD_LIST_ID },
    { "lt1", FAMILY_DRAWING, WORD_THEME_COLOR_SLOT },
    { "lt2", FAMILY_DRAWING, WORD_THEME_COLOR_SLOT },
    { "lvl", FAMILY_WORD, WORD_LVL },
    { "lvlOverride", FAMILY_WORD, WORD_LVL_OVERRIDE },
    { "lvlRestart", FAMILY_WORD, WORD_LVL_RESTART },
    { "lvlText", FAMILY_WORD, WORD_LVL_TEXT },
    { "moveFrom", FAMILY_WORD, WORD_MOVE_FROM },
    { "moveTo", FAMILY_WORD, WORD_MOVE_TO },
    { "name", FAMILY_WORD, WORD_NAME },
    { "name", FAMILY_PACKAGE, WORD_PART_NAME },
    { "nfc", FAMILY_WORD, WORD_NFC },
    { "noBreakHyphen", FAMILY_WORD, WORD_NO_BREAK_HYPHEN },
    { "num", FAMILY_WORD, WORD_NUM },
    { "numFmt", FAMILY_WORD, WORD_NUM_FMT },
    { "numId", FAMILY_WORD, WORD_NUM_ID },
    { "numPr", FAMILY_WORD, WORD_NUM_PR },
    { "numPrChange", FAMILY_WORD, WORD_CHANGE },
    { "numStyleLink", FAMILY_WORD, WORD_NUM_STYLE_LINK },
    { "object", FAMILY_WORD, WORD_OBJECT },
    { "outlineLvl", FAMILY_WORD, WORD_OUTLINE_LVL },
    { "p", FAMILY_WORD, WORD_P },
    { "pPr", FAMILY_WORD, WORD_P_PR },
    { "pPrChange", FAMILY_WORD, WORD_CHANGE },
    { "pStyle", FAMILY_WORD, WORD_P_STYLE },
    { "package", FAMILY_PACKAGE, WORD_PACKAGE },
    { "pageBreakBefore", FAMILY_WORD, WORD_PAGE_BREAK_BEFORE },
    { "part", FAMILY_PACKAGE, WORD_PART },
    { "ptab", FAMILY_WORD, WORD_PTAB },
    { "r", FAMILY_WORD, WORD_R },
    { "rFonts", FAMILY_WORD, WORD_R_FONTS },
    { "rPr", FAMILY_WORD, WORD_R_PR },
    { "rPrChange", FAMILY_WORD, WORD_CHANGE },
    { "rStyle", FAMILY_WORD, WORD_R_STYLE },
    { "result", FAMILY_WORD, WORD_RESULT },
    { "rt", FAMILY_WORD, WORD_RT },
    { "sdt", FAMILY_WORD, WORD_SDT },
    { "sdtContent", FAMILY_WORD, WORD_SDT_CONTENT },
    { "sdtPr", FAMILY_WORD, WORD_SDT_PR },
    { "sectPr", FAMILY_WORD, WORD_SECT_PR },
    { "sectPrChange", FAMILY_WORD, WORD_CHANGE },
    { "shd", FAMILY_WORD, WORD_SHD },
    { "showingPlcHdr", FAMILY_WORD, WORD_SHOWING_PLACEHOLDER },
    { "softHyphen", FAMILY_WORD, WORD_SOFT_HYPHEN },
    { "srgbClr", FAMILY_DRAWING, WORD_SRGB_CLR },
    { "start", FAMILY_WORD, WORD_START },
    { "startOverride", FAMILY_WORD, WORD_START_OVERRIDE },
    { "style", FAMILY_WORD, WORD_STYLE },
    { "styleId", FAMILY_WORD, WORD_STYLE_ID },
    { "styleLink", FAMILY_WORD, WORD_STYLE_LINK },
    { "styles", FAMILY_WORD, WORD_STYLES },
    { "subDoc", FAMILY_WORD, WORD_SUB_DOC },
    { "subject", FAMILY_PROPERTIES, WORD_SUBJECT },
    { "suff", FAMILY_WORD, WORD_SUFF },
    { "sym", FAMILY_WORD, WORD_SYM },
    { "sysClr", FAMILY_DRAWING, WORD_SYS_CLR },
    { "t", FAMILY_WORD, WORD_T },
    { "t", FAMILY_HINT, WORD_LIST_TEXT },
    { "tab", FAMILY_WORD, WORD_TAB },
    { "tbl", FAMILY_WORD, WORD_TBL },
    { "tblGrid", FAMILY_WORD, WORD_TBL_GRID },
    { "tblGridChange", FAMILY_WORD, WORD_CHANGE },
    { "tblHeader", FAMILY_WORD, WORD_TBL_HEADER },
    { "tblPr", FAMILY_WORD, WORD_TBL_PR },
    { "tblPrChange", FAMILY_WORD, WORD_CHANGE },
    { "tblPrExChange", FAMILY_WORD, WORD_CHANGE },
    { "tblStyle", FAMILY_WORD, WORD_TBL_STYLE },
    { "tblStylePr", FAMILY_WORD, WORD_TBL_STYLE_PR },
    { "tc", FAMILY_WORD, WORD_TC },
    { "tcPr", FAMILY_WORD, WORD_TC_PR },
    { "tcPrChange", FAMILY_WORD, WORD_CHANGE },
    { "themeFill", FAMILY_WORD, WORD_THEME_FILL },
    { "themeFillShade", FAMILY_WORD, WORD_THEME_FILL_SHADE },
    { "themeFillTint", FAMILY_WORD, WORD_THEME_FILL_TINT },
    { "title", FAMILY_PROPERTIES, WORD_TITLE },
    { "tr", FAMILY_WORD, WORD_TR },
    { "trPr", FAMILY_WORD, WORD_TR_PR },
    { "trPrChange", FAMILY_WORD, WORD_CHANGE },
    { "txbxContent", FAMILY_WORD, WORD_TXBX_CONTENT },
    { "type", FAMILY_WORD, WORD_TYPE },
    { "vMerge", FAMILY_WORD, WORD_V_MERGE },
    { "val", FAMILY_NONE, WORD_VAL },
    { "val", FAMILY_WORD, WORD_VAL },
    { "val", FAMILY_HINT, WORD_VAL },
    { "val", FAMILY_WORD_2010, WORD_VAL },
    { "vanish", FAMILY_WORD, WORD_VANISH },
    { "vmerge", FAMILY_WORD, WORD_V_MERGE },
    { "wordDocument", FAMILY_WORD, WORD_WORD_DOCUMENT },
    { "xmlData", FAMILY_PACKAGE, WORD_XML_DATA },
};

static enum family find_family(const char *uri)
{
    if (!uri)
        return FAMILY_NONE;
    for (size_t i = 0; i < ARRAY_LENGTH(namespaces); i++)
        if (strcmp(namespaces[i].uri, uri) == 0)
            return namespaces[i].family;
    return FAMILY_PROPERTIES + 1;
}

static int compare(const void *a, const void *b)
{
    const struct known_name *wanted = a;
    const struct known_name *known = b;
    int order = strcmp(wanted->local, known->local);

    return order ? order : (int)wanted->family - (int)known->family;
}

enum word_name word_name_find(const char *uri, const char *local)
{
    struct known_name wanted = { .local = local, .family = find_family(uri) };
    const struct known_name *found = bsearch(&wanted, names, ARRAY_LENGTH(names), sizeof *names, compare);

    return found ? found->name : WORD_OTHER;
}
