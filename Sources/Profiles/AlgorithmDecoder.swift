import Model
import YAML

extension Decoder {
    /// `zstd` or `zstd(level=3, dict=/etc/zram.dict)`.
    ///
    /// Which algorithms there are is the kernel's to say; only the form is looked at here.
    mutating func algorithm(_ node: YAMLNode) -> Located<Algorithm>? {
        guard let scalar = scalar(node, "algorithm") else { return nil }
        guard let algorithm = Decoder.algorithm(scalar.text) else {
            report(
                "`\(scalar.text)` is not an algorithm", at: node.position,
                help:
                    "write a name the kernel lists in comp_algorithm, as `lz4`, or with parameters, as `zstd(level=3)`")
            return nil
        }
        return Located(algorithm, at: node.position)
    }

    private static func algorithm(_ text: String) -> Algorithm? {
        let bytes = Array(text.utf8)
        let end = bytes.firstIndex(of: UInt8(ascii: "(")) ?? bytes.count
        let name = bytes[..<end]
        guard !name.isEmpty, name.allSatisfy({ isWordByte($0) || $0 == UInt8(ascii: "-") }) else { return nil }
        var algorithm = Algorithm(name: String(decoding: name, as: UTF8.self))
        guard end < bytes.count else { return algorithm }
        guard bytes.last == UInt8(ascii: ")") else { return nil }
        for part in bytes[(end + 1)..<(bytes.count - 1)].split(
            separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        {
            guard let parameter = parameter(part) else { return nil }
            guard !algorithm.parameters.contains(where: { $0.key == parameter.key }) else { return nil }
            algorithm.parameters.append(parameter)
        }
        return algorithm
    }

    private static func parameter(_ bytes: ArraySlice<UInt8>) -> Algorithm.Parameter? {
        let trimmed = bytes.drop { $0 == UInt8(ascii: " ") }
        guard let equals = trimmed.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        let key = trimmed[..<equals]
        let value = trimmed[(equals + 1)...]
        // The kernel splits algorithm_params at white space.
        guard !key.isEmpty, key.allSatisfy({ isWordByte($0) || $0 == UInt8(ascii: ".") }), !value.isEmpty,
            value.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: ")") })
        else { return nil }
        return Algorithm.Parameter(
            key: String(decoding: key, as: UTF8.self), value: String(decoding: value, as: UTF8.self))
    }
}
