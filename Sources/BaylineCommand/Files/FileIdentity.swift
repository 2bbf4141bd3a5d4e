#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where a path leads, so that `x.json` and `./x.json` are known to be one file.
///
/// Standard input and output have no place, and neither have devices and pipes: nothing in them is replaced.
struct FileIdentity: Hashable {
  private let path: String

  /// The place of a file that is there, links resolved, or else of its folder and the name in it; `nil` if it has none.
  init?(_ given: String) {
    guard given != "-" else { return nil }
    if let resolved = Self.resolved(given) {
      var there = stat()
      if stat(resolved, &there) == 0, there.st_mode & S_IFMT != S_IFREG { return nil }
      path = resolved
      return
    }
    let name = given.split(separator: "/").last.map(String.init) ?? given
    let folder = given.lastIndex(of: "/").map { String(given[...$0]) } ?? "."
    path = (Self.resolved(folder) ?? folder) + "/" + name
  }

  private static func resolved(_ path: String) -> String? {
    let resolved = realpath(path, nil)
    defer { free(resolved) }
    return resolved.map { String(cString: $0) }
  }
}

/// Whether two paths lead to one file.
func isSameFile(_ one: String?, _ other: String?) -> Bool {
  guard let one = one.flatMap(FileIdentity.init) else { return false }
  return one == other.flatMap(FileIdentity.init)
}

/// Whether a path leads to one of these files.
func isFile(_ path: String?, among others: [String?]) -> Bool {
  others.contains { isSameFile(path, $0) }
}
