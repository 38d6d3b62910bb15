/// Text for numbers of bytes. K, M, G and T are powers of 1024 everywhere in this program.
package enum BinaryUnits {
    /// 64 PiB in bytes, more than any board has of anything. No figure of a machine is taken for more, so that no sum of
    /// them overflows, whatever a file that was copied by hand says.
    package static let most: UInt64 = 1 << 56

    /// A figure of the machine in bytes, at most `most`.
    ///
    /// - Parameters:
    ///   - count: how many units.
    ///   - unit: the size of one, in bytes.
    package static func figure(_ count: UInt64, of unit: UInt64 = 1) -> UInt64 {
        let (bytes, isHuge) = count.multipliedReportingOverflow(by: unit)
        return isHuge ? most : min(bytes, most)
    }

    private static let letters: [(letter: String, shift: UInt64)] = [("T", 40), ("G", 30), ("M", 20), ("K", 10)]

    /// Exact: the largest unit that divides the number, as one would write it in a profile (`512M`, `1023`, `0`).
    ///
    /// - Parameter bytes: a number of bytes.
    package static func exact(_ bytes: UInt64) -> String {
        for (letter, shift) in letters where bytes != 0 && bytes & ((1 << shift) - 1) == 0 {
            return text(bytes >> shift, letter)
        }
        return text(bytes)
    }

    /// Rounded to one decimal in the unit that leaves at least one digit before the point (`11.8M`, `4K`, `512`).
    ///
    /// - Parameter bytes: a number of bytes.
    package static func rounded(_ bytes: UInt64) -> String {
        for (index, (letter, shift)) in letters.enumerated() where bytes >> shift > 0 {
            let rest = bytes & ((1 << shift) - 1)
            let tenths = (bytes >> shift) * 10 + (rest * 10 + 1 << (shift - 1)) >> shift
            // 1023.96K is 1M.
            if tenths == 10240, index > 0 { return text(1, letters[index - 1].letter) }
            guard tenths % 10 != 0 else { return text(tenths / 10, letter) }
            return text(tenths / 10, ".") + text(tenths % 10, letter)
        }
        return text(bytes)
    }

    private static func text(_ number: UInt64, _ suffix: String = "") -> String {
        number.description + suffix
    }
}
