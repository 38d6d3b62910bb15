#include "CSystem.h"

#include <errno.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/sysmacros.h>

int csystem_errno(void) { return errno; }

int csystem_openat(int folder, const char *path, int flags, unsigned mode) {
    int descriptor;
    do descriptor = openat(folder, path, flags | O_CLOEXEC, mode);
    while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

int csystem_block_device_size(int descriptor, uint64_t *bytes) { return ioctl(descriptor, BLKGETSIZE64, bytes); }

unsigned csystem_major(uint64_t device) { return major(device); }

unsigned csystem_minor(uint64_t device) { return minor(device); }
