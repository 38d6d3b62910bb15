import Text

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
    ///   - program: what stands before a diagnostic that has no place in a file; nil for nothing.
    ///   - indent: the spaces before each line.
    package static func render(
        _ diagnostics: [Diagnostic], source: SourceText?, style: Style, program: String? = nil, indent: Int = 0
    ) -> String {
        var text = ""
        for diagnostic in diagnostics {
            text.add(render(diagnostic, source: source, style: style, program: program, indent: indent))
        }
        return text
    }

    /// One diagnostic; see `render(_:source:style:program:indent:)` for the parameters.
    package static func render(
        _ diagnostic: Diagnostic, source: SourceText?, style: Style, program: String? = nil, indent: Int = 0
    ) -> String {
        var text = ""
        text.addSpaces(indent)
        if let location = diagnostic.location {
            var place = Printable.text(location.text)
            place.add(":")
            text.add(style.paint(place, .strong), " ")
        } else if let program {
            text.add(style.paint(program, .strong), ": ")
        }
        text.add(paintSeverity(diagnostic.severity, style), " ", Printable.text(diagnostic.summary), "\n")
        if let location = diagnostic.location, let source, location.file == source.name {
            addExcerpt(of: source, at: location.position, style: style, indent: indent + 4, to: &text)
        }
        if let help = diagnostic.help {
            addHelp(help, style: style, indent: indent + 4, to: &text)
            for line in diagnostic.example {
                text.addSpaces(indent + 8)
                text.add(Printable.text(line), "\n")
            }
        }
        return text
    }

    /// Adds the help.
    static func addHelp(_ help: String, style: Style, indent: Int, to text: inout String) {
        text.addSpaces(indent)
        text.add(style.paint("help:", .strong), " ", Printable.text(help), "\n")
    }

    private static func paintSeverity(_ severity: Diagnostic.Severity, _ style: Style) -> String {
        switch severity {
        case .error: style.paint("error:", .error)
        case .warning: style.paint("warning:", .warning)
        case .note: style.paint("note:", .strong)
        }
    }

    /// Adds the line and, below it, a caret under the column.
    private static func addExcerpt(
        of source: SourceText, at position: Position, style: Style, indent: Int, to text: inout String
    ) {
        guard let line = source.line(position.line) else { return }
        var characters: [Unicode.Scalar] = []
        var caret = 0
        // The column after each character.
        var offset = 1
        for scalar in line.unicodeScalars {
            offset += UTF8.width(scalar)
            if offset <= position.column { caret += 1 }
            characters.append(scalar == "\t" || !Printable.isControl(scalar) ? scalar : "?")
        }
        let start = characters.count > window ? max(0, min(caret - window / 2, characters.count - window)) : 0
        let end = min(characters.count, start + window)

        var shown = start > 0 ? "..." : ""
        var below = start > 0 ? "   " : ""
        for index in start..<end {
            shown.unicodeScalars.append(characters[index])
            // A tab stays one, so that it moves the caret as far as it moved the text.
            if index < caret { below.add(characters[index] == "\t" ? "\t" : " ") }
        }
        if end < characters.count { shown.add("...") }

        var number = ""
        number.add(position.line, " | ")
        var gutter = ""
        gutter.addSpaces(number.utf8.count - 3)
        gutter.add(" | ")
        text.addSpaces(indent)
        text.add(style.paint(number, .faint), shown, "\n")
        text.addSpaces(indent)
        text.add(style.paint(gutter, .faint), below, style.paint("^", .error), "\n")
    }
}
