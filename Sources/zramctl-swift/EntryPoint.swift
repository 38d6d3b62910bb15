import Applying
import CommandLine
import Commands
import Planning
import System
import Text

/// The program's entry.
///
/// Not Swift's own `main`, because Embedded Swift keeps the arguments to itself. The name is the one that SwiftPM gives to
/// the entry of an executable target before it links it as `main`.
@c(zramctl_swift_main)
func enter(_ count: Int32, _ words: UnsafePointer<UnsafePointer<CChar>?>?) -> Int32 {
    StandardStreams.prepare()
    var arguments: [String] = []
    if let words = unsafe words {
        for index in 1..<max(1, Int(count)) {
            guard let word = unsafe words[index] else { break }
            arguments.append(unsafe String(cString: word))
        }
    }
    return Program.run(.process(arguments: arguments), on: { LinuxMachine(deadline: $0) }).rawValue
}
