import ArgumentParser
import Bayline
import Foundation

/// `bayline generate`: made-up workshops, days and histories.
struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make up a workshop and its visits.",
    discussion: """
      Writes site.json and demand.json into a folder. The same profile and seed give the same files on any machine. \
      A file that is there already and differs is not replaced without --force; other files stay as they are.

      PROFILES
      \(WorkshopGenerator.profiles.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"))

      The profile history takes --from and --to (days from \(WorkshopGenerator.historySpan.from) to \
      \(WorkshopGenerator.historySpan.to)) and writes a folder for each day, with one site.json for all.

      EXAMPLES
        bayline generate --profile demo --seed 7 --out demo
        bayline generate --profile history --from 2021-01-01 --to 2022-12-31 --out past
      """)

  @Option(help: "What to make: \(WorkshopGenerator.profiles.map(\.name).joined(separator: ", ")).")
  var profile: String

  @Option(help: "A whole number; another one makes another case.")
  var seed: UInt64 = 1

  @Option(name: .customLong("out"), help: ArgumentHelp("The folder to write into.", valueName: "dir"))
  var folder: String

  @Option(name: .customLong("from"), help: ArgumentHelp("The first past day (history).", valueName: "date"))
  var first: String?

  @Option(name: .customLong("to"), help: ArgumentHelp("The last past day (history).", valueName: "date"))
  var last: String?

  @Flag(help: "Replace files that are there already.")
  var force = false

  @Flag(help: "Say nothing but faults.")
  var quiet = false

  func validate() throws {
    guard let generator = WorkshopGenerator(profile: profile, seed: seed) else {
      let names = WorkshopGenerator.profiles.map(\.name).joined(separator: ", ")
      throw ValidationError("There is no profile '\(profile)'; choose one of \(names).")
    }
    if (first ?? last) != nil, !generator.hasPastDays {
      throw ValidationError("--from and --to go with --profile history alone.")
    }
    if (first == nil) != (last == nil) {
      throw ValidationError("Give both --from and --to, or neither.")
    }
  }

  func run() throws {
    let files = try generatedFiles()
    if files.isEmpty {
      complain(
        "\(folder): no past day in this range; choose days from \(WorkshopGenerator.historySpan.from) to \(WorkshopGenerator.historySpan.to)"
      )
      throw ExitCode(2)
    }
    do {
      try write(files, into: URL(filePath: folder, directoryHint: .isDirectory))
    } catch let error as CocoaError {
      complain("\(folder): cannot be written (\(error.localizedDescription)); choose another folder")
      throw ExitCode(2)
    }
    if !quiet {
      complain("\(folder): \(files.count) files of profile \(profile), seed \(seed)")
    }
  }

  private func generatedFiles() throws -> [GeneratedFile] {
    guard let generator = WorkshopGenerator(profile: profile, seed: seed) else { return [] }
    guard let first, let last else { return generator.files() }
    do {
      return try generator.files(from: first, to: last)
    } catch {
      switch error {
      case .noPastDays: throw ValidationError("The profile \(profile) has no past days.")
      case .noDate(let text): throw ValidationError("'\(text)' is no date like 2022-09-30.")
      case .backwards: throw ValidationError("--to \(last) lies before --from \(first).")
      }
    }
  }

  /// Writes each file aside and renames it, after none of them has been found to stand in the way.
  private func write(_ files: [GeneratedFile], into folder: URL) throws {
    if !force {
      let taken = files.filter { file in
        guard let there = try? Data(contentsOf: folder.appending(path: file.path)) else { return false }
        return there != Data(file.text.utf8)
      }
      if !taken.isEmpty {
        for file in taken.prefix(10) {
          complain(
            "\(self.folder)/\(file.path): is there already and differs; choose another folder or give --force"
          )
        }
        throw ExitCode(2)
      }
    }
    for (place, file) in files.enumerated() {
      let target = folder.appending(path: file.path)
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.text.utf8).write(to: target, options: .atomic)
      if !quiet, place % 500 == 499 { complain("\(place + 1) of \(files.count) files") }
    }
  }

  private func complain(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
