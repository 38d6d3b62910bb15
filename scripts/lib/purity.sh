# shellcheck shell=bash
# What a product may be made of.

# pure PROGRAM: whether the program, with its symbols, is static, has musl and the program's own heap, and nothing of glibc
# nor of musl's allocator. Needs $toolchain.
pure() {
    local symbols foreign
    # shellcheck disable=SC2154 # the caller has it
    symbols=$("$toolchain/bin/llvm-nm" --format=just-symbols "$1") || return
    # Whole lists into variables: a grep that ends early would kill what writes to it, and pipefail would make of that a
    # symbol that was not found.
    foreign=$(grep -E '^(_IO_(file|2_1|str)_|_nl_|_dl_relocate|__gconv|__libc_early_init|__libc_start_call_main|__malloc_alloc_meta|_Unwind_)' <<<"$symbols" || true)
    if [ -n "$foreign" ]; then
        printf 'error: in %s are symbols of another C library, of its allocator or of an unwinder:\n%s\n' "$1" "$(head -n 5 <<<"$foreign")" >&2
        return 1
    fi
    for wanted in __init_libc malloc zramctl_swift_main; do
        grep -qx "$wanted" <<<"$symbols" || { echo "error: $1 has no symbol $wanted" >&2 && return 1; }
    done
    if "$toolchain/bin/llvm-objdump" --private-headers "$1" 2>/dev/null | grep -E '^ *(INTERP|DYNAMIC)' >&2; then
        echo "error: $1 is not static" >&2
        return 1
    fi
}
