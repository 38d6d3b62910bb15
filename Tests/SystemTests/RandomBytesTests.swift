import System
import Testing

@Suite("Random bytes")
struct RandomBytesTests {
    @Test("There are as many as asked for, and never the same twice")
    func draw() throws {
        let first = try RandomBytes.draw(16)
        let second = try RandomBytes.draw(16)
        #expect(first.count == 16 && second.count == 16 && first != second)
        #expect(try RandomBytes.draw(0).isEmpty)
    }
}
