# shellcheck shell=dash
# Where the machine cannot be changed: one error that says so, and nothing done.
# shellcheck source=Tests/Guest/lib.sh
. /tests/lib.sh
mount_cgroups v2
modprobe zram num_devices=1

cat >"$profile" <<'PROFILE'
version: 1
zram:
  zram0: { size: 16M, swap: { priority: 100 } }
swap_files:
  /var/swap: { size: 16M, priority: 10 }
cgroups:
  app: { memory.high: 32M }
PROFILE
before=$(machine_state)

# refused NAME PART COMMAND…: the command ends with 1 and one error that has this part, and has changed nothing.
refused() {
    local name="$1" part="$2"
    shift 2
    expect_status "$name: apply is refused" 1 "$@"
    expect_contains "$name: it says why" "$output" "$part"
    expect_equal "$name: in one error" "$(echo "$output" | grep -c 'error:')" 1
    expect_equal "$name: nothing is done" "$(machine_state)" "$before"
}

mount -o remount,ro /sys
refused 'a read-only /sys' '/sys is mounted read-only' zramctl-swift apply
mount -o remount,rw /sys

mount -o remount,ro "$cgroups"
refused 'read-only cgroups' "$cgroups is mounted read-only" zramctl-swift apply
mount -o remount,rw "$cgroups"

# Without cgroups, which are gone with it.
sed '/^cgroups/,$d' "$profile" >/tmp/swap.yaml
refused 'no /sys' 'there is no sysfs on /sys' \
    unshare -m sh -c 'umount -l /sys && exec zramctl-swift apply /tmp/swap.yaml'
refused 'no /proc' 'is /proc mounted?' unshare -m sh -c 'umount -l /proc && exec zramctl-swift apply'
refused 'a /proc of processes alone' 'subset=pid' \
    unshare -m sh -c 'mount -t proc -o subset=pid proc /proc && exec zramctl-swift apply'
refused 'no CAP_SYS_ADMIN' 'without CAP_SYS_ADMIN' /usr/bin/setpriv --bounding-set -sys_admin zramctl-swift apply
refused 'a user namespace' 'this runs in a container (a user namespace of its own)' unshare -Ur zramctl-swift apply

mkdir -p /run/systemd
echo lxc >/run/systemd/container
expect_status 'a file of a container on a whole machine: plan' 0 zramctl-swift plan
expect_equal 'a file of a container on a whole machine: no container' "$(echo "$output" | grep -c 'in a container')" 0
refused 'a container' 'this runs in a container (lxc)' \
    unshare -m -p -f sh -c 'mount -t proc proc /proc && exec zramctl-swift apply'
rm /run/systemd/container

# Others' processes may be hidden; root sees them all the same, but not without CAP_SYS_PTRACE.
mount -o remount,hidepid=2 /proc
expect_status 'hidepid does not keep root from applying' 0 zramctl-swift apply
expect_status 'nor from seeing that all is in sync' 0 zramctl-swift plan --detailed-exitcode
expect_status 'nor from taking it down' 0 zramctl-swift off
echo 16M >/sys/block/zram0/disksize
sh -c "exec sleep 100" </dev/zram0 &
holder=$!
usleep 300000
expect_status 'a busy device, and hidden processes' 1 \
    /usr/bin/setpriv --bounding-set -sys_ptrace zramctl-swift apply --wait 0
echo "$output" | show
expect_contains 'it says that they are hidden' "$output" 'mounted with hidepid'
kill $holder
echo 1 >/sys/block/zram0/reset
mount -o remount,hidepid=0 /proc

# zram's pages are charged to nobody: the kernel's own memory, whoever swaps.
cat >"$profile" <<'PROFILE'
version: 1
zram:
  zram0: { size: 64M, swap: { priority: 100 } }
cgroups:
  app: { memory.max: 16M }
PROFILE
expect_status 'a limit with zram' 0 zramctl-swift apply
expect_contains 'is warned of' "$output" 'it may take 64M of RAM there'
sh -c 'echo $$ >'"$cgroups"'/app/cgroup.procs && exec dd if=/dev/urandom of=/dev/null bs=40M count=1' >/dev/null 2>&1 &
filler=$!
most=0
while kill -0 $filler 2>/dev/null; do
    used=$(awk '{ print $3 }' /sys/block/zram0/mm_stat)
    [ "$used" -le "$most" ] || most=$used
done
echo "zram held $((most >> 20)) MiB for a group of 16M" | show
expect_equal 'and what is in zram comes on top of the limit' "$((most > 8 << 20))" 1
expect_status 'off' 0 zramctl-swift off
