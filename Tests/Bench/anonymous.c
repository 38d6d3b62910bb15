// Runs a program to its end and prints how much anonymous memory it has then, in KiB: heap, stack and what it has written
// of its data. Unlike the largest resident set it does not depend on how many pages of the file a fault brings along.
//
//   anonymous PROGRAM [ARGUMENT…]
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

static long anonymous(pid_t child)
{
    char path[64], line[256];
    long kib = -1;
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)child);
    FILE *file = fopen(path, "re");
    while (file != NULL && fgets(line, sizeof line, file) != NULL)
        sscanf(line, "Anonymous: %ld", &kib);
    if (file != NULL)
        fclose(file);
    return kib;
}

int main(int count, char **words)
{
    static char *const environment[] = {NULL};
    if (count < 2)
        return 64;
    pid_t child = fork();
    if (child == 0) {
        dup2(open("/dev/null", O_RDWR), 1);
        ptrace(PTRACE_TRACEME, 0, NULL, NULL);
        execve(words[1], words + 1, environment);
        _exit(127);
    }
    long kib = -1;
    for (int status = 0, begun = 0; waitpid(child, &status, 0) == child && !WIFEXITED(status) && !WIFSIGNALED(status);) {
        int signal = WSTOPSIG(status);
        if (!begun) {
            begun = 1;
            ptrace(PTRACE_SETOPTIONS, child, NULL, PTRACE_O_TRACEEXIT);
            signal = 0;
        } else if (status >> 8 == (SIGTRAP | PTRACE_EVENT_EXIT << 8)) {
            kib = anonymous(child);
            signal = 0;
        }
        ptrace(PTRACE_CONT, child, NULL, signal);
    }
    printf("%ld\n", kib);
    return kib < 0;
}
