import Bayline
import BaylineWording

/// A folder to write files into; it is created if it is missing.
struct OutputFolder {
  /// As the user wrote it.
  let path: String

  /// A text file: its path below the folder, and its contents.
  typealias File = (path: String, text: String)
  /// A binary file: its path below the folder, and its contents.
  typealias BinaryFile = (path: String, bytes: [UInt8])

  /// Refuses if an existing file with other contents would be replaced.
  func checkOverwrites(_ files: [BinaryFile], _ words: Glossary) throws(Refusal) {
    let taken = files.map { (path: fullPath($0.path), bytes: $0.bytes) }.filter { file in
      (try? Posix.read(path: file.path)).map { $0 != file.bytes } ?? false
    }
    guard !taken.isEmpty else { return }
    let lines = taken.map { file in
      words(
        "\(file.path):$: 文件已存在且内容不同; 请换一个文件夹，或加 --force",
        "\(file.path):$: already exists and differs; choose another folder, or give --force")
    }
    throw .badFile(lines)
  }

  /// Writes files; unless `force` is set, refuses if an existing file with other contents would be replaced.
  func write(_ files: [BinaryFile], force: Bool, _ words: Glossary) throws(Refusal) {
    if !force { try checkOverwrites(files, words) }
    try write(files, words)
  }

  /// Writes files; unless `force` is set, refuses if an existing file with other contents would be replaced.
  func write(_ files: [File], force: Bool, _ words: Glossary) throws(Refusal) {
    try write(Self.binary(files), force: force, words)
  }

  /// Writes files, creating folders as needed; refuses before the first if any could not be written.
  func write(_ files: [File], _ words: Glossary) throws(Refusal) {
    try write(Self.binary(files), words)
  }

  /// Writes files, all or none, as above.
  func write(_ files: [BinaryFile], _ words: Glossary) throws(Refusal) {
    try check(files, words)
    try OutputFile.writeAll(files.map { (path: fullPath($0.path), bytes: $0.bytes) }, words)
  }

  /// Writes files into several folders; refuses before the first if any could not be written.
  static func write(_ folders: [(folder: OutputFolder, files: [File])], _ words: Glossary) throws(Refusal) {
    // All folders are checked before any is created.
    for (folder, files) in folders where !files.isEmpty {
      do {
        try Posix.checkFolderCanBeMade(folder.path)
      } catch {
        throw .badFile([OutputFile.line(folder.path, error, words)])
      }
    }
    for (folder, files) in folders { try folder.check(binary(files), words) }
    for (folder, files) in folders { try folder.write(files, words) }
  }

  /// Creates the folders of files; refuses if any file could not be written.
  private func check(_ files: [BinaryFile], _ words: Glossary) throws(Refusal) {
    // A folder that cannot be written to is reported once, not for each file.
    var folders = Set<Substring>()
    for file in files {
      let path = fullPath(file.path)
      let folder = path[..<(path.lastIndex(of: "/") ?? path.endIndex)]
      guard folders.insert(folder).inserted else { continue }
      do {
        try Posix.makeFolder(above: path)
        try Posix.checkFolder("\(folder)/")
      } catch {
        let name = folder.isEmpty ? "/" : String(folder)
        throw .badFile([OutputFile.line(name, error, words)])
      }
    }
    let obstacles = files.compactMap { OutputFile(fullPath($0.path)).writeProblem(words) }
    guard obstacles.isEmpty else { throw .badFile(obstacles) }
  }

  private static func binary(_ files: [File]) -> [BinaryFile] {
    files.map { (path: $0.path, bytes: Array($0.text.utf8)) }
  }

  private func fullPath(_ file: String) -> String {
    (path.hasSuffix("/") ? path : path + "/") + file
  }
}
