import Kernel
import Text

/// A file of the kernel that takes a value. What there is to know of a kind of attribute is said here and nowhere else: a
/// new one is a case, and a line in each property that does not suit it as it is.
package enum Attribute: Equatable, Sendable {
    case zram(ZramName, ZramAttribute)
    case cgroup(CgroupFolder, CgroupFile)
    /// A sysctl by its name, as `vm.swappiness` (Documentation/admin-guide/sysctl/).
    case sysctl(String)

    /// Absolute.
    package var path: String {
        switch self {
        case .zram(let name, let file): .joining("/sys/block/", name.text, "/", file.rawValue)
        case .cgroup(let folder, let file): .joining(folder.path, "/", file.name)
        case .sysctl(let name):
            .joining(
                "/proc/sys/",
                String(
                    decoding: name.utf8.map { $0 == UInt8(ascii: ".") ? UInt8(ascii: "/") : $0 }, as: UTF8.self))
        }
    }

    /// Where its value shows; nil when it shows nowhere.
    package var readBack: ReadBack? {
        switch self {
        case .zram(_, .algorithm): ReadBack(self, .selected)
        case .zram(let name, .memoryLimit): ReadBack(.zram(name, .statistics), .column(3))
        case .zram(_, .algorithmParameters), .zram(_, .reset): nil
        case .cgroup(_, .subtreeControl): ReadBack(self, .word("memory"))
        case .zram, .cgroup, .sysctl: ReadBack(self, .text)
        }
    }

    /// Whether a number in it counts bytes.
    private var countsBytes: Bool {
        switch self {
        case .zram(_, .diskSize), .zram(_, .memoryLimit), .cgroup(_, .v1): true
        case .cgroup(_, .limit(let limit)): limit != .oomGroup
        case .zram, .cgroup, .sysctl: false
        }
    }

    /// What its file shows, as a value that can be written back.
    package func value(shown text: String) -> AttributeValue {
        if countsBytes, let bytes = UInt64(text) { return .bytes(bytes) }
        return .text(text)
    }

    /// What turns it on and off.
    fileprivate func text(of flag: Bool) -> String {
        switch self {
        case .cgroup(_, .subtreeControl): flag ? "+memory" : "-memory"
        case .zram, .cgroup, .sysctl: flag ? "1" : "0"
        }
    }

    /// What stands for no limit.
    fileprivate var unlimited: String {
        switch self {
        case .cgroup(_, .v1): "-1"
        case .zram, .cgroup, .sysctl: "max"
        }
    }

    /// Whether what shows no limit is not what stands for it: v1 shows the end of its page counter, which differs between
    /// architectures.
    fileprivate var hidesNoLimit: Bool {
        guard case .cgroup(_, .v1) = self else { return false }
        return true
    }

    /// The device whose attribute it is; nil for what is not zram's.
    package var zram: ZramName? {
        guard case .zram(let name, _) = self else { return nil }
        return name
    }

    /// The cgroup whose attribute it is; nil for others.
    package var cgroup: CgroupFolder? {
        guard case .cgroup(let folder, _) = self else { return nil }
        return folder
    }
}

/// What is written into an attribute.
package enum AttributeValue: Equatable, Sendable {
    case bytes(UInt64)
    /// No limit.
    case max
    case flag(Bool)
    case text(String)
    /// The algorithm's parameters; without any, the kernel's own.
    case parameters(Algorithm)

    package init(_ limit: LimitValue) {
        switch limit {
        case .bytes(let bytes): self = .bytes(bytes)
        case .max: self = .max
        case .flag(let flag): self = .flag(flag)
        }
    }
}

/// A value for an attribute.
package struct AttributeWrite: Equatable, Sendable {
    package var attribute: Attribute
    package var value: AttributeValue

    package init(_ attribute: Attribute, _ value: AttributeValue) {
        self.attribute = attribute
        self.value = value
    }

    /// As the kernel takes it, without a line end.
    package var text: String {
        switch value {
        case .bytes(let bytes): bytes.description
        case .max: attribute.unlimited
        case .flag(let flag): attribute.text(of: flag)
        case .text(let text): text
        case .parameters(let algorithm): algorithm.parameterLine
        }
    }

    /// What must show afterwards, where the attribute shows; nil when nothing need.
    package var expected: String? {
        switch (attribute.readBack?.form, value) {
        case (nil, _): nil
        case (.word(let word), .flag(let flag)): flag ? word : nil
        case (_, .max): attribute.hidesNoLimit ? nil : text
        default: text
        }
    }
}

/// Where and how an attribute's value shows.
package struct ReadBack: Equatable, Sendable {
    /// How a file shows a value.
    package enum Form: Equatable, Sendable {
        /// Exactly, but for white space at the end.
        case text
        /// In brackets: `lz4 [zstd]`.
        case selected
        /// As this word among others: `cpu memory`.
        case word(String)
        /// In this column, counted from 0.
        case column(Int)
    }

    /// The file that shows it.
    package let attribute: Attribute
    package let form: Form

    fileprivate init(_ attribute: Attribute, _ form: Form) {
        self.attribute = attribute
        self.form = form
    }
}
