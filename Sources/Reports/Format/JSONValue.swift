/// A JSON value (RFC 8259) whose members keep the order in which they are given, so that the same input gives the same
/// bytes.
package enum JSONValue: Equatable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    /// Numbers of bytes.
    case unsigned(UInt64)
    /// A number with two decimals, in hundredths: 299 is 2.99.
    case hundredths(UInt64)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// The array of what `transform` makes of each element.
    package static func list<Element>(_ elements: [Element], _ transform: (Element) -> JSONValue) -> JSONValue {
        .array(elements.map(transform))
    }

    /// The array of these strings.
    package static func strings(_ elements: [String]) -> JSONValue { list(elements) { .string($0) } }
}

/// The members of a JSON object, in their order.
///
/// The functions that add to it stay calls, for the same reason as those of `TextBuilding`.
package struct JSONObject: Equatable, Sendable {
    /// A name and its value.
    package struct Member: Equatable, Sendable {
        package var name: String
        package var value: JSONValue
    }

    package private(set) var members: [Member] = []

    package init() {}

    /// The text of a document, with a line end after the last line.
    package var text: String { JSONWriter.text(of: .object(self)) }

    /// Adds a member after the others.
    @inline(never)
    package mutating func add(_ name: String, _ value: JSONValue) {
        members.append(Member(name: name, value: value))
    }

    /// A string, or null for nil.
    @inline(never)
    package mutating func add(_ name: String, _ text: String?) {
        guard let text else { return add(name, .null) }
        add(name, .string(text))
    }

    /// A number of bytes, or null for nil.
    @inline(never)
    package mutating func add(_ name: String, _ number: UInt64?) {
        guard let number else { return add(name, .null) }
        add(name, .unsigned(number))
    }

    /// A number.
    @inline(never)
    package mutating func add(_ name: String, _ number: Int) {
        add(name, .integer(number))
    }

    /// True or false.
    @inline(never)
    package mutating func add(_ name: String, _ flag: Bool) {
        add(name, .bool(flag))
    }
}
