#include "output/output_file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diagnostic.h"
#include "base/memory.h"

enum { MODE_NEW = 0666 }; /* less the umask, as for any file that a program makes */

/* "DIR/.NAME.PID.new": beside the file, so that the rename stays on one disk. */
static char *temporary_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
    size_t room = strlen(path) + 32;
    char *name = memory_new(room);

    snprintf(name, room, "%.*s.%s.%ld.new", (int)folder, path, path + folder, (long)getpid());
    return name;
}

/* A device or pipe can't be renamed over; it is written as it is. */
static bool is_special(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

static enum status fail(struct output_file *file, struct diag_sink *sink, const char *what)
{
    const char *name = file->path ? file->path : "standard output";

    if (errno)
        diag_report(sink, DIAG_OUTPUT, name, 0, 0, "%s: %s", what, strerror(errno));
    else
        diag_report(sink, DIAG_OUTPUT, name, 0, 0, "%s",
                    what); /* an earlier write failed, its cause is gone */
    output_file_abandon(file);
    return STATUS_OUTPUT;
}

enum status output_file_open(struct output_file *file, const char *path, struct diag_sink *sink)
{
    *file = (struct output_file){ .stream = stdout };
    if (!path || strcmp(path, "-") == 0)
        return STATUS_OK;
    file->path = memory_copy_text(path, strlen(path));
    file->temporary = is_special(path) ? NULL : temporary_name(path);

    int descriptor =
        open(file->temporary ? file->temporary : path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, MODE_NEW);
    file->stream = descriptor < 0 ? NULL : fdopen(descriptor, "wb");
    if (file->stream)
        return STATUS_OK;
    return fail(file, sink, "can't be written");
}

/* Has the reader of standard output gone? Its pipe then stands in error, whatever became of errno. */
static bool is_unwanted(void)
{
    struct pollfd pipe = { .fd = STDOUT_FILENO, .events = POLLOUT };

    return poll(&pipe, 1, 0) == 1 && (pipe.revents & POLLERR);
}

enum status output_file_close(struct output_file *file, struct diag_sink *sink)
{
    if (file->is_closed)
        return STATUS_OK;
    errno = 0;
    bool is_bad = fflush(file->stream) != 0 || ferror(file->stream);

    if (!file->path) {
        file->is_closed = true;
        return is_bad && !is_unwanted() ? fail(file, sink, "can't be written") : STATUS_OK;
    }
    is_bad = is_bad || (file->temporary && fsync(fileno(file->stream)) != 0);
    if (is_bad)
        return fail(file, sink, "can't be written");
    is_bad = fclose(file->stream) != 0;
    file->stream = NULL;
    file->is_closed = true;
    return is_bad ? fail(file, sink, "can't be written") : STATUS_OK;
}

enum status output_file_finish(struct output_file *file, struct diag_sink *sink)
{
    enum status status = output_file_close(file, sink);

    if (status != STATUS_OK)
        return status;
    if (file->temporary && rename(file->temporary, file->path) != 0)
        return fail(file, sink, "can't be put in place");
    free(file->temporary);
    free(file->path);
    *file = (struct output_file){ 0 };
    return STATUS_OK;
}

void output_file_abandon(struct output_file *file)
{
    if (file->stream && file->path)
        fclose(file->stream);
    if (file->temporary)
        unlink(file->temporary);
    free(file->temporary);
    free(file->path);
    *file = (struct output_file){ 0 };
}
