import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The right to use a store: a locked file beside it, which the system unlocks however the program ends.
///
/// SQLite's own locks are on the store itself and belong to the process, so they keep no second desk out.
final class StoreLock: Sendable {
  private let path: String
  /// The locked file; `nil` after the end.
  private let descriptor: Mutex<Int32?>

  /// Locks a store.
  ///
  /// - Throws: ``StoreError/inUse(path:)`` or ``StoreError/unwritable(detail:)``.
  init(store: String) throws {
    path = store + ".lock"
    while true {
      let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      guard file >= 0 else {
        throw StoreError.ofSystem(path)
      }
      guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
        close(file)
        throw StoreError.inUse(path: store)
      }
      // Whoever had the lock may have removed the file after it was opened here.
      var (locked, present) = (stat(), stat())
      if fstat(file, &locked) == 0, stat(path, &present) == 0, locked.st_ino == present.st_ino,
        locked.st_dev == present.st_dev
      {
        descriptor = Mutex(file)
        return
      }
      close(file)
    }
  }

  deinit { release() }

  /// Gives the right up.
  func release() {
    descriptor.withLock { descriptor in
      guard let file = descriptor else { return }
      unlink(path)
      close(file)
      descriptor = nil
    }
  }
}
