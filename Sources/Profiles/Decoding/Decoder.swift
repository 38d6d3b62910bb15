import Text
import YAML

/// Reads the values of a document and collects all that is wrong with it.
///
/// This file has the means that every section uses: mappings read by a table of keys.
package struct Decoder {
    package let document: YAMLDocument
    package var problems: Problems

    package init(_ document: YAMLDocument) {
        self.document = document
        problems = document.problems
    }

    package mutating func report(_ summary: String, at node: YAMLNode, help: String? = nil, example: [String] = []) {
        problems.add(summary, at: document.position(of: node), help: help, example: example)
    }

    /// A node's text for a message, with its quotes when it has them.
    package func quoted(_ node: YAMLNode) -> String {
        let text = document.string(of: node)
        return Problems.quoted(document.isPlain(node) ? text : "\"" + text + "\"")
    }

    /// A name with its place.
    package func name(_ node: YAMLNode) -> Located<String> {
        Located(document.string(of: node), at: document.position(of: node))
    }

    // MARK: Mappings

    /// What a mapping's keys have for values, in the order of the file.
    package struct Fields {
        /// `row` is the key's index in the table.
        package var values: [(key: ProfileKey.Word, row: Int, node: YAMLNode, value: FieldValue)] = []

        package init() {}

        package subscript(word: ProfileKey.Word) -> FieldValue? {
            for field in values where field.key == word { return field.value }
            return nil
        }
    }

    /// The values of a mapping that has only these keys; reports another kind of value and returns none.
    ///
    /// - Parameters:
    ///   - subject: what the mapping is called in messages.
    ///   - place: where a missing key is reported.
    package mutating func fields(_ node: YAMLNode, of subject: String, _ keys: [ProfileKey], at place: YAMLNode)
        -> Fields
    {
        var fields = Fields()
        guard isMapping(node, subject, keys) else { return fields }
        fields.values.reserveCapacity(keys.count)
        // The keys that stand there, whatever their values.
        var found: UInt64 = 0
        for pair in document.pairs(of: node) {
            guard let index = keys.firstIndex(where: { document.holds(pair.key, $0.word.text) }) else {
                unknownKey(pair.key, in: subject, keys)
                continue
            }
            found |= 1 << UInt64(index)
            if let value = value(pair.value, keys[index]) {
                fields.values.append((keys[index].word, index, pair.key, value))
            }
        }
        for (index, key) in keys.enumerated() where key.isRequired && found & (1 << UInt64(index)) == 0 {
            report(
                "\(Decoder.title(subject)) has no `\(key.name)`", at: place,
                help: key.word == "version" ? "begin with `version: 1`" : "add its size: `\(key.name): 512M`")
        }
        return fields
    }

    private mutating func unknownKey(_ key: YAMLNode, in subject: String, _ keys: [ProfileKey]) {
        let name = document.string(of: key)
        if let words = MissingSpace.words(document.bytes(of: key)), keys.contains(where: { $0.name == words.key }) {
            return reportMissingSpace(words, at: key)
        }
        report(
            "\(Decoder.title(subject)) has no key \(Problems.quoted(name))", at: key,
            help: ForeignKeys.help(name, in: keys)
                ?? Decoder.suggestion(name, keys.map { $0.name }, kind: "the keys are"))
    }

    private mutating func reportMissingSpace(_ words: (key: String, value: String), at node: YAMLNode) {
        report(
            "\(quoted(node)) has no space after the colon", at: node,
            help: "write `\(words.key): \(words.value)`")
    }

    /// - Parameter keys: those that the mapping may have; empty where its keys are names.
    package mutating func isMapping(_ node: YAMLNode, _ subject: String, _ keys: [ProfileKey] = []) -> Bool {
        switch document.kind(of: node) {
        case .mapping: return true
        case .refused: return false
        case let kind:
            if kind == .scalar, let words = MissingSpace.words(document.bytes(of: node)) {
                reportMissingSpace(words, at: node)
                return false
            }
            report(
                "\(Decoder.title(subject)) must be a mapping, not \(kind.text)", at: node,
                help: subject == "swap"
                    ? "a zram device is swap without this key; with it, write it as a mapping"
                    : "write it as a mapping",
                example: Decoder.example(subject, keys))
            return false
        }
    }

    /// How messages name a mapping.
    private static func title(_ subject: String) -> String {
        subject == "profile" ? "the profile" : Problems.quoted(subject)
    }

    /// What a mapping looks like, line by line; empty for one that has no usual form.
    private static func example(_ subject: String, _ keys: [ProfileKey]) -> [String] {
        let entry: String
        switch subject {
        case "profile": return ["version: 1", "zram:", "  zram0: { size: ram / 2 }"]
        case "zram": entry = "zram0: { size: ram / 2 }"
        case "swap_files": entry = "/var/swap: { size: 512M }"
        case "swap_devices": entry = "LABEL=board-swap: { priority: 10 }"
        case "cgroups": entry = "app: { memory.max: 256M }"
        case "swap": entry = "priority: 100"
        case _ where keys.contains { $0.word == "memory.max" }: entry = "memory.max: 256M"
        case _ where keys.contains { $0.word == .size }: entry = "size: 512M"
        case _ where keys.contains { $0.word == "format" }: entry = "priority: 10"
        default: return []
        }
        return [subject + ":", "  " + entry]
    }

    /// «did you mean …?», or the list of what there is.
    package static func suggestion(_ word: String, _ words: [String], kind: String) -> String {
        if let nearest = NearestWord.find(word, in: words) { return "did you mean `\(nearest)`?" }
        var text = kind
        for (index, word) in words.enumerated() {
            text += index == 0 ? " `" : index == words.count - 1 ? " and `" : ", `"
            text += word + "`"
        }
        return text
    }
}
