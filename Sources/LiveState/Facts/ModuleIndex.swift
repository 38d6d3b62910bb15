import System
import Text

/// The modules of a kernel: those that are built in, and those that modprobe can bring (modules.dep(5)).
package struct ModuleIndex: Equatable, Sendable {
    /// modules.builtin and modules.dep, one module's file a line; empty where there is none.
    private var builtInList: [UInt8] = []
    private var loadableList: [UInt8] = []
    /// /proc/modules (proc_modules(5)): a line begins with the module's name.
    private var loadedList: [UInt8] = []

    package init(builtIn: [UInt8] = [], loadable: [UInt8] = [], loaded: [UInt8] = []) {
        builtInList = builtIn
        loadableList = loadable
        loadedList = loaded
    }

    /// Reads the lists of a kernel release. They may be under /usr alone where /lib is a link that a copy left out.
    package init(release: String, root: Root) {
        let folder = "/lib/modules/" + release
        read(folder, root)
        if !isKnown { read("/usr" + folder, root) }
    }

    @inline(never)
    private mutating func read(_ folder: String, _ root: Root) {
        builtInList = root.readIfPresent(folder + "/modules.builtin") ?? []
        loadableList = root.readIfPresent(folder + "/modules.dep") ?? []
    }

    /// Reads what is loaded now.
    mutating func readLoaded(_ root: Root) { loadedList = root.readIfPresent("/proc/modules") ?? [] }

    /// Whether there was any list of what there is.
    package var isKnown: Bool { !builtInList.isEmpty || !loadableList.isEmpty }

    /// Whether the module is part of the kernel's image.
    ///
    /// - Parameter name: as modprobe takes it, with `-` or `_`.
    package func builtIn(_ name: String) -> Bool { ModuleIndex.lists(builtInList, name) }

    /// Whether the module's file is there to be loaded.
    ///
    /// - Parameter name: as modprobe takes it, with `-` or `_`.
    package func loadable(_ name: String) -> Bool { ModuleIndex.lists(loadableList, name) }

    /// Whether the module is loaded now.
    ///
    /// - Parameter name: as modprobe takes it, with `-` or `_`.
    package func loaded(_ name: String) -> Bool {
        let module = Array(name.utf8)
        return loadedList.split(separator: UInt8(ascii: "\n")).contains { line in
            let word = line.prefix { $0 != UInt8(ascii: " ") }
            return word.count == module.count && loadedList.isModule(module, at: word.startIndex)
        }
    }

    /// Whether a line is for this module, whatever its folder and however it is compressed: `…/zram.ko.zst: …`.
    static func lists(_ bytes: [UInt8], _ module: String) -> Bool {
        let name = Array(module.utf8)
        // What has no dash is searched for as it is, which is many times faster than looking at each line.
        let plain = name.prefix { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
        let start = String(decoding: plain, as: UTF8.self)
        var position = 0
        while !start.isEmpty, let found = bytes.index(of: start, from: position) {
            position = found + 1
            let end = found + name.count
            guard bytes.isModule(name, at: found), bytes.holds(".ko", at: end) else { continue }
            guard end + 3 == bytes.count || ModuleIndex.endsFile(bytes[end + 3]) else { continue }
            if bytes.isLinesOwnFile(found) { return true }
        }
        return false
    }

    private static func endsFile(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "\n")
    }
}

extension [UInt8] {
    /// Whether the module is listed; the kernel makes no difference between `-` and `_`.
    fileprivate func isModule(_ name: [UInt8], at offset: Int) -> Bool {
        guard offset + name.count <= count else { return false }
        for index in 0..<name.count {
            let a = self[offset + index]
            let b = name[index]
            guard a == b || isDash(a) && isDash(b) else { return false }
        }
        return true
    }

    private func isDash(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") }

    /// Whether a file's name begins there, and it is the one that its line is for: the others come after a colon.
    fileprivate func isLinesOwnFile(_ start: Int) -> Bool {
        var index = start
        guard index == 0 || self[index - 1] == UInt8(ascii: "/") || self[index - 1] == UInt8(ascii: "\n") else {
            return false
        }
        while index > 0, self[index - 1] != UInt8(ascii: "\n") {
            index -= 1
            if self[index] == UInt8(ascii: ":") { return false }
        }
        return true
    }
}
