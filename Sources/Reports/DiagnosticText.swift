import Model

/// Diagnostics for a person, as compilers print them.
///
/// ```
/// profile.yaml:5:16: error: zram on this kernel does not offer zstd
///     5 |     algorithm: zstd
///       |                ^
///     help: use lz4 or lzo-rle
/// ```
package enum DiagnosticText {
    /// The most characters of a source line that are shown.
    private static let window = 120

    /// All of them, in their order.
    ///
    /// - Parameters:
    ///   - source: the file whose lines may be shown.
    ///   - program: what stands in front of a diagnostic that has no place in a file; nil for nothing.
    ///   - indent: the spaces before each line.
    package static func render(
        _ diagnostics: [Diagnostic], source: SourceText?, style: Style, program: String? = nil, indent: Int = 0
    ) -> String {
        var text = ""
        for diagnostic in diagnostics {
            text += render(diagnostic, source: source, style: style, program: program, indent: indent)
        }
        return text
    }

    /// One diagnostic; see `render(_:source:style:program:indent:)` for the parameters.
    package static func render(
        _ diagnostic: Diagnostic, source: SourceText?, style: Style, program: String? = nil, indent: Int = 0
    ) -> String {
        let margin = String(repeating: " ", count: indent)
        var text = margin
        if let location = diagnostic.location {
            text += style.paint(Printable.text(location.text) + ":", .strong) + " "
        } else if let program {
            text += style.paint(program + ":", .strong) + " "
        }
        text += paintSeverity(diagnostic.severity, style) + " " + Printable.text(diagnostic.summary) + "\n"
        if let location = diagnostic.location, let source, location.file == source.name {
            text += excerpt(of: source, at: location.position, style: style, margin: margin)
        }
        if let help = diagnostic.help {
            text += margin + "    " + style.paint("help:", .strong) + " " + Printable.text(help) + "\n"
        }
        return text
    }

    private static func paintSeverity(_ severity: Diagnostic.Severity, _ style: Style) -> String {
        switch severity {
        case .error: style.paint("error:", .error)
        case .warning: style.paint("warning:", .warning)
        case .note: style.paint("note:", .strong)
        }
    }

    /// The line and, below it, a caret under the column.
    private static func excerpt(
        of source: SourceText, at position: Position, style: Style, margin: String
    ) -> String {
        guard let line = source.line(position.line) else { return "" }
        var characters: [Unicode.Scalar] = []
        var caret = 0
        // The column behind each character.
        var offset = 1
        for scalar in line.unicodeScalars {
            offset += String(scalar).utf8.count
            if offset <= position.column { caret += 1 }
            characters.append(scalar == "\t" || !Printable.isControl(scalar) ? scalar : "?")
        }
        let start = characters.count > window ? max(0, min(caret - window / 2, characters.count - window)) : 0
        let end = min(characters.count, start + window)

        var shown = start > 0 ? "..." : ""
        var below = start > 0 ? "   " : ""
        for (index, scalar) in characters[start..<end].enumerated() {
            shown.unicodeScalars.append(scalar)
            // A tab stays one, so that it moves the caret as far as it moved the text.
            if start + index < caret { below += scalar == "\t" ? "\t" : " " }
        }
        if end < characters.count { shown += "..." }

        let number = "\(position.line)"
        let gutter = String(repeating: " ", count: number.utf8.count)
        return margin + "    " + style.paint(number + " | ", .faint) + shown + "\n"
            + margin + "    " + style.paint(gutter + " | ", .faint) + below + style.paint("^", .error) + "\n"
    }
}
