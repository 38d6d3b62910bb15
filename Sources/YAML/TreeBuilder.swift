import Model

/// Makes a tree of libyaml's events, and notes what is not allowed on the way.
struct TreeBuilder: ~Copyable {
    private var reader: EventReader
    private let source: SourceText
    private(set) var diagnostics: [Diagnostic] = []

    init(source: SourceText) {
        self.source = source
        reader = EventReader(source)
    }

    mutating func build() -> YAMLNode? {
        do throws(Diagnostic) {
            return try document()
        } catch {
            var problem = error
            if let position = problem.location?.position {
                problem.location = source.location(position)
                if source.line(position.line)?.utf8.first == UInt8(ascii: "\t") {
                    problem.help = "indent with spaces: YAML allows no tabs there"
                }
            }
            diagnostics.append(problem)
            return nil
        }
    }

    private mutating func document() throws(Diagnostic) -> YAMLNode? {
        var root: YAMLNode?
        while true {
            let located = try reader.next()
            switch located.event {
            case .streamEnd: return root
            case .documentStart:
                guard root == nil else {
                    report("a second document starts here", located.position, help: "keep one document in a file")
                    return root
                }
                root = try node(try reader.next(), depth: 1)
            default: break
            }
        }
    }

    private mutating func node(_ located: LocatedEvent, depth: Int) throws(Diagnostic) -> YAMLNode {
        let position = located.position
        if located.hasAnchor {
            report("anchors (`&name`) are not allowed", position, help: "write the value out where it is needed")
        }
        if located.hasTag { report("tags (`!name`) are not allowed", position, help: "remove the tag") }
        switch located.event {
        case .scalar(let scalar):
            return YAMLNode(content: .scalar(scalar), position: position)
        case .sequenceStart:
            try limit(depth, position)
            var items: [YAMLNode] = []
            while true {
                let next = try reader.next()
                if case .sequenceEnd = next.event { break }
                items.append(try node(next, depth: depth + 1))
            }
            return YAMLNode(content: .sequence(items), position: position)
        case .mappingStart(let isFlow):
            try limit(depth, position)
            let pairs = try pairs(depth: depth)
            return YAMLNode(content: .mapping(YAMLNode.Mapping(pairs: pairs, isFlow: isFlow)), position: position)
        default:
            report("aliases (`*name`) are not allowed", position, help: "write the value out where it is needed")
            let nothing = YAMLNode.Scalar(text: "", isPlain: true, isVerbatim: true)
            return YAMLNode(content: .scalar(nothing), position: position)
        }
    }

    private mutating func pairs(depth: Int) throws(Diagnostic) -> [YAMLNode.Pair] {
        var pairs: [YAMLNode.Pair] = []
        while true {
            let next = try reader.next()
            if case .mappingEnd = next.event { return pairs }
            let key = try node(next, depth: depth + 1)
            let value = try node(try reader.next(), depth: depth + 1)
            guard case .scalar(let scalar) = key.content else {
                report("a key must be a single value, not \(key.kindText)", key.position)
                continue
            }
            if let first = pairs.first(where: { $0.key == scalar.text }) {
                report(
                    "the key `\(scalar.text)` stands twice in this mapping", key.position,
                    help: "the first one is on line \(first.keyPosition.line); keep one of them")
                continue
            }
            pairs.append(YAMLNode.Pair(key: scalar.text, keyPosition: key.position, value: value))
        }
    }

    private func limit(_ depth: Int, _ position: Position) throws(Diagnostic) {
        guard depth <= YAMLDocument.maximumDepth else {
            throw Diagnostic(
                .error, "mappings and lists lie deeper than \(YAMLDocument.maximumDepth) levels here",
                at: source.location(position))
        }
    }

    private mutating func report(_ summary: String, _ position: Position, help: String? = nil) {
        diagnostics.append(Diagnostic(.error, summary, at: source.location(position), help: help))
    }
}
