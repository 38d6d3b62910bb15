@testable import CommandLine

extension Target {
    func readArguments(_ bytes: [UInt8]) {
        let words = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
            .map { String(decoding: $0.filter { $0 != 0 }, as: UTF8.self) }
        do {
            _ = try Request(words)
        } catch {
            expect(!error.text.isEmpty, "a refusal says why")
        }
    }
}
