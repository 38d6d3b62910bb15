import System

/// A setting of the kernel: a file with one value.
package struct SettingState: Equatable, Sendable {
    /// What is known of the value before this program changed it.
    package enum Original: Equatable, Sendable {
        /// This program has not changed it in this boot.
        case none
        case value(String)
        /// Only root may read the record.
        case unknown
    }

    /// Absolute: `/proc/sys/vm/swappiness`.
    package var path: String
    /// nil where the kernel has no such file.
    package var value: String?
    package var original: Original

    package init(path: String, value: String?, original: Original = .none) {
        self.path = path
        self.value = value
        self.original = original
    }
}

extension MachineState {
    /// The setting in that file; nil when the query does not name it.
    package func setting(_ path: String) -> SettingState? { settings.first { $0.path == path } }
}

/// Reads settings and the record of their originals.
struct SettingReader {
    let root: Root
    var places = RuntimePlaces.standard

    func settings(_ paths: [String]) throws(SystemError) -> [SettingState] {
        guard !paths.isEmpty else { return [] }
        let originals = try originals()
        var settings: [SettingState] = []
        for path in paths {
            var setting = SettingState(path: path, value: try root.readUnlessAbsent(path)?.firstLine)
            if let originals {
                if let value = originals[path] { setting.original = .value(value) }
            } else {
                setting.original = .unknown
            }
            settings.append(setting)
        }
        return settings
    }

    /// nil where only root may read them. A copy of a machine has none: they belong to the boot in which they were made.
    private func originals() throws(SystemError) -> OriginalValues? {
        guard root.isLive else { return OriginalValues() }
        do throws(SystemError) {
            return try OriginalValues.read(places)
        } catch {
            guard error.code == Errno.access || error.code == Errno.permission else { throw error }
            return nil
        }
    }
}
