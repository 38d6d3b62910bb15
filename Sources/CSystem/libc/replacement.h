// What the static product has in place of parts of the C library.
//
// The library's own functions bring locales, wide characters, floating point, threads and a variant for every processor
// along: 0.5 MB that this program never runs. In the product (EMBEDDED) a replacement carries the library's name, weakly:
// where some other part of the library brings the original along, the original wins and nothing clashes. In hosted builds
// it is called csystem_… and the tests hold it against the library's (Tests/SystemTests).
#pragma once

#include "CSystem.h"

#include <stdarg.h>
#include <stdio.h>

// Steps over the length word of a conversion of printf(3) or scanf(3): h, hh, l, ll, j, q, z, t or none. How many bytes the
// number has.
size_t csystem_number_size(const char **format);

#ifdef EMBEDDED
#define REPLACES(name) __attribute__((weak)) name
#define NAME(name) name
// The name by which the library calls it itself.
#define ALSO(name, other) __typeof__(name) other __attribute__((weak, alias(#name)));
#else
#define REPLACES(name) csystem_##name
#define NAME(name) csystem_##name
#define ALSO(name, other)
#endif
