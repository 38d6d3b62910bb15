# shellcheck shell=dash
# Is what the checker says true? Each profile is checked by the kernel's configuration and by the running kernel, and then
# applied: what passes must apply, and what fails must fail there, and at the place that the checker named.
# shellcheck source=Tests/Guest/lib.sh
. /tests/lib.sh
mount_cgroups v2
config=/boot/config-$(uname -r)

# place: the place in the profile that the words on standard input name, without the profile's own name.
place() { grep -o "$profile:[0-9]*:[0-9]*" | head -n 1; }

# hold NAME, with a profile on standard input.
hold() {
    cat >"$profile"
    by_file=0 by_kernel=0 applied=0
    zramctl-swift check "$profile" --config "$config" >/tmp/by_file 2>&1 || by_file=$?
    zramctl-swift check "$profile" >/tmp/by_kernel 2>&1 || by_kernel=$?
    zramctl-swift apply >/tmp/applied 2>&1 || applied=$?
    zramctl-swift off >/dev/null 2>&1
    rmmod zram 2>/dev/null
    for way in file kernel; do
        case "$way" in file) status=$by_file ;; *) status=$by_kernel ;; esac
        case "$status/$applied" in
        0/0) ok "$1: passes by the $way and applies" ;;
        2/1)
            at=$(place </tmp/applied)
            # Where only the kernel itself refused, apply names its file.
            if [ -z "$at" ] && grep -q 'error: write .* to /sys/block/zram0/comp_algorithm' /tmp/applied; then
                at=$(grep -n algorithm: "$profile" | sed 's/:.*algorithm: .*//')
                at=$profile:$at:$(awk '/algorithm:/ { print index($0, "algorithm: ") + 11 }' "$profile")
            fi
            expect_equal "$1: fails by the $way and at the same place" "$(sed -n '/^fail/,/^pass/p' "/tmp/by_$way" | place)" "$at"
            ;;
        *) not_ok "$1: status $status by the $way, $applied to apply" "$(cat "/tmp/by_$way" /tmp/applied)" ;;
        esac
    done
}

for algorithm in lzo lzo-rle lz4 lz4hc zstd 842 zlib-ng; do
    case "$algorithm/$(uname -r)" in
    # Before 6.12 a name that no rule knows is unknown, which says nothing to hold against.
    zlib-ng/5.* | zlib-ng/6.1.*) continue ;;
    esac
    hold "zram with $algorithm" <<PROFILE
version: 1
zram:
  zram0: { size: 16M, algorithm: $algorithm }
PROFILE
done
hold 'the default algorithm and a limit' <<'PROFILE'
version: 1
zram:
  zram0: { size: 16M, mem_limit: 8M }
PROFILE
hold 'parameters of an algorithm' <<'PROFILE'
version: 1
zram:
  zram0: { size: 16M, algorithm: zstd(level=3) }
PROFILE
hold 'a swap file and a partition' <<'PROFILE'
version: 1
swap_files:
  /var/swap: { size: 8M }
swap_devices:
  LABEL=prepared: {}
PROFILE
hold 'all limits of a cgroup' <<'PROFILE'
version: 1
cgroups:
  app:
    memory.min: 0
    memory.low: 1M
    memory.high: 32M
    memory.max: 64M
    memory.swap.high: 32M
    memory.swap.max: 32M
    memory.oom.group: true
PROFILE

# The report says where it looked, and the file's verdict yields to the running kernel's.
expect_contains 'the running kernel has a release' "$(zramctl-swift check --json)" '"result": "pass"'
expect_contains 'what was tried is told' "$(zramctl-swift check)" 'tried /proc/config.gz'
rm "$config"
rm -f "/lib/modules/$(uname -r)/config"
expect_status 'without a configuration what the kernel does not show is unknown' 3 zramctl-swift check
expect_contains 'the memory controller shows itself' "$output" 'cgroup.controllers lists memory'
echo 'kernel/fs/other.ko:' >"/lib/modules/$(uname -r)/modules.dep"
expect_status 'a kernel whose modules are not on the board lacks zram' 2 zramctl-swift check
expect_contains 'and it says so' "$output" 'there is no module zram for the running kernel'
