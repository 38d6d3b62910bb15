import CommandLine
import Foundation
import Manual
import Profiles
import Resources
import Testing

@Suite("The manual and the completions")
struct ManualTests {
    private static let files = Dictionary(
        uniqueKeysWithValues: ManualFiles.all(date: "January 1, 2026").map { ($0.name, $0.text) })
    private static let completions = ["zramctl-swift.bash", "_zramctl-swift", "zramctl-swift.fish"]

    private func text(_ name: String) throws -> String { try #require(ManualTests.files[name]) }

    /// Without the escapes of mdoc(7).
    private func page(_ name: String) throws -> String {
        try text(name).replacing("\\-", with: "-").replacing("\\(ga", with: "`").replacing("\n", with: " ")
    }

    @Test("zramctl-swift(8) has every command with its description and exit statuses", arguments: Command.allCases)
    func commands(command: Command) throws {
        let page = try page("zramctl-swift.8")
        #expect(page.contains(".It Cm \(command.name) "))
        for paragraph in command.description { #expect(page.contains(paragraph)) }
        for (status, meaning) in command.exitStatuses { #expect(page.contains(".It \(status.rawValue) \(meaning).")) }
    }

    @Test("The synopsis of a command has exactly its options", arguments: Command.allCases)
    func synopsis(command: Command) throws {
        let page = try page("zramctl-swift.8")
        let part = try #require(page.components(".Cm \(command.name) .Op").dropFirst().first?.components(".Nm").first)
        for option in Option.allCases {
            #expect((".Op" + part).contains("Fl -\(option.name) ") == command.options.contains(option), "\(option)")
        }
    }

    @Test("zramctl-swift(8) has every option with its letter, its value and its summary", arguments: Option.allCases)
    func options(option: Option) throws {
        let page = try page("zramctl-swift.8")
        var item = ".It "
        if let letter = option.letter { item += "Fl \(Unicode.Scalar(letter)) , " }
        item += "Fl -\(option.name) "
        if let value = option.value { item += "Ar \(value.placeholder) " }
        #expect(page.contains(item + option.summary + "."))
    }

    @Test("Each completion has every command, and for it exactly its options", arguments: Command.allCases)
    func completion(command: Command) throws {
        let bash = try text("zramctl-swift.bash").lines.first { $0.hasPrefix("    \(command.name)) ") }
        let zsh = try text("_zramctl-swift").components("        \(command.name)) _arguments").dropFirst().first?
            .components(";;").first
        let fish = try text("zramctl-swift.fish").lines
        #expect(fish.contains { $0.contains("__fish_use_subcommand -a \(command.name) -d ") })
        #expect(try text("_zramctl-swift").contains("'\(command.name):\(command.summary)'"))
        for option in Option.allCases {
            let isTaken = command.options.contains(option)
            #expect(bash?.replacing("'", with: " ").words.contains(option.flag) == isTaken, "bash \(option)")
            #expect(zsh?.contains(option.flag + (option.value == nil ? "" : "=")) == isTaken, "zsh \(option)")
            let condition = "'__fish_seen_subcommand_from \(command.name)' -l \(option.name) "
            #expect(fish.contains { $0.contains(condition) } == isTaken, "fish \(option)")
        }
    }

    @Test("Each completion has the words that an option takes", arguments: completions)
    func choices(name: String) throws {
        let text = try text(name)
        for option in Option.allCases {
            if case .choice(_, let words) = option.value { #expect(text.contains(words.joined(separator: " "))) }
        }
    }

    @Test("The help of the program and of each command has what the manual has", arguments: Command.allCases)
    func help(command: Command) {
        #expect(HelpText.render(nil).words.contains(command.name))
        let help = HelpText.render(command).words.joined(separator: " ")
        for option in command.options { #expect(help.contains(option.flag) && help.contains(option.summary)) }
    }

    @Test("zramctl-swift.yaml(5) has every key of every mapping, with its type")
    func keys() throws {
        let page = try page("zramctl-swift.yaml.5")
        let tables = ([Profile.help] + Catalog.help + [KernelSection.help]).map(\.keys)
        for key in tables.joined() { #expect(page.contains(".It Cm \(key.name) "), "\(key.name)") }
        // Items come in the order of the tables.
        let items = page.components(separatedBy: ".It Cm ").dropFirst()
        for (key, item) in zip(tables.joined(), items) {
            #expect(item.hasPrefix(key.name + " "))
            #expect("\(key.omission)".isEmpty == key.isRequired, "\(key.name) says what holds without it")
            #expect(key.isRequired || item.contains("\(key.omission)"), "\(key.name)")
        }
        #expect(page.components(".It Cm ").count - 1 == tables.joined().count)
    }
}

extension String {
    fileprivate func components(_ separator: String) -> [String] { split(separator: separator).map(String.init) }
    fileprivate var lines: [Substring] { split(separator: "\n") }
}

extension StringProtocol {
    fileprivate var words: [String] { String(self).split { " \n".contains($0) }.map(String.init) }
}
