#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A system call that failed.
struct SystemError: Error, Hashable {
  /// Its `errno`.
  let number: Int32

  /// The error that the last call of this thread left.
  static var last: SystemError { SystemError(number: errno) }

  static let isFolder = SystemError(number: EISDIR)
  static let noFile = SystemError(number: ENOENT)
  /// Not of the system: a folder that has no demands.
  static let noDemands = SystemError(number: -1)
  static let brokenPipe = SystemError(number: EPIPE)
}

/// The few system calls of the command line, without Foundation's detours: errors keep their number, and a file
/// is read and written as bytes, once.
enum Posix {
  static let standardInput: Int32 = 0
  static let standardOutput: Int32 = 1
  static let standardError: Int32 = 2

  /// Fills in those of the three that were closed at the start, so that no file of ours takes their place. What is
  /// filled in cannot be written to, so that a result for nobody is an error still.
  static func fillStandardDescriptors() {
    for descriptor in standardInput...standardError where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDONLY)
    }
  }

  /// All bytes of a file, a pipe or a device.
  static func read(path: String) throws(SystemError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    return try read(descriptor)
  }

  /// All bytes until the end.
  static func read(_ descriptor: Int32) throws(SystemError) -> [UInt8] {
    var information = stat()
    let isFile = fstat(descriptor, &information) == 0 && information.st_mode & S_IFMT == S_IFREG
    // One byte more than the file has, so that the end is seen without growing.
    var bytes = [UInt8](repeating: 0, count: (isFile ? Int(information.st_size) : 0) + 4096)
    var filled = 0
    while true {
      if filled == bytes.count { bytes.append(contentsOf: repeatElement(0, count: bytes.count)) }
      let got = bytes.withUnsafeMutableBytes { buffer in
        let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
        return systemRead(descriptor, rest.baseAddress, rest.count)
      }
      if got > 0 {
        filled += got
      } else if got == 0 {
        bytes.removeLast(bytes.count - filled)
        return bytes
      } else if errno != EINTR {
        throw .last
      }
    }
  }

  /// Writes all bytes.
  static func write(_ bytes: some Collection<UInt8>, to descriptor: Int32) throws(SystemError) {
    let bytes = Array(bytes)
    var done = 0
    while done < bytes.count {
      let put = bytes.withUnsafeBytes { buffer in
        let rest = UnsafeRawBufferPointer(rebasing: buffer[done...])
        return systemWrite(descriptor, rest.baseAddress, rest.count)
      }
      if put >= 0 {
        done += put
      } else if errno != EINTR {
        throw .last
      }
    }
  }

  /// Makes the folder that a file shall lie in, and those above it.
  static func makeFolder(above path: String) throws(SystemError) {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
    let folder = String(path[..<slash])
    if mkdir(folder, 0o777) == 0 || errno == EEXIST { return }
    guard errno == ENOENT else { throw .last }
    try makeFolder(above: folder)
    guard mkdir(folder, 0o777) == 0 || errno == EEXIST else { throw .last }
  }

  /// Refuses where a folder is not there and could not be made: a part of its path is a file, or takes no folders.
  static func checkFolderCanBeMade(_ path: String) throws(SystemError) {
    var folder = path
    var there = stat()
    while stat(folder.isEmpty ? "/" : folder, &there) != 0 {
      guard errno == ENOENT else { throw .last }
      guard let slash = folder.lastIndex(of: "/") else {
        folder = "."
        continue
      }
      folder = String(folder[..<slash])
    }
    guard there.st_mode & S_IFMT == S_IFDIR else { throw SystemError(number: ENOTDIR) }
    try checkFolder((folder.isEmpty ? "/" : folder) + "/")
  }

  /// Refuses what is no folder, or one that no file can be made in; the path ends with `/`.
  static func checkFolder(_ path: String) throws(SystemError) {
    guard access(path, W_OK | X_OK) == 0 else { throw .last }
  }

  /// What keeps us from looking into a folder; `nil` if nothing does.
  static func obstacle(toListing folder: String) -> SystemError? {
    access(folder, R_OK | X_OK) == 0 ? nil : .last
  }

  /// Whether a descriptor is a terminal.
  static func isTerminal(_ descriptor: Int32) -> Bool {
    isatty(descriptor) == 1
  }
}

// Inside `Posix` the bare names are its own functions.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}
