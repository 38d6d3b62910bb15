import CSystem
import Foundation
import System
import Testing

@Suite struct `The words for the kernel's error numbers` {
    @Test(arguments: Int32(1)...133) func `are glibc's, whatever the C library`(_ code: Int32) {
        let known = strerrordesc_np(code).map { String(cString: $0) }
        let symbol = strerrorname_np(code).map { String(cString: $0) }
        #expect(Errno.text(code) == (known.map { "\($0) (\(symbol ?? ""))" } ?? "error \(code)"))
    }

    @Test(arguments: [0, -1, 134, 4096, .max, .min] as [Int32]) func `are a number for what is no error`(_ code: Int32)
    {
        #expect(Errno.text(code) == "error \(code)")
    }
}
