// Signals.
#pragma once

/// From now on SIGTERM, SIGINT and SIGHUP, unless they are ignored, end nothing but are noted.
void csystem_note_signals(void);
/// The first signal that was noted; 0 for none.
int csystem_noted_signal(void);

/// From now on a write to a pipe that nobody reads fails with EPIPE and raises no signal, and children are there to be
/// waited for, even where the caller ignores SIGCHLD: how they ended would be lost (waitpid(2), ECHILD).
void csystem_settle_signals(void);
