#include "replacement.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Whether the character is in the set `[…]` whose text begins at `set`.
static bool in_set(const char *set, const char *end, unsigned char character) {
    bool negated = *set == '^';
    if (negated) set++;
    bool found = false;
    for (const char *one = set; one < end; one++) found |= (unsigned char)*one == character;
    return found != negated;
}

// A `]` right behind the bracket, or behind its `^`, belongs to the set.
static const char *end_of_set(const char *set) {
    if (*set == '^') set++;
    if (*set == ']') set++;
    while (*set != '\0' && *set != ']') set++;
    return set;
}

// Reads digits of the base, at most `width` characters; false when there is none.
static bool number(const char **text, int base, int width, uint64_t *value) {
    const char *at = *text;
    bool negative = false;
    if (width > 0 && (*at == '-' || *at == '+')) {
        negative = *at == '-';
        at++;
        width--;
    }
    if (base == 16 && width > 2 && at[0] == '0' && (at[1] | 0x20) == 'x' && isxdigit((unsigned char)at[2])) {
        at += 2;
        width -= 2;
    }
    uint64_t sum = 0;
    const char *first = at;
    for (; width > 0; at++, width--) {
        int digit = isdigit((unsigned char)*at)    ? *at - '0'
                    : isxdigit((unsigned char)*at) ? (*at | 0x20) - 'a' + 10
                                                   : base;
        if (digit >= base) break;
        sum = sum * (uint64_t)base + (uint64_t)digit;
    }
    if (at == first) return false;
    *value = negative ? 0 - sum : sum;
    *text = at;
    return true;
}

int csystem_vsscanf(const char *text, const char *format, va_list arguments) {
    const char *start = text;
    int stored = 0;
    for (; *format != '\0'; format++) {
        if (isspace((unsigned char)*format)) {
            while (isspace((unsigned char)*text)) text++;
            continue;
        }
        if (*format != '%' || format[1] == '%') {
            if (*format == '%') {
                format++;
                while (isspace((unsigned char)*text)) text++;
            }
            if (*text == '\0') return stored == 0 ? -1 : stored;
            if (*text++ != *format) return stored;
            continue;
        }
        format++;
        bool discarded = *format == '*';
        if (discarded) format++;
        int width = 0;
        while (isdigit((unsigned char)*format)) width = width * 10 + (*format++ - '0');
        if (width == 0) width = 0x7fffffff;
        size_t size = csystem_number_size(&format);
        if (*format == 'n') {
            *va_arg(arguments, int *) = (int)(text - start);
            continue;
        }
        if (*format != '[' && *format != 'c') {
            while (isspace((unsigned char)*text)) text++;
        }
        if (*text == '\0') return stored == 0 ? -1 : stored;

        if (*format == 's' || *format == '[') {
            const char *set = format + 1;
            if (*format == '[') {
                format = end_of_set(set);
                if (*format == '\0') return stored;
            }
            bool any_word = *format == 's';
            char *target = discarded ? NULL : va_arg(arguments, char *);
            const char *first = text;
            for (; width > 0 && *text != '\0'; text++, width--) {
                unsigned char character = (unsigned char)*text;
                if (any_word ? isspace(character) : !in_set(set, format, character)) break;
                if (target != NULL) *target++ = *text;
            }
            if (text == first) return stored;
            if (target != NULL) *target = '\0';
        } else if (*format == 'd' || *format == 'u' || *format == 'x') {
            uint64_t value = 0;
            if (!number(&text, *format == 'x' ? 16 : 10, width, &value)) return stored;
            if (!discarded) {
                void *target = va_arg(arguments, void *);
                if (size == 1) *(uint8_t *)target = (uint8_t)value;
                else if (size == sizeof(short)) *(uint16_t *)target = (uint16_t)value;
                else if (size == sizeof(int)) *(uint32_t *)target = (uint32_t)value;
                else *(uint64_t *)target = value;
            }
        } else {
            return stored; // a conversion that no caller has
        }
        if (!discarded) stored++;
    }
    return stored;
}
