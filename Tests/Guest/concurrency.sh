# shellcheck shell=dash
# Several programs at once: applies against each other, against `off` and against a swapoff of another tool. One wins, the
# others wait or say so; afterwards everything is as the last run requires.
# shellcheck source=Tests/Guest/lib.sh
. /tests/lib.sh
mount_cgroups v2

cat >"$profile" <<'PROFILE'
version: 1
zram:
  zram0: { size: 16M, swap: { priority: 100 } }
swap_files:
  /var/swap: { size: 8M, priority: 10 }
swap_devices:
  /dev/vdb1: { format: true, priority: 5 }
cgroups:
  app: { memory.max: 64M }
PROFILE

areas() { awk 'NR > 1 { print $1, $3, $5 }' /proc/swaps | sort; }
headers() { for area in /dev/zram0 /var/swap /dev/vdb1; do hexdump -s 1036 -n 16 -ve '1/1 "%02x"' "$area"; done; }
wanted_areas="/dev/vdb1 $((32 * 1024 - page_kib)) 5
/dev/zram0 $((16 * 1024 - page_kib)) 100
/var/swap $((8 * 1024 - page_kib)) 10"

# at_once COUNT COMMAND…: starts that many; afterwards /tmp/run-N has what the N-th printed and /tmp/status its status.
at_once() {
    local count=$1 number=0 jobs=''
    shift
    rm -f /tmp/run-*
    while [ $((number += 1)) -le "$count" ]; do
        "$@" >"/tmp/run-$number" 2>&1 &
        jobs="$jobs $!"
    done
    number=0
    for job in $jobs; do
        number=$((number + 1)) status=0
        wait "$job" || status=$?
        echo "$status" >"/tmp/run-$number.status"
    done
}

# settled NAME: from here an apply gets to the end, and then there is nothing to do.
settled() {
    expect_status "$1: an apply gets to the end" 0 zramctl-swift apply
    expect_status "$1: the plan is empty" 0 zramctl-swift plan --detailed-exitcode
    expect_equal "$1: the areas are as wanted" "$(areas)" "$wanted_areas"
    expect_equal "$1: the limit is as wanted" "$(cat "$cgroups/app/memory.max")" $((64 << 20))
    expect_equal "$1: nothing is left over" "$(files_of_var)" /var/swap
}

# Ten at once on an empty machine: each step is done by one of them, once.
at_once 10 zramctl-swift apply
won=0 refused=0 other=''
for run in /tmp/run-*.status; do
    output=$(cat "${run%.status}")
    case "$(cat "$run") $output" in
    '0 '*) won=$((won + 1)) ;;
    '1 '*'is at work'* | '1 '*'holds the lock'*) refused=$((refused + 1)) ;;
    *) other="$other$(cat "$run"): $output" ;;
    esac
done
echo "$won did it or found it done, $refused said that another one is at work" | show
expect_equal 'ten at once: each ends well, or says who is at work' "$other" ''
expect_equal 'ten at once: at least one gets to the end' "$((won > 0))" 1
for step in 'swap header to /dev/zram0' 'swap header to /dev/vdb1' 'create swap file' 'swapon /dev/zram0' 'mkdir'; do
    expect_equal "ten at once: one of them does it: $step" "$(cat /tmp/run-? /tmp/run-10 | grep -c "] .*$step")" 1
done
expect_equal 'ten at once: the areas are as wanted' "$(areas)" "$wanted_areas"
before=$(headers)
settled 'ten at once'
expect_equal 'ten at once: nothing is formatted again' "$(headers)" "$before"

# Ten that wait for each other.
zramctl-swift off >/dev/null
at_once 10 zramctl-swift apply --wait 60
expect_equal 'ten that wait: all get to the end' "$(cat /tmp/run-*.status | sort -u)" 0
expect_equal 'ten that wait: one of them creates it all' "$(cat /tmp/run-? /tmp/run-10 | grep -c '^Done: 4 created')" 1
expect_equal 'ten that wait: the others find it done' "$(cat /tmp/run-? /tmp/run-10 | grep -c '^Done: 0 created.* 4 in sync')" 9
settled 'ten that wait'

# Apply against off. Each gets to the end, or says that the other one is at work, or that a process holds the lock where that
# one is just ending; never a mixture of both.
outcomes='' mixed=''
round=0
while [ $((round += 1)) -le 20 ]; do
    case $((round % 2)) in
    0) first='apply' second='off' ;;
    1) first='off' second='apply' ;;
    esac
    # From both states, and the second one a little later each time.
    [ $((round / 2 % 2)) = 0 ] || zramctl-swift off >/dev/null
    zramctl-swift "$first" >/tmp/run-1 2>&1 &
    job=$!
    usleep $((round * 5000))
    second_status=0 first_status=0
    zramctl-swift "$second" >/tmp/run-2 2>&1 || second_status=$?
    wait $job || first_status=$?
    winners=''
    for one in "$first_status /tmp/run-1 $first" "$second_status /tmp/run-2 $second"; do
        command=${one##* } one=${one% *}
        case "${one% *} $(cat "${one#* }")" in
        '0 '*) outcomes=${outcomes}done' ' winners="$winners $command" ;;
        '1 '*'is at work'* | '1 '*'holds the lock'*) outcomes=${outcomes}refused' ' ;;
        *) not_ok "apply against off, round $round" "status ${one% *}: $(cat "${one#* }")" ;;
        esac
    done
    # The end state is the winner's; when both got to their end, that of the later one.
    found=$(areas)
    case "$winners" in
    ' off') [ -z "$found" ] ;;
    ' apply') [ "$found" = "$wanted_areas" ] ;;
    ' '*' '*) [ -z "$found" ] || [ "$found" = "$wanted_areas" ] ;;
    *) false ;;
    esac || mixed="$mixed round $round:${winners:- nobody} did it, and then: $found;"
done
# shellcheck disable=SC2086 # words
echo "apply against off: $(printf '%s\n' $outcomes | sort | uniq -c | tr -s ' \n' ' ')" | show
expect_equal 'apply against off: one wins each round, and its result is there' "$mixed" ''
settled 'apply against off'

# Applies of two profiles against each other: what is there in the end is one of them.
sed 's/16M/24M/; s/8M/12M/; s/: 5/: 7/' "$profile" >/tmp/other.yaml
other_areas="/dev/vdb1 $((32 * 1024 - page_kib)) 7
/dev/zram0 $((24 * 1024 - page_kib)) 100
/var/swap $((12 * 1024 - page_kib)) 10"
mixed=''
round=0
while [ $((round += 1)) -le 10 ]; do
    zramctl-swift apply --wait 60 >/tmp/run-1 2>&1 &
    job=$!
    second_status=0 first_status=0
    zramctl-swift apply --wait 60 /tmp/other.yaml >/tmp/run-2 2>&1 || second_status=$?
    wait $job || first_status=$?
    [ "$first_status$second_status" = 00 ] || not_ok "two profiles, round $round" "$(cat /tmp/run-1 /tmp/run-2)"
    case "$(areas)" in
    "$other_areas" | "$wanted_areas") ;;
    *) mixed="$mixed round $round: $(areas)" ;;
    esac
done
expect_equal 'two profiles: one of them is there after each round' "$mixed" ''
settled 'two profiles'

# Against a swapoff of everything by another tool, again and again: it knows of no lock. What it takes away before the
# program is at it is set up again, or reported as a failure; what it takes away later is for the next apply.
[ -e /etc/fstab ] || : >/etc/fstab # busybox's swapoff does not begin without one
expect_status 'the other tool can switch all off' 0 swapoff -a
expect_equal 'so that no area is left' "$(active_swaps)" 0
(
    while [ ! -e /tmp/stop ]; do
        # After an area came, at one moment or another.
        [ "$(active_swaps)" = 0 ] || { echo . >>/tmp/taken && swapoff -a 2>/dev/null; }
    done
) &
other=$!
round=0 fine=0 reported=0
while [ $((round += 1)) -le 20 ]; do
    file=$profile
    [ $((round % 2)) = 0 ] || file=/tmp/other.yaml
    status=0
    timeout 60 zramctl-swift apply "$file" >/tmp/run-1 2>&1 || status=$?
    case "$status $(cat /tmp/run-1)" in
    '0 '*) fine=$((fine + 1)) ;;
    '1 '*'error:'*) reported=$((reported + 1)) && grep 'error:' /tmp/run-1 | show ;;
    *) not_ok "against swapoff -a, round $round" "status $status: $(cat /tmp/run-1)" ;;
    esac
done
touch /tmp/stop
wait "$other"
echo "against swapoff -a: $fine done, $reported reported, $(wc -l </tmp/taken) times all was switched off" | show
expect_equal 'against swapoff -a: each ends' "$((fine + reported))" 20
expect_equal 'against swapoff -a: it did get in between' "$(($(wc -l </tmp/taken) >= 10))" 1
settled 'against swapoff -a'
expect_status 'off takes all of it down' 0 zramctl-swift off
expect_equal 'no area is left' "$(active_swaps)" 0
