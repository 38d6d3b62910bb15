# shellcheck shell=dash
# What one sees on a board's console.
# shellcheck source=Tests/Guest/lib.sh
. /tests/lib.sh
mount_cgroups v2
export PS4='# '

cat >"$profile" <<'PROFILE'
version: 1
zram:
  zram0:
    size: ram / 2
    algorithm: zstd
    mem_limit: ram / 4
    swap: { priority: 100 }
swap_files:
  /var/swap: { size: 64M, priority: 10 }
cgroups:
  app: { memory.high: 50%, memory.max: 60%, memory.swap.max: 25% }
PROFILE

show() {
    echo
    echo "# $*"
    "$@"
}
show cat "$profile"
show zramctl-swift plan
show zramctl-swift apply
show cat /proc/swaps
show zramctl-swift status
show zramctl-swift plan
expect_equal 'zram and the swap file are active' "$(active_swaps)" 2
