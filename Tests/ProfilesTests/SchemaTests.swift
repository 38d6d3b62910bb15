import Kernel
import Profiles
import Resources
import SwapFormat
import Support
import Testing
import Text
import YAML

extension ProfileMapping: CustomTestStringConvertible {
    package var testDescription: String { title }

    /// Those of every kind of resource, and what is no resource.
    static let all = [Profile.help] + Catalog.help + [KernelSection.help]

    /// Whether its keys are the rows of a table of settings: the schema describes some of them, and takes a number for any.
    var isTable: Bool { SettingsSection.allCases.contains { "\($0)" == definition } }

    /// A profile in which only this key can be wrong.
    func profile(_ key: ProfileKey, _ value: String) -> String {
        var fields = "\(key.name): \(value)"
        for other in keys where other.isRequired && other.name != key.name {
            fields += ", \(other.name): \(other.name == "version" ? "1" : "1M")"
        }
        let text = place.replacing("…", with: fields)
        return "{ " + (definition.isEmpty ? text : "version: 1, " + text) + " }"
    }
}

@Suite("The JSON Schema and the parser")
struct SchemaTests {
    private func object(_ mapping: ProfileMapping) throws -> [String: Any] {
        let schema = try loadSchema()
        guard !mapping.definition.isEmpty else { return schema }
        let definitions = try #require(schema["definitions"] as? [String: Any])
        return try #require(definitions[mapping.definition] as? [String: Any])
    }

    private func properties(_ mapping: ProfileMapping) throws -> [String: [String: Any]] {
        try #require(try object(mapping)["properties"] as? [String: [String: Any]])
    }

    /// Whether the parser takes the profile, and whether the schema does; nil when it is no YAML that an editor reads.
    private func verdicts(_ text: String, _ validator: SchemaValidator) throws -> (parser: Bool, schema: Bool?) {
        let source = SourceText(name: "p", text: text)
        let document = YAMLDocument(source)
        let isValid = (try? Profile.parse(source)) != nil
        guard document.problems.diagnostics.isEmpty else { return (isValid, nil) }
        let value = document.root.map { JSONLike($0, document) } ?? .null
        return (isValid, try validator.accepts(value))
    }

    @Test("know the same keys in every mapping", arguments: ProfileMapping.all)
    func sameKeys(mapping: ProfileMapping) throws {
        let object = try object(mapping)
        if mapping.isTable {
            #expect((object["additionalProperties"] as? [String: Any])?["type"] as? String == "integer")
            #expect(Set(try properties(mapping).keys).isSubset(of: mapping.keys.map(\.name)))
        } else {
            #expect(object["additionalProperties"] as? Bool == false)
            #expect(Set(try properties(mapping).keys) == Set(mapping.keys.map(\.name)))
        }
        #expect(Set(object["required"] as? [String] ?? []) == Set(mapping.keys.filter(\.isRequired).map(\.name)))
        #expect(Set(mapping.keys.map(\.name)).count == mapping.keys.count)
    }

    @Test("have the same kind of value for every key", arguments: ProfileMapping.all)
    func sameTypes(mapping: ProfileMapping) throws {
        let properties = try properties(mapping)
        for key in mapping.keys where key.type != .entries {
            if mapping.isTable {
                guard let property = properties[key.name], case .number(let least, let most) = key.type else {
                    continue
                }
                #expect(property["minimum"] as? Int == least && property["maximum"] as? Int == most, "\(key.name)")
                continue
            }
            let definition: String? =
                switch key.type {
                case .version: "version"
                case .entries: nil
                case .options: key.name
                case .kernelOptions: "kernel_options"
                case .features: "features"
                case .waivers: "waivers"
                case .size(.device): "device_size"
                case .size(.file): "file_size"
                case .size(.limit): "limit"
                case .algorithm: "algorithm"
                case .number: "priority"
                case .discard: "discard"
                case .unmanaged: "unmanaged"
                case .boolean: "boolean"
                case .bit: "bit"
                }
            #expect(properties[key.name].flatMap(SchemaValidator.definition) == definition, "\(key.name)")
        }
    }

    @Test("The schema describes every key", arguments: ProfileMapping.all)
    func described(mapping: ProfileMapping) throws {
        for (name, property) in try properties(mapping) {
            #expect((property["description"] as? String ?? "").hasSuffix("."), "\(name)")
        }
    }

    @Test("The table of a cgroup's keys is that of the kernel's files")
    func cgroupKeys() {
        #expect(Cgroups.help.flatMap { $0.keys.map(\.name) } == CgroupAttribute.allCases.map(\.rawValue))
    }

    @Test("know the same words")
    func sameWords() throws {
        let definitions = try #require(try loadSchema()["definitions"] as? [String: [String: Any]])
        #expect(definitions["discard"]?["enum"] as? [String] == DiscardPolicy.allCases.map(\.rawValue))
        #expect(definitions["unmanaged"]?["enum"] as? [String] == UnmanagedPolicy.allCases.map(\.rawValue))
    }

    @Test("take the same values for every key", arguments: ProfileMapping.all)
    func sameValues(mapping: ProfileMapping) throws {
        let validator = SchemaValidator(try loadSchema())
        let values = [
            "1", "0", "2", "31", "200", "201", "3001", "-1", "1.5", "0.5", "32767", "32768", "842", "true", "false",
            "yes", "~", "\"\"", "{}", "[]",
            "\"1\"", "\"true\"", "64M", "64MB", "64m", "64 M", "ram", "ram / 2", "disk_free", "disk_free / 2", "25%",
            "\"min(ram, 1G)\"", "max", "none", "once", "pages", "both", "keep", "remove", "lz4", "ZSTD", "lzo-rle",
            "zstd(level=3)", "zstd(levl=3)", "zstd()", "\"zstd(level=3, dict=/d)\"", "zstd level", "{ priority: 1 }",
            "{ priority: x }", "[SWAP]", "[SWAP, ZRAM]", "{ SWAP: y }", "{ SWAP: [y, m], HZ: 100 }", "[writeback]",
            "[writing]", "{ SWAP: { y: m } }", "{ SWAP: [] }", "{ MEMCG: \"because\" }", "{ SWAP: }", "{ A-B: y }",
            "{ discard: pages, priority: 0 }", "{ x: 1 }",
        ]
        for key in mapping.keys {
            for value in values {
                let text = mapping.profile(key, value)
                let (parser, schema) = try verdicts(text, validator)
                // Which of the words are sizes is more than a pattern can decide.
                if case .size = key.type, value == "max", key.type != .size(.limit) {
                    #expect(!parser)
                    continue
                }
                // Of settings the schema need not know every row.
                let isOpen = try mapping.isTable && properties(mapping)[key.name] == nil
                if isOpen || ProfileMapping.all.contains(where: { $0.isTable && $0.title == key.name }) {
                    #expect(!parser || schema == true, "\(text)")
                } else {
                    #expect(schema == parser, "\(text)")
                }
            }
        }
    }

    /// What a pattern cannot see: names that mean the same thing, and the grammar and the values of sizes.
    private static let seenByTheParserAlone: Set<String> = [
        "a sum of zero", "a sum below zero", "a division by zero", "a division by a zero sum",
        "a size too large", "a product too large", "a sum beyond all", "a number beyond all", "an open parenthesis",
        "an open function", "a closed parenthesis too many", "nothing after an operator", "two values side by side",
        "a function without parentheses", "a function without values", "deep parentheses", "two operators",
        "a missing operator before parentheses", "empty parentheses", "a final comma", "a comma outside of a function",
        "a missing comma", "a very long expression", "a negative sum for a limit", "an open parenthesis in braces",
        "a level in words", "a dictionary without a path", "a parameter twice",
        "a zram device among the devices", "a label of a zram device", "a label of a zram device as a link",
        "a device as tag and link", "a UUID in both cases", "more areas than a kernel has", "a version with a fraction",
        "an octal priority", "an unknown setting", "a decimal comma", "a number in scientific notation",
    ]

    @Test("The schema refuses the wrong profiles, but for what is listed")
    func wrongProfilesToo() throws {
        let validator = SchemaValidator(try loadSchema())
        var accepted: Set<String> = []
        for wrong in wrongProfiles {
            let (parser, schema) = try verdicts(wrong.text, validator)
            #expect(!parser)
            if schema == true { accepted.insert(wrong.name) }
        }
        #expect(accepted.subtracting(Self.seenByTheParserAlone) == [])
        #expect(Self.seenByTheParserAlone.subtracting(accepted) == [])
    }
}
