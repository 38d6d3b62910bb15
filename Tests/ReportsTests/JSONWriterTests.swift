import Foundation
import Reports
import Testing

@Suite("JSON text")
struct JSONWriterTests {
    @Test(
        "Strings are escaped so that they parse, and so that no terminal acts on them",
        arguments: [
            ("plain", #""plain""#), (#"a"b\c"#, #""a\"b\\c""#), ("a\nb\tc\rd", #""a\nb\tc\rd""#),
            ("\u{0}\u{1b}\u{7f}", #""\u0000\u001b\u007f""#), ("grün → 🐘", #""grün → 🐘""#),
            ("\u{9b}1m\u{80}\u{202e}\u{2066}\u{200f}", #""\u009b1m\u0080\u202e\u2066\u200f""#),
            (String(decoding: [0x61, 0xff, 0x62] as [UInt8], as: UTF8.self), "\"a\u{fffd}b\""), ("", #""""#),
        ])
    func strings(value: String, text: String) throws {
        let written = JSONWriter.text(of: .string(value))
        #expect(written == text + "\n")
        let parsed = try JSONSerialization.jsonObject(with: Data(written.utf8), options: .fragmentsAllowed)
        #expect(parsed as? String == value)
    }

    @Test("Members keep their order, empty containers stay on one line, two spaces a level")
    func layout() {
        var ape = JSONObject()
        ape.add("list", .array([.unsigned(.max), .null, .bool(true)]))
        ape.add("none", .array([]))
        var value = JSONObject()
        value.add("zebra", -1)
        value.add("ape", .object(ape))
        value.add("empty", .object(JSONObject()))
        value.add("ratio", .hundredths(305))
        #expect(
            JSONWriter.text(of: .object(value)) == """
                {
                  "zebra": -1,
                  "ape": {
                    "list": [
                      18446744073709551615,
                      null,
                      true
                    ],
                    "none": []
                  },
                  "empty": {},
                  "ratio": 3.05
                }

                """)
    }
}
