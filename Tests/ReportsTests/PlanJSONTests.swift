import Support
import Kernel
import Foundation
import Planning
import Reports
import Testing
import Text

@Suite("A plan as JSON")
struct PlanJSONTests {
    @Test("A replace, exactly")
    func replacement() {
        let plan = Plan(changes: [Samples.replacement])
        #expect(
            PlanJSON.document(plan).text == """
                {
                  "format_version": 1,
                  "summary": {
                    "create": 0,
                    "change": 0,
                    "replace": 1,
                    "remove": 0,
                    "in_sync": 0,
                    "unmanaged": 0,
                    "blocked": 0
                  },
                  "resources": [
                    {
                      "resource": "swap_files./var/swap",
                      "kind": "swap_files",
                      "name": "/var/swap",
                      "action": "replace",
                      "actions": [
                        "delete",
                        "create"
                      ],
                      "location": {
                        "file": "board.yaml",
                        "line": 7,
                        "column": 3
                      },
                      "differences": [
                        {
                          "property": "size",
                          "live": "256M",
                          "wanted": "512M"
                        }
                      ],
                      "swap_in_bytes": 12373196,
                      "steps": [
                        {
                          "number": 1,
                          "operation": "swapoff",
                          "path": "/var/swap",
                          "used": 12373196
                        },
                        {
                          "number": 2,
                          "operation": "create_swap_file",
                          "path": "/var/swap",
                          "temporary_path": "/var/.swap.zramctl-swift",
                          "size": 536870912,
                          "replaces": true
                        },
                        {
                          "number": 3,
                          "operation": "swapon",
                          "path": "/var/swap",
                          "priority": 10,
                          "discard": "none"
                        }
                      ],
                      "diagnostics": []
                    }
                  ],
                  "diagnostics": []
                }

                """)
    }

    private func resources(_ plan: Plan) throws -> [[String: Any]] {
        let document = try JSONSerialization.jsonObject(with: Data(PlanJSON.document(plan).text.utf8))
        return try #require((document as? [String: Any])?["resources"] as? [[String: Any]])
    }

    @Test(
        "Actions use the words that other planners' readers know",
        arguments: [
            (Action.create, "create", ["create"]), (.change, "change", ["update"]),
            (.replace, "replace", ["delete", "create"]), (.remove, "remove", ["delete"]),
            (.inSync, "in_sync", ["no-op"]), (.unmanaged, "unmanaged", ["no-op"]), (.blocked, "blocked", ["blocked"]),
        ])
    func actions(action: Action, name: String, words: [String]) throws {
        let plan = Plan(changes: [ResourceChange(resource: Resource(.cgroup, "app"), action: action)])
        let resource = try #require(resources(plan).first)
        #expect(resource["action"] as? String == name)
        #expect(resource["actions"] as? [String] == words)
        #expect(resource["location"] is NSNull)
        #expect(resource["swap_in_bytes"] is NSNull)
    }

    @Test("Steps are numbered through the whole plan, as in the text")
    func numbers() throws {
        let numbers = try resources(Samples.plan).flatMap { $0["steps"] as? [[String: Any]] ?? [] }
            .map { $0["number"] as? Int }
        #expect(numbers == Array(1...11))
    }

    @Test("Diagnostics carry their place and help")
    func diagnostics() throws {
        let blocked = try #require(resources(Samples.plan).first { $0["action"] as? String == "blocked" })
        let diagnostic = try #require((blocked["diagnostics"] as? [[String: Any]])?.first)
        #expect(diagnostic["severity"] as? String == "error")
        #expect(diagnostic["summary"] as? String == "zram on this kernel does not offer zstd")
        #expect(diagnostic["help"] as? String == "use lz4 or lzo-rle")
        let location = try #require(diagnostic["location"] as? [String: Any])
        #expect(location["file"] as? String == "board.yaml")
        #expect(location["line"] as? Int == 5)
        #expect(location["column"] as? Int == 16)
    }

    @Test(
        "Every step's members",
        arguments: StepTextTests.cases.map { $0.0 } + [
            .write(AttributeWrite(.zram(ZramName(0), .diskSize), .bytes(1))),
            .write(AttributeWrite(.zram(ZramName(0), .algorithm), .text("zstd"))),
            .write(AttributeWrite(.zram(ZramName(0), .algorithmParameters), .parameters(Algorithm(name: "zstd")))),
            .write(AttributeWrite(.cgroup(.unified("a"), .subtreeControl), .flag(true))),
            .write(AttributeWrite(.cgroup(.unified("a"), .v1(.memory)), .max)),
            .write(AttributeWrite(.zram(ZramName(0), .memoryLimit), .bytes(4096))),
        ])
    func steps(step: Step) throws {
        let text = JSONWriter.text(of: StepJSON.value(step))
        let members = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let names = Set(members.keys)
        #expect(names == Set(StepMembers.names(of: step)))
        #expect(members["operation"] as? String == StepMembers.operation(of: step))
        guard case .write(let write) = step else { return }
        let readBack = members["read_back"] as? [String: Any]
        switch write.attribute {
        case .zram(_, .algorithmParameters), .cgroup(_, .v1): #expect(members["read_back"] is NSNull)
        case .zram(_, .algorithm): #expect(readBack?["form"] as? String == "selected")
        case .zram(let name, .memoryLimit):
            #expect(readBack?["form"] as? String == "column")
            #expect(readBack?["path"] as? String == "/sys/block/\(name.text)/mm_stat")
            #expect(readBack?["column"] as? Int == 3)
            #expect(readBack?["value"] as? String == write.text)
        case .cgroup(_, .subtreeControl):
            #expect(readBack?["form"] as? String == "word")
            #expect(readBack?["value"] as? String == "memory")
        case .zram, .cgroup, .sysctl: #expect(readBack?["form"] as? String == "text")
        }
    }
}

/// What readers of the JSON rely on.
private enum StepMembers {
    static func operation(of step: Step) -> String {
        switch step {
        case .loadModule: "load_module"
        case .addZram: "add_zram"
        case .removeZram: "remove_zram"
        case .write, .resetZram: "write"
        case .formatSwap: "format_swap"
        case .createSwapFile: "create_swap_file"
        case .removeFile: "remove_file"
        case .restoreContent: "restore_content"
        case .placeSwapFile: "place_swap_file"
        case .putBackSwapFile: "put_back_swap_file"
        case .swapOn: "swapon"
        case .swapOff: "swapoff"
        case .makeCgroup: "make_cgroup"
        case .removeCgroup: "remove_cgroup"
        case .recordOriginal: "record_original"
        case .forgetOriginal: "forget_original"
        }
    }

    static func names(of step: Step) -> [String] {
        let special =
            switch step {
            case .loadModule: ["module", "arguments"]
            case .addZram, .removeZram: ["path", "device"]
            case .write, .resetZram: ["path", "value", "read_back"]
            case .formatSwap: ["path", "size", "label", "uuid", "overwrites"]
            case .createSwapFile: ["path", "temporary_path", "size", "replaces"]
            case .placeSwapFile, .putBackSwapFile: ["path", "temporary_path", "kept_path"]
            case .removeFile, .restoreContent, .makeCgroup, .removeCgroup: ["path"]
            case .recordOriginal, .forgetOriginal: ["path", "value"]
            case .swapOn: ["path", "priority", "discard"]
            case .swapOff: ["path", "used"]
            }
        return ["operation"] + special
    }
}
