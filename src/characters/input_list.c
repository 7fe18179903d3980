#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/memory.h"
#include "characters/file_read.h"

/* A folder already walked, so that a link back to it is not. */
struct visited {
    dev_t device;
    ino_t node;
};

struct walk {
    struct input_list *list;
    struct diag_sink *sink;
    enum status status;
    size_t root_length; /* of the folder given, with its slash: what relative names leave out */
    struct visited *visited;
    size_t visited_count, visited_capacity;
};

static void add_file(struct input_list *list, const char *path, const char *relative)
{
    list->items = memory_grow(list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = (struct input_file){
        .path = memory_copy_text(path, strlen(path)),
        .relative = memory_copy_text(relative, strlen(relative)),
    };
}

static void refuse(struct walk *walk, enum diag_code code, const char *path, const char *what)
{
    diag_report(walk->sink, code, path, 0, 0, "%s", what);
    walk->status = STATUS_REFUSED;
}

static bool ends_with(const char *name, const char *end)
{
    size_t length = strlen(name);

    return length >= strlen(end) && strcmp(name + length - strlen(end), end) == 0;
}

/* Hidden files, and what editors and Word leave beside a file that is open. */
static int is_wanted(const struct dirent *entry)
{
    const char *name = entry->d_name;

    return name[0] != '.' && name[0] != '#' && strncmp(name, "~$", 2) != 0 && !ends_with(name, "~") &&
           !ends_with(name, ".bak") && !ends_with(name, ".swp");
}

static int compare_entries(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name); /* by bytes; alphasort goes by the locale */
}

static bool was_visited(struct walk *walk, const struct stat *facts)
{
    for (size_t i = 0; i < walk->visited_count; i++)
        if (walk->visited[i].device == facts->st_dev && walk->visited[i].node == facts->st_ino)
            return true;
    walk->visited =
        memory_grow(walk->visited, walk->visited_count, &walk->visited_capacity, sizeof *walk->visited);
    walk->visited[walk->visited_count++] = (struct visited){ facts->st_dev, facts->st_ino };
    return false;
}

static void walk_folder(struct walk *walk, const char *path);

/* Most folders tell of an entry that it is a file; one that does not, and a link, is looked at. */
static void walk_entry(struct walk *walk, const char *path, const struct dirent *entry)
{
    bool is_file = entry->d_type == DT_REG;
    struct stat facts;

    if (!is_file && stat(path, &facts) != 0)
        refuse(walk, DIAG_FILE_UNREADABLE, path, strerror(errno));
    else if (is_file || S_ISREG(facts.st_mode))
        add_file(walk->list, path, path + walk->root_length);
    else if (S_ISDIR(facts.st_mode) && !was_visited(walk, &facts))
        walk_folder(walk, path);
}

/* path has no slash at its end, unless it is all of it. */
static void walk_folder(struct walk *walk, const char *path)
{
    struct dirent **entries = NULL;
    struct buffer name = { 0 };
    int count = scandir(path, &entries, is_wanted, compare_entries);

    if (count < 0) {
        refuse(walk, DIAG_FILE_UNREADABLE, path, strerror(errno));
        return;
    }
    buffer_add_string(&name, path);
    buffer_add_string(&name, ends_with(path, "/") ? "" : "/");
    for (size_t i = 0, folder = name.length; i < (size_t)count; i++) {
        name.length = folder;
        buffer_add_string(&name, entries[i]->d_name);
        walk_entry(walk, buffer_string(&name), entries[i]);
        free(entries[i]);
    }
    free(entries);
    buffer_free(&name);
}

static int compare_files(const void *a, const void *b)
{
    return strcmp(((const struct input_file *)a)->relative, ((const struct input_file *)b)->relative);
}

static void sort_files(struct input_list *list, size_t first)
{
    if (list->count > first)
        qsort(list->items + first, list->count - first, sizeof *list->items, compare_files);
}

static enum status add_folder(struct input_list *list, const char *given, const struct stat *facts,
                              struct diag_sink *sink)
{
    struct walk walk = { .list = list, .sink = sink };
    size_t before = list->count;
    size_t length = strlen(given);

    while (length > 1 && given[length - 1] == '/')
        length--;
    char *path = memory_copy_text(given, length);

    walk.root_length = length + (path[length - 1] != '/');
    was_visited(&walk, facts);
    walk_folder(&walk, path);
    sort_files(list, before);
    free(walk.visited);
    free(path);
    return walk.status;
}

static enum status add_standard_input(struct input_list *list, struct diag_sink *sink)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i].path, "-") == 0) {
            diag_report(sink, DIAG_USAGE, NULL, 0, 0, "standard input (-) can be read only once");
            return STATUS_USAGE;
        }
    }
    add_file(list, "-", "-");
    return STATUS_OK;
}

enum status input_list_add(struct input_list *list, const char *path, struct diag_sink *sink)
{
    struct stat facts;
    const char *slash = strrchr(path, '/');

    if (strcmp(path, "-") == 0)
        return add_standard_input(list, sink);
    if (stat(path, &facts) != 0) {
        bool missing = errno == ENOENT || errno == ENOTDIR;

        diag_report(sink, missing ? DIAG_FILE_MISSING : DIAG_FILE_UNREADABLE, path, 0, 0, "%s",
                    missing ? "there is no such file or folder" : strerror(errno));
        return STATUS_REFUSED;
    }
    if (S_ISDIR(facts.st_mode))
        return add_folder(list, path, &facts, sink);
    add_file(list, path, slash ? slash + 1 : path);
    return STATUS_OK;
}

void input_list_free(struct input_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].path);
        free(list->items[i].relative);
        free(list->items[i].sha256);
    }
    free(list->items);
    *list = (struct input_list){ 0 };
}
