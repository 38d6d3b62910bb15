// <stdio.h>: streams that either read or write files, without threads. libblkid reads /proc and /sys with them and writes
// its cache; what it has not closed when the program ends is lost. Only functions of this file may be given such a stream;
// scripts/build refuses a product that has streams of the C library beside them.
#include "replacement.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>

struct stream {
    int descriptor;
    bool writes, unbuffered, ended, failed;
    size_t at, end; // what is unread, or (from 0) unwritten, of the buffer
    char *buffer;
    char space[];
};

enum { capacity = 4096 };

#ifdef EMBEDDED
static struct stream input = {.descriptor = STDIN_FILENO, .ended = true}; // nobody reads it as a stream
static struct stream output = {.descriptor = STDOUT_FILENO, .writes = true, .unbuffered = true};
static struct stream errors = {.descriptor = STDERR_FILENO, .writes = true, .unbuffered = true};
__attribute__((weak)) FILE *stdin = (FILE *)&input;
__attribute__((weak)) FILE *stdout = (FILE *)&output;
__attribute__((weak)) FILE *stderr = (FILE *)&errors;
#endif

static bool supported(const char *mode) {
    if ((*mode == 'r' || *mode == 'w' || *mode == 'a') && strchr(mode, '+') == NULL) return true;
    errno = EINVAL;
    return false;
}

FILE *REPLACES(fdopen)(int descriptor, const char *mode) {
    if (!supported(mode)) return NULL;
    struct stream *stream = malloc(sizeof *stream + capacity);
    if (stream == NULL) return NULL;
    *stream = (struct stream){.descriptor = descriptor, .writes = *mode != 'r', .buffer = stream->space};
    return (FILE *)stream;
}

FILE *REPLACES(fopen)(const char *path, const char *mode) {
    if (!supported(mode)) return NULL;
    int flags = *mode == 'r' ? O_RDONLY : O_WRONLY | O_CREAT | (*mode == 'a' ? O_APPEND : O_TRUNC);
    if (strchr(mode, 'e') != NULL) flags |= O_CLOEXEC;
    if (strchr(mode, 'x') != NULL) flags |= O_EXCL;
    int descriptor = open(path, flags, 0666);
    if (descriptor < 0) return NULL;
    FILE *stream = NAME(fdopen)(descriptor, mode);
    if (stream == NULL) {
        int error = errno;
        close(descriptor);
        errno = error;
    }
    return stream;
}

static bool write_all(struct stream *stream, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(stream->descriptor, bytes, count);
        if (written < 0) {
            stream->failed = true;
            return false;
        }
        bytes += written;
        count -= (size_t)written;
    }
    return true;
}

int REPLACES(fflush)(FILE *file) {
    struct stream *stream = (struct stream *)file;
    if (stream == NULL || !stream->writes) return 0;
    size_t count = stream->end;
    stream->end = 0;
    return write_all(stream, stream->buffer, count) ? 0 : EOF;
}

int REPLACES(fclose)(FILE *file) {
    struct stream *stream = (struct stream *)file;
    int result = NAME(fflush)(file);
    int error = errno;
    if (close(stream->descriptor) != 0 && result == 0) {
        result = EOF;
        error = errno;
    }
    if (stream->buffer != NULL) free(stream);
    if (result != 0) errno = error;
    return result;
}

size_t REPLACES(fwrite)(const void *bytes, size_t size, size_t count, FILE *file) {
    struct stream *stream = (struct stream *)file;
    size_t length = size * count;
    if (!stream->writes) {
        errno = EBADF;
        stream->failed = true;
        return 0;
    }
    if (length == 0) return 0;
    if (!stream->unbuffered && length <= capacity - stream->end) {
        memcpy(stream->buffer + stream->end, bytes, length);
        stream->end += length;
        return count;
    }
    return NAME(fflush)(file) == 0 && write_all(stream, bytes, length) ? count : 0;
}

int REPLACES(fputs)(const char *text, FILE *file) {
    size_t length = strlen(text);
    return NAME(fwrite)(text, 1, length, file) == length ? 1 : EOF;
}

int REPLACES(fputc)(int character, FILE *file) {
    char byte = (char)character;
    return NAME(fwrite)(&byte, 1, 1, file) == 1 ? (unsigned char)byte : EOF;
}

int REPLACES(vfprintf)(FILE *file, const char *format, va_list arguments) {
    char *text;
    int length = NAME(vasprintf)(&text, format, arguments);
    if (length < 0) return -1;
    bool done = NAME(fwrite)(text, 1, (size_t)length, file) == (size_t)length;
    free(text);
    return done ? length : -1;
}

// Whether there is a byte to read.
static bool fill(struct stream *stream) {
    if (stream->at < stream->end) return true;
    if (stream->writes || stream->ended || stream->buffer == NULL) return false;
    ssize_t count = read(stream->descriptor, stream->buffer, capacity);
    stream->failed |= count < 0;
    stream->ended |= count == 0;
    stream->at = 0;
    stream->end = count > 0 ? (size_t)count : 0;
    return count > 0;
}

int REPLACES(fgetc)(FILE *file) {
    struct stream *stream = (struct stream *)file;
    return fill(stream) ? (unsigned char)stream->buffer[stream->at++] : EOF;
}

char *REPLACES(fgets)(char *line, int size, FILE *file) {
    struct stream *stream = (struct stream *)file;
    bool failed = stream->failed;
    stream->failed = false;
    int length = 0;
    while (length < size - 1 && fill(stream)) {
        char character = stream->buffer[stream->at++];
        line[length++] = character;
        if (character == '\n') break;
    }
    bool now = stream->failed;
    stream->failed |= failed;
    if (length == 0 || now) return NULL;
    line[length] = '\0';
    return line;
}

size_t REPLACES(fread)(void *bytes, size_t size, size_t count, FILE *file) {
    struct stream *stream = (struct stream *)file;
    size_t wanted = size * count, done = 0;
    while (done < wanted && fill(stream)) {
        size_t part = stream->end - stream->at < wanted - done ? stream->end - stream->at : wanted - done;
        memcpy((char *)bytes + done, stream->buffer + stream->at, part);
        stream->at += part;
        done += part;
    }
    return size == 0 ? 0 : done / size;
}

int REPLACES(feof)(FILE *file) { return ((struct stream *)file)->ended; }

int REPLACES(ferror)(FILE *file) { return ((struct stream *)file)->failed; }

int REPLACES(fileno)(FILE *file) { return ((struct stream *)file)->descriptor; }

size_t REPLACES(__fpending)(FILE *file) {
    struct stream *stream = (struct stream *)file;
    return stream->writes ? stream->end : 0;
}
