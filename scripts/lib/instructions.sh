# shellcheck shell=bash
# Instructions and memory of a program on this machine. Needs the packages valgrind and time.

# In an empty environment, as at boot: the C library reads every variable of it.
instructions() {
    env -i valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >/dev/null |
        awk '/Collected :/ { print $NF }'
}
kilobytes() { env -i /usr/bin/time -f %M "$@" 2>&1 >/dev/null | tail -n 1; }

# build_musl_floor PROGRAM: the floor of scripts/bench with musl, for x86_64. Needs libraries.sh.
build_musl_floor() {
    local flags
    c_flags x86_64
    # shellcheck disable=SC2154 # find_toolchain sets it
    "$toolchain/bin/clang" "${flags[@]}" -O2 -Wall -Werror -c -o "$1.o" Tests/Bench/floor.c
    link_c x86_64 "$1" --strip-all "$1.o"
    rm "$1.o"
}
