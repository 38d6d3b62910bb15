// Messages on standard error and their translation. Only the product has these.
#ifdef EMBEDDED

#include "replacement.h"

#include <assert.h>
#include <err.h>
#include <errno.h>
#include <libintl.h>

// No locale is ever set, so nothing is translated.

char *REPLACES(dcgettext)(const char *domain, const char *message, int category) {
    (void)domain, (void)category;
    return (char *)message;
}
ALSO(dcgettext, __dcgettext)

char *REPLACES(strerror_r)(int code, char *text, size_t size) {
    const char *known = strerrordesc_np(code);
    if (known != NULL) return (char *)known;
    snprintf(text, size, "Unknown error %d", code);
    return text;
}
ALSO(strerror_r, __strerror_r)

char *REPLACES(strerror)(int code) {
    static char text[32];
    return strerror_r(code, text, sizeof text);
}

void REPLACES(__assert_fail)(const char *assertion, const char *file, unsigned line, const char *function) {
    fprintf(stderr, "%s: %s:%u: %s: Assertion `%s' failed.\n", program_invocation_short_name, file, line, function, assertion);
    abort();
}

static void warning(const char *format, va_list arguments, const char *reason) {
    fprintf(stderr, "%s: ", program_invocation_short_name);
    if (format != NULL) vfprintf(stderr, format, arguments);
    fprintf(stderr, "%s%s\n", format != NULL && reason != NULL ? ": " : "", reason != NULL ? reason : "");
}

void REPLACES(warn)(const char *format, ...) {
    const char *reason = strerror(errno);
    va_list arguments;
    va_start(arguments, format);
    warning(format, arguments, reason);
    va_end(arguments);
}

void REPLACES(warnx)(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    warning(format, arguments, NULL);
    va_end(arguments);
}

// getopt's messages; the program has switched them off and says its own.
int REPLACES(__fxprintf)(FILE *stream, const char *format, ...) {
    (void)stream, (void)format;
    return 0;
}
ALSO(__fxprintf, __fxprintf_nocancel)

#endif
