import Kernel
import Text
import YAML

/// Reads `zstd` and `zstd(level=3, dict=/etc/zram.dict)`.
///
/// Which algorithms there are is the kernel's to say. Parameters are compared with those that it knows, since it skips
/// the others without a word (zram.rst, algorithm_params; drivers/block/zram/zram_drv.c).
struct AlgorithmParser {
    private let text: ScalarText
    private var index: Int

    private static let parameters = ["level", "dict", "deflate.winbits"]
    private static let form =
        "write a name the kernel lists in comp_algorithm, as `lz4`, or with parameters, as `zstd(level=3)`"

    init(_ text: ScalarText) {
        self.text = text
        index = text.bytes.startIndex
    }

    mutating func parse() throws(SizeError) -> Algorithm {
        let start = index
        let name = word { Decoder.isWordByte($0) || $0 == UInt8(ascii: "-") }
        guard !name.isEmpty, !name.utf8.starts(with: "-".utf8) else {
            throw SizeError("\(text.quoted(from: start)) is not an algorithm", at: text.place(start), help: Self.form)
        }
        guard !name.utf8.contains(where: { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }) else {
            throw SizeError(
                "the kernel has no algorithm \(Problems.quoted(name))", at: text.place(start),
                help: "its names are in small letters: `\(name.lowercaseASCII)`")
        }
        var algorithm = Algorithm(name: name)
        if index < text.bytes.endIndex, text.bytes[index] == UInt8(ascii: "(") {
            algorithm.parameters = try parameterList()
        }
        index = text.skipSpace(index)
        guard index == text.bytes.endIndex else {
            throw SizeError(
                "\(text.quoted(from: index)) does not belong to the algorithm", at: text.place(index), help: Self.form)
        }
        return algorithm
    }

    private mutating func word(_ isPart: (UInt8) -> Bool) -> String {
        let start = index
        while index < text.bytes.endIndex, isPart(text.bytes[index]) { index += 1 }
        return text.string(start..<index)
    }

    private mutating func parameterList() throws(SizeError) -> [Algorithm.Parameter] {
        let parenthesis = index
        var list: [Algorithm.Parameter] = []
        repeat {
            index = text.skipSpace(index + 1)
            let start = index
            let parameter = try parameter()
            guard !list.contains(where: { $0.key == parameter.key }) else {
                throw SizeError(
                    "the parameter `\(parameter.key)` stands twice", at: text.place(start), help: "keep one of them")
            }
            list.append(parameter)
            index = text.skipSpace(index)
        } while index < text.bytes.endIndex && text.bytes[index] == UInt8(ascii: ",")
        guard index < text.bytes.endIndex else {
            throw SizeError("this parenthesis is not closed", at: text.place(parenthesis), help: "add `)`")
        }
        guard text.bytes[index] == UInt8(ascii: ")") else {
            throw SizeError(
                "\(text.quoted(from: index)) does not belong to the parameter", at: text.place(index),
                help: "separate parameters with commas; a value has no spaces, since the kernel splits there")
        }
        index += 1
        return list
    }

    private mutating func parameter() throws(SizeError) -> Algorithm.Parameter {
        let start = index
        let key = word { Decoder.isWordByte($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
        guard Self.parameters.contains(key) else {
            throw SizeError(
                key.isEmpty ? "a parameter is missing here" : "there is no parameter \(Problems.quoted(key))",
                at: text.place(start), help: Decoder.suggestion(key, Self.parameters, kind: "the parameters are"))
        }
        let equals = text.skipSpace(index)
        let hasValue = equals < text.bytes.endIndex && text.bytes[equals] == UInt8(ascii: "=")
        index = hasValue ? text.skipSpace(equals + 1) : index
        let valueStart = index
        let value =
            hasValue ? word { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ")") } : ""
        guard !value.isEmpty else {
            throw SizeError(
                "the parameter `\(key)` has no value", at: text.place(start), help: "write `\(key)=…`")
        }
        if key == "dict" {
            guard value.utf8.first == UInt8(ascii: "/") else {
                throw SizeError(
                    "`dict` must be a path from the root, not \(Problems.quoted(value))", at: text.place(valueStart))
            }
        } else if !Self.isInteger(value) {
            throw SizeError(
                "`\(key)` must be a whole number, not \(Problems.quoted(value))", at: text.place(valueStart))
        }
        return Algorithm.Parameter(key: key, value: value)
    }

    private static func isInteger(_ value: String) -> Bool {
        var digits = value.utf8[...]
        if digits.first == UInt8(ascii: "-") { digits = digits.dropFirst() }
        return !digits.isEmpty && digits.count <= 6 && digits.allSatisfy(Decoder.isDigit)
    }
}
