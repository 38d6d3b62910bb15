# shellcheck shell=dash
# Sets up zram, a swap file, a partition and cgroups with busybox alone, and hands over a copy of all that the program
# reads of a machine: a fixture for the hosted tests.
#
# usage: capture.sh v2|v1|hybrid
# shellcheck source=Tests/Guest/lib.sh
. /tests/lib.sh
mount_cgroups "$1"

modprobe zram
echo zstd >/sys/block/zram0/comp_algorithm
echo 64M >/sys/block/zram0/disksize
mkswap -L zram0 /dev/zram0 >/dev/null
swapon /dev/zram0
dd if=/dev/zero of=/var/swap bs=1M count=8 2>/dev/null
chmod 600 /var/swap
mkswap /var/swap >/dev/null
swapon /var/swap
swapon /dev/vdb2
[ "$1" != v2 ] || echo +memory >"$cgroups/cgroup.subtree_control"
mkdir -p "$cgroups/app" "$cgroups/web"
if [ "$1" = v2 ]; then
    echo 48M >"$cgroups/app/memory.max"
    echo 32M >"$cgroups/app/memory.high"
else
    echo 48M >"$cgroups/app/memory.limit_in_bytes"
fi

# copy FILE…: sysfs and proc files have no size, so they are read, not copied. Write-only ones come out empty.
copy() {
    for file in "$@"; do
        [ -f "$file" ] || continue
        mkdir -p "/out${file%/*}"
        cat "$file" >"/out$file" 2>/dev/null
    done
}
copy /proc/swaps /proc/meminfo /proc/cmdline /proc/modules /proc/cgroups /proc/self/mountinfo /proc/filesystems
copy /proc/sys/kernel/osrelease /proc/sys/kernel/modprobe
for device in /sys/block/zram*; do copy "$device"/*; done
copy /sys/block/vdb/vdb2/dev /sys/block/vdb/vdb2/size
mkdir -p /out/sys/class/zram-control && : >/out/sys/class/zram-control/hot_add
for folder in "$cgroups" "$cgroups"/app "$cgroups"/web; do copy "$folder"/memory.* "$folder"/cgroup.*; done
rm -f /out/sys/block/zram*/uevent
mkdir -p /out/dev /out/var
dd if=/dev/zram0 of=/out/dev/zram0 bs=4096 count=1 2>/dev/null
dd if=/dev/vdb2 of=/out/dev/vdb2 bs=4096 count=1 2>/dev/null
dd if=/var/swap of=/out/var/swap bs=4096 count=1 2>/dev/null
copy /lib/modules/*/modules.dep
expect_equal 'the machine that is copied has three swap areas' "$(active_swaps)" 3
