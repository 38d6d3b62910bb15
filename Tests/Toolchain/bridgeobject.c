// The fault that Sources/CSystem/bridgeobject.c corrects, reduced: a short string's tag bits do not survive being retained.
// Exit status: 0 when they do.
#include <stdint.h>

void *swift_bridgeObjectRetain_n(void *object, uint32_t count);
int copy(int count);

int main(int count, char **words) {
    (void)words;
    void *text = (void *)(uintptr_t)0xe200000000006261; // a string of two letters
    return copy(count) == 3 && swift_bridgeObjectRetain_n(text, 2) == text ? 0 : 1;
}
