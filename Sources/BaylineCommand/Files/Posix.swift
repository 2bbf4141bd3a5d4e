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

  /// The error of this thread's last call.
  static var last: SystemError { SystemError(number: errno) }

  static let isFolder = SystemError(number: EISDIR)
  static let noFile = SystemError(number: ENOENT)
  /// Our own, not the system's: a folder without demands.
  static let noDemands = SystemError(number: -1)
  static let brokenPipe = SystemError(number: EPIPE)
}

/// The system calls of the command line. Unlike with Foundation, errors keep their number, and files are read and
/// written as bytes, without copies.
enum Posix {
  static let standardInput: Int32 = 0
  static let standardOutput: Int32 = 1
  static let standardError: Int32 = 2

  /// Opens those of the three descriptors that were closed at the start, so that no file of ours gets their number. They
  /// are opened read-only, so that writing a result to a closed standard output still fails.
  static func fillStandardDescriptors() {
    for descriptor in standardInput...standardError where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDONLY)
    }
  }

  /// All bytes of a file, pipe or device.
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
    // More than the file's size, so that its end is seen without growing the buffer.
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

  /// Creates the folder of a file, and those above it.
  static func makeFolder(above path: String) throws(SystemError) {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
    let folder = String(path[..<slash])
    if mkdir(folder, 0o777) == 0 || errno == EEXIST { return }
    guard errno == ENOENT else { throw .last }
    try makeFolder(above: folder)
    guard mkdir(folder, 0o777) == 0 || errno == EEXIST else { throw .last }
  }

  /// Throws if a folder neither exists nor can be created.
  static func checkFolderCanBeMade(_ path: String) throws(SystemError) {
    var folder = path
    var status = stat()
    while stat(folder.isEmpty ? "/" : folder, &status) != 0 {
      guard errno == ENOENT else { throw .last }
      guard let slash = folder.lastIndex(of: "/") else {
        folder = "."
        continue
      }
      folder = String(folder[..<slash])
    }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw SystemError(number: ENOTDIR) }
    try checkFolder((folder.isEmpty ? "/" : folder) + "/")
  }

  /// Throws if the path, which ends with `/`, is not a folder that files can be created in.
  static func checkFolder(_ path: String) throws(SystemError) {
    guard access(path, W_OK | X_OK) == 0 else { throw .last }
  }

  /// Why a folder cannot be listed; `nil` if it can.
  static func obstacle(toListing folder: String) -> SystemError? {
    access(folder, R_OK | X_OK) == 0 ? nil : .last
  }

  /// Whether a descriptor is a terminal.
  static func isTerminal(_ descriptor: Int32) -> Bool {
    isatty(descriptor) == 1
  }
}

// Inside `Posix`, the unqualified names would be its own functions.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}
