# shellcheck shell=dash
# A system with udev and systemd: swap devices by their tags, as udev's links name them; and two devices that claim one link,
# of which udev shows only one.
#
# usage: udev.sh systemd good
# shellcheck source=Tests/Guest/lib.sh
. /tests/lib.sh

settle() {
    udevadm trigger --settle --action=change --subsystem-match=block
    udevadm settle
}

mkdir -p "${profile%/*}"
printf 'version: 1\nswap_devices:\n  LABEL=prepared: { priority: 10 }\n' >"$profile"
expect_status 'udev has a link for the label' 0 test -b /dev/disk/by-label/prepared
expect_status 'a swap device is found by its label' 0 zramctl-swift apply
expect_equal 'and active' "$(swap_row /dev/vdb2 | cut -d ' ' -f 3)" 10
expect_status 'and taken down' 0 zramctl-swift off

printf 'version: 1\nswap_devices:\n  PARTLABEL=prepared: {}\n  PARTUUID=11111111-2222-4333-8444-555555555551: { format: true }\n' >"$profile"
expect_status 'others by the tags of their partitions' 0 zramctl-swift apply
expect_equal 'both are active' "$(active_swaps)" 2
expect_status 'a second plan is empty' 0 zramctl-swift plan --detailed-exitcode
expect_status 'and both are taken down' 0 zramctl-swift off

# Labels with characters that udev escapes, and one that two devices have.
mkswap -L 'a b/c' /dev/vdb1 >/dev/null
mkswap -L twin /dev/vdb2 >/dev/null
mkswap -L twin /dev/vdb4 >/dev/null
settle
find /run/udev/links/ -path '*by-label*' | show
expect_status 'udev has one link for both' 0 test -b /dev/disk/by-label/twin
printf 'version: 1\nswap_devices:\n  LABEL=a b/c: {}\n' >"$profile"
expect_status 'a label with a blank and a slash is found' 0 zramctl-swift plan
expect_contains 'as its device' "$output" 'swapon /dev/vdb1'
printf 'version: 1\nswap_devices:\n  LABEL=twin: {}\n' >"$profile"
expect_status 'a label of two devices is an error' 1 zramctl-swift plan
expect_contains 'that names both' "$output" '/dev/vdb2, /dev/vdb4'
expect_status 'and nothing is switched on' 1 zramctl-swift apply
expect_equal 'no swap is active' "$(active_swaps)" 0

# When one of them has another label, the link is the other's.
mkswap -L single /dev/vdb2 >/dev/null
settle
expect_status 'a label that one device is left with is found' 0 zramctl-swift apply
expect_equal 'on that device' "$(awk 'NR == 2 { print $1 }' /proc/swaps)" /dev/vdb4
expect_status 'it is taken down' 0 zramctl-swift off
echo 'end of scenario udev (0)'
/tests/busybox reboot -f
