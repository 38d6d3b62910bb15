# shellcheck shell=bash
# Instructions and memory of a program on this machine. Needs the packages valgrind and time.

# In an empty environment, as at boot: the C library reads every variable of it.
instructions() {
    env -i valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >/dev/null |
        awk '/Collected :/ { print $NF }'
}
kilobytes() { env -i /usr/bin/time -f %M "$@" 2>&1 >/dev/null | tail -n 1; }
