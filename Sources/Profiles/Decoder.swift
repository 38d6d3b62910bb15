import Model
import YAML

/// Makes a profile of a document and collects all that is wrong with it.
///
/// This file has the means that every section uses: mappings with known keys, and scalars of a kind.
struct Decoder {
    var profile: Profile
    private(set) var diagnostics: [Diagnostic]
    private let source: SourceText

    init(source: SourceText, diagnostics: [Diagnostic]) {
        self.source = source
        self.diagnostics = diagnostics
        profile = Profile(source: source)
    }

    mutating func report(_ summary: String, at position: Position, help: String? = nil) {
        diagnostics.append(Diagnostic(.error, summary, at: source.location(position), help: help))
    }

    mutating func report(_ error: SizeError) {
        report(error.summary, at: error.position, help: error.help)
    }

    /// In the order of the file.
    func sortedDiagnostics() -> [Diagnostic] {
        diagnostics.enumerated().sorted { a, b in
            guard let left = a.element.location?.position, let right = b.element.location?.position else {
                return a.offset < b.offset
            }
            return (left.line, left.column, a.offset) < (right.line, right.column, b.offset)
        }.map { $0.element }
    }

    // MARK: Mappings

    /// The values of a mapping by their key.
    struct Fields {
        fileprivate(set) var values: [(key: String, node: YAMLNode)] = []

        subscript(key: String) -> YAMLNode? { values.first { $0.key == key }?.node }
    }

    /// The pairs of a mapping; reports another kind of value and returns none.
    ///
    /// - Parameter subject: what it should be, for the message: `zram`.
    mutating func pairs(_ node: YAMLNode, _ subject: String) -> YAMLNode.Mapping? {
        guard case .mapping(let mapping) = node.content else {
            report("`\(subject)` must be a mapping, not \(node.kindText)", at: node.position)
            return nil
        }
        return mapping
    }

    /// The values of a mapping that has only these keys.
    mutating func fields(
        _ node: YAMLNode, of subject: String, keys: [ProfileKey], at position: Position
    ) -> Fields? {
        guard let mapping = pairs(node, subject) else { return nil }
        var fields = Fields()
        // Inside { } a comma ends the value: `min(a, b)` falls apart into `min(a` and a key `b)`.
        var openParentheses = 0
        for pair in mapping.pairs {
            if openParentheses > 0 {
                openParentheses += Decoder.openParentheses(pair.key)
                continue
            }
            guard keys.contains(where: { $0.name == pair.key }) else {
                unknownKey(pair, in: subject, keys: keys)
                continue
            }
            if mapping.isFlow, case .scalar(let scalar) = pair.value.content, scalar.isPlain {
                openParentheses = max(0, Decoder.openParentheses(scalar.text))
                if openParentheses > 0 {
                    report(
                        "inside { } the comma ends this value: `\(scalar.text)`", at: pair.value.position,
                        help: "put the whole value in quotes: `\(pair.key): \"\(scalar.text), …)\"`")
                    continue
                }
            }
            fields.values.append((pair.key, pair.value))
        }
        for key in keys where key.isRequired && !mapping.pairs.contains(where: { $0.key == key.name }) {
            report("`\(subject)` has no `\(key.name)`", at: position, help: "add `\(key.name): …`")
        }
        return fields
    }

    private static func openParentheses(_ text: String) -> Int {
        var open = 0
        for byte in text.utf8 {
            if byte == UInt8(ascii: "(") { open += 1 }
            if byte == UInt8(ascii: ")") { open -= 1 }
        }
        return open
    }

    private mutating func unknownKey(_ pair: YAMLNode.Pair, in subject: String, keys: [ProfileKey]) {
        report(
            "`\(subject)` has no key `\(pair.key)`", at: pair.keyPosition,
            help: Decoder.suggestion(pair.key, keys.map { $0.name }, kind: "the keys are"))
    }

    /// «did you mean …?», or the list of what there is.
    static func suggestion(_ word: String, _ words: [String], kind: String) -> String {
        if let nearest = NearestWord.find(word, in: words) { return "did you mean `\(nearest)`?" }
        var text = kind
        for (index, word) in words.enumerated() {
            text += (index == 0 ? " " : index == words.count - 1 ? " and " : ", ") + "`\(word)`"
        }
        return text
    }

    // MARK: Scalars

    /// The scalar of a key; reports lists, mappings and nothing at all.
    mutating func scalar(_ node: YAMLNode, _ key: String) -> YAMLNode.Scalar? {
        guard case .scalar(let scalar) = node.content, !(scalar.isPlain && Decoder.isNothing(scalar.text)) else {
            var kind = node.kindText
            if case .scalar = node.content { kind = "nothing" }
            report("`\(key)` must be a single value, not \(kind)", at: node.position)
            return nil
        }
        return scalar
    }

    /// YAML's ways of writing null.
    static func isNothing(_ text: String) -> Bool { text.isEmpty || text == "~" || text == "null" }

    /// `true` or `false`, as plain words.
    mutating func boolean(_ node: YAMLNode, _ key: String) -> Bool? {
        guard let scalar = scalar(node, key) else { return nil }
        switch scalar.text {
        case "true": return true
        case "false": return false
        default:
            report("`\(key)` must be true or false, not `\(scalar.text)`", at: node.position)
            return nil
        }
    }

    /// A whole decimal number in a range.
    mutating func integer(_ node: YAMLNode, _ key: String, in range: ClosedRange<Int>) -> Located<Int>? {
        guard let scalar = scalar(node, key) else { return nil }
        guard let number = Decoder.decimal(scalar.text), range.contains(number) else {
            report(
                "`\(key)` must be a whole number from \(range.lowerBound) to \(range.upperBound), not `\(scalar.text)`",
                at: node.position)
            return nil
        }
        return Located(number, at: node.position)
    }

    /// Digits only, at most nine of them, no leading zero: YAML readers do not agree on what `010` is.
    static func decimal(_ text: String) -> Int? {
        let digits = text.utf8
        guard !digits.isEmpty, digits.count <= 9, digits.count == 1 || digits.first != UInt8(ascii: "0") else {
            return nil
        }
        var number = 0
        for digit in digits {
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return number
    }

    /// A size expression; what is wrong with it on every machine is reported at once.
    mutating func size(
        _ node: YAMLNode, _ key: String, allowsDiskFree: Bool = false, allowsZero: Bool = false
    ) -> Located<SizeExpression>? {
        guard let scalar = scalar(node, key) else { return nil }
        var start = node.position
        if !scalar.isPlain { start.column += 1 }
        var parser = SizeParser(scalar.text, at: start, isVerbatim: scalar.isVerbatim)
        do throws(SizeError) {
            let size = Located(try parser.parse(), at: start)
            if !allowsDiskFree, let position = size.value.diskFreePosition() {
                throw SizeError(
                    "`disk_free` has no meaning here", at: position, help: "only the size of a swap file may use it")
            }
            _ = try size.check(SizeContext(ram: nil), allowsZero: allowsZero)
            return size
        } catch {
            report(error)
            return nil
        }
    }
}
