// swift-tools-version: 6.3
import PackageDescription

/// Every Swift target of the project compiles in two modes: hosted (tests, tooling) and, with the package trait
/// `Embedded`, as Embedded Swift without a runtime (the product; see scripts/build).
let swiftSettings: [SwiftSetting] = [
    .enableExperimentalFeature("Embedded", .when(traits: ["Embedded"])),
    .unsafeFlags(["-wmo", "-Osize"], .when(traits: ["Embedded"])),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]
let cSettings: [CSetting] = [.treatAllWarnings(as: .error)]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(
        name: name, dependencies: dependencies + ["Support"], swiftSettings: [.treatAllWarnings(as: .error)])
}

let package = Package(
    name: "zramctl-swift",
    products: [.executable(name: "zramctl-swift", targets: ["zramctl-swift"])],
    traits: [.trait(name: "Embedded", description: "Compile as Embedded Swift: a static program without a runtime.")],
    targets: [
        .systemLibrary(name: "CBlkid", pkgConfig: "blkid", providers: [.apt(["libblkid-dev"])]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .target(name: "CSystem", cSettings: cSettings),

        module("Model"),
        module("System", ["CSystem", "CBlkid", "Model"]),
        module("YAML", ["CYAML", "Model"]),
        module("Profiles", ["YAML", "Model"]),
        module("LiveState", ["System", "Model"]),
        module("Planning", ["Profiles", "LiveState", "Model"]),
        module("KernelCheck", ["Profiles", "Model"]),
        module("Applying", ["Planning", "System", "Model"]),
        module("Reports", ["Planning", "LiveState", "Model"]),
        module("Commands", ["Applying", "Reports", "Planning", "LiveState", "Profiles", "System", "Model"]),
        .executableTarget(name: "zramctl-swift", dependencies: ["Commands"], swiftSettings: swiftSettings),

        .target(
            name: "Support", dependencies: ["Applying", "Planning", "LiveState", "Profiles", "Model"],
            path: "Tests/Support", swiftSettings: [.treatAllWarnings(as: .error)]),
        tests("ModelTests", ["Model"]),
        tests("SystemTests", ["System", "Model"]),
        tests("ProfilesTests", ["Profiles", "YAML", "Model"]),
        tests("LiveStateTests", ["LiveState", "System", "Model"]),
        tests("PlanningTests", ["Planning", "LiveState", "Profiles", "Model"]),
        tests("KernelCheckTests", ["KernelCheck", "Profiles", "Model"]),
        tests("ApplyingTests", ["Applying", "Planning", "System", "Model"]),
        tests("ReportsTests", ["Reports", "Planning", "LiveState", "Model"]),
        tests("CommandsTests", ["Commands"]),
    ]
)
