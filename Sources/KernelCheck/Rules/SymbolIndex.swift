/// Where each symbol of a configuration stands: a hash table over the text itself, so that 12,000 symbols take no text of
/// their own.
struct SymbolIndex: Equatable, Sendable {
    /// A symbol's line.
    struct Place: Equatable, Sendable {
        /// The line's first byte.
        var start: Int
        /// From 1.
        var line: Int
    }

    /// Two words for each place of the table: the line's number, and its first byte; 0 and 0 for a free one.
    private var slots: [UInt32]
    private var count = 0

    /// - Parameter capacity: about as many symbols as will be added.
    init(capacity: Int) {
        var size = 64
        while size < capacity * 2 { size *= 2 }
        slots = Array(repeating: 0, count: size * 2)
    }

    /// All places, in no particular order.
    var places: [Place] {
        var places: [Place] = []
        for slot in stride(from: 0, to: slots.count, by: 2) where slots[slot] != 0 {
            places.append(Place(start: Int(slots[slot + 1]), line: Int(slots[slot])))
        }
        return places
    }

    /// Adds a symbol, or moves it to its newer line.
    ///
    /// - Parameters:
    ///   - name: where its name stands in the text.
    ///   - hash: of the name; see `hash(_:)`.
    /// - Returns: where it stood before; nil for a new one.
    mutating func insert(_ name: Range<Int>, hash: UInt32, at place: Place, in bytes: [UInt8]) -> Place? {
        if count * 4 > slots.count { grow(bytes) }
        let mask = slots.count / 2 - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot * 2] != 0 {
            let other = Place(start: Int(slots[slot * 2 + 1]), line: Int(slots[slot * 2]))
            if SymbolIndex.holds(bytes[name], at: other.start, in: bytes) {
                set(slot, place)
                return other
            }
            slot = (slot + 1) & mask
        }
        set(slot, place)
        count += 1
        return nil
    }

    /// Twice the room: the symbols' names are read again for their hashes.
    private mutating func grow(_ bytes: [UInt8]) {
        let old = slots
        slots = Array(repeating: 0, count: old.count * 2)
        let mask = slots.count / 2 - 1
        for index in stride(from: 0, to: old.count, by: 2) where old[index] != 0 {
            var slot = Int(truncatingIfNeeded: ConfigLine(bytes, from: Int(old[index + 1])).hash) & mask
            while slots[slot * 2] != 0 { slot = (slot + 1) & mask }
            slots[slot * 2] = old[index]
            slots[slot * 2 + 1] = old[index + 1]
        }
    }

    func find(_ name: [UInt8], in bytes: [UInt8]) -> Place? {
        let mask = slots.count / 2 - 1
        var slot = Int(truncatingIfNeeded: SymbolIndex.hash(name[...])) & mask
        while slots[slot * 2] != 0 {
            let place = Place(start: Int(slots[slot * 2 + 1]), line: Int(slots[slot * 2]))
            if SymbolIndex.holds(name[...], at: place.start, in: bytes) { return place }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private mutating func set(_ slot: Int, _ place: Place) {
        slots[slot * 2] = UInt32(place.line)
        slots[slot * 2 + 1] = UInt32(place.start)
    }

    /// Whether the line that begins there is about the symbol of that name.
    private static func holds(_ name: ArraySlice<UInt8>, at start: Int, in bytes: [UInt8]) -> Bool {
        var position = start + (bytes[start] == UInt8(ascii: "#") ? ConfigLine.offPrefix : ConfigLine.prefix).count
        guard position + name.count < bytes.count else { return false }
        for byte in name {
            if bytes[position] != byte { return false }
            position += 1
        }
        return ConfigLine.endsName(bytes[position])
    }

    /// FNV-1a (draft-eastlake-fnv).
    static func hash(_ name: ArraySlice<UInt8>) -> UInt32 {
        var hash = emptyHash
        for byte in name { hash = extend(hash, byte) }
        return hash
    }

    static let emptyHash: UInt32 = 0x811c_9dc5

    @inline(__always)
    static func extend(_ hash: UInt32, _ byte: UInt8) -> UInt32 { (hash ^ UInt32(byte)) &* 0x0100_0193 }
}
