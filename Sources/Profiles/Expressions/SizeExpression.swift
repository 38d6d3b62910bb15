import Text

/// A size as the profile writes it: `min(ram / 2, 512M)`, `25%`, `disk_free - 64M`.
///
/// Numbers are bytes. K, M, G and T after a number are powers of 1024, `%` is a share of RAM.
package indirect enum SizeExpression: Equatable, Sendable {
    /// A number with its unit already applied, in bytes (or a plain factor as in `ram * 0.75`).
    case number(Double)
    case variable(Variable, Position)
    /// `25%`: 25 here.
    case percentOfRAM(Double)
    case binary(Operator, SizeExpression, SizeExpression, Position)
    /// min or max of one or more.
    case function(Function, [SizeExpression], Position)

    /// The machine's figures that an expression may name.
    package enum Variable: String, Sendable, CaseIterable {
        /// MemTotal.
        case ram
        /// What the swap file's file system has free for root, including what an existing swap file there would give back.
        case diskFree = "disk_free"
    }

    /// The arithmetic operators; `*` and `/` bind more tightly, equal ones from left to right.
    package enum Operator: String, Sendable {
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
    }

    /// The functions.
    package enum Function: String, Sendable, CaseIterable {
        case min
        case max
    }
}

/// What a size is for, and with that what may be written.
package enum SizeUse: Sendable {
    /// A zram device and its memory limit.
    case device
    /// A swap file: it may name `disk_free`.
    case file
    /// A limit of a cgroup: 0 is a limit too, and so is the word `max`.
    case limit
}

/// The machine's figures for one evaluation, in bytes.
package struct SizeContext: Sendable {
    /// nil when there is no machine to ask, as in `validate`.
    package var ram: UInt64?
    /// nil outside of swap files, and where the file system could not be asked.
    package var diskFree: UInt64?

    package init(ram: UInt64?, diskFree: UInt64? = nil) {
        self.ram = ram
        self.diskFree = diskFree
    }
}

extension SizeExpression {
    /// Whether the value depends on the variable; a percentage depends on `ram`.
    package func names(_ variable: Variable) -> Bool {
        switch self {
        case .number: false
        case .percentOfRAM: variable == .ram
        case .variable(let own, _): own == variable
        case .binary(_, let left, let right, _): left.names(variable) || right.names(variable)
        case .function(_, let arguments, _): arguments.contains { $0.names(variable) }
        }
    }
}
