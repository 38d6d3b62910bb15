// Whether csystem_vsscanf stores each size of number as the C library of this processor does: scripts/testing/boards runs it
// where a long has 32 bits too.
#include "CSystemScan.h"

#include <stdio.h>
#include <string.h>

typedef int scan(const char *text, const char *format, va_list arguments);

// What stands in the memory afterwards, filled with 0xaa before.
static int run(scan *function, unsigned char memory[3][16], const char *text, const char *format, ...) {
    memset(memory, 0xaa, sizeof(unsigned char[3][16]));
    va_list arguments;
    va_start(arguments, format);
    int result = function(text, format, arguments);
    va_end(arguments);
    return result;
}

int main(void) {
    // The last is libblkid's of /proc/partitions, with two numbers less.
    static const char *const formats[] = {"%hhu %hu", "%u %lu", "%lu %u", "%llu %lld", "%ju %zu", "%lx %llx", " %d %llu"};
    static const char *const texts[] = {"1 2", "12345678 87654321", "  7 524288", "-1 -1"};
    int failed = 0;
    for (unsigned i = 0; i < sizeof formats / sizeof *formats; i++) {
        for (unsigned j = 0; j < sizeof texts / sizeof *texts; j++) {
            unsigned char ours[3][16], library[3][16];
            int result = run(csystem_vsscanf, ours, texts[j], formats[i], ours[0], ours[1], ours[2]);
            if (result == run(vsscanf, library, texts[j], formats[i], library[0], library[1], library[2]) &&
                memcmp(ours, library, sizeof ours) == 0)
                continue;
            printf("not ok: \"%s\" of \"%s\"\n", formats[i], texts[j]);
            failed = 1;
        }
    }
    return failed;
}
