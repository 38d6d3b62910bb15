import CommandLine
import Profiles
import Reports
import Resources
import Text

extension Session {
    /// `validate`: errors, and what hardly anybody means.
    func validate() -> ExitStatus {
        let profile: Profile
        do throws(ProfileReader.Failure) {
            profile = try ProfileReader(invocation: invocation, root: root).parse(settings.profile)
        } catch {
            writeError(error)
            if settings.isJSON, case .invalid(let invalid, let source) = error {
                print(ValidationReport.document(file: source.name, invalid.diagnostics), .error)
            }
            return .error
        }
        let warnings = profile.warnings()
        console.writeError(warnings, source: profile.source)
        if settings.isJSON {
            print(ValidationReport.document(file: profile.source.name, warnings), .done)
        } else {
            console.print(ValidationReport.text(file: profile.source.name))
        }
        return .done
    }
}
