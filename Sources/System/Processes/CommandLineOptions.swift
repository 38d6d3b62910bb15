import CSystem

/// The words of a command line, taken apart by getopt_long(3): `--name`, `--name=VALUE`, `--name VALUE`, bundles of
/// short options, options behind operands, `--` before operands that begin with a dash.
package struct CommandLineOptions: Equatable, Sendable {
    /// An option that exists.
    package struct Definition: Sendable {
        /// Without the dashes. Static, because getopt_long wants it as a C string.
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

    // The value of the first definition for getopt_long; the ones below are letters and getopt_long's own.
    private static let firstCode: Int32 = 256

    /// - Parameters:
    ///   - arguments: without the program's name.
    ///   - definitions: the options that there are, at most some hundred.
    package init(_ arguments: [String], _ definitions: [Definition]) throws(Mistake) {
        // The dash asks for operands in their place, whatever POSIXLY_CORRECT says; the colon tells a missing value
        // from an unknown option.
        var shortOptions: [CChar] = [0x2d, 0x3a]
        var longOptions: [option] = unsafe []
        for definition in definitions {
            let argument = definition.takesValue ? required_argument : no_argument
            let name = unsafe UnsafeRawPointer(definition.name.utf8Start).assumingMemoryBound(to: CChar.self)
            let code = unsafe CommandLineOptions.firstCode + Int32(longOptions.count)
            unsafe longOptions.append(option(name: name, has_arg: argument, flag: nil, val: code))
            guard let short = definition.short else { continue }
            shortOptions.append(CChar(short))
            if definition.takesValue { shortOptions.append(0x3a) }
        }
        shortOptions.append(0)
        unsafe longOptions.append(option(name: nil, has_arg: 0, flag: nil, val: 0))

        let words = unsafe [strdup("")] + arguments.map { unsafe strdup($0) }
        defer { unsafe words.forEach { unsafe free($0) } }
        csystem_getopt_begin()
        defer { csystem_getopt_end() }
        let argumentVector = unsafe words + [nil]
        while true {
            let found = unsafe csystem_getopt_next(Int32(words.count), argumentVector, shortOptions, longOptions)
            let value = unsafe found.argument.map { unsafe String(cString: $0) }
            switch unsafe found.code {
            case -1:
                operands += arguments.dropFirst(Int(unsafe found.next) - 1)
                return
            case 1:
                if let value { operands.append(value) }
            case 0x3f, 0x3a:
                throw unsafe CommandLineOptions.mistake(found, arguments, definitions)
            default:
                guard let index = unsafe CommandLineOptions.index(found.code, definitions) else { continue }
                options.append(Given(index: index, value: value))
            }
        }
    }

    private static func index(_ code: Int32, _ definitions: [Definition]) -> Int? {
        if code >= firstCode { return Int(code - firstCode) }
        return definitions.firstIndex { definition in definition.short.map { Int32($0) == code } ?? false }
    }

    private static func mistake(
        _ found: csystem_option, _ arguments: [String], _ definitions: [Definition]
    ) -> Mistake {
        if let index = unsafe index(found.culprit, definitions) {
            return unsafe found.code == 0x3a ? .missingValue(index) : .unexpectedValue(index)
        }
        if unsafe found.culprit > 0, unsafe found.culprit < 0x80 {
            return .unknown("-" + String(Unicode.Scalar(UInt8(unsafe found.culprit))))
        }
        // getopt_long has stepped over the word of a long option, but is not through with one that has a letter beyond ASCII:
        // it takes that for several, and the first is the culprit.
        let place = unsafe Int(found.next) - (found.culprit == 0 ? 2 : 1)
        guard arguments.indices.contains(place) else { return .unknown("") }
        let word = arguments[place].prefix { $0 != "=" }
        let candidates = definitions.indices.filter {
            word.utf8.count > 2 && ("--" + definitions[$0].name.description).utf8.starts(with: word.utf8)
        }
        return candidates.isEmpty ? .unknown(String(word)) : .ambiguous(String(word), candidates)
    }
}
