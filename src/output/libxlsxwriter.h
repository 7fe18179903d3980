#ifndef OUTPUT_LIBXLSXWRITER_H
#define OUTPUT_LIBXLSXWRITER_H

#include <xlsxwriter.h>

#include "base/library.h"

/** Of libxlsxwriter, which writes the workbook. (base/library.h) */
#define LIBXLSXWRITER_FUNCTIONS(FUNCTION)                                                                    \
    FUNCTION(format_set_align)                                                                               \
    FUNCTION(format_set_bg_color)                                                                            \
    FUNCTION(format_set_bold)                                                                                \
    FUNCTION(format_set_border)                                                                              \
    FUNCTION(format_set_bottom)                                                                              \
    FUNCTION(format_set_font_color)                                                                          \
    FUNCTION(format_set_font_size)                                                                           \
    FUNCTION(format_set_num_format)                                                                          \
    FUNCTION(format_set_text_wrap)                                                                           \
    FUNCTION(lxw_rowcol_to_cell)                                                                             \
    FUNCTION(lxw_rowcol_to_cell_abs)                                                                         \
    FUNCTION(lxw_strerror)                                                                                   \
    FUNCTION(workbook_add_format)                                                                            \
    FUNCTION(workbook_add_worksheet)                                                                         \
    FUNCTION(workbook_close)                                                                                 \
    FUNCTION(workbook_new)                                                                                   \
    FUNCTION(workbook_set_properties)                                                                        \
    FUNCTION(worksheet_autofilter)                                                                           \
    FUNCTION(worksheet_conditional_format_range)                                                             \
    FUNCTION(worksheet_data_validation_range)                                                                \
    FUNCTION(worksheet_fit_to_pages)                                                                         \
    FUNCTION(worksheet_freeze_panes)                                                                         \
    FUNCTION(worksheet_hide)                                                                                 \
    FUNCTION(worksheet_print_area)                                                                           \
    FUNCTION(worksheet_repeat_rows)                                                                          \
    FUNCTION(worksheet_set_column)                                                                           \
    FUNCTION(worksheet_set_footer)                                                                           \
    FUNCTION(worksheet_set_landscape)                                                                        \
    FUNCTION(worksheet_set_paper)                                                                            \
    FUNCTION(worksheet_set_row)                                                                              \
    FUNCTION(worksheet_write_formula_num)                                                                    \
    FUNCTION(worksheet_write_formula_str)                                                                    \
    FUNCTION(worksheet_write_number)                                                                         \
    FUNCTION(worksheet_write_string)                                                                         \
    FUNCTION(worksheet_write_unixtime)

extern struct libxlsxwriter {
    LIBXLSXWRITER_FUNCTIONS(LIBRARY_POINTER)
} libxlsxwriter;

/** Before the first call of one of them. */
void libxlsxwriter_open(void);
#endif
