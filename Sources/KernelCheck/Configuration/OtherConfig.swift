import System
import Text

/// A configuration of something else than a kernel, most of which have the same form.
struct OtherConfig: Equatable {
    /// `Buildroot`
    var name: String
    /// Where the kernel's own lies, without a final period.
    var kernelPlace: String

    private static let elsewhere = "name the `.config` in the kernel's own build folder"

    /// How each begins its header, and where the kernel that belongs to it is configured.
    private static let known: [OtherConfig] = [
        OtherConfig(
            name: "OpenWrt",
            kernelPlace: "the kernel's own is build_dir/target-*/linux-*/linux-*/.config, after a build"),
        OtherConfig(name: "Buildroot", kernelPlace: "the kernel's own is output/build/linux-*/.config, after a build"),
        OtherConfig(
            name: "Yocto",
            kernelPlace: "the kernel's own is .config in the folder that `bitbake -e virtual/kernel | grep ^B=` shows"),
        OtherConfig(name: "U-Boot", kernelPlace: elsewhere),
        OtherConfig(name: "BusyBox", kernelPlace: elsewhere),
    ]

    private static func named(_ name: String) -> OtherConfig? { known.first { $0.name == name } }

    private init(name: String, kernelPlace: String) {
        self.name = name
        self.kernelPlace = kernelPlace
    }

    /// By the comment at its top: `# Buildroot 2024.02 Configuration`, `# Busybox version: 1.36.1`.
    ///
    /// - Parameters:
    ///   - header: what follows `#`.
    ///   - isGenerated: whether a line before it says that a program wrote the file.
    init?(header: ArraySlice<UInt8>, isGenerated: Bool) {
        let words = header.split(separator: UInt8(ascii: " "))
        guard words.count >= 2, let first = words.first, let last = words.last else { return nil }
        let lower = first.map { $0.lowercase }
        let isHeader = last.elementsEqual("Configuration".utf8) || last.elementsEqual("configuration".utf8)
        guard isHeader || words[1].elementsEqual("version:".utf8), !first.starts(with: "Linux".utf8),
            !words.contains(where: { $0.elementsEqual("Kernel".utf8) })
        else { return nil }
        let match = OtherConfig.known.first { lower.starts(with: $0.name.utf8.map { $0.lowercase }) }
        if let match {
            self = match
        } else if lower.elementsEqual("lede".utf8), let other = OtherConfig.named("OpenWrt") {
            self = other
        } else if isGenerated {
            name = String(decoding: first, as: UTF8.self)
            kernelPlace = OtherConfig.elsewhere
        } else {
            return nil
        }
    }

    /// By a line that no kernel's configuration has.
    init?(line: ArraySlice<UInt8>) {
        let marks: [(String, String)] = [
            ("BR2_", "Buildroot"), ("MACHINE", "Yocto"), ("DISTRO", "Yocto"), ("BBLAYERS", "Yocto"),
            ("BB_", "Yocto"), ("IMAGE_", "Yocto"), ("PACKAGE_CLASSES", "Yocto"), ("require ", "Yocto"),
            ("inherit ", "Yocto"), ("CT_", "crosstool-NG"), ("PTXCONF_", "PTXdist"),
        ]
        guard let name = marks.first(where: { line.starts(with: $0.0.utf8) })?.1 else { return nil }
        self = OtherConfig.named(name) ?? OtherConfig(name: name, kernelPlace: OtherConfig.elsewhere)
    }

    /// By its symbols, where the header is missing.
    init?(symbolsOf config: KernelConfig) {
        let marks: [(String, String)] = [
            ("TARGET_BOARD", "OpenWrt"), ("TARGET_MULTI_PROFILE", "OpenWrt"), ("SYS_TEXT_BASE", "U-Boot"),
            ("TEXT_BASE", "U-Boot"), ("DEFAULT_DEVICE_TREE", "U-Boot"), ("SYS_BOARD", "U-Boot"),
            ("BUSYBOX", "BusyBox"), ("FEATURE_PREFER_APPLETS", "BusyBox"), ("SH_IS_ASH", "BusyBox"),
        ]
        var name = marks.first { config[$0.0] != nil }?.1
        if name == nil, config.symbols.contains(where: { OtherConfig.isOpenWrt($0) }) { name = "OpenWrt" }
        guard let name, let known = OtherConfig.named(name) else { return nil }
        self = known
    }

    /// `PACKAGE_luci`, `TARGET_ath79_generic_DEVICE_tplink_archer-c7-v5`
    private static func isOpenWrt(_ symbol: String) -> Bool {
        let bytes = Array(symbol.utf8)
        return bytes.starts(with: "PACKAGE_".utf8)
            || bytes.starts(with: "TARGET_".utf8) && bytes.index(of: "_DEVICE_", from: 0) != nil
    }

    func refusal(_ file: String, _ line: Int?) -> InvalidConfig {
        InvalidConfig(
            file, line, .joining("this is the configuration of ", name, " and not of a kernel"), help: kernelPlace)
    }
}
