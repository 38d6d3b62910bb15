extension String {
    /// Joins pieces of text: interpolation as one call, which is a fraction of the code (see `add`).
    @inline(never)
    package static func joining(
        _ a: String, _ b: String, _ c: String = "", _ d: String = "", _ e: String = "", _ f: String = "",
        _ g: String = ""
    ) -> String {
        var text = a
        text.add(b, c, d)
        text.add(e, f, g)
        return text
    }
}
