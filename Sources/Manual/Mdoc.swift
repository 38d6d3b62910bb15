/// A page in the language of mdoc(7), line by line.
struct Mdoc {
    private(set) var text: String

    /// - Parameter section: `8`
    init(_ name: String, section: String, date: String, summary: String) {
        text = """
            .\\" Made by scripts/manual of the tables in Sources.
            .Dd \(date)
            .Dt \(name.uppercased()) \(section)
            .Os
            .Sh NAME
            .Nm \(name)
            .Nd \(summary)

            """
    }

    /// A line with a macro: `.Sh`, `.Op Fl -json`.
    mutating func add(_ macro: String) { text += macro + "\n" }

    mutating func section(_ title: String) { add(".Sh " + title) }

    /// The head of an entry of a list.
    mutating func item(_ words: String) { add(".It " + words) }

    /// A list with a tag for each entry.
    mutating func list(_ entries: (inout Mdoc) -> Void) {
        add(".Bl -tag -width Ds")
        entries(&self)
        add(".El")
    }

    /// Lines as they are typed or stand in a file.
    mutating func example(_ lines: String) {
        add(".Bd -literal -offset indent")
        for line in lines.split(separator: "\n", omittingEmptySubsequences: false) { add(Mdoc.escape(String(line))) }
        add(".Ed")
    }

    /// Prose: a new line for each sentence, and none too long.
    mutating func prose(_ words: String) {
        var line = ""
        for word in words.split(separator: " ") {
            if !line.isEmpty, line.utf8.count + word.utf8.count > 70 {
                add(Mdoc.escape(line))
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
            if word.hasSuffix(".") || word.hasSuffix(":") {
                add(Mdoc.escape(line))
                line = ""
            }
        }
        if !line.isEmpty { add(Mdoc.escape(line)) }
    }

    /// Text that no macro and no escape sequence is read in.
    static func escape(_ line: String) -> String {
        let escaped = line.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("`", with: "\\(ga")
        return line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + escaped : escaped
    }
}
