import CommandLine
import LiveState
import Planning
import Profiles
import Reports
import Resources
import System
import Text

extension Session {
    /// `status`: what is there, even where the profile is missing or wrong.
    func status() -> ExitStatus {
        var status = ExitStatus.done
        var profile: Profile?
        do throws(ProfileReader.Failure) {
            profile = try ProfileReader(invocation: invocation, root: root).parse(settings.profile)
        } catch {
            if !isMissingStandardProfile(error) {
                writeError(error)
                status = .error
            }
        }
        var query = profile.map { StateQuery($0) } ?? StateQuery()
        query.memory = true
        guard let state = readState(query) else { return .error }
        let sections = Catalog.status(state, profile)
        if settings.isJSON {
            var document = StatusJSON.document(state, sections)
            document.add("diagnostics", DiagnosticJSON.value(console.diagnostics))
            print(document, status)
        } else {
            console.print(StatusText.render(state, sections, style: console.outputStyle))
        }
        return status
    }

    private func isMissingStandardProfile(_ failure: ProfileReader.Failure) -> Bool {
        guard settings.profile == .standard, case .unreadable(let error) = failure else { return false }
        return error.code == Errno.noEntry || error.code == Errno.notFolder
    }
}
