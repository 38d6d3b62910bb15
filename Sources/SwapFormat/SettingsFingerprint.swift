import Kernel
import Text

/// Remembers, in the UUID of a swap header, the settings that no kernel file shows again.
///
/// algorithm_params is write-only and /proc/swaps does not show an area's discard policy. So that a changed profile is
/// still noticed, without a state file, the UUID that this program gives to an area carries a hash of these settings: a
/// custom UUID (version 8, RFC 9562), half hash, half random. Where all of them are the kernel's defaults the UUID is an
/// ordinary random one (version 4), as mkswap's.
package struct SettingsFingerprint: Equatable, Sendable {
    /// 48 bits of hash, bytes 0–5 of the UUID; nil stands for the kernel's defaults.
    private let hash: UInt64?

    private init(hash: UInt64?) { self.hash = hash }

    /// The fingerprint of what a profile wants.
    package init(parameters: [Algorithm.Parameter], discard: DiscardPolicy) {
        guard !parameters.isEmpty || discard != .none else {
            self.init(hash: nil)
            return
        }
        var hash = Hash()
        func add(_ text: String) {
            hash.add(text)
            hash.add(0)
        }
        add(discard.rawValue)
        for parameter in parameters {
            add(parameter.key)
            add(parameter.value)
        }
        self.init(hash: hash.value >> 16)
    }

    /// What an existing area's UUID says; the defaults for every UUID that is not of version 8.
    package init(of uuid: UUID) {
        guard uuid.version == 8 else {
            self.init(hash: nil)
            return
        }
        var hash: UInt64 = 0
        for byte in uuid.bytes[0..<6] { hash = hash << 8 | UInt64(byte) }
        self.init(hash: hash)
    }

    /// The UUID for a new area.
    ///
    /// - Parameter random: 16 random bytes; nil otherwise.
    package func uuid(random: [UInt8]) -> UUID? {
        guard let hash else { return UUID(random: random) }
        guard random.count == 16 else { return nil }
        var bytes = random
        for index in 0..<6 { bytes[index] = UInt8(truncatingIfNeeded: hash >> UInt64(8 * (5 - index))) }
        return UUID(bytes: UUID.marked(bytes, version: 8))
    }
}
