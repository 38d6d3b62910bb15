# shellcheck shell=dash
# f2fs as a place for swap files, on /dev/vdd, and with its own compression on /dev/vde. f2fs moves data when it cleans its
# log, so the kernel pins an active swap file; a compressed file has no place of its own on the disk.
# shellcheck source=Tests/Guest/lib.sh
. /tests/lib.sh
modprobe f2fs
mkdir -p /tmp/plain /tmp/packed
expect_status 'f2fs is mounted' 0 mount -t f2fs /dev/vdd /tmp/plain
expect_status 'f2fs with compression is mounted' 0 mount -t f2fs -o compress_algorithm=lz4,compress_extension=* /dev/vde /tmp/packed

cat >"$profile" <<'PROFILE'
version: 1
swap_files:
  /tmp/plain/swap: { size: 16M, priority: 10 }
PROFILE
expect_status 'a swap file is created on f2fs' 0 zramctl-swift apply
expect_equal 'and active' "$(swap_row /tmp/plain/swap)" "file $((16 * 1024 - page_kib)) 10"
expect_status 'a second plan is empty' 0 zramctl-swift plan --detailed-exitcode

# A tmpfs with more than the memory that is left: what is swapped out must come back.
total=$(awk '/^MemAvailable:/ { print int($2 / 1024) }' /proc/meminfo)
mkdir -p /tmp/memory
mount -t tmpfs -o size=100% tmpfs /tmp/memory
head -c $(((total - 6) * 1048576)) /dev/urandom >/tmp/memory/data
sum=$(md5sum </tmp/memory/data)
used=$(awk '$1 == "/tmp/plain/swap" { print $4 }' /proc/swaps)
if [ "${used:-0}" -gt 1024 ]; then ok 'memory is swapped out to it'; else not_ok 'memory is swapped out to it' "$used KiB"; fi
# Writes to the same disk, so that f2fs cleans its segments.
for round in 1 2 3 4 5 6; do
    dd if=/dev/zero of="/tmp/plain/noise-$round" bs=64k count=160 conv=fsync 2>/dev/null
    rm -f "/tmp/plain/noise-$((round - 1))"
done
sync
expect_equal 'and comes back as it was' "$(md5sum </tmp/memory/data)" "$sum"
umount /tmp/memory
rm -f /tmp/plain/noise-*

sed -i 's/16M/24M/' "$profile"
expect_status 'another size replaces it' 0 zramctl-swift apply
expect_equal 'by the new one' "$(swap_row /tmp/plain/swap)" "file $((24 * 1024 - page_kib)) 10"
expect_status 'off takes it down' 0 zramctl-swift off
expect_equal 'and deletes it' "$(ls /tmp/plain)" ''

sed -i 's/plain/packed/' "$profile"
expect_status 'the kernel refuses one that f2fs compresses' 1 zramctl-swift apply
expect_contains 'with its reason' "$output" 'swapon /tmp/packed/swap: Invalid argument'
expect_equal 'and none is left' "$(ls -A /tmp/packed)" ''
umount /tmp/plain /tmp/packed
