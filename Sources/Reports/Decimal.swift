/// Text for numbers with two decimals, without floating point.
enum Decimal {
    /// `2.99` for 299.
    static func text(hundredths: UInt64) -> String {
        let rest = hundredths % 100
        return "\(hundredths / 100)." + (rest < 10 ? "0" : "") + "\(rest)"
    }
}
