// What a disk with a cache holds after a power cut, from a log of dm-log-writes (the kernel's
// Documentation/admin-guide/device-mapper/log-writes.rst). All that was written before the last flush is there; of what
// came after it, each block of 4 KiB is there or not, as the seed has it.
//
//   power-replay copy FROM TO          a disk or its image to a new image, with holes where there is nothing
//   power-replay cut LOG IMAGE SEED    lose the power at a moment between the marks begin and end
//   power-replay end LOG IMAGE         lose it at the mark end, with all that was not flushed
//   power-replay list LOG
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { sector_size = 512, block_size = 4096, flush = 1, fua = 2, discard = 4, mark = 8 };

// Both are little-endian on the disk, as all processors of these tests are.
struct super {
    uint64_t magic, version, entries;
    uint32_t sector_size;
};

struct entry {
    uint64_t sector, sectors, flags, mark_length;
};

static void fail(const char *what) {
    fprintf(stderr, "power-replay: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void read_at(int file, void *bytes, size_t size, uint64_t offset) {
    if (pread(file, bytes, size, (off_t)offset) != (ssize_t)size) fail("read");
}

static void write_at(int file, const void *bytes, size_t size, uint64_t offset) {
    if (pwrite(file, bytes, size, (off_t)offset) != (ssize_t)size) fail("write");
}

static int open_or_fail(const char *path, int flags) {
    int file = open(path, flags, 0600);
    if (file < 0) fail(path);
    return file;
}

// splitmix64
static uint64_t state;
static uint64_t next_random(void) {
    uint64_t z = state += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
}

static int copy(const char *from_path, const char *to_path) {
    static char bytes[1 << 16], zeros[block_size];
    int from = open_or_fail(from_path, O_RDONLY), to = open_or_fail(to_path, O_WRONLY | O_CREAT | O_TRUNC);
    off_t size = lseek(from, 0, SEEK_END), offset = 0;
    if (size < 0 || ftruncate(to, size) != 0) fail(to_path);
    while (offset < size) {
        // A device has no holes to tell of.
        off_t data = lseek(from, offset, SEEK_DATA);
        if (data < 0 && errno == ENXIO) break;
        if (data > offset) offset = data - data % block_size;
        size_t count = size - offset < (off_t)sizeof bytes ? (size_t)(size - offset) : sizeof bytes;
        read_at(from, bytes, count, (uint64_t)offset);
        for (size_t at = 0; at < count; at += block_size) {
            size_t part = count - at < block_size ? count - at : block_size;
            if (memcmp(bytes + at, zeros, part) != 0) write_at(to, bytes + at, part, (uint64_t)offset + at);
        }
        offset += (off_t)count;
    }
    return 0;
}

struct log {
    int file;
    uint64_t count, begin, end;
    struct entry *entries;
    uint64_t *data;
};

static struct log read_log(const char *path) {
    struct log log = {.file = open_or_fail(path, O_RDONLY), .begin = UINT64_MAX, .end = UINT64_MAX};
    struct super super;
    read_at(log.file, &super, sizeof super, 0);
    if (super.magic != 0x6a736677736872 || super.sector_size != sector_size) {
        errno = EINVAL;
        fail(path);
    }
    log.count = super.entries;
    log.entries = calloc(log.count + 1, sizeof *log.entries);
    log.data = calloc(log.count + 1, sizeof *log.data);
    if (!log.entries || !log.data) fail(path);
    uint64_t offset = sector_size;
    for (uint64_t i = 0; i < log.count; i++) {
        struct entry *entry = &log.entries[i];
        char name[8] = "";
        read_at(log.file, entry, sizeof *entry, offset);
        if (entry->flags & mark) read_at(log.file, name, sizeof name - 1, offset + sizeof *entry);
        if (strcmp(name, "begin") == 0) log.begin = i;
        if (strcmp(name, "end") == 0) log.end = i;
        log.data[i] = offset += sector_size;
        if (!(entry->flags & discard)) offset += entry->sectors * sector_size;
    }
    return log;
}

static void play(const struct log *log, uint64_t i, int image, int is_flushed, int keeps) {
    static char bytes[block_size];
    const struct entry *entry = &log->entries[i];
    if (entry->flags & mark) return;
    for (uint64_t done = 0, size = entry->sectors * sector_size; done < size; done += block_size) {
        size_t part = size - done < block_size ? (size_t)(size - done) : block_size;
        if (!is_flushed && !(keeps && next_random() & 1)) continue;
        if (entry->flags & discard) memset(bytes, 0, part);
        else read_at(log->file, bytes, part, log->data[i] + done);
        write_at(image, bytes, part, entry->sector * sector_size + done);
    }
}

int main(int count, char **words) {
    const char *command = count > 1 ? words[1] : "";
    if (count == 4 && strcmp(command, "copy") == 0) return copy(words[2], words[3]);
    if (count < 3) return 64;
    struct log log = read_log(words[2]);
    if (strcmp(command, "list") == 0) {
        for (uint64_t i = 0; i < log.count; i++)
            printf("%llu: %llu sectors at %llu, flags %llx%s\n", (unsigned long long)i,
                (unsigned long long)log.entries[i].sectors, (unsigned long long)log.entries[i].sector,
                (unsigned long long)log.entries[i].flags, i == log.begin ? " begin" : i == log.end ? " end" : "");
        return 0;
    }
    int is_end = count == 4 && strcmp(command, "end") == 0;
    if (!is_end && !(count == 5 && strcmp(command, "cut") == 0)) return 64;
    if (log.begin == UINT64_MAX || log.end == UINT64_MAX || log.end <= log.begin) {
        fprintf(stderr, "power-replay: the log lacks its marks\n");
        return 1;
    }
    state = is_end ? 0 : strtoull(words[4], NULL, 10);
    uint64_t cut = is_end ? log.end : log.begin + 1 + next_random() % (log.end - log.begin), flushed = 0;
    for (uint64_t i = 0; i < cut; i++)
        if (log.entries[i].flags & flush) flushed = i;
    int image = open_or_fail(words[3], O_RDWR), keeps = !is_end;
    for (uint64_t i = 0; i < cut; i++) play(&log, i, image, i < flushed || log.entries[i].flags & fua, keeps);
    printf("write %llu of %llu, %llu of them flushed\n", (unsigned long long)(cut - log.begin),
        (unsigned long long)(log.end - log.begin), (unsigned long long)(flushed > log.begin ? flushed - log.begin : 0));
    return 0;
}
