#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The file that a path refers to, so that `x.json` and `./x.json` are known to be the same.
///
/// Standard input and output, devices and pipes have none, as writing to them replaces nothing.
struct FileIdentity: Hashable {
  private let path: String

  /// The resolved path of an existing file, or else its resolved folder with its name.
  init?(_ given: String) {
    guard given != "-" else { return nil }
    if let resolved = Self.resolved(given) {
      var status = stat()
      if stat(resolved, &status) == 0, status.st_mode & S_IFMT != S_IFREG { return nil }
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

/// Whether two paths refer to the same file.
func isSameFile(_ one: String?, _ other: String?) -> Bool {
  guard let one = one.flatMap(FileIdentity.init) else { return false }
  return one == other.flatMap(FileIdentity.init)
}

/// Whether a path refers to one of some files.
func isFile(_ path: String?, among others: [String?]) -> Bool {
  others.contains { isSameFile(path, $0) }
}
