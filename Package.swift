// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors where `BAYLINE_STRICT` is set (our own gate), so that a newer compiler's
/// new warning does not break a stranger's build.
let strict = Context.environment["BAYLINE_STRICT"] != nil

let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (strict ? [.treatAllWarnings(as: .error)] : [])

let package = Package(
  name: "bayline",
  platforms: [.macOS(.v14)],
  products: [
    .library(name: "Bayline", targets: ["Bayline"]),
    .executable(name: "bayline", targets: ["BaylineCommand"]),
    // For the package in Benchmarks/ alone.
    .library(name: "BaylineKernels", targets: ["BaylineKernels"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    // The core: the standard library alone.
    .target(name: "BaylineModel", swiftSettings: settings),
    .target(name: "BaylineSolver", dependencies: ["BaylineModel"], swiftSettings: settings),
    .target(name: "BaylineVerifier", dependencies: ["BaylineModel"], swiftSettings: settings),
    .target(name: "BaylineStatistics", dependencies: ["BaylineModel"], swiftSettings: settings),
    .target(
      name: "BaylineSimulation", dependencies: ["BaylineModel", "BaylineSolver", "BaylineStatistics"],
      swiftSettings: settings),

    .target(
      name: "BaylineForecast", dependencies: ["BaylineModel", "BaylineStatistics"], swiftSettings: settings),
    .target(name: "BaylineOutreach", dependencies: ["BaylineModel"], swiftSettings: settings),

    // The edges: files, words, made-up workshops.
    .target(name: "BaylineFormats", dependencies: ["BaylineModel"], swiftSettings: settings),
    .target(
      name: "BaylineReports",
      dependencies: [
        "BaylineModel", "BaylineForecast", "BaylineFormats", "BaylineOutreach", "BaylineSimulation",
        "BaylineSolver",
        "BaylineStatistics", "BaylineVerifier",
      ],
      swiftSettings: settings),
    .target(
      name: "BaylineGenerator", dependencies: ["BaylineModel", "BaylineStatistics"], swiftSettings: settings),
    .target(
      name: "BaylineSpreadsheets",
      dependencies: ["BaylineModel", "BaylineFormats", "BaylineOutreach", "BaylineReports"],
      swiftSettings: settings),

    // What other programs import, and the command line over it.
    .target(
      name: "Bayline",
      dependencies: [
        "BaylineModel", "BaylineForecast", "BaylineFormats", "BaylineOutreach", "BaylineSimulation",
        "BaylineSolver",
        "BaylineStatistics", "BaylineVerifier", "BaylineReports", "BaylineGenerator",
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "BaylineCommand",
      dependencies: [
        "Bayline", "BaylineSpreadsheets",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    // The solver's kernels for the package in Benchmarks/, which sees nothing that is `package`.
    .target(
      name: "BaylineKernels", dependencies: ["BaylineModel", "BaylineSolver"], swiftSettings: settings),

    // Tests mirror the sources, one target each.
    .target(
      name: "TestSupport", dependencies: ["Bayline"], path: "Tests/TestSupport", swiftSettings: settings),
    .testTarget(
      name: "BaylineModelTests", dependencies: ["BaylineModel", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "BaylineFormatsTests", dependencies: ["BaylineFormats", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "BaylineSpreadsheetsTests",
      dependencies: ["BaylineSpreadsheets", "BaylineOutreach", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "BaylineSolverTests",
      dependencies: ["Bayline", "BaylineGenerator", "BaylineSolver", "BaylineVerifier", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "BaylineVerifierTests", dependencies: ["BaylineVerifier", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "BaylineStatisticsTests", dependencies: ["BaylineStatistics", "BaylineModel"],
      swiftSettings: settings),
    .testTarget(
      name: "BaylineSimulationTests",
      dependencies: ["BaylineSimulation", "BaylineStatistics", "Bayline", "BaylineGenerator", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "BaylineForecastTests",
      dependencies: [
        "BaylineForecast", "BaylineStatistics", "BaylineModel", "BaylineFormats", "TestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "BaylineReportsTests", dependencies: ["BaylineReports", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "BaylineGeneratorTests", dependencies: ["Bayline", "BaylineGenerator", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "BaylineOutreachTests",
      dependencies: ["BaylineOutreach", "Bayline", "BaylineSpreadsheets", "TestSupport"],
      swiftSettings: settings),
    .testTarget(name: "BaylineTests", dependencies: ["Bayline", "TestSupport"], swiftSettings: settings),
    // Whole-program tests on the built executable.
    .testTarget(
      name: "CommandTests", dependencies: ["BaylineCommand", "Bayline", "TestSupport"],
      swiftSettings: settings),
  ]
)
