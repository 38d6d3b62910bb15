import Foundation
import Testing

/// A module: its folder below Sources, without the folders of other modules in it, and what it may import.
private struct Module: Sendable, CustomTestStringConvertible {
    var name: String
    var folder: String
    var imports: Set<String>

    init(_ name: String, in folder: String? = nil, _ imports: Set<String>) {
        self.name = name
        self.folder = folder ?? name
        self.imports = imports
    }

    var testDescription: String { name }
}

/// Every module, each after those that it may import.
private let modules = [
    Module("Text", []),
    Module("Kernel", ["Text"]),
    Module("SwapFormat", values(without: "SwapFormat")),
    Module("System", values().union(["CSystem", "CBlkid", "CZlib"])),
    Module("YAML", ["CYAML", "Text"]),
    Module("Profiles", values().union(["YAML"])),
    Module("LiveState", values().union(["System"])),
    // The engine and the kinds of resources are pure: what they know of a machine is in its state.
    Module("Planning", values().union(["Profiles", "LiveState"])),
    Module("Resources", values().union(["YAML", "Profiles", "LiveState", "Planning"])),
    Module("Applying", values().union(["System", "LiveState", "Planning"])),
    Module("Reports", values().union(["System", "LiveState", "Planning", "Resources", "Applying"])),
    Module("KernelConfigs", values().union(["System"])),
    Module("KernelCheck", values().union(["System", "Profiles", "LiveState", "Resources"])),
    Module(
        "CheckReports", in: "Reports/Check", values().union(["Profiles", "Resources", "Reports", "KernelCheck"])),
    Module(
        "CommandLine", in: "Commands/CommandLine",
        values().union(["System", "Profiles", "LiveState", "Resources", "Reports"])),
    Module(
        "CheckCommand", in: "Commands/Check",
        values().union([
            "System", "Profiles", "LiveState", "Resources", "Reports", "KernelConfigs", "KernelCheck", "CheckReports",
            "CommandLine",
        ])),
    Module(
        "Commands",
        values().union([
            "System", "Profiles", "LiveState", "Planning", "Resources", "Applying", "Reports", "CommandLine",
            "CheckCommand",
        ])),
    Module("zramctl-swift", values().union(["System", "Planning", "Applying", "CommandLine", "Commands"])),
    Module("Manual", ["Text", "Profiles", "Resources", "KernelCheck", "CommandLine"]),
    // Runs on the machine of whoever builds a package, with the whole runtime.
    Module("write-manual", ["Manual", "Foundation"]),
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

    private static func files(_ module: Module) throws -> [(name: String, text: String)] {
        try swiftFiles().filter { owner(of: $0)?.name == module.name }.map { name in
            (name, try String(contentsOf: sources.appending(path: name), encoding: .utf8))
        }
    }

    private static func swiftFiles() -> [String] {
        let names = FileManager.default.enumerator(atPath: sources.path())?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".swift") }
    }

    /// The module whose folder is the innermost around the file.
    private static func owner(of file: String) -> Module? {
        modules.filter { file.hasPrefix($0.folder + "/") }.max { $0.folder.count < $1.folder.count }
    }

    @Test("A module imports only what the table allows", arguments: modules)
    private func allowed(module: Module) throws {
        let files = try Self.files(module)
        #expect(!files.isEmpty)
        for file in files {
            for imported in Self.imports(file.text) {
                #expect(module.imports.contains(Self.module(imported)), "\(file.name) imports \(imported)")
            }
        }
    }

    @Test("A report uses no effect of System")
    func reports() throws {
        let reports = try #require(modules.first { $0.name == "Reports" })
        for file in try Self.files(reports) {
            for imported in Self.imports(file.text) where Self.module(imported) == "System" {
                #expect(systemInReports.contains(imported), "\(file.name) imports \(imported)")
            }
        }
    }

    @Test("No two files have one name, since the product is compiled as one module")
    func names() {
        let names = Self.swiftFiles().map { URL(filePath: $0).lastPathComponent }
        #expect(Set(names).count == names.count)
    }

    @Test("The table has every Swift file's module, each after those that it imports")
    func complete() throws {
        for file in Self.swiftFiles() { #expect(Self.owner(of: file) != nil, "\(file)") }
        var seen: Set<String> = ["CSystem", "CBlkid", "CZlib", "CYAML", "Foundation"]
        for module in modules {
            #expect(module.imports.isSubset(of: seen), "\(module.name)")
            seen.insert(module.name)
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
