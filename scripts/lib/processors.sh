# shellcheck shell=bash
# The processors that the product is built for.

PROCESSORS=(x86_64 aarch64 armv7 riscv64)

# processor ARCH: sets what the other scripts need to know about it.
#   $debian         Debian's name of it
#   $kernel         the folder of its headers in linux-libc-dev
#   $musl           the folder of its files in musl-dev
#   $triple         Swift's name of it. Without an operating system: the toolchain has Embedded Swift's library for no other
#                   Linux than x86_64's, and expects glibc there.
#   $target         clang's name of it
#   $machine_flags  flags of both compilers
# shellcheck disable=SC2034 # read by the scripts that source this file
processor() {
    machine_flags=()
    case "$1" in
    x86_64) debian=amd64 kernel=x86_64-linux-gnu musl=x86_64-linux-musl triple=x86_64-unknown-none-elf target=$musl ;;
    aarch64) debian=arm64 kernel=aarch64-linux-gnu musl=aarch64-linux-musl triple=aarch64-none-none-elf target=$musl ;;
    armv7)
        debian=armhf kernel=arm-linux-gnueabihf musl=arm-linux-musleabihf triple=armv7-none-none-eabi
        target=armv7-linux-musleabihf
        # Thumb's instructions are a third smaller than ARM's; Swift takes them from here too.
        machine_flags=(-mthumb -mfloat-abi=hard -mfpu=vfpv3-d16)
        ;;
    riscv64)
        debian=riscv64 kernel=riscv64-linux-gnu musl=riscv64-linux-musl triple=riscv64-none-none-eabi target=$musl
        machine_flags=(-march=rv64gc -mabi=lp64d)
        ;;
    *) echo "error: no processor '$1'; there are ${PROCESSORS[*]}" >&2 && return 64 ;;
    esac
}

# emulator ARCH: the program of Debian's qemu-user that runs another processor's programs here.
emulator() { echo "qemu-${1/armv7/arm}"; }
