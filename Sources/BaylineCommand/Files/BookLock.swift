import BaylineWording

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A lock on the files of a book, from before they are read until they have been written, so that of two commands that
/// change it one waits for the other.
///
/// The files themselves are locked (`flock`), so that no further file is needed and the lock ends with its holder however
/// that ends. As files are replaced by renaming, a lock counts only if its file is still the one at the path. On file
/// systems without locks nothing is locked; changes are still noticed when files are written
/// (``InputReader/checkUnchanged()``).
final class BookLock {
  /// Whether another command has changed the book while this one waited for the lock.
  let hasChanged: Bool
  private let descriptors: [Int32]

  /// How long to wait for another command.
  private static let patience = Duration.seconds(30)

  /// Locks those of the files that exist.
  ///
  /// - Throws: That another command uses one of them.
  init(_ paths: [String?], _ words: Glossary) throws(Refusal) {
    let deadline = ContinuousClock.now + Self.patience
    // All commands lock in the same order, so that no two wait for each other.
    let files = Set(paths.compactMap { $0 }.filter { $0 != "-" }.compactMap { try? Posix.resolved($0) })
    let states = files.compactMap(FileState.init)
    var held: [Int32] = []
    for path in files.sorted() {
      do throws(SystemError) {
        if let descriptor = try Self.lock(path, besides: held, until: deadline) { held.append(descriptor) }
      } catch {
        for descriptor in held { close(descriptor) }
        throw .badFile([
          words(
            "\(path):$: 另一个命令正在改这份预约，等了 30 秒仍未结束，未写入任何文件; 请稍后重试",
            "\(path):$: another command is changing this book and did not end within 30 seconds, and nothing was written; try again later"
          )
        ])
      }
    }
    descriptors = held
    hasChanged = states.contains(where: \.hasChanged)
  }

  deinit {
    for descriptor in descriptors { close(descriptor) }
  }

  /// Locks a file; `nil` if there is nothing to lock, or if it is held already, by another of its names.
  private static func lock(
    _ path: String, besides held: [Int32], until deadline: ContinuousClock.Instant
  ) throws(SystemError) -> Int32? {
    while true {
      // Opened without waiting, as it might be a pipe.
      let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
      // Why a file cannot be read is told when it is read.
      guard descriptor >= 0 else { return nil }
      var status = stat()
      guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        close(descriptor)
        return nil
      }
      let isHeld = held.contains {
        var other = stat()
        return fstat($0, &other) == 0 && other.st_ino == status.st_ino && other.st_dev == status.st_dev
      }
      guard !isHeld else {
        close(descriptor)
        return nil
      }
      do throws(SystemError) {
        try Posix.lock(descriptor, until: deadline)
      } catch {
        close(descriptor)
        throw error
      }
      var current = stat()
      if stat(path, &current) == 0, current.st_ino == status.st_ino, current.st_dev == status.st_dev {
        return descriptor
      }
      close(descriptor)
    }
  }
}
