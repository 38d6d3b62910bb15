import Text
import YAML

extension Decoder {
    /// The named entries of a section. Keys that stand beside a name and not under it, as `size` here, are one error:
    ///
    ///     zram:
    ///       zram0:
    ///       size: 512M
    ///
    /// - Parameter keys: those of an entry.
    package mutating func entries(of node: YAMLNode, _ keys: [ProfileKey]) -> [YAMLPair] {
        var entries: [YAMLPair] = []
        // The name after which nothing but keys has come.
        var name: YAMLNode?
        var isReported = false
        for pair in document.pairs(of: node) {
            if let name, keys.contains(where: { document.holds(pair.key, $0.word.text) }) {
                guard !isReported else { continue }
                isReported = true
                entries.removeLast()
                report(
                    "\(quoted(pair.key)) stands beside \(quoted(name)), not under it", at: pair.key,
                    help: "indent it further than \(quoted(name))")
                continue
            }
            isReported = false
            name = document.kind(of: pair.value) == .nothing ? pair.key : nil
            entries.append(pair)
        }
        return entries
    }
}
