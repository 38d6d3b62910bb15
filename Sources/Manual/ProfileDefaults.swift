/// What holds when a key is omitted from a profile, for zramctl-swift.yaml(5).
package enum ProfileDefaults {
    /// A sentence, after the meaning of the key; nil for a key that the table lacks.
    ///
    /// - Parameters:
    ///   - mapping: the title of the mapping in the page.
    ///   - key: as it stands in the file.
    package static func sentence(_ mapping: String, _ key: String) -> String? {
        switch (mapping, key) {
        case (_, "priority"): "Default: the kernel chooses one, below every fixed priority."
        case (_, "discard"): "Default: none."
        case (_, "overwrite"): "Default: false."
        case ("The document", "unmanaged"): "Default: keep."
        case ("The document", "kernel"): "When omitted, check requires what the other sections require."
        case ("The document", "zram"), ("The document", "swap_files"), ("The document", "swap_devices"),
            ("The document", "cgroups"):
            "When omitted, the profile manages none."
        case ("zram", "algorithm"):
            "When omitted, a new device has the kernel's default, and an existing one keeps its compressor."
        case ("zram", "mem_limit"): "Default: no limit."
        case ("zram", "swap"): "When omitted, the device is swap all the same, with the defaults of these keys."
        case ("swap_devices", "format"): "Default: false; a device without a swap header is refused."
        case ("cgroups", _): "When omitted, it is not managed: the group keeps the value that it has."
        case ("kernel", "require"): "When omitted, nothing more is required."
        case ("kernel", "recommend"), ("kernel", "forbid"), ("kernel", "features"): "Default: none."
        case ("kernel", "waive"): "When omitted, every rule counts."
        default: nil
        }
    }
}
