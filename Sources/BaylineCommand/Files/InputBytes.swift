import Bayline
import BaylineWording

/// Inputs that a command reads beside `Inputs`.
enum InputBytes {
  /// All bytes of a file, or of standard input for `-`; `nil` after noting why they cannot be read.
  static func read(_ path: String, _ words: Glossary, _ diagnostics: inout [Diagnostic]) -> [UInt8]? {
    do throws(SystemError) {
      return path == "-" ? try Posix.read(Posix.standardInput) : try Posix.read(path: path)
    } catch {
      diagnostics.append(Diagnostic(file: path, place: "$", problem: .cannotRead(reason: error.words(words))))
      return nil
    }
  }

  /// A site, if one is given; its faults are noted.
  static func site(_ path: String?, _ words: Glossary, _ diagnostics: inout [Diagnostic]) -> DecodedSite? {
    guard let path, let bytes = read(path, words, &diagnostics) else { return nil }
    let reading = SiteFormat.decode(bytes, file: path)
    diagnostics += reading.diagnostics
    return reading
  }
}
