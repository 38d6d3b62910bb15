import Foundation
import Testing

/// The modules below Sources and what each may import: nothing that stands below it in this table.
private let allowedImports: [(module: String, imports: Set<String>)] = [
    ("Text", []),
    ("Kernel", ["Text"]),
    ("SwapFormat", values(without: "SwapFormat")),
    ("System", values().union(["CSystem", "CBlkid", "CZlib"])),
    ("YAML", ["CYAML", "Text"]),
    ("Profiles", values().union(["YAML"])),
    ("LiveState", values().union(["System"])),
    // The engine and the kinds of resources are pure: what they know of a machine is in its state.
    ("Planning", values().union(["Profiles", "LiveState"])),
    ("Resources", values().union(["YAML", "Profiles", "LiveState", "Planning"])),
    ("Applying", values().union(["System", "LiveState", "Planning"])),
    ("KernelConfigs", values().union(["System"])),
    ("KernelCheck", values().union(["System", "Profiles", "LiveState", "Resources"])),
    (
        "Reports",
        values().union(["System", "LiveState", "Planning", "Resources", "Applying", "KernelCheck"])
    ),
    (
        "Commands",
        values().union([
            "System", "Profiles", "LiveState", "Planning", "Resources", "Applying", "KernelConfigs", "KernelCheck",
            "Reports",
        ])
    ),
    ("zramctl-swift", values().union(["System", "Planning", "Applying", "Commands"])),
    ("Manual", ["Text", "Profiles", "Resources", "KernelCheck", "Commands"]),
    // Runs on the machine of whoever builds a package, with the whole runtime.
    ("write-manual", ["Manual", "Foundation"]),
]

/// The modules of values that every module above them speaks of.
private func values(without own: String = "") -> Set<String> {
    Set(["Text", "Kernel", "SwapFormat"]).subtracting([own])
}

/// Of System a report may know how errors and signals are called, and nothing that has an effect.
private let systemInReports: Set<String> = ["struct System.SystemError", "enum System.Signals"]

@Suite("The walls between modules")
struct WallTests {
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources")

    /// Those of a file: `Text`, `struct System.SystemError`.
    private static func imports(_ text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            var words = line.components(separatedBy: "//")[0].split(separator: " ").filter { !$0.hasPrefix("@") }
            while let first = words.first, ["package", "public", "internal", "private"].contains(first) {
                words.removeFirst()
            }
            guard words.first == "import" else { return nil }
            return words.dropFirst().joined(separator: " ")
        }
    }

    /// The module that an import names: `System` of `struct System.SystemError`.
    private static func module(_ imported: String) -> String {
        String(imported.split(separator: " ").last?.split(separator: ".").first ?? "")
    }

    private static func files(_ module: String) throws -> [(name: String, text: String)] {
        let folder = sources.appending(path: module)
        let names = FileManager.default.enumerator(atPath: folder.path())?.compactMap { $0 as? String } ?? []
        return try names.filter { $0.hasSuffix(".swift") }.map { name in
            (module + "/" + name, try String(contentsOf: folder.appending(path: name), encoding: .utf8))
        }
    }

    @Test("A module imports only what the table allows", arguments: allowedImports.map(\.module))
    func allowed(module: String) throws {
        let allowed = try #require(allowedImports.first { $0.module == module }?.imports)
        let files = try Self.files(module)
        #expect(!files.isEmpty)
        for file in files {
            for imported in Self.imports(file.text) {
                #expect(allowed.contains(Self.module(imported)), "\(file.name) imports \(imported)")
            }
        }
    }

    @Test("A report uses no effect of System")
    func reports() throws {
        for file in try Self.files("Reports") {
            for imported in Self.imports(file.text) where Self.module(imported) == "System" {
                #expect(systemInReports.contains(imported), "\(file.name) imports \(imported)")
            }
        }
    }

    @Test("The table has every Swift module, each after those that it imports")
    func complete() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path())
        let modules = try folders.filter { try !Self.files($0).isEmpty }
        #expect(Set(modules) == Set(allowedImports.map(\.module)))
        #expect(modules.count == allowedImports.count)
        var seen: Set<String> = ["CSystem", "CBlkid", "CZlib", "CYAML", "Foundation"]
        for (module, imports) in allowedImports {
            #expect(imports.isSubset(of: seen), "\(module)")
            seen.insert(module)
        }
    }

    @Test(
        "An import is seen however it is written",
        arguments: [
            ("import System", "System"), ("package import System", "System"), ("@testable import System", "System"),
            ("    import System", "System"), ("import struct System.Root", "System"),
            ("@preconcurrency private import Foundation // why", "Foundation"),
        ])
    func forms(line: String, module: String) {
        #expect(Self.imports("// import Nothing\n" + line + "\nlet important = 1\n").map(Self.module) == [module])
    }
}
