public import ArgumentParser
public import Bayline
import Foundation

/// `--site` and `--demand`.
struct CaseOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The site file; - is standard input.", valueName: "file"))
  var site: String

  @Option(help: ArgumentHelp("The demand file; - is standard input.", valueName: "file"))
  var demand: String
}

/// `--site`, `--demand` and `--schedule` of a book, by default the files of these names.
struct BookOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The site file; - is standard input.", valueName: "file"))
  var site = "site.json"

  @Option(help: ArgumentHelp("The demand file; - is standard input.", valueName: "file"))
  var demand = "demand.json"

  @Option(help: ArgumentHelp("The schedule of that demand; - is standard input.", valueName: "file"))
  var schedule = "schedule.json"
}

/// `--site` and `--demand` of several days.
struct DaysOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The site file; - is standard input.", valueName: "file"))
  var site: String

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "The demands of one or more days: files, or folders that contain demand.json or subfolders with one.",
      valueName: "path"))
  var demand: [String]

  func validate() throws {
    if demand.isEmpty { throw ValidationError("Give --demand at least one file or folder.") }
  }
}

/// `--lang` and `--quiet`.
struct MessageOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Language of messages (default: the site's).", valueName: "zh-Hans|en"))
  var lang: Language?

  @Flag(help: "Print only errors on standard error.")
  var quiet = false
}

/// The effort of a search for one schedule.
struct SearchLimitOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: "Seconds to search, 0 to 86400, decimals allowed (default: 5; replan: 2).")
  var seconds: Double?

  @Option(parsing: .unconditional, help: "Iterations per thread, instead of --seconds.")
  var iterations: Int?

  @OptionGroup var run: RunOptions

  func validate() throws {
    try checkSearchEffort(seconds: seconds, iterations: iterations)
  }

  /// The planner's options.
  ///
  /// - Parameter defaultSeconds: The seconds to search if no limit was given.
  func options(seconds defaultSeconds: Double) -> SearchOptions {
    var options = SearchOptions()
    options.seed = run.seed
    options.threads = run.threadCount
    options.limit = iterations.map { .iterations($0) } ?? .seconds(seconds ?? defaultSeconds)
    return options
  }
}

/// The time since the program was started, which limits in seconds include.
enum Launch {
  private static let time = ContinuousClock.now

  /// Starts the watch.
  static func begin() { _ = time }

  /// The seconds since the start.
  static var seconds: Double { (ContinuousClock.now - time) / .seconds(1) }
}

extension SearchLimit {
  /// What is left of it: reading the files counts as well.
  var leftSinceLaunch: SearchLimit {
    if case .seconds(let seconds) = self { .seconds(max(0, seconds - Launch.seconds)) } else { self }
  }
}

/// `--seed` and `--threads`.
struct RunOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: "Random seed, an integer; the same seed gives the same random choices and events.")
  var seed = 1

  @Option(parsing: .unconditional, help: "Threads, 1 to 256 (default: one per core).")
  var threads: Int?

  func validate() throws {
    if let threads, !(1...256).contains(threads) {
      throw ValidationError("--threads is \(threads); give 1 to 256.")
    }
    if seed < 0 { throw ValidationError("--seed is \(seed); give 0 or more.") }
  }

  /// The number of threads; by default one per core, at most 256.
  var threadCount: Int { threads ?? Self.defaultThreads }

  /// One thread per core, at most 256.
  static var defaultThreads: Int { min(256, ProcessInfo.processInfo.activeProcessorCount) }
}

// Conformances of public types to public protocols are public; hence the public imports.
extension Language: ExpressibleByArgument {}

extension Language {
  /// The environment's language, used where no file states one.
  static var ofUser: Language {
    let environment = ProcessInfo.processInfo.environment
    let name = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    return name?.hasPrefix("zh") == true ? .chinese : .english
  }
}

/// Parses a date on the command line.
func civilDate(_ text: String) throws -> CivilDate {
  guard let date = CivilDate(text) else { throw ValidationError("'\(text)' is not a date like 2026-11-23.") }
  return date
}

/// Checks the ranges of search limits.
func checkSearchEffort(seconds: Double?, iterations: Int?) throws {
  if seconds != nil, iterations != nil {
    throw ValidationError("Give --seconds or --iterations, not both.")
  }
  // NaN is in no range, so it is rejected as well.
  if let seconds, !(0...86_400).contains(seconds) {
    throw ValidationError("--seconds is \(seconds); give 0 to 86400.")
  }
  if let iterations, iterations < 0 {
    throw ValidationError("--iterations is \(iterations); give 0 or more.")
  }
}

/// Parses a seed that is not negative.
func seed(_ text: String) throws -> UInt64 {
  guard let seed = UInt64(text) else {
    throw ValidationError("--seed is \(text); give an integer from 0 to \(UInt64.max).")
  }
  return seed
}
