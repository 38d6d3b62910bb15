import Profiles
import Resources
import System
import Text

/// Finds, reads and parses the profile that a command line names.
package struct ProfileReader {
    /// The longest profile that is read whole; one byte more is taken, so that the parser sees that it is too long.
    private static let sizeLimit = Profile.maximumBytes

    /// A profile that cannot be had.
    package enum Failure: Error {
        case unreadable(SystemError)
        case invalid(InvalidProfile, SourceText)
    }

    package let invocation: Invocation
    /// Below it is the default profile.
    package let root: Root

    package init(invocation: Invocation, root: Root) {
        self.invocation = invocation
        self.root = root
    }

    package func parse(_ name: ProfileName) throws(Failure) -> Profile {
        let source: SourceText
        do throws(SystemError) {
            source = try read(name)
        } catch {
            throw .unreadable(error)
        }
        do throws(InvalidProfile) {
            return try Profile.parse(source)
        } catch {
            throw .invalid(error, source)
        }
    }

    @inline(never)
    private func read(_ name: ProfileName) throws(SystemError) -> SourceText {
        switch name {
        case .standard, .absent:
            let bytes = try root.open(ProgramIdentity.defaultProfile).readToEnd(limit: ProfileReader.sizeLimit + 1)
            return SourceText(name: root.path(ProgramIdentity.defaultProfile), bytes: bytes)
        case .file(let path):
            let bytes = try FileDescriptor.contents(of: path, limit: ProfileReader.sizeLimit + 1)
            return SourceText(name: path, bytes: bytes)
        case .standardInput:
            return SourceText(name: "<stdin>", bytes: try invocation.readInput(ProfileReader.sizeLimit + 1))
        }
    }
}
