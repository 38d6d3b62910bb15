# shellcheck shell=bash
# What scripts/guests/run boots: an initramfs and three disks. Needs $top, the top of the repository.

# What a scenario may load, by name or on demand; what a kernel has built in or lacks is passed over.
GUEST_MODULES=(zram lz4 lz4hc lzo lzo-rle zstd deflate 842 loop crc32c_generic virtio_pci virtio_blk ext4)

# guest_modules KERNEL_FOLDER ROOT MODULE…: copies the modules and all that they need, and writes modules.dep again.
guest_modules() {
    local kernel_folder=$1 root=$2 release from to file
    shift 2
    release=$(<"$kernel_folder/release")
    from=$kernel_folder/lib/modules/$release to=$root/lib/modules/$release
    mkdir -p "$to"
    # A line of modules.dep has all that a module needs, not only the next: «fs/a.ko.xz: lib/b.ko.xz lib/c.ko.xz».
    awk -v wanted="$*" '
        BEGIN { count = split(wanted, names, " "); for (i = 1; i <= count; i++) want[names[i]] = 1 }
        {
            name = $1; sub(/.*\//, "", name); sub(/\.ko.*/, "", name)
            if (name in want) for (i = 1; i <= NF; i++) { sub(/:$/, "", $i); print $i }
        }' "$from/modules.dep" | sort -u | while read -r file; do
        mkdir -p "$to/${file%/*}"
        # Uncompressed: the emulated processor would take far longer over it than this one.
        case "$file" in
        *.xz) xz -dc "$from/$file" >"$to/${file%.xz}" ;;
        *) cp "$from/$file" "$to/$file" ;;
        esac
    done
    cp "$from"/modules.{builtin,builtin.modinfo,order} "$to/"
    depmod -b "$root" "$release"
}

# guest_program PROGRAM ROOT: copies a program of this machine and the shared libraries that it loads.
guest_program() {
    local library
    mkdir -p "$2/usr/bin"
    # An applet of that name is a link to /bin/busybox, which a plain copy would follow: out of the folder, to this
    # machine's own.
    cp -L --remove-destination "$1" "$2/usr/bin/"
    # A static program loads none.
    { ldd "$1" 2>/dev/null | grep -o '/[^ ]*' || true; } | while read -r library; do
        mkdir -p "$2${library%/*}"
        cp -L --remove-destination "$library" "$2$library"
    done
}

# guest_archive ROOT: the folder as an initramfs on standard output, all of it root's. Not compressed, see guest_modules.
guest_archive() { (cd "$1" && find . -print0 | sort -z | cpio --null --create --quiet --format=newc --owner=0:0); }

# guest_root KERNEL_FOLDER ROOT MODULE…: what all guests of a kernel have in common: busybox under all its names, strace,
# the usual modules and the named ones.
guest_root() {
    local kernel_folder=$1 root=$2 applet programs=$1/programs
    shift 2
    mkdir -p "$root"/{bin,sbin,dev,proc,sys,run,tmp,var,out,tests,usr/bin,usr/sbin,etc/init.d,etc/zramctl-swift}
    if [ -d "$programs" ]; then
        # Of another processor; this machine's busybox has the same names.
        cp -a "$programs/." "$root/"
        cp "$programs/usr/bin/busybox" "$root/bin/busybox"
        ln -s usr/lib "$root/lib"
    else
        cp /bin/busybox "$root/bin/busybox"
        guest_program /usr/bin/strace "$root"
    fi
    /bin/busybox --list-full | while read -r applet; do
        [ -e "$root/$applet" ] || ln -s /bin/busybox "$root/$applet"
    done
    guest_modules "$kernel_folder" "$root" "${GUEST_MODULES[@]}" "$@"
    cp "$kernel_folder/config" "$root/kernel-config"
}

# guest_system KERNEL_FOLDER SYSTEM ROOT MODULE…: a copy of a system of scripts/guests/systems with the same modules.
guest_system() {
    local kernel_folder=$1 system=$2 root=$3
    shift 3
    cp -a "$system" "$root"
    mkdir -p "$root/tests"
    cp /bin/busybox "$root/tests/busybox"
    guest_modules "$kernel_folder" "$root" "${GUEST_MODULES[@]}" "$@"
}

# guest_partition IMAGE SECTOR: copies standard input's file system or swap area to a partition of the image.
guest_partition() { dd of="$1" bs=512 seek="$2" conv=notrunc,sparse status=none; }

# guest_disks FOLDER PAGE: makes for a kernel with pages of that size what is missing of
#   data.img  /dev/vda  ext4, labelled board-data, for swap files
#   swap.img  /dev/vdb  GPT: 1 board-swap, empty · 2 prepared, swap labelled prepared · 3 other, ext4 labelled precious ·
#                       4 spare, empty; 32 MiB each
#   out.img   /dev/vdc  takes what the scenario leaves in /out; always new
guest_disks() {
    local folder=$1 part=$1/part.tmp
    mkdir -p "$folder"
    if [ ! -e "$folder/data.img" ]; then
        truncate -s 768M "$folder/data.img"
        # All of it now, so that nothing is written later but what a scenario writes.
        mkfs.ext4 -q -F -L board-data -E lazy_itable_init=0,lazy_journal_init=0 "$folder/data.img"
    fi
    if [ ! -e "$folder/swap.img" ]; then
        truncate -s 136M "$folder/swap.img"
        sfdisk --quiet "$folder/swap.img" <<'LAYOUT'
label: gpt
label-id: 11111111-2222-4333-8444-000000000000
start=2048,   size=65536, name=board-swap, uuid=11111111-2222-4333-8444-555555555551
start=67584,  size=65536, name=prepared,   uuid=11111111-2222-4333-8444-555555555552
start=133120, size=65536, name=other,      uuid=11111111-2222-4333-8444-555555555553
start=198656, size=65536, name=spare,      uuid=11111111-2222-4333-8444-555555555554
LAYOUT
        truncate -s 32M "$part"
        mkswap -q -p "$2" -L prepared -U 01234567-89ab-4cde-8f01-23456789abcd "$part" 2>/dev/null
        guest_partition "$folder/swap.img" 67584 <"$part"
        rm "$part"
        truncate -s 32M "$part"
        mkfs.ext4 -q -F -L precious "$part"
        guest_partition "$folder/swap.img" 133120 <"$part"
        rm "$part"
    fi
    rm -f "$folder/out.img"
    truncate -s 64M "$folder/out.img"
}

# systemd_overlay FOLDER: what lies over the system with systemd so that it starts a scenario as its last service, and
# nothing of this project before.
systemd_overlay() {
    local folder=$1
    mkdir -p "$folder/etc/systemd/system/graphical.target.wants"
    cp -a "${top:?}/Tests/Systems/common/tests" "$top/Tests/Systems/systemd/etc" "$folder/"
    rm -r "$folder/etc/systemd/system/zramctl-swift.service.d"
    : >"$folder/etc/fstab"
    ln -s /etc/systemd/system/guest-test.service "$folder/etc/systemd/system/graphical.target.wants/"
}
