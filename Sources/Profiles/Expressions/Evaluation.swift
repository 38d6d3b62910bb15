import Text

/// A size that cannot be read or has no value on this machine, or an algorithm that cannot be read.
package struct SizeError: Error, Equatable, Sendable {
    /// The operator, name or number that is to blame.
    package var position: Position
    package var summary: String
    package var help: String?

    package init(_ summary: String, at position: Position, help: String? = nil) {
        self.position = position
        self.summary = summary
        self.help = help
    }
}

extension Located<SizeExpression> {
    /// The size in bytes, rounded down to a whole byte.
    ///
    /// - Parameters:
    ///   - context: the machine's figures.
    ///   - allowsZero: whether zero is a size here, as it is for a limit.
    /// - Throws: for a division by zero, an overflow (2^63 and more), a zero or negative result, and a figure that the
    ///   context lacks.
    package func evaluate(_ context: SizeContext, allowsZero: Bool = false) throws(SizeError) -> UInt64 {
        guard let bytes = try check(context, allowsZero: allowsZero) else {
            let unknown = value.unknown(in: context)
            let name = unknown?.variable.rawValue ?? SizeExpression.Variable.ram.rawValue
            throw SizeError(
                "`\(name)` is not known here, so the size has no value", at: unknown?.position ?? position,
                help: "write the size without `\(name)`")
        }
        return bytes
    }

    /// As `evaluate`, but nil when a figure is missing: what can be said without it is said.
    func check(_ context: SizeContext, allowsZero: Bool) throws(SizeError) -> UInt64? {
        guard let result = try value.result(context) else { return nil }
        guard result >= 0 else {
            throw SizeError(
                "the size is negative: -\(BinaryUnits.rounded(SizeExpression.whole(-result)))", at: position,
                help: "take less away, or write `max(…, 16M)` around it")
        }
        guard result < SizeExpression.ceiling else { throw SizeExpression.tooLarge(at: position) }
        guard allowsZero || result >= 1 else {
            throw SizeError("the size is zero", at: position, help: "write a size of at least one page")
        }
        return SizeExpression.whole(result)
    }
}

extension SizeExpression {
    /// 2^63: no size of the kernel's reaches it.
    fileprivate static var ceiling: Double { 0x1p63 }

    fileprivate static func tooLarge(at position: Position) -> SizeError {
        SizeError("the size is too large", at: position, help: "sizes end below 8388608T")
    }

    /// Rounded down; the caller has seen that it is positive.
    static func whole(_ value: Double) -> UInt64 { value < ceiling ? UInt64(value) : UInt64(1) << 63 }

    /// nil when a variable is unknown.
    fileprivate func result(_ context: SizeContext) throws(SizeError) -> Double? {
        switch self {
        case .number(let value): return value
        case .percentOfRAM(let percent): return context.ram.map { Double($0) * percent / 100 }
        case .variable(.ram, _): return context.ram.map { Double($0) }
        case .variable(.diskFree, _): return context.diskFree.map { Double($0) }
        case .binary(let operation, let left, let right, let position):
            return try SizeExpression.combine(
                operation, try left.result(context), try right.result(context), at: position)
        case .function(let function, let arguments, _):
            var best: Double?
            var isKnown = true
            for argument in arguments {
                guard let value = try argument.result(context) else {
                    isKnown = false
                    continue
                }
                best = best.map { function == .min ? Swift.min($0, value) : Swift.max($0, value) } ?? value
            }
            return isKnown ? best : nil
        }
    }

    private static func combine(
        _ operation: Operator, _ left: Double?, _ right: Double?, at position: Position
    ) throws(SizeError) -> Double? {
        if operation == .divide, right == 0 { throw SizeError("division by zero", at: position) }
        guard let left, let right else { return nil }
        let result =
            switch operation {
            case .add: left + right
            case .subtract: left - right
            case .multiply: left * right
            case .divide: left / right
            }
        guard result < ceiling, result > -ceiling else {
            throw tooLarge(at: position)
        }
        return result
    }

    /// The first variable that the context lacks, with its place where it has one of its own.
    fileprivate func unknown(in context: SizeContext) -> (variable: Variable, position: Position?)? {
        switch self {
        case .number: return nil
        case .percentOfRAM: return context.ram == nil ? (.ram, nil) : nil
        case .variable(.ram, let position): return context.ram == nil ? (.ram, position) : nil
        case .variable(.diskFree, let position): return context.diskFree == nil ? (.diskFree, position) : nil
        case .binary(_, let left, let right, _): return left.unknown(in: context) ?? right.unknown(in: context)
        case .function(_, let arguments, _):
            for argument in arguments {
                if let unknown = argument.unknown(in: context) { return unknown }
            }
            return nil
        }
    }
}
