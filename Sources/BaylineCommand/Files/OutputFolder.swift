import Bayline
import BaylineWording

/// A folder that files are written into; it is made if it is missing.
struct OutputFolder {
  /// As the user named it.
  let path: String

  /// A file for it: its path below the folder, and its text.
  typealias File = (path: String, text: String)
  /// A file that is no text.
  typealias BinaryFile = (path: String, bytes: [UInt8])

  /// Refuses if a file that is there already would become another one.
  func checkOverwrites(_ files: [File], _ words: Glossary) throws(Refusal) {
    try checkOverwrites(Self.binary(files), words)
  }

  /// Refuses if a file that is there already would become another one.
  func checkOverwrites(_ files: [BinaryFile], _ words: Glossary) throws(Refusal) {
    let taken = files.map { (path: fullPath($0.path), bytes: $0.bytes) }.filter { file in
      guard let there = try? Posix.read(path: file.path) else { return false }
      return there != file.bytes
    }
    guard !taken.isEmpty else { return }
    let lines = taken.map { file in
      words(
        "\(file.path):$: 文件已存在且内容不同; 请换一个文件夹，或加 --force",
        "\(file.path):$: is there already and differs; choose another folder, or give --force")
    }
    throw Refusal(lines, ExitStatus.badFile)
  }

  /// Writes files, and makes the folders that they lie in; refuses before the first if one could not be written.
  func write(_ files: [File], _ words: Glossary) throws(Refusal) {
    try write(Self.binary(files), words)
  }

  /// Writes files, as above.
  func write(_ files: [BinaryFile], _ words: Glossary) throws(Refusal) {
    try check(files, words)
    for file in files { try OutputFile(fullPath(file.path)).write(file.bytes, words) }
  }

  /// Writes files into several folders; refuses before the first if one in any of them could not be written.
  static func write(_ folders: [(folder: OutputFolder, files: [File])], _ words: Glossary) throws(Refusal) {
    // What stands in the way of a folder is told before any is made.
    for (folder, files) in folders where !files.isEmpty {
      do {
        try Posix.checkFolderCanBeMade(folder.path)
      } catch {
        throw Refusal([OutputFile.line(folder.path, error, words)], ExitStatus.badFile)
      }
    }
    for (folder, files) in folders { try folder.check(binary(files), words) }
    for (folder, files) in folders { try folder.write(files, words) }
  }

  /// Writes many files, as above, and none of them before all could be written aside.
  func writeAll(_ files: [BinaryFile], _ words: Glossary) throws(Refusal) {
    try check(files, words)
    try OutputFile.writeAll(files.map { (path: fullPath($0.path), bytes: $0.bytes) }, words)
  }

  /// Makes the folders that files lie in; refuses if one of the files could not be written.
  private func check(_ files: [BinaryFile], _ words: Glossary) throws(Refusal) {
    // A folder that is none, or that takes no files, is told once and not for each file.
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
        throw Refusal([OutputFile.line(name, error, words)], ExitStatus.badFile)
      }
    }
    let obstacles = files.compactMap { OutputFile(fullPath($0.path)).writeProblem(words) }
    guard obstacles.isEmpty else { throw Refusal(obstacles, ExitStatus.badFile) }
  }

  private static func binary(_ files: [File]) -> [BinaryFile] {
    files.map { (path: $0.path, bytes: Array($0.text.utf8)) }
  }

  private func fullPath(_ file: String) -> String {
    (path.hasSuffix("/") ? path : path + "/") + file
  }
}
