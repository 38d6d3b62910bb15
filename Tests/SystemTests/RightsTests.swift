import Testing

@testable import System

@Suite("What root may do")
struct RightsTests {
    @Test(
        "The map of the first user namespace has every id as itself",
        arguments: [
            ("         0          0 4294967295\n", true), ("0 0 4294967295", true), ("0 1000 1\n", false),
            ("0 100000 65536\n", false), ("0 0 65536\n", false), ("0 0 1\n1 1 4294967294\n", false), ("", false),
        ])
    func map(text: String, isWhole: Bool) {
        #expect(Rights.isWhole(Array(text.utf8)) == isWhole)
    }
}
