import CSystem
import Foundation
import Support
import Testing

/// The product allocates with these in place of the C library's malloc. They serve one thread: one test at a time.
@Suite("The heap in place of the C library's", .serialized)
struct HeapTests {
    /// A piece of the heap that is full of one byte.
    private struct Piece {
        var memory: UnsafeMutableRawPointer
        var size: Int
        var byte: UInt8

        var isWhole: Bool { (0..<size).allSatisfy { memory.load(fromByteOffset: $0, as: UInt8.self) == byte } }
    }

    @Test func `pieces never overlap, are aligned and keep their contents`() {
        var random = SplitMix64(seed: 3)
        var pieces: [Piece] = []
        for round in 0..<20_000 {
            if pieces.count > 200 || (!pieces.isEmpty && random.oneIn(3)) {
                let index = Int(random.next() % UInt64(pieces.count))
                let piece = pieces.swapAt(index)
                #expect(piece.isWhole)
                if random.oneIn(2) {
                    csystem_free(piece.memory)
                } else {
                    let size = Self.size(&random) + 1
                    guard let moved = csystem_realloc(piece.memory, size) else { Issue.record("no memory"); return }
                    let kept = Piece(memory: moved, size: min(size, piece.size), byte: piece.byte)
                    #expect(kept.isWhole && csystem_malloc_usable_size(moved) >= size)
                    csystem_free(moved)
                }
                continue
            }
            let size = Self.size(&random)
            let alignment = random.pick([1, 8, 16, 32, 64, 256, 4096])
            let zeroed = random.oneIn(4)
            let memory = zeroed ? csystem_calloc(size, 1) : csystem_aligned_alloc(alignment, size)
            guard let memory else { Issue.record("no memory"); return }
            #expect(Int(bitPattern: memory) % (zeroed ? 16 : max(alignment, 16)) == 0)
            if zeroed { #expect(Piece(memory: memory, size: size, byte: 0).isWhole) }
            let piece = Piece(memory: memory, size: size, byte: UInt8(truncatingIfNeeded: round))
            memset(memory, Int32(piece.byte), size)
            pieces.append(piece)
        }
        for piece in pieces {
            #expect(piece.isWhole)
            csystem_free(piece.memory)
        }
    }

    /// Mostly small, now and then beyond the lists and beyond what is a mapping of its own.
    private static func size(_ random: inout SplitMix64) -> Int {
        let largest = random.pick([40, 40, 200, 1040, 5000] + (random.oneIn(20) ? [600_000] : []))
        return Int(random.next() % UInt64(largest))
    }

    @Test func `what was freed is used again`() {
        for size in [0, 1, 16, 24, 1024, 1025, 100_000] {
            let first = csystem_malloc(size)
            csystem_free(first)
            #expect(csystem_malloc(size) == first, "\(size) bytes")
            csystem_free(first)
        }
    }

    @Test func `when the kernel refuses memory there is some left to end well`() async {
        await #expect(processExitsWith: .success) {
            var before = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &before)
            var none = rlimit(rlim_cur: 0, rlim_max: before.rlim_max)
            let errors = dup(2)
            let null = open("/dev/null", O_WRONLY)
            dup2(null, 2)
            setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &none)
            // Without anything that allocates itself.
            var pieces = 0
            while csystem_malloc(1000) != nil { pieces += 1 }
            let code = csystem_errno()
            let isLargeRefused = csystem_malloc(1 << 20) == nil
            setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &before)
            dup2(errors, 2)
            #expect(pieces >= 128 && pieces < 320, "\(pieces) pieces of 1000 bytes")
            #expect(code == ENOMEM && isLargeRefused)
            #expect(csystem_malloc(1000) != nil)
        }
    }

    @Test func `sizes beyond the address space are refused`() {
        for size in [Int.max, Int.max - 4096, .min, -1, -17] {
            csystem_set_errno(0)
            #expect(csystem_malloc(size) == nil && csystem_errno() == ENOMEM)
            #expect(csystem_aligned_alloc(64, size) == nil && csystem_errno() == ENOMEM)
        }
        #expect(csystem_calloc(1 << 40, 1 << 40) == nil && csystem_errno() == ENOMEM)
        let kept = csystem_malloc(10)
        #expect(csystem_realloc(kept, .max) == nil)
        csystem_free(kept)
        csystem_free(nil)
        var memory: UnsafeMutableRawPointer?
        #expect(csystem_posix_memalign(&memory, 8, .max) == ENOMEM && memory == nil)
        #expect(csystem_posix_memalign(&memory, 8, 3) == 0 && memory != nil)
        csystem_free(memory)
    }
}

extension Array {
    /// Removes and returns the element, whose place the last one takes.
    fileprivate mutating func swapAt(_ index: Int) -> Element {
        swapAt(index, count - 1)
        return removeLast()
    }
}
