#ifndef CHARACTERS_LIBZIP_H
#define CHARACTERS_LIBZIP_H

#include <zip.h>

#include "base/library.h"

/** Of libzip, which reads Word's packages. (base/library.h) */
#define LIBZIP_FUNCTIONS(FUNCTION)                                                                           \
    FUNCTION(zip_discard)                                                                                    \
    FUNCTION(zip_error_code_zip)                                                                             \
    FUNCTION(zip_error_fini)                                                                                 \
    FUNCTION(zip_error_init)                                                                                 \
    FUNCTION(zip_error_strerror)                                                                             \
    FUNCTION(zip_fclose)                                                                                     \
    FUNCTION(zip_fopen_index)                                                                                \
    FUNCTION(zip_fread)                                                                                      \
    FUNCTION(zip_get_name)                                                                                   \
    FUNCTION(zip_get_num_entries)                                                                            \
    FUNCTION(zip_open_from_source)                                                                           \
    FUNCTION(zip_source_buffer_create)                                                                       \
    FUNCTION(zip_source_free)                                                                                \
    FUNCTION(zip_stat_index)

extern struct libzip {
    LIBZIP_FUNCTIONS(LIBRARY_POINTER)
} libzip;

/** Before the first call of one of them. */
void libzip_open(void);
#endif
