/// A kernel's configuration as text, and where it came from.
package struct ConfigSource: Equatable, Sendable {
    /// A place that was looked at and did not serve.
    package struct Attempt: Equatable, Sendable {
        package var path: String
        /// `No such file or directory (ENOENT)`
        package var reason: String

        package init(path: String, reason: String) {
            self.path = path
            self.reason = reason
        }
    }

    /// As a report shows it: the path, `standard input`, `/proc/config.gz`.
    package var name: String
    /// The text of the .config, unpacked: no NUL and no other control character but tabulators and line ends.
    package var bytes: [UInt8]
    /// What was looked at before; only for the running kernel.
    package var tried: [Attempt] = []

    package init(name: String, bytes: [UInt8], tried: [Attempt] = []) {
        self.name = name
        self.bytes = bytes
        self.tried = tried
    }
}

/// A configuration that cannot be had.
package struct ConfigSourceError: Error, Equatable, Sendable {
    /// As `ConfigSource.name`.
    package var name: String
    /// What is wrong with it, as the end of a sentence that begins with the name.
    package var problem: String
    /// What to do.
    package var help: String?
    /// What was looked at; only for the running kernel.
    package var tried: [ConfigSource.Attempt] = []
    /// Whether it is not only a guess that failed.
    var isCertain = false

    @inline(never)
    package init(_ name: String, _ problem: String, help: String? = nil) {
        self.name = name
        self.problem = problem
        self.help = help
    }

    /// zlib needs some 40 KB.
    static func outOfMemory(_ name: String) -> ConfigSourceError {
        ConfigSourceError(name, "cannot be unpacked: there is too little memory")
    }
}
