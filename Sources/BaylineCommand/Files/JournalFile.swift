import Bayline
import BaylineWording

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The journal of a long run: each finished cell is written at once as a line, so that a run killed at any time loses
/// no finished work.
final class JournalFile {
  /// The results of an earlier run, by cell.
  let known: [String: StudyCellResult]
  private let path: String
  private let descriptor: Int32

  /// Opens or creates a journal. An incomplete last line is cut off.
  ///
  /// - Parameters:
  ///   - command: The command that owns the journal.
  ///   - digest: A digest of everything that results depend on.
  /// - Throws: Why it cannot be resumed, with advice.
  init(_ path: String, command: String, digest: String, _ words: Glossary) throws(Refusal) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .badFile([OutputFile.line(path, .last, words)]) }
    do throws(Refusal) {
      var status = stat()
      guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        throw Self.refusal(path, .notAJournal, words)
      }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        throw Self.refusal(
          path, words("另一个运行正在使用此日志", "another run is using the journal"),
          words("请等它结束，或另用一个文件", "wait for it to finish, or give another file"))
      }
      known = try Self.prepare(descriptor, path, command, digest, words)
    } catch {
      close(descriptor)
      throw error
    }
    self.path = path
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }

  /// Adds a finished cell.
  func add(_ line: String, _ words: Glossary) throws(Refusal) {
    do throws(SystemError) {
      try Posix.write(line.utf8, to: descriptor)
    } catch {
      throw .badFile([OutputFile.line(path, error, words)])
    }
  }

  private static func prepare(
    _ descriptor: Int32, _ path: String, _ command: String, _ digest: String, _ words: Glossary
  ) throws(Refusal) -> [String: StudyCellResult] {
    let failed = { (error: SystemError) in Refusal.badFile([OutputFile.line(path, error, words)]) }
    let bytes: [UInt8]
    do throws(SystemError) { bytes = try Posix.read(descriptor) } catch { throw failed(error) }
    let reading: JournalFormat.Reading
    do throws(JournalFormat.ReadError) {
      reading = try JournalFormat.read(bytes, command: command, digest: digest)
    } catch {
      throw refusal(path, error, words)
    }
    if reading.wholeBytes < bytes.count, ftruncate(descriptor, off_t(reading.wholeBytes)) != 0 {
      throw failed(.last)
    }
    if reading.wholeBytes == 0 {
      let header = JournalFormat.header(command: command, digest: digest)
      do throws(SystemError) {
        try Posix.write(header.utf8, to: descriptor)
      } catch {
        throw failed(error)
      }
    }
    return reading.results
  }

  private static func refusal(_ path: String, _ error: JournalFormat.ReadError, _ words: Glossary) -> Refusal
  {
    switch error {
    case .notAJournal:
      refusal(
        path, words("不是日志文件", "is not a journal"), words("请另用一个文件", "give another file"))
    case .mismatch:
      refusal(
        path, words("是另一次运行的日志：输入或选项不同", "is the journal of a run with other inputs or options"),
        words("请用原来的输入和选项继续，或另用一个文件", "resume with the inputs and options of that run, or give another file"))
    case .damaged(let line):
      refusal(
        path, words("第 \(line) 行已损坏", "line \(line) is damaged"),
        words("请删除该行再继续，或另用一个文件", "remove the line and resume, or give another file"))
    }
  }

  private static func refusal(_ path: String, _ what: String, _ advice: String) -> Refusal {
    .badFile(["\(path):$: \(what); \(advice)"])
  }
}
