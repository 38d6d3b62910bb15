# shellcheck shell=dash
# A board that sets itself up from its init scripts, and loses its power. The folder boot beside this file is laid over
# the machine: the profile and /etc/init.d, which has run when this script starts.
#
# usage: boot.sh first    and, with the same disks,
#        boot.sh again
# shellcheck source=Tests/Guest/lib.sh
. /tests/lib.sh
mount_cgroups v2

expect_equal "$1 boot: zram0 is swap" "$(swap_row /dev/zram0)" "partition $((48 * 1024 - page_kib)) 100"
expect_equal "$1 boot: zram0 has its algorithm" "$(zram_algorithm 0)" lz4
expect_equal "$1 boot: the swap file is active" "$(swap_row /var/swap)" "file $((16 * 1024 - page_kib)) 10"
expect_equal "$1 boot: app has memory.max" "$(cat "$cgroups/app/memory.max")" $((48 << 20))
expect_status "$1 boot: nothing is left to do" 0 zramctl-swift plan --detailed-exitcode

swap_file=$(stat -c 'inode %i, written at %Y' /var/swap)
uuid=$(dd if=/var/swap bs=1 skip=1036 count=16 2>/dev/null | hexdump -ve '1/1 "%02x"')
if [ "$1" = first ]; then
    # To the spare partition: syncing anything on /var would save what the program should have synced itself.
    echo "$swap_file, $uuid" | dd of=/dev/vdb4 conv=fsync 2>/dev/null
    cut_power
fi
expect_equal 'the swap file of the first boot is in use again, as it was' "$swap_file, $uuid" "$(head -n 1 /dev/vdb4)"
expect_status 'the init script takes it down' 0 /etc/init.d/S20zram stop
expect_equal 'no swap is left' "$(active_swaps)" 0
