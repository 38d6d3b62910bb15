// malloc(3) for a program of one thread that is over in milliseconds: freed memory waits in a list for each size and is
// never joined; large pieces are mappings of their own and go back to the kernel. musl's malloc, made for programs of many
// threads that run for years, takes 226,000 more of the instructions of a plan in sync, half as many again.
#include "CSystem.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

// scripts/build --memcheck: valgrind, which cannot put its own functions in the place of a static program's, learns of
// every piece. Then nothing is used again, and what lies around the pieces must not be touched.
#ifdef MEMCHECK
#include <valgrind/memcheck.h>
enum { reuses = 0 };
#else
#define VALGRIND_MALLOCLIKE_BLOCK(memory, size, zone, zeroed) ((void)0)
#define VALGRIND_FREELIKE_BLOCK(memory, zone) ((void)0)
#define VALGRIND_MAKE_MEM_NOACCESS(memory, size) ((void)0)
#define VALGRIND_MAKE_MEM_UNDEFINED(memory, size) ((void)0)
#define VALGRIND_MAKE_MEM_DEFINED(memory, size) ((void)0)
enum { reuses = 1 };
#endif

// In the product (EMBEDDED) the functions carry the C library's names, so that the linker leaves musl's out. In hosted builds
// they are called csystem_…, for Tests/SystemTests.
#ifdef EMBEDDED
#define NAME(name) name
#else
#define NAME(name) csystem_##name
#endif

enum {
    unit = 16,               // every piece begins at a multiple, as max_align_t and vectors want
    small = 1024,            // sizes up to here have a list for each multiple of the unit
    steps = 4,               // above: lists at 1, 5/4, 6/4 and 7/4 of each power of two
    large = 256 * 1024,      // from here on: a mapping
    lists = small / unit + 1 + 8 * steps,
    growth = 128 * 1024,     // what is asked of the kernel at once; what is never touched costs nothing
};

// Lies before each piece, in the unit that precedes it. `size` is the bytes from the piece's beginning to its end.
struct header {
    size_t size;
    uint32_t list;   // where it goes when it is freed; `lists` for a mapping of its own
    uint32_t offset; // of an aligned piece: its distance from the beginning of the real one
};

struct piece {
    struct piece *next;
};

static struct piece *freed[lists];
static char *unused, *unused_end;

// The list of a size up to `large`, and the size that its pieces have.
__attribute__((always_inline)) static inline unsigned list_of(size_t size, size_t *rounded) {
    if (size <= small) {
        // Room for the link of a free piece in any case.
        unsigned units = size == 0 ? 1 : (unsigned)((size + unit - 1) / unit);
        *rounded = units * unit;
        return units;
    }
    unsigned power = 8 * (unsigned)sizeof(unsigned long) - 1 - (unsigned)__builtin_clzl(size - 1); // 2^power < size
    size_t step = ((size_t)1 << power) / steps;
    size_t part = (size - 1 - ((size_t)1 << power)) / step;
    *rounded = ((size_t)1 << power) + (part + 1) * step;
    return small / unit + 1 + (power - 10) * steps + (unsigned)part;
}

static struct header header_of(void *memory) {
    struct header *place = (struct header *)((char *)memory - unit);
    VALGRIND_MAKE_MEM_DEFINED(place, sizeof(*place));
    struct header header = *place;
    VALGRIND_MAKE_MEM_NOACCESS(place, sizeof(*place));
    return header;
}

static void set_header(void *memory, struct header header) {
    struct header *place = (struct header *)((char *)memory - unit);
    VALGRIND_MAKE_MEM_UNDEFINED(place, sizeof(*place));
    *place = header;
    VALGRIND_MAKE_MEM_NOACCESS(place, sizeof(*place));
}

static void *piece_in(char *at, size_t size, unsigned list) {
    set_header(at + unit, (struct header){.size = size, .list = list});
    return at + unit;
}

// For when the kernel refuses memory amidst the steps of an apply: enough to take them back and to say so. Pages that are
// never touched are never there.
static char reserve[128 * 1024] __attribute__((aligned(unit)));
static char is_reserve_taken;

// Swift's allocations do not fail, they end the program: these are then its last words.
static void *refused(void) {
    static const char text[] = "zramctl-swift: error: the kernel has no memory for this program\n";
    if (write(STDERR_FILENO, text, sizeof text - 1) < 0) {
        // No message can be written any more.
    }
    errno = ENOMEM;
    return NULL;
}

static __attribute__((noinline)) void *fresh(size_t size, unsigned list) {
    size_t whole = size + unit;
    if (list == lists) {
        char *mapping = mmap(NULL, whole, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (mapping == MAP_FAILED) return refused();
        VALGRIND_MAKE_MEM_NOACCESS(mapping, whole);
        return piece_in(mapping, size, list);
    }
    if ((size_t)(unused_end - unused) < whole) {
        size_t bytes = whole > growth ? whole : growth;
        char *more = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (more == MAP_FAILED) {
            if (is_reserve_taken || whole > sizeof reserve) return refused();
            is_reserve_taken = 1;
            more = reserve;
            bytes = sizeof reserve;
        }
        VALGRIND_MAKE_MEM_NOACCESS(more, bytes);
        // Mappings often grow downwards into one another; what is left of the old one is lost otherwise.
        unused_end = more + bytes == unused ? unused_end : more + bytes;
        unused = more;
    }
    char *at = unused;
    unused += whole;
    return piece_in(at, size, list);
}

static void push(unsigned list, void *memory) {
    struct piece *piece = memory;
    piece->next = freed[list];
    freed[list] = piece;
}

// Inlined into both functions that nearly every allocation comes by: of the instructions of a plan every twentieth is here.
__attribute__((always_inline)) static inline void *allocate(size_t size) {
    if (size > PTRDIFF_MAX - 2 * (size_t)large) {
        errno = ENOMEM;
        return NULL;
    }
    size_t rounded = (size + unit - 1) / unit * unit;
    unsigned list = size + unit <= large ? list_of(size, &rounded) : lists;
    void *memory = list < lists ? freed[list] : NULL;
    if (memory != NULL)
        freed[list] = freed[list]->next;
    else
        memory = fresh(rounded, list);
    if (memory != NULL) VALGRIND_MALLOCLIKE_BLOCK(memory, size, 0, 0);
    return memory;
}

void *NAME(malloc)(size_t size) { return allocate(size); }

void *NAME(calloc)(size_t count, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) {
        errno = ENOMEM;
        return NULL;
    }
    void *memory = NAME(malloc)(bytes);
    // A mapping of its own is zero already.
    if (memory != NULL && bytes + unit <= large) memset(memory, 0, bytes);
    if (memory != NULL) VALGRIND_MAKE_MEM_DEFINED(memory, bytes);
    return memory;
}

void NAME(free)(void *memory) {
    if (memory == NULL) return;
    struct header header = header_of(memory);
    VALGRIND_FREELIKE_BLOCK(memory, 0);
    if (header.offset != 0) {
        memory = (char *)memory - header.offset;
        header = header_of(memory);
    }
    if (header.list < lists) {
        if (reuses) push(header.list, memory);
        return;
    }
    int error = errno;
    munmap((char *)memory - unit, header.size + unit);
    errno = error;
}

size_t NAME(malloc_usable_size)(void *memory) { return memory != NULL ? header_of(memory).size : 0; }

void *NAME(realloc)(void *memory, size_t size) {
    if (memory == NULL) return NAME(malloc)(size);
    if (size == 0) {
        NAME(free)(memory);
        return NULL;
    }
    size_t now = header_of(memory).size;
    if (reuses && size <= now && size >= now / 2) return memory;
    void *moved = NAME(malloc)(size);
    if (moved == NULL) return NULL;
    memcpy(moved, memory, size < now ? size : now);
    NAME(free)(memory);
    return moved;
}

void *NAME(aligned_alloc)(size_t alignment, size_t size) {
    if (alignment <= unit) return NAME(malloc)(size);
    char *memory = size <= PTRDIFF_MAX / 2 && alignment <= 1u << 30 ? NAME(malloc)(size + alignment) : NULL;
    if (memory == NULL) {
        errno = ENOMEM;
        return NULL;
    }
    // Both are multiples of the unit, so there is room for a header before the aligned beginning.
    size_t offset = (alignment - (uintptr_t)memory % alignment) % alignment;
    if (offset == 0) return memory;
    size_t whole = header_of(memory).size;
    VALGRIND_FREELIKE_BLOCK(memory, 0);
    set_header(memory + offset, (struct header){.size = whole - offset, .offset = (uint32_t)offset});
    VALGRIND_MALLOCLIKE_BLOCK(memory + offset, size, 0, 0);
    return memory + offset;
}

#ifdef EMBEDDED
void *memalign(size_t alignment, size_t size) { return aligned_alloc(alignment, size); }

// By which musl calls its own.
void *__libc_malloc(size_t size) { return malloc(size); }
void *__libc_calloc(size_t count, size_t size) { return calloc(count, size); }
void *__libc_realloc(void *memory, size_t size) { return realloc(memory, size); }
void __libc_free(void *memory) { free(memory); }
#endif

int NAME(posix_memalign)(void **memory, size_t alignment, size_t size) {
    // By which Swift gets the memory of every object.
    void *allocated = alignment <= unit ? allocate(size) : NAME(aligned_alloc)(alignment, size);
    if (allocated == NULL) return ENOMEM;
    *memory = allocated;
    return 0;
}
