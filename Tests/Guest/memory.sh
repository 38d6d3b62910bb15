# shellcheck shell=dash
# The commands that change a machine under valgrind's memcheck, also those that fail and are rolled back.
#
# usage: memory.sh all|some
#   some: without what differs little from the others
# shellcheck source=Tests/Guest/lib.sh
. /tests/lib.sh
mount_cgroups v2
more=memcheck
[ "$1" = all ] || more=:
export VALGRIND_LIB=/usr/libexec/valgrind
# shellcheck disable=SC2034 # read by memcheck.sh
memcheck_product=/usr/sbin/zramctl-swift memcheck_valgrind=valgrind.bin memcheck_suppressions=/tests/suppressions
# shellcheck source=Tests/Memcheck/memcheck.sh
. /tests/memcheck.sh

# write_profile ZRAM-SIZE ALGORITHM FILE-SIZE MEMORY.MAX GROUP
write_profile() {
    cat >"$profile" <<PROFILE
version: 1
zram:
  zram0: { size: $1, algorithm: $2, swap: { priority: 100 } }
swap_files:
  /var/swap: { size: $3, priority: 10 }
swap_devices:
  /dev/vdb1: { format: true, priority: 5 }
cgroups:
  app: { memory.max: $4 }
  $5: { memory.high: 32M }
PROFILE
}

mkdir "$cgroups/full"
echo 0 >"$cgroups/full/cgroup.max.descendants"
write_profile 16M zstd 8M 64M full/inner
memcheck 'apply, of which a part fails' 1 apply
memcheck 'off' 0 off
$more 'apply, all rolled back' 1 apply --all-or-nothing
expect_equal 'nothing is left of it' "$(active_swaps)" 0
write_profile 16M zstd 8M 64M app/inner
$more 'plan before' 2 plan --detailed-exitcode
memcheck 'apply' 0 apply
expect_equal 'all areas are active' "$(active_swaps)" 3
$more 'apply in sync, into the log' 0 apply --log=kmsg
memcheck 'plan in sync' 0 plan --detailed-exitcode
$more 'status' 0 status
$more 'status as JSON' 0 status --json
write_profile 24M lz4 12M 48M app/inner
memcheck 'apply of a change, as JSON' 0 apply --json
expect_equal 'the new size is there' "$(swap_row /var/swap)" "file $((12 * 1024 - page_kib)) 10"
# Debian's kernels do not show their configuration, but all that is needed can be seen by now.
$more 'check of the running kernel' 0 check
$more 'check of the running kernel for the profile' 0 check "$profile"
memcheck 'off, files kept' 0 off --keep-files
$more 'off again' 0 off
expect_equal 'no area is active' "$(active_swaps)" 0
