#ifndef CLI_TEXT_LIST_H
#define CLI_TEXT_LIST_H

#include <stddef.h>

/** Words of the command line, in order; { 0 } is none. Borrows the words. */
struct text_list {
    const char **items;
    size_t count;
    size_t capacity;
};

void text_list_add(struct text_list *list, const char *text);
void text_list_free(struct text_list *list);
#endif
