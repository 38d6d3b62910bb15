// What Swift cannot import from the C library: variadic calls, macros, errno, and constants of newer headers.
#pragma once

// O_PATH, FALLOC_FL_*
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
// getdents64 in musl from 1.2.4 on
#ifndef _LARGEFILE64_SOURCE
#define _LARGEFILE64_SOURCE
#endif

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/swap.h>
#include <sys/types.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "Signals.h"

/// The calling thread's errno.
int csystem_errno(void);

/// openat(2) with a mode, always close-on-exec; begun again where a signal interrupts it.
int csystem_openat(int folder, const char *path, int flags, unsigned mode);

/// BLKGETSIZE64: the device's size in bytes; -1 with errno.
int csystem_block_device_size(int descriptor, uint64_t *bytes);

unsigned csystem_major(uint64_t device);
unsigned csystem_minor(uint64_t device);

/// Sets the calling thread's errno.
void csystem_set_errno(int code);

/// getdents64(2): fills the room with entries of an open folder; 0 at the end, -1 on error. Unlike opendir(3) it needs no
/// 32 KiB of its own.
ssize_t csystem_read_entries(int folder, void *bytes, size_t room);

/// The next name that begins with `prefix` among the entries from `position` on, without `.` and `..`; NULL when there is
/// none. Moves `position` past it.
const char *csystem_next_entry(const void *bytes, size_t filled, size_t *position, const char *prefix);

/// BLKROGET: whether the block device is read-only; 0 when it does not say.
int csystem_block_device_is_read_only(int descriptor);

/// BTRFS_IOC_FS_INFO: the number of the file system's devices; -1 with errno (ENOTTY when it is not btrfs).
int csystem_btrfs_device_count(int descriptor);

#include "CSystemEffects.h"
#ifndef EMBEDDED
#include "CSystemHeap.h"
#endif
