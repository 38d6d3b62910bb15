# shellcheck shell=dash
# Is what the checker says true? Each profile is checked by the kernel's configuration and by the running kernel, and then
# applied: what passes must apply, and what fails must fail there, and at the place that the checker named.
#
#   check v2                  everything
#   check v1|hybrid|uncounted what the hierarchy of the cgroups, or swapaccount=0, takes away
# shellcheck source=Tests/Guest/lib.sh
. /tests/lib.sh
cgroups_are=${1:-v2}
case "$cgroups_are" in uncounted) mount_cgroups v2 ;; *) mount_cgroups "$cgroups_are" ;; esac
config=/boot/config-$(uname -r)
modules=/lib/modules/$(uname -r)

# place: the place in the profile that the words on standard input name, without the profile's own name.
place() { grep -o "$profile:[0-9]*:[0-9]*" | head -n 1; }

# hold NAME [WAY…], with a profile on standard input: by the `file` and by the `kernel`, where not otherwise said.
hold() {
    name=$1
    shift
    [ $# -gt 0 ] || set -- file kernel
    cat >"$profile"
    by_file=0 by_kernel=0 applied=0
    zramctl-swift check "$profile" --config "$config" >/tmp/by_file 2>&1 || by_file=$?
    zramctl-swift check "$profile" >/tmp/by_kernel 2>&1 || by_kernel=$?
    zramctl-swift apply >/tmp/applied 2>&1 || applied=$?
    zramctl-swift off >/dev/null 2>&1
    # Nothing that one profile has loaded helps the next.
    rmmod zram 2>/dev/null
    rmmod lzo_rle lzo zstd lz4 lz4hc deflate 2>/dev/null
    for way; do
        case "$way" in file) status=$by_file ;; *) status=$by_kernel ;; esac
        case "$status/$applied" in
        0/0) ok "$name: passes by the $way and applies" ;;
        2/1)
            at=$(place </tmp/applied)
            # Where only the kernel itself refused, apply names its file: it is about the algorithm, or the device's.
            if [ -z "$at" ] && grep -q 'error: write .* to /sys/block/zram0/' /tmp/applied; then
                word=algorithm:
                grep -q algorithm: "$profile" || word=zram0:
                at=$(grep -n "$word" "$profile" | sed 's/:.*//')
                at=$profile:$at:$(awk -v word="$word" 'index($0, word) {
                    print index($0, word) + (word == "algorithm:" ? length(word) + 1 : 0)
                }' "$profile")
            fi
            expect_equal "$name: fails by the $way and at the same place" \
                "$(sed -n '/^fail/,/^pass/p' "/tmp/by_$way" | place)" "$at"
            ;;
        *) not_ok "$name: status $status by the $way, $applied to apply" "$(cat "/tmp/by_$way" /tmp/applied)" ;;
        esac
    done
}

# limits NAME LIMITS [WAY…]: of a cgroup.
limits() {
    about=$1 words=$2
    shift 2
    hold "$about" "$@" <<PROFILE
version: 1
cgroups:
  app: { $words }
PROFILE
}

# hide MODULE, and bring back what was hidden.
hide() {
    cp "$modules/modules.dep" /tmp/modules.dep
    hidden=$(find "$modules" -name "$1.ko*")
    [ -z "$hidden" ] || mv "$hidden" /tmp/hidden
    grep -v "/$1.ko[^:]*:" /tmp/modules.dep >"$modules/modules.dep"
}
bring_back() {
    [ -z "$hidden" ] || mv /tmp/hidden "$hidden"
    cp /tmp/modules.dep "$modules/modules.dep"
}

if [ "$cgroups_are" != v2 ]; then
    # The configuration alone does not show how the kernel was booted.
    limits 'memory.max' 'memory.max: 64M'
    limits 'memory.max and memory.swap.max' 'memory.max: 64M, memory.swap.max: 32M' kernel
    limits 'memory.swap.max alone' 'memory.swap.max: 32M' kernel
    limits 'memory.high' 'memory.high: 64M' kernel
    limits 'memory.min and memory.oom.group' 'memory.min: 0, memory.oom.group: true, memory.max: 64M' kernel
    limits 'what is so anyway' 'memory.min: 0, memory.high: max, memory.max: 64M' kernel
    exit
fi

for algorithm in lzo lzo-rle lz4 lz4hc zstd deflate 842 zlib-ng; do
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
limits 'all limits of a cgroup' 'memory.min: 0, memory.low: 1M, memory.high: 32M, memory.max: 64M,
    memory.swap.high: 32M, memory.swap.max: 32M, memory.oom.group: true'

# What is missing on the board itself shows only there.
for module in lzo-rle lzo; do
    hide "$module"
    hold "lzo-rle without the module $module" kernel <<'PROFILE'
version: 1
zram:
  zram0: { size: 16M, algorithm: lzo-rle }
PROFILE
    hold "the default algorithm without the module $module" kernel <<'PROFILE'
version: 1
zram:
  zram0: { size: 16M }
PROFILE
    bring_back
done
mv /sbin/modprobe /tmp/modprobe
hold "zram without modprobe" kernel <<'PROFILE'
version: 1
zram:
  zram0: { size: 16M }
PROFILE
mv /tmp/modprobe /sbin/modprobe
expect_status 'zram is a module, which a board without modules does not have' 2 zramctl-swift check --builtin-only
expect_contains 'and it says so' "$output" 'CONFIG_ZRAM is m, and must be y (--builtin-only)'

# The report says where it looked, and the file's verdict yields to the running kernel's.
expect_contains 'the running kernel has a release' "$(zramctl-swift check --json)" '"result": "pass"'
expect_contains 'what was tried is reported' "$(zramctl-swift check)" 'tried /proc/config.gz'
rm "$config"
rm -f "$modules/config"
expect_status 'without a configuration what the kernel does not show is unknown' 3 zramctl-swift check --verbose --require HZ
expect_contains 'the memory controller shows itself' "$output" 'cgroup.controllers lists memory'
echo 'kernel/fs/other.ko:' >"$modules/modules.dep"
expect_status 'a kernel whose modules are not on the board lacks zram' 2 zramctl-swift check
expect_contains 'and it says so' "$output" 'there is no module zram for the running kernel'
