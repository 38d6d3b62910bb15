# shellcheck shell=dash
# An apply that fails, is stopped or is killed: what was there before is there again, and the next one gets to the end.
# shellcheck source=Tests/Guest/lib.sh
. /tests/lib.sh
mount_cgroups v2

# write_profile ZRAM-SIZE FILE-SIZE PRIORITY MEMORY.MAX
write_profile() {
    cat >"$profile" <<PROFILE
version: 1
zram:
  zram0: { size: $1, algorithm: zstd, swap: { priority: $3 } }
swap_files:
  /var/swap: { size: $2, priority: 10 }
cgroups:
  app: { memory.max: $4 }
  app/inner: { memory.high: 32M }
PROFILE
}

# What a failure must leave as it is: swap with its priorities, devices, files and their inodes, limits.
facts() {
    awk 'NR > 1 { print "swap", $1, $2, $3, $5 }' /proc/swaps | sort
    for device in /sys/block/zram*; do
        [ "$(cat "$device/initstate")" != 1 ] ||
            echo "zram ${device##*/} $(cat "$device/disksize") $(zram_algorithm "${device##*zram}")"
    done
    find /var -mindepth 1 ! -name lost+found -exec ls -ild {} + | awk '{ print $1, $2, $4, $6, $NF }'
    blkid -p -s LABEL -s UUID /dev/zram0 /dev/vdc 2>/dev/null
    for group in $(find "$cgroups" -mindepth 1 -type d | sort); do
        echo "$group $(cat "$group/memory.max" 2>/dev/null) $(cat "$group/memory.high" 2>/dev/null)"
    done
}

# file_row MIB PRIORITY: how /proc/swaps must show the swap file. Where its pages are larger than the file system's blocks
# the kernel may leave one out.
file_row() {
    local kib=$(($1 * 1024 - page_kib))
    [ "$page_kib" = 4 ] || [ "$(swap_row /var/swap)" != "file $((kib - page_kib)) $2" ] || kib=$((kib - page_kib))
    echo "file $kib $2"
}

# as_here CALL NUMBER: sets $call and $number to what this processor has in its place: newer ones lack the older calls.
as_here() {
    call=$1 number=$2
    case "$1 $(uname -m)" in
    'mkdir aarch64' | 'mkdir riscv64') call=mkdirat ;;
    # There without flags too, of which the first has some.
    'renameat riscv64') call=renameat2 number=$(($2 + 1)) ;;
    esac
}

# with_fault CALL ERROR NUMBER COMMAND…: that call fails the NUMBER-th time.
with_fault() {
    local call number status=0 error=$2
    as_here "$1" "$3"
    shift 3
    : >/tmp/trace
    strace -f -o /tmp/trace -e trace="$call" -e inject="$call:error=$error:when=$number" "$@" || status=$?
    grep -q INJECTED /tmp/trace || { echo 'the fault did not happen' && return 99; }
    return "$status"
}

# killed_at CALL NUMBER COMMAND…: the program dies as it makes that call for the NUMBER-th time.
killed_at() {
    local call number
    as_here "$1" "$2"
    shift 2
    : >/tmp/trace
    strace -f -o /tmp/trace -e trace="$call" -e inject="$call:signal=KILL:when=$number" "$@" >/dev/null 2>&1
    grep -q 'killed by SIGKILL' /tmp/trace
}

write_profile 16M 16M 100 64M
before=$(facts)
expect_status 'an apply that cannot switch on the first area says so' 1 with_fault swapon EINVAL 1 zramctl-swift apply
echo "$output" | show
expect_contains 'and that the device is as before' "$output" 'now: as before'
expect_equal 'which it is' "$(facts | grep -c zram0)" 0
expect_equal 'the others are done' "$(swap_row /var/swap | cut -d' ' -f1)" file
zramctl-swift off >/dev/null

for fault in 'swapon EINVAL 2' 'mkdir ENOMEM 1' 'mkdir ENOMEM 2' 'renameat2 EIO 1' 'fallocate ENOSPC 1' 'fsync EIO 2'; do
    # shellcheck disable=SC2086 # three words
    expect_status "all or nothing: $fault" 1 with_fault $fault zramctl-swift apply --all-or-nothing
    expect_equal "leaves nothing: $fault" "$(facts)" "$before"
done

expect_status 'without a fault it is applied' 0 zramctl-swift apply
before=$(facts)
write_profile 24M 24M 90 48M
for fault in 'swapon EINVAL 1' 'swapon EINVAL 2' 'swapoff EIO 1' 'renameat2 EIO 1' 'renameat EIO 1' \
    'fallocate ENOSPC 1' 'fsync EIO 1' 'fsync EIO 2' 'fsync EIO 3' 'flock EBADF 3'; do
    # shellcheck disable=SC2086 # three words
    expect_status "a change, all or nothing: $fault" 1 with_fault $fault zramctl-swift apply --all-or-nothing
    now=$(facts)
    expect_equal "leaves all as it was: $fault" "$now" "$before"
    [ "$now" = "$before" ] || echo "$output" | show
done
expect_status 'a change that fails in one place is done in the others' 1 with_fault swapon EINVAL 1 zramctl-swift apply
expect_equal 'so that one area is the old one' "$(swap_row /dev/zram0)" "partition $((16 * 1024 - page_kib)) 100"
expect_equal 'and one the new one' "$(swap_row /var/swap)" "$(file_row 24 10)"
expect_equal 'and the limit the new one' "$(cat "$cgroups/app/memory.max")" $((48 << 20))
expect_status 'the next apply does the rest' 0 zramctl-swift apply
expect_status 'and the plan is empty' 0 zramctl-swift plan --detailed-exitcode

# A file that is in use, but not as this program makes them.
chmod 644 /var/swap
sed -i 's|/var/swap: \(.*\) 10 }|/var/swap: \1 11 }|' "$profile"
before=$(facts)
expect_status 'a file that others may open is not switched off' 1 zramctl-swift apply
expect_contains 'and it is said what to do' "$output" 'chmod 600 /var/swap'
expect_equal 'it is in use as before' "$(facts)" "$before"
chmod 600 /var/swap
sed -i 's| 11 }| 10 }|' "$profile"
cp "$profile" /tmp/profile
dd if=/dev/zero of=/var/other bs=1M count=4 2>/dev/null && mkswap /var/other >/dev/null
chmod 664 /var/other && swapon /var/other && chmod 775 /var
mkswap /dev/vdc >/dev/null && swapon /dev/vdc
printf 'unmanaged: remove\n' >>"$profile"
areas() { awk 'NR > 1 { print $1 }' /proc/swaps | sort; }
before=$(areas)
expect_status 'a swapoff that fails after another one' 1 \
    strace -f -o /tmp/trace -P /dev/vdc -e trace=swapoff -e inject=swapoff:error=EIO zramctl-swift apply --all-or-nothing
expect_contains 'which was done' "$output" 'swapoff /var/other'
expect_equal 'leaves theirs in use, whatever its mode' "$(areas)" "$before"
[ "$(areas)" = "$before" ] || echo "$output" | show
chmod 755 /var
swapoff /var/other && swapoff /dev/vdc && rm /var/other && cp /tmp/profile "$profile"
dd if=/dev/zero of=/dev/vdc bs=4096 count=1 2>/dev/null

# The same file system may be mounted read-only elsewhere.
mkdir /tmp/elsewhere && mount --bind /var /tmp/elsewhere && mount -o remount,bind,ro /tmp/elsewhere
expect_status 'a read-only mount elsewhere is none of ours' 0 zramctl-swift plan --detailed-exitcode
umount /tmp/elsewhere
mount --bind /var /var && mount -o remount,bind,ro /var
printf 'version: 1\nswap_files: { /var/more: { size: 1M } }\n' >/tmp/more
expect_status 'one at the path is' 1 zramctl-swift plan /tmp/more
expect_contains 'and is reported' "$output" 'read-only file system'
umount /var

# Killed anywhere.
size=24
for point in 'swapoff 1' 'swapon 1' 'swapon 2' 'renameat2 1' 'renameat 1' 'unlinkat 1' \
    'fallocate 1' 'fsync 1' 'fsync 2' 'fsync 3' 'pwrite64 1' 'pwrite64 2' 'flock 3'; do
    size=$((size == 24 ? 28 : 24))
    write_profile ${size}M ${size}M $size 48M
    # shellcheck disable=SC2086 # two words
    killed_at $point zramctl-swift apply || not_ok "killed at $point: it is"
    expect_status "killed at $point, the next apply gets to the end" 0 zramctl-swift apply
    expect_status "killed at $point, then the plan is empty" 0 zramctl-swift plan --detailed-exitcode
    expect_equal "killed at $point, nothing is left over" "$(files_of_var)" /var/swap
done

# Signals: the current step is done, and then rolled back with those before it.
cat >"$profile" <<'PROFILE'
version: 1
swap_files:
  /var/swap: { size: 48M, priority: 200 }
cgroups:
  late: { memory.max: 64M }
PROFILE
before=$(facts)
for point in 'TERM fallocate' 'INT renameat2'; do
    signal=${point% *} call=${point#* }
    expect_status "SIG$signal in $call ends an apply with 1" 1 \
        strace -f -o /tmp/trace -e trace="$call" -e inject="$call:signal=$signal:when=1" zramctl-swift apply
    expect_contains "SIG$signal in $call is reported" "$output" "Stopped by SIG$signal"
    expect_contains "SIG$signal in $call: what was not begun is reported" "$output" 'not begun: cgroups.late'
    expect_equal "SIG$signal in $call leaves the machine as it was" "$(facts)" "$before"
done

expect_status 'SIGTERM in the last swapon lets the resource stand' 1 \
    strace -f -o /tmp/trace -e trace=swapon -e inject=swapon:signal=TERM:when=1 zramctl-swift apply
expect_equal 'with the new area' "$(swap_row /var/swap)" "$(file_row 48 200)"
expect_equal 'and no other file' "$(files_of_var)" /var/swap
sed -i s/48M/32M/ "$profile"
before=$(facts)

# A swapoff that takes long ends with the signal.
strace -f -o /tmp/trace -e trace=swapoff -e inject=swapoff:delay_enter=20000000 zramctl-swift apply >/tmp/output 2>&1 &
tracer=$!
sleep 4
program=$(grep -lx zramctl-swift /proc/[0-9]*/comm | cut -d/ -f3 | sort -n | head -n 1)
kill -TERM "$program"
status=0
wait $tracer || status=$?
show </tmp/output
expect_equal 'SIGTERM during a swapoff ends an apply with 1' "$status" 1
expect_contains 'and is reported' "$(cat /tmp/output)" 'Stopped by SIGTERM'
expect_contains 'the progress was shown' "$(cat /tmp/output)" 'swapoff /var/swap: '
expect_equal 'and the machine is as it was' "$(facts)" "$before"
expect_status 'afterwards it goes through' 0 zramctl-swift apply
mkdir -p /tmp/full

# No room for what is swapped out.
cat >"$profile" <<'PROFILE'
version: 1
swap_files:
  /var/swap: { size: 400M }
PROFILE
expect_status 'a large swap file' 0 zramctl-swift apply
mount -t tmpfs -o size=400M tmpfs /tmp/full
dd if=/dev/zero bs=1M count=380 2>/dev/null | tr '\0' 'x' >/tmp/full/data
expect_status 'without room off is refused' 1 zramctl-swift off
echo "$output" | show
expect_contains 'with the figures' "$output" 'memory and other swap have room for'
expect_contains 'and nothing is done' "$output" '1 of 1 cannot be done here: swap_files./var/swap'
umount /tmp/full
expect_status 'with room it is done' 0 zramctl-swift off

# Warnings.
mkdir -p "$cgroups/warn"
before=$(facts)
cat >"$profile" <<'PROFILE'
version: 1
swap_files:
  /var/swap: { size: 16M }
cgroups:
  warn: { memory.max: 64K }
PROFILE
echo +memory >"$cgroups/cgroup.subtree_control"
sh -c 'echo $$ >/sys/fs/cgroup/warn/cgroup.procs && dd if=/dev/zero of=/dev/null bs=1M count=1 && exec sleep 1000' 2>/dev/null &
hog=$!
usleep 500000
expect_status '--strict does nothing where there is a warning' 1 zramctl-swift apply --strict
expect_contains 'and says so' "$output" 'nothing was changed: --strict was given'
expect_equal 'which is so' "$(facts)" "$before"
kill "$hog"

# Another run.
cat >"$profile" <<'PROFILE'
version: 1
zram:
  zram0: { size: 20M }
PROFILE
zramctl-swift apply >/dev/null
echo 'version: 1' >/tmp/other.yaml
sed s/20M/24M/ "$profile" >/tmp/changed.yaml
sleep 2 3</dev/zram0 &
zramctl-swift apply /tmp/changed.yaml >/dev/null 2>&1 &
usleep 300000
expect_status '--wait waits for another run too' 0 zramctl-swift apply --wait 20 /tmp/other.yaml
wait
