# What the scenarios share. Every check prints one line, `ok NAME` or `not ok NAME: REASON`.

profile=/etc/zramctl-swift/profile.yaml

ok() { echo "ok $1"; }
not_ok() { echo "not ok $1${2:+: $2}"; }

# expect_equal NAME FOUND WANTED
expect_equal() {
    if [ "$2" = "$3" ]; then ok "$1"; else not_ok "$1" "found '$2', wanted '$3'"; fi
}

# expect_status NAME WANTED COMMAND…: keeps what the command printed in $output.
expect_status() {
    local name=$1 wanted=$2 status=0
    shift 2
    output=$("$@" 2>&1) || status=$?
    if [ "$status" -eq "$wanted" ]; then ok "$name"; else not_ok "$name" "status $status, wanted $wanted: $output"; fi
}

# expect_contains NAME TEXT PART
expect_contains() {
    case "$2" in
    *"$3"*) ok "$1" ;;
    *) not_ok "$1" "'$3' is not in: $2" ;;
    esac
}

# swap_row PATH: `TYPE KIB PRIORITY` of an active area, empty for one that is not.
swap_row() { awk -v path="$1" '$1 == path { print $2, $3, $5 }' /proc/swaps; }

# active_swaps: how many areas are active.
active_swaps() { echo $(($(wc -l </proc/swaps) - 1)); }

# zram_algorithm N: the one in brackets.
zram_algorithm() { sed 's/.*\[\(.*\)\].*/\1/' "/sys/block/zram$1/comp_algorithm"; }

# mount_cgroups v2|v1|hybrid: sets $cgroups to the folder with the memory controller.
mount_cgroups() {
    case "$1" in
    v2)
        mount -t cgroup2 cgroup2 /sys/fs/cgroup
        cgroups=/sys/fs/cgroup
        ;;
    v1 | hybrid)
        mount -t tmpfs -o mode=0755 tmpfs /sys/fs/cgroup
        mkdir /sys/fs/cgroup/memory
        mount -t cgroup -o memory memory /sys/fs/cgroup/memory
        cgroups=/sys/fs/cgroup/memory
        [ "$1" = v1 ] || { mkdir /sys/fs/cgroup/unified && mount -t cgroup2 cgroup2 /sys/fs/cgroup/unified; }
        ;;
    esac
}
