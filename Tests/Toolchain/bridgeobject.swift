// Brings Embedded Swift's swift_bridgeObjectRetain_n along, for bridgeobject.c.
@inline(never) func copies(_ text: String) -> [String] { [text, text, text] }

@c(copy) func copy(_ count: Int32) -> Int32 { Int32(copies(count > 100 ? "other" : "ab").count) }
