/// What people and shells read about the program, made of the tables that the program itself reads its command line and
/// profiles by.
package enum ManualFiles {
    /// - Parameter date: of the manual, in the form of mdoc(7): `November 23, 2026`.
    /// - Returns: names and contents.
    package static func all(date: String) -> [(name: String, text: String)] {
        [
            ("zramctl-swift.8", ProgramPage.render(date: date)),
            ("zramctl-swift.yaml.5", ProfilePage.render(date: date)),
            ("zramctl-swift.bash", BashCompletion.render()),
            ("_zramctl-swift", ZshCompletion.render()),
            ("zramctl-swift.fish", FishCompletion.render()),
        ]
    }
}
