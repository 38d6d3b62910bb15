# shellcheck shell=dash
# A board's life with the program: nothing → apply → apply again → changed profiles → off → nothing. What the kernel
# then has is read by busybox, not by the program itself.
#
# usage: lifecycle.sh v2|v1|hybrid
# shellcheck source=Tests/Guest/lib.sh
. /tests/lib.sh
hierarchy=$1
expect_status 'the program is there' 0 zramctl-swift --version
mount_cgroups "$hierarchy"

# limit CGROUP ATTRIBUTE: its bytes, in the file that this hierarchy has for it.
limit() {
    case "$hierarchy $2" in
    'v2 '*) cat "$cgroups/$1/$2" ;;
    *' memory.max') cat "$cgroups/$1/memory.limit_in_bytes" ;;
    *' memory.swap.max') cat "$cgroups/$1/memory.memsw.limit_in_bytes" ;;
    esac
}

write_profile() {
    cat >"$profile" <<PROFILE
version: 1
zram:
  zram0:
    size: $size
    algorithm: $algorithm
    mem_limit: $mem_limit
    swap: { priority: $priority, discard: once }
  spare:
    size: 8M
    mem_limit: ram / 8
    swap: { priority: 1, discard: pages }
swap_files:
  /var/swap: { size: $file_size, priority: $((priority / 10)) }
swap_devices:
  PARTLABEL=board-swap: { priority: 5, format: true }
  LABEL=prepared: { priority: 4 }
cgroups:
  app:
    memory.max: $memory_max
    memory.swap.max: 32M
  app/worker:
    memory.max: 16M
PROFILE
}

# swap_file_is KIB PRIORITY: of a file whose blocks are smaller than a page the kernel leaves out pages that are not in one
# piece.
swap_file_is() {
    swap_row /var/swap | {
        read -r kind kib level
        slack=$((page_kib > 4 ? 4 * page_kib : 0))
        [ "$kind $level" = "file $2" ] && [ "$kib" -le "$1" ] && [ "$kib" -ge $(($1 - slack)) ]
    }
}

# expect_profile NAME: what the kernel says is what the profile says.
expect_profile() {
    expect_equal "$1: zram0 has its size" "$(cat /sys/block/zram0/disksize)" $((${size%M} << 20))
    expect_equal "$1: zram0 has its algorithm" "$(zram_algorithm 0)" "$algorithm"
    expect_equal "$1: zram0 has its mem_limit" "$(zram_mem_limit 0)" $((${mem_limit%M} << 20))
    expect_equal "$1: zram0 is swap with its priority" "$(swap_row /dev/zram0)" \
        "partition $((${size%M} * 1024 - page_kib)) $priority"
    expect_equal "$1: zram0 has its discard policy" "$(swap_discard /dev/zram0)" once
    expect_status "$1: the swap file is active" 0 \
        swap_file_is $((${file_size%M} * 1024 - page_kib)) $((priority / 10))
    expect_equal "$1: the swap file is its owner's alone" "$(stat -c '%a %u %s' /var/swap)" \
        "600 0 $((${file_size%M} << 20))"
    expect_equal "$1: nothing else is left beside it" "$(find /var -mindepth 1 ! -name lost+found)" /var/swap
    expect_equal "$1: five areas are active" "$(active_swaps)" 5
    expect_equal "$1: app has memory.max" "$(limit app memory.max)" $((${memory_max%M} << 20))
    if [ "$hierarchy" = v2 ]; then
        expect_equal "$1: app has memory.swap.max" "$(limit app memory.swap.max)" $((32 << 20))
    else
        expect_equal "$1: app has memory and swap together" "$(limit app memory.swap.max)" \
            $(((${memory_max%M} + 32) << 20))
    fi
    expect_equal "$1: app/worker has memory.max" "$(limit app/worker memory.max)" $((16 << 20))
}

# change NAME SUMMARY VALUE…: the profile with new values is planned, applied and in effect.
change() {
    local name="$1" summary="$2"
    shift 2
    # shellcheck disable=SC2163 # each is NAME=VALUE
    export "$@"
    write_profile
    expect_status "$name: plan sees it" 2 zramctl-swift plan --detailed-exitcode
    echo "$output" | show
    expect_contains "$name: plan says what it would do" "$output" "Plan: $summary"
    changes=$(changes_of zramctl-swift apply)
    show </tmp/output
    expect_profile "$name"
    expect_status "$name: plan is empty after apply" 0 zramctl-swift plan --detailed-exitcode
}

size=64M algorithm=zstd mem_limit=56M priority=100 file_size=32M memory_max=48M
write_profile
before=$(machine_state)

expect_equal 'no swap is active before' "$(active_swaps)" 0
expect_status 'validate accepts the profile' 0 zramctl-swift validate
expect_status 'plan sees changes' 2 zramctl-swift plan --detailed-exitcode
echo "$output" | show
expect_contains 'plan says what it would do' "$output" 'Plan: 7 to create, 0 to change, 0 to replace, 0 to remove, 0 in sync.'
expect_equal 'plan changes nothing' "$(machine_state)" "$before"

expect_status 'apply sets up everything' 0 zramctl-swift apply
echo "$output" | show
expect_profile 'first apply'
expect_equal 'the device with a name is swap' "$(swap_row /dev/zram1)" "partition $((8 * 1024 - page_kib)) 1"
expect_equal 'the device with a name has its discard policy' "$(swap_discard /dev/zram1)" pages
ram=$(awk '/^MemTotal:/ { print $2 * 1024 }' /proc/meminfo)
expect_equal 'the device with a name has its part of the RAM, in whole pages' "$(zram_mem_limit 1)" \
    $(((ram / 8 + page_kib * 1024 - 1) / (page_kib * 1024) * (page_kib * 1024)))
expect_equal 'the device with a name carries it as label' \
    "$(dd if=/dev/zram1 bs=1 skip=1052 count=5 2>/dev/null)" spare
expect_status 'the swap file has no holes' 0 [ "$(stat -c %b /var/swap)" -ge $((32 << 11)) ]
expect_equal 'the partition was formatted and is active' "$(swap_row /dev/vdb1)" "partition $((32 * 1024 - page_kib)) 5"
expect_equal 'the prepared partition is active' "$(swap_row /dev/vdb2)" "partition $((32 * 1024 - page_kib)) 4"
expect_equal 'the prepared partition kept its UUID' \
    "$(dd if=/dev/vdb2 bs=1 skip=1036 count=16 2>/dev/null | hexdump -ve '1/1 "%02x"')" 0123456789ab4cde8f0123456789abcd

expect_status 'plan is empty after apply' 0 zramctl-swift plan --detailed-exitcode
sync
written=$(sectors_written)
expect_equal 'a second apply writes nothing' "$(changes_of zramctl-swift apply)" ''
expect_contains 'a second apply says that all is in sync' "$(cat /tmp/output)" 'in sync'
sync
expect_equal 'no device was written to' "$(sectors_written)" "$written"

change 'new limits' '0 to create, 2 to change, 0 to replace, 0 to remove, 5 in sync.' memory_max=40M mem_limit=24M
expect_equal 'new limits: no swap was taken down' "$(echo "$changes" | grep -E 'swapo(n|ff)\(|/reset')" ''
change 'new priorities' '0 to create, 2 to change, 0 to replace, 0 to remove, 5 in sync.' priority=90
expect_equal 'new priorities: zram0 was not reset' "$(echo "$changes" | grep -F /reset)" ''
change 'new sizes and algorithm' '0 to create, 0 to change, 2 to replace, 0 to remove, 5 in sync.' \
    size=48M algorithm=lz4 file_size=24M
expect_status 'status prints JSON' 0 zramctl-swift status --json
expect_contains 'status names the device' "$output" zram0
echo "$output" >/out/status.json

expect_status 'off takes everything down' 0 zramctl-swift off
echo "$output" | show
expect_equal 'off leaves the machine as it was' "$(machine_state)" "$before"
expect_equal 'the device with a name is gone' "$(ls -d /sys/block/zram1 2>/dev/null)" ''
expect_equal 'the neighbor partition is untouched' "$(dd if=/dev/vdb3 bs=1 skip=1144 count=8 2>/dev/null)" precious
expect_equal 'a second off changes nothing' "$(changes_of zramctl-swift off)" ''
