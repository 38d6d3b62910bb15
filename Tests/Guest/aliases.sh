# shellcheck shell=dash
# Active areas are found by what they are, whatever they are called: a device node of another name, a hard link, a
# removed node, a label; and a device that only has another one's name is reported.
# shellcheck source=Tests/Guest/lib.sh
. /tests/lib.sh
mount_cgroups v2
modprobe zram num_devices=2

echo 64M >/sys/block/zram0/disksize
mkswap -L zram0 /dev/zram0 >/dev/null
# shellcheck disable=SC2046 # major and minor
mknod -m 600 /tmp/zram-node b $(tr : ' ' </sys/block/zram0/dev)
swapon /tmp/zram-node
echo 16M >/sys/block/zram1/disksize
mkswap -L zram1 /dev/zram1 >/dev/null
swapon /dev/zram1
rm /dev/zram1
dd if=/dev/zero of=/var/swap bs=1M count=8 2>/dev/null
chmod 600 /var/swap
mkswap /var/swap >/dev/null
ln /var/swap /var/hard
swapon /var/hard
# shellcheck disable=SC2046 # major and minor
mknod -m 600 /tmp/disk-node b $(tr : ' ' </sys/class/block/vdb2/dev)
swapon /tmp/disk-node
cat /proc/swaps
expect_equal 'four areas are active' "$(active_swaps)" 4

cat >"$profile" <<'PROFILE'
version: 1
zram:
  zram0: { size: 64M }
  zram1: { size: 16M }
swap_files:
  /var/swap: { size: 8M }
swap_devices:
  LABEL=prepared: {}
PROFILE
before=$(cat /proc/swaps)
expect_status 'all four are known under other names' 0 zramctl-swift plan --detailed-exitcode
expect_contains 'and in sync' "$output" 'Plan: 0 to create, 0 to change, 0 to replace, 0 to remove, 4 in sync.'
expect_equal 'looking changes nothing' "$(cat /proc/swaps)" "$before"

mkswap -L twin /dev/vdb1 >/dev/null
mkswap -L twin /dev/vdb4 >/dev/null
printf 'version: 1\nswap_devices:\n  LABEL=twin: {}\n' >"$profile"
expect_status 'two devices of one label are an error' 1 zramctl-swift plan
expect_contains 'that names both' "$output" '/dev/vdb1, /dev/vdb4'

printf 'version: 1\nswap_devices:\n  UUID=01234567-89AB-4CDE-8F01-23456789ABCD: {}\n' >"$profile"
expect_status 'a UUID may be in upper case' 0 zramctl-swift plan --detailed-exitcode

# The kernel shows in three places what is built on a device.
modprobe loop
losetup /dev/loop0 /dev/vdb1
printf 'version: 1\nswap_devices:\n  /dev/vdb1: { format: true, overwrite: true }\n  /dev/vdb4: {}\n' >"$profile"
expect_status 'a device below a loop device is refused' 1 zramctl-swift plan
expect_contains 'which is named' "$output" '/dev/vdb1 is a part of loop0'
zramctl-swift off >/dev/null 2>&1
swapoff /tmp/zram-node
echo 1 >/sys/block/zram0/reset
if echo /dev/vdb4 >/sys/block/zram0/backing_dev 2>/dev/null; then
    expect_status 'and one that zram writes back to' 1 zramctl-swift plan
    expect_contains 'which is named too' "$output" '/dev/vdb4 is a part of zram0'
else
    not_ok 'this kernel takes a backing device'
fi

# A disk cannot be opened exclusively while its partitions are in use.
swapoff /tmp/disk-node
swapon /dev/vdb2
printf 'version: 1\nswap_devices: { /dev/vdb: { format: true, overwrite: true } }\n' >"$profile"
expect_status 'a disk with swap on a partition is not formatted' 1 zramctl-swift apply --wait 0
expect_contains 'and the partition is named' "$output" 'vdb2 is in use as swap'
