// Further names of the C library that the product has for itself: those that call the functions beside this file, and
// what nothing needs here.
#ifdef EMBEDDED

#include "replacement.h"

#include <errno.h>
#include <stdlib.h>

// A variadic function whose last parameter is `format`: the result of the call, to which `arguments` is the rest.
#define VARIADIC(declaration, call) \
    int declaration { \
        va_list arguments; \
        va_start(arguments, format); \
        int result = call; \
        va_end(arguments); \
        return result; \
    }

// printf(3), and the names that _FORTIFY_SOURCE gives it; these know the size of the target.
VARIADIC(REPLACES(printf)(const char *format, ...), vfprintf(stdout, format, arguments))
VARIADIC(REPLACES(fprintf)(FILE *stream, const char *format, ...), vfprintf(stream, format, arguments))
VARIADIC(REPLACES(sprintf)(char *text, const char *format, ...), vsnprintf(text, INT32_MAX, format, arguments))
VARIADIC(REPLACES(snprintf)(char *text, size_t size, const char *format, ...), vsnprintf(text, size, format, arguments))
ALSO(snprintf, __snprintf)
VARIADIC(REPLACES(asprintf)(char **text, const char *format, ...), vasprintf(text, format, arguments))
VARIADIC(REPLACES(__printf_chk)(int flag, const char *format, ...), ((void)flag, vfprintf(stdout, format, arguments)))
VARIADIC(
    REPLACES(__fprintf_chk)(FILE *stream, int flag, const char *format, ...),
    ((void)flag, vfprintf(stream, format, arguments)))
VARIADIC(
    REPLACES(__asprintf_chk)(char **text, int flag, const char *format, ...),
    ((void)flag, vasprintf(text, format, arguments)))

int REPLACES(__vfprintf_chk)(FILE *stream, int flag, const char *format, va_list arguments) {
    (void)flag;
    return vfprintf(stream, format, arguments);
}

int REPLACES(__vasprintf_chk)(char **text, int flag, const char *format, va_list arguments) {
    (void)flag;
    return vasprintf(text, format, arguments);
}

int REPLACES(__vsnprintf_chk)(
    char *text, size_t size, int flag, size_t room, const char *format, va_list arguments) {
    (void)flag;
    if (room < size) abort();
    return vsnprintf(text, size, format, arguments);
}

VARIADIC(
    REPLACES(__snprintf_chk)(char *text, size_t size, int flag, size_t room, const char *format, ...),
    __vsnprintf_chk(text, size, flag, room, format, arguments))

int REPLACES(__sprintf_chk)(char *text, int flag, size_t room, const char *format, ...) {
    (void)flag;
    va_list arguments;
    va_start(arguments, format);
    size_t size = room < INT32_MAX ? room : INT32_MAX;
    int length = vsnprintf(text, size, format, arguments);
    va_end(arguments);
    if ((size_t)length >= size) abort();
    return length;
}

int REPLACES(puts)(const char *text) { return fprintf(stdout, "%s\n", text) < 0 ? EOF : 1; }

int REPLACES(putc)(int character, FILE *stream) { return fputc(character, stream); }

int REPLACES(getc)(FILE *stream) { return fgetc(stream); }

// scanf(3): the program itself never scans; libblkid does, for `8:1` and the rows of /proc/partitions.

int REPLACES(__isoc99_vfscanf)(FILE *stream, const char *format, va_list arguments) {
    char line[4096];
    if (fgets(line, sizeof line, stream) == NULL) return EOF;
    return csystem_vsscanf(line, format, arguments);
}
ALSO(__isoc99_vfscanf, __isoc23_vfscanf)

VARIADIC(REPLACES(__isoc99_fscanf)(FILE *stream, const char *format, ...), __isoc99_vfscanf(stream, format, arguments))
ALSO(__isoc99_fscanf, __isoc23_fscanf)

VARIADIC(REPLACES(__isoc99_sscanf)(const char *text, const char *format, ...), csystem_vsscanf(text, format, arguments))
ALSO(__isoc99_sscanf, __isoc23_sscanf)

// The library's fork(2) takes the locks of its streams and runs the handlers of pthread_atfork: there are none.
pid_t REPLACES(fork)(void) { return _Fork(); }

// Looks through LD_LIBRARY_PATH for what dlopen(3) might want: nothing is ever loaded.
void _dl_init_paths(void);
void REPLACES(_dl_init_paths)(void) {}

// And through /proc for the folder that $ORIGIN would stand for; (char *)-1 is the library's word for none.
const char *_dl_get_origin(void);
const char *REPLACES(_dl_get_origin)(void) { return (const char *)-1; }

// Nothing here is unwound: the program has no exceptions and cancels no threads, and its unwind tables are discarded
// when it is linked (scripts/lib/product.ld). Without these the library's unwinder would stay, 21 KB.

void _Unwind_Resume(void *exception) {
    (void)exception;
    abort();
}

int __gcc_personality_v0(void) { abort(); }

#endif
