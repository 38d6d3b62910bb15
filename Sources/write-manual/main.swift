import Foundation
import Manual

// write-manual FOLDER DATE, for scripts/manual.
let arguments = CommandLine.arguments
guard arguments.count == 3 else {
    FileHandle.standardError.write(Data("usage: write-manual FOLDER DATE\n".utf8))
    exit(64)
}
for (name, text) in ManualFiles.all(date: arguments[2]) {
    try Data(text.utf8).write(to: URL(filePath: arguments[1]).appending(path: name))
}
