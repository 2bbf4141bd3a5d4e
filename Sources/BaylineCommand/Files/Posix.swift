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
  static let tooLarge = SystemError(number: EFBIG)
  static let tooManyLinks = SystemError(number: ELOOP)
  static let isLocked = SystemError(number: EWOULDBLOCK)
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

  /// The maximum size of an input in bytes (256 MB), so that an endless one is refused before it fills the memory.
  static let maxInputBytes = 256 << 20

  /// All bytes of a file, pipe or device.
  static func read(path: String) throws(SystemError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    return try read(descriptor)
  }

  /// All bytes until the end.
  ///
  /// - Throws: Also if there are more than ``maxInputBytes``.
  static func read(_ descriptor: Int32) throws(SystemError) -> [UInt8] {
    var information = stat()
    let isFile = fstat(descriptor, &information) == 0 && information.st_mode & S_IFMT == S_IFREG
    if isFile, Int(information.st_size) > maxInputBytes { throw .tooLarge }
    // More than the file's size, so that its end is seen without growing the buffer.
    var capacity = (isFile ? Int(information.st_size) : 0) + 65_536
    guard var buffer = malloc(capacity) else { throw .last }
    defer { free(buffer) }
    var filled = 0
    while true {
      if filled == capacity {
        capacity = min(2 * capacity, maxInputBytes + 1)
        guard let larger = realloc(buffer, capacity) else { throw .last }
        buffer = larger
      }
      let got = systemRead(descriptor, buffer + filled, capacity - filled)
      if got > 0 {
        filled += got
        if filled > maxInputBytes { throw .tooLarge }
      } else if got == 0 {
        return Array(UnsafeRawBufferPointer(start: buffer, count: filled))
      } else if errno != EINTR {
        throw .last
      }
    }
  }

  /// Waits until there is something to read, or the end; `false` if there is nothing by then, or a signal came.
  static func waitForInput(_ descriptor: Int32, milliseconds: Int32) throws(SystemError) -> Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let ready = poll(&waiting, 1, milliseconds)
    if ready < 0, errno != EINTR { throw .last }
    return ready > 0
  }

  /// Reads what is there, up to 64 kB; nothing is the end of the input.
  static func readSome(
    _ descriptor: Int32, _ body: (UnsafeRawBufferPointer) -> Void
  ) throws(SystemError) {
    let capacity = 65_536
    guard let buffer = malloc(capacity) else { throw .last }
    defer { free(buffer) }
    while true {
      let got = systemRead(descriptor, buffer, capacity)
      if got >= 0 { return body(UnsafeRawBufferPointer(start: buffer, count: got)) }
      if errno != EINTR { throw .last }
    }
  }

  /// Reads a file part by part, or standard input for `-`; the last part is empty.
  static func readParts(
    _ path: String, _ body: (UnsafeRawBufferPointer) -> Void
  ) throws(SystemError) {
    let descriptor = path == "-" ? standardInput : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last }
    defer { if path != "-" { close(descriptor) } }
    var hasMore = true
    while hasMore {
      try readSome(descriptor) { part in
        hasMore = !part.isEmpty
        body(part)
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

  /// Waits until the disk has the bytes; a file system that cannot sync has still written them.
  static func sync(_ descriptor: Int32) throws(SystemError) {
    guard fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP else { throw .last }
  }

  /// Waits until the disk knows the names in a folder, where the system can.
  static func syncFolder(_ folder: String) {
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    close(descriptor)
  }

  /// Locks an open file, waiting for others until a deadline; file systems without locks lock nothing.
  static func lock(_ descriptor: Int32, until deadline: ContinuousClock.Instant) throws(SystemError) {
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      guard errno == EWOULDBLOCK else { return }
      guard ContinuousClock.now < deadline else { throw .isLocked }
      usleep(5_000)
    }
  }

  /// Whether there is a file, link or folder.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Makes a second link to a file; a copy where that is impossible.
  static func preserve(_ path: String, as other: String) throws(SystemError) {
    if link(path, other) == 0 { return }
    let bytes = try read(path: path)
    let descriptor = open(other, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    do throws(SystemError) {
      try write(bytes, to: descriptor)
      var status = stat()
      if stat(path, &status) == 0 {
        _ = fchown(descriptor, status.st_uid, status.st_gid)
        fchmod(descriptor, status.st_mode & 0o7777)
      }
      try sync(descriptor)
    } catch {
      unlink(other)
      throw error
    }
  }

  /// A path with links resolved, also one to a file that does not exist yet.
  static func resolved(_ given: String) throws(SystemError) -> String {
    var path = given
    for _ in 0..<40 {
      if let whole = realpath(path, nil) {
        defer { free(whole) }
        return String(cString: whole)
      }
      var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
      let count = readlink(path, &buffer, buffer.count - 1)
      guard count > 0 else { return path }
      let next = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
      path = next.hasPrefix("/") ? next : folder + next
    }
    throw .tooManyLinks
  }

  /// The path from the root, of a file that need not exist.
  static func absolute(_ path: String) throws(SystemError) -> String {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? "."
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    guard let whole = realpath(folder, nil) else { throw .last }
    defer { free(whole) }
    let root = String(cString: whole)
    return (root == "/" ? "" : root) + "/" + name
  }

  /// The names in a folder that begin with a prefix; `nil` if it cannot be listed.
  static func names(in folder: String, prefix: String) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
      }
      if name.hasPrefix(prefix) { names.append(name) }
    }
    return names
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
