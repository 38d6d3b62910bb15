import Text

/// The kernel's error numbers, as far as this program distinguishes them (errno(3)).
package enum Errno {
    package static let permission: Int32 = 1
    package static let noEntry: Int32 = 2
    package static let interrupted: Int32 = 4
    package static let inputOutput: Int32 = 5
    package static let noSuchDevice: Int32 = 6
    package static let again: Int32 = 11
    package static let outOfMemory: Int32 = 12
    package static let access: Int32 = 13
    package static let notBlockDevice: Int32 = 15
    package static let busy: Int32 = 16
    package static let exists: Int32 = 17
    package static let noDevice: Int32 = 19
    package static let notFolder: Int32 = 20
    package static let isFolder: Int32 = 21
    package static let invalid: Int32 = 22
    package static let notTypewriter: Int32 = 25
    package static let fileTooLarge: Int32 = 27
    package static let noSpace: Int32 = 28
    package static let readOnly: Int32 = 30
    package static let pipe: Int32 = 32
    package static let notImplemented: Int32 = 38
    package static let loop: Int32 = 40
    package static let noData: Int32 = 61
    package static let notSupported: Int32 = 95
    package static let quota: Int32 = 122

    /// Whether it says that there is nothing, or nothing any more: what is removed while it is looked at answers so.
    static func meansAbsent(_ code: Int32) -> Bool {
        code == noEntry || code == notFolder || code == noDevice || code == noSuchDevice
    }

    /// The sentence and the symbol: `Device or resource busy (EBUSY)`.
    package static func text(_ code: Int32) -> String { ErrorTexts.text(code) ?? .joining("error ", code.description) }
}
