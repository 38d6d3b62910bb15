# shellcheck shell=dash
# Sets up zram, a swap file, a partition and cgroups with the usual tools, and hands over a copy of all that the program
# reads of a machine: a fixture for the hosted tests. busybox has a swapon too, without priorities.
#
#   scripts/guests/run --kernel 6.12 --program /usr/sbin/swapon --out Tests/Fixtures/debian-6.12-v2 capture v2
#
# usage: capture.sh v2|v1|hybrid [odd]
#   odd: also a removed device node, a path with a blank, a loop device, and a zram device that is no swap
# shellcheck source=Tests/Guest/lib.sh
. /tests/lib.sh
mount_cgroups "$1"

make_swap_file() {
    dd if=/dev/zero of="$1" bs=1M count=8 2>/dev/null
    chmod 600 "$1"
    mkswap "$1" >/dev/null
}

modprobe zram num_devices=3
echo zstd >/sys/block/zram0/comp_algorithm
echo 64M >/sys/block/zram0/disksize
echo 32M >/sys/block/zram0/mem_limit
mkswap -L zram0 /dev/zram0 >/dev/null
/usr/bin/swapon -p 100 /dev/zram0
make_swap_file /var/swap
swapon /var/swap
/usr/bin/swapon -p 5 /dev/vdb2
wanted=3
if [ "$2" = odd ]; then
    echo 16M >/sys/block/zram1/disksize
    mkswap -L removed /dev/zram1 >/dev/null
    swapon /dev/zram1 && rm /dev/zram1
    echo 16M >/sys/block/zram2/disksize
    mke2fs -b 4096 /dev/zram2 >/dev/null && mkdir /tmp/zram && mount -t ext4 /dev/zram2 /tmp/zram
    make_swap_file '/var/two words'
    swapon '/var/two words'
    modprobe loop
    make_swap_file /var/under-loop
    losetup /dev/loop0 /var/under-loop
    swapon /dev/loop0
    wanted=6
    grep -q zram2 /proc/self/mountinfo || not_ok "zram2 is mounted"
fi
[ "$1" != v2 ] || echo +memory >"$cgroups/cgroup.subtree_control"
mkdir -p "$cgroups/app" "$cgroups/web/one"
sleep 1000 &
echo $! >"$cgroups/web/one/cgroup.procs"
if [ "$1" = v2 ]; then
    echo 48M >"$cgroups/app/memory.max"
    echo 32M >"$cgroups/app/memory.high"
    echo 64M >"$cgroups/app/memory.swap.max"
    echo 1 >"$cgroups/app/memory.oom.group"
else
    echo 48M >"$cgroups/app/memory.limit_in_bytes"
    echo 64M >"$cgroups/app/memory.memsw.limit_in_bytes"
fi

# copy FILE…: files of sysfs and proc have no size, so they are read, not copied. Write-only ones come out empty.
copy() {
    for file in "$@"; do
        [ -f "$file" ] || continue
        mkdir -p "/out${file%/*}"
        cat "$file" >"/out$file" 2>/dev/null
    done
}
# copy_page FILE…: the first page of devices and files.
copy_page() {
    for file in "$@"; do
        mkdir -p "/out${file%/*}"
        dd if="$file" of="/out$file" bs=4096 count=1 2>/dev/null
    done
}
copy /proc/swaps /proc/meminfo /proc/cmdline /proc/cgroups /proc/self/mountinfo
copy /proc/sys/kernel/osrelease /proc/sys/kernel/modprobe /proc/sys/vm/overcommit_memory
copy /sys/module/zswap/parameters/enabled /sys/block/loop0/loop/backing_file
for device in /sys/block/zram*; do
    for name in comp_algorithm algorithm_params disksize initstate mm_stat dev; do copy "$device/$name"; done
done
for device in vdb1 vdb2 vdb3; do
    for name in dev size ro; do copy "/sys/class/block/$device/$name"; done
done
mkdir -p /out/sys/class/zram-control && : >/out/sys/class/zram-control/hot_add
for folder in "$cgroups" "$cgroups"/app "$cgroups"/web "$cgroups"/web/one; do
    for name in min low high max swap.high swap.max oom.group current limit_in_bytes memsw.limit_in_bytes \
        soft_limit_in_bytes usage_in_bytes; do
        copy "$folder/memory.$name"
    done
    for name in controllers subtree_control procs; do copy "$folder/cgroup.$name"; done
done
[ "$1" != hybrid ] || copy /sys/fs/cgroup/unified/cgroup.controllers
copy_page /dev/zram0 /dev/vdb1 /dev/vdb2 /dev/vdb3 /var/swap
[ "$2" != odd ] || copy_page '/var/two words' /var/under-loop /dev/zram2
expect_equal 'all swap areas of the machine that is copied are active' "$(active_swaps)" "$wanted"
