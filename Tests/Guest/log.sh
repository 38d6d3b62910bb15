# shellcheck shell=dash
# The kernel's log: each record is whole, and the last one is visible as soon as the program ends.
# shellcheck source=Tests/Guest/lib.sh
. /tests/lib.sh

cat >"$profile" <<'PROFILE'
version: 1
zram:
  zram0: { size: 16M, swap: { priority: 100 } }
swap_files:
  /proc/swap: { size: 8M }
PROFILE

records() { dmesg | sed 's/^\[[^]]*\] *//' | grep '^zramctl-swift: '; }

for target in kmsg syslog; do
    expect_status "$target: an apply with a failure" 1 zramctl-swift apply --log=$target
    # Nothing else has been logged since: what is not ended with a newline would wait for the next record.
    expect_contains "$target: the success is the last record" "$(records | tail -n 1)" 'zram.zram0: created'
    expect_contains "$target: the failure is one before it" "$(records | tail -n 2)" 'error: '
    zramctl-swift off --log=$target >/dev/null 2>&1
    expect_contains "$target: off is logged at once" "$(records | tail -n 1)" 'zram.zram0: removed'
    expect_status "$target: a wrong profile" 1 sh -c "echo 'version: 2' | zramctl-swift apply --log=$target -"
    expect_contains "$target: and its record" "$(records | tail -n 1)" 'must be 1, not'
done
# One record, one line: no two of ours run together.
expect_equal 'no record holds another one' "$(dmesg | grep -c 'zramctl-swift: .*zramctl-swift: ')" 0
