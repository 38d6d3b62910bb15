import Text
import YAML

// The section `kernel`.

extension Decoder {
    /// What the profile demands of the kernel itself.
    package mutating func kernelSection(_ node: YAMLNode) -> KernelSection {
        var section = KernelSection()
        for field in fields(node, of: "kernel", KernelSection.keys, at: node).values {
            guard case .structure(let value) = field.value else { continue }
            switch field.key {
            case "require": section.require = options(value, "require")
            case "recommend": section.recommend = options(value, "recommend")
            case "forbid": section.forbid = options(value, "forbid")
            case "features": section.features = features(value)
            default: section.waivers = waivers(value)
            }
        }
        return section
    }

    /// `{ SWAP: y, ZRAM: [y, m] }`, or `[SWAP, ZRAM]` for whatever is not off.
    private mutating func options(_ node: YAMLNode, _ key: String) -> [KernelOption] {
        var options: [KernelOption] = []
        if document.kind(of: node) == .sequence {
            for element in document.elements(of: node) {
                guard isSingle(element, key), let symbol = symbol(element, among: options) else { continue }
                options.append(KernelOption(symbol: symbol, values: ["y", "m"]))
            }
        } else if isMapping(node, key) {
            for pair in document.pairs(of: node) {
                guard let symbol = symbol(pair.key, among: options) else { continue }
                options.append(KernelOption(symbol: symbol, values: values(pair.value)))
            }
        }
        return options
    }

    /// The name of an option, with or without `CONFIG_`.
    private mutating func symbol(_ node: YAMLNode, among others: [KernelOption]) -> Located<String>? {
        var bytes = document.bytes(of: node)
        if bytes.starts(with: "CONFIG_".utf8) { bytes = bytes.dropFirst(7) }
        let name = String(utf8: bytes)
        guard !bytes.isEmpty, bytes.allSatisfy(Decoder.isWordByte) else {
            report(
                "\(quoted(node)) is not an option of the kernel's configuration", at: node,
                help: "write it as in the `.config`, with or without CONFIG_: ZRAM_WRITEBACK")
            return nil
        }
        guard !others.contains(where: { $0.symbol.value == name }) else {
            report("`\(name)` appears twice", at: node, help: "write all its values in one list: [y, m]")
            return nil
        }
        return Located(name, at: document.position(of: node))
    }

    /// One value or a list; nothing at all is whatever is not off.
    private mutating func values(_ node: YAMLNode) -> [String] {
        switch document.kind(of: node) {
        case .nothing: return ["y", "m"]
        case .scalar: return [value(node)]
        case .refused: return []
        case .sequence:
            var values: [String] = []
            for element in document.elements(of: node) where isSingle(element, "value") {
                values.append(value(element))
            }
            if values.isEmpty { report("this list has no value", at: node, help: "write y, m, n or another value") }
            return values
        case .mapping:
            report("the value of an option must be a single value or a list, not a mapping", at: node)
            return []
        }
    }

    /// A value as in the `.config`. YAML's truths are what they are called there.
    private mutating func value(_ node: YAMLNode) -> String {
        let text = document.string(of: node)
        guard document.isPlain(node) else { return text }
        switch text {
        case "true", "yes", "Y": return "y"
        case "false", "no", "N", "off": return "n"
        case "module", "M": return "m"
        default: return text
        }
    }

    private mutating func features(_ node: YAMLNode) -> [Located<KernelFeature>] {
        var features: [Located<KernelFeature>] = []
        guard document.kind(of: node) == .sequence else {
            report("`features` must be a list, not \(document.kind(of: node).text)", at: node)
            return features
        }
        for element in document.elements(of: node) where isSingle(element, "feature") {
            let word = document.string(of: element)
            if let feature = KernelFeature(rawValue: word) {
                features.append(Located(feature, at: document.position(of: element)))
            } else {
                report(
                    "`features` has no word \(quoted(element))", at: element,
                    help: Decoder.suggestion(
                        word, KernelFeature.allCases.map { $0.rawValue }, kind: "the words are"))
            }
        }
        return features
    }

    private mutating func waivers(_ node: YAMLNode) -> [KernelSection.Waiver] {
        var waivers: [KernelSection.Waiver] = []
        guard isMapping(node, "waive") else { return waivers }
        for pair in document.pairs(of: node) {
            let rule = name(pair.key)
            let reason = document.kind(of: pair.value) == .scalar ? document.string(of: pair.value) : ""
            guard reason.utf8.contains(where: { $0 > 0x20 }) else {
                report(
                    "\(Problems.quoted(rule.value)) is waived without a reason", at: pair.key,
                    help: "say why, for those who read the report: \(rule.value): \"the board has no modules\"")
                continue
            }
            waivers.append(KernelSection.Waiver(rule: rule, reason: reason))
        }
        return waivers
    }

    private mutating func isSingle(_ node: YAMLNode, _ what: String) -> Bool {
        switch document.kind(of: node) {
        case .scalar: return true
        case .refused: return false
        case let kind:
            report("`\(what)` must be a single value, not \(kind.text)", at: node)
            return false
        }
    }
}
