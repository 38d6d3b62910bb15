// Strings and memory: <string.h> for bytes in the C locale, one variant for all processors.
#include "replacement.h"

#include <stdbool.h>

// Eight bytes at a time, wherever they lie; the compiler knows what the processor can do.
typedef uint64_t word;
static const word ones = 0x0101010101010101;

static word load(const void *from) {
    word value;
    __builtin_memcpy(&value, from, sizeof value);
    return value;
}
static void store(void *to, word value) { __builtin_memcpy(to, &value, sizeof value); }

void *REPLACES(memcpy)(void *to, const void *from, size_t size) {
    char *target = to;
    const char *source = from;
    for (; size >= 4 * sizeof(word); size -= 4 * sizeof(word)) {
        word a = load(source), b = load(source + 8), c = load(source + 16), d = load(source + 24);
        store(target, a), store(target + 8, b), store(target + 16, c), store(target + 24, d);
        source += 4 * sizeof(word), target += 4 * sizeof(word);
    }
    for (; size >= sizeof(word); size -= sizeof(word)) {
        store(target, load(source));
        source += sizeof(word), target += sizeof(word);
    }
    while (size-- > 0) *target++ = *source++;
    return to;
}

void *REPLACES(mempcpy)(void *to, const void *from, size_t size) { return (char *)NAME(memcpy)(to, from, size) + size; }
ALSO(mempcpy, __mempcpy)

void *REPLACES(memmove)(void *to, const void *from, size_t size) {
    // memcpy reads every piece before it writes it: only a target behind the source's beginning needs the other direction.
    if ((uintptr_t)to - (uintptr_t)from >= size) return NAME(memcpy)(to, from, size);
    char *target = (char *)to + size;
    const char *source = (const char *)from + size;
    for (; size >= sizeof(word); size -= sizeof(word)) {
        source -= sizeof(word), target -= sizeof(word);
        store(target, load(source));
    }
    while (size-- > 0) *--target = *--source;
    return to;
}

void *REPLACES(memset)(void *to, int byte, size_t size) {
    char *target = to;
    word value = ones * (unsigned char)byte;
    for (; size >= 4 * sizeof(word); size -= 4 * sizeof(word)) {
        store(target, value), store(target + 8, value), store(target + 16, value), store(target + 24, value);
        target += 4 * sizeof(word);
    }
    for (; size >= sizeof(word); size -= sizeof(word)) {
        store(target, value);
        target += sizeof(word);
    }
    while (size-- > 0) *target++ = (char)byte;
    return to;
}

int REPLACES(memcmp)(const void *one, const void *other, size_t size) {
    const unsigned char *a = one, *b = other;
    for (; size >= sizeof(word) && load(a) == load(b); size -= sizeof(word)) a += sizeof(word), b += sizeof(word);
    for (; size > 0; size--, a++, b++) {
        if (*a != *b) return *a - *b;
    }
    return 0;
}

// The smallest page of any processor, in bytes.
enum { page = 4096 };

// A byte of the difference is zero exactly when the subtraction borrows from its highest bit.
static bool holds(word bytes, word pattern) {
    word difference = bytes ^ pattern;
    return ((difference - ones) & ~difference & ones << 7) != 0;
}

void *REPLACES(memchr)(const void *bytes, int wanted, size_t size) {
    const unsigned char *at = bytes;
    word pattern = ones * (unsigned char)wanted;
    // Behind the byte that is found there may be no memory, so no word may reach into a page that the bytes before it do
    // not: aligned ones never do. For the few beginnings that are too near to a page's end, single bytes will do.
    if (size >= sizeof(word) && (uintptr_t)at % page <= page - sizeof(word) && !holds(load(at), pattern)) {
        size_t step = sizeof(word) - (uintptr_t)at % sizeof(word);
        for (at += step, size -= step; size >= sizeof(word) && !holds(load(at), pattern); size -= sizeof(word)) {
            at += sizeof(word);
        }
    }
    for (; size > 0; size--, at++) {
        if (*at == (unsigned char)wanted) return (void *)at;
    }
    return NULL;
}

void *REPLACES(memmem)(const void *bytes, size_t size, const void *wanted, size_t length) {
    const char *at = bytes, *end = at + size;
    if (length == 0) return (void *)at;
    for (; (size_t)(end - at) >= length; at++) {
        at = NAME(memchr)(at, *(const char *)wanted, (size_t)(end - at) - length + 1);
        if (at == NULL || NAME(memcmp)(at, wanted, length) == 0) return (void *)at;
    }
    return NULL;
}
ALSO(memmem, __memmem)

void *REPLACES(rawmemchr)(const void *bytes, int wanted) { return NAME(memchr)(bytes, wanted, SIZE_MAX); }
ALSO(rawmemchr, __rawmemchr)

size_t REPLACES(strlen)(const char *text) {
    const char *end = text;
    while (*end != '\0') end++;
    return (size_t)(end - text);
}

size_t REPLACES(strnlen)(const char *text, size_t most) {
    size_t length = 0;
    while (length < most && text[length] != '\0') length++;
    return length;
}
ALSO(strnlen, __strnlen)

int REPLACES(strncmp)(const char *one, const char *other, size_t most) {
    for (; most > 0; most--, one++, other++) {
        if (*one != *other) return (unsigned char)*one - (unsigned char)*other;
        if (*one == '\0') break;
    }
    return 0;
}

int REPLACES(strcmp)(const char *one, const char *other) { return NAME(strncmp)(one, other, SIZE_MAX); }

static unsigned char lower(char character) {
    unsigned char byte = (unsigned char)character;
    return byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte;
}

int REPLACES(strncasecmp)(const char *one, const char *other, size_t most) {
    for (; most > 0; most--, one++, other++) {
        if (lower(*one) != lower(*other)) return lower(*one) - lower(*other);
        if (*one == '\0') break;
    }
    return 0;
}

int REPLACES(strcasecmp)(const char *one, const char *other) { return NAME(strncasecmp)(one, other, SIZE_MAX); }
ALSO(strcasecmp, __strcasecmp)

char *REPLACES(strchrnul)(const char *text, int wanted) {
    while (*text != '\0' && *text != (char)wanted) text++;
    return (char *)text;
}
ALSO(strchrnul, __strchrnul)

char *REPLACES(strchr)(const char *text, int wanted) {
    char *found = NAME(strchrnul)(text, wanted);
    return *found == (char)wanted ? found : NULL;
}

char *REPLACES(strrchr)(const char *text, int wanted) {
    const char *found = NULL;
    for (;; text++) {
        if (*text == (char)wanted) found = text;
        if (*text == '\0') return (char *)found;
    }
}

char *REPLACES(strstr)(const char *text, const char *wanted) {
    size_t length = NAME(strlen)(wanted);
    if (length == 0) return (char *)text;
    for (;; text++) {
        text = NAME(strchrnul)(text, *wanted);
        if (*text == '\0') return NULL;
        if (NAME(strncmp)(text, wanted, length) == 0) return (char *)text;
    }
}

static size_t span(const char *text, const char *set, bool inside) {
    size_t length = 0;
    while (text[length] != '\0' && (NAME(strchr)(set, text[length]) != NULL) == inside) length++;
    return length;
}

size_t REPLACES(strspn)(const char *text, const char *set) { return span(text, set, true); }

size_t REPLACES(strcspn)(const char *text, const char *set) { return span(text, set, false); }

char *REPLACES(stpcpy)(char *to, const char *from) {
    while ((*to = *from++) != '\0') to++;
    return to;
}
ALSO(stpcpy, __stpcpy)

char *REPLACES(strcpy)(char *to, const char *from) {
    NAME(stpcpy)(to, from);
    return to;
}
