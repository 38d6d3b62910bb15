// sscanf(3) for the conversions that libblkid uses; see libc/names.c.
#pragma once

#include <stdarg.h>

/// As vsscanf(3) for white space, letters, %d %u %x %s %[…] %n, with widths, `*` and the length words h, hh, l, ll, j, q, z and t.
int csystem_vsscanf(const char *text, const char *format, va_list arguments);
