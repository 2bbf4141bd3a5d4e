import ArgumentParser
import Bayline
import BaylineFormats
import BaylineStore
import BaylineWording
import Foundation

/// Copies a store.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy a store that no desk has open.",
    discussion: "While the desk runs, a manager gets the copy from /api/export/store.sqlite.")

  @OptionGroup var options: UserCommand.StoreOptions
  @Option(help: "The file to write.", completion: .file()) var to: String

  func run() throws {
    try options.open().backup(to: to)
    print(Glossary(.ofTerminal)("已备份到 \(to)", "copied to \(to)"))
  }
}

/// Checks a store.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check that the journal of a store gives the book that is stored.")

  @OptionGroup var options: UserCommand.StoreOptions

  func run() throws {
    let store = try options.open()
    try store.check()
    let version = try store.load()?.version ?? 0
    print(Glossary(.ofTerminal)("完好，版本 \(version)", "sound, version \(version)"))
  }
}

/// Writes the book as the files that `bayline` reads.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write site, demand and schedule as files for bayline.")

  @OptionGroup var options: UserCommand.StoreOptions
  @Option(help: "The folder to write into; made if it is missing.", completion: .directory) var out: String

  func run() throws {
    guard let book = try options.open().load() else {
      throw CommandRefusal("存储里还没有预约簿", "the store has no book yet")
    }
    let folder = URL(filePath: out, directoryHint: .isDirectory)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for (name, text) in BookFiles(book).files {
        try Data(text.utf8).write(to: folder.appending(path: name), options: .atomic)
      }
    } catch {
      throw CommandRefusal(
        "\(out): 无法写入 (\(error.localizedDescription))",
        "\(out): cannot be written (\(error.localizedDescription))")
    }
  }
}

/// The book as files that `bayline` reads.
struct BookFiles {
  /// Name and text of each.
  let files: [(name: String, text: String)]

  init(_ book: Book) {
    files = [
      ("site.json", SiteFormat.encode(book.site)), ("demand.json", DemandFormat.encode(book.demand)),
      ("schedule.json", ScheduleFormat.encode(book.schedule)),
    ]
  }
}
