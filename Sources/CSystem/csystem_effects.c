#include "CSystem.h"

#include <errno.h>
#include <linux/capability.h>
#include <linux/fiemap.h>
#include <linux/fs.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/vfs.h>
#include <unistd.h>

// The kernel copies an int, whatever the ioctl's number says of its type.
int csystem_get_inode_flags(int descriptor, unsigned *flags) { return ioctl(descriptor, FS_IOC_GETFLAGS, flags); }

int csystem_set_inode_flags(int descriptor, unsigned flags) { return ioctl(descriptor, FS_IOC_SETFLAGS, &flags); }

int csystem_file_system_magic(int descriptor, uint64_t *magic) {
    struct statfs status;
    if (fstatfs(descriptor, &status) != 0)
        return -1;
    // f_type is signed on some processors: no sign bits beyond its 32.
    *magic = (uint32_t)status.f_type;
    return 0;
}

int csystem_extents(int descriptor, uint64_t start, struct csystem_extent *extents, unsigned capacity) {
    enum { most = 32 };
    union {
        struct fiemap map;
        char space[sizeof(struct fiemap) + most * sizeof(struct fiemap_extent)];
    } request = {.map = {
                     .fm_start = start,
                     .fm_length = FIEMAP_MAX_OFFSET - start,
                     .fm_flags = FIEMAP_FLAG_SYNC,
                     .fm_extent_count = capacity < most ? capacity : most,
                 }};
    if (ioctl(descriptor, FS_IOC_FIEMAP, &request.map) != 0)
        return -1;
    for (unsigned i = 0; i < request.map.fm_mapped_extents; i++) {
        extents[i].logical = request.map.fm_extents[i].fe_logical;
        extents[i].length = request.map.fm_extents[i].fe_length;
        extents[i].flags = request.map.fm_extents[i].fe_flags;
    }
    return (int)request.map.fm_mapped_extents;
}

int csystem_send_datagram(const char *path, const void *bytes, size_t count) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    strcpy(address.sun_path, path);
    int number = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (number < 0)
        return -1;
    ssize_t sent = sendto(number, bytes, count, MSG_NOSIGNAL, (struct sockaddr *)&address, sizeof address);
    int code = errno;
    close(number);
    errno = code;
    return sent < 0 ? -1 : 0;
}

int csystem_is_administrator(void) {
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3];
    if (syscall(SYS_capget, &header, data) < 0)
        return -1;
    return data[CAP_TO_INDEX(CAP_SYS_ADMIN)].effective & CAP_TO_MASK(CAP_SYS_ADMIN) ? 1 : 0;
}

pid_t csystem_fork_swapoff(const char *path) {
    pid_t parent = getpid();
    pid_t child = fork();
    if (child != 0)
        return child;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(EINTR);
    _exit(swapoff(path) == 0 ? 0 : errno);
}

int csystem_spawn(pid_t *child, const char *program, char *const words[], char *const environment[],
                  int input, int output, int error) {
    const int streams[] = {input, output, error};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    for (int stream = 0; stream < 3; stream++) {
        if (streams[stream] >= 0)
            posix_spawn_file_actions_adddup2(&actions, streams[stream], stream);
        else
            posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", stream == 0 ? O_RDONLY : O_WRONLY, 0);
    }
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes, &signals);
    sigaddset(&signals, SIGPIPE);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);
    posix_spawnattr_setsigdefault(&attributes, &signals);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    int failure = posix_spawn(child, program, &actions, &attributes, words, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}
