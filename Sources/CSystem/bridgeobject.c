// A correction to the runtime of Embedded Swift, which the linker takes in place of the weak original. Tests/Toolchain has the
// fault in a few lines, and scripts/testing/boards fails when the toolchain no longer has it. Without this file the product
// crashes on AArch64.
#if defined EMBEDDED && __SIZEOF_POINTER__ == 8

#include <stdint.h>

void *swift_retain_n(void *object, uint32_t count);
void *swift_bridgeObjectRetain_n(void *object, uint32_t count);
void *swift_bridgeObjectRetain(void *object);

// Compiled code takes the result for the argument and goes on with it, on AArch64 as a rule. The toolchain's function
// (Swift 6.3) returns the object without its tag bits, and so a short string loses its mark of being one.
void *swift_bridgeObjectRetain_n(void *object, uint32_t count) {
    // The highest bit marks what is not counted, the other tag bits are 62 to 60 and 2 to 0.
    if ((intptr_t)object >= 0) swift_retain_n((void *)((uintptr_t)object & 0x0ffffffffffffff8), count);
    return object;
}

void *swift_bridgeObjectRetain(void *object) { return swift_bridgeObjectRetain_n(object, 1); }

#endif
