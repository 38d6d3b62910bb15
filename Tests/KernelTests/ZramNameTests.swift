import Kernel
import Testing

@Suite("Names of zram devices")
struct ZramNameTests {
    @Test(
        "Only zramN is a device's name",
        arguments: [
            ("zram0", 0), ("zram12", 12), ("zram9999999", 9_999_999), ("zram", nil), ("zram-control", nil),
            ("zramx", nil), ("zram01", nil), ("zram00", nil), ("zram10000000", nil), ("zram99999999999", nil),
            ("zram-1", nil), ("zram+1", nil), ("zram 1", nil), ("loop0", nil), ("", nil), ("ZRAM0", nil),
        ] as [(String, Int?)])
    func name(text: String, number: Int?) {
        let name = ZramName(text)
        #expect(name?.number == number)
        #expect(name.map { $0.text == text } ?? true)
        #expect(ZramName(node: "/dev/" + text) == name)
    }

    @Test(
        "A node is a device's only directly below /dev",
        arguments: ["zram0", "/dev/zram0p1", "/dev/x/zram0", "/dev/zram0/", ""])
    func node(path: String) {
        #expect(ZramName(node: path) == nil)
        #expect(ZramName(3).node == "/dev/zram3")
    }

    @Test(
        "What resembles a device's name is known before it is checked",
        arguments: [
            ("zram0", true), ("zram01", true), ("zram123456789", true), ("zram", false), ("zramx", false),
            ("a1", false),
        ])
    func resemblance(text: String, isResembled: Bool) {
        #expect(ZramName.isResembled(by: text) == isResembled)
    }
}
