// swift-tools-version: 6.2
import PackageDescription

/// As in the main package: warnings are errors if `BAYLINE_STRICT` is set.
let strict = Context.environment["BAYLINE_STRICT"] != nil

let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "bayline", path: ".."),
    // Without traits, so without its own allocator; speed/allocations.py counts allocations.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "Kernels",
      dependencies: [
        .product(name: "Bayline", package: "bayline"),
        .product(name: "BaylineGenerator", package: "bayline"),
        .product(name: "BaylineKernels", package: "bayline"),
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Benchmarks/Kernels",
      swiftSettings: strict ? [.treatAllWarnings(as: .error)] : [],
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
  ]
)
