import Text

/// Makes a tree of libyaml's events, and notes what is not allowed on the way.
struct TreeBuilder {
    private let source: SourceText
    private var cursor: Cursor
    private(set) var problems: Problems
    var nodes: [YAMLRecord] = []
    private(set) var text: [UInt8] = []
    /// The mappings and lists that are not closed yet.
    private var open: [Int] = []
    /// Used again for every mapping; see `rejectDuplicates`.
    private var table: [Int32] = []

    init(_ source: SourceText) {
        self.source = source
        cursor = Cursor(source.bytes)
        problems = Problems(file: source.name)
    }

    mutating func build() {
        let size = source.bytes.count
        guard size <= YAMLDocument.maximumBytes else {
            return problems.add(
                "the document is larger than \(YAMLDocument.maximumBytes) bytes (1M)",
                at: Position(line: 1, column: 1))
        }
        guard size > 0 else { return }
        if let encoding = TextEncoding.wide(source.bytes) {
            return problems.add(
                "the file is \(encoding.name), not UTF-8", at: Position(line: 1, column: 1),
                help: encoding.conversion(of: source.name))
        }
        nodes.reserveCapacity(size / 12 + 4)
        let bytes = source.bytes
        let isWhole = unsafe bytes.withUnsafeBufferPointer { input in
            var reader = unsafe EventReader(input)
            do throws(YAMLSyntaxError) {
                return try read(&reader)
            } catch {
                report(error)
                return false
            }
        }
        if !isWhole { nodes = [] }
    }

    /// Returns whether the tree is complete.
    private mutating func read(_ reader: inout EventReader) throws(YAMLSyntaxError) -> Bool {
        while true {
            let textStart = text.count
            let event = try reader.next(text: &text)
            switch event.kind {
            case .other: break
            case .streamEnd: return true
            case .documentStart:
                guard nodes.isEmpty else {
                    cursor.move(to: event.place)
                    problems.add(
                        "a second document starts here", at: cursor.position, help: "keep one document in a file")
                    return true
                }
            case .containerEnd:
                guard let index = open.popLast() else { break }
                nodes[index].next = Int32(nodes.count)
                if nodes[index].kind == .mapping { checkMapping(index) }
            case .scalar:
                let index = append(event, .scalar, textStart)
                if event.isPlain, event.length <= 4, TreeBuilder.isNull(bytes(index)) { nodes[index].kind = .nothing }
            case .alias:
                let index = append(event, .refused, textStart)
                problems.add(
                    "aliases (`*name`) are not allowed", at: position(index),
                    help: "write the value out where it is needed")
            case .sequenceStart, .mappingStart:
                let index = append(event, event.kind == .mappingStart ? .mapping : .sequence, textStart)
                guard open.count < YAMLDocument.maximumDepth else {
                    problems.add(
                        "mappings and lists lie deeper than \(YAMLDocument.maximumDepth) levels here",
                        at: position(index))
                    return false
                }
                open.append(index)
            }
        }
    }

    private mutating func append(_ event: Event, _ kind: YAMLKind, _ textStart: Int) -> Int {
        cursor.move(to: event.place)
        let position = cursor.position
        let index = nodes.count
        let start = event.isVerbatim ? cursor.offset : textStart
        nodes.append(
            YAMLRecord(
                kind: kind, isPlain: event.isPlain, isVerbatim: event.isVerbatim, isFlow: event.isFlow,
                line: Int32(position.line), column: Int32(position.column), start: Int32(cursor.offset),
                textStart: Int32(start), textEnd: Int32(start + event.length), next: Int32(index + 1)))
        if event.hasAnchor {
            problems.add(
                "anchors (`&name`) are not allowed", at: position, help: "write the value out where it is needed")
        }
        if event.hasTag { problems.add("tags (`!name`) are not allowed", at: position, help: "remove the tag") }
        return index
    }

    private func position(_ index: Int) -> Position {
        Position(line: Int(nodes[index].line), column: Int(nodes[index].column))
    }

    private func bytes(_ index: Int) -> ArraySlice<UInt8> {
        (nodes[index].isVerbatim ? source.bytes : text)[Int(nodes[index].textStart)..<Int(nodes[index].textEnd)]
    }

    private func string(_ index: Int) -> String { String(utf8: bytes(index)) }

    /// YAML's ways of writing null.
    private static func isNull(_ text: ArraySlice<UInt8>) -> Bool {
        switch text.first {
        case nil: true
        case UInt8(ascii: "~"): text.count == 1
        case UInt8(ascii: "n"): text.elementsEqual("null".utf8)
        case UInt8(ascii: "N"): text.elementsEqual("Null".utf8) || text.elementsEqual("NULL".utf8)
        default: false
        }
    }

    // MARK: Mappings

    private mutating func checkMapping(_ mapping: Int) {
        if nodes[mapping].isFlow { rejectCutValues(mapping) }
        var count = 0
        var key = mapping + 1
        while key < nodes.count {
            if nodes[key].kind == .sequence || nodes[key].kind == .mapping {
                problems.add("a key must be a single value, not \(nodes[key].kind.text)", at: position(key))
            }
            if nodes[key].kind != .scalar && nodes[key].kind != .nothing { nodes[key].isSkipped = true }
            count += 1
            key = Int(nodes[Int(nodes[key].next)].next)
        }
        if count > 1 { rejectDuplicates(mapping, count: count) }
    }

    /// Inside { } a comma ends the value: `size: min(ram / 2, 512M)` falls apart into `min(ram / 2` and a key `512M)`.
    private mutating func rejectCutValues(_ mapping: Int) {
        var key = mapping + 1
        while key < nodes.count {
            let value = Int(nodes[key].next)
            let following = Int(nodes[value].next)
            var parentheses = openParentheses(value)
            guard parentheses > 0, following < nodes.count, isLoneKey(following) else {
                key = following
                continue
            }
            var whole = string(value)
            key = following
            while parentheses > 0, key < nodes.count, isLoneKey(key) {
                whole += ", " + string(key)
                parentheses += openParentheses(key)
                nodes[key].isSkipped = true
                key = Int(nodes[Int(nodes[key].next)].next)
            }
            for _ in 0..<max(0, parentheses) { whole += ")" }
            nodes[value].kind = .refused
            problems.add(
                "inside { } the comma ends this value after \(Problems.quoted(string(value)))", at: position(value),
                help: "put the whole value in quotes: \"\(whole)\"")
        }
    }

    private func isLoneKey(_ key: Int) -> Bool {
        let value = Int(nodes[key].next)
        return nodes[key].isPlain && nodes[value].kind == .nothing && nodes[value].textStart == nodes[value].textEnd
    }

    private func openParentheses(_ index: Int) -> Int {
        guard nodes[index].isPlain else { return 0 }
        var open = 0
        for byte in bytes(index) {
            if byte == UInt8(ascii: "(") { open += 1 }
            if byte == UInt8(ascii: ")") { open -= 1 }
        }
        return open
    }

    /// Keeps the first of equal keys.
    private mutating func rejectDuplicates(_ mapping: Int, count: Int) {
        let capacity = prepareTable(count: count)
        var key = mapping + 1
        while key < nodes.count {
            defer { key = Int(nodes[Int(nodes[key].next)].next) }
            if nodes[key].isSkipped { continue }
            guard let first = enter(key, capacity) else { continue }
            nodes[key].isSkipped = true
            problems.add(
                "the key \(Problems.quoted(string(key))) stands twice in this mapping", at: position(key),
                help: "the first one is on line \(nodes[first].line); keep one of them")
        }
    }

    // A hash table with open addressing, so that a mapping of any length takes a time in proportion to it.

    private mutating func prepareTable(count: Int) -> Int {
        var capacity = 4
        while capacity < count * 2 { capacity *= 2 }
        for slot in 0..<min(capacity, table.count) { table[slot] = -1 }
        while table.count < capacity { table.append(-1) }
        return capacity
    }

    /// Returns the key with the same text that is there already.
    private mutating func enter(_ key: Int, _ capacity: Int) -> Int? {
        var slot = hash(key) & (capacity - 1)
        while table[slot] >= 0 {
            if isSameText(Int(table[slot]), key) { return Int(table[slot]) }
            slot = (slot + 1) & (capacity - 1)
        }
        table[slot] = Int32(key)
        return nil
    }

    private func isSameText(_ a: Int, _ b: Int) -> Bool {
        let left = bytes(a)
        let right = bytes(b)
        return left.count == right.count && left.elementsEqual(right)
    }

    /// FNV-1a.
    private func hash(_ index: Int) -> Int {
        var hash: UInt32 = 0x811c_9dc5
        for byte in bytes(index) { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        return Int(truncatingIfNeeded: hash)
    }

    // MARK: Syntax

    private mutating func report(_ error: YAMLSyntaxError) {
        if case .byte(let index) = error.place, SyntaxHelp.isEncoding(error.problem) {
            cursor.move(toByte: index)
            return problems.add(
                "the file is not UTF-8: these bytes are no character", at: cursor.position,
                help: TextEncoding.narrow.conversion(of: source.name))
        }
        var help = SyntaxHelp.text(for: error.problem)
        var summary = "the document is not YAML: " + error.problem
        if let context = error.context, let place = error.contextPlace {
            summary += " " + context
            cursor.move(place)
            let begin = cursor.position
            cursor.move(error.place)
            if begin.line != cursor.position.line { summary += " that begins on line \(begin.line)" }
        }
        cursor.move(error.place)
        let position = cursor.position
        if let place = wordWithColon(before: position.line), SyntaxHelp.mayLackSpace(error.problem) {
            return problems.add(
                "the document is not YAML: a space is missing after the colon", at: place,
                help: "write `key: value`, with a space after the colon")
        }
        if startsWithTab(offset: cursor.offset, column: position.column) {
            help = "indent with spaces: YAML allows no tabs there"
        }
        problems.add(summary, at: position, help: help)
    }

    /// Where the last line before this one that says anything is one word with a colon in it, as `size:512M`.
    private func wordWithColon(before line: Int) -> Position? {
        var number = line - 1
        while number > 0, let text = source.line(number) {
            let bytes = Array(text.utf8)
            let word = bytes.drop { $0 == UInt8(ascii: " ") }
            guard let first = word.first, first != UInt8(ascii: "#") else {
                number -= 1
                continue
            }
            let end = word.firstIndex(of: UInt8(ascii: " ")) ?? word.endIndex
            let isAlone = word[end...].drop { $0 == UInt8(ascii: " ") }.first.map { $0 == UInt8(ascii: "#") } ?? true
            guard isAlone, let colon = word[..<end].firstIndex(of: UInt8(ascii: ":")), colon > word.startIndex,
                colon + 1 < end, !word[..<colon].contains(UInt8(ascii: "/"))
            else { return nil }
            return Position(line: number, column: word.startIndex + 1)
        }
        return nil
    }

    private func startsWithTab(offset: Int, column: Int) -> Bool {
        let lineStart = offset - (column - 1)
        return lineStart < source.bytes.count && source.bytes[lineStart] == UInt8(ascii: "\t")
    }
}

extension Cursor {
    fileprivate mutating func move(_ place: YAMLSyntaxError.Place) {
        switch place {
        case .character(let mark): move(to: mark)
        case .byte(let index): move(toByte: index)
        }
    }
}
