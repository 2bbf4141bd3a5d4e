import BaylineStore
import Foundation
import GRDB
import Testing

/// A program that commits as fast as it can, killed at any moment or out of disk space: the tests start themselves
/// again with one that does so.
@Suite struct KillTests {
  private static let variable = "BAYLINE_STORE_TO_KILL"
  /// The store of the program that is to fail; `nil` in the tests themselves.
  private static let victim = ProcessInfo.processInfo.environment[variable]

  #if os(Linux)
    @Test(.enabled(if: victim == nil), arguments: [0.0, 0.05])
    func whatWasAcknowledgedSurvivesAKill(delay: Double) async throws {
      let store = try TestStore()
      let process = try start("commitsUntilItIsKilled", store)
      defer { kill(process.processIdentifier, SIGKILL) }
      for _ in 0..<600 where acknowledged(store) < 3 { try await Task.sleep(for: .milliseconds(50)) }
      try await Task.sleep(for: .seconds(delay))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()

      let last = acknowledged(store)
      try #require(last >= 3)
      let opened = try store.open()
      let book = try #require(try opened.load())
      // The last commit may have been made and not acknowledged.
      #expect(book.version == last || book.version == last + 1)
      #expect(try opened.rebuilt() == book)
      try opened.check()
      #expect(try opened.change(book) { $0.records["A"]?.status = .confirmed }.version == book.version + 1)
    }

    @Test(.enabled(if: victim == nil)) func aFullDiskLosesNothing() throws {
      let store = try TestStore()
      let process = try start("commitsUntilTheDiskIsFull", store)
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      #expect(try store.open().load()?.version == acknowledged(store))
      #expect(acknowledged(store) > 3)
    }

    /// Starts the tests again with one that takes a store.
    private func start(_ test: String, _ store: TestStore) throws -> Process {
      let process = Process()
      process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      process.arguments = ["--testing-library", "swift-testing", "--filter", test]
      process.environment = ProcessInfo.processInfo.environment.merging([Self.variable: store.path]) { $1 }
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      return process
    }

    @Test(.enabled(if: victim != nil)) func commitsUntilTheDiskIsFull() throws {
      let path = try #require(Self.victim)
      let store = try BookStore(path: path)
      var book = try store.begin(TestBook.tiny(), at: TestBook.noon, by: "ann")
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit()
      getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      let unlimited = limit
      limit.rlim_cur = 300_000
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      let error = #expect(throws: StoreError.self) {
        for step in 0..<1000 {
          book = try store.change(book) { $0.settings.catalogue = String(repeating: "\(step) ", count: 2000) }
        }
      }
      guard case .unwritable = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(try store.load() == book)
      #expect(try store.rebuilt() == book)
      limit = unlimited
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      book = try store.change(book) { $0.settings.catalogue = "" }
      try store.check()
      try Data("\(book.version)\n".utf8).write(to: URL(filePath: path + ".acknowledged"))
    }
  #endif

  @Test(.enabled(if: victim != nil)) func commitsUntilItIsKilled() throws {
    let path = try #require(Self.victim)
    let store = try BookStore(path: path)
    let log = open(path + ".acknowledged", O_WRONLY | O_CREAT | O_APPEND, 0o600)
    var book = try store.begin(TestBook.tiny(), at: TestBook.noon, by: "ann")
    while book.version < 100_000 {
      book = try store.change(book) { book in
        for id in ["A", "B", "C"] {
          book.records[id]?.status = book.version.isMultiple(of: 2) ? .confirmed : .reminded
        }
      }
      let line = Array("\(book.version)\n".utf8)
      _ = write(log, line, line.count)
    }
  }

  /// The last version of which the other program said that it was committed.
  private func acknowledged(_ store: TestStore) -> Int {
    let lines = (try? String(contentsOfFile: store.path + ".acknowledged", encoding: .utf8))?.split(
      separator: "\n")
    return lines?.last.flatMap { Int($0) } ?? 0
  }
}
