// As in CSystem.h: two modules that import the same C header must see the same types.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <blkid.h>
