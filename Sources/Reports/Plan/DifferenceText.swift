import Kernel
import Planning
import SwapFormat
import Text

/// What a property has or should have, in words.
enum DifferenceText {
    /// Sizes in exact binary units.
    static func describe(_ value: Difference.Value) -> String {
        switch value {
        case .bytes(let bytes): BinaryUnits.exact(bytes)
        case .number(let number): number.description
        case .flag(let flag): flag ? "yes" : "no"
        case .limit(let limit): limit.text
        case .mode(let mode): Octal.text(mode)
        case .priority(let priority): priority.text
        case .discard(let policy): policy.rawValue
        case .algorithm(let algorithm): algorithm.text
        case .nothing: "none"
        case .unknown: "unknown"
        case .text(let text): text
        }
    }
}
