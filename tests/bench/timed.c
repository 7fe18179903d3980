/*
 * Runs a command without its output and prints, on one line: wall milliseconds, processor milliseconds (user and system, of the
 * command and all that it waited for), and the most memory that one of its processes held, in MB.
 * usage: timed COMMAND [ARGUMENT ...]
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static double of_time(struct timeval time)
{
    return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

static void become(char **command)
{
    int nowhere = open("/dev/null", O_WRONLY);

    if (nowhere < 0 || dup2(nowhere, STDOUT_FILENO) < 0 || dup2(nowhere, STDERR_FILENO) < 0)
        _exit(127);
    execvp(command[0], command);
    _exit(127);
}

int main(int argument_count, char **arguments)
{
    struct rusage usage;
    double begin = milliseconds();
    int status = 0;
    pid_t child = argument_count > 1 ? fork() : -1;

    if (child == 0)
        become(arguments + 1);
    if (child < 0 || waitpid(child, &status, 0) != child) {
        fputs("usage: timed COMMAND [ARGUMENT ...]\n", stderr);
        return 2;
    }
    double wall = milliseconds() - begin;

    getrusage(RUSAGE_CHILDREN, &usage);
    printf("%.1f %.1f %.1f\n", wall, of_time(usage.ru_utime) + of_time(usage.ru_stime), (double)usage.ru_maxrss / 1024);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
