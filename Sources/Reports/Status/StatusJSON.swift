import Kernel
import LiveState
import Resources
import SwapFormat
import Text

/// What a machine has now, as data; profiles/status.schema.json describes it. Sizes are bytes.
package enum StatusJSON {
    /// Raised when a member is removed or changes its meaning; new members leave it as it is.
    package static let formatVersion = 1

    package static func document(_ state: MachineState, _ sections: [StatusSection]) -> JSONObject {
        var document = JSONObject()
        document.add("format_version", formatVersion)
        document.add("kernel", state.kernel?.text)
        document.add("memory", state.memory.map(value) ?? .null)
        for section in sections { document.add(section.key, section.rows.map { .list($0, value) } ?? .null) }
        return document
    }

    private static func value(_ memory: MemoryInfo) -> JSONValue {
        var object = JSONObject()
        object.add("total", memory.total)
        object.add("available", memory.available)
        object.add("swap_total", memory.swapTotal)
        object.add("swap_free", memory.swapFree)
        return .object(object)
    }

    private static func value(_ row: StatusRow) -> JSONValue {
        var object = JSONObject()
        for field in row.fields {
            if let key = field.key { object.add(key, value(field.value)) }
        }
        return .object(object)
    }

    private static func value(_ value: StatusValue) -> JSONValue {
        switch value {
        case .bytes(let number), .number(let number): number.map { .unsigned($0) } ?? .null
        case .text(let text): text.map { .string($0) } ?? .null
        case .hundredths(let number): number.map { .hundredths($0) } ?? .null
        case .flag(let isSet): .bool(isSet)
        case .texts(let texts): .strings(texts)
        case .priority(let priority): priority.map(StepJSON.value) ?? .null
        case .limit(.bytes(let count)): .unsigned(count)
        case .limit(.max): .string("max")
        case .limit(.flag(let isSet)): .bool(isSet)
        case .rows(let rows): .list(rows, self.value)
        }
    }
}
