# shellcheck shell=dash
# The power is cut while a swap file is made, resized or removed: its file system is clean afterwards and has all that it
# had, the next run reaches its end, and nothing is left over. On /dev/vdd an ext4, on /dev/vde a btrfs, on /dev/vdf an f2fs.
#
# usage: power.sh simulated SEED CUTS [FS…]
#        power.sh real [recover FS OPERATION SEED] [cut FS OPERATION SEED]
#   simulated: all that the program writes to a copy of the disk while it resizes a file is recorded (dm-log-writes). With
#     more than one of CUTS all operations are, once as fast as it goes, and once slowly, while everything that is dirty is
#     written all the time, so that each step on the way is on the disk. Of each recording come CUTS disks as they are after
#     a cut at a seeded moment, without a seeded part of what was not flushed, and one cut right after the end, without all
#     that was not flushed: the program has said that it was done.
#   real: this machine loses its power at a seeded system call; another boot recovers.
#
# One line a cut: `cut: FS OPERATION HOW SEED fsck=clean|bad apply=converged|failed files=kept|lost`
# shellcheck source=Tests/Guest/lib.sh
. /tests/lib.sh

disk_of() {
    case "$1" in
    ext4) echo /dev/vdd ;;
    btrfs) echo /dev/vde ;;
    f2fs) echo /dev/vdf ;;
    esac
}

# write_profile SIZE PRIORITY
write_profile() {
    cat >"$profile" <<PROFILE
version: 1
swap_files:
  /disk/swap: { size: $1, priority: $2 }
PROFILE
}

# mount_disk DEVICE FS. What btrfs knows of another copy of the same disk would be in its way.
mount_disk() {
    [ "$2" != btrfs ] || btrfs device scan --forget >/dev/null 2>&1
    mount -t "$2" "$1" /disk
}

kept_files() { (cd /disk/keep && find . -exec stat -c '%n %F %a %u' {} + | sort && find . -type f | sort | xargs md5sum) | md5sum; }

other_disks() { md5sum </dev/vdb; }

# check_disk DEVICE FS: after its own journal has been replayed.
check_disk() {
    case "$2" in
    ext4) e2fsck -f -n "$1" ;;
    btrfs) btrfs check --readonly "$1" ;;
    # It ends with 0 whatever it finds.
    f2fs) fsck.f2fs -f --dry-run "$1" >/tmp/f2fs 2>&1 && cat /tmp/f2fs && ! grep -qE '\[Fail|ASSERT|\[FIX\]' /tmp/f2fs ;;
    esac >/tmp/fsck 2>&1
}

# prepare OPERATION: on the mounted disk, what is there before.
prepare() {
    mkdir -p /disk/keep/folder
    cp /tests/lib.sh /disk/keep/a
    seq 20000 >/disk/keep/folder/b
    ln -f /disk/keep/a /disk/keep/c
    ln -sf a /disk/keep/d
    [ "$1" != create ] || return 0
    write_profile 16M 10
    zramctl-swift apply >/tmp/printed 2>&1 || not_ok "$1: the first apply" "$(cat /tmp/printed)"
}

# command_of OPERATION: writes the profile and prints the command.
command_of() {
    case "$1" in
    create) write_profile 16M 10 && echo apply ;;
    resize) write_profile 24M 20 && echo apply ;;
    remove) write_profile 16M 10 && echo off ;;
    esac
}

# is_active OPERATION: as the profile says. Where blocks are smaller than pages the kernel leaves a few pages out.
is_active() {
    local kib=16384 priority=10 type shown_kib shown_priority
    [ "$1" != resize ] || kib=24576 priority=20
    read -r type shown_kib shown_priority <<ROW
$(swap_row /disk/swap)
ROW
    [ "$type $shown_priority" = "file $priority" ] && [ "$shown_kib" -lt $kib ] && [ "$shown_kib" -gt $((kib - 64)) ]
}

# steps: the system calls of the program that change a disk.
steps='fallocate,fsync,renameat,renameat2,unlinkat,pwrite64,swapon,swapoff'

# names: of all that is on the disk; f2fs and ext4 may have folders of their own there.
names() { find /disk -mindepth 1 -maxdepth 1 ! -name lost+found | sort | tr '\n' ' '; }

# recover DEVICE FS OPERATION HOW SEED ABOUT: what became of this cut.
recover() {
    local device=$1 fs=$2 operation=$3 how=$4 seed=$5 about=$6 fsck=clean apply=converged files=kept why='' command
    if mount_disk "$device" "$fs"; then umount /disk; else fsck=bad why="it cannot be mounted: $(dmesg | tail -n 3)"; fi
    check_disk "$device" "$fs" || { fsck=bad why="$why fsck: $(head -c 2000 /tmp/fsck)"; }
    if mount_disk "$device" "$fs"; then
        found=$(names)
        [ "$(kept_files)" = "$kept" ] || { files=lost why="$why files: $(find /disk -exec ls -ld {} +)"; }
        command=$(command_of "$operation")
        if [ "$how" = end ]; then
            # The program had ended: what it said is so.
            case "$operation" in
            create) expect='16777216' ;;
            resize) expect='25165824' ;;
            remove) expect='' ;;
            esac
            [ "$(stat -c %s /disk/swap 2>/dev/null)" = "$expect" ] ||
                { files=lost why="$why the end is not on the disk: $(ls -la /disk)"; }
        fi
        if ! zramctl-swift "$command" >/tmp/printed 2>&1; then
            apply=failed why="$why $command: $(cat /tmp/printed)"
        elif [ "$operation" = remove ]; then
            [ "$(names)" = '/disk/keep ' ] || { apply=failed why="$why off leaves $(names)"; }
            zramctl-swift apply >/tmp/printed 2>&1 || { apply=failed why="$why apply: $(cat /tmp/printed)"; }
        fi
        is_active "$operation" ||
            { apply=failed why="$why active: $(swap_row /disk/swap)"; }
        zramctl-swift plan --detailed-exitcode >/tmp/printed 2>&1 ||
            { apply=failed why="$why plan: $(cat /tmp/printed)"; }
        [ "$(names)" = '/disk/keep /disk/swap ' ] || { apply=failed why="$why left behind: $(names)"; }
        [ "$(kept_files)" = "$kept" ] || { files=lost why="$why files after: $(find /disk -exec ls -ld {} +)"; }
        [ "$(other_disks)" = "$others" ] || { files=lost why="$why another disk has changed"; }
        zramctl-swift off >/tmp/printed 2>&1 || { apply=failed why="$why off: $(cat /tmp/printed)"; }
        umount /disk
        check_disk "$device" "$fs" || { fsck=bad why="$why fsck in the end: $(head -c 2000 /tmp/fsck)"; }
    else
        apply=failed files=lost
    fi
    echo "cut: $fs $operation $how $seed fsck=$fsck apply=$apply files=$files ($about; found $found)"
    if [ -z "$why" ]; then ok "$fs $operation $how $seed"; else not_ok "$fs $operation $how $seed" "$why"; fi
}

# base FS: the disks from which the operations start, in /images.
base() {
    local operation
    power-replay copy "$(disk_of "$1")" /images/base
    for operation in create resize; do
        power-replay copy /images/base "/images/$operation"
        losetup /dev/loop0 "/images/$operation"
        mount_disk /dev/loop0 "$1"
        prepare $operation
        kept=$(kept_files)
        [ $operation = create ] || zramctl-swift off --keep-files >/tmp/printed 2>&1 || not_ok "$1 $operation: off" "$(cat /tmp/printed)"
        umount /disk
        losetup -d /dev/loop0
    done
    rm /images/base
    ln -sf resize /images/remove
}

# record FS OPERATION quick|slow: all writes go to /images/log.
record() {
    local command syncer=''
    power-replay copy "/images/$2" /images/record
    rm -f /images/log
    dd if=/dev/zero of=/images/log bs=1 count=0 seek=256M 2>/dev/null
    losetup /dev/loop0 /images/record
    losetup /dev/loop1 /images/log
    dmsetup create recorded --noudevsync --table "0 $(blockdev --getsz /dev/loop0) log-writes /dev/loop0 /dev/loop1"
    mount_disk /dev/dm-0 "$1"
    [ "$2" = create ] || { write_profile 16M 10 && zramctl-swift apply >/dev/null; }
    sync
    command=$(command_of "$2")
    dmsetup message recorded 0 mark begin
    if [ "$3" = quick ]; then
        zramctl-swift "$command" >/tmp/printed 2>&1 || not_ok "$1 $2: $command" "$(cat /tmp/printed)"
    else
        while :; do sync && usleep 20000; done &
        syncer=$!
        strace -f -o /dev/null -e trace=$steps -e inject=$steps:delay_enter=150000 zramctl-swift "$command" >/tmp/printed 2>&1 ||
            not_ok "$1 $2: $command" "$(cat /tmp/printed)"
        kill $syncer
        wait $syncer 2>/dev/null
    fi
    dmsetup message recorded 0 mark end
    zramctl-swift off --keep-files >/dev/null
    umount /disk
    dmsetup remove --noudevsync recorded
    losetup -d /dev/loop0
    losetup -d /dev/loop1
    rm /images/record
}

# simulated_cut FS OPERATION HOW SEED
simulated_cut() {
    local about
    power-replay copy "/images/$2" /images/cut
    if [ "$3" = end ]; then set -- "$@" end; else set -- "$@" cut "$4"; fi
    about=$(power-replay "$5" /images/log /images/cut ${6+"$6"}) || {
        not_ok "$1 $2 $3 $4" 'the cut could not be made'
        rm /images/cut
        return
    }
    losetup /dev/loop0 /images/cut
    recover /dev/loop0 "$1" "$2" "$3" "$4" "$about"
    losetup -d /dev/loop0
    rm /images/cut
}

simulated() {
    local seed=$1 cuts=$2 fs operation how i hows='quick slow' operations='create resize remove'
    [ "$cuts" -gt 1 ] || hows=quick operations=resize
    shift 2
    [ $# -gt 0 ] || set -- ext4 btrfs f2fs
    modprobe dm-log-writes
    modprobe loop max_loop=2
    mkdir /images
    mount -t tmpfs -o size=90% tmpfs /images
    for fs in "$@"; do
        base "$fs"
        for operation in $operations; do
            for how in $hows; do
                record "$fs" "$operation" "$how"
                i=0
                while [ $i -lt "$cuts" ]; do
                    simulated_cut "$fs" "$operation" "$how" "$seed"
                    seed=$((seed + 1)) i=$((i + 1))
                done
                [ "$how" = slow ] || simulated_cut "$fs" "$operation" end 0
            done
        done
    done
}

# real_cut FS OPERATION SEED: the program stops in a seeded call, and the machine with it.
real_cut() {
    local count call
    mount_disk "$(disk_of "$1")" "$1"
    prepare "$2"
    sync
    command=$(command_of "$2")
    case "$2" in
    create) set -- "$1" "$2" "$3" fallocate:1 pwrite64:1 fsync:1 fsync:2 renameat2:1 swapon:1 ;;
    resize) set -- "$1" "$2" "$3" fallocate:1 pwrite64:1 fsync:1 fsync:2 renameat2:1 renameat2:2 swapon:1 unlinkat:1 ;;
    remove) set -- "$1" "$2" "$3" unlinkat:1 fsync:1 ;;
    esac
    count=$(($3 % ($# - 3)))
    shift $((3 + count))
    call=${1%:*}
    ok "the power goes in $1"
    strace -f -o /dev/null -e "trace=$call" -e "inject=$call:signal=KILL:when=${1#*:}" zramctl-swift "$command" >/dev/null 2>&1
    # strace ends as what it runs does.
    [ $? = 137 ] || not_ok "the program was not killed in $1"
    cut_power
}

others=$(other_disks)
mkdir /disk
case "$1" in
simulated)
    shift
    simulated "$@"
    ;;
real)
    shift
    if [ "$1" = recover ]; then
        # What is to be kept is what prepare makes.
        mount -t tmpfs tmpfs /disk
        prepare create
        kept=$(kept_files)
        umount /disk
        recover "$(disk_of "$2")" "$2" "$3" real "$4" 'sysrq b'
        shift 4
    fi
    [ "${1-}" != cut ] || real_cut "$2" "$3" "$4"
    ;;
esac
