import Bayline

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What is written down before several files are replaced, so that all are or none.
///
/// It lies beside the first file, and in the folders of the others lies a reference to it. It lists the temporary files,
/// the files they become, and second links to the old ones. While the program that wrote it lives, it is locked. Whoever
/// finds one that is not (``UnfinishedReplacements``) renames the remaining files, or restores the old ones.
struct ReplacementJournal {
  /// A file that could not be replaced; all files are as they were.
  struct Failure: Error {
    /// The number of the file.
    let entry: Int
    let error: SystemError
  }

  /// A file to be replaced.
  private struct Entry {
    let temporary, target: String
    /// A second link to the old file, or a copy; `nil` if there was none, or for the last, which is never undone.
    let old: String?
    /// Whether there was no file.
    let isNew: Bool
  }

  private let path: String
  private var entries: [Entry]
  /// Whether the old files are being restored.
  private var isUndone = false
  /// The references in other folders.
  private var references: [String] = []

  private static let format = "bayline.replacement/1"

  // MARK: - Replacing

  /// Replaces files by their temporary files, all or none.
  static func replace(_ files: [FileReplacement.Entry]) throws(Failure) {
    var journal = ReplacementJournal(path: files[0].target.temporaryPath("journal"), entries: [])
    do throws(SystemError) {
      for (index, file) in files.enumerated() {
        let old =
          index + 1 < files.count && file.target.existing != nil ? file.target.temporaryPath("old") : nil
        journal.entries.append(
          Entry(
            temporary: file.temporary, target: file.target.path, old: old,
            isNew: file.target.existing == nil))
        file.target.adoptAttributes(file.temporary)
        if let old { try Posix.preserve(file.target.path, as: old) }
      }
      try journal.refer(from: files.map(\.target))
    } catch {
      let entry = max(0, journal.entries.count - 1)
      journal.removeTraces()
      throw Failure(entry: entry, error: error)
    }
    let lock: Int32
    do throws(SystemError) {
      lock = try journal.write()
    } catch {
      journal.removeTraces()
      throw Failure(entry: 0, error: error)
    }
    defer { close(lock) }
    try journal.finish()
  }

  /// Writes a reference into each other folder.
  private mutating func refer(from targets: [WriteTarget]) throws(SystemError) {
    var folders: Set<String> = [targets[0].folder]
    for target in targets where folders.insert(target.folder).inserted {
      let reference = target.temporaryPath("journal")
      references.append(reference)
      let absolute = try Posix.absolute(path)
      let text = JSONWriter.line(
        JSONValue {
          $0.add("format", Self.format); $0.add("journal", absolute)
        })
      try target.fill(reference, Array(text.utf8))
    }
  }

  /// Writes the journal; from now on it counts.
  ///
  /// - Returns: The descriptor that holds its lock.
  private func write() throws(SystemError) -> Int32 {
    let draft = path + ".tmp"
    let text = try self.text()
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .last }
    do throws(SystemError) {
      _ = flock(descriptor, LOCK_EX | LOCK_NB)
      try Posix.write(text.utf8, to: descriptor)
      try Posix.sync(descriptor)
      guard rename(draft, path) == 0 else { throw .last }
      Posix.syncFolder(Self.folder(path))
    } catch {
      unlink(draft)
      close(descriptor)
      throw error
    }
    return descriptor
  }

  /// Renames what is not yet renamed; where that fails, restores the old files.
  private func finish() throws(Failure) {
    for (index, entry) in entries.enumerated() where Posix.exists(entry.temporary) {
      guard rename(entry.temporary, entry.target) == 0 else {
        let error = SystemError.last
        undo()
        throw Failure(entry: index, error: error)
      }
    }
    for folder in Set(entries.map { Self.folder($0.target) }) { Posix.syncFolder(folder) }
    removeTraces()
  }

  /// Restores the old files. That this has begun is written down first, as a half-restored state looks like a half-renamed
  /// one.
  private func undo() {
    var undone = self
    undone.isUndone = true
    let lock = try? undone.write()
    for entry in entries where !Posix.exists(entry.temporary) {
      if let old = entry.old {
        rename(old, entry.target)
      } else if entry.isNew {
        unlink(entry.target)
      }
    }
    for folder in Set(entries.map { Self.folder($0.target) }) { Posix.syncFolder(folder) }
    removeTraces()
    if let lock { close(lock) }
  }

  /// Removes everything but the files themselves, the journal last, so that nothing is left that it does not list.
  private func removeTraces() {
    for entry in entries {
      unlink(entry.temporary)
      if let old = entry.old { unlink(old) }
    }
    unlink(path)
    for reference in references { unlink(reference) }
  }

  // MARK: - Finishing the work of another run

  /// Finishes what a killed run began.
  ///
  /// - Parameter path: A journal or a reference to one.
  /// - Throws: Why it cannot be finished.
  static func finish(_ path: String, deadline: ContinuousClock.Instant) throws(SystemError) {
    // Only what this user began is finished with this user's rights.
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid() else {
      return
    }
    let text: [UInt8]
    do throws(SystemError) { text = try Posix.read(path: path) } catch {
      if error == .noFile { return }
      throw error
    }
    guard let json = JSONParser.parse(text).value else { return }
    if case .string(let main)? = json["journal"] {
      if Posix.exists(main) { try finish(main, deadline: deadline) }
      unlink(path)
      return
    }
    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    if descriptor < 0, errno == ENOENT { return }
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    try Posix.lock(descriptor, until: deadline)
    // Meanwhile its own program may have finished, or another one.
    guard let bytes = try? Posix.read(path: path), let journal = read(bytes, at: path) else { return }
    if journal.isUndone {
      journal.restore()
    } else {
      do throws(Failure) { try journal.finish() } catch {}
    }
    if Posix.exists(path) { throw SystemError(number: EACCES) }
  }

  /// Continues an undoing.
  private func restore() {
    for entry in entries {
      if let old = entry.old, Posix.exists(old) {
        rename(old, entry.target)
      } else if entry.isNew, !Posix.exists(entry.temporary) {
        unlink(entry.target)
      }
    }
    removeTraces()
  }

  // MARK: - Text

  private static func folder(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
  }

  /// As a name where it is in the journal's folder, so that the folder can be moved.
  private func name(_ file: String) throws(SystemError) -> String {
    let folder = Self.folder(path)
    if Self.folder(file) == folder { return String(file.dropFirst(file.contains("/") ? folder.count : 0)) }
    return try Posix.absolute(file)
  }

  private func text() throws(SystemError) -> String {
    var files: [JSONValue] = []
    for entry in entries {
      let (temporary, target) = (try name(entry.temporary), try name(entry.target))
      var old: String?
      if let path = entry.old { old = try name(path) }
      files.append(
        JSONValue {
          $0.add("temporary", temporary)
          $0.add("file", target)
          $0.add("old", old)
          $0.add("new", entry.isNew)
        })
    }
    let references = references
    return JSONWriter.line(
      JSONValue {
        $0.add("format", Self.format)
        $0.add("undone", isUndone)
        $0.add("files", all: files) { $0 }
        $0.add("references", all: references) { .string($0) }
      })
  }

  private static func read(_ bytes: [UInt8], at path: String) -> ReplacementJournal? {
    guard let value = JSONParser.parse(bytes).value, value["format"] == .string(format),
      case .array(let files)? = value["files"]
    else { return nil }
    func full(_ value: JSONValue?) -> String? {
      guard case .string(let name)? = value else { return nil }
      return name.contains("/") ? name : folder(path) + name
    }
    var journal = ReplacementJournal(path: path, entries: [])
    for file in files {
      guard let temporary = full(file["temporary"]), let target = full(file["file"]) else { return nil }
      journal.entries.append(
        Entry(
          temporary: temporary, target: target, old: full(file["old"]), isNew: file["new"] == .bool(true)))
    }
    journal.isUndone = value["undone"] == .bool(true)
    if case .array(let references)? = value["references"] { journal.references = references.compactMap(full) }
    return journal
  }
}
