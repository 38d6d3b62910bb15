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

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

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
                "FuzzDriver", "Support", "Commands", "KernelCheck", "KernelConfigs", "Reports",
                "Applying", "Planning", "Profiles", "LiveState", "System",
            ] + values,
            path: "Tests/Fuzz", swiftSettings: testSettings + [.unsafeFlags(["-parse-as-library"])]),
    ]

let package = Package(
    name: "zramctl-swift",
    products: [.executable(name: "zramctl-swift", targets: ["zramctl-swift"])],
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
        module("Applying", ["Planning", "LiveState", "System"] + values),
        module("KernelCheck", ["Profiles", "LiveState", "System"] + values),
        module("Reports", ["KernelCheck", "Applying", "Planning", "LiveState", "System"] + values),
        module(
            "Commands",
            [
                "KernelCheck", "KernelConfigs", "Applying", "Reports", "Planning", "LiveState", "Profiles", "System",
            ] + values),
        // As a library, because the entry is a C function (see EntryPoint.swift) and not Swift's top-level code.
        .executableTarget(
            name: "zramctl-swift", dependencies: ["Commands", "Applying", "Planning", "System"] + values,
            swiftSettings: swiftSettings + [.unsafeFlags(["-parse-as-library"])]),

        .target(
            name: "Support", dependencies: ["Applying", "Planning", "LiveState", "Profiles", "YAML"] + values,
            path: "Tests/Support", swiftSettings: testSettings),
        // The manual and the shells' completions, which scripts/manual writes.
        .target(
            name: "Manual", dependencies: ["Commands", "KernelCheck", "Profiles"], swiftSettings: testSettings),
        .executableTarget(
            name: "write-manual", dependencies: ["Manual"], swiftSettings: testSettings),
        tests("ManualTests", ["Manual", "Commands", "KernelCheck", "Profiles"]),
        tests("TextTests", ["Text"]),
        tests("KernelTests", values),
        tests("SwapFormatTests", values),
        tests("SystemTests", ["System"] + values),
        tests("KernelConfigsTests", ["KernelConfigs", "System"] + values),
        tests("KernelCheckTests", ["KernelCheck", "LiveState", "Profiles"] + values),
        tests("ProfilesTests", ["Profiles", "YAML"] + values),
        tests("LiveStateTests", ["LiveState", "System"] + values),
        tests("PlanningTests", ["Planning", "LiveState", "Profiles"] + values),
        tests("ApplyingTests", ["Applying", "Planning", "LiveState", "Profiles", "System"] + values),
        tests(
            "ReportsTests",
            ["Reports", "KernelCheck", "Profiles", "Applying", "Planning", "LiveState", "System"] + values),
        tests(
            "CommandsTests",
            [
                "Commands", "KernelCheck", "zramctl-swift", "Applying", "Planning", "LiveState", "Profiles", "System",
            ] + values),
    ] + fuzzing
)
