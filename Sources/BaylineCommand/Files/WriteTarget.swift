#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A file or device that can be written to.
struct WriteTarget {
  /// The final path, with links resolved, also those to files that do not exist yet.
  let path: String
  /// The folder of the file, ending with `/`.
  let folder: String
  /// The permissions and owners of the existing file.
  let existing: (mode: mode_t, user: uid_t, group: gid_t)?
  /// Whether it is a device or a pipe, which is written to directly.
  let isSpecial: Bool

  init(_ given: String) throws(SystemError) {
    let path = try Posix.resolved(given)
    self.path = path
    folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
    var status = stat()
    if stat(path, &status) == 0 {
      let kind = status.st_mode & S_IFMT
      if kind == S_IFDIR { throw .isFolder }
      isSpecial = kind != S_IFREG
      existing = (status.st_mode & 0o7777, status.st_uid, status.st_gid)
      guard access(path, W_OK) == 0 else { throw .last }
      if isSpecial { return }
    } else {
      guard errno == ENOENT else { throw .last }
      if path.isEmpty || path.hasSuffix("/") { throw .isFolder }
      isSpecial = false
      existing = nil
    }
    guard access(folder, W_OK | X_OK) == 0 else { throw .last }
  }

  /// Writes to a device or a pipe.
  func writeDirectly(_ bytes: [UInt8]) throws(SystemError) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    try Posix.write(bytes, to: descriptor)
  }

  /// Another path in the same folder that no file has.
  func temporaryPath(_ ending: String = "tmp") -> String {
    "\(folder).bayline-\(getpid())-\(UInt32.random(in: 0 ... .max)).\(ending)"
  }

  /// Writes a temporary file that nobody else can read.
  func fill(_ temporary: String, _ bytes: [UInt8]) throws(SystemError) {
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .last }
    var isOpen = true
    defer { if isOpen { close(descriptor) } }
    try Posix.write(bytes, to: descriptor)
    try Posix.sync(descriptor)
    isOpen = false
    guard close(descriptor) == 0 else { throw .last }
  }

  /// The permissions of the file: those it has, else those that the user gives to new files.
  var mode: mode_t {
    if let existing { return existing.mode }
    let mask = umask(0)
    umask(mask)
    return 0o666 & ~mask
  }

  /// Gives a temporary file the owners of the existing file as far as the user may, and its permissions.
  func adoptAttributes(_ temporary: String) {
    // Who may not give the file away may still give it to the group.
    if let existing, chown(temporary, existing.user, existing.group) != 0 {
      _ = chown(temporary, uid_t.max, existing.group)
    }
    chmod(temporary, mode)
  }
}
