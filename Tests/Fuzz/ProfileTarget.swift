import LiveState
import Planning
import Profiles
import Reports
import Resources
import Support
import Text

extension Target {
    func readProfile(_ bytes: [UInt8]) {
        let source = SourceText(name: "profile.yaml", bytes: bytes)
        let profile: Profile
        do {
            profile = try Profile.parse(source)
        } catch {
            expect(error.diagnostics.hasErrors, "what is refused has an error")
            expectPlaces(error.diagnostics, in: bytes)
            let text = DiagnosticText.render(error.diagnostics, source: source, style: .plain)
            expect(!text.utf8.contains { $0 < 0x20 && $0 != 0x0a && $0 != 0x09 }, "messages have no control characters")
            return
        }
        expect(profile == (try? Profile.parse(source)), "the same bytes are the same profile")

        var kernel = SimulatedKernel()
        let query = StateQuery(profile)
        let plan = Plan.make(profile, on: kernel.state(for: query))
        expectPlaces(plan.changes.flatMap { $0.diagnostics }, in: bytes)
        let text = PlanText.render(plan, source: source, style: .plain)
        expect(!text.utf8.contains { $0 < 0x20 && $0 != 0x0a && $0 != 0x09 }, "a plan has no control characters")
        _ = PlanJSON.document(plan).text
        // Whatever can be done is done once.
        guard apply(plan, to: &kernel).isEmpty else { return }
        let again = Plan.make(profile, on: kernel.state(for: query))
        expect(again.changes.allSatisfy { $0.steps.isEmpty || mayMove($0, in: plan) }, "the second plan is empty")
    }

    /// A file that had no room may find it where another was made smaller.
    private func mayMove(_ change: ResourceChange, in plan: Plan) -> Bool {
        plan.changes.contains { $0.resource == change.resource && $0.diagnostics.hasErrors }
    }

    func readSize(_ bytes: [UInt8]) {
        let text = bytes.filter { $0 >= 0x20 && $0 != 0x7f }
        let start = Array("version: 1\nswap_files:\n  /var/swap:\n    size: ".utf8)
        do {
            let profile = try Profile.parse(SourceText(name: "profile.yaml", bytes: start + text + [0x0a]))
            guard let file = profile.swapFiles.first else { return }
            for context in [SizeContext(ram: 1 << 30, diskFree: 1 << 33), SizeContext(ram: nil), SizeContext(ram: 0)] {
                do {
                    let size = try file.size.evaluate(context)
                    expect(size > 0 && size < 1 << 63, "a size is more than nothing and less than 2^63")
                } catch {
                    expect(error.position.line >= 4, "a mistake is in its line")
                }
            }
        } catch {
            expectPlaces(error.diagnostics, in: start + text + [0x0a])
        }
    }

    /// Every diagnostic is about a place that there is.
    private func expectPlaces(_ diagnostics: [Diagnostic], in bytes: [UInt8]) {
        let lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
        for case let place? in diagnostics.map({ $0.location?.position }) {
            expect(place.line >= 1 && place.column >= 1, "places begin at 1")
            // YAML has more line ends than one.
            let ends = lines.count + bytes.count { $0 == 0x0d } + bytes.count { $0 == 0xe2 || $0 == 0xc2 }
            expect(place.line <= ends + 1, "line \(place.line) of \(lines.count)")
            expect(place.column <= bytes.count + 2, "column \(place.column)")
        }
    }
}
