/// What to do about libyaml's complaints.
enum SyntaxHelp {
    /// By libyaml's words (scanner.c, parser.c, reader.c of 0.2); nil for the rare ones.
    static func text(for problem: String) -> String? {
        switch problem {
        case "mapping values are not allowed in this context":
            "a `:` is missing on the line before, or this value needs quotes because it holds `: `"
        case "could not find expected ':'": "write `key: value`, with a space after the colon"
        case "found character that cannot start any token": "put the value in quotes"
        case "did not find expected key": "begin all keys of a mapping in the same column"
        case "did not find expected ',' or '}'", "did not find expected ',' or ']'":
            "close what was opened, and separate its parts with commas"
        case "found unexpected end of stream": "close the quotes"
        case "found unknown escape character": "use single quotes, in which a backslash is only a backslash"
        case "found incompatible YAML document": "remove the %YAML line"
        case "control characters are not allowed": "save the file as plain text in UTF-8"
        default: nil
        }
    }

    /// Whether libyaml may say so after a key and a value without a space between them.
    static func mayLackSpace(_ problem: String) -> Bool {
        problem == "mapping values are not allowed in this context" || problem == "could not find expected ':'"
    }

    /// Whether libyaml says that bytes are no UTF-8.
    static func isEncoding(_ problem: String) -> Bool {
        switch problem {
        case "invalid leading UTF-8 octet", "invalid trailing UTF-8 octet", "incomplete UTF-8 octet sequence",
            "invalid length of a UTF-8 sequence", "invalid Unicode character":
            true
        default: false
        }
    }
}
