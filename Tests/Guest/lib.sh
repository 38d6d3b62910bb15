# shellcheck shell=dash
# What the scenarios share. Every check prints one line, `ok NAME` or `not ok NAME: REASON`.

# shellcheck disable=SC2034 # read by the scenarios
profile=/etc/zramctl-swift/profile.yaml

# The kernel's memory page in KiB: of a swap area it takes the first one.
# shellcheck disable=SC2034
page_kib=$(awk '/^KernelPageSize:/ { print $2; exit }' /proc/self/smaps)

ok() { echo "ok $1"; }
not_ok() { echo "not ok $1${2:+: $2}"; }

# expect_equal NAME FOUND WANTED
expect_equal() {
    if [ "$2" = "$3" ]; then ok "$1"; else not_ok "$1" "found '$2', wanted '$3'"; fi
}

# expect_status NAME WANTED COMMAND…: keeps what the command printed in $output.
expect_status() {
    local name="$1" wanted="$2" status=0
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

# show: standard input, indented, so that a program's own words are never taken for a check.
show() { sed 's/^/    /'; }

# swap_row PATH: `TYPE KIB PRIORITY` of an active area, empty for one that is not.
swap_row() { awk -v path="$1" '$1 == path { print $2, $3, $5 }' /proc/swaps; }

# active_swaps: how many areas are active.
active_swaps() { echo $(($(wc -l </proc/swaps) - 1)); }

# zram_algorithm N: the one in brackets.
zram_algorithm() { sed 's/.*\[\(.*\)\].*/\1/' "/sys/block/zram$1/comp_algorithm"; }

# zram_mem_limit N: mem_limit itself cannot be read.
zram_mem_limit() { awk '{ print $4 }' "/sys/block/zram$1/mm_stat"; }

# swap_discard PATH: the discard policy by which the kernel last took the area: none, once, pages or both. Only the
# kernel's log shows it: `Adding 65532k swap on PATH.  Priority:5 extents:1 across:65532k SSDsc`, where D is discard, s
# the whole area at once and c page by page.
swap_discard() {
    dmesg | grep -F "swap on $1. " | tail -n 1 | sed 's/FS$//; s/.*across:[0-9]*k *//' | while read -r flags; do
        case "$flags" in
        *Dsc) echo both ;;
        *Ds) echo once ;;
        *Dc) echo pages ;;
        *) echo none ;;
        esac
    done
}

# mount_cgroups v2|v1|hybrid: sets $cgroups to the folder with the memory controller. Once after a boot: a controller
# that was in use may stay pinned in its hierarchy. What is mounted already is kept.
mount_cgroups() {
    cgroups=/sys/fs/cgroup
    [ "$1" = v2 ] || cgroups=/sys/fs/cgroup/memory
    ! grep -q " $cgroups cgroup" /proc/mounts || return 0
    if [ "$1" = v2 ]; then
        mount -t cgroup2 cgroup2 $cgroups
        return
    fi
    mount -t tmpfs -o mode=0755 tmpfs /sys/fs/cgroup
    mkdir $cgroups
    mount -t cgroup -o memory memory $cgroups
    [ "$1" = v1 ] || { mkdir /sys/fs/cgroup/unified && mount -t cgroup2 cgroup2 /sys/fs/cgroup/unified; }
}

# machine_state: all that the program may change, as it is now, one fact a line. Devices without a size count as absent.
machine_state() {
    awk 'NR > 1 { print "swap", $1, $2, $3, $5 }' /proc/swaps
    for device in /sys/block/zram*; do
        [ "$(cat "$device/initstate" 2>/dev/null)" != 1 ] || echo "zram ${device##*/} $(cat "$device/disksize")"
    done
    find "$cgroups" -mindepth 1 -type d | sort
    find /var -mindepth 1 ! -name lost+found -exec ls -ld {} +
}

# files_of_var: the names of all that is on the disk.
files_of_var() { find /var -mindepth 1 ! -name lost+found; }

# sectors_written: to each block device, ever.
sectors_written() { awk '{ print $3, $10 }' /proc/diskstats; }

# changes_of COMMAND…: the system calls by which it changed something, seen from outside; the command's output goes to
# /tmp/output. What it prints and its lock file in /run are no change; a read of hot_add makes a device. Where nothing
# could be seen it says so, which is no empty answer either.
changes_of() {
    rm -f /tmp/trace
    strace -f -qq -y -o /tmp/trace \
        -e 'trace=%file,write,writev,pwrite64,pwritev,pwritev2,sendfile,copy_file_range,ftruncate,?ftruncate64,?sendfile64,fallocate,fchmod,fchown,ioctl,swapon,swapoff,init_module,finit_module,delete_module,reboot' \
        -e 'signal=none' "$@" >/tmp/output 2>&1
    grep -q execve /tmp/trace || { echo "strace has seen nothing of: $*; $(head -c 300 /tmp/output)" && return; }
    sed 's/^[0-9]* *//; /zram-control\/hot_add"/ s/O_RDONLY/which adds a device/' /tmp/trace | grep -vE \
        -e '^(execve|access|faccessat2?|[nl]?stat(x|64)?|newfstatat|fstatat64|readlink(at)?|chdir|getcwd|statfs(64)?)\(' \
        -e '^open(at)?\(.*(O_RDONLY|O_PATH|"/dev/null")' -e '^(writev?|sendfile(64)?)\([12]<' -e '^writev?\([0-9]+</dev/null>' -e '^<\.\.\. ' \
        -e '^ioctl\([0-9]+<[^>]*>, (TC|TIOC|FDGET|BLKGET|BLKROGET|BLKSSZGET|BLKPBSZGET|BLKIO|BLKALIGNOFF|CDROM|FS_IOC_GET|FS_IOC_FIEMAP|FIGETBSZ)' \
        -e '^[a-z0-9_]+\((AT_FDCWD[^,]*, )?"/run/zramctl-swift' -e '^(openat|mkdirat)\([0-9]+</run>, "zramctl-swift' -e '^openat\(AT_FDCWD[^,]*, "/sys/bus/platform/uevent"' -e '^[a-z0-9_]+\([0-9]+</run/zramctl-swift'
}

# cut_power: the machine stops here and now; what is not on its disks yet is lost.
cut_power() {
    echo "power cut"
    echo b >/proc/sysrq-trigger
}
