import BaylineModel
import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

private final class Marker {}

/// The built executable, run as a user runs it.
struct Program {
  /// What became of a run.
  struct Outcome {
    /// The exit code; of a program that a signal ended, minus the signal.
    var code: Int32
    var out: String
    var err: String

    var errorLines: [String] { err.split(separator: "\n").map(String.init) }
  }

  /// `bayline`, which is built next to the tests.
  static let path: String = {
    var folder = Bundle(for: Marker.self).bundleURL
    if folder.pathExtension == "xctest" { folder.deleteLastPathComponent() }
    return folder.appending(path: "bayline").path
  }()

  private let process = Process()
  private let folder: TemporaryFolder
  private let out: URL
  private let err: URL

  /// Starts a program; its two outputs go to files, so that no pipe can fill up.
  init(
    _ arguments: [String], input: String = "", environment: [String: String] = [:], executable: String = path
  ) throws {
    folder = try TemporaryFolder()
    out = folder.url.appending(path: "stdout")
    err = folder.url.appending(path: "stderr")
    let standardInput = try folder.write("stdin", input)
    try Data().write(to: out)
    try Data().write(to: err)
    process.executableURL = URL(filePath: executable)
    process.arguments = arguments
    process.environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "LANG": "C"]
      .merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: URL(filePath: standardInput))
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    try process.run()
  }

  /// Sends a signal.
  func send(_ signal: Int32) {
    kill(process.processIdentifier, signal)
  }

  /// Waits until the program has a handler for a signal; where the system does not tell, some seconds.
  func waitUntilItCatches(_ signal: Int32) throws {
    #if os(Linux)
      for _ in 0..<600 {
        let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        let caught = status.split(separator: "\n").first { $0.hasPrefix("SigCgt:") }?.split(separator: "\t")
          .last
        if let mask = caught.flatMap({ UInt64($0, radix: 16) }), mask >> UInt64(signal - 1) & 1 == 1 {
          return
        }
        Thread.sleep(forTimeInterval: 0.1)
      }
      Issue.record("the program never came to its search")
    #else
      Thread.sleep(forTimeInterval: 5)
    #endif
  }

  /// Waits for the end.
  func outcome() throws -> Outcome {
    process.waitUntilExit()
    let code = process.terminationStatus
    return Outcome(
      code: process.terminationReason == .uncaughtSignal ? -code : code,
      out: String(decoding: try Data(contentsOf: out), as: UTF8.self),
      err: String(decoding: try Data(contentsOf: err), as: UTF8.self))
  }

  /// Runs `bayline` to its end.
  static func run(
    _ arguments: String..., input: String = "", environment: [String: String] = [:]
  ) throws -> Outcome {
    try Program(arguments, input: input, environment: environment).outcome()
  }

  /// Runs `bayline` inside a line of the shell, where it is `"$0" "$@"`.
  static func shell(_ line: String, _ arguments: [String]) throws -> Outcome {
    try Program(["-c", line, path] + arguments, executable: "/bin/bash").outcome()
  }
}

/// A folder that goes when nobody holds it any more.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "bayline-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// The path of a file in it.
  func path(_ name: String) -> String {
    url.appending(path: name).path
  }

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: url.appending(path: name))
    return path(name)
  }

  /// The text of a file; `nil` if there is none.
  func text(_ name: String) -> String? {
    (try? Data(contentsOf: url.appending(path: name))).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The names in it, hidden ones too.
  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
  }
}
