import CommandLine
import Profiles
import Reports
import Resources
import Text

extension Session {
    /// `validate`
    func validate() -> ExitStatus {
        let profile: Profile
        do throws(ProfileReader.Failure) {
            profile = try ProfileReader(invocation: invocation, root: root).parse(settings.profile)
        } catch {
            writeError(error)
            if settings.isJSON, case .invalid(let invalid, let source) = error {
                console.print(ValidationReport.json(file: source.name, invalid.diagnostics))
            }
            return .error
        }
        if settings.isJSON {
            console.print(ValidationReport.json(file: profile.source.name, []))
        } else {
            console.print(ValidationReport.text(file: profile.source.name))
        }
        return .done
    }
}
