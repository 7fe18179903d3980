#include "base/library.h"

#ifdef LIBRARIES_ON_DEMAND

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn static void give_up(const char *library)
{
    const char *why = dlerror();

    fprintf(stderr, "planrisk: error: the library %s can't be opened: %s\n", library,
            why ? why : "it was not there when planrisk was built");
    exit(2);
}

#define TEXT_OF(...)          #__VA_ARGS__
#define EXPANDED_TEXT_OF(...) TEXT_OF(__VA_ARGS__)

/* "libzip" is installed as "libzip.so.4". */
static void *open_installed(const char *library)
{
    size_t length = strlen(library);
    char installed[] = EXPANDED_TEXT_OF(LIBRARIES_ON_DEMAND);
    char *rest = NULL;

    for (char *name = strtok_r(installed, ",", &rest); name; name = strtok_r(NULL, ",", &rest))
        if (strncmp(name, library, length) == 0 && name[length] == '.')
            return dlopen(name, RTLD_LAZY | RTLD_LOCAL); /* at once where the library itself asks for it */
    return NULL;
}

void library_open(const char *library, const char *const *names, size_t count, void *functions)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    void *function = NULL;
    void *opened;

    pthread_mutex_lock(&lock);
    if (memcmp(functions, &function, sizeof function) == 0) {
        if (!(opened = open_installed(library)))
            give_up(library);
        for (size_t i = 0; i < count; i++) {
            if (!(function = dlsym(opened, names[i])))
                give_up(library);
            memcpy((char *)functions + i * sizeof function, &function, sizeof function);
        }
    }
    pthread_mutex_unlock(&lock);
}

#else

void library_open(const char *library, const char *const *names, size_t count, void *functions)
{
    (void)library, (void)names, (void)count, (void)functions;
}

#endif
