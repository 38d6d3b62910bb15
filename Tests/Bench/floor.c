// The least that brings up a zram device as swap: two writes to sysfs, a swap header (mkswap(8), include/linux/swap.h) and
// swapon(2). It reads nothing and checks nothing but that the kernel says yes, so no tool can do it in less.
//
//   floor ALGORITHM BYTES PRIORITY
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/swap.h>
#include <unistd.h>

enum { page = 4096 };

static int put(const char *path, const void *bytes, size_t count)
{
    int file = open(path, O_WRONLY | O_CLOEXEC);
    return file >= 0 && write(file, bytes, count) == (ssize_t)count && close(file) == 0;
}

int main(int count, char **words)
{
    static uint8_t header[page];
    if (count != 4)
        return 64;
    uint32_t version = 1, last = (uint32_t)(strtoull(words[2], NULL, 10) / page - 1);
    memcpy(header + 1024, &version, sizeof version);
    memcpy(header + 1028, &last, sizeof last);
    memcpy(header + page - 10, "SWAPSPACE2", 10);
    int flags = SWAP_FLAG_PREFER | atoi(words[3]);
    return !(put("/sys/block/zram0/comp_algorithm", words[1], strlen(words[1])) &&
             put("/sys/block/zram0/disksize", words[2], strlen(words[2])) && put("/dev/zram0", header, page) &&
             swapon("/dev/zram0", flags) == 0);
}
