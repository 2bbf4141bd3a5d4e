import Bayline
import BaylineGenerator
import Foundation

/// A dataset, or a case generated from a profile.
struct Case {
  let name: String
  let site: Site
  let demand: Demand
  let siteBytes: [UInt8]
  let demandBytes: [UInt8]

  /// Reads `datasets/NAME`.
  init(dataset name: String) throws {
    let folder = Self.datasets.appending(path: name)
    try self.init(
      name: name, siteBytes: [UInt8](Data(contentsOf: folder.appending(path: "site.json"))),
      demandBytes: [UInt8](Data(contentsOf: folder.appending(path: "demand.json"))))
  }

  /// Generates a case from a profile with seed 1.
  init(profile: String) throws {
    let files = WorkshopGenerator(profile: profile, seed: 1)?.files() ?? []
    func bytes(_ path: String) -> [UInt8] {
      files.first { $0.path == path }.map { Array($0.text.utf8) } ?? []
    }
    try self.init(name: profile, siteBytes: bytes("site.json"), demandBytes: bytes("demand.json"))
  }

  private init(name: String, siteBytes: [UInt8], demandBytes: [UInt8]) throws {
    let reading = SiteFormat.decode(siteBytes, file: "site.json")
    self.name = name
    self.siteBytes = siteBytes
    self.demandBytes = demandBytes
    site = try reading.get()
    demand = try DemandFormat.decode(demandBytes, file: "demand.json", site: reading.names).get()
  }

  private static let datasets = URL(filePath: #filePath)  // Benchmarks/Benchmarks/Kernels/Cases.swift
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "datasets")
}
