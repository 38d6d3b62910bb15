import Foundation
import FuzzDriver

/// What reads the inputs, by its name in the environment: libFuzzer takes all words of the command line for its own.
private let target: Target = {
    let names = Target.allCases.map(\.rawValue)
    let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
    guard let target = Target(rawValue: name) else {
        print("set FUZZ_TARGET to one of: " + names.joined(separator: " "))
        exit(64)
    }
    return target
}()

/// The name is the one that SwiftPM gives to the entry of an executable target before it links it as `main`.
@c(fuzz_main)
func enter(_ count: Int32, _ words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> Int32 {
    var count = count
    var words = words
    _ = target
    return LLVMFuzzerRunDriver(&count, &words) { bytes, count in
        target.read(Array(UnsafeBufferPointer(start: bytes, count: count)))
        return 0
    }
}
