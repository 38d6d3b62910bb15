// As in CSystem.h: two modules that import the same C header must see the same types.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#if __SIZEOF_LONG__ < 8
#define _FILE_OFFSET_BITS 64
#endif

#include <zlib.h>
