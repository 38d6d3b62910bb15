#include "CSystem.h"

#include <pthread.h>

// The product has one thread, tests have many.
#ifdef EMBEDDED
static void lock(void) {}
static void unlock(void) {}
#else
static pthread_mutex_t getopt_lock = PTHREAD_MUTEX_INITIALIZER;
static void lock(void) { pthread_mutex_lock(&getopt_lock); }
static void unlock(void) { pthread_mutex_unlock(&getopt_lock); }
#endif

void csystem_getopt_begin(void) {
    lock();
    // 0 makes glibc and musl forget an earlier run that ended in the middle of a word.
    optind = 0;
    opterr = 0;
}

struct csystem_option csystem_getopt_next(
    int argc, char *const argv[], const char *short_options, const struct option *long_options) {
    optopt = 0;
    optarg = NULL;
    int code = getopt_long(argc, argv, short_options, long_options, NULL);
    return (struct csystem_option){.code = code, .culprit = optopt, .argument = optarg, .next = optind};
}

void csystem_getopt_end(void) { unlock(); }

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
