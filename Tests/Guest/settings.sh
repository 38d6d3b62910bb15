# shellcheck shell=dash
# The section `vm`: apply, a second apply, drift, off, and a kill in the middle. What the kernel has is read by busybox.
# shellcheck source=Tests/Guest/lib.sh
. /tests/lib.sh

names='swappiness page-cluster watermark_boost_factor watermark_scale_factor min_free_kbytes'

# settings: what the kernel has, one a line.
settings() { for name in $names; do echo "$name $(cat "/proc/sys/vm/$name")"; done; }

# write_profile SWAPPINESS
write_profile() {
    cat >"$profile" <<PROFILE
version: 1
vm:
  swappiness: $1
  page-cluster: 0
  watermark_boost_factor: 0
  watermark_scale_factor: 125
  min_free_kbytes: 8192
PROFILE
}

wanted='swappiness 180
page-cluster 0
watermark_boost_factor 0
watermark_scale_factor 125
min_free_kbytes 8192'

before=$(settings)
echo "$before" | show
write_profile 180

expect_status 'plan sees what differs' 2 zramctl-swift plan --detailed-exitcode
echo "$output" | show
expect_contains 'plan says that the original is recorded' "$output" 'record the original "60" of /proc/sys/vm/swappiness'
expect_equal 'plan changes nothing' "$(settings)" "$before"
expect_status 'apply sets all' 0 zramctl-swift apply
echo "$output" | show
expect_equal 'the kernel has them' "$(settings)" "$wanted"
expect_equal 'a second apply writes nothing' "$(changes_of zramctl-swift apply)" ''
expect_contains 'a second apply says that all is in sync' "$(cat /tmp/output)" 'in sync'
expect_status 'status shows the originals' 0 zramctl-swift status
echo "$output" | show
expect_equal 'status has value, wish and original of swappiness' \
    "$(echo "$output" | awk '$1 == "swappiness" { print $2, $3, $4 }')" '180 180 60'
expect_status 'status gives the same as JSON' 0 zramctl-swift status --json
expect_contains 'the JSON has the original' "$output" '"original": 60'

echo 77 >/proc/sys/vm/swappiness
expect_status 'plan sees what drifted' 2 zramctl-swift plan --detailed-exitcode
expect_status 'apply sets it again' 0 zramctl-swift apply
expect_equal 'the kernel has them again' "$(settings)" "$wanted"

write_profile 10
expect_status 'apply sets another value' 0 zramctl-swift apply
expect_equal 'the kernel has the other value' "$(cat /proc/sys/vm/swappiness)" 10
expect_status 'off restores what was there before the first apply' 0 zramctl-swift off
echo "$output" | show
expect_equal 'all is as before' "$(settings)" "$before"
expect_equal 'no record is left' "$(find /run /tmp /dev /var -name originals 2>/dev/null)" ''
expect_equal 'a second off changes nothing' "$(changes_of zramctl-swift off)" ''

# Killed before the Nth write(2) and every later one, as by an OOM killer: whatever was done then, off restores.
write_profile 180
interrupted=0
for count in 1 2 3 4 5 6 8 10; do
    strace -f -qq -o /dev/null -e trace=write -e "inject=write:signal=KILL:when=$count" zramctl-swift apply --log=syslog >/dev/null 2>&1
    [ -z "$(find /run -name originals)" ] || interrupted=$((interrupted + 1))
    expect_status "off runs after a kill at write $count" 0 zramctl-swift off
    expect_equal "all is as before after a kill at write $count" "$(settings)" "$before"
    expect_equal "no record is left after a kill at write $count" "$(find /run -name originals)" ''
done
expect_status 'several of the kills came after the first change' 0 [ "$interrupted" -ge 4 ]

cat >"$profile" <<'PROFILE'
version: 1
vm:
  swapiness: 100
PROFILE
expect_status 'an unknown setting is an error' 1 zramctl-swift validate
expect_contains 'the error has its place and the nearest name' "$output" 'profile.yaml:3:3'
expect_contains 'the error names the nearest one' "$output" 'did you mean'
