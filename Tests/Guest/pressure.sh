# shellcheck shell=dash
# A program holds one and a half times the memory of the machine, so that most of it is in zram and in a swap file. What is
# planned and applied meanwhile must not cost it a byte, nor its life.
# shellcheck source=Tests/Guest/lib.sh
. /tests/lib.sh
mount_cgroups v2

ram=$(awk '/^MemTotal:/ { print int($2 / 1024) }' /proc/meminfo)
held=$((ram * 3 / 2))
oom_kills() { awk '$1 == "oom_kill" { print $2 }' /proc/vmstat; }
kills=$(oom_kills)
mkfifo /tmp/asked /tmp/answered
hold-memory </tmp/asked >/tmp/answered &
holder=$!
exec 3>/tmp/asked 4</tmp/answered
# It may die.
trap '' PIPE

# asks WORD…: of the program that holds the memory; its answer, or that it is dead.
asks() {
    echo "$*" >&3
    read -r answer <&4 || answer='is dead'
    echo "$answer"
}
is_held() { expect_equal "$1 and what the program holds is right" "$(asks verify)" "right $((held << 8))"; }
used() { awk -v path="$1" '$1 == path { used = $4 } END { print int(used / 1024) }' /proc/swaps; }
areas() { awk 'NR > 1 { print $1, $2, $3, $5 }' /proc/swaps | sort; }
meets() { awk '/^MemFree|^MemAvailable|^SwapFree/ { printf "%s %d MiB  ", $1, $2 / 1024 } END { print "" }' /proc/meminfo; }

# write_profile ALGORITHM PRIORITY [MORE]
write_profile() {
    cat >"$profile" <<PROFILE
version: 1
zram:
  zram0: { size: $((ram * 3 / 4))M, algorithm: $1, swap: { priority: 100 } }
swap_files:
  /var/swap: { size: ${ram}M, priority: $2 }
${3-}
PROFILE
}

write_profile lz4 10
expect_status 'the machine is set up' 0 zramctl-swift apply
asks fill "$held" >/tmp/answer
expect_equal "$held MiB are held by a machine of $ram" "$(cat /tmp/answer)" "filled $((held << 8))"
echo "in zram $(used /dev/zram0) MiB, which take $(awk '{ print int($3 / 1048576) }' /sys/block/zram0/mm_stat); in the file $(used /var/swap) MiB; $(meets)" | show
expect_equal 'the better part of them is swapped out, to both' \
    "$(($(used /dev/zram0) + $(used /var/swap) > ram / 2 && $(used /var/swap) > 8))" 1
is_held 'now'
before=$(areas)

expect_status 'a plan in sync is in sync' 0 zramctl-swift plan --detailed-exitcode
expect_equal 'an apply in sync changes nothing' "$(changes_of zramctl-swift apply)" ''

# What is in zram fits nowhere else.
write_profile zstd 10
expect_status 'a plan to replace zram is refused' 1 zramctl-swift plan
expect_contains 'and says that there is no room' "$output" "M are swapped to /dev/zram0, and memory and other swap have room for"
expect_status 'apply refuses it' 1 zramctl-swift apply
echo "$output" | show
expect_contains 'with the figures' "$output" 'memory and other swap have room for'
expect_equal 'all areas are as before' "$(areas)" "$before"
expect_equal 'and the algorithm' "$(zram_algorithm 0)" lz4
is_held 'it is refused,'

expect_status 'off is refused too' 1 zramctl-swift off
expect_contains 'for the file' "$output" 'M are swapped to /var/swap, and memory and other swap have room for'
expect_contains 'and for zram' "$output" 'M are swapped to /dev/zram0, and memory and other swap have room for'
expect_equal 'all areas are still as before' "$(areas)" "$before"
is_held 'off is refused,'

# A new area is filled before a later one fails: to take it back would be a gamble too.
extra='  /var/extra: { size: 16M, priority: 200 }'
write_profile lz4 10 "$extra
swap_devices:
  /dev/vdb4: { format: true }"
strace -f -o /tmp/trace -e trace=swapon -e inject=swapon:error=EINVAL:delay_enter=10000000:when=2 \
    zramctl-swift apply --all-or-nothing >/tmp/output 2>&1 &
apply=$!
until [ -n "$(swap_row /var/extra)" ] || ! kill -0 $apply; do sleep 1; done
expect_equal 'a small swap file is in use' "$(swap_row /var/extra | cut -d' ' -f1,3)" 'file 200'
expect_equal 'and filled' "$(asks write $((ram / 2)))" "written $((ram / 2 << 8))"
status=0
wait $apply || status=$?
show </tmp/output
expect_equal 'the apply fails' $status 1
expect_contains 'and leaves it on' "$(cat /tmp/output)" 'M are swapped to /var/extra, and memory and other swap have room for'
expect_equal 'which it is' "$(swap_row /var/extra | cut -d' ' -f1,3)" 'file 200'
is_held 'with it,'

more="$extra
  /var/more: { size: $((ram * 5 / 4))M, priority: 5 }"
write_profile lz4 10 "$more"
expect_status 'another swap file is set up' 0 zramctl-swift apply
expect_equal 'and used from now on' "$(swap_row /var/more | cut -d' ' -f1,3)" 'file 5'
is_held 'with both,'

# Pages get to it through memory, of which there must be some.
held=$((held - ram / 4))
expect_equal 'the program lets go of a part' "$(asks release $((ram / 4)))" "left $((held << 8))"
meets | show
write_profile zstd 10 "$more"
start=$(cut -d. -f1 /proc/uptime)
expect_status 'now there is room for the replacement' 0 zramctl-swift apply
echo "$output" | show
echo "in $(($(cut -d. -f1 /proc/uptime) - start)) s; in zram $(used /dev/zram0) MiB, in the files $(used /var/swap) and $(used /var/more) MiB; $(meets)" | show
expect_equal 'zram has its new algorithm' "$(zram_algorithm 0) $(swap_row /dev/zram0 | cut -d' ' -f1,3)" 'zstd partition 100'
is_held 'zram is replaced,'
expect_status 'the plan is empty' 0 zramctl-swift plan --detailed-exitcode

held=$((held - ram / 4))
expect_equal 'the program lets go of another part' "$(asks release $((ram / 4)))" "left $((held << 8))"
write_profile zstd 20 "$more"
expect_status 'the priority of a file in use is changed' 0 zramctl-swift apply
expect_equal 'it is there' "$(swap_row /var/swap | cut -d' ' -f3)" 20
is_held 'the file was off and on,'

# With the most of it let go, all of it may go.
before=$held held=$((ram / 4))
expect_equal 'the program lets go of the most' "$(asks release $((before - held)))" "left $((held << 8))"
expect_status 'now all goes off' 0 zramctl-swift off
expect_equal 'no area is left' "$(active_swaps)" 0
is_held 'without swap,'
exec 3>&-
wait $holder
expect_equal 'the program came to its own end' $? 0

# What comes back is charged to the group that it was swapped out of, and that one may be full on a machine with much
# memory.
write_profile lz4 10 'cgroups: { app: { memory.max: 12M } }'
sed -i '/^zram:/,/zram0:/d' "$profile"
expect_status 'a limited group is set up' 0 zramctl-swift apply
sh -c "echo \$\$ >$cgroups/app/cgroup.procs; exec hold-memory" </tmp/asked >/tmp/answered &
holder=$! held=30
exec 3>/tmp/asked 4</tmp/answered
asks fill $held >/tmp/answer
expect_equal 'a program in it holds more than that' "$(cat /tmp/answer)" "filled $((held << 8))"
echo "app has $(($(cat $cgroups/app/memory.current) >> 20)) MiB, and $(used /var/swap) swapped; $(meets)" | show
sed -i 's/priority: 10/priority: 20/' "$profile"
expect_status 'its pages are not brought back' 1 zramctl-swift apply
echo "$output" | show
expect_contains 'since its limit and other swap have no room' "$output" 'of the cgroup app, and its memory.max of 12M and other swap have room for'
expect_equal 'the area is as before' "$(swap_row /var/swap | cut -d' ' -f3)" 10
is_held 'it is refused,'
echo '  /var/more: { size: 40M, priority: 5 }' >/tmp/more
sed -i '/\/var\/swap:/r /tmp/more' "$profile"
expect_status 'with another area they are' 0 zramctl-swift apply
expect_equal 'and the priority is changed' "$(swap_row /var/swap | cut -d' ' -f3)" 20
is_held 'it went through its limit,'
# For what comes back at once, memory itself must have room.
held=12
expect_equal 'the program lets go of the better part' "$(asks release 18)" "left $((held << 8))"
expect_status 'off gives up the limit first' 0 zramctl-swift off
is_held 'it is off,'
exec 3>&-
wait $holder
expect_equal 'this program came to its own end too' $? 0
expect_equal 'and the kernel had to kill nobody' "$(oom_kills)" "$kills"

# What its mem_limit does not let zram take is no room.
cat >"$profile" <<PROFILE
version: 1
zram: { zram0: { size: $((ram * 2))M, mem_limit: 4M, swap: { priority: 10 } } }
swap_files: { /var/swap: { size: ${ram}M, priority: 100 } }
PROFILE
expect_status 'zram with a limit is set up' 0 zramctl-swift apply
hold-memory </tmp/asked >/tmp/answered &
holder=$! held=$((ram * 5 / 4))
exec 3>/tmp/asked 4</tmp/answered
asks fill $held >/tmp/answer
available() { awk '/^MemAvailable/ { print int($2 / 1024) }' /proc/meminfo; }
while [ $(($(used /var/swap) * 2)) -gt $(($(available) * 3)) ] && [ $held -gt 4 ]; do
    held=$((held - 2)) && asks release 2 >/tmp/answer
done
echo "$(used /var/swap) MiB in the file, $(available) available; $(meets)" | show
expect_equal 'memory has room for a part of what is in the file' "$(($(used /var/swap) > $(available)))" 1
sed -i 's/priority: 100/priority: 120/' "$profile"
expect_status 'the file stays on' 1 zramctl-swift apply
echo "$output" | show
expect_contains 'for want of room' "$output" 'M are swapped to /var/swap, and memory and other swap have room for'
is_held 'it is refused,'
exec 3>&-
wait $holder
expect_status 'all is off' 0 zramctl-swift off
expect_equal 'and the kernel still had to kill nobody' "$(oom_kills)" "$kills"
