#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include <stddef.h>

/**
 * Libraries that only some commands need are opened when they are first used: with all that they bring along
 * (libzip OpenSSL, libxml2 ICU and the library of C++) they take longer to link than a small plan takes to
 * read. Their functions are called through a struct of pointers that bear their names, so
 * `libzip.zip_fread(...)` is what `zip_fread(...)` would be:
 *
 *     #define LIBZIP_FUNCTIONS(FUNCTION) FUNCTION(zip_fread) FUNCTION(zip_fclose)
 *     extern struct libzip { LIBZIP_FUNCTIONS(LIBRARY_POINTER) } libzip;
 *     void libzip_open(void);
 *
 * LIBRARIES_ON_DEMAND is the names under which they are installed, with commas between them
 * (src/find_libraries.sh). Without it they are linked as any other library, and the pointers are there from
 * the start.
 */
#define LIBRARY_POINTER(name) __typeof__(name) *name;
#define LIBRARY_NAME(name)    #name,
#define LIBRARY_ADDRESS(name) .name = (name),

/* What the struct holds at the start. */
#ifdef LIBRARIES_ON_DEMAND
#define LIBRARY_START(FUNCTIONS)                                                                             \
    {                                                                                                        \
        0                                                                                                    \
    }
#else
#define LIBRARY_START(FUNCTIONS)                                                                             \
    {                                                                                                        \
        FUNCTIONS(LIBRARY_ADDRESS)                                                                           \
    }
#endif

/**
 * Opens a library, "libzip", and finds its functions, once; later calls do nothing. Any thread may call it.
 * functions: a struct of pointers, one for each of the names, in their order.
 * A library that can't be opened or lacks a function ends the program with one line on standard error and
 * exit status 2, as running out of memory does: the installation is incomplete, and no file is to blame.
 */
void library_open(const char *library, const char *const *names, size_t count, void *functions);
#endif
