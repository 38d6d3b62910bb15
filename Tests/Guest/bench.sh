# shellcheck shell=dash
# What scripts/bench measures. Leaves in /out/results, tab-separated:
#   up NAME NANOSECONDS KIB         each round of each way to bring up the same device
#   processes NAME COUNT            it and all that it starts
#   bytes NAME COUNT                of all programs, libraries and scripts that it opens
#   run NAME NANOSECONDS KIB        each round of what changes nothing
#
#   bench ROUNDS
# shellcheck source=Tests/Guest/lib.sh
. /tests/lib.sh

rounds=${1:-7}
mount_cgroups v2
# Where a distribution's loader looks first.
/tests/bench/ldconfig
# What every way is spared: the module, and the algorithm's.
modprobe -a zram zstd 2>/dev/null
echo zstd >/sys/block/zram0/comp_algorithm && echo 16M >/sys/block/zram0/disksize && echo 1 >/sys/block/zram0/reset
cp /tests/bench/profile.yaml "$profile"
mkdir -p /etc/systemd
cp /tests/bench/zram-generator.conf /etc/systemd/

ways="floor floor-musl zramctl-swift boot util-linux busybox zram-generator"

# way NAME: its command line.
way() {
    case "$1" in
    floor) echo '/tests/bench/floor zstd 134217728 100' ;;
    floor-musl) echo '/tests/bench/floor-musl zstd 134217728 100' ;;
    boot) echo '/usr/sbin/zramctl-swift-boot apply --quiet' ;;
    zramctl-swift) echo '/usr/sbin/zramctl-swift apply --quiet' ;;
    util-linux) echo '/usr/bin/dash /tests/bench/util-linux.sh' ;;
    busybox) echo '/tests/bench/busybox sh /tests/bench/busybox.sh' ;;
    zram-generator) echo '/usr/bin/dash /tests/bench/zram-generator.sh' ;;
    esac
}

# What the kernel puts off until later is over with before the next one begins. A wait costs no time where it is counted.
reset() {
    swapoff /dev/zram0
    echo 1 >/sys/block/zram0/reset
    sleep 1
}

# is_up NAME: the device is what the profile says. Debian's BusyBox cannot give it a priority.
is_up() {
    priority=100
    [ "$1" != busybox ] || priority=-2
    [ "$(swap_row /dev/zram0)" = "partition 131068 $priority" ] && [ "$(zram_algorithm 0)" = zstd ] &&
        [ "$(cat /sys/block/zram0/disksize)" = 134217728 ]
}

# measure KIND NAME COMMAND…
measure() {
    local kind="$1" name="$2" time kib status
    shift 2
    read -r time kib status <<RUN
$(/tests/bench/runner "$@")
RUN
    printf '%s\t%s\t%s\t%s\n' "$kind" "$name" "$time" "$kib" >>/out/results
    [ "$status" = 0 ] || not_ok "$name" "status $status"
}

round=0
while [ "$round" -lt "$rounds" ]; do
    round=$((round + 1))
    for name in $ways; do
        # shellcheck disable=SC2046 # words of a command line
        measure up "$name" $(way "$name")
        is_up "$name" || not_ok "$name, round $round"
        reset
    done
done

# opened TRACE: the programs, libraries and scripts in it, each once, whatever links lead there.
opened() {
    {
        grep -oE '(execve|openat)\((AT_FDCWD, )?"/(bin|lib|sbin|tests|usr)/[^"]*"' "$1" | cut -d '"' -f 2
        ! grep -q '\.so' "$1" || echo /lib64/ld-linux-x86-64.so.2
    } | while read -r path; do [ ! -f "$path" ] || readlink -f "$path"; done | sort -u
}

for name in $ways; do
    # shellcheck disable=SC2046 # words of a command line
    strace -f -q -z -e trace=execve,openat -e signal=none -o /tmp/trace $(way "$name") >/tmp/output 2>&1
    if is_up "$name"; then ok "$name brings the device up"; else not_ok "$name" "$(cat /tmp/output)"; fi
    reset
    opened /tmp/trace >"/out/files-$name"
    printf 'processes\t%s\t%s\n' "$name" "$(grep -c ' exited with ' /tmp/trace)" >>/out/results
    # shellcheck disable=SC2046 # paths without blanks
    printf 'bytes\t%s\t%s\n' "$name" "$(stat -c %s $(cat "/out/files-$name") | awk '{ sum += $1 } END { print sum }')" >>/out/results
    # shellcheck disable=SC2046
    strace -f -r -o "/out/trace-$name" $(way "$name") >/dev/null 2>&1
    reset
done

zramctl-swift apply --quiet
for round in $(seq "$rounds"); do
    measure run plan /usr/sbin/zramctl-swift plan --detailed-exitcode
    measure run check /usr/sbin/zramctl-swift check --config /kernel-config
done
ok "$rounds rounds"
