// swift-tools-version: 6.3
import PackageDescription

/// Every Swift target of the program compiles in two ways: hosted, one module each, for tests and tooling; and all together as
/// Embedded Swift without a runtime, the product, which scripts/build makes with the compiler itself.
let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]
let cSettings: [CSetting] = [.treatAllWarnings(as: .error)]
/// Tests import Foundation, whose C modules must be read with the definitions that CSystem.h makes.
let testSettings: [SwiftSetting] = [
    .treatAllWarnings(as: .error), .unsafeFlags(["-Xcc", "-D_GNU_SOURCE", "-Xcc", "-D_FILE_OFFSET_BITS=64"]),
]

/// What every module above them speaks of.
let values: [Target.Dependency] = ["SwapFormat", "Kernel", "Text"]

func module(
    _ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil, exclude: [String] = []
) -> Target {
    .target(name: name, dependencies: dependencies, path: path, exclude: exclude, swiftSettings: swiftSettings)
}

/// A module that the build for boot leaves out; scripts/build has its folder in a list.
func whole(_ name: String) -> Target.Dependency { .target(name: name, condition: .when(traits: ["Whole"])) }

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies + ["Support"], swiftSettings: testSettings)
}

/// libFuzzer's targets, which scripts/testing/fuzz builds with its instruments in all modules; else nothing needs them.
let fuzzing: [Target] =
    Context.environment["ZRAMCTL_FUZZING"] == nil
    ? []
    : [
        .target(name: "FuzzDriver", path: "Tests/FuzzDriver"),
        .executableTarget(
            name: "fuzz",
            dependencies: [
                "FuzzDriver", "Support", "CommandLine", "Commands", "KernelCheck", "KernelConfigs", "Reports",
                "Applying", "Planning", "Resources", "Profiles", "LiveState", "System",
            ] + values,
            path: "Tests/Fuzz", swiftSettings: testSettings + [.unsafeFlags(["-parse-as-library"])]),
    ]

let package = Package(
    name: "zramctl-swift",
    products: [.executable(name: "zramctl-swift", targets: ["zramctl-swift"])],
    traits: [
        .default(enabledTraits: ["Whole"]),
        .trait(name: "Whole", description: "Every command; without it, those that a board needs at boot."),
    ],
    targets: [
        .systemLibrary(name: "CBlkid", pkgConfig: "blkid", providers: [.apt(["libblkid-dev"])]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CSystem", cSettings: cSettings),

        module("Text"),
        module("Kernel", ["Text"]),
        module("SwapFormat", ["Kernel", "Text"]),
        module("System", ["CSystem", "CBlkid", "CZlib"] + values),
        module("YAML", ["CYAML", "Text"]),
        module("Profiles", ["YAML"] + values),
        module("KernelConfigs", ["System"] + values),
        module("LiveState", ["System"] + values),
        module("Planning", ["Profiles", "LiveState"] + values),
        module("Resources", ["Planning", "Profiles", "LiveState", "YAML"] + values),
        module("Applying", ["Planning", "LiveState", "System"] + values),
        module("KernelCheck", ["Resources", "Profiles", "LiveState", "System"] + values),
        module("Reports", ["Resources", "Applying", "Planning", "LiveState", "System"] + values, exclude: ["Check"]),
        module(
            "CheckReports", ["KernelCheck", "Reports", "Resources", "Profiles"] + values, path: "Sources/Reports/Check"),
        module(
            "CommandLine", ["Reports", "Resources", "Profiles", "LiveState", "System"] + values,
            path: "Sources/Commands/CommandLine"),
        module(
            "CheckCommand",
            [
                "CommandLine", "CheckReports", "KernelCheck", "KernelConfigs", "Reports", "Resources", "Profiles",
                "LiveState", "System",
            ] + values,
            path: "Sources/Commands/Check"),
        module(
            "Commands",
            [
                "CommandLine", whole("CheckCommand"), "Applying", "Reports", "Planning", "Resources", "LiveState",
                "Profiles", "System",
            ] + values,
            exclude: ["CommandLine", "Check"]),
        // As a library, because the entry is a C function (see EntryPoint.swift) and not Swift's top-level code.
        .executableTarget(
            name: "zramctl-swift",
            dependencies: ["Commands", "CommandLine", "Applying", "Planning", "System"] + values,
            swiftSettings: swiftSettings + [.unsafeFlags(["-parse-as-library"])]),

        .target(
            name: "Support",
            dependencies: ["Applying", "Planning", "Resources", "LiveState", "Profiles", "YAML"] + values,
            path: "Tests/Support", swiftSettings: testSettings),
        // The manual and the shells' completions, which scripts/manual writes.
        .target(
            name: "Manual", dependencies: ["CommandLine", "KernelCheck", "Resources", "Profiles"],
            swiftSettings: testSettings),
        .executableTarget(
            name: "write-manual", dependencies: ["Manual"], swiftSettings: testSettings),
        tests("ManualTests", ["Manual", "CommandLine", "KernelCheck", "Resources", "Profiles"]),
        // What imports what, read from the sources.
        .testTarget(name: "ArchitectureTests", swiftSettings: testSettings),
        tests("TextTests", ["Text"]),
        tests("KernelTests", values),
        tests("SwapFormatTests", values),
        tests("SystemTests", ["System"] + values),
        tests("KernelConfigsTests", ["KernelConfigs", "System"] + values),
        tests("KernelCheckTests", ["KernelCheck", "Resources", "LiveState", "Profiles"] + values),
        tests("ProfilesTests", ["Resources", "Profiles", "YAML"] + values),
        tests("LiveStateTests", ["Resources", "LiveState", "System"] + values),
        tests("PlanningTests", ["Planning", "Resources", "LiveState", "Profiles"] + values),
        tests("ApplyingTests", ["Applying", "Planning", "Resources", "LiveState", "Profiles", "System"] + values),
        tests(
            "ReportsTests",
            [
                "Reports", "CheckReports", "KernelCheck", "Resources", "Profiles", "Applying", "Planning", "LiveState",
                "System",
            ] + values),
        tests(
            "CommandsTests",
            [
                "Commands", "CommandLine", "KernelCheck", "zramctl-swift", "Applying", "Planning", "Resources",
                "LiveState", "Profiles", "System",
            ] + values),
    ] + fuzzing
)
