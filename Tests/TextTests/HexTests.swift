import Testing
import Text

@Suite("Hexadecimal digits")
struct HexTests {
    @Test("Every digit is read as the number that it was written from, in either case")
    func roundTrip() {
        for number in UInt8(0)..<16 {
            let digit = Hex.digit(number)
            #expect(Hex.value(digit) == number && Hex.value(digit.uppercase) == number)
        }
        #expect((0..<16).map { Hex.digit($0) } == Array("0123456789abcdef".utf8))
    }

    @Test("No other byte is a digit")
    func others() {
        #expect((UInt8.min...UInt8.max).filter { Hex.value($0) != nil } == Array("0123456789ABCDEFabcdef".utf8))
    }
}
