// What scripts/testing/memory has to find, with the product's heap: one fault for each word.
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char *volatile kept;
static volatile char sink;

static void leak(void) {
    kept = malloc(24);
    kept = NULL;
}

int main(int count, char **words) {
    const char *fault = count > 1 ? words[1] : "none";
    char *volatile piece = malloc(20);
    if (piece == NULL) return 2;
    memset(piece, 1, 20);
    if (strcmp(fault, "lost") == 0) leak();
    if (strcmp(fault, "beyond") == 0) sink = piece[20];
    if (strcmp(fault, "before") == 0) piece[-1] = 1;
    if (strcmp(fault, "moved") == 0) {
        char *volatile old = piece;
        piece = realloc(piece, 30);
        sink = *old;
    }
    if (strcmp(fault, "unset") == 0) {
        char *volatile fresh = malloc(8);
        if (fresh[3] == 1) sink = 1;
        free(fresh);
    }
    if (strcmp(fault, "child") == 0) {
        pid_t child = fork();
        if (child == 0) {
            sink = piece[20];
            _exit(0);
        }
        waitpid(child, NULL, 0);
    }
    free(piece);
    if (strcmp(fault, "freed") == 0) sink = piece[0];
    if (strcmp(fault, "twice") == 0) free(piece);
    return 0;
}
