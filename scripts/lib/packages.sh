# shellcheck shell=bash
# Debian packages that the scripts need, installed only when missing.

# What scripts/build needs beside the Swift toolchain.
# shellcheck disable=SC2034 # read by the scripts that source this file
BUILD_PACKAGES=(debian-archive-keyring dpkg-dev python3 xz-utils)

# What `swift build` and `swift test` need on this machine.
# shellcheck disable=SC2034
HOSTED_PACKAGES=(binutils gcc libc6-dev libblkid-dev libyaml-dev pkg-config zlib1g-dev)

# What the formatting and the hosted tests need beside that.
# shellcheck disable=SC2034
FIRST_PACKAGES=(
    "${BUILD_PACKAGES[@]}" "${HOSTED_PACKAGES[@]}" bzip2 e2fsprogs fdisk lz4 lzop shellcheck util-linux xz-utils zstd
)

# What all of scripts/test needs: at once, since two cannot install at the same time.
# shellcheck disable=SC2034
TEST_PACKAGES=(
    "${FIRST_PACKAGES[@]}" attr btrfs-progs busybox-static cpio dmsetup f2fs-tools file fish gzip kmod lintian lld make mandoc
    python3-venv qemu-system-arm qemu-system-misc qemu-system-x86 qemu-user secilc strace time valgrind zsh
)

as_root() {
    if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

# need_packages PACKAGE…: returns when all of them are installed; prints apt's words only when it failed.
need_packages() {
    local package status missing=() log
    for package in "$@"; do
        # One line for each processor that it is there for.
        status=$(dpkg-query --show --showformat '${db:Status-Status}\n' "$package" 2>/dev/null) || status=''
        grep --quiet --line-regexp installed <<<"$status" || missing+=("$package")
    done
    ((${#missing[@]})) || return 0
    if ((EUID != 0)) && ! command -v sudo >/dev/null; then
        echo "error: these packages are missing and this is neither root nor a user with sudo: ${missing[*]}" >&2
        return 1
    fi
    echo "installing: ${missing[*]}" >&2
    log=$(mktemp)
    # A third-party source that is out of reach need not matter: the install that follows decides.
    as_root apt-get -q update >"$log" 2>&1 || echo "warning: apt-get update failed for some source" >&2
    if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install --yes --no-install-recommends \
        --option DPkg::Lock::Timeout=300 "${missing[@]}" >>"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        echo "error: cannot install: ${missing[*]}" >&2
        return 1
    fi
    rm -f "$log"
}
