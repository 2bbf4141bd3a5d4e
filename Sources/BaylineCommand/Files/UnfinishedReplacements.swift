import Bayline
import Foundation

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Finds and finishes what killed runs left behind in a folder.
enum UnfinishedReplacements {
  /// How long to wait for a program that is just replacing files.
  private static let patience = Duration.seconds(10)

  /// Finishes all replacements in the folder of a file, and removes temporary files whose programs are gone.
  ///
  /// - Throws: Why a replacement cannot be finished, so that nobody reads one new and one old file.
  static func finish(besides path: String) throws(SystemError) {
    guard path != "-", let resolved = try? Posix.resolved(path) else { return }
    let folder = resolved.lastIndex(of: "/").map { String(resolved[...$0]) } ?? "./"
    guard let names = Posix.names(in: folder, prefix: ".bayline-"), !names.isEmpty else { return }
    let deadline = ContinuousClock.now + patience
    for name in names where name.hasSuffix(".journal") {
      try ReplacementJournal.finish(folder + name, deadline: deadline)
    }
    for name in names where name.hasSuffix(".tmp") || name.hasSuffix(".old") {
      let parts = name.split(separator: "-")
      guard parts.count == 3, let process = pid_t(parts[1]), process > 0 else { continue }
      if kill(process, 0) != 0, errno == ESRCH { unlink(folder + name) }
    }
  }
}
