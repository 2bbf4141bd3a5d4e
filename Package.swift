// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors where `BAYLINE_STRICT` is set (our own gate), so that a newer compiler's
/// new warning does not break a stranger's build.
let strict = Context.environment["BAYLINE_STRICT"] != nil

/// `BAYLINE_DOCC` adds the documentation plugin, which nobody needs who builds or uses Bayline.
let documentation: [Package.Dependency] =
  Context.environment["BAYLINE_DOCC"] == nil
  ? [] : [.package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.4.0")]

/// `BAYLINE_WITHOUT_DESK` leaves out the desk and what only it needs.
let hasDesk = Context.environment["BAYLINE_WITHOUT_DESK"] == nil

/// For the desk alone; `swift build --product bayline` compiles none of them.
let deskDependencies: [Package.Dependency] =
  hasDesk
  ? [
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.100.0"),
  ] : []

let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (strict ? [.treatAllWarnings(as: .error)] : [])

/// Tests compile fast in release builds too; what they test is optimized.
let testSettings = settings + [.unsafeFlags(["-Onone"], .when(configuration: .release))]

let package = Package(
  name: "bayline",
  // From 15 on there are `Mutex` and `Atomic`.
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Bayline", targets: ["Bayline"]),
    .library(name: "BaylineReports", targets: ["BaylineReports", "BaylineWording"]),
    .library(name: "BaylineGenerator", targets: ["BaylineGenerator"]),
    .executable(name: "bayline", targets: ["BaylineCommand"]),
    .executable(name: "bayline-desk", targets: ["BaylineDesk"]),
    // For the package in Benchmarks/ alone.
    .library(name: "BaylineKernels", targets: ["BaylineKernels"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ] + deskDependencies + documentation,
  targets: [
    // Base: values and mathematics. The standard library alone, as in the engines.
    .target(name: "BaylineMath", swiftSettings: settings),
    .target(name: "BaylineModel", dependencies: ["BaylineMath"], swiftSettings: settings),

    // Engines: no files, no JSON, no language.
    .target(name: "BaylineSolver", dependencies: ["BaylineModel", "BaylineMath"], swiftSettings: settings),
    .target(name: "BaylineVerifier", dependencies: ["BaylineModel"], swiftSettings: settings),
    .target(name: "BaylineForecast", dependencies: ["BaylineModel", "BaylineMath"], swiftSettings: settings),
    .target(
      name: "BaylineSimulation", dependencies: ["BaylineModel", "BaylineMath"], swiftSettings: settings),
    .target(
      name: "BaylinePlanning",
      dependencies: ["BaylineModel", "BaylineSolver", "BaylineVerifier"],
      swiftSettings: settings),
    .target(
      name: "BaylineStudies",
      dependencies: [
        "BaylineModel", "BaylineMath", "BaylineSolver", "BaylineVerifier", "BaylineSimulation",
        "BaylinePlanning",
      ],
      swiftSettings: settings),

    // Edges: files, words, forms, spreadsheets, made-up workshops.
    .target(name: "BaylineFormats", dependencies: ["BaylineModel", "BaylineMath"], swiftSettings: settings),
    .target(
      name: "BaylineWording", dependencies: ["BaylineModel", "BaylineFormats"], swiftSettings: settings),
    .target(
      name: "BaylineReports",
      dependencies: [
        "BaylineModel", "BaylineMath", "BaylineVerifier", "BaylineForecast", "BaylineSimulation",
        "BaylineFormats", "BaylineWording",
      ],
      swiftSettings: settings),
    .target(
      name: "BaylineSpreadsheets",
      dependencies: ["BaylineModel", "BaylineMath", "BaylineFormats", "BaylineWording"],
      swiftSettings: settings),
    .target(
      name: "BaylineGenerator", dependencies: ["BaylineModel", "BaylineMath", "BaylineFormats"],
      resources: [.embedInCode("Resources/light-car-shop.csv")], swiftSettings: settings),

    // What other programs import, and the command line over it.
    .target(
      name: "Bayline",
      dependencies: [
        "BaylineModel", "BaylineMath", "BaylineVerifier", "BaylinePlanning", "BaylineStudies",
        "BaylineFormats",
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "BaylineCommand",
      dependencies: [
        "Bayline", "BaylineForecast", "BaylineSimulation", "BaylineGenerator",
        "BaylineReports", "BaylineSpreadsheets", "BaylineWording",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    // The desk: the book of a workshop in SQLite, and its pages in the browser.
    .target(
      name: "BaylineStore",
      dependencies: [
        "BaylineFormats", "BaylineModel", "BaylineWording", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "BaylineDesk",
      dependencies: [
        "Bayline", "BaylineFormats", "BaylineGenerator", "BaylineReports", "BaylineSimulation",
        "BaylineSpreadsheets", "BaylineStore", "BaylineWording",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
      ],
      resources: [.embedInCode("Resources")],
      swiftSettings: settings),

    // The solver's kernels for the package in Benchmarks/, which sees nothing that is `package`.
    .target(
      name: "BaylineKernels", dependencies: ["BaylineModel", "BaylineSolver"], swiftSettings: settings),

    // Tests mirror the sources, one target each.
    .target(
      name: "TestSupport", dependencies: ["BaylineModel"], path: "Tests/TestSupport",
      swiftSettings: testSettings),
    .testTarget(
      name: "BaylineMathTests",
      dependencies: ["BaylineMath", "BaylineModel", "BaylineSolver"],
      swiftSettings: testSettings),
    .testTarget(
      name: "BaylineModelTests",
      dependencies: ["BaylineMath", "BaylineModel", "TestSupport"],
      swiftSettings: testSettings),
    .testTarget(
      name: "BaylineSolverTests",
      dependencies: [
        "Bayline", "BaylineFormats", "BaylineGenerator", "BaylineMath", "BaylineModel", "BaylinePlanning",
        "BaylineSolver", "BaylineVerifier", "TestSupport",
      ],
      swiftSettings: testSettings),
    .testTarget(
      name: "BaylineVerifierTests",
      dependencies: ["BaylineModel", "BaylineVerifier", "TestSupport"],
      swiftSettings: testSettings),
    .testTarget(
      name: "BaylineForecastTests",
      dependencies: ["BaylineForecast", "BaylineMath", "BaylineModel"],
      swiftSettings: testSettings),
    .testTarget(
      name: "BaylineSimulationTests",
      dependencies: [
        "Bayline", "BaylineFormats", "BaylineGenerator", "BaylineMath", "BaylineModel", "BaylinePlanning",
        "BaylineSimulation", "BaylineSolver", "BaylineStudies", "TestSupport",
      ],
      swiftSettings: testSettings),
    .testTarget(
      name: "BaylinePlanningTests",
      dependencies: [
        "Bayline", "BaylineFormats", "BaylineGenerator", "BaylineMath", "BaylineModel", "BaylinePlanning",
        "BaylineReports", "BaylineSimulation", "BaylineVerifier", "BaylineWording", "TestSupport",
      ],
      swiftSettings: testSettings),
    .testTarget(
      name: "BaylineStudiesTests",
      dependencies: [
        "Bayline", "BaylineFormats", "BaylineGenerator", "BaylineMath", "BaylineModel", "BaylinePlanning",
        "BaylineReports", "BaylineSimulation", "BaylineSpreadsheets", "BaylineStudies", "BaylineVerifier",
        "TestSupport",
      ],
      swiftSettings: testSettings),
    .testTarget(
      name: "BaylineFormatsTests",
      dependencies: [
        "Bayline", "BaylineFormats", "BaylineMath", "BaylineModel", "BaylineSolver", "BaylineVerifier",
        "TestSupport",
      ],
      swiftSettings: testSettings),
    .testTarget(
      name: "BaylineWordingTests",
      dependencies: [
        "BaylineFormats", "BaylineMath", "BaylineModel", "BaylineReports", "BaylineWording", "TestSupport",
      ],
      swiftSettings: testSettings),
    .testTarget(
      name: "BaylineReportsTests",
      dependencies: [
        "BaylineFormats", "BaylineGenerator", "BaylineMath", "BaylineModel", "BaylineReports",
        "BaylineSimulation", "BaylineSolver", "BaylineVerifier", "BaylineWording", "TestSupport",
      ],
      swiftSettings: testSettings),
    .testTarget(
      name: "BaylineTests",
      dependencies: [
        "Bayline", "BaylineFormats", "BaylineModel", "BaylinePlanning", "BaylineReports", "BaylineStudies",
        "BaylineVerifier", "BaylineWording", "TestSupport",
      ],
      swiftSettings: testSettings),
    .testTarget(
      name: "BaylineSpreadsheetsTests",
      dependencies: [
        "BaylineFormats", "BaylineMath", "BaylineModel", "BaylineSpreadsheets", "BaylineWording",
        "TestSupport",
      ],
      swiftSettings: testSettings),
    .testTarget(
      name: "BaylineGeneratorTests",
      dependencies: [
        "Bayline", "BaylineFormats", "BaylineGenerator", "BaylineModel", "BaylinePlanning", "BaylineVerifier",
        "TestSupport",
      ],
      swiftSettings: testSettings),
    .testTarget(
      name: "BaylineDeskTests",
      dependencies: [
        "Bayline", "BaylineDesk", "BaylineFormats", "BaylineGenerator", "BaylineMath", "BaylineModel",
        "BaylinePlanning", "BaylineReports", "BaylineSpreadsheets", "BaylineStore", "BaylineVerifier",
        "BaylineWording", "TestSupport",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: testSettings),
    .testTarget(
      name: "BaylineStoreTests",
      dependencies: [
        "Bayline", "BaylineFormats", "BaylineModel", "BaylineStore", "BaylineWording", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Stores"], swiftSettings: testSettings),
    // Whole-program tests on the built executable.
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "Bayline", "BaylineCommand", "BaylineFormats", "BaylineModel", "BaylineReports", "BaylineSimulation",
        "BaylineSolver", "TestSupport",
      ],
      swiftSettings: testSettings),
  ]
)

if !hasDesk {
  let ofDesk: Set = ["BaylineStore", "BaylineDesk", "BaylineStoreTests", "BaylineDeskTests"]
  package.targets.removeAll { ofDesk.contains($0.name) }
  package.products.removeAll { $0.name == "bayline-desk" }
}
