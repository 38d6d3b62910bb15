// Runs a program and has one of its reads or writes done in part: the kernel is asked for fewer bytes than the program
// wanted, so that what it says it did is what it did. The way in which strace injects faults, a call that is not made,
// cannot show that.
//
// usage: cut-short RECORD CALL NUMBER BYTES PROGRAM [ARGUMENT…]
//   RECORD   gets a line about the call, when it was made and did exactly BYTES
//   CALL     read, write, pread64 or pwrite64
//   NUMBER   the how manieth of the program itself, counted from 1; its children are left alone
//   BYTES    how many it may do
//
// Exits as the program does, with 128 and the signal's number where one killed it, and with 125 when it cannot be run.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct {
    const char *name;
    unsigned long long number;
} calls[] = {{"read", SYS_read}, {"write", SYS_write}, {"pread64", SYS_pread64}, {"pwrite64", SYS_pwrite64}};

static int failure(const char *what) {
    fprintf(stderr, "cut-short: %s: %s\n", what, strerror(errno));
    return 125;
}

int main(int count, char **words) {
    unsigned known = 0;
    while (count >= 6 && known < sizeof calls / sizeof *calls && strcmp(words[2], calls[known].name) != 0) known++;
    if (count < 6 || known == sizeof calls / sizeof *calls) {
        fputs("usage: cut-short RECORD CALL NUMBER BYTES PROGRAM [ARGUMENT…]\n", stderr);
        return 125;
    }
    long wanted = atol(words[3]), seen = 0;
    unsigned long long bytes = strtoull(words[4], NULL, 10), asked = 0;

    pid_t program = fork();
    if (program == 0) {
        ptrace(PTRACE_TRACEME, 0, NULL, NULL);
        raise(SIGSTOP);
        execvp(words[5], words + 5);
        _exit(failure(words[5]));
    }
    int status;
    if (program < 0 || waitpid(program, &status, 0) < 0) return failure("fork");
    long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL;
    if (ptrace(PTRACE_SETOPTIONS, program, NULL, options) != 0) return failure("ptrace");

    int entering = 1, signal = 0;
    for (;;) {
        if (ptrace(PTRACE_SYSCALL, program, NULL, (long)signal) != 0 && errno != ESRCH) return failure("ptrace");
        while (waitpid(program, &status, 0) < 0) {
            if (errno != EINTR) return failure("wait");
        }
        if (WIFEXITED(status)) return WEXITSTATUS(status);
        if (WIFSIGNALED(status)) return 128 + WTERMSIG(status);
        signal = 0;
        if (WSTOPSIG(status) != (SIGTRAP | 0x80)) {
            // That of the execve is the tracer's own.
            if (WSTOPSIG(status) != SIGTRAP) signal = WSTOPSIG(status);
            continue;
        }
        struct user_regs_struct registers;
        if (ptrace(PTRACE_GETREGS, program, NULL, &registers) != 0) return failure("ptrace");
        // The number and the third argument (syscall(2)).
        if (registers.orig_rax == calls[known].number) {
            if (entering && ++seen == wanted && bytes < registers.rdx) {
                asked = registers.rdx;
                registers.rdx = bytes;
                ptrace(PTRACE_SETREGS, program, NULL, &registers);
            } else if (!entering && asked != 0) {
                // The compiler counts on it that a call leaves its arguments alone.
                registers.rdx = asked;
                ptrace(PTRACE_SETREGS, program, NULL, &registers);
                FILE *record = registers.rax == bytes ? fopen(words[1], "w") : NULL;
                if (record) {
                    fprintf(record, "%s(%llu, …, %llu) = %llu (INJECTED)\n", words[2], registers.rdi, asked, bytes);
                    fclose(record);
                }
                asked = 0;
            }
        }
        entering = !entering;
    }
}
