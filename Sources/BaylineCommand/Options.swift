public import ArgumentParser
public import Bayline
import Foundation

/// `--site` and `--demand`, which most commands begin with.
struct CaseOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The workshop; - is standard input.", valueName: "file"))
  var site: String

  @Option(help: ArgumentHelp("The visits asked for; - is standard input.", valueName: "file"))
  var demand: String
}

/// `--site` and `--demand` of several days.
struct DaysOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The workshop; - is standard input.", valueName: "file"))
  var site: String

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "The visits asked for, of one or many days: files, or folders with demand.json or with sub-folders that have one.",
      valueName: "path"))
  var demand: [String]

  func validate() throws {
    if demand.isEmpty { throw ValidationError("Give --demand one file or folder at least.") }
  }
}

/// `--lang` and `--quiet`.
struct MessageOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Language of the words (default: the site's).", valueName: "zh-Hans|en"))
  var lang: Language?

  @Flag(help: "Say nothing but faults on standard error.")
  var quiet = false
}

/// How long and how wide a search is.
struct SearchLimitOptions: ParsableArguments {
  @Option(
    help: "Search for so long, 0 to 86400, decimals allowed (default: 5; replan: 2).")
  var seconds: Double?

  @Option(help: "Search for so many iterations of each thread instead.")
  var iterations: Int?

  @Option(help: "A whole number; another one may find another schedule.")
  var seed = 1

  @Option(help: "Searches side by side, 1 to 256 (default: one for each core).")
  var threads: Int?

  func validate() throws {
    try checkEffort(seconds: seconds, iterations: iterations, threads: threads, seed: seed)
  }

  /// The library's options, with a number of seconds where none was given.
  func options(seconds defaultSeconds: Double) -> SearchOptions {
    var options = SearchOptions()
    options.seed = seed
    options.threads = threads ?? min(256, ProcessInfo.processInfo.activeProcessorCount)
    options.limit = iterations.map { .iterations($0) } ?? .seconds(seconds ?? defaultSeconds)
    return options
  }
}

// Public, as conformances of public types to public protocols are; hence the public imports.
extension Language: ExpressibleByArgument {}

extension Language {
  /// What the environment says, for where no file does.
  static var ofUser: Language {
    let environment = ProcessInfo.processInfo.environment
    let name = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    return name?.hasPrefix("zh") == true ? .chinese : .english
  }
}

/// A date of the command line.
func civilDate(_ text: String) throws -> CivilDate {
  guard let date = CivilDate(text) else { throw ValidationError("'\(text)' is no date like 2026-11-23.") }
  return date
}

/// What the efforts of all searches have to be.
func checkEffort(seconds: Double?, iterations: Int?, threads: Int?, seed: Int) throws {
  if seconds != nil, iterations != nil {
    throw ValidationError("Give --seconds or --iterations, not both.")
  }
  // NaN is in no range.
  if let seconds, !(0...86_400).contains(seconds) {
    throw ValidationError("--seconds is \(seconds); give 0 to 86400.")
  }
  if let iterations, iterations < 0 {
    throw ValidationError("--iterations is \(iterations); give 0 or more.")
  }
  if let threads, !(1...256).contains(threads) {
    throw ValidationError("--threads is \(threads); give 1 to 256.")
  }
  if seed < 0 { throw ValidationError("--seed is \(seed); give 0 or more.") }
}

/// Outputs are none of the inputs, and each is a place of its own.
func checkOutputs(_ outputs: [String], inputs: [String]) throws {
  if outputs.indices.contains(where: { isFile(outputs[$0], among: inputs + outputs[..<$0]) }) {
    throw ValidationError("An output is one of the inputs or another output; give each its own file.")
  }
}

/// Standard input can be read once.
func checkStandardInput(_ paths: [String]) throws {
  if paths.count(where: { $0 == "-" }) > 1 {
    throw ValidationError("Only one input can be - (standard input).")
  }
}
