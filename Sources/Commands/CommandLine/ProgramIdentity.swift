/// Who this program is.
package enum ProgramIdentity {
    package static let name = "zramctl-swift"
    /// Semantic versioning; `--version`, packages and reports all say this one.
    package static let version = "0.2.0-dev"
    /// The profile that is read when none is named.
    package static let defaultProfile = "/etc/zramctl-swift/profile.yaml"
}
