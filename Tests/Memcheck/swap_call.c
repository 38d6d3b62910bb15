// Makes a call that valgrind does not know, for swap_calls.c; the exit status is its errno.
//
//   swap_call on|off PATH FLAGS
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/swap.h>

int main(int count, char **words) {
    if (count != 4) return EINVAL;
    int result = strcmp(words[1], "on") == 0 ? swapon(words[2], atoi(words[3])) : swapoff(words[2]);
    return result == 0 ? 0 : errno;
}
