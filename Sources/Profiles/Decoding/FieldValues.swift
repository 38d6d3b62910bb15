import Kernel
import SwapFormat
import Text
import YAML

/// The value of a key, as its type in the table of keys says.
package enum FieldValue {
    /// A mapping, decoded by its own table.
    case mapping(YAMLNode)
    /// A mapping or list, decoded by a function of its own.
    case structure(YAMLNode)
    case size(Located<SizeExpression>)
    case limit(Located<SizeLimit>)
    case algorithm(Located<Algorithm>)
    case number(Located<Int>)
    case discard(Located<DiscardPolicy>)
    case unmanaged(UnmanagedPolicy)
    case boolean(Located<Bool>)
    case version
}

extension Decoder {
    /// Reads a value by its type; reports what is wrong with it and returns nil then.
    mutating func value(_ node: YAMLNode, _ key: ProfileKey) -> FieldValue? {
        switch document.kind(of: node) {
        case .refused: return nil
        case .scalar where !key.type.isStructure: break
        case .nothing where key.type == .entries: return nil
        case let kind:
            if key.type.isStructure, key.type != .entries, key.type != .options { return .structure(node) }
            if key.type == .entries || key.type == .options {
                return isMapping(node, key.name) ? .mapping(node) : nil
            }
            report("`\(key.name)` must be a single value, not \(kind.text)", at: node)
            return nil
        }
        return scalar(node, key)
    }

    private mutating func scalar(_ node: YAMLNode, _ key: ProfileKey) -> FieldValue? {
        switch key.type {
        case .entries, .options, .kernelOptions, .features, .waivers: nil
        case .version: version(node)
        case .size(.limit): limit(node).map { .limit($0) }
        case .size(let use): size(node, use).map { .size($0) }
        case .algorithm: algorithm(node).map { .algorithm($0) }
        case .number(let least, let most): number(node, key.word, least, most).map { .number($0) }
        case .discard: discard(node, key.word).map { .discard($0) }
        case .unmanaged: unmanaged(node, key.word).map { .unmanaged($0) }
        case .boolean: boolean(node, key.word, allowsDigits: false).map { .boolean($0) }
        case .bit: boolean(node, key.word, allowsDigits: true).map { .boolean($0) }
        }
    }

    private mutating func version(_ node: YAMLNode) -> FieldValue? {
        if document.isPlain(node), document.holds(node, "1") { return .version }
        report(
            "`version` must be 1, not \(quoted(node))", at: node,
            help: "this program reads the first version of the format")
        return nil
    }

    private mutating func boolean(_ node: YAMLNode, _ key: ProfileKey.Word, allowsDigits: Bool) -> Located<Bool>? {
        if document.isPlain(node) {
            let position = document.position(of: node)
            switch document.string(of: node) {
            case "true": return Located(true, at: position)
            case "false": return Located(false, at: position)
            case "1" where allowsDigits: return Located(true, at: position)
            case "0" where allowsDigits: return Located(false, at: position)
            default: break
            }
        }
        let words = allowsDigits ? "true, false, 1 or 0" : "true or false"
        report("`\(key.name)` must be \(words), not \(quoted(node))", at: node)
        return nil
    }

    private mutating func number(
        _ node: YAMLNode, _ key: ProfileKey.Word, _ least: Int, _ most: Int
    ) -> Located<Int>? {
        if document.isPlain(node), let number = Decoder.decimal(document.bytes(of: node)), number >= least,
            number <= most
        {
            return Located(number, at: document.position(of: node))
        }
        report("`\(key.name)` must be a whole number from \(least) to \(most), not \(quoted(node))", at: node)
        return nil
    }

    /// Digits only, at most nine of them, no leading zero: YAML readers do not agree on what `010` is.
    package static func decimal(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.count <= 9, digits.count == 1 || digits.first != UInt8(ascii: "0") else {
            return nil
        }
        var number = 0
        for digit in digits {
            guard isDigit(digit) else { return nil }
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return number
    }

    private mutating func discard(_ node: YAMLNode, _ key: ProfileKey.Word) -> Located<DiscardPolicy>? {
        if let policy = DiscardPolicy(rawValue: document.string(of: node)) {
            return Located(policy, at: document.position(of: node))
        }
        reportWord(node, key, DiscardPolicy.allCases.map { $0.rawValue })
        return nil
    }

    private mutating func unmanaged(_ node: YAMLNode, _ key: ProfileKey.Word) -> UnmanagedPolicy? {
        if let policy = UnmanagedPolicy(rawValue: document.string(of: node)) { return policy }
        reportWord(node, key, UnmanagedPolicy.allCases.map { $0.rawValue })
        return nil
    }

    private mutating func reportWord(_ node: YAMLNode, _ key: ProfileKey.Word, _ words: [String]) {
        let help = Decoder.suggestion(document.string(of: node), words, kind: "the words are")
        report("`\(key.name)` cannot be \(Problems.quoted(document.string(of: node)))", at: node, help: help)
    }

    // MARK: Sizes and algorithms

    private mutating func limit(_ node: YAMLNode) -> Located<SizeLimit>? {
        if document.holds(node, "max") { return Located(.max, at: document.position(of: node)) }
        return size(node, .limit).map { Located(.size($0.value), at: $0.position) }
    }

    /// A size expression; what is wrong with it on every machine is reported at once.
    private mutating func size(_ node: YAMLNode, _ use: SizeUse) -> Located<SizeExpression>? {
        let text = ScalarText(node, in: document)
        var parser = SizeParser(text, use)
        do throws(SizeError) {
            let size = Located(try parser.parse(), at: text.start)
            _ = try size.check(SizeContext(ram: nil), allowsZero: use == .limit)
            return size
        } catch {
            report(error)
            return nil
        }
    }

    private mutating func algorithm(_ node: YAMLNode) -> Located<Algorithm>? {
        // YAML's words for truths are texts for editors only in quotes.
        if document.isPlain(node), document.holds(node, "true") || document.holds(node, "false") {
            report("`algorithm` must be a name, not \(quoted(node))", at: node)
            return nil
        }
        var parser = AlgorithmParser(ScalarText(node, in: document))
        do throws(SizeError) {
            return Located(try parser.parse(), at: document.position(of: node))
        } catch {
            report(error)
            return nil
        }
    }

    private mutating func report(_ error: SizeError) {
        problems.add(error.summary, at: error.position, help: error.help)
    }

    // MARK: Letters

    package static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    package static func isWordByte(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z") || isDigit(byte) || byte == UInt8(ascii: "_")
    }
}
