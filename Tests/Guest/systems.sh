# shellcheck shell=dash
# A board with a real init as its first process, which has booted when this script starts, and reboots at its
# end: /tests/last then sees what is left. scripts/testing/init starts it twice on the same disks, the second time with a
# profile that is wrong, and looks at the console.
#
# usage: systems.sh KIND good|broken
# shellcheck source=Tests/Guest/lib.sh
. /tests/lib.sh
kind=$1 state=$2
program=/usr/sbin/zramctl-swift

service() {
    case "$kind" in
    busybox | initramfs) /etc/init.d/S02zram "$1" ;;
    sysv) /etc/init.d/zramctl-swift "$1" ;;
    openrc) rc-service zramctl-swift "$1" ;;
    systemd) systemctl "$1" zramctl-swift ;;
    esac
}

expect_everything() {
    expect_equal "$1: zram0 is swap" "$(swap_row /dev/zram0)" "partition $((48 * 1024 - 4)) 100"
    expect_equal "$1: the swap file is active" "$(swap_row /data/swap)" "file $((16 * 1024 - 4)) 10"
    expect_equal "$1: app has memory.max" "$(cat /sys/fs/cgroup/app/memory.max)" $((48 << 20))
    expect_status "$1: nothing is left to do" 0 $program plan --detailed-exitcode
    expect_status "$1: the status says so" 0 service status
}

good() {
    expect_everything 'after the boot'
    swap_file=$(stat -c 'inode %i, written at %Y' /data/swap)
    expect_status 'it stops' 0 service stop
    expect_equal 'no swap is left' "$(active_swaps)" 0
    expect_equal 'the swap file stays' "$(stat -c 'inode %i, written at %Y' /data/swap)" "$swap_file"
    expect_status 'a status that is not running' 3 service status
    expect_status 'to stop twice is no error' 0 service stop
    expect_status 'it starts again' 0 service start
    expect_status 'to start twice is no error' 0 service start
    expect_everything 'started again'
    sed -i 's/priority: 10 /priority: 20 /' $profile
    expect_status 'a changed profile shows' "$([ "$kind" = systemd ] && echo 0 || echo 3)" service status
    expect_status 'it reloads' 0 service reload
    expect_equal 'the change is there' "$(swap_row /data/swap)" "file $((16 * 1024 - 4)) 20"
    sed -i 's/priority: 20 /priority: 10 /' $profile
    expect_status 'it restarts' 0 service restart
    expect_everything 'restarted'
}

# The exit statuses of LSB, for the scripts whose own they are.
statuses() {
    unset runlevel # as by hand
    expect_status 'a wrong argument is 2' 2 service frobnicate
    echo 'PROGRAM=/nowhere' >/etc/default/zramctl-swift
    expect_status 'a program that is not there is 5' 5 service start
    expect_status 'and a status that is unknown' 4 service status
    echo 'PROFILE=/nowhere' >/etc/default/zramctl-swift
    expect_status 'a profile that is not there is 6' 6 service start
    expect_status 'for stop too' 6 service stop
    [ "$kind" != sysv ] || expect_status 'at boot that is nothing to do' 0 env runlevel=S /etc/init.d/zramctl-swift start
    echo 'OPTIONS=--frobnicate' >/etc/default/zramctl-swift
    expect_status 'a wrong option is an error' 1 service start
    rm /etc/default/zramctl-swift
    service() { /tests/busybox su -s /bin/sh nobody -c "/etc/init.d/$script $1"; }
    case "$kind" in sysv) script=zramctl-swift ;; *) script=S02zram ;; esac
    chmod 600 $profile
    expect_status 'another user than root is 4' 4 service start
    expect_contains 'and says so' "$output" 'start is for root'
    expect_status 'and the status is unknown' 4 service status
    expect_contains 'for want of the profile' "$output" "$profile cannot be read"
    chmod 644 $profile
}

broken() {
    ok 'the board boots'
    expect_equal 'no swap is active' "$(active_swaps)" 0
    expect_equal 'the disk of the swap file is mounted' "$(awk '$2 == "/data" { print $3 }' /proc/mounts)" ext4
    expect_equal 'the swap file of the last boot is there' "$(stat -c '%s %a' /data/swap)" "$((16 << 20)) 600"
    case "$kind" in
    systemd)
        expect_status 'the unit has failed' 3 service status
        expect_contains 'the journal says why' "$(journalctl -b -u zramctl-swift 2>&1)" 'profile.yaml:5:16: error: '
        ;;
    openrc) expect_status 'the status is unknown' 4 service status ;;
    *)
        expect_status 'to start it fails' 1 service start
        expect_status 'the status is unknown' 4 service status
        ;;
    esac
}

# What the console has shown until here is the boot's.
echo 'systems.sh: the board has booted' >/dev/kmsg

zram_made=$(dmesg | grep -c 'zram0: detected capacity change from 0 ')

case "$kind-$state" in
initramfs-broken) expect_everything 'after the boot' ;;
*-good) good ;;
*) broken ;;
esac
case "$kind-$state" in
busybox-good | sysv-good) statuses ;;
initramfs-*)
    expect_equal 'zram0 was made once' "$zram_made" 1
    [ "$state" = broken ] || expect_contains 'the initramfs logs a line' "$(dmesg)" 'zramctl-swift: zram.zram0: created'
    ;;
systemd-*)
    expect_equal 'a stop may take its time' "$(systemctl show --property TimeoutStopUSec --value zramctl-swift)" infinity
    expect_equal 'systemd found no circle' "$(journalctl -b --no-pager 2>&1 | grep -i 'ordering cycle')" ''
    ;;
esac

case "$kind" in
openrc) openrc-shutdown --reboot now ;;
systemd) systemctl reboot ;;
*) reboot ;;
esac
