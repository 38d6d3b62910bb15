# A board's life with the program: nothing → apply → apply again → a changed profile → off → nothing. What the kernel
# then has is read by busybox, not by the program itself.
#
# usage: lifecycle.sh v2|v1|hybrid
. /tests/lib.sh
hierarchy=$1
mount_cgroups "$hierarchy"

# A limit's file in this hierarchy.
limit() {
    case "$hierarchy $2" in
    'v2 '*) cat "$cgroups/$1/$2" ;;
    *' memory.max') cat "$cgroups/$1/memory.limit_in_bytes" ;;
    *' memory.swap.max') cat "$cgroups/$1/memory.memsw.limit_in_bytes" ;;
    esac
}

write_profile() { # SIZE ALGORITHM PRIORITY FILE-SIZE MAX
    cat >"$profile" <<PROFILE
version: 1
zram:
  zram0:
    size: $1
    algorithm: $2
    mem_limit: ram / 4
    swap: { priority: $3 }
  spare:
    size: 8M
    swap: { priority: 1, discard: pages }
swap_files:
  /var/swap: { size: $4, priority: 10 }
swap_devices:
  PARTLABEL=board-swap: { priority: 5, format: true }
  LABEL=prepared: { priority: 4 }
cgroups:
  app:
    memory.max: $5
    memory.swap.max: 32M
  app/worker:
    memory.max: 16M
PROFILE
}

# traced COMMAND…: the changing system calls that it made, from outside the program.
traced() {
    strace -f -o /tmp/trace \
        -e trace=swapon,swapoff,write,pwrite64,openat,mkdir,mkdirat,rmdir,rename,renameat,renameat2,unlink,unlinkat,fallocate \
        "$@" >/tmp/traced.out 2>&1
    # Writing to the terminal and to the lock file is no change of the machine.
    grep -vE '^[0-9]+ +(write\([12],|openat\(.*O_RDONLY|openat\(.*zramctl-swift.lock|\+\+\+|---)' /tmp/trace |
        grep -vE 'openat\([^)]*O_(PATH|DIRECTORY)'
}

page=4096
write_profile 64M zstd 100 32M 48M

expect_equal 'nothing is there before' "$(active_swaps)" 0
expect_status 'validate accepts the profile' 0 zramctl-swift validate
expect_status 'plan sees changes' 2 zramctl-swift plan --detailed-exitcode
echo "$output" | sed 's/^/    /'
expect_equal 'plan changes nothing' "$(active_swaps)" 0

expect_status 'apply sets up everything' 0 zramctl-swift apply
echo "$output" | sed 's/^/    /'
expect_equal 'zram0 has its size' "$(cat /sys/block/zram0/disksize)" $((64 << 20))
expect_equal 'zram0 has its algorithm' "$(zram_algorithm 0)" zstd
ram=$(awk '/^MemTotal:/ { print $2 * 1024 }' /proc/meminfo)
expect_equal 'zram0 has its memory limit' "$(awk '{ print $4 }' /sys/block/zram0/mm_stat)" \
    $(((ram / 4 + page - 1) / page * page))
expect_equal 'zram0 is swap with its priority' "$(swap_row /dev/zram0)" "partition $((64 * 1024 - 4)) 100"
expect_equal 'the device with a name is swap' "$(swap_row /dev/zram1)" "partition $((8 * 1024 - 4)) 1"
expect_equal 'the device with a name carries it as label' \
    "$(dd if=/dev/zram1 bs=1 skip=1052 count=5 2>/dev/null)" spare
expect_equal 'the swap file is active' "$(swap_row /var/swap)" "file $((32 * 1024 - 4)) 10"
expect_equal 'the swap file is its owner'\''s alone' "$(stat -c '%a %u %s' /var/swap)" "600 0 $((32 << 20))"
expect_equal 'nothing else is left beside it' "$(ls -A /var | grep -v lost+found)" swap
expect_equal 'the partition was formatted and is active' "$(swap_row /dev/vdb1)" "partition $((32 * 1024 - 4)) 5"
expect_equal 'the prepared partition is active' "$(swap_row /dev/vdb2)" "partition $((32 * 1024 - 4)) 4"
expect_equal 'the prepared partition kept its UUID' \
    "$(dd if=/dev/vdb2 bs=1 skip=1036 count=16 2>/dev/null | hexdump -ve '1/1 "%02x"')" 0123456789ab4cde8f0123456789abcd
expect_equal 'app has memory.max' "$(limit app memory.max)" $((48 << 20))
case "$hierarchy" in
v2) expect_equal 'app has memory.swap.max' "$(limit app memory.swap.max)" $((32 << 20)) ;;
*) expect_equal 'app has memory and swap together' "$(limit app memory.swap.max)" $((80 << 20)) ;;
esac
expect_equal 'app/worker has memory.max' "$(limit app/worker memory.max)" $((16 << 20))

expect_status 'plan is empty after apply' 0 zramctl-swift plan --detailed-exitcode
changes=$(traced zramctl-swift apply)
expect_equal 'a second apply writes nothing' "$changes" ''
expect_contains 'and says so' "$(cat /tmp/traced.out)" 'in sync'

write_profile 48M lz4 90 24M 40M
expect_status 'plan sees the changed profile' 2 zramctl-swift plan --detailed-exitcode
echo "$output" | sed 's/^/    /'
expect_contains 'it would replace and change' "$output" 'to create, 1 to change, 2 to replace, 0 to remove'
expect_status 'apply follows the changed profile' 0 zramctl-swift apply
echo "$output" | sed 's/^/    /'
expect_equal 'zram0 has the new size' "$(cat /sys/block/zram0/disksize)" $((48 << 20))
expect_equal 'zram0 has the new algorithm' "$(zram_algorithm 0)" lz4
expect_equal 'zram0 has the new priority' "$(swap_row /dev/zram0)" "partition $((48 * 1024 - 4)) 90"
expect_equal 'the swap file has the new size' "$(swap_row /var/swap)" "file $((24 * 1024 - 4)) 10"
expect_equal 'app has the new memory.max' "$(limit app memory.max)" $((40 << 20))
expect_status 'plan is empty again' 0 zramctl-swift plan --detailed-exitcode
expect_status 'status tells in JSON' 0 zramctl-swift status --json
expect_contains 'status names the device' "$output" zram0

expect_status 'off takes everything down' 0 zramctl-swift off
echo "$output" | sed 's/^/    /'
expect_equal 'no swap is left' "$(active_swaps)" 0
expect_equal 'zram0 is reset' "$(cat /sys/block/zram0/initstate)" 0
expect_equal 'the device with a name is gone' "$(ls -d /sys/block/zram1 2>&1 | grep -c 'No such')" 1
expect_equal 'the swap file is gone' "$(ls -A /var | grep -v lost+found)" ''
expect_equal 'the cgroups are gone' "$(ls -d "$cgroups"/app 2>&1 | grep -c 'No such')" 1
expect_equal 'the neighbour partition is untouched' \
    "$(dd if=/dev/vdb3 bs=1 skip=1144 count=8 2>/dev/null)" precious
expect_status 'a second off has nothing to do' 0 zramctl-swift off
