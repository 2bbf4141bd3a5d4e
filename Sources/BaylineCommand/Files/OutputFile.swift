import Bayline
import BaylineWording
import Dispatch

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The destination of a result: a file, replaced as a whole, or standard output.
struct OutputFile {
  /// As the user wrote it; `nil` is standard output.
  let path: String?

  /// A file; `nil` and `-` are standard output.
  init(_ path: String?) {
    self.path = path == "-" ? nil : path
  }

  /// What would make a later `write` fail, as a line for the user, so that nobody waits for a search in vain.
  func writeProblem(_ words: Glossary) -> String? {
    guard let path else { return nil }
    do {
      _ = try WriteTarget(path)
      return nil
    } catch {
      return Self.line(path, error, words)
    }
  }

  /// Writes a text. A file is first written to a temporary file in its folder and then renamed, so that there is always
  /// either the complete old file or the complete new one.
  func write(_ text: String, _ words: Glossary) throws(Refusal) {
    guard path != nil else { return try Console.write(text, words) }
    try write(Array(text.utf8), words)
  }

  /// Writes bytes to a file; does nothing for standard output.
  func write(_ bytes: [UInt8], _ words: Glossary) throws(Refusal) {
    guard let path else { return }
    do {
      try WriteTarget(path).write(bytes)
    } catch {
      throw .badFile([Self.line(path, error, words)])
    }
  }

  /// Writes the result of a study and its additional files: files first, all or none, then standard output.
  ///
  /// - Parameters:
  ///   - text: The result: JSON, or text for a terminal.
  ///   - path: The result's file; standard output if `nil`.
  ///   - files: Tables and pages; those without a path are not made.
  static func write(
    _ text: String, isJSON: Bool = false, to path: String? = nil,
    beside files: [(path: String?, text: () -> String)], _ words: Glossary
  ) throws(Refusal) {
    var texts = files.compactMap { file in file.path.map { (output: OutputFile($0), text: file.text()) } }
    let result = OutputFile(path)
    if result.path != nil { texts.append((result, text)) }
    try write(texts, words)
    guard result.path == nil else { return }
    if isJSON { try Console.write(text, words) } else { try Console.print(text, words) }
  }

  /// Writes several texts, all or none: temporary files first, then what goes to standard output and devices, and only
  /// then all files are renamed, in the order given.
  static func write(_ texts: [(output: OutputFile, text: String)], _ words: Glossary) throws(Refusal) {
    var temporaries: [(path: String, target: WriteTarget, temporary: String)] = []
    do throws(Refusal) {
      for (output, text) in texts {
        guard let path = output.path else { continue }
        do throws(SystemError) {
          let target = try WriteTarget(path)
          if !target.isSpecial { temporaries.append((path, target, try target.writeTemporary(text.utf8))) }
        } catch {
          throw .badFile([line(path, error, words)])
        }
      }
      for (output, text) in texts where !temporaries.contains(where: { $0.path == output.path }) {
        try output.write(text, words)
      }
    } catch {
      for (_, _, temporary) in temporaries { unlink(temporary) }
      throw error
    }
    for (path, target, temporary) in temporaries where rename(temporary, target.path) != 0 {
      throw .badFile([line(path, .last, words)])
    }
  }

  /// Writes many files, all or none: temporary files on several threads, as each waits for the disk to sync, and then all
  /// are renamed.
  static func writeAll(_ files: [(path: String, bytes: [UInt8])], _ words: Glossary) throws(Refusal) {
    typealias Outcome = Result<(temporary: String, path: String), SystemError>
    let outcomes = UnsafeMutableBufferPointer<Outcome?>.allocate(capacity: files.count)
    outcomes.initialize(repeating: nil)
    defer {
      outcomes.deinitialize()
      outcomes.deallocate()
    }
    // Each thread writes only the slots of its own files.
    nonisolated(unsafe) let slots = outcomes
    let threads = 16
    let group = DispatchGroup()
    let queue = DispatchQueue(label: "bayline.write", attributes: .concurrent)
    for first in 0..<min(threads, files.count) {
      queue.async(group: group) {
        for index in stride(from: first, to: files.count, by: threads) {
          do throws(SystemError) {
            let target = try WriteTarget(files[index].path)
            slots[index] = .success((try target.writeTemporary(files[index].bytes), target.path))
          } catch {
            slots[index] = .failure(error)
          }
        }
      }
    }
    group.wait()
    var refusals: [String] = []
    for (file, outcome) in zip(files, outcomes) {
      if case .failure(let error) = outcome { refusals.append(line(file.path, error, words)) }
    }
    for (file, outcome) in zip(files, outcomes) {
      guard case .success(let written) = outcome else { continue }
      if !refusals.isEmpty {
        unlink(written.temporary)
      } else if rename(written.temporary, written.path) != 0 {
        refusals.append(line(file.path, .last, words))
      }
    }
    guard refusals.isEmpty else { throw .badFile(refusals) }
  }

  /// Why a path cannot be written to, as a line for the user.
  static func line(_ path: String, _ error: SystemError, _ words: Glossary) -> String {
    let what = words("无法写入（\(error.words(words))）", "cannot be written (\(error.words(words)))")
    return "\(path):$: \(what); "
      + words("请换一个位置，或先建好文件夹、腾出空间", "choose another location, create the folder, or free some space")
  }
}

/// A file or device that can be written to.
private struct WriteTarget {
  /// The final path, with links resolved.
  let path: String
  let folder: String
  /// The permissions of the existing file.
  let mode: mode_t?
  /// Whether it is a device or a pipe, which is written to directly.
  let isSpecial: Bool

  init(_ given: String) throws(SystemError) {
    let resolved = realpath(given, nil)
    defer { free(resolved) }
    let path = resolved.map { String(cString: $0) } ?? given
    self.path = path
    folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
    var status = stat()
    if stat(path, &status) == 0 {
      let kind = status.st_mode & S_IFMT
      if kind == S_IFDIR { throw .isFolder }
      isSpecial = kind != S_IFREG
      mode = status.st_mode & 0o7777
      guard access(path, W_OK) == 0 else { throw .last }
      if isSpecial { return }
    } else {
      guard errno == ENOENT else { throw .last }
      if path.isEmpty || path.hasSuffix("/") { throw .isFolder }
      isSpecial = false
      mode = nil
    }
    guard access(folder, W_OK | X_OK) == 0 else { throw .last }
  }

  func write(_ bytes: some Collection<UInt8>) throws(SystemError) {
    if isSpecial {
      let descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw .last }
      defer { close(descriptor) }
      return try Posix.write(bytes, to: descriptor)
    }
    let temporary = temporaryPath
    try Signals.removingOnExit(temporary) { () throws(SystemError) in
      do throws(SystemError) {
        try fill(temporary, bytes)
        guard rename(temporary, path) == 0 else { throw .last }
      } catch {
        unlink(temporary)
        throw error
      }
    }
  }

  /// Writes the bytes to a temporary file beside the target and returns its path.
  func writeTemporary(_ bytes: some Collection<UInt8>) throws(SystemError) -> String {
    let temporary = temporaryPath
    do throws(SystemError) {
      try fill(temporary, bytes)
    } catch {
      unlink(temporary)
      throw error
    }
    return temporary
  }

  private var temporaryPath: String {
    folder + ".bayline-\(getpid())-\(UInt32.random(in: 0 ... .max)).tmp"
  }

  private func fill(_ temporary: String, _ bytes: some Collection<UInt8>) throws(SystemError) {
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .last }
    var isOpen = true
    defer { if isOpen { close(descriptor) } }
    if let mode { fchmod(descriptor, mode) }
    try Posix.write(bytes, to: descriptor)
    // A file system that cannot sync has still written the file.
    guard fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP else { throw .last }
    isOpen = false
    guard close(descriptor) == 0 else { throw .last }
  }
}
