/// The words of a command line, taken apart as getopt_long(3) of glibc does: `--name`, `--name=VALUE`, `--name VALUE`,
/// abbreviations that fit one option only, bundles of short options, options after operands, `--` before operands that begin
/// with a dash.
package struct CommandLineOptions: Equatable, Sendable {
    /// An option that exists.
    package struct Definition: Sendable {
        /// Without the dashes.
        package var name: StaticString
        /// An ASCII letter; nil for none.
        package var short: UInt8?
        package var takesValue: Bool

        package init(name: StaticString, short: UInt8? = nil, takesValue: Bool = false) {
            self.name = name
            self.short = short
            self.takesValue = takesValue
        }
    }

    /// An option that was given.
    package struct Given: Equatable, Sendable {
        /// Its place in the list of definitions.
        package var index: Int
        package var value: String?

        package init(index: Int, value: String? = nil) {
            self.index = index
            self.value = value
        }
    }

    /// What is wrong with a command line. The indices are places in the list of definitions.
    package enum Mistake: Error, Equatable, Sendable {
        /// No option has this name; the text has its dashes.
        case unknown(String)
        /// An abbreviation that fits several.
        case ambiguous(String, [Int])
        case missingValue(Int)
        case unexpectedValue(Int)
    }

    /// In the order of the command line.
    package var options: [Given] = []
    package var operands: [String] = []

    /// - Parameters:
    ///   - arguments: without the program's name.
    ///   - definitions: the options that there are.
    package init(_ arguments: [String], _ definitions: [Definition]) throws(Mistake) {
        var words = arguments[...]
        while let word = words.popFirst() {
            let bytes = Array(word.utf8)
            guard bytes.count > 1, bytes[0] == CommandLineOptions.dash else {
                operands.append(word)
                continue
            }
            guard bytes[1] == CommandLineOptions.dash else {
                try addShort(bytes, &words, definitions)
                continue
            }
            guard bytes.count > 2 else {
                operands += words
                return
            }
            try addLong(bytes, &words, definitions)
        }
    }

    private static let dash = UInt8(ascii: "-")

    /// `--name` or `--name=VALUE`
    private mutating func addLong(
        _ bytes: [UInt8], _ words: inout ArraySlice<String>, _ definitions: [Definition]
    ) throws(Mistake) {
        let end = bytes.firstIndex(of: UInt8(ascii: "=")) ?? bytes.count
        let index = try CommandLineOptions.find(bytes[..<end], definitions)
        if end < bytes.count {
            guard definitions[index].takesValue else { throw .unexpectedValue(index) }
            options.append(Given(index: index, value: String(decoding: bytes[(end + 1)...], as: UTF8.self)))
        } else {
            try add(index, &words, definitions)
        }
    }

    /// `-n`, a bundle `-nq`, or `-nVALUE`
    private mutating func addShort(
        _ bytes: [UInt8], _ words: inout ArraySlice<String>, _ definitions: [Definition]
    ) throws(Mistake) {
        for place in 1..<bytes.count {
            guard let index = definitions.firstIndex(where: { $0.short == bytes[place] }) else {
                // A letter beyond ASCII has several bytes: the whole word is shown.
                throw .unknown(
                    bytes[place] < 0x80
                        ? "-" + String(Unicode.Scalar(bytes[place]))
                        : String(decoding: bytes.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self))
            }
            if definitions[index].takesValue, place + 1 < bytes.count {
                options.append(Given(index: index, value: String(decoding: bytes[(place + 1)...], as: UTF8.self)))
                return
            }
            try add(index, &words, definitions)
        }
    }

    /// An option whose value, if it takes one, is the next word, whatever that begins with.
    private mutating func add(
        _ index: Int, _ words: inout ArraySlice<String>, _ definitions: [Definition]
    ) throws(Mistake) {
        var value: String?
        if definitions[index].takesValue {
            value = words.popFirst()
            if value == nil { throw .missingValue(index) }
        }
        options.append(Given(index: index, value: value))
    }

    /// The option of that name, or the only one whose name begins so.
    private static func find(_ word: ArraySlice<UInt8>, _ definitions: [Definition]) throws(Mistake) -> Int {
        let name = word.dropFirst(2)
        var candidates: [Int] = []
        for index in definitions.indices where !name.isEmpty && definitions[index].begins(with: name) {
            if definitions[index].name.utf8CodeUnitCount == name.count { return index }
            candidates.append(index)
        }
        if candidates.count == 1 { return candidates[0] }
        let text = String(decoding: word, as: UTF8.self)
        throw candidates.isEmpty ? .unknown(text) : .ambiguous(text, candidates)
    }
}

extension CommandLineOptions.Definition {
    fileprivate func begins(with bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count <= name.utf8CodeUnitCount else { return false }
        var place = unsafe name.utf8Start
        for byte in bytes {
            guard unsafe place.pointee == byte else { return false }
            unsafe place += 1
        }
        return true
    }
}
