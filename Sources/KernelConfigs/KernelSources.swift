import System
import Text

/// Where a kernel's configuration is read from.
package enum KernelSources {
    /// A .config, plain or packed with gzip.
    ///
    /// - Parameters:
    ///   - path: `-` for standard input.
    ///   - readInput: standard input up to so many bytes.
    package static func file(
        _ path: String, readInput: (Int) throws(SystemError) -> [UInt8]
    ) throws(ConfigSourceError) -> ConfigSource {
        let name = path == "-" ? "standard input" : path
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes =
                path == "-"
                ? try readInput(ConfigText.limit + 1)
                : try FileDescriptor.contents(of: path, limit: ConfigText.limit + 1)
        } catch {
            throw ConfigSourceError(name, error)
        }
        return ConfigSource(name: name, bytes: try ConfigText.read(bytes, name: name))
    }

    /// The configuration embedded in a vmlinux, bzImage, Image, zImage, uImage, FIT or Android boot image, EFI zboot or
    /// unified kernel image, or configs.ko; also in one that is packed once more.
    ///
    /// Takes a few hundred KB of memory however large the image is; its payload is unpacked by a child process unless it
    /// is gzip's.
    ///
    /// - Parameter folders: where the programs are looked for that unpack.
    package static func image(
        _ path: String, programsIn folders: [String] = Filters.folders
    ) throws(ConfigSourceError) -> ConfigSource {
        ConfigSource(name: path, bytes: try ImageReader(path, programsIn: folders).config())
    }

    /// The running kernel's: the first place that has it.
    ///
    /// - Parameter root: the machine, or a copy of its files.
    package static func running(_ root: Root) throws(ConfigSourceError) -> ConfigSource {
        let release = KernelRelease.read(root)
        let modules = "/lib/modules/" + (release ?? "")
        let places = [
            "/proc/config.gz", "/boot/config-" + (release ?? ""), modules + "/config", "/usr" + modules + "/config",
            modules + "/build/.config",
        ]
        var tried: [ConfigSource.Attempt] = []
        // Without a release only the first one can be named.
        for place in release == nil ? places.prefix(1) : places[...] {
            let name = root.path(place)
            do throws(ConfigSourceError) {
                let text = try ConfigText.read(try read(place, root), name: name)
                return ConfigSource(name: name, bytes: text, tried: tried)
            } catch {
                tried.append(ConfigSource.Attempt(path: name, reason: error.problem))
            }
        }
        var error = ConfigSourceError(
            "the running kernel", "has its configuration in none of the usual places",
            help: "try `modprobe configs`, or give a .config with --config or the kernel's image with --image")
        error.tried = tried
        throw error
    }

    private static func read(_ path: String, _ root: Root) throws(ConfigSourceError) -> [UInt8] {
        do throws(SystemError) {
            return try root.open(path).readToEnd(limit: ConfigText.limit + 1)
        } catch {
            throw ConfigSourceError(root.path(path), error)
        }
    }
}

extension ConfigSourceError {
    /// What could not be read, with the kernel's reason.
    @inline(never)
    init(_ name: String, _ error: SystemError) {
        switch error.code {
        case 0: self.init(name, error.detail ?? "cannot be read")
        case Errno.noEntry: self.init(name, "is missing")
        case Errno.isFolder: self.init(name, "is a directory and no file")
        default: self.init(name, .joining("cannot be read: ", Errno.text(error.code)))
        }
        if error.operation == "start" { problem.add("; it was to start ", error.path) }
    }
}
