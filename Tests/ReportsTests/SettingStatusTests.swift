import Foundation
import LiveState
import Reports
import Resources
import Support
import Testing
import Text

@Suite("The status of settings")
struct SettingStatusTests {
    private func sections() -> (MachineState, [StatusSection]) {
        var builder = ProfileBuilder()
        builder.setting("swappiness", 180)
        builder.setting("page-cluster", 0)
        let profile = builder.profile
        var kernel = SimulatedKernel()
        kernel.sysctls["/proc/sys/vm/swappiness"] = "180"
        kernel.originals["/proc/sys/vm/swappiness"] = "60"
        let state = kernel.state(for: StateQuery(profile))
        return (state, Catalog.status(state, profile).filter { $0.key == "vm" })
    }

    @Test("shows the value, the wanted one and the original")
    func text() {
        let (state, sections) = sections()
        #expect(
            StatusText.render(state, sections, style: .plain)
                == ("""
                VM            VALUE  WANTED  ORIGINAL
                swappiness      180     180        60
                page-cluster      3       0         -

                """))
    }

    @Test("has the same in JSON, and no member where the profile names none")
    func json() throws {
        let (state, sections) = sections()
        let text = StatusJSON.document(state, sections).text
        let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let settings = try #require(document["vm"] as? [[String: Any]])
        #expect(settings.map { $0["name"] as? String } == ["swappiness", "page-cluster"])
        #expect(settings.map { $0["value"] as? Int } == [180, 3])
        #expect(settings.map { $0["wanted"] as? Int } == [180, 0])
        #expect(settings[0]["original"] as? Int == 60 && settings[1]["original"] is NSNull)
        let none = Catalog.status(state, ProfileBuilder().profile)
        #expect(!none.contains { $0.key == "vm" })
    }
}
