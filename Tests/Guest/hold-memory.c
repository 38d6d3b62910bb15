// Holds memory whose every page can be told from all others, half of it such that it compresses and half such that it
// does not, and does what standard input says, one answer a line:
//   fill MIB      holds so much
//   write MIB     writes so much of it anew, from its beginning
//   verify        reads all of it: `right PAGES`, or `wrong PAGE`
//   release MIB   gives so much of it back, from its end
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

enum { page_size = 4096, random_part = page_size / 2 };

static uint64_t next_random(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static void make_page(unsigned char *page, size_t number) {
    uint64_t state = 0x9e3779b97f4a7c15 * (number + 1);
    memset(page, (int)(number & 0xff), page_size);
    for (size_t at = 0; at < random_part; at += sizeof state) {
        next_random(&state);
        memcpy(page + at, &state, sizeof state);
    }
}

int main(void) {
    unsigned char *memory = NULL, page[page_size];
    size_t pages = 0, mib;
    char line[64];
    setvbuf(stdout, NULL, _IOLBF, 0);
    while (fgets(line, sizeof line, stdin)) {
        if (sscanf(line, "fill %zu", &mib) == 1 && !memory) {
            pages = mib << 8;
            memory = mmap(NULL, mib << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
            if (memory == MAP_FAILED) return 1;
            madvise(memory, mib << 20, MADV_NOHUGEPAGE);
            for (size_t i = 0; i < pages; i++) make_page(memory + i * page_size, i);
            printf("filled %zu\n", pages);
        } else if (sscanf(line, "write %zu", &mib) == 1 && mib << 8 <= pages) {
            for (size_t i = 0; i < mib << 8; i++) make_page(memory + i * page_size, i);
            printf("written %zu\n", mib << 8);
        } else if (sscanf(line, "release %zu", &mib) == 1 && mib << 8 <= pages) {
            pages -= mib << 8;
            munmap(memory + pages * page_size, mib << 20);
            printf("left %zu\n", pages);
        } else if (strcmp(line, "verify\n") == 0) {
            size_t i = 0;
            for (; i < pages; i++) {
                make_page(page, i);
                if (memcmp(page, memory + i * page_size, page_size) != 0) break;
            }
            printf(i == pages ? "right %zu\n" : "wrong %zu\n", i);
        } else {
            printf("what?\n");
        }
    }
    return 0;
}
