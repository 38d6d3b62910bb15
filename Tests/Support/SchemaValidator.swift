import Foundation
import Testing
import Text
import YAML

/// A value as JSON has it, made of YAML by the rules of YAML 1.2's core schema, as editors do.
package enum JSONLike: Equatable {
    case null
    case boolean(Bool)
    case number(Double)
    case text(String)
    case list([JSONLike])
    case object([String: JSONLike])

    package init(_ node: YAMLNode, _ document: YAMLDocument) {
        switch document.kind(of: node) {
        case .nothing, .refused: self = .null
        case .sequence: self = .list(document.elements(of: node).map { JSONLike($0, document) })
        case .scalar: self = JSONLike(document.string(of: node), isPlain: document.isPlain(node))
        case .mapping:
            var members: [String: JSONLike] = [:]
            for pair in document.pairs(of: node) {
                members[document.string(of: pair.key)] = JSONLike(pair.value, document)
            }
            self = .object(members)
        }
    }

    /// A value of JSON's, as JSONSerialization gives it.
    package init(_ value: Any) {
        switch value {
        case let members as [String: Any]: self = .object(members.mapValues { JSONLike($0) })
        case let elements as [Any]: self = .list(elements.map { JSONLike($0) })
        case let text as String: self = .text(text)
        case let number as NSNumber:
            // JSON's true and false are numbers of the C type char.
            self = String(cString: number.objCType) == "c" ? .boolean(number.boolValue) : .number(number.doubleValue)
        default: self = .null
        }
    }

    private init(_ text: String, isPlain: Bool) {
        let isNumber = text.wholeMatch(of: /[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?/) != nil
        switch text {
        case _ where !isPlain: self = .text(text)
        case "true", "True", "TRUE": self = .boolean(true)
        case "false", "False", "FALSE": self = .boolean(false)
        case _ where isNumber: self = Double(text).map { .number($0) } ?? .text(text)
        default: self = .text(text)
        }
    }
}

/// As much of JSON Schema, draft 7, as the schemas use; an unknown keyword is a failure of the test.
package struct SchemaValidator {
    private let root: [String: Any]

    package init(_ root: [String: Any]) { self.root = root }

    package func accepts(_ value: JSONLike) throws -> Bool { try accepts(value, root) }

    /// The definition that a property stands for: `{"allOf": [{"$ref": "#/definitions/NAME"}]}`.
    package static func definition(of property: [String: Any]) -> String? {
        let reference = (property["allOf"] as? [[String: Any]])?.first ?? property
        return (reference["$ref"] as? String).map { String($0.dropFirst("#/definitions/".count)) }
    }

    private func accepts(_ value: JSONLike, _ schema: [String: Any]) throws -> Bool {
        try schema.allSatisfy { keyword, rule in try accepts(value, schema, keyword, rule) }
    }

    private func accepts(_ value: JSONLike, _ schema: [String: Any], _ keyword: String, _ rule: Any) throws -> Bool {
        switch keyword {
        case "$schema", "title", "description", "default", "definitions": return true
        case "$ref":
            let definitions = try #require(root["definitions"] as? [String: [String: Any]])
            let name = try #require(SchemaValidator.definition(of: schema))
            return try accepts(value, try #require(definitions[name]))
        case "anyOf": return try #require(rule as? [[String: Any]]).contains { try accepts(value, $0) }
        case "allOf": return try #require(rule as? [[String: Any]]).allSatisfy { try accepts(value, $0) }
        case "type":
            let types = try #require(rule as? [String] ?? (rule as? String).map { [$0] })
            return types.contains { isType(value, $0) }
        case "const": return equals(value, rule)
        case "enum": return try #require(rule as? [Any]).contains { equals(value, $0) }
        case "minimum", "maximum":
            guard case .number(let number) = value else { return true }
            let bound = try #require(rule as? Double)
            return keyword == "minimum" ? number >= bound : number <= bound
        case "pattern":
            guard case .text(let text) = value else { return true }
            return try matches(text, rule)
        case "required":
            guard case .object(let members) = value else { return true }
            return try #require(rule as? [String]).allSatisfy { members[$0] != nil }
        case "properties":
            guard case .object(let members) = value else { return true }
            let properties = try #require(rule as? [String: [String: Any]])
            return try properties.allSatisfy { name, schema in
                guard let member = members[name] else { return true }
                return try accepts(member, schema)
            }
        case "propertyNames":
            guard case .object(let members) = value else { return true }
            let names = try #require(rule as? [String: Any])
            return try members.keys.allSatisfy { try accepts(.text($0), names) }
        case "additionalProperties":
            guard case .object(let members) = value else { return true }
            let known = schema["properties"] as? [String: Any] ?? [:]
            let others = members.filter { known[$0.key] == nil }
            guard let schema = rule as? [String: Any] else { return others.isEmpty }
            return try others.values.allSatisfy { try accepts($0, schema) }
        case "items":
            guard case .list(let elements) = value else { return true }
            let schema = try #require(rule as? [String: Any])
            return try elements.allSatisfy { try accepts($0, schema) }
        case "minItems":
            guard case .list(let elements) = value else { return true }
            return elements.count >= (try #require(rule as? Int))
        default:
            Issue.record("the test does not know the keyword \(keyword)")
            return false
        }
    }

    private func isType(_ value: JSONLike, _ type: String) -> Bool {
        switch (type, value) {
        case ("null", .null), ("boolean", .boolean), ("number", .number), ("string", .text), ("object", .object),
            ("array", .list):
            true
        case ("integer", .number(let number)): number.rounded() == number
        default: false
        }
    }

    private func equals(_ value: JSONLike, _ other: Any) -> Bool {
        guard let number = other as? NSNumber else { return value == .text(other as? String ?? "") }
        // JSON's true and false are numbers of the C type char.
        let isBoolean = String(cString: number.objCType) == "c"
        return isBoolean ? value == .boolean(number.boolValue) : value == .number(number.doubleValue)
    }

    private func matches(_ text: String, _ rule: Any) throws -> Bool {
        let expression = try NSRegularExpression(pattern: try #require(rule as? String))
        return expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
    }
}
