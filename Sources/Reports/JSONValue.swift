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
    case object([Member])

    /// A name and its value.
    package struct Member: Equatable, Sendable {
        package var name: String
        package var value: JSONValue

        package init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// The string, or null.
    package static func optional(_ text: String?) -> JSONValue {
        guard let text else { return .null }
        return .string(text)
    }

    /// The number, or null.
    package static func optional(_ number: UInt64?) -> JSONValue {
        guard let number else { return .null }
        return .unsigned(number)
    }

    /// The array of what `transform` makes of each element.
    package static func list<Element>(_ elements: [Element], _ transform: (Element) -> JSONValue) -> JSONValue {
        .array(elements.map(transform))
    }
}

extension JSONValue: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) { self = .string(value) }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { Member($0.0, $0.1) })
    }
}

extension JSONValue: ExpressibleByArrayLiteral {
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
}
