# shellcheck shell=dash
# What the steps of an apply do when a real kernel, udev's like or someone hostile is in the way.
# shellcheck source=Tests/Guest/lib.sh
. /tests/lib.sh
mount_cgroups v2

write_profile() { # SIZE
    cat >"$profile" <<PROFILE
version: 1
zram:
  zram0: { size: $1 }
swap_files:
  /var/swap: { size: 16M }
PROFILE
}

# Of a lone device of a fixed size a plan needs no memory to be known; a status does.
printf 'version: 1\nzram: { zram0: { size: 16M } }\n' >"$profile"
expect_contains 'status shows the memory of a machine without swap' "$(zramctl-swift status --json | tr -d ' \n')" \
    "\"memory\":{\"total\":$(awk '/^MemTotal/ { printf "%.0f", $2 * 1024 }' /proc/meminfo),"

# The node of a new device appears late, as with mdev.
write_profile 16M
modprobe zram num_devices=1
numbers=$(tr : ' ' </sys/block/zram0/dev)
rm /dev/zram0
# shellcheck disable=SC2086 # two numbers
(sleep 1 && mknod /dev/zram0 b $numbers) &
expect_status 'apply waits for a node that is about to appear' 0 zramctl-swift apply
wait
expect_equal 'the device is in use' "$(swap_row /dev/zram0 | cut -d' ' -f1,2)" "partition $((16 * 1024 - page_kib))"

# The mode is there from the first system call on, and nothing is opened by a name that could have changed.
zramctl-swift off >/dev/null
strace -f -o /tmp/trace zramctl-swift apply >/dev/null 2>&1
expect_contains 'the swap file is made with its mode, exclusively, without following links' \
    "$(grep 'O_CREAT' /tmp/trace | grep -v lock | sed 's/O_LARGEFILE|//')" '".swap.zramctl-swift", O_RDWR|O_CREAT|O_EXCL|O_NOFOLLOW|O_CLOEXEC, 0600)'
expect_contains 'it is switched on by its descriptor' "$(grep swapon /tmp/trace)" '"/proc/self/fd/'
expect_contains 'and the kernel knows it by its path' "$(cut -d' ' -f1 /proc/swaps)" /var/swap

# Someone has the device open for a moment, as udev does, and a second apply comes meanwhile.
write_profile 24M
sleep 2 3</dev/zram0 &
zramctl-swift apply >/tmp/first 2>&1 &
first=$!
sleep 1
expect_status 'a second apply does not get in' 1 zramctl-swift apply
expect_contains 'and reports who is at work' "$output" "(pid $first, apply) is at work"
status=0
wait "$first" || status=$?
expect_equal 'the first one waits until the device is free' "$status" 0
expect_equal 'and changes it' "$(cat /sys/block/zram0/disksize)" $((24 << 20))

# Someone keeps it.
write_profile 32M
sleep 60 3</dev/zram0 &
holder=$!
expect_status 'apply gives up on a device that stays busy' 1 zramctl-swift apply
echo "$output" | sed 's/^/    /'
expect_contains 'and names the holder' "$output" "process $holder (sleep) has it open"
expect_contains 'and says what was done' "$output" 'done: swapoff /dev/zram0'
expect_contains 'and takes it back' "$output" 'now: as before'
expect_equal 'so that the device is in use' "$(swap_row /dev/zram0 | cut -d' ' -f1,2)" "partition $((24 * 1024 - page_kib))"
expect_equal 'the swap file stays in use' "$(swap_row /var/swap | cut -d' ' -f1,2)" "file $((16 * 1024 - page_kib))"
kill "$holder"
expect_status 'the next apply sets it right' 0 zramctl-swift apply
expect_status 'and the plan is empty' 0 zramctl-swift plan --detailed-exitcode
expect_status 'off takes it down' 0 zramctl-swift off

# An interrupted run left its temporary file; a hostile one left links.
head -c 5000000 /dev/zero >/var/.swap.zramctl-swift
chmod 600 /var/.swap.zramctl-swift
expect_status 'a leftover is no obstacle' 0 zramctl-swift apply
expect_equal 'and is gone' "$(files_of_var)" /var/swap
zramctl-swift off >/dev/null
echo precious >/var/victim
ln -s /var/victim /var/.swap.zramctl-swift
expect_status 'a link in its place is refused' 1 zramctl-swift apply
expect_contains 'and reported' "$output" '/var/.swap.zramctl-swift, under which the swap file would be made, is a symbolic link'
expect_equal 'what it leads to is untouched' "$(cat /var/victim)" precious
rm /var/.swap.zramctl-swift
zramctl-swift off >/dev/null

# Too little memory for a swapoff: the kernel kills the one that is in the call, and that is not the program.
cat >"$profile" <<'PROFILE'
version: 1
swap_files:
  /var/swap: { size: 400M }
PROFILE
expect_status 'a large swap file' 0 zramctl-swift apply
mkdir /tmp/full
mount -t tmpfs -o size=400M tmpfs /tmp/full
# In pieces, so that the disk keeps up with what is swapped out, however busy this machine is.
pieces=0
while [ $((pieces += 1)) -le 38 ]; do dd if=/dev/zero bs=1M count=10 2>/dev/null | tr '\0' 'x' >>/tmp/full/data; done
expect_status 'a swapoff without enough memory fails' 1 zramctl-swift off --force
echo "$output" | sed 's/^/    /'
expect_contains 'and the program lives to report it' "$output" 'the area is still in use'
expect_equal 'which is so' "$(swap_row /var/swap | cut -d' ' -f1)" file
umount /tmp/full
expect_status 'with memory it works' 0 zramctl-swift off
expect_equal 'no swap is left' "$(active_swaps)" 0

# A GPT whose protective MBR another program has overwritten.
zramctl-swift off >/dev/null
dd if=/dev/zero of=/dev/vdb bs=512 count=1 2>/dev/null
printf 'version: 1\nswap_devices: { /dev/vdb: { format: true } }\n' >"$profile"
expect_status 'a partition table without its MBR is not formatted over' 1 zramctl-swift apply
expect_contains 'but reported' "$output" '/dev/vdb holds gpt'
