// The product's replacements of C library functions under the names that they have in hosted builds, for their tests;
// see libc/replacement.h.
#pragma once

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

void *csystem_memcpy(void *to, const void *from, size_t size);
void *csystem_mempcpy(void *to, const void *from, size_t size);
void *csystem_memmove(void *to, const void *from, size_t size);
void *csystem_memset(void *to, int byte, size_t size);
int csystem_memcmp(const void *one, const void *other, size_t size);
void *csystem_memchr(const void *bytes, int wanted, size_t size);
void *csystem_rawmemchr(const void *bytes, int wanted);
void *csystem_memmem(const void *bytes, size_t size, const void *wanted, size_t length);
size_t csystem_strlen(const char *text);
size_t csystem_strnlen(const char *text, size_t most);
int csystem_strcmp(const char *one, const char *other);
int csystem_strncmp(const char *one, const char *other, size_t most);
int csystem_strcasecmp(const char *one, const char *other);
int csystem_strncasecmp(const char *one, const char *other, size_t most);
char *csystem_strchr(const char *text, int wanted);
char *csystem_strrchr(const char *text, int wanted);
char *csystem_strchrnul(const char *text, int wanted);
char *csystem_strstr(const char *text, const char *wanted);
size_t csystem_strspn(const char *text, const char *set);
size_t csystem_strcspn(const char *text, const char *set);
char *csystem_stpcpy(char *to, const char *from);
char *csystem_strcpy(char *to, const char *from);

const unsigned short **csystem___ctype_b_loc(void);
const int32_t **csystem___ctype_tolower_loc(void);
const int32_t **csystem___ctype_toupper_loc(void);
long csystem_strtol(const char *text, char **end, int base);
long long csystem_strtoll(const char *text, char **end, int base);
unsigned long csystem_strtoul(const char *text, char **end, int base);
unsigned long long csystem_strtoull(const char *text, char **end, int base);

int csystem_vsnprintf(char *text, size_t size, const char *format, va_list arguments);
int csystem_vasprintf(char **text, const char *format, va_list arguments);

FILE *csystem_fopen(const char *path, const char *mode);
FILE *csystem_fdopen(int descriptor, const char *mode);
int csystem_fclose(FILE *stream);
int csystem_fflush(FILE *stream);
size_t csystem_fwrite(const void *bytes, size_t size, size_t count, FILE *stream);
int csystem_fputs(const char *text, FILE *stream);
int csystem_fputc(int character, FILE *stream);
int csystem_vfprintf(FILE *stream, const char *format, va_list arguments);
int csystem_fgetc(FILE *stream);
char *csystem_fgets(char *line, int size, FILE *stream);
size_t csystem_fread(void *bytes, size_t size, size_t count, FILE *stream);
int csystem_feof(FILE *stream);
int csystem_ferror(FILE *stream);
int csystem_fileno(FILE *stream);
size_t csystem___fpending(FILE *stream);

void *csystem_malloc(size_t size);
void *csystem_calloc(size_t count, size_t size);
void *csystem_realloc(void *memory, size_t size);
void csystem_free(void *memory);
void *csystem_aligned_alloc(size_t alignment, size_t size);
int csystem_posix_memalign(void **memory, size_t alignment, size_t size);
size_t csystem_malloc_usable_size(void *memory);
