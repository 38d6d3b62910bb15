import Text

/// A kernel's version as its release string begins: `6.12.107+deb13-cloud-amd64` is 6.12.107.
package struct KernelVersion: Comparable, Sendable {
    package var major: Int
    package var minor: Int
    package var patch: Int

    package init(_ major: Int, _ minor: Int, _ patch: Int = 0) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }

    /// Reads the leading numbers of a release string; nil when it does not begin with `MAJOR.MINOR`.
    package init?(release: String) {
        var numbers: [Int] = []
        var current: Int?
        for byte in release.utf8 {
            if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
                let value = (current ?? 0) * 10 + Int(byte - UInt8(ascii: "0"))
                guard value < 100_000 else { return nil }
                current = value
            } else {
                guard byte == UInt8(ascii: "."), let value = current, numbers.count < 2 else { break }
                numbers.append(value)
                current = nil
            }
        }
        if let value = current { numbers.append(value) }
        guard numbers.count >= 2 else { return nil }
        self.init(numbers[0], numbers[1], numbers.count > 2 ? numbers[2] : 0)
    }

    package static func < (a: KernelVersion, b: KernelVersion) -> Bool {
        (a.major, a.minor, a.patch) < (b.major, b.minor, b.patch)
    }

    /// `6.12.107`
    package var text: String { "\(major).\(minor).\(patch)" }
}
