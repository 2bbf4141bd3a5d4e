import ArgumentParser
import Bayline
import BaylineGenerator
import BaylineWording

/// `bayline generate`: synthetic workshops, days and histories.
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Generate a synthetic workshop with visits.",
    discussion: """
      Writes site.json and demand.json into a folder. The same profile and seed give the same files on any machine. \
      An existing file that differs is not replaced without --force; other files are not touched.

      PROFILES
      \(WorkshopGenerator.profiles.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"))

      The profile history takes --from and --to (days from \(WorkshopGenerator.historySpan.from) to \
      \(WorkshopGenerator.historySpan.to)) and writes one site.json and a folder for each day with demand.json, as known the \
      evening before, and actual.json, what happened. The number of visits is real; everything else is synthetic \
      (docs/history.md).

      EXAMPLES
        bayline generate --profile demo --seed 7 --out demo
        bayline generate --profile group --shops 2000 --out shops
        bayline generate --profile history --from 2021-01-01 --to 2022-12-31 --out past
      """)

  @Option(help: "The profile: \(WorkshopGenerator.profiles.map(\.name).joined(separator: ", ")).")
  var profile: String

  @Option(
    parsing: .unconditional, help: "Random seed, an integer; another seed gives another case.",
    transform: BaylineCommand.seed)
  var seed: UInt64 = 1

  @Option(name: .customLong("out"), help: ArgumentHelp("The folder to write into.", valueName: "dir"))
  var folder: String

  @Option(
    name: .customLong("from"), help: ArgumentHelp("The first past day (profile history).", valueName: "date"))
  var first: String?

  @Option(
    name: .customLong("to"), help: ArgumentHelp("The last past day (profile history).", valueName: "date"))
  var last: String?

  @Option(help: "The number of workshops, 1 to 10000 (profile group; default: 20).")
  var shops: Int?

  @Flag(help: "Replace existing files.")
  var force = false

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    guard let generator = WorkshopGenerator(profile: profile, seed: seed) else {
      let names = WorkshopGenerator.profiles.map(\.name).joined(separator: ", ")
      throw ValidationError("There is no profile '\(profile)'; choose one of \(names).")
    }
    if (first ?? last) != nil, !generator.hasPastDays {
      throw ValidationError("--from and --to require --profile history.")
    }
    if let shops {
      if !generator.isGroup { throw ValidationError("--shops requires --profile group.") }
      if !WorkshopGenerator.groupSizes.contains(shops) {
        throw ValidationError("--shops is \(shops); give 1 to \(WorkshopGenerator.groupSizes.upperBound).")
      }
    }
    if (first == nil) != (last == nil) {
      throw ValidationError("Give both --from and --to, or neither.")
    }
  }

  func run() throws {
    let words = Glossary(messages.lang ?? .ofUser)
    let files = try generatedFiles()
    if files.isEmpty {
      let (from, to) = WorkshopGenerator.historySpan
      throw Refusal.badFile([
        words(
          "\(folder):$: 这段时间没有记录; 请选择 \(from) 至 \(to) 之间的日期",
          "\(folder):$: there are no past days in this range; choose days from \(from) to \(to)")
      ])
    }
    let named = files.map { (path: $0.path, text: $0.text) }
    try OutputFolder(path: folder).write(named, force: force, words)
    if !messages.quiet {
      Console.report(
        words(
          "\(folder)：已写入 \(files.count) 个文件（\(profile)，种子 \(seed)）",
          "\(folder): \(files.count) file\(files.count == 1 ? "" : "s") of profile \(profile), seed \(seed)"))
    }
  }

  private func generatedFiles() throws -> [GeneratedFile] {
    guard let generator = WorkshopGenerator(profile: profile, seed: seed, shops: shops ?? 20) else {
      return []
    }
    guard let first, let last else { return generator.files() }
    do {
      return try generator.files(from: first, to: last)
    } catch {
      switch error {
      case .noPastDays: throw ValidationError("The profile \(profile) has no past days.")
      case .noDate(let text): throw ValidationError("'\(text)' is not a date like 2022-09-30.")
      case .backwards: throw ValidationError("--to \(last) is before --from \(first).")
      }
    }
  }
}
