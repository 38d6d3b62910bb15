import CYAML

/// A place in libyaml's terms; it counts from 0, in characters.
struct Mark {
    var index: Int
    var line: Int
    var column: Int

    init(_ mark: yaml_mark_t) {
        index = Int(mark.index)
        line = Int(mark.line)
        column = Int(mark.column)
    }
}

/// One of libyaml's events, as far as a tree needs it.
struct Event {
    /// The events that there are in a document.
    enum Kind {
        case scalar, alias, sequenceStart, mappingStart, containerEnd, documentStart, streamEnd, other
    }

    var kind: Kind
    var place: Mark
    /// The length of a scalar's text, in bytes.
    var length = 0
    /// Without quotes.
    var isPlain = false
    /// Whether the scalar's text is what stands in the source: nothing is folded or escaped.
    var isVerbatim = false
    var isFlow = false
    var hasAnchor = false
    var hasTag = false
}

/// What libyaml complains of.
struct YAMLSyntaxError: Error {
    /// A place in libyaml's terms.
    enum Place {
        /// For most errors.
        case character(Mark)
        /// In bytes: for text that is not UTF-8 or has control characters.
        case byte(Int)
    }

    var problem: String
    var place: Place
    /// What libyaml was reading (`while parsing a flow mapping`), and where that began.
    var context: String?
    var contextPlace: Place?
}

/// libyaml's parser over bytes in memory.
@safe struct EventReader: ~Copyable {
    /// On the heap, since libyaml keeps a pointer to it in itself.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let isReady: Bool

    /// - Parameter input: not empty; must outlive the reader.
    @unsafe init(_ input: UnsafeBufferPointer<UInt8>) {
        unsafe parser = .allocate(capacity: 1)
        isReady = unsafe yaml_parser_initialize(parser) != 0
        guard isReady else { return }
        unsafe yaml_parser_set_input_string(parser, input.baseAddress, input.count)
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    }

    deinit {
        if isReady { unsafe yaml_parser_delete(parser) }
        unsafe parser.deallocate()
    }

    /// The next event; a scalar's text is appended to `text` unless it is verbatim.
    mutating func next(text: inout [UInt8]) throws(YAMLSyntaxError) -> Event {
        var event = unsafe yaml_event_t()
        guard isReady, unsafe yaml_parser_parse(parser, &event) != 0 else { throw error() }
        defer { unsafe yaml_event_delete(&event) }
        let place = unsafe Mark(event.start_mark)
        switch unsafe event.type {
        case YAML_SCALAR_EVENT:
            let scalar = unsafe event.data.scalar
            let isPlain = unsafe scalar.style == YAML_PLAIN_SCALAR_STYLE
            // An anchor or a tag would stand where the event begins, and not the text.
            let isBare = unsafe scalar.anchor == nil && scalar.tag == nil
            let isVerbatim = unsafe isPlain && isBare && event.end_mark.line == event.start_mark.line
            if !isVerbatim {
                unsafe text.append(contentsOf: UnsafeBufferPointer(start: scalar.value, count: scalar.length))
            }
            return unsafe Event(
                kind: .scalar, place: place, length: scalar.length, isPlain: isPlain, isVerbatim: isVerbatim,
                hasAnchor: scalar.anchor != nil, hasTag: scalar.tag != nil)
        case YAML_SEQUENCE_START_EVENT:
            let start = unsafe event.data.sequence_start
            return unsafe Event(
                kind: .sequenceStart, place: place, isFlow: start.style == YAML_FLOW_SEQUENCE_STYLE,
                hasAnchor: start.anchor != nil, hasTag: start.tag != nil)
        case YAML_MAPPING_START_EVENT:
            let start = unsafe event.data.mapping_start
            return unsafe Event(
                kind: .mappingStart, place: place, isFlow: start.style == YAML_FLOW_MAPPING_STYLE,
                hasAnchor: start.anchor != nil, hasTag: start.tag != nil)
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return Event(kind: .containerEnd, place: place)
        case YAML_ALIAS_EVENT: return Event(kind: .alias, place: place)
        case YAML_DOCUMENT_START_EVENT: return Event(kind: .documentStart, place: place)
        case YAML_STREAM_END_EVENT: return Event(kind: .streamEnd, place: place)
        default: return Event(kind: .other, place: place)
        }
    }

    private func error() -> YAMLSyntaxError {
        guard isReady, let problem = unsafe parser.pointee.problem else {
            return YAMLSyntaxError(problem: "there is not enough memory to read it", place: .byte(0))
        }
        let text = unsafe String(cString: problem)
        if unsafe parser.pointee.error == YAML_READER_ERROR {
            return YAMLSyntaxError(problem: text, place: .byte(unsafe parser.pointee.problem_offset))
        }
        var error = YAMLSyntaxError(problem: text, place: .character(unsafe Mark(parser.pointee.problem_mark)))
        if let context = unsafe parser.pointee.context {
            unsafe error.context = String(cString: context)
            error.contextPlace = .character(unsafe Mark(parser.pointee.context_mark))
        }
        return error
    }
}
