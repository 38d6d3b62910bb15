// getopt_long(3) without its global variables in sight, and signals.
#pragma once

#include <getopt.h>

/// What one call of getopt_long found.
struct csystem_option {
    /// What getopt_long returned: -1 at the end, 1 for an operand, '?' or ':' for a mistake, else the option's value.
    int code;
    /// optopt: the value of the option that was used wrongly; 0 for one that does not exist.
    int culprit;
    /// optarg: points into argv; null without an argument.
    const char *argument;
    /// optind: where the next call goes on.
    int next;
};

/// Begins a run over argv. The variables of getopt_long are this thread's until csystem_getopt_end.
void csystem_getopt_begin(void);
struct csystem_option csystem_getopt_next(
    int argc, char *const argv[], const char *short_options, const struct option *long_options);
void csystem_getopt_end(void);

/// From now on SIGTERM, SIGINT and SIGHUP, unless they are ignored, end nothing but are noted.
void csystem_note_signals(void);
/// The first signal that was noted; 0 for none.
int csystem_noted_signal(void);

/// From now on a write to a pipe that nobody reads fails with EPIPE and raises no signal, and children are there to be
/// waited for, even where the caller ignores SIGCHLD: how they ended would be lost (waitpid(2), ECHILD).
void csystem_settle_signals(void);
