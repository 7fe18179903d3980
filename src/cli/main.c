#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "base/memory.h"
#include "cli/command_line.h"

/* A stream that the caller closed leads nowhere, rather than into the next file that is opened. */
static void open_standard_streams(void)
{
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++)
        if (fcntl(descriptor, F_GETFD) < 0 && open("/dev/null", O_RDWR) != descriptor)
            _exit(2);
}

int main(int argc, char **argv)
{
    open_standard_streams();
    memory_set_up();
    signal(SIGPIPE, SIG_IGN); /* a reader that stops listening must not stop an import */
    signal(SIGXFSZ, SIG_IGN); /* a file size limit is a full disk: a write fails, and we say so */
    return command_line_run(argc > 0 ? argc - 1 : 0, argv + 1);
}
