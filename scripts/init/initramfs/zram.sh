# shellcheck shell=sh
# zram from an initramfs without udev: for a board whose RAM does not last until the root file system is mounted, or that
# has no other one. To be read by the initramfs's own /init:
#
#   . /zram.sh
#   zram_up
#
# Order. Behind the mounts of /proc, /sys and /dev, which it makes where they are missing, and before the first thing that
# takes much memory: unpacking, checking or mounting the root file system. switch_root keeps the swap. It needs in the
# initramfs: this file, /usr/sbin/zramctl-swift, /etc/zramctl-swift/initramfs.yaml, and modprobe with zram and its
# compressor where they are modules. There is no udev: devtmpfs makes /dev/zram0.
#
# The profile has the zram devices only, with the same lines as /etc/zramctl-swift/profile.yaml of the root file system.
# The apply of that one finds them in sync, and adds the swap files and limits.
#
# Whatever fails, the boot goes on: one line in the kernel's log says why, which the console shows.

# zram_mounted FOLDER: whether something is mounted there.
zram_mounted() { [ -r /proc/mounts ] && grep -q " $1 " /proc/mounts; }

# zram_up [OPTION…]: returns what zramctl-swift does.
zram_up() {
    [ -r /proc/mounts ] || { mkdir -p /proc && mount -t proc proc /proc; }
    zram_mounted /sys || { mkdir -p /sys && mount -t sysfs sysfs /sys; }
    zram_mounted /dev || { mkdir -p /dev && mount -t devtmpfs devtmpfs /dev; }
    # For the lock.
    mkdir -p /run
    /usr/sbin/zramctl-swift apply --log=kmsg "$@" /etc/zramctl-swift/initramfs.yaml
}
