#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

// Handlers may touch next to nothing: they read and write the two words below, and call `write`, `unlink` and
// `_exit`, which POSIX allows there. `Synchronization.Atomic` would need macOS 15; a word that one handler writes and
// others only look at cannot be torn, and whoever sees it a little later only stops a little later. Both
// variables have constant first values and are touched before a handler is installed, so that a handler never
// runs their initialisation.
nonisolated(unsafe) private var stopRequests: sig_atomic_t = 0
nonisolated(unsafe) private var temporaryFile: UnsafeMutablePointer<CChar>?

/// How the program takes the signals of the system.
enum Signals {
  /// For the whole program: a broken pipe or a full quota is an error of a write and not the end of us, and a crash
  /// has an exit code of its own.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    // Whoever looks for a fault wants the runtime's backtrace.
    if getenv("SWIFT_BACKTRACE") != nil { return }
    for crash in [SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGSEGV] {
      signal(crash) { _ in
        let text: StaticString = "bayline: this is a fault of the program, please report it with the inputs\n"
        _ = write(2, text.utf8Start, text.utf8CodeUnitCount)
        _exit(70)
      }
    }
  }

  /// From now on the first SIGINT or SIGTERM is only noted; a second one ends the program at once.
  static func catchTermination() {
    stopRequests = 0
    temporaryFile = nil
    for stop in [SIGINT, SIGTERM] {
      signal(stop) { number in
        stopRequests += 1
        if stopRequests < 2 { return }
        if let file = temporaryFile { unlink(file) }
        _exit(128 + number)
      }
    }
  }

  /// Whether a stop was asked for.
  static var isStopRequested: Bool { stopRequests > 0 }

  /// Does some work on a file that a second stop signal shall not leave behind.
  static func removingOnExit<Failure: Error>(_ path: String, _ body: () throws(Failure) -> Void)
    throws(Failure)
  {
    let name = strdup(path)
    temporaryFile = name
    defer {
      temporaryFile = nil
      free(name)
    }
    try body()
  }
}
