import Kernel
import SwapFormat
import Testing
import Text

@Suite("Settings that the kernel does not show")
struct SettingsFingerprintTests {
    private let random = (0..<16).map { UInt8($0 * 16) }

    @Test("The kernel's defaults leave an ordinary random UUID, as mkswap's")
    func defaults() throws {
        let defaults = SettingsFingerprint(parameters: [], discard: .none)
        let uuid = try #require(defaults.uuid(random: random))
        #expect(uuid.version == 4)
        #expect(uuid == UUID(random: random))
        #expect(SettingsFingerprint(of: uuid) == defaults)
    }

    static let settings: [(parameters: [Algorithm.Parameter], discard: DiscardPolicy)] = [
        ([], .once), ([], .pages), ([], .both),
        ([.init(key: "level", value: "3")], .none), ([.init(key: "level", value: "4")], .none),
        ([.init(key: "level", value: "3")], .once),
        ([.init(key: "level", value: "3"), .init(key: "dict", value: "/etc/d")], .none),
        ([.init(key: "dict", value: "/etc/d"), .init(key: "level", value: "3")], .none),
        ([.init(key: "leve", value: "l3")], .none), ([.init(key: "", value: "level3")], .none),
    ]

    @Test("What a profile wants is found again in the UUID", arguments: settings)
    func roundTrip(parameters: [Algorithm.Parameter], discard: DiscardPolicy) throws {
        let wanted = SettingsFingerprint(parameters: parameters, discard: discard)
        let uuid = try #require(wanted.uuid(random: random))
        #expect(uuid.version == 8)
        #expect(uuid.bytes[8] & 0xc0 == 0x80)
        #expect(SettingsFingerprint(of: uuid) == wanted)
        // The rest stays random, so that no two areas have the same UUID.
        #expect(Array(uuid.bytes[9...]) == Array(random[9...]))
    }

    @Test("Different settings have different fingerprints")
    func distinct() {
        let all = Self.settings.map { SettingsFingerprint(parameters: $0.parameters, discard: $0.discard) }
        for (index, one) in all.enumerated() {
            for other in all[(index + 1)...] { #expect(one != other) }
            #expect(one != SettingsFingerprint(parameters: [], discard: .none))
        }
    }

    @Test("A UUID of another program stands for the defaults, whatever its version", arguments: [1, 4, 5, 7])
    func foreign(version: Int) throws {
        let uuid = try #require(UUID(text: "f81d4fae-7dec-\(version)1d0-a765-00a0c91e6bf6"))
        #expect(SettingsFingerprint(of: uuid) == SettingsFingerprint(parameters: [], discard: .none))
    }

    @Test("The hash never changes: areas that an older release made must be recognized")
    func stable() throws {
        let fingerprint = SettingsFingerprint(parameters: [.init(key: "level", value: "3")], discard: .once)
        let uuid = try #require(fingerprint.uuid(random: [UInt8](repeating: 0, count: 16)))
        #expect(uuid.text == "c14f4c28-6209-8000-8000-000000000000")
    }

    @Test("Too few random bytes make no UUID")
    func tooFew() {
        #expect(SettingsFingerprint(parameters: [], discard: .once).uuid(random: [1, 2, 3]) == nil)
        #expect(SettingsFingerprint(parameters: [], discard: .none).uuid(random: [1, 2, 3]) == nil)
    }
}
