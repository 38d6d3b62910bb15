#include "CSystem.h"

static volatile sig_atomic_t noted_signal;

static void note_signal(int number) {
    if (noted_signal == 0) noted_signal = number;
}

void csystem_note_signals(void) {
    static const int numbers[] = {SIGTERM, SIGINT, SIGHUP};
    // Without SA_RESTART, so that no call waits on through one.
    struct sigaction action = {.sa_handler = note_signal};
    sigemptyset(&action.sa_mask);
    for (unsigned i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct sigaction old;
        if (sigaction(numbers[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN) sigaction(numbers[i], &action, NULL);
    }
}

int csystem_noted_signal(void) { return noted_signal; }

void csystem_settle_signals(void) {
    signal(SIGPIPE, SIG_IGN);
    signal(SIGCHLD, SIG_DFL);
}
