# shellcheck shell=bash
# What the product links beside its own objects, for each processor in one way:
#
#   .build/libraries/sources/NAME   util-linux, libyaml and zlib, unpacked from Debian's source packages
#   .build/libraries/ARCH           musl and the kernel's headers from Debian's packages, libgcc for what a processor cannot
#                                   do itself, and libblkid, libyaml and zlib compiled from those sources
#
# Both hold a file versions. Nothing is installed. Needs debian.sh, processors.sh the packages
# BUILD_PACKAGES, and in $toolchain the toolchain's folder.

# The release that they come from, so that machines of several releases build the same product; a package that the mirror
# cannot deliver comes from this machine's release.
LIBRARIES_SUITE=trixie
# The compiler of that release, for its libgcc.
LIBRARIES_GCC=14

# What has been proved; scripts/build says so when the mirror has another one. Sources/CBlkid/config.h is made for this
# util-linux, and the list of files below for all three.
LIBRARIES_PROVED=('musl-dev 1.2.5-' 'util-linux 2.41.5-' 'libyaml 0.2.5-' 'zlib 1:1.3.dfsg+really1.3.1-' 'zlib 1:1.2.13.dfsg-')

# find_toolchain: sets $resources, where the toolchain has Swift's libraries, and $toolchain, which has its programs in bin.
find_toolchain() {
    resources=$(swift -print-target-info | python3 -c 'import json, sys; print(json.load(sys.stdin)["paths"]["runtimeResourcePath"])')
    toolchain=$(cd "$resources/../.." && pwd)
}

library_suites() {
    local own
    own=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
    echo "$LIBRARIES_SUITE"
    [ -z "$own" ] || [ "$own" = "$LIBRARIES_SUITE" ] || echo "$own"
}

# fetch_source WORK NAME: unpacks a source package to .build/libraries/sources/NAME.
fetch_source() {
    local work=$1 name=$2 suite
    mkdir -p "$work/$name"
    for suite in $(library_suites); do
        rm -f "$work/$name"/*
        [ -e "$work/$suite/updated" ] || { debian_apt "$work/$suite" "source:$suite" amd64 update && touch "$work/$suite/updated"; } || continue
        (cd "$work/$name" && debian_apt "$work/$suite" "source:$suite" amd64 source --download-only "$name") || continue
        dpkg-source --no-check -x "$work/$name"/*.dsc ".build/libraries/sources/$name" || return
        sed -n "/^Version:/ { s/Version:/$name/; p; q; }" "$work/$name"/*.dsc >>.build/libraries/sources/versions
        return
    done
    return 1
}

fetch_sources() {
    local work=.build/libraries/.fetch-sources name
    [ ! -e .build/libraries/sources/complete ] || return 0
    rm -rf "$work" .build/libraries/sources
    mkdir -p "$work" .build/libraries/sources
    for name in util-linux libyaml zlib; do
        fetch_source "$PWD/$work" $name >>"$work/log" 2>&1 || { cat "$work/log" >&2 && echo "error: no source package $name" >&2 && return 1; }
    done
    rm -rf "$work"
    touch .build/libraries/sources/complete
}

# fetch_c_library ARCH: the C library, the kernel's headers and libgcc.
fetch_c_library() {
    local work=.build/libraries/.fetch-$1 folder=.build/libraries/$1 suite package
    processor "$1"
    [ ! -e "$folder/complete" ] || return 0
    for suite in $(library_suites); do
        rm -rf "$work" "$folder"
        mkdir -p "$work/packages" "$folder/kernel"
        # shellcheck disable=SC2154 # processor sets it
        if debian_apt "$PWD/$work" "$suite" "$debian" update >"$work/log" 2>&1 &&
            (cd "$work/packages" && debian_apt "$PWD/.." "$suite" "$debian" download musl-dev linux-libc-dev "libgcc-$LIBRARIES_GCC-dev") >>"$work/log" 2>&1; then
            for package in "$work"/packages/*.deb; do
                dpkg-deb -x "$package" "$work/root"
                # shellcheck disable=SC2016 # dpkg-deb fills these in
                dpkg-deb --show --showformat '${Package} ${Version}\n' "$package" >>"$folder/versions"
            done
            mv "$work/root/usr/include/$musl" "$folder/include"
            mv "$work/root/usr/lib/$musl" "$folder/lib"
            mv "$work/root"/usr/lib/gcc/*/"$LIBRARIES_GCC"/libgcc.a "$folder/lib/"
            # The processor's own part is a link out of the folder.
            cp -rL "$work/root"/usr/include/{linux,asm-generic,mtd,scsi} "$work/root/usr/include/$kernel/asm" "$folder/kernel/"
            rm -rf "$work"
            touch "$folder/complete"
            return 0
        fi
    done
    cat "$work/log" >&2
    echo "error: no C library for $1" >&2
    return 1
}

# c_flags ARCH: sets flags, those of clang for C that goes into the product. A section for each function and no unwind
# tables: what is not called is not linked.
c_flags() {
    local folder=$PWD/.build/libraries/$1
    processor "$1"
    flags=(
        "--target=$target" "${machine_flags[@]}" -Os -ffunction-sections -fdata-sections
        -fno-unwind-tables -fno-asynchronous-unwind-tables "-ffile-prefix-map=$PWD=."
        -nostdlibinc -isystem "$folder/include" -isystem "$folder/kernel"
    )
}

# link_c ARCH PROGRAM ARGUMENT…: a static program of those objects and the product's libraries. Needs $toolchain.
link_c() {
    local lib=.build/libraries/$1/lib program=$2
    shift 2
    "$toolchain/bin/ld.lld" -static --gc-sections -o "$program" "$lib/crt1.o" "$lib/crti.o" "$@" "$lib/libraries.a" \
        --start-group "$lib/libc.a" "$lib/libgcc.a" --end-group "$lib/crtn.o"
}

# The files that each library is made of.
library_files() {
    local util_linux=.build/libraries/sources/util-linux name
    ls $util_linux/libblkid/src/{,partitions/,superblocks/,topology/}*.c
    for name in blkdev buffer canonicalize crc32 crc32c crc64 encode env fileutils linux_version loopdev md5 path sha256 strutils sysfs xxhash; do
        echo $util_linux/lib/$name.c
    done
    for name in api parser reader scanner; do echo .build/libraries/sources/libyaml/src/$name.c; done
    # Without its checksums: Sources/CSystem/checksum.c.
    for name in inffast inflate inftrees zutil; do echo .build/libraries/sources/zlib/$name.c; done
}

# compile_libraries ARCH: libblkid, libyaml and zlib, as one archive and their headers.
compile_libraries() {
    local folder=.build/libraries/$1 sources=.build/libraries/sources flags version yaml
    [ ! -e "$folder/compiled" ] || return 0
    rm -rf "$folder/objects"
    mkdir -p "$folder/objects" "$folder/headers"
    version=$(sed -n 's/^util-linux \([0-9.]*\).*/\1/p' "$sources/versions")
    yaml=$(sed -n 's/^libyaml \([0-9.]*\).*/\1/p' "$sources/versions")
    sed "s/@LIBBLKID_VERSION@/$version/; s/@LIBBLKID_DATE@//" "$sources/util-linux/libblkid/src/blkid.h.in" >"$folder/headers/blkid.h"
    cp "$sources"/libyaml/include/yaml.h "$sources"/zlib/{zlib,zconf}.h "$folder/headers/"
    c_flags "$1"
    flags+=(
        -w -D_GNU_SOURCE "-DLIBBLKID_VERSION=\"$version\"" "-DYAML_VERSION_STRING=\"$yaml\""
        -DYAML_VERSION_MAJOR=0 -DYAML_VERSION_MINOR=0 -DYAML_VERSION_PATCH=0 -include Sources/CBlkid/config.h
        "-I$sources/util-linux/include" "-I$sources/util-linux/libblkid/src" "-I$sources/libyaml/include" "-I$folder/headers"
    )
    # A name for each object: «partitions/sun.c» and «superblocks/sun.c» are two.
    library_files | while read -r file; do
        name=${file#"$sources/"}
        printf '%s\0' -c -o "$folder/objects/${name//\//-}.o" "$file"
    done | xargs -0 -P 2 -n 4 "$toolchain/bin/clang" "${flags[@]}" || return
    "$toolchain/bin/llvm-ar" rcsD "$folder/lib/libraries.a" "$folder"/objects/*.o
    rm -r "$folder/objects"
    touch "$folder/compiled"
}

# make_libraries ARCH…: all of it, fetched and compiled side by side.
make_libraries() {
    local arch jobs=() job
    mkdir -p .build/libraries
    fetch_sources & jobs+=($!)
    for arch in "$@"; do fetch_c_library "$arch" & jobs+=($!); done
    for job in "${jobs[@]}"; do wait "$job" || return; done
    for arch in "$@"; do compile_libraries "$arch" || return; done
}

# library_notes ARCH: a line for each library of a version that has not been proved.
library_notes() {
    local line proved
    grep -hvE '^(linux-libc-dev|libgcc-)' ".build/libraries/$1/versions" .build/libraries/sources/versions | while read -r line; do
        for proved in "${LIBRARIES_PROVED[@]}"; do [[ $line != "$proved"* ]] || continue 2; done
        echo "note: $line has not been tested with this program"
    done
}

# library_versions ARCH: on one line: «musl-dev 1.2.5-3, util-linux 2.41.5-0+deb13u1, …».
library_versions() {
    grep -hv '^linux-libc-dev' ".build/libraries/$1/versions" .build/libraries/sources/versions | paste -sd ';' | sed 's/;/, /g'
}
