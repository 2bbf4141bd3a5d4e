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

/// `--lang` and `--quiet`.
struct WordsOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Language of the words (default: the site's).", valueName: "zh-Hans|en"))
  var lang: Language?

  @Flag(help: "Say nothing but faults on standard error.")
  var quiet = false
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

/// Standard input can be read once.
func checkStandardInput(_ paths: [String]) throws {
  if paths.count(where: { $0 == "-" }) > 1 {
    throw ValidationError("Only one input can be - (standard input).")
  }
}
