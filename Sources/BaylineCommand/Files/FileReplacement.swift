#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Replaces several files, all or none.
///
/// Each file is first written to a temporary file beside it. Several files are renamed under the protection of a
/// ``ReplacementJournal``: where a rename fails, those before it are undone, and where the program is killed between them,
/// the next command that uses one of the files finishes the work. A signal that ends the program removes the temporary
/// files, or waits until the last file has been renamed.
final class FileReplacement {
  /// A file that could not be replaced; all files are as they were.
  struct Failure: Error {
    /// The file's number.
    let index: Int
    let error: SystemError
  }

  typealias Entry = (target: WriteTarget, temporary: String)

  /// Slots of plain memory, as each thread of `prepare` writes its own.
  private let files: UnsafeMutableBufferPointer<Entry?>
  private let temporaries: TemporaryFiles

  /// - Parameter capacity: The number of files.
  init(capacity: Int) {
    files = .allocate(capacity: capacity)
    files.initialize(repeating: nil)
    temporaries = TemporaryFiles(capacity: capacity)
  }

  deinit {
    files.deinitialize()
    files.deallocate()
  }

  /// Writes the temporary file of a target. Different files may be prepared on different threads.
  func prepare(_ index: Int, _ target: WriteTarget, _ bytes: [UInt8]) throws(SystemError) {
    let temporary = target.temporaryPath()
    temporaries.add(temporary, at: index)
    do throws(SystemError) {
      try target.fill(temporary, bytes)
    } catch {
      unlink(temporary)
      throw error
    }
    files[index] = (target, temporary)
  }

  func isPrepared(_ index: Int) -> Bool { files[index] != nil }

  /// Removes the temporary files.
  func abandon() {
    for index in files.indices {
      if let file = files[index] { unlink(file.temporary) }
      files[index] = nil
    }
  }

  /// Renames all temporary files. If one cannot be renamed, all files are as they were, and no temporary file is left.
  func commit() throws(Failure) {
    let prepared = files.indices.filter { files[$0] != nil }
    let entries = prepared.compactMap { files[$0] }
    do throws(ReplacementJournal.Failure) {
      try Signals.uninterrupted { () throws(ReplacementJournal.Failure) in try Self.replace(entries) }
    } catch {
      abandon()
      throw Failure(index: prepared[error.entry], error: error.error)
    }
  }

  private static func replace(_ entries: [Entry]) throws(ReplacementJournal.Failure) {
    guard entries.count < 2 else { return try ReplacementJournal.replace(entries) }
    for (target, temporary) in entries {
      target.adoptAttributes(temporary)
      guard rename(temporary, target.path) == 0 else { throw .init(entry: 0, error: .last) }
      Posix.syncFolder(target.folder)
    }
  }
}
