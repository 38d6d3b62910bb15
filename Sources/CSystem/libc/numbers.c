// Classes of characters and numbers in text, in the C locale.
#include "replacement.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdbool.h>

enum {
    visible = (unsigned short)_ISprint | (unsigned short)_ISgraph,
    symbol = visible | (unsigned short)_ISpunct,
    digit = visible | (unsigned short)_ISalnum | (unsigned short)_ISdigit | (unsigned short)_ISxdigit,
    letter = visible | (unsigned short)_ISalnum | (unsigned short)_ISalpha,
    upper = letter | (unsigned short)_ISupper,
    lower = letter | (unsigned short)_ISlower,
    control = (unsigned short)_IScntrl,
    space = (unsigned short)_ISspace,
    blank = (unsigned short)_ISblank,
    hexadecimal = (unsigned short)_ISxdigit,
};

// The tables of <ctype.h> have an element for each char and unsigned char, from -128 to 255.
enum { below_zero = 128 };

static const unsigned short classes[below_zero + 256] = {
    [below_zero + 0x00 ... below_zero + 0x08] = control,
    [below_zero + '\t'] = control | space | blank,
    [below_zero + '\n' ... below_zero + '\r'] = control | space,
    [below_zero + 0x0e ... below_zero + 0x1f] = control,
    [below_zero + ' '] = (unsigned short)_ISprint | space | blank,
    [below_zero + '!' ... below_zero + '/'] = symbol,
    [below_zero + '0' ... below_zero + '9'] = digit,
    [below_zero + ':' ... below_zero + '@'] = symbol,
    [below_zero + 'A' ... below_zero + 'F'] = upper | hexadecimal,
    [below_zero + 'G' ... below_zero + 'Z'] = upper,
    [below_zero + '[' ... below_zero + '`'] = symbol,
    [below_zero + 'a' ... below_zero + 'f'] = lower | hexadecimal,
    [below_zero + 'g' ... below_zero + 'z'] = lower,
    [below_zero + '{' ... below_zero + '~'] = symbol,
    [below_zero + 0x7f] = control,
};

const unsigned short **REPLACES(__ctype_b_loc)(void) {
    static const unsigned short *const table = classes + below_zero;
    return (const unsigned short **)&table;
}

// Both tables are made when they are first asked for, and few ask.
static const int32_t *case_table(int32_t table[], char first, char last, int offset) {
    for (int character = -below_zero; character < 256; character++) {
        int unsigned_character = character < -1 ? character + 256 : character;
        table[below_zero + character] =
            character >= first && character <= last ? character + offset : unsigned_character;
    }
    return table + below_zero;
}

const int32_t **REPLACES(__ctype_tolower_loc)(void) {
    static int32_t values[below_zero + 256];
    static const int32_t *table;
    if (table == NULL) table = case_table(values, 'A', 'Z', 'a' - 'A');
    return &table;
}

const int32_t **REPLACES(__ctype_toupper_loc)(void) {
    static int32_t values[below_zero + 256];
    static const int32_t *table;
    if (table == NULL) table = case_table(values, 'a', 'z', 'A' - 'a');
    return &table;
}

#ifdef EMBEDDED
// The library would point its own tables at a locale that is not there.
void __ctype_init(void);
void REPLACES(__ctype_init)(void) {}

#undef tolower
#undef toupper
int REPLACES(tolower)(int character) { return character >= 'A' && character <= 'Z' ? character + ('a' - 'A') : character; }
int REPLACES(toupper)(int character) { return character >= 'a' && character <= 'z' ? character - ('a' - 'A') : character; }
#endif

static int digit_value(char character) {
    if (character >= '0' && character <= '9') return character - '0';
    char small = character | 0x20;
    return small >= 'a' && small <= 'z' ? small - 'a' + 10 : 36;
}

// The sign and magnitude of the number at the text's beginning. Beyond `most` (of a negative one: `most_negative`) the
// limit with ERANGE.
static uint64_t parse(
    const char *text, char **end, int base, uint64_t most, uint64_t most_negative, bool *negative) {
    const char *at = text;
    while ((classes[below_zero + (unsigned char)*at] & space) != 0) at++;
    *negative = *at == '-';
    if (*at == '-' || *at == '+') at++;
    if ((base == 0 || base == 16) && at[0] == '0' && (at[1] | 0x20) == 'x' && digit_value(at[2]) < 16) {
        at += 2;
        base = 16;
    } else if (base == 0) {
        base = *at == '0' ? 8 : 10;
    }
    if (base < 2 || base > 36) {
        errno = EINVAL;
        return 0;
    }
    const char *first = at;
    uint64_t limit = *negative ? most_negative : most, value = 0;
    bool beyond = false;
    for (; digit_value(*at) < base; at++) {
        uint64_t next;
        beyond |= __builtin_mul_overflow(value, (uint64_t)base, &next) ||
                  __builtin_add_overflow(next, (uint64_t)digit_value(*at), &value) || value > limit;
        if (beyond) value = 0;
    }
    if (end != NULL) *end = (char *)(at == first ? text : at);
    if (!beyond) return value;
    errno = ERANGE;
    return limit;
}

static uint64_t parse_unsigned(const char *text, char **end, int base, uint64_t most) {
    bool negative;
    int before = errno;
    errno = 0;
    uint64_t value = parse(text, end, base, most, most, &negative);
    bool failed = errno != 0;
    if (!failed) errno = before;
    // Out of range is the limit, with a sign too.
    return negative && !failed ? 0 - value : value;
}

long REPLACES(strtol)(const char *text, char **end, int base) {
    bool negative;
    uint64_t value = parse(text, end, base, LONG_MAX, (uint64_t)LONG_MAX + 1, &negative);
    return (long)(negative ? 0 - value : value);
}

long long REPLACES(strtoll)(const char *text, char **end, int base) {
    bool negative;
    uint64_t value = parse(text, end, base, LLONG_MAX, (uint64_t)LLONG_MAX + 1, &negative);
    return (long long)(negative ? 0 - value : value);
}

unsigned long REPLACES(strtoul)(const char *text, char **end, int base) {
    return (unsigned long)parse_unsigned(text, end, base, ULONG_MAX);
}

unsigned long long REPLACES(strtoull)(const char *text, char **end, int base) {
    return parse_unsigned(text, end, base, ULLONG_MAX);
}

#ifdef EMBEDDED
intmax_t REPLACES(strtoimax)(const char *text, char **end, int base) { return strtoll(text, end, base); }
uintmax_t REPLACES(strtoumax)(const char *text, char **end, int base) { return strtoull(text, end, base); }

// The names for programs compiled as C23 (glibc 2.38 and newer). They differ in `0b101` for base 0 and 2, which no caller
// reads.
ALSO(strtol, __isoc23_strtol)
ALSO(strtoll, __isoc23_strtoll)
ALSO(strtoul, __isoc23_strtoul)
ALSO(strtoull, __isoc23_strtoull)
ALSO(strtoimax, __isoc23_strtoimax)
ALSO(strtoumax, __isoc23_strtoumax)
#endif
