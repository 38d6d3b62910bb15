// What Embedded Swift's runtime calls and musl lacks.
#ifdef EMBEDDED

#include <stddef.h>
#include <string.h>
#include <sys/auxv.h>

// Seeds Swift's hash tables, once. The 16 bytes that the kernel gives every program are random enough for that and need no
// system call, which could block early at boot; UUIDs are drawn elsewhere (RandomBytes.swift).
void arc4random_buf(void *bytes, size_t count) {
    enum { given = 16 };
    const char *random = (const char *)getauxval(AT_RANDOM);
    for (size_t done = 0; done < count && random != NULL; done += given)
        memcpy((char *)bytes + done, random, count - done < given ? count - done : given);
}

#endif
