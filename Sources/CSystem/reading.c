#include "CSystem.h"

#include <errno.h>
#include <linux/btrfs.h>
#include <linux/fs.h>
#include <string.h>
#include <sys/ioctl.h>

void csystem_set_errno(int code) { errno = code; }

ssize_t csystem_read_entries(int folder, void *bytes, size_t room) { return getdents64(folder, bytes, room); }

const char *csystem_next_entry(const void *bytes, size_t filled, size_t *position, const char *prefix) {
    size_t length = strlen(prefix);
    while (*position < filled) {
        const struct dirent64 *entry = (const struct dirent64 *)((const char *)bytes + *position);
        const char *name = entry->d_name;
        *position += entry->d_reclen;
        if (strncmp(name, prefix, length) == 0 && strcmp(name, ".") != 0 && strcmp(name, "..") != 0) return name;
    }
    return NULL;
}

int csystem_block_device_is_read_only(int descriptor) {
    int flag = 0;
    return ioctl(descriptor, BLKROGET, &flag) == 0 && flag != 0;
}

int csystem_btrfs_device_count(int descriptor) {
    struct btrfs_ioctl_fs_info_args info;
    memset(&info, 0, sizeof info);
    if (ioctl(descriptor, BTRFS_IOC_FS_INFO, &info) != 0) return -1;
    return (int)info.num_devices;
}
