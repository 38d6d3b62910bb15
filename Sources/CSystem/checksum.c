// What the static product leaves out of zlib, whose checksums are made for gigabytes and bring 30 KB of tables and code
// along; a kernel's configuration has 300 KB. Hosted builds use zlib's own.
#ifdef EMBEDDED

#include <stddef.h>

// The checksum of gzip (RFC 1952, 8), four bits at a time.
unsigned long crc32(unsigned long start, const unsigned char *bytes, unsigned length) {
    static const unsigned table[16] = {
        0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
        0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
    };
    if (bytes == NULL) return 0;
    unsigned sum = ~(unsigned)start;
    for (; length > 0; length--) {
        sum ^= *bytes++;
        sum = sum >> 4 ^ table[sum & 15];
        sum = sum >> 4 ^ table[sum & 15];
    }
    return ~sum;
}

// The checksum of zlib's own format (RFC 1950), which nobody asks for: inflate only refers to it.
unsigned long adler32(unsigned long start, const unsigned char *bytes, unsigned length) {
    (void)bytes;
    (void)length;
    return start;
}

#endif
