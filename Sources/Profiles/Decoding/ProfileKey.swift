import Text

/// A key that a mapping of the profile may have: one row of a table, by which the decoder reads, and from which the manual
/// is written.
package struct ProfileKey: Sendable {
    package var word: Word
    package var type: ProfileValueType
    package var isRequired: Bool
    #if !hasFeature(Embedded)
        /// What holds when the key is omitted, as a sentence; empty for a required one.
        package var omission: StaticString
        /// What it means, in whole sentences.
        package var meaning: StaticString
    #endif

    /// A key that may be left out unless it is required.
    ///
    /// The product reads by the table and shows none of its sentences, so that it does without them.
    @inline(__always)
    package init(
        _ word: Word, _ type: ProfileValueType, isRequired: Bool = false, omitted omission: StaticString = "",
        _ meaning: StaticString
    ) {
        self.word = word
        self.type = type
        self.isRequired = isRequired
        #if !hasFeature(Embedded)
            self.omission = omission
            self.meaning = meaning
        #endif
    }

    /// As it stands in the file.
    package var name: String { word.name }

    /// A key as it stands in the file; those of a kind of resource are named in its folder.
    package struct Word: Equatable, Sendable, ExpressibleByStringLiteral {
        package let text: StaticString

        package init(stringLiteral text: StaticString) { self.text = text }

        package var name: String { text.withUTF8Buffer { unsafe String(decoding: $0, as: UTF8.self) } }

        @inline(never)
        package static func == (a: Word, b: Word) -> Bool {
            guard a.text.utf8CodeUnitCount == b.text.utf8CodeUnitCount else { return false }
            return a.text.withUTF8Buffer { a in
                b.text.withUTF8Buffer { b in
                    for index in a.indices where unsafe a[index] != b[index] { return false }
                    return true
                }
            }
        }
    }
}

extension ProfileKey.Word {
    // Keys of several mappings.
    package static var size: Self { "size" }
    package static var priority: Self { "priority" }
    package static var discard: Self { "discard" }
    package static var overwrite: Self { "overwrite" }
}

/// What a key's value must be.
package enum ProfileValueType: Equatable, Sendable {
    /// 1
    case version
    /// Named entries, each a mapping; nothing at all is as good as none.
    case entries
    /// Options: a mapping with keys of its own.
    case options
    case size(SizeUse)
    case algorithm
    /// A whole number within these bounds.
    case number(Int, Int)
    case discard
    case unmanaged
    /// `true` or `false`
    case boolean
    /// `true`, `false`, `1` or `0`, as in the kernel's file.
    case bit
    /// Symbols of the kernel's configuration, each with the values that are meant.
    case kernelOptions
    /// A list of words.
    case features
    /// Rules of the kernel checker, each with a reason.
    case waivers

    /// Whether it is more than a single value.
    var isStructure: Bool {
        switch self {
        case .entries, .options, .kernelOptions, .features, .waivers: true
        default: false
        }
    }

    /// The priority of a swap area (swapon(2), SWAP_FLAG_PRIO_MASK).
    package static var priority: Self { .number(0, 32767) }
}

/// A mapping of the profile with its table of keys, and where it stands: what the manual has a section for and the JSON
/// Schema a definition.
package struct ProfileMapping: Sendable {
    /// The section's title.
    package var title: String
    /// The name of its definition in the JSON Schema; empty for the document.
    package var definition: String
    package var keys: [ProfileKey]
    /// A profile in which it stands, `…` for its own keys.
    package var place: String
    /// What its entries are, in whole sentences.
    package var about: String

    package init(_ title: String, definition: String, keys: [ProfileKey], place: String, about: String) {
        self.title = title
        self.definition = definition
        self.keys = keys
        self.place = place
        self.about = about
    }
}
