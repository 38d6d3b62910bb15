// Linked into the program for memcheck in the place of swapon(2) and swapoff(2), which valgrind does not know and refuses:
// another program, /tests/swap_call, makes the call.
#include <errno.h>
#include <spawn.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int elsewhere(const char *call, const char *path, int flags) {
    static const char mine[] = "/proc/self/";
    char number[16], place[4096];
    snprintf(number, sizeof number, "%d", flags);
    if (strncmp(path, mine, sizeof mine - 1) == 0) {
        snprintf(place, sizeof place, "/proc/%d/%s", (int)getpid(), path + sizeof mine - 1);
        path = place;
    }
    char *const words[] = {"/tests/swap_call", (char *)call, (char *)path, number, NULL};
    char *const environment[] = {NULL};
    pid_t child;
    int status;
    int error = posix_spawn(&child, words[0], NULL, NULL, words, environment);
    if (error == 0) error = waitpid(child, &status, 0) == child && WIFEXITED(status) ? WEXITSTATUS(status) : EINTR;
    errno = error;
    return error == 0 ? 0 : -1;
}

int __wrap_swapon(const char *path, int flags) { return elsewhere("on", path, flags); }

int __wrap_swapoff(const char *path) { return elsewhere("off", path, 0); }
