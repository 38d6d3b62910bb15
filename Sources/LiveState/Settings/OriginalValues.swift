import System
import Text

/// The values that kernel settings had before this program changed them for the first time in this boot.
///
/// They are one of the `RuntimeRecords`: a line for each setting, its path and its value.
package struct OriginalValues: Equatable, Sendable {
    private struct Line: Equatable, Sendable {
        var path: String
        var value: String
    }

    private var lines: [Line] = []

    /// The name of the record.
    private static let name = "originals"

    package init() {}

    /// Reads a record; what is no line of ours is left out.
    init(record: [UInt8]) {
        for line in record.split(separator: UInt8(ascii: "\n")) {
            guard let space = line.firstIndex(of: UInt8(ascii: " ")), line.first == UInt8(ascii: "/") else { continue }
            let value = line[(space + 1)...]
            guard !value.isEmpty else { continue }
            lines.append(
                Line(
                    path: String(decoding: line[..<space], as: UTF8.self),
                    value: String(decoding: value, as: UTF8.self)))
        }
    }

    /// The record's content.
    var record: [UInt8] {
        var bytes: [UInt8] = []
        for line in lines {
            bytes += line.path.utf8
            bytes.append(UInt8(ascii: " "))
            bytes += line.value.utf8
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }

    /// The original value of the setting in a file, absolute; nil when none is recorded.
    package subscript(path: String) -> String? {
        get { lines.first { $0.path == path }?.value }
        set {
            lines.removeAll { $0.path == path }
            if let newValue { lines.append(Line(path: path, value: newValue)) }
        }
    }

    /// Those that this boot's runs have recorded.
    ///
    /// - Throws: EACCES for an ordinary user, and EIO and its like.
    package static func read(_ places: RuntimePlaces = .standard) throws(SystemError) -> OriginalValues {
        OriginalValues(record: try RuntimeRecords.read(name, places) ?? [])
    }

    /// Replaces the record; without any value there is none.
    package func write(_ places: RuntimePlaces = .standard) throws(SystemError) {
        if lines.isEmpty {
            try RuntimeRecords.remove(OriginalValues.name, places)
        } else {
            try RuntimeRecords.write(OriginalValues.name, record, places)
        }
    }
}
