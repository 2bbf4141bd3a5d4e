#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

// Handlers only use the variables below and call `write`, `read`, `unlink` and `_exit`, which POSIX allows there.
// POSIX allows them `sig_atomic_t`: a word written by one handler and only read elsewhere cannot be torn, and
// reading it late only delays the stop. The variables have constant initial values and are accessed before a handler is
// installed, so that a handler never runs their initialization.
nonisolated(unsafe) private var stopRequests: sig_atomic_t = 0
nonisolated(unsafe) private var stopSignal: sig_atomic_t = 0
nonisolated(unsafe) private var catchesStops: sig_atomic_t = 0
nonisolated(unsafe) private var postponedSignal: sig_atomic_t = 0
nonisolated(unsafe) private var temporaryFiles: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
nonisolated(unsafe) private var temporaryFileCount = 0
// A pipe that holds one byte: whoever has taken it, a handler or the renaming of files, is not disturbed by the other.
nonisolated(unsafe) private var turn: (read: Int32, write: Int32) = (-1, -1)

/// How the program handles signals.
enum Signals {
  /// Signals that end a program by default and mean no bug of it.
  private static let endings: [Int32] = [
    SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGALRM, SIGVTALRM, SIGPROF, SIGUSR1, SIGUSR2, SIGXCPU,
  ]

  /// Sets up the whole program: a broken pipe or an exceeded file size makes a write fail instead of killing the process,
  /// and a crash has its own exit code.
  static func prepare() {
    (stopRequests, stopSignal, catchesStops, postponedSignal) = (0, 0, 0, 0)
    (temporaryFiles, temporaryFileCount) = (nil, 0)
    makeTurn()
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    // Whoever debugs wants the runtime's backtrace.
    if getenv("SWIFT_BACKTRACE") != nil { return }
    for crash in [SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGSEGV, SIGABRT] {
      signal(crash) { _ in
        let text: StaticString = "bayline: internal error; please report it with the input files\n"
        _ = write(2, text.utf8Start, text.utf8CodeUnitCount)
        if takeTurn() { removeTemporaryFiles() }
        _exit(70)
      }
    }
  }

  /// From now on, whatever signal ends the program, its temporary files are removed first.
  fileprivate static func catchEndings() {
    for number in endings where isDefault(number) { signal(number) { endProgram($0) } }
  }

  /// Whether a signal has no handler yet, and whoever started the program does not want it ignored, as `nohup` does.
  private static func isDefault(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    #if canImport(Darwin)
      let handler = action.__sigaction_u.__sa_handler
    #else
      let handler = action.__sigaction_handler.sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_DFL, to: Int.self)
  }

  private static func makeTurn() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    turn = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(turn.read, F_SETFL, O_NONBLOCK)
    giveTurn()
  }

  /// From now on, the first SIGINT or SIGTERM only requests a stop; a second one ends the program at once.
  static func catchTermination() {
    (stopRequests, stopSignal) = (0, 0)
    catchesStops = 1
    for number in [SIGINT, SIGTERM] { signal(number) { endProgram($0) } }
  }

  /// Whether a stop was requested.
  static var isStopRequested: Bool { stopRequests > 0 }

  /// The signal that requested the stop.
  static var stoppedBy: Int32 { stopSignal == 0 ? SIGINT : Int32(stopSignal) }

  /// Renames files; a signal that comes meanwhile ends the program afterwards.
  static func uninterrupted<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) {
    // Another thread is about to end the program.
    while !takeTurn() { usleep(1_000) }
    defer {
      giveTurn()
      if postponedSignal != 0 { endProgram(Int32(postponedSignal)) }
    }
    try body()
  }
}

private func endProgram(_ number: Int32) {
  if catchesStops != 0, number == SIGINT || number == SIGTERM {
    stopRequests += 1
    stopSignal = sig_atomic_t(number)
    if stopRequests < 2 { return }
  }
  postponedSignal = sig_atomic_t(number)
  guard takeTurn() else { return }
  removeTemporaryFiles()
  _exit(128 + number)
}

private func takeTurn() -> Bool {
  // Without a pipe, as where no descriptor was left, files are renamed all the same.
  guard turn.read >= 0 else { return true }
  var byte: UInt8 = 0
  return read(turn.read, &byte, 1) == 1
}

private func giveTurn() {
  guard turn.write >= 0 else { return }
  var byte: UInt8 = 1
  _ = write(turn.write, &byte, 1)
}

private func removeTemporaryFiles() {
  guard let files = temporaryFiles else { return }
  for index in 0..<temporaryFileCount {
    if let file = files[index] { unlink(file) }
  }
}

/// The temporary files that a signal removes when it ends the program; one list at a time.
final class TemporaryFiles {
  private let names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

  /// Starts a new list.
  init(capacity: Int) {
    // Never freed, as a handler may be reading it.
    names = .allocate(capacity: max(1, capacity))
    names.initialize(repeating: nil, count: max(1, capacity))
    temporaryFileCount = 0
    temporaryFiles = names
    temporaryFileCount = capacity
    Signals.catchEndings()
  }

  /// Adds a file, before it is created. Different files may be added on different threads.
  func add(_ path: String, at index: Int) {
    names[index] = strdup(path)
  }
}
