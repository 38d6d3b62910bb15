# shellcheck shell=dash
# Every system call fails once, and the program is killed where something has changed or is about to: nothing outside the
# profile may change, a failure is reported, what was there before is there again or what was wanted is there, and the next run
# without a fault gets to the end. The program is the product as it is; strace makes its calls fail.
#
# usage: faults.sh every|all|some PART OF
#        faults.sh repeat SERIES INJECTION…
#   every: all calls in all ways in which they can fail, and the program killed at every one
#   all: the calls that change something in all ways in which they can fail, the others in one way each, in turn
#   some: the calls that change something in one way each, and every fiftieth of the others
#   PART OF: of these runs the PART-th, counted from 0, of OF equal shares
#   SERIES: load, apply, change or off; an INJECTION as a run's line has it
#
# An injection reads as strace takes it. `read:error=EIO:when=3` is the third read of each process that there is, the
# program's own and a child's; `swapoff@/var/swap:…` is one of that path (strace -P). A call that fails is not made, and
# neither is one in which the program is killed. `write:short=4:when=2` is the program's second write, of which the kernel
# does 4 bytes (Tests/Guest/cut-short.c, which scripts/testing/faults brings along).
#
# One line a run in /out/runs: SERIES KIND INJECTION OUTCOME STATE, for the table of scripts/testing/faults.
# shellcheck source=Tests/Guest/lib.sh
. /tests/lib.sh
extent=$1
if [ "$extent" = repeat ]; then
    all_series=$2
    shift 2
    repeated=$*
else
    all_series='load apply change off' part=$2 of=$3
fi
mount_cgroups v2

cat >/tmp/load.yaml <<'PROFILE'
version: 1
zram:
  zram0: { size: 16M, algorithm: zstd, swap: { priority: 100 } }
PROFILE
cat >/tmp/first.yaml <<'PROFILE'
version: 1
zram:
  zram0: { size: 16M, algorithm: zstd, swap: { priority: 100 } }
swap_files:
  /var/swap: { size: 8M, priority: 10 }
swap_devices:
  /dev/vdb1: { format: true, priority: 5 }
cgroups:
  app: { memory.max: 64M }
  app/inner: { memory.high: 32M }
PROFILE
# Another size, algorithm, priority and limit, and one more device, for which the kernel has to make one.
cat >/tmp/second.yaml <<'PROFILE'
version: 1
zram:
  zram0: { size: 24M, algorithm: lz4, mem_limit: 20M, swap: { priority: 90 } }
  fast: { size: 8M, algorithm: zstd, swap: { priority: 110 } }
swap_files:
  /var/swap: { size: 12M, priority: 20 }
swap_devices:
  /dev/vdb1: { format: true, priority: 7 }
cgroups:
  app: { memory.max: 48M }
  app/inner: { memory.high: 24M }
PROFILE

# What others have on this machine beside the files in /var/keep: an active area, a zram device with data, a group with a limit.
others() {
    swapon /dev/vdb2
    echo 4194304 >/sys/block/zram1/disksize
    yes precious | head -c 65536 >/dev/zram1
    mkdir "$cgroups/foreign"
    echo +memory >"$cgroups/cgroup.subtree_control"
    echo 100M >"$cgroups/foreign/memory.max"
    [ "$(active_swaps)" = 1 ] && [ "$(cat /sys/block/zram1/disksize)" = 4194304 ]
}

# whole_disks: of all that nobody may write to, to the last byte.
whole_disks() { md5sum /dev/vdb2 /dev/vdb3 /dev/vdb4 $foreign; }

# header FILE: the part of a swap header in which two areas differ.
header() { hexdump -s 1024 -n 48 -ve '1/1 "%02x"' "$1"; }

# facts: all that is on this machine, one fact a line: RESOURCE|WHAT IT IS|WHICH ONE IT IS. The last part differs between
# two equal runs: inodes, identifiers. With few processes, since each takes longer here than the program does.
facts() {
    awk 'NR > 1 {
        resource = "outside"
        if ($1 == "/var/swap" || $1 == "/dev/vdb1" || $1 ~ "^/dev/zram[^1]") { resource = $1; sub("/dev/zram", "zram", resource) }
        print resource "|swap " $1 " " $2 " " $3 " " $5 "|" }' /proc/swaps
    local folder name size state statistics algorithm limit group high max control files=''
    for folder in /sys/block/zram*; do
        name=${folder##*/} algorithm='' limit=''
        read -r state <"$folder/initstate" || continue
        read -r size <"$folder/disksize"
        # The module stays when it is loaded.
        [ "$series $size" != 'load 0' ] || continue
        if [ "$state" = 1 ]; then
            read -r algorithm <"$folder/comp_algorithm"
            algorithm=${algorithm#*\[} algorithm=${algorithm%%\]*}
            read -r statistics <"$folder/mm_stat"
            # shellcheck disable=SC2086 # columns
            set -- $statistics
            limit=$4
        fi
        [ "$name" != zram1 ] || name=outside
        printf '%s|%s|' "$name" "${folder##*/} $size $algorithm $limit"
        [ "$state" != 1 ] || header "/dev/${folder##*/}"
        echo
    done 2>/dev/null
    printf '/dev/vdb1||' && header /dev/vdb1 && echo
    for name in /var/* /var/.[!.]*; do
        case "$name" in
        /var/keep | /var/lost+found) ;;
        *) [ ! -e "$name" ] || files="$files $name" ;;
        esac
    done
    # shellcheck disable=SC2086 # names
    [ -z "$files" ] || stat -c '/var/swap|%n %F %s %a %u %h|%i' $files
    [ ! -f /var/swap ] || { printf '/var/swap||' && header /var/swap && echo; }
    for group in "$cgroups"/*/ "$cgroups"/*/*/; do
        [ -d "$group" ] || continue
        name=${group#"$cgroups/"} name=${name%/} max='' high='' control=''
        read -r max <"${group}memory.max"
        read -r high <"${group}memory.high"
        # What a parent hands down stays with it; nobody but its own children sees it.
        read -r control <"${group}cgroup.subtree_control"
        case "$name" in
        app | app/*) echo "$name|$max $high|$control" ;;
        *) echo "outside|$name $max $high $control|" ;;
        esac
    done 2>/dev/null
    # The beginnings of the disks; at the end they are compared as a whole.
    printf 'outside|'
    { stat -c '%n %F %s %a %u %h %i' /var/keep /var/keep/* /run/* && cat /var/keep/* /tmp/*.yaml &&
        head -q -c 8192 /dev/vdb /dev/vdb2 /dev/vdb3 /dev/vdb4 $foreign; } | md5sum
}

# compare BEFORE NOW WANTED: each resource of NOW is as it was BEFORE, the very same, or is as WANTED, but perhaps another
# one. Prints `outside` when something else changed, `before`, `wanted` or `both`, or the names of the resources that are neither.
compare() {
    awk -F'|' '
        FNR == 1 { file++ }
        { keys[$1]; same[file, $1] = same[file, $1] $2 "|" $3 "\n"; alike[file, $1] = alike[file, $1] $2 "\n" }
        END {
            for (key in keys) {
                is_before = same[1, key] == same[2, key]; is_wanted = alike[2, key] == alike[3, key]
                if (key == "outside") { if (!is_before) outside = 1; continue }
                if (!is_before && !is_wanted) neither = neither " " key
                if (!is_before) not_before++
                if (!is_wanted) not_wanted++
            }
            if (outside) print "outside"
            else if (neither) print substr(neither, 2)
            else print !not_wanted ? "wanted" : !not_before ? "before" : "both"
        }' "$1" "$2" "$3"
}

# alike FILE FILE: apart from which ones they are.
alike() {
    awk -F'|' '
        { keys[$1]; lines[FILENAME, $1] = lines[FILENAME, $1] $2 "\n" }
        END { for (key in keys) if (lines[ARGV[1], key] != lines[ARGV[2], key]) exit 1 }' "$1" "$2"
}

# The four series: from where it starts, what it runs, and what then must be so.
prepare() {
    case "$series" in
    load)
        zramctl-swift off /tmp/load.yaml
        [ ! -d /sys/module/zram ] || modprobe -r zram
        ;;
    apply)
        zramctl-swift off /tmp/second.yaml
        dd if=/dev/zero of=/dev/vdb1 bs=4096 count=1 conv=notrunc
        ;;
    change) zramctl-swift off /tmp/second.yaml && zramctl-swift apply /tmp/first.yaml ;;
    off) zramctl-swift apply /tmp/second.yaml ;;
    esac >/tmp/preparation 2>&1
}

# errors CALL: what can become of it, and what strace can show of that.
errors() {
    case "${1%@*}" in
    read | readv) echo error=EIO error=EINTR error=ENOMEM ;;
    write | writev) echo error=EIO error=ENOSPC error=EINTR error=EBUSY error=ENOMEM error=EACCES ;;
    pwrite64) echo error=EIO error=ENOSPC error=EINTR ;;
    pread64) echo error=EIO error=EINTR ;;
    open | openat) echo error=EACCES error=EIO error=EINTR error=ENOMEM error=EBUSY ;;
    newfstatat | fstat | stat | lstat | statx | fstatfs | statfs | readlink | readlinkat) echo error=EIO error=EACCES error=ENOMEM ;;
    getdents64 | ioctl | lseek | flock) echo error=EIO error=EINTR error=ENOMEM ;;
    fsync | fdatasync) echo error=EIO error=ENOSPC error=EINTR ;;
    fallocate | ftruncate) echo error=ENOSPC error=EIO error=EINTR error=ENOMEM ;;
    swapon) echo error=EIO error=EBUSY error=ENOMEM error=EINTR error=EACCES ;;
    swapoff) echo error=ENOMEM error=EINTR error=EIO error=EBUSY error=EACCES ;;
    rename | renameat | renameat2) echo error=EIO error=ENOSPC error=EACCES ;;
    unlinkat | unlink) echo error=EIO error=EACCES error=EBUSY ;;
    mkdir | mkdirat | rmdir) echo error=ENOMEM error=EBUSY error=EACCES error=ENOSPC ;;
    wait4) echo error=EINTR ;;
    clone | clone3 | fork | vfork) echo error=EAGAIN error=ENOMEM ;;
    clock_nanosleep) echo error=EINTR ;;
    getrandom) echo error=EINTR error=ENOSYS ;;
    init_module | finit_module) echo error=ENOMEM error=EBUSY error=EACCES ;;
    faccessat2 | access) echo error=EACCES error=EIO ;;
    close) ;; # it always closes, whatever it returns; one that is not made keeps a pipe open
    brk) ;; # only where the C library starts, which takes it for granted
    execve | exit_group | getpid | getppid | getuid | geteuid | getgid | getegid | gettid | rt_sigaction | \
        rt_sigprocmask | rt_sigreturn | restart_syscall | arch_prctl | set_tid_address | set_robust_list | rseq | prlimit64 | uname) ;; # these do not fail, or before the program runs
    *) echo error=ENOMEM ;;
    esac
}

# read_trace TRACE: what strace saw, a line for each call: `PROCESS own|child runs|waits changes|looks MOVED CALL AREA`. A
# process that waits for a child looks at it again and again. A call changes when something may be different after it. MOVED
# is how many bytes a read or write of the program itself moved, and 0 where a part of it cannot be done: an attribute of
# sysfs or of a cgroup is read and written as a whole (Documentation/filesystems/sysfs.rst). AREA is the path of a swapoff.
read_trace() {
    awk '
        BEGIN {
            changing = "^(pwrite64|writev?|fallocate|ftruncate|fsync|swapon|rename(at2?)?|unlink(at)?|mkdir|rmdir|" \
                "clone3?|v?fork|flock|finit_module|init_module|execve)$"
        }
        $1 == program && /wait4/ && / = [1-9][0-9]*$/ { waits = 0 }
        match($0, /^[0-9]+ +[a-z0-9_]+\(/) {
            call = $2; sub(/\(.*/, "", call)
            if (!program) program = $1
            own = $1 == program
            area = call == "swapoff" && split($0, quoted, "\"") > 1 ? quoted[2] : "-"
            changes = (call ~ changing || area != "-") && $0 !~ / writev?\([12]</ || /O_CREAT/ || / read\([0-9]+<.*hot_add/
            moved = own && call ~ /^p?(read|write)(64)?$/ && !/\([0-9]+<\/sys\// && / = [0-9]+$/ ? $NF : 0
            print $1, own ? "own" : "child", own && waits ? "waits" : "runs", changes ? "changes" : "looks", moved, call, area
            if (own && call ~ /^(clone3?|v?fork)$/) waits = 1
        }' "$1"
}

# firm TRACE: `CALL COUNT ALL`, how often a call is made in any case, and how often it was made here. While the program waits
# for a child it looks at it again and again, and at /proc/swaps: how often depends on how fast the machine is.
firm() {
    read_trace "$1" | awk '
        {
            if (++all[$1 " " $6] > here[$6]) here[$6] = all[$1 " " $6]
            if ($3 == "runs" && ++count[$1 " " $6] > most[$6]) most[$6] = count[$1 " " $6]
        }
        END { for (call in here) print call, most[call] + 0, here[call] }'
}

# may_miss: whether the call that was to fail is one that is not always made.
may_miss() {
    local call=${injection%%:*} number=${injection##*when=}
    call=${call%@*}
    awk -v call="$call" -v number="$number" '$1 == call { found = number > $2 && number <= $3 } END { exit !found }' /tmp/firm
}

# calls TRACE: `CALL NUMBER WHAT HALF`, each call of the program; WHAT is `changes` for one by which something may change,
# `after` for the one that a process makes next, and `looks` for the others. Its own and its children's have the same
# numbers. HALF is half of the bytes that a read or write of the program itself moved, and - where there is no half.
calls() {
    read_trace "$1" | awk '
        {
            # Each swapoff is in a child of its own, and would be the first one there.
            call = $7 == "-" ? $6 : $6 "@" $7
            what = $4 == "changes" ? "changes" : was_change[$1] ? "after" : "looks"
            was_change[$1] = $4 == "changes"
            place = call " " ++count[$1 " " call]
            if ($5 > 1) half[place] = int($5 / 2)
            if (!(place in all)) order[++number] = place
            if (!(place in all) || what < all[place] && all[place] != "changes") all[place] = what
            if (what == "changes") all[place] = what
        }
        END { for (i = 1; i <= number; i++) print order[i], all[order[i]], order[i] in half ? half[order[i]] : "-" }'
}

# injections TRACE: `KIND INJECTION`, those of this extent. A call that changes something fails in all ways, the others in
# one way each, in turn. What a call that only looks leaves is what was there before it: the program is killed where that
# is something new.
injections() {
    local call number what half ways fault turn=0 others=0
    if [ "$extent" = repeat ]; then
        for fault in $repeated; do
            case "$fault" in
            *signal*) echo "kill $fault" ;;
            *) echo "errors $fault" ;;
            esac
        done
        return
    fi
    calls "$1" | while read -r call number what half; do
        [ "$call" != execve ] || continue
        # shellcheck disable=SC2046 # words
        set -- $(errors "$call")
        [ "$half" = - ] || set -- "$@" "short=$half"
        ways=one
        case "$extent $what" in every* | 'all changes') ways=all ;; esac
        if [ $# -gt 0 ] && [ "$ways" = one ]; then
            turn=$((turn + 1))
            shift $((turn % $#))
            set -- "$1"
        fi
        if [ "$extent" = some ] && [ "$what" != changes ]; then
            others=$((others + 1))
            [ $((others % 50)) -eq 0 ] || continue
        fi
        for fault in "$@"; do echo "errors $call:$fault:when=$number"; done
        [ "$what" = looks ] && [ "$extent" != every ] || echo "kill $call:signal=KILL:when=$number"
    done | awk -v part="$part" -v of="$of" 'NR % of == part'
}

# violation TEXT: with all that is needed to understand it.
violation() {
    not_ok "$series $injection" "$1"
    violations=$((violations + 1))
    [ "$violations" -le 200 ] || return
    {
        echo "== $series $injection: $1 (status $status)"
        cat /tmp/printed /tmp/errors
        grep -E 'INJECTED|killed by' /tmp/trace
        echo '-- before, now'
        diff /tmp/before /tmp/now
        echo '-- wanted, in the end'
        diff "/tmp/wanted/$series" /tmp/end
        cat /tmp/converged
    } >>/out/violations 2>&1
}

# leftover KIND: whether all that differs in the end is a zram device without a size. It holds nothing, and belongs to
# nobody: one of which a program was killed between its reset and its hot_remove is there for the next that needs one.
leftover() {
    [ "$1" = kill ] || return
    grep -v '|zram[0-9]* 0 ' /tmp/end >/tmp/end-sized
    grep -v '|zram[0-9]* 0 ' "/tmp/wanted/$series" >/tmp/wanted-sized
    alike /tmp/end-sized /tmp/wanted-sized
}

# is_reported NAME: whether the lines about that resource say that something of it does not come back.
is_reported() {
    awk -v name="$1" '
        /^[a-z_]+\./ {
            resource = $1; sub(/^[a-z_]+\./, "", resource); sub(/:$/, "", resource)
            ours = resource == name || resource == "fast" && name ~ /^zram[1-9]/
        }
        ours && /^ +(not rolled back: |lost: |kept)/ { found = 1 }
        END { exit !found }' /tmp/printed /tmp/errors
}

# judge KIND: one line on what became of the run before, and its violations.
judge() {
    local kind=$1 outcome state name silent
    if [ "$kind" = errors ] && ! grep -q INJECTED /tmp/trace; then
        outcome=missed
    elif [ "$kind" = kill ] && ! grep -q 'killed by SIGKILL' /tmp/trace; then
        outcome=missed
    elif [ "$kind" = kill ]; then
        outcome=killed
    elif [ "$status" = 0 ]; then
        outcome=harmless
    else
        outcome=reported
    fi
    [ "$outcome" != missed ] || may_miss || violation 'the fault did not happen'
    state=$(compare /tmp/before /tmp/now "/tmp/wanted/$series")
    case "$outcome $state" in
    *' outside') violation 'something outside the profile has changed' ;;
    'killed '*) ;;
    *' wanted' | 'reported before' | 'reported both') ;;
    'reported '*)
        # What does not come back must be reported for that very resource.
        silent=''
        for name in $state; do is_reported "$name" || silent="$silent $name"; done
        [ -z "$silent" ] || violation "neither as before nor as wanted, and not reported:$silent"
        state=partly
        ;;
    *) violation "ends with 0, and yet is not as wanted: $state" ;;
    esac
    if [ "$outcome" = reported ]; then
        grep -q error /tmp/errors /tmp/printed || violation 'fails without a word'
        [ "$status" -lt 128 ] || violation 'hangs or crashes'
    fi
    [ "$converged" = 0 ] || violation "does not converge: status $converged"
    [ "$(compare /tmp/before /tmp/end "/tmp/wanted/$series")" = wanted ] || leftover "$kind" || violation 'is not as wanted in the end'
    case "$state" in outside | wanted | before | both | partly) ;; *) state=between ;; esac
    echo "$series $kind $injection $outcome $state" >>/out/runs
}

# converge: the same again without a fault; afterwards there is nothing left to do.
converge() {
    zramctl-swift "$command" "$file" >/tmp/converged 2>&1 || return
    if [ "$series" = off ]; then
        zramctl-swift off "$file" >/tmp/converged 2>&1
        grep -q '^Done: 0 created, 0 changed, 0 replaced, 0 removed' /tmp/converged
    else
        zramctl-swift plan --detailed-exitcode "$file" >>/tmp/converged 2>&1
    fi
}

# start: brings the machine to where the series starts, and sees to it that it is there: what an earlier run left would be
# taken for a later one's.
start() {
    prepare || not_ok "$series: it can be prepared" "$(cat /tmp/preparation)"
    facts >/tmp/before
    [ -e "/tmp/reference/$series" ] || cp /tmp/before "/tmp/reference/$series"
    alike /tmp/before "/tmp/reference/$series" || {
        not_ok "$series: it starts where it did" "before $injection: $(diff "/tmp/reference/$series" /tmp/before)"
        return 1
    }
}

# injected: runs the series' command with $injection.
injected() {
    local fault=${injection#*:} place=${injection%%:*} options=--seccomp-bpf call
    call=${place%@*}
    : >/tmp/trace
    case "$fault" in
    short=*)
        local number=${fault#*when=} bytes=${fault#short=}
        timeout -s KILL 40 cut-short /tmp/trace "$call" "$number" "${bytes%%:*}" \
            zramctl-swift "$command" "$file" >/tmp/printed 2>/tmp/errors
        return
        ;;
    esac
    # A signal would get lost on the way through that filter.
    [ "$fault" = "${fault#signal}" ] || options=''
    [ "$place" = "$call" ] || options="$options -P ${place#*@}"
    # shellcheck disable=SC2086 # words
    timeout -s KILL 40 strace -f $options -o /tmp/trace -e trace="$call" -e inject="$call:$fault" \
        zramctl-swift "$command" "$file" >/tmp/printed 2>/tmp/errors
}

# run_series: a run without a fault, which shows what there is to inject, and then all the others.
run_series() {
    injection=none
    case "$series" in
    load) file=/tmp/load.yaml ;;
    apply) file=/tmp/first.yaml ;;
    change) file=/tmp/second.yaml ;;
    esac
    command=apply
    [ "$series" != off ] || command=off file=/tmp/second.yaml
    start || return
    expect_status "$series: without a fault" 0 strace -f -y -o /tmp/calls zramctl-swift "$command" "$file"
    facts >"/tmp/wanted/$series"
    injections /tmp/calls >/tmp/injections
    firm /tmp/calls >/tmp/firm
    calls /tmp/calls >"/out/calls-$series"
    [ -s /tmp/injections ] || not_ok "$series: there is something to inject"
    while read -r kind injection <&3; do
        start || return
        status=0 converged=0
        injected 2>/dev/null || status=$?
        killall -q -KILL zramctl-swift # one that hangs
        facts >/tmp/now
        converge || converged=$?
        facts >/tmp/end
        judge "$kind"
    done 3</tmp/injections
    [ "$violations" -gt 0 ] || ok "$series: nothing is lost"
}

mkdir -p /tmp/reference /tmp/wanted /var/keep
cp /tests/lib.sh /var/keep/a
echo precious >/var/keep/b
ln /var/keep/b /var/keep/c
violations=0
: >/out/violations
zramctl-swift off /tmp/load.yaml >/dev/null # the lock file stays
foreign=''
series=''
case "$all_series" in
load*)
    series=load
    run_series
    prepare # nothing is loaded any more
    ;;
esac
foreign=/dev/zram1
modprobe zram num_devices=2
expect_status 'others have their things on this machine' 0 others
whole_disks >/tmp/whole
for series in ${all_series#load}; do run_series; done
expect_equal 'nobody wrote to the disks of others' "$(whole_disks)" "$(cat /tmp/whole)"
[ "$violations" = 0 ] || { head -c 20000 /out/violations && echo; } | show
