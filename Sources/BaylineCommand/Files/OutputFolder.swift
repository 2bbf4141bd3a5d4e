import Bayline

/// A folder that files are written into; it is made if it is missing.
struct OutputFolder {
  /// As the user named it.
  let path: String

  /// A file for it: its path below the folder, and its text.
  typealias File = (path: String, text: String)

  /// Refuses if a file that is there already would become another one.
  func checkNothingIsLost(_ files: [File], _ words: Glossary) throws(Refusal) {
    let taken = files.map { (path: fullPath($0), text: $0.text) }.filter { file in
      guard let there = try? Posix.read(path: file.path) else { return false }
      return !there.elementsEqual(file.text.utf8)
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
    for file in files {
      let path = fullPath(file)
      do {
        try Posix.makeFolder(above: path)
      } catch {
        throw Refusal([OutputFile.line(path, error, words)], ExitStatus.badFile)
      }
    }
    let obstacles = files.compactMap { OutputFile(fullPath($0)).obstacle(words) }
    guard obstacles.isEmpty else { throw Refusal(obstacles, ExitStatus.badFile) }
    for file in files { try OutputFile(fullPath(file)).write(file.text, words) }
  }

  private func fullPath(_ file: File) -> String {
    (path.hasSuffix("/") ? path : path + "/") + file.path
  }
}
