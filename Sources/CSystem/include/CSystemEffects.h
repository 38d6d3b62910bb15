// What only the code that changes a machine needs; CSystem.h includes it.
#pragma once

#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>
#include <sys/xattr.h>

/// FS_IOC_GETFLAGS and FS_IOC_SETFLAGS: the FS_*_FL bits of an inode (ioctl_iflags(2)); -1 with errno.
int csystem_get_inode_flags(int descriptor, unsigned *flags);
int csystem_set_inode_flags(int descriptor, unsigned flags);

/// The f_type of fstatfs(2): BTRFS_SUPER_MAGIC and its like; -1 with errno.
int csystem_file_system_magic(int descriptor, uint64_t *magic);

/// A part of a file as FS_IOC_FIEMAP shows it (Documentation/filesystems/fiemap.rst): places and lengths in bytes.
struct csystem_extent {
    uint64_t logical;
    uint64_t length;
    uint32_t flags;
};

/// FS_IOC_FIEMAP with FIEMAP_FLAG_SYNC, from `start` to the file's end: how many extents were written to `extents`, at
/// most `capacity` and at most 32; -1 with errno.
int csystem_extents(int descriptor, uint64_t start, struct csystem_extent *extents, unsigned capacity);

/// One datagram to the socket of that path (unix(7)); nothing is waited for. -1 with errno.
int csystem_send_datagram(const char *path, const void *bytes, size_t count);

/// Whether the process has CAP_SYS_ADMIN in effect (capabilities(7)): 1 or 0; -1 with errno.
int csystem_is_administrator(void);

/// Forks a child that calls swapoff(2) and exits with 0 or its errno; -1 with errno. The child dies with its parent.
pid_t csystem_fork_swapoff(const char *path);

/// posix_spawn(3) of a program with those descriptors as its standard streams, /dev/null for a negative one, and the signals
/// that a fresh program expects, whatever this one blocks or ignores. 0 or an errno.
int csystem_spawn(pid_t *child, const char *program, char *const words[], char *const environment[],
                  int input, int output, int error);
