// libFuzzer's own interface (https://llvm.org/docs/LibFuzzer.html, using libFuzzer as a library).
#pragma once

#include <stddef.h>
#include <stdint.h>

/// Calls `target` with one input after the other until the options in `words` say that it is enough.
int LLVMFuzzerRunDriver(int *count, char ***words, int (*target)(const uint8_t *bytes, size_t count));
