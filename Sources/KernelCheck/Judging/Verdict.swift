import Text

/// The result of holding a kernel against a rule.
package struct Verdict: Equatable, Sendable {
    /// The answers.
    package enum Status: String, Sendable, CaseIterable {
        /// The kernel has it.
        case pass
        /// It lacks what is required.
        case fail
        /// It lacks what is recommended, or has what is a trap.
        case warn
        /// What is known of the kernel does not decide it.
        case unknown
        /// It follows from what fails elsewhere (`cause`), and is mended with that.
        case skipped
        /// It would fail, warn or be unknown, and the profile says that this is meant.
        case waived
    }

    package var requirement: Requirement
    /// Whether it is about something without which the profile fails, or counts as that (--strict).
    package var isRequired: Bool
    package var status: Status
    /// One sentence without a final period: what is so, and what it should be.
    package var summary: String
    /// What to do about it, without a final period; nil for nothing.
    package var remedy: String?
    /// The symbol that decided, without `CONFIG_`; nil where none did.
    package var symbol: String?
    /// What its value should be: `y or m`.
    package var expected: String?
    /// Its value; nil where it does not stand in the configuration.
    package var found: String?
    /// What a fragment must set the symbol to, with nil for off; nil where no symbol mends it.
    package var change: Change?
    /// Whether the symbol has no prompt, and is set by setting what it depends on.
    package var isDerived = false
    /// Where it stands, or the boot parameter that decided.
    package var location: SourceLocation?
    /// Worth knowing, although nothing is wrong; without a final period.
    package var note: String?
    /// The id of the rule whose failure it follows from; nil unless it is skipped.
    package var cause: String?
    /// Why the profile waives the rule; nil where it does not.
    package var waiver: String?

    /// A new value of a symbol.
    package struct Change: Equatable, Sendable {
        /// nil switches it off.
        package var value: String?
    }

    @inline(never)
    package init(_ requirement: Requirement, _ status: Status, _ summary: String, remedy: String? = nil) {
        self.requirement = requirement
        isRequired = requirement.rule.severity == .required
        self.status = status
        self.summary = summary
        self.remedy = remedy
    }

    package var rule: Rule { requirement.rule }
}
