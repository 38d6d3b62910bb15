import CYAML
import Model

/// What libyaml reports while it reads, as far as a tree needs it.
enum YAMLEvent {
    case scalar(YAMLNode.Scalar)
    case sequenceStart
    case sequenceEnd
    case mappingStart(isFlow: Bool)
    case mappingEnd
    case alias
    case documentStart
    case documentEnd
    case streamEnd
}

/// An event with its place, and whether the node carries an anchor or a tag.
struct LocatedEvent {
    var event: YAMLEvent
    var position: Position
    var hasAnchor = false
    var hasTag = false
}

/// libyaml's parser over bytes in memory.
@safe struct EventReader: ~Copyable {
    /// On the heap, since libyaml keeps a pointer to it in itself.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    /// libyaml reads from here until the end.
    private let input: UnsafeMutableBufferPointer<UInt8>
    private let columns: ByteColumns

    init(_ source: SourceText) {
        unsafe input = .allocate(capacity: source.bytes.count)
        _ = unsafe input.initialize(from: source.bytes)
        columns = ByteColumns(source.bytes)
        unsafe parser = .allocate(capacity: 1)
        unsafe yaml_parser_initialize(parser)
        unsafe yaml_parser_set_input_string(parser, input.baseAddress, input.count)
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    }

    deinit {
        unsafe yaml_parser_delete(parser)
        unsafe parser.deallocate()
        unsafe input.deallocate()
    }

    /// The next event; throws libyaml's complaint.
    mutating func next() throws(Diagnostic) -> LocatedEvent {
        while true {
            var event = unsafe yaml_event_t()
            guard unsafe yaml_parser_parse(parser, &event) != 0 else { throw problem() }
            defer { unsafe yaml_event_delete(&event) }
            if let located = unsafe translate(event) { return located }
        }
    }

    private func translate(_ event: yaml_event_t) -> LocatedEvent? {
        let position = unsafe columns.position(event.start_mark)
        switch unsafe event.type {
        case YAML_SCALAR_EVENT:
            let scalar = unsafe event.data.scalar
            let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            let isPlain = unsafe scalar.style == YAML_PLAIN_SCALAR_STYLE
            let length = unsafe event.end_mark.index - event.start_mark.index
            let isVerbatim =
                unsafe event.start_mark.line == event.end_mark.line && length == scalar.length + (isPlain ? 0 : 2)
            return unsafe LocatedEvent(
                event: .scalar(
                    YAMLNode.Scalar(
                        text: String(decoding: bytes, as: UTF8.self), isPlain: isPlain, isVerbatim: isVerbatim)),
                position: position, hasAnchor: scalar.anchor != nil, hasTag: scalar.tag != nil)
        case YAML_SEQUENCE_START_EVENT:
            let start = unsafe event.data.sequence_start
            return unsafe LocatedEvent(
                event: .sequenceStart, position: position, hasAnchor: start.anchor != nil, hasTag: start.tag != nil)
        case YAML_MAPPING_START_EVENT:
            let start = unsafe event.data.mapping_start
            return unsafe LocatedEvent(
                event: .mappingStart(isFlow: start.style == YAML_FLOW_MAPPING_STYLE), position: position,
                hasAnchor: start.anchor != nil, hasTag: start.tag != nil)
        case YAML_SEQUENCE_END_EVENT: return LocatedEvent(event: .sequenceEnd, position: position)
        case YAML_MAPPING_END_EVENT: return LocatedEvent(event: .mappingEnd, position: position)
        case YAML_ALIAS_EVENT: return LocatedEvent(event: .alias, position: position)
        case YAML_DOCUMENT_START_EVENT: return LocatedEvent(event: .documentStart, position: position)
        case YAML_DOCUMENT_END_EVENT: return LocatedEvent(event: .documentEnd, position: position)
        case YAML_STREAM_END_EVENT: return LocatedEvent(event: .streamEnd, position: position)
        default: return nil
        }
    }

    private func problem() -> Diagnostic {
        var summary = "the document is not YAML"
        if let text = unsafe parser.pointee.problem { unsafe summary += ": " + String(cString: text) }
        if let text = unsafe parser.pointee.context { unsafe summary += " " + String(cString: text) }
        let position = unsafe columns.position(parser.pointee.problem_mark)
        return Diagnostic(.error, summary, at: SourceLocation(file: "", position: position))
    }
}

/// libyaml counts columns in characters; positions here count bytes.
private struct ByteColumns {
    /// The document when it has more than ASCII, else empty: then the two are the same.
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes.contains { $0 >= 0x80 } ? bytes : []
    }

    func position(_ mark: yaml_mark_t) -> Position {
        let line = Int(mark.line)
        var column = Int(mark.column)
        if !bytes.isEmpty {
            var index = 0
            for _ in 0..<line { index = (bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count - 1) + 1 }
            var end = index
            for _ in 0..<column where end < bytes.count {
                end += 1
                while end < bytes.count, bytes[end] & 0xc0 == 0x80 { end += 1 }
            }
            column = end - index
        }
        return Position(line: line + 1, column: column + 1)
    }
}
