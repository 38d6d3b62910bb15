import Text

/// Text for numbers with two decimals, without floating point.
enum Decimal {
    /// `2.99` for 299.
    static func text(hundredths: UInt64) -> String {
        let rest = Int(hundredths % 100)
        var text = (hundredths / 100).description
        text.add(rest < 10 ? ".0" : ".")
        text.add(rest)
        return text
    }
}
