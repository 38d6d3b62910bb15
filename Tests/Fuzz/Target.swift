/// What reads bytes from outside. Each has a corpus that scripts/testing/fuzz gathers, and a file of its own here.
enum Target: String, CaseIterable {
    /// A profile, and the plan that comes of it.
    case profile
    /// A size expression.
    case size
    /// /proc/swaps
    case swaps
    /// /proc/self/mountinfo
    case mountinfo
    /// /proc/meminfo
    case meminfo
    /// /proc/cmdline, a kernel's release, process 1's environment
    case cmdline
    /// modules.builtin and modules.dep
    case modules
    /// Attributes of zram devices and cgroups
    case attributes
    /// The first bytes of a swap area
    case header
    /// A kernel's .config
    case config
    /// A kernel's image
    case image
    /// What gzip packed
    case gzip
    /// The program's own command line
    case arguments

    func read(_ bytes: [UInt8]) {
        switch self {
        case .profile: readProfile(bytes)
        case .size: readSize(bytes)
        case .swaps: readSwaps(bytes)
        case .mountinfo: readMountinfo(bytes)
        case .meminfo: readMeminfo(bytes)
        case .cmdline: readCommandLine(bytes)
        case .modules: readModules(bytes)
        case .attributes: readAttributes(bytes)
        case .header: readHeader(bytes)
        case .config: readConfig(bytes)
        case .image: readImage(bytes)
        case .gzip: readGzip(bytes)
        case .arguments: readArguments(bytes)
        }
    }
}

/// Ends the run with the input that did it.
func expect(_ isTrue: Bool, _ claim: @autoclosure () -> String, line: Int = #line, file: String = #fileID) {
    guard !isTrue else { return }
    fatalError("\(file):\(line): not so: \(claim())")
}
