// printf(3) to memory, without floating point, wide characters and positional arguments.
#include "replacement.h"

#include <errno.h>
#include <stdbool.h>

// Where the text goes: as much as there is room for; all of it is counted.
struct sink {
    char *text;
    size_t room;
    size_t length;
};

static void put(struct sink *sink, char character, size_t times) {
    for (; times > 0; times--) {
        if (sink->length < sink->room) sink->text[sink->length] = character;
        sink->length++;
    }
}

static void put_text(struct sink *sink, const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) put(sink, text[i], 1);
}

struct conversion {
    bool left, plus, blank, alternate, zeros;
    int width;
    int precision; // -1 when there is none
};

// Lays out sign or prefix, digits with the precision's zeros, and the padding.
static void put_number(
    struct sink *sink, const struct conversion *how, const char *prefix, const char *digits, size_t count) {
    size_t signs = strlen(prefix);
    size_t zeros = how->precision >= 0 && (size_t)how->precision > count ? (size_t)how->precision - count : 0;
    size_t all = signs + zeros + count, width = (size_t)how->width;
    size_t padding = width > all ? width - all : 0;
    if (how->zeros && !how->left && how->precision < 0) {
        zeros += padding;
        padding = 0;
    }
    if (!how->left) put(sink, ' ', padding);
    put_text(sink, prefix, signs);
    put(sink, '0', zeros);
    put_text(sink, digits, count);
    if (how->left) put(sink, ' ', padding);
}

static void put_unsigned(
    struct sink *sink, const struct conversion *how, uint64_t value, unsigned base, bool capitals, const char *prefix) {
    char digits[24];
    size_t at = sizeof digits;
    const char *letters = capitals ? "0123456789ABCDEF" : "0123456789abcdef";
    for (; value != 0; value /= base) digits[--at] = letters[value % base];
    if (at == sizeof digits && how->precision != 0) digits[--at] = '0';
    if (base == 8 && how->alternate && (at == sizeof digits || digits[at] != '0')) digits[--at] = '0';
    put_number(sink, how, prefix, digits + at, sizeof digits - at);
}

static void put_string(struct sink *sink, const struct conversion *how, const char *text) {
    if (text == NULL) text = how->precision >= 0 && how->precision < 6 ? "" : "(null)";
    size_t length = how->precision >= 0 ? strnlen(text, (size_t)how->precision) : strlen(text);
    size_t padding = (size_t)how->width > length ? (size_t)how->width - length : 0;
    if (!how->left) put(sink, ' ', padding);
    put_text(sink, text, length);
    if (how->left) put(sink, ' ', padding);
}

static int read_number(const char **format) {
    int value = 0;
    for (; **format >= '0' && **format <= '9'; (*format)++) value = value * 10 + (**format - '0');
    return value;
}

size_t csystem_number_size(const char **format) {
    size_t bytes = sizeof(int);
    for (bool again = false;; again = true, (*format)++) {
        switch (**format) {
        case 'h': bytes = again ? 1 : sizeof(short); break;
        case 'l': bytes = again ? sizeof(long long) : sizeof(long); break;
        case 'j':
        case 'q': bytes = sizeof(intmax_t); break;
        case 'z':
        case 't': bytes = sizeof(size_t); break;
        default: return bytes;
        }
    }
}

int REPLACES(vsnprintf)(char *text, size_t size, const char *format, va_list arguments) {
    struct sink sink = {.text = text, .room = size > 0 ? size - 1 : 0};
    int error = errno;
    for (; *format != '\0'; format++) {
        if (*format != '%') {
            put(&sink, *format, 1);
            continue;
        }
        const char *start = format++;
        struct conversion how = {.precision = -1};
        for (;; format++) {
            if (*format == '-') how.left = true;
            else if (*format == '+') how.plus = true;
            else if (*format == ' ') how.blank = true;
            else if (*format == '#') how.alternate = true;
            else if (*format == '0') how.zeros = true;
            else break;
        }
        if (*format == '*') {
            format++;
            how.width = va_arg(arguments, int);
            if (how.width < 0) {
                how.left = true;
                how.width = -how.width;
            }
        } else {
            how.width = read_number(&format);
        }
        if (*format == '.') {
            format++;
            if (*format == '*') {
                format++;
                how.precision = va_arg(arguments, int);
            } else {
                how.precision = read_number(&format);
            }
        }
        size_t bytes = csystem_number_size(&format);

        switch (*format) {
        case 'd':
        case 'i': {
            int64_t value = bytes > sizeof(int) ? va_arg(arguments, int64_t) : va_arg(arguments, int);
            if (bytes == sizeof(short)) value = (short)value;
            if (bytes == 1) value = (signed char)value;
            const char *sign = value < 0 ? "-" : how.plus ? "+" : how.blank ? " " : "";
            put_unsigned(&sink, &how, value < 0 ? 0 - (uint64_t)value : (uint64_t)value, 10, false, sign);
            break;
        }
        case 'u':
        case 'o':
        case 'x':
        case 'X': {
            uint64_t value = bytes > sizeof(int) ? va_arg(arguments, uint64_t) : va_arg(arguments, unsigned);
            if (bytes == sizeof(short)) value = (unsigned short)value;
            if (bytes == 1) value = (unsigned char)value;
            bool marked = how.alternate && value != 0;
            const char *prefix = marked && *format == 'x' ? "0x" : marked && *format == 'X' ? "0X" : "";
            unsigned base = *format == 'u' ? 10 : *format == 'o' ? 8 : 16;
            put_unsigned(&sink, &how, value, base, *format == 'X', prefix);
            break;
        }
        case 'p': {
            uintptr_t value = (uintptr_t)va_arg(arguments, void *);
            if (value != 0) {
                put_unsigned(&sink, &how, value, 16, false, how.plus ? "+0x" : how.blank ? " 0x" : "0x");
            } else {
                how.precision = -1;
                put_string(&sink, &how, "(nil)");
            }
            break;
        }
        case 'c': {
            char character[] = {(char)va_arg(arguments, int), '\0'};
            size_t padding = how.width > 1 ? (size_t)how.width - 1 : 0;
            if (!how.left) put(&sink, ' ', padding);
            put(&sink, *character, 1);
            if (how.left) put(&sink, ' ', padding);
            break;
        }
        case 's': put_string(&sink, &how, va_arg(arguments, const char *)); break;
        case 'm': put_string(&sink, &how, strerror(error)); break;
        case '%': put(&sink, '%', 1); break;
        default: // a conversion that no caller has; scripts/figures looks for them
            put_text(&sink, start, (size_t)(format - start));
            if (*format == '\0') format--;
            else put(&sink, *format, 1);
        }
    }
    if (size > 0) text[sink.length < size ? sink.length : size - 1] = '\0';
    return (int)sink.length;
}

int REPLACES(vasprintf)(char **text, const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    int length = NAME(vsnprintf)(NULL, 0, format, again);
    va_end(again);
    *text = malloc((size_t)length + 1);
    return *text == NULL ? -1 : NAME(vsnprintf)(*text, (size_t)length + 1, format, arguments);
}
