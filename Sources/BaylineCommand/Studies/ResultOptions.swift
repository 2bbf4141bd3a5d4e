import ArgumentParser

/// `--json`, `--out` and `--page` of commands that print figures.
struct ResultOptions: ParsableArguments {
  @Flag(help: "Print the result as one JSON object.")
  var json = false

  @Option(help: ArgumentHelp("The file for the result (default: standard output).", valueName: "file"))
  var out: String?

  @Option(help: ArgumentHelp("Also write a page with charts.", valueName: "html"))
  var page: String?

  /// The outputs for ``OutputRules``.
  var outputs: [OutputRules.Output] { [.result("--out", out), .file("--page", page)] }
  /// The files to write.
  var paths: [String] { [out, page].compactMap(\.self) }
}
