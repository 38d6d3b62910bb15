# shellcheck shell=dash
# Where the lock and the records are: the layouts of /run that boards have, places that others have taken, runs that see
# different places, and a machine on which no place is safe.
# shellcheck source=Tests/Guest/lib.sh
. /tests/lib.sh

cat >"$profile" <<'PROFILE'
version: 1
zram:
  zram0: { size: 16M, swap: { priority: 100 } }
PROFILE
wanted="partition $((16 * 1024 - page_kib)) 100"
everywhere='/run /var/run /tmp/run /dev/shm /tmp /dev'

# The disk of /var is not needed here, and a router has none.
umount /var
mkdir /dev/shm
mount -t tmpfs -o mode=1777 tmpfs /dev/shm
mount -t tmpfs -o mode=1777 tmpfs /tmp

# forget: as after a boot.
forget() { for place in $everywhere; do rm -rf "$place/zramctl-swift" 2>/dev/null; done; }
# drop_run: removes /run, whatever it is.
drop_run() {
    while umount /run 2>/dev/null; do :; done
    rm -rf /run
}

# hold_lock: a run that has the lock and waits for its profile; $holder is its process number, release_lock ends it.
hold_lock() {
    mkfifo /held
    zramctl-swift apply - </held >/held.output 2>&1 &
    holder=$!
    # The kernel lets the reader go on when somebody writes.
    exec 7>/held
    until grep -q "FLOCK.* $holder " /proc/locks; do usleep 10000; done
}
release_lock() {
    exec 7>&-
    wait "$holder"
    rm /held
}

# works NAME PLACE: apply and off work, the lock file is in that place and in no other, and two exclude each other.
works() {
    local name="$1" place="$2" one
    expect_status "$name: plan" 0 zramctl-swift plan
    expect_status "$name: apply" 0 zramctl-swift apply
    expect_equal "$name: swap is active" "$(swap_row /dev/zram0)" "$wanted"
    for one in $everywhere; do
        [ ! -e "$one/zramctl-swift/lock" ] || readlink -f "$one"
    done | sort -u >/places
    expect_equal "$name: the lock file" "$(cat /places)" "$place"
    hold_lock
    expect_status "$name: a second one is refused" 1 zramctl-swift off
    expect_contains "$name: and learns by whom" "$output" "another zramctl-swift (pid $holder, apply) is at work"
    release_lock
    expect_status "$name: off" 0 zramctl-swift off
    expect_equal "$name: no swap is left" "$(active_swaps)" 0
    forget
}

works 'a /run of mode 0755' /run

drop_run && mkdir /run && mount -t tmpfs tmpfs /run
expect_equal 'a tmpfs without a mode is open to all' "$(stat -c %a /run)" 1777
works 'a /run of mode 1777' /run
# What others have put there first is neither used nor followed.
nobody='/usr/bin/setpriv --reuid=65534 --regid=65534 --clear-groups'
$nobody mkdir -m 0777 /run/zramctl-swift
works "somebody else's folder in /run" /dev/shm
rm -rf /run/zramctl-swift
$nobody ln -s /dev /run/zramctl-swift
works "somebody else's link in /run" /dev/shm
rm -f /run/zramctl-swift
# And what is root's own, nobody else can take, replace or hold.
zramctl-swift plan >/dev/null && zramctl-swift off >/dev/null
for attempt in 'mv /run/zramctl-swift /run/gone' 'rm -rf /run/zramctl-swift' 'flock -n /run/zramctl-swift cat /dev/null' \
    'flock -n /run/zramctl-swift/lock cat /dev/null' 'flock -n /sys/bus/platform/uevent cat /dev/null'; do
    # shellcheck disable=SC2086 # words
    if $nobody /usr/bin/$attempt 2>/dev/null; then not_ok "an ordinary user cannot: $attempt"; else ok "an ordinary user cannot: $attempt"; fi
done
works 'a /run of mode 1777 after these attempts' /run

chown 65534 /run
works "somebody else's /run" /dev/shm
drop_run && mkdir /run && mount -t tmpfs -o ro tmpfs /run
works 'a read-only /run' /dev/shm
drop_run && mkdir /run && mount -t tmpfs -o mode=0755,nr_inodes=1 tmpfs /run
works 'a full /run' /dev/shm
drop_run && mkdir /run && mount -t tmpfs -o mode=0755,size=4k tmpfs /run
head -c 4096 /dev/zero >/run/all
works 'a /run without a free page' /run

# OpenWrt 24.10: /run -> /var/run, /var -> /tmp; then 23.05, without /run.
drop_run
rmdir /var
ln -s tmp /var && mkdir /tmp/run && ln -s /var/run /run
works 'a /run that is a link to a link' /tmp/run
rm /run
works 'no /run, but /var/run' /tmp/run
# An initramfs: of all these places only /dev is there.
rm -rf /tmp/run
rm /var
umount /dev/shm /tmp
mv /tmp /elsewhere
rmdir /dev/shm
mkdir /tmp && chmod 0755 /tmp
works 'a private /tmp alone' /tmp
rmdir /tmp
works 'nothing but /dev' /dev
mv /elsewhere /tmp

# Two runs that see different places: before and after /run is mounted, and with a /run of one's own.
mkdir /run
hold_lock
mount -t tmpfs -o mode=0755 tmpfs /run
expect_status 'after /run is mounted: refused' 1 zramctl-swift apply
expect_contains 'after /run is mounted: by whom' "$output" "another zramctl-swift (pid $holder, apply) is at work"
expect_status 'in another mount namespace: refused' 1 \
    unshare -m sh -c 'mount -t tmpfs -o mode=0755 tmpfs /run && zramctl-swift apply'
expect_status 'in another network namespace with its own sysfs: refused by the file' 1 \
    unshare -m -n sh -c 'umount /run && mount -t sysfs sysfs /sys && zramctl-swift apply'
release_lock
expect_status 'afterwards it is free' 0 zramctl-swift apply
expect_status 'and off' 0 zramctl-swift off
forget

# No place is safe: no sysfs, and the folders are others'.
drop_run && mkdir /run
mkdir -p /var/run /dev/shm
chown 65534 /run /var/run /dev/shm /tmp /dev
umount -l /sys
expect_status 'no safe place: plan' 1 zramctl-swift plan
expect_contains 'no safe place: plan reports it first' "$(echo "$output" | head -n 1)" 'no place is safe for the lock'
expect_contains 'no safe place: the help' "$output" 'help: mount -t sysfs sysfs /sys'
expect_status 'no safe place: apply' 1 zramctl-swift apply
expect_contains 'no safe place: apply says the same' "$(echo "$output" | head -n 1)" 'no place is safe for the lock'
expect_status 'no safe place: the help is a command' 0 sh -c "$(echo "$output" | sed -n 's/^ *help: //p' | head -n 1)"
expect_status 'no safe place: after it apply works' 0 zramctl-swift apply
expect_equal 'no safe place: after it swap is active' "$(swap_row /dev/zram0)" "$wanted"
expect_status 'no safe place: off' 0 zramctl-swift off
mount -o bind /sys /sys && mount -o remount,bind,ro /sys
expect_status 'a read-only /sys: plan' 1 zramctl-swift plan
expect_contains 'a read-only /sys: the help' "$output" 'help: mount -o remount,rw /sys'
