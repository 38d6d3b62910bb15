import Kernel
import SwapFormat

/// What a machine has of a kind of resource, as rows from which both the table for people and the JSON are made.
package struct StatusSection: Equatable, Sendable {
    /// A column of the table.
    package struct Column: Equatable, Sendable {
        package var title: String
        /// Whether its cells line up on the right, as numbers do.
        package var isRight: Bool

        init(_ title: String, isRight: Bool = false) {
            self.title = title
            self.isRight = isRight
        }
    }

    /// The member of the JSON document.
    package var key: String
    package var columns: [Column]
    /// nil when it is not known which there could be: null in JSON, and left out of the text.
    package var rows: [StatusRow]?
    /// A line that stands for the table; for people only.
    package var remark: Remark?

    /// A sentence in place of a table: `What: reason.`
    package struct Remark: Equatable, Sendable {
        package var text: String
        /// From the machine; empty for none.
        package var reason: String

        init(_ text: String, reason: String = "") {
            self.text = text
            self.reason = reason
        }
    }

    init(_ key: String, columns: [Column], rows: [StatusRow]? = [], remark: Remark? = nil) {
        self.key = key
        self.columns = columns
        self.rows = rows
        self.remark = remark
    }
}

/// One resource of a section.
package struct StatusRow: Equatable, Sendable {
    package private(set) var fields: [StatusField] = []

    init() {}

    /// - Parameters:
    ///   - key: the member of the JSON object; nil for what only people see.
    ///   - column: the index of the column; nil for what only programs see.
    @inline(never)
    mutating func add(_ key: String?, column: Int? = nil, _ value: StatusValue) {
        fields.append(StatusField(key: key, column: column, value: value))
    }
}

/// A property of a resource.
package struct StatusField: Equatable, Sendable {
    package var key: String?
    package var column: Int?
    package var value: StatusValue
}

/// A value with its meaning, on which depends how it is shown.
package indirect enum StatusValue: Equatable, Sendable {
    /// A size or an amount in bytes.
    case bytes(UInt64?)
    /// A plain number.
    case number(UInt64?)
    case text(String?)
    /// A number with two decimals, in hundredths.
    case hundredths(UInt64?)
    case flag(Bool)
    case texts([String])
    /// nil for an area that is not in use.
    case priority(SwapPriority?)
    case limit(LimitValue)
    /// What the resource consists of, each with a line of its own in the table, the first beside the resource.
    case rows([StatusRow])
}
