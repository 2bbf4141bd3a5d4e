#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

// Handlers only use the two variables below and call `write`, `unlink` and `_exit`, which POSIX allows there.
// `Synchronization.Atomic` would need macOS 15; a word written by one handler and only read elsewhere cannot be torn, and
// reading it late only delays the stop. Both variables have constant initial values and are accessed before a handler is
// installed, so that a handler never runs their initialization.
nonisolated(unsafe) private var stopRequests: sig_atomic_t = 0
nonisolated(unsafe) private var temporaryFile: UnsafeMutablePointer<CChar>?

/// How the program handles signals.
enum Signals {
  /// Sets up the whole program: a broken pipe or an exceeded file size makes a write fail instead of killing the process,
  /// and a crash has its own exit code.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    // Whoever debugs wants the runtime's backtrace.
    if getenv("SWIFT_BACKTRACE") != nil { return }
    for crash in [SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGSEGV] {
      signal(crash) { _ in
        let text: StaticString = "bayline: internal error; please report it with the input files\n"
        _ = write(2, text.utf8Start, text.utf8CodeUnitCount)
        _exit(70)
      }
    }
  }

  /// From now on, the first SIGINT or SIGTERM only requests a stop; a second one ends the program at once.
  static func catchTermination() {
    stopRequests = 0
    temporaryFile = nil
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        stopRequests += 1
        if stopRequests < 2 { return }
        if let file = temporaryFile { unlink(file) }
        _exit(128 + number)
      }
    }
  }

  /// Whether a stop was requested.
  static var isStopRequested: Bool { stopRequests > 0 }

  /// Works on a temporary file that is removed if a second stop signal ends the program.
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
