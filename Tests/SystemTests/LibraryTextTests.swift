import CSystem
import Foundation
import Support
import Testing

/// The product has these in place of the C library's (Sources/CSystem/libc); here both say the same of the same bytes.
@Suite("Strings and memory in place of the C library")
struct LibraryTextTests {
    /// Texts of few letters, so that they are often alike, with bytes beyond ASCII, at every distance from a word.
    private static func forEachPair(_ body: (UnsafePointer<CChar>, UnsafePointer<CChar>, Int) -> Void) {
        var random = SplitMix64(seed: 1)
        for round in 0..<4000 {
            var (one, other) = (text(&random), text(&random))
            if random.oneIn(3) {
                other = one
                other[Int(random.next() % UInt64(one.count))] = CChar(bitPattern: random.pick([0x61, 0x41, 0xe9, 0]))
                other[other.count - 1] = 0
            }
            one.withUnsafeBufferPointer { one in
                other.withUnsafeBufferPointer { other in
                    guard let one = one.baseAddress, let other = other.baseAddress else { return }
                    body(one + round % 8, other + round / 8 % 8, Int(random.next() % 40))
                }
            }
        }
    }

    private static func text(_ random: inout SplitMix64) -> [CChar] {
        let letters: [UInt8] = [0x61, 0x61, 0x62, 0x41, 0x5b, 0x40, 0x7a, 0x5a, 0x80, 0xff]
        let count = 8 + Int(random.next() % 48)
        return (0..<count).map { _ in CChar(bitPattern: random.pick(letters)) } + [0]
    }

    private static func sign(_ value: Int32) -> Int { value.signum() == 0 ? 0 : value > 0 ? 1 : -1 }

    private static func offset<P: _Pointer>(_ found: P?, _ start: UnsafePointer<CChar>) -> Int? {
        found.map { Int(bitPattern: $0) - Int(bitPattern: start) }
    }

    @Test("Nothing is read behind a byte that is found", arguments: 1..<20)
    func endOfMemory(length: Int) throws {
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        let memory = try #require(mmap(nil, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
        defer { munmap(memory, 2 * page) }
        memset(memory, 0x78, page)
        let end = memory + page
        end.storeBytes(of: 0, toByteOffset: -1, as: UInt8.self)
        mprotect(end, page, PROT_NONE)
        #expect(csystem_rawmemchr(end - length, 0) == end - 1)
        #expect(csystem_memchr(end - length, 0, 64) == end - 1)
    }

    @Test func `comparisons have the same sign`() {
        Self.forEachPair { one, other, size in
            #expect(Self.sign(csystem_strcmp(one, other)) == Self.sign(strcmp(one, other)))
            #expect(Self.sign(csystem_strncmp(one, other, size)) == Self.sign(strncmp(one, other, size)))
            #expect(Self.sign(csystem_strcasecmp(one, other)) == Self.sign(strcasecmp(one, other)))
            #expect(Self.sign(csystem_strncasecmp(one, other, size)) == Self.sign(strncasecmp(one, other, size)))
            let both = min(strlen(one), strlen(other)) + 1
            #expect(Self.sign(csystem_memcmp(one, other, both)) == Self.sign(memcmp(one, other, both)))
        }
    }

    @Test func `searches find the same place`() {
        Self.forEachPair { one, other, size in
            let length = strlen(one)
            #expect(csystem_strlen(one) == length)
            #expect(csystem_strnlen(one, size) == strnlen(one, size))
            for wanted in [0x61, 0x80, -128, 0x7a, 0, 0x31] as [Int32] {
                #expect(Self.offset(csystem_strchr(one, wanted), one) == Self.offset(strchr(one, wanted), one))
                #expect(Self.offset(csystem_strrchr(one, wanted), one) == Self.offset(strrchr(one, wanted), one))
                #expect(Self.offset(csystem_strchrnul(one, wanted), one) == Self.offset(strchrnul(one, wanted), one))
                let most = min(size, length + 1)
                #expect(
                    Self.offset(csystem_memchr(one, wanted, most), one) == Self.offset(memchr(one, wanted, most), one))
            }
            #expect(Self.offset(csystem_rawmemchr(one, 0), one) == length)
            let word = String(cString: other).prefix(size % 4).utf8.map { CChar(bitPattern: $0) }
            let parts = [Array(UnsafeBufferPointer(start: other, count: min(size % 4, strlen(other)))), word]
            for part in parts {
                #expect(
                    Self.offset(csystem_memmem(one, length, part, part.count), one)
                        == Self.offset(memmem(one, length, part, part.count), one))
                #expect(Self.offset(csystem_strstr(one, part + [0]), one) == Self.offset(strstr(one, part + [0]), one))
                #expect(csystem_strspn(one, part + [0]) == strspn(one, part + [0]))
                #expect(csystem_strcspn(one, part + [0]) == strcspn(one, part + [0]))
            }
        }
    }

    @Test func `copies and fills write the same bytes and no others`() {
        var random = SplitMix64(seed: 2)
        for _ in 0..<4000 {
            let before = random.bytes(160)
            let size = Int(random.next() % 72)
            let (from, to) = (Int(random.next() % 80), Int(random.next() % 80))
            func result(_ body: (UnsafeMutableRawPointer, UnsafeMutableRawPointer) -> Void) -> [UInt8] {
                var memory = before
                memory.withUnsafeMutableBytes { bytes in
                    guard let base = bytes.baseAddress else { return }
                    body(base + to, base + from)
                }
                return memory
            }
            #expect(result { _ = csystem_memmove($0, $1, size) } == result { memmove($0, $1, size) })
            #expect(
                result { to, _ in _ = csystem_memset(to, 0x1a5, size) } == result { to, _ in memset(to, 0x1a5, size) })
            if abs(from - to) >= size {
                #expect(result { _ = csystem_memcpy($0, $1, size) } == result { memcpy($0, $1, size) })
                var written: Int?
                #expect(
                    result { to, from in written = csystem_mempcpy(to, from, size).map { $0 - to } }
                        == result { memcpy($0, $1, size) })
                #expect(written == size)
            }
        }
        Self.forEachPair { one, _, _ in
            let length = strlen(one)
            let target = UnsafeMutablePointer<CChar>.allocate(capacity: length + 2)
            defer { target.deallocate() }
            target[length + 1] = 0x55
            #expect(csystem_stpcpy(target, one) == target + length)
            #expect(strcmp(target, one) == 0 && target[length + 1] == 0x55)
            target.update(repeating: 0x22, count: length + 1)
            #expect(csystem_strcpy(target, one) == target && strcmp(target, one) == 0)
        }
    }

    @Test func `every character has the class and the case that it has in the C locale`() {
        for character in -128..<256 {
            #expect(csystem___ctype_b_loc().pointee?[character] == __ctype_b_loc().pointee?[character], "\(character)")
            #expect(csystem___ctype_tolower_loc().pointee?[character] == __ctype_tolower_loc().pointee?[character])
            #expect(csystem___ctype_toupper_loc().pointee?[character] == __ctype_toupper_loc().pointee?[character])
        }
    }

    /// A value, how many characters it took, and errno.
    private struct Number: Equatable {
        var value: Int64
        var length: Int
        var code: Int32

        init<I: FixedWidthInteger>(
            _ text: String, _ base: Int32,
            _ parse: (UnsafePointer<CChar>, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>, Int32) -> I
        ) {
            (value, length, code) = text.withCString { start in
                var end: UnsafeMutablePointer<CChar>?
                csystem_set_errno(0)
                let value = Int64(truncatingIfNeeded: parse(start, &end, base))
                // With a base that there is not the end is nobody's business; the sanitizers put their own there.
                let code = csystem_errno()
                return (value, code == EINVAL ? -1 : end.map { UnsafePointer($0) - start } ?? -1, code)
            }
        }
    }

    @Test(
        "A number is read with the same value, end and error",
        arguments: [
            "0", "7", "-7", "+7", " \t\n12 ", "0x1f", "0X1F", "0x", "0xg", "x1", "", " ", "-", "+-1", "077", "08", "zz",
            "Az",
            "2147483647", "2147483648", "-2147483649", "4294967295", "4294967296", "9223372036854775807",
            "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615",
            "18446744073709551616", "-18446744073709551615", "99999999999999999999999x", "123\u{e9}", "1 2",
        ])
    func numbers(text: String) {
        for base in [0, 2, 8, 10, 16, 36, 1, 37] as [Int32] {
            #expect(Number(text, base, csystem_strtol) == Number(text, base, strtol), "base \(base)")
            #expect(Number(text, base, csystem_strtoll) == Number(text, base, strtoll), "base \(base)")
            #expect(Number(text, base, csystem_strtoul) == Number(text, base, strtoul), "base \(base)")
            #expect(Number(text, base, csystem_strtoull) == Number(text, base, strtoull), "base \(base)")
        }
    }
}
