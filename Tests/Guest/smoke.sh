# shellcheck shell=dash
# Is the machine what the other scenarios need?
# shellcheck source=Tests/Guest/lib.sh
. /tests/lib.sh
uname -r
expect_status "modprobe loads zram" 0 modprobe zram
cat /sys/block/zram0/comp_algorithm
echo zstd >/sys/block/zram0/comp_algorithm
expect_equal "zram0 takes zstd" "$(echo 16M >/sys/block/zram0/disksize && cat /sys/block/zram0/disksize)" 16777216
mkswap /dev/zram0 >/dev/null && swapon /dev/zram0
expect_equal "zram0 is swap" "$(awk '$1 == "/dev/zram0" { print $2 }' /proc/swaps)" partition
ls -l /dev/vd*
expect_equal "vdb2 is the prepared partition" "$(dd if=/dev/vdb2 bs=1 skip=1052 count=8 2>/dev/null)" prepared
free
