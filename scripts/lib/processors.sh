# shellcheck shell=bash
# The processors that the product is built for.

PROCESSORS=(x86_64 aarch64 armv7 riscv64)

# processor ARCH: sets what the other scripts want to know of it.
# shellcheck disable=SC2034 # read by the scripts that source this file
processor() {
    # $gnu: the prefix of Debian's tools and folders. $triple: what Swift's toolchain calls it; the toolchain's library for
    # Embedded Swift has no Linux but this machine's, and needs none. $machine_flags: its C compiler's flags.
    case "$1" in
    x86_64) debian=amd64 gnu=x86_64-linux-gnu triple=x86_64-unknown-linux-gnu machine_flags=() ;;
    aarch64) debian=arm64 gnu=aarch64-linux-gnu triple=aarch64-none-none-elf machine_flags=() ;;
    armv7)
        debian=armhf gnu=arm-linux-gnueabihf triple=armv7-none-none-eabi
        # Thumb's instructions, a third smaller than ARM's; Swift takes them from here too. off_t and time_t have 64 bits,
        # for every module that includes the C library.
        machine_flags=(-mthumb -mfloat-abi=hard -mfpu=vfpv3-d16 -D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64)
        ;;
    riscv64) debian=riscv64 gnu=riscv64-linux-gnu triple=riscv64-none-none-eabi
        machine_flags=(-march=rv64gc -mabi=lp64d) ;;
    *) echo "error: no processor '$1'; there are ${PROCESSORS[*]}" >&2 && return 64 ;;
    esac
}

# emulator ARCH: the program of Debian's qemu-user that runs another processor's programs here.
emulator() { echo "qemu-${1/armv7/arm}"; }
