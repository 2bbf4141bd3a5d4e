import Bayline

/// Several results that belong together: all of them are written, or the files are as they were.
struct OutputFiles {
  /// A path and the text for it.
  typealias File = (path: String, text: String)

  /// Writes files; where one cannot be written, those before it get back what they had.
  static func write(_ files: [File], _ words: Glossary) throws(Refusal) {
    let obstacles = files.compactMap { OutputFile($0.path).obstacle(words) }
    guard obstacles.isEmpty else { throw Refusal(obstacles, ExitStatus.badFile) }
    var undo: [(path: String, bytes: [UInt8]?)] = []
    for file in files {
      let old = try? Posix.read(path: file.path)
      do throws(Refusal) {
        try OutputFile(file.path).write(file.text, words)
      } catch {
        for (path, bytes) in undo.reversed() {
          if let bytes {
            try? OutputFile(path).write(String(decoding: bytes, as: UTF8.self), words)
          } else {
            Posix.remove(path: path)
          }
        }
        throw error
      }
      undo.append((file.path, old))
    }
  }
}
