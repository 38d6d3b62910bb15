// What the static product leaves out of the C library. Only the product is built with EMBEDDED; hosted builds use the
// library's own functions.
#ifdef EMBEDDED

#include "CSystemScan.h"

#include <errno.h>
#include <stdio.h>
#include <stddef.h>
#include <stdlib.h>

// The library's scanf brings floating point in four precisions and wide characters along, 90 KB in all. The program
// itself never scans; libblkid does, for `8:1` and the rows of /proc/partitions.

int __isoc99_vfscanf(FILE *stream, const char *format, va_list arguments) {
    char line[4096];
    if (fgets(line, sizeof line, stream) == NULL) return EOF;
    return csystem_vsscanf(line, format, arguments);
}

int __isoc99_fscanf(FILE *stream, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int stored = __isoc99_vfscanf(stream, format, arguments);
    va_end(arguments);
    return stored;
}

int __isoc99_sscanf(const char *text, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int stored = csystem_vsscanf(text, format, arguments);
    va_end(arguments);
    return stored;
}

// Nothing here is unwound: the program has no exceptions and cancels no threads, and its unwind tables are discarded
// when it is linked (scripts/lib/product.ld). Without these the library's unwinder would stay, 21 KB.

void _Unwind_Resume(void *exception) {
    (void)exception;
    abort();
}

int __gcc_personality_v0(void) { abort(); }

// Embedded Swift asks for every object with posix_memalign, which glibc serves without its fast lists; malloc's own
// alignment is enough for nearly all of them.
int posix_memalign(void **memory, size_t alignment, size_t size) {
    *memory = alignment <= _Alignof(max_align_t) ? malloc(size) : aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
    return *memory != NULL ? 0 : ENOMEM;
}

#endif
