import Foundation

/// Trees of files below a temporary folder: copies of machines.
extension TemporaryFolder {
    /// Writes a file and the folders that lead to it.
    package func plant(_ name: String, _ text: String) throws { try plant(name, Array(text.utf8)) }

    /// Writes a file and the folders that lead to it.
    package func plant(_ name: String, _ bytes: [UInt8]) throws {
        try makeFolders(above: name)
        try Data(bytes).write(to: URL(fileURLWithPath: self[name]))
    }

    /// Makes a symbolic link and the folders that lead to it.
    package func link(_ name: String, to target: String) throws {
        try makeFolders(above: name)
        try FileManager.default.createSymbolicLink(atPath: self[name], withDestinationPath: target)
    }

    private func makeFolders(above name: String) throws {
        let folder = (self[name] as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
}
