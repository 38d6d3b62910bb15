/// A key that a mapping of the profile may have.
package struct ProfileKey: Equatable, Sendable {
    package var name: String
    package var isRequired: Bool

    /// A key that may be left out unless it is required.
    package init(_ name: String, isRequired: Bool = false) {
        self.name = name
        self.isRequired = isRequired
    }
}

/// Every key of the format: the parser accepts these and no others, and the JSON Schema is held against them.
package enum ProfileKeys {
    /// The document.
    package static let document = [
        ProfileKey("version", isRequired: true), ProfileKey("zram"), ProfileKey("swap_files"),
        ProfileKey("swap_devices"), ProfileKey("cgroups"), ProfileKey("unmanaged"),
    ]
    /// A device under `zram`.
    package static let zram = [
        ProfileKey("size", isRequired: true), ProfileKey("algorithm"), ProfileKey("mem_limit"), ProfileKey("swap"),
        ProfileKey("overwrite"),
    ]
    /// `swap` of a zram device.
    package static let swap = [ProfileKey("priority"), ProfileKey("discard")]
    /// A file under `swap_files`.
    package static let swapFile = [
        ProfileKey("size", isRequired: true), ProfileKey("priority"), ProfileKey("discard"), ProfileKey("overwrite"),
    ]
    /// A device under `swap_devices`.
    package static let swapDevice = [
        ProfileKey("priority"), ProfileKey("discard"), ProfileKey("format"), ProfileKey("overwrite"),
    ]
}
