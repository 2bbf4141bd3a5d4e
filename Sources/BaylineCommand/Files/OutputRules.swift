import ArgumentParser

/// Checks the paths of a command before anything is read: standard input is read once, standard output written once,
/// and no output replaces an input or another output.
struct OutputRules {
  /// An output as an option of the command.
  struct Output {
    let option: String
    /// `-` is standard output; `nil` is no output.
    let path: String?
    /// Whether it cannot go to standard output, as the result goes there.
    var isFile = false
    /// An input that it may replace, so that it can be updated in place.
    var replaceable: String?

    /// The result, on standard output by default.
    static func result(_ option: String, _ path: String?, mayReplace input: String? = nil) -> Output {
      Output(option: option, path: path ?? "-", replaceable: input)
    }

    /// An additional output; without a path there is none.
    static func optional(_ option: String, _ path: String?, mayReplace input: String? = nil) -> Output {
      Output(option: option, path: path, replaceable: input)
    }

    /// An additional output that must be a file.
    static func file(_ option: String, _ path: String?) -> Output {
      Output(option: option, path: path, isFile: true)
    }
  }

  let inputs: [String?]
  var outputs: [Output] = []

  /// - Throws: A `ValidationError`, that is wrong usage.
  func check() throws {
    if inputs.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("Only one input can be - (standard input).")
    }
    if let output = outputs.first(where: { $0.isFile && $0.path == "-" }) {
      throw ValidationError("Standard output is for the result; give a file with \(output.option).")
    }
    let printed = outputs.filter { $0.path == "-" }
    if printed.count > 1 {
      throw ValidationError(
        "\(printed[0].option) and \(printed[1].option) cannot both go to standard output; give a file.")
    }
    for (index, output) in outputs.enumerated() {
      let others = inputs.filter { !isSameFile($0, output.replaceable) }
      if isFile(output.path, among: others) {
        throw ValidationError("\(output.option) is one of the inputs; give another file.")
      }
      if let other = outputs[..<index].first(where: { isSameFile($0.path, output.path) }) {
        throw ValidationError("\(other.option) and \(output.option) are the same file; give each its own.")
      }
    }
  }
}
