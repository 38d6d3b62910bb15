# shellcheck shell=sh
# zram from an initramfs without udev: for a board whose RAM does not suffice until the root file system is mounted, or
# that has no other root file system. The initramfs's /init sources it:
#
#   . /zram.sh
#   zram_up
#
# Order. After the mounts of /proc, /sys and /dev, which it mounts where they are missing, and before the first step that
# takes much memory: unpacking, checking or mounting the root file system. switch_root keeps the swap. The initramfs must
# contain this file, /usr/sbin/zramctl-swift, /etc/zramctl-swift/initramfs.yaml, and modprobe with zram and its compressor
# where they are modules. Without udev, devtmpfs creates /dev/zram0.
#
# The profile has only the zram devices, with the same lines as /etc/zramctl-swift/profile.yaml of the root file system. The
# apply of that profile finds them in sync, and adds the swap files and limits.
#
# The boot goes on whatever fails: the kernel's log, which the console shows, has the reason in one line.

# zram_mounted FOLDER: whether it is a mount point.
zram_mounted() { [ -r /proc/mounts ] && grep -q " $1 " /proc/mounts; }

# zram_up [OPTION…]: returns zramctl-swift's status.
zram_up() {
    [ -r /proc/mounts ] || { mkdir -p /proc && mount -t proc proc /proc; }
    zram_mounted /sys || { mkdir -p /sys && mount -t sysfs sysfs /sys; }
    zram_mounted /dev || { mkdir -p /dev && mount -t devtmpfs devtmpfs /dev; }
    # The folder of the lock.
    mkdir -p /run
    /usr/sbin/zramctl-swift apply --log=kmsg "$@" /etc/zramctl-swift/initramfs.yaml
}
