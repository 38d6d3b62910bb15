// The product's heap under the names that it has in hosted builds, for its tests; see heap.c.
#pragma once

#include <stddef.h>

void *csystem_malloc(size_t size);
void *csystem_calloc(size_t count, size_t size);
void *csystem_realloc(void *memory, size_t size);
void csystem_free(void *memory);
void *csystem_aligned_alloc(size_t alignment, size_t size);
int csystem_posix_memalign(void **memory, size_t alignment, size_t size);
size_t csystem_malloc_usable_size(void *memory);
