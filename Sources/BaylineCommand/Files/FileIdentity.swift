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
    // Also what a link refers to that has no file yet.
    let given = (try? Posix.resolved(given)) ?? given
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

/// The state of a file when it was read.
struct FileState {
  /// As the user wrote it.
  let path: String
  private let status: stat

  /// A regular file; others, like pipes, are read once and have no state.
  init?(_ path: String) {
    guard path != "-", let status = Self.status(path) else { return nil }
    self.path = path
    self.status = status
  }

  private static func status(_ path: String) -> stat? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return status
  }

  /// Whether the file is another one by now, or has been written to.
  var hasChanged: Bool {
    guard let now = Self.status(path) else { return true }
    return now.st_dev != status.st_dev || now.st_ino != status.st_ino || now.st_size != status.st_size
      || Self.modified(now) != Self.modified(status)
  }

  /// The time of the last write, in nanoseconds.
  private static func modified(_ status: stat) -> Int {
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
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
