import Text
import YAML

// The keys of entries: names of devices, paths of files and cgroups. Each is returned as it stands, right or wrong.

extension Decoder {
    /// Whether the key is an absolute path; reports one that is not.
    ///
    /// - Parameters:
    ///   - what: what it is a path for, in messages.
    ///   - example: a path as it should be.
    package mutating func checkAbsolutePath(_ node: YAMLNode, _ what: String, example: String) -> Bool {
        let path = document.bytes(of: node)
        if path.first == UInt8(ascii: "/"), Decoder.isCleanPath(path.dropFirst()) { return true }
        report(
            "\(Problems.quoted(document.string(of: node))) is not a path for a \(what)", at: node,
            help: "write it from the root, without `.`, `..`, double or final slashes: \(example)")
        return false
    }

    /// Whether a path without its first slash has neither empty parts nor `.`, `..` or control characters.
    package static func isCleanPath(_ path: ArraySlice<UInt8>) -> Bool {
        var start = path.startIndex
        for index in path.startIndex...path.endIndex {
            if index < path.endIndex, path[index] != UInt8(ascii: "/") {
                if isControl(path[index]) { return false }
                continue
            }
            let part = path[start..<index]
            if part.isEmpty || part.count <= 2 && part.allSatisfy({ $0 == UInt8(ascii: ".") }) { return false }
            start = index + 1
        }
        return true
    }

    package static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7f }
}
