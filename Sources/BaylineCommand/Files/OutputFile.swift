import Bayline
import BaylineWording
import Dispatch

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The destination of a result: a file, replaced as a whole, or standard output.
struct OutputFile {
  /// As the user wrote it; `nil` is standard output.
  let path: String?

  /// A file; `nil` and `-` are standard output.
  init(_ path: String?) {
    self.path = path == "-" ? nil : path
  }

  /// What would make a later `write` fail, as a line for the user, so that nobody waits for a search in vain.
  func writeProblem(_ words: Glossary) -> String? {
    guard let path else { return nil }
    do {
      try UnfinishedReplacements.finish(besides: path)
      _ = try WriteTarget(path)
      return nil
    } catch {
      return Self.line(path, error, words)
    }
  }

  /// Writes a text. A file is first written to a temporary file in its folder and then renamed, so that there is always
  /// either the complete old file or the complete new one.
  func write(_ text: String, _ words: Glossary) throws(Refusal) {
    guard path != nil else { return try Console.write(text, words) }
    try write(Array(text.utf8), words)
  }

  /// Writes bytes to a file; does nothing for standard output.
  func write(_ bytes: [UInt8], _ words: Glossary) throws(Refusal) {
    guard let path else { return }
    do throws(SystemError) {
      let target = try WriteTarget(path)
      if target.isSpecial { return try target.writeDirectly(bytes) }
      let replacement = FileReplacement(capacity: 1)
      try replacement.prepare(0, target, bytes)
      do throws(FileReplacement.Failure) { try replacement.commit() } catch { throw error.error }
    } catch {
      throw .badFile([Self.line(path, error, words)])
    }
  }

  /// Writes the result of a study and its additional files: files first, all or none, then standard output.
  ///
  /// - Parameters:
  ///   - text: The result: JSON, or text for a terminal.
  ///   - path: The result's file; standard output if `nil`.
  ///   - files: Tables and pages; those without a path are not made.
  static func write(
    _ text: String, isJSON: Bool = false, to path: String? = nil,
    beside files: [(path: String?, text: () -> String)], _ words: Glossary
  ) throws(Refusal) {
    var texts = files.compactMap { file in file.path.map { (output: OutputFile($0), text: file.text()) } }
    let result = OutputFile(path)
    if result.path != nil { texts.append((result, text)) }
    try write(texts, words)
    guard result.path == nil else { return }
    if isJSON { try Console.write(text, words) } else { try Console.print(text, words) }
  }

  /// Writes several texts, all or none.
  ///
  /// - Parameter check: Called when only the renaming is left, unless no file is replaced; what it throws leaves all files
  ///   as they were.
  static func write(
    _ texts: [(output: OutputFile, text: String)], _ words: Glossary,
    check: () throws(Refusal) -> Void = {}
  ) throws(Refusal) {
    try write(texts.map { (output: $0.output, bytes: Array($0.text.utf8)) }, words, check: check)
  }

  /// Writes several files, all or none: temporary files first, then what goes to standard output and devices, and only
  /// then all files are renamed, in the order given (see ``FileReplacement``).
  ///
  /// - Parameters:
  ///   - files: The contents; standard output takes texts only.
  ///   - check: Called when only the renaming is left; what it throws leaves all files as they were.
  static func write(
    _ files: [(output: OutputFile, bytes: [UInt8])], _ words: Glossary,
    check: () throws(Refusal) -> Void = {}
  ) throws(Refusal) {
    let replacement = FileReplacement(capacity: files.count)
    do throws(Refusal) {
      for (index, (output, bytes)) in files.enumerated() {
        guard let path = output.path else { continue }
        do throws(SystemError) {
          let target = try WriteTarget(path)
          if !target.isSpecial { try replacement.prepare(index, target, bytes) }
        } catch {
          throw .badFile([line(path, error, words)])
        }
      }
      // Nothing on standard output can be written over.
      if files.indices.contains(where: replacement.isPrepared) { try check() }
      for (index, (output, bytes)) in files.enumerated() where !replacement.isPrepared(index) {
        if output.path == nil {
          try Console.write(String(decoding: bytes, as: UTF8.self), words)
        } else {
          try output.write(bytes, words)
        }
      }
    } catch {
      replacement.abandon()
      throw error
    }
    do throws(FileReplacement.Failure) {
      try replacement.commit()
    } catch {
      throw .badFile([line(files[error.index].output.path ?? "-", error.error, words)])
    }
  }

  /// Writes many files, all or none: temporary files on several threads, as each waits for the disk to sync, and then all
  /// are renamed.
  static func writeAll(_ files: [(path: String, bytes: [UInt8])], _ words: Glossary) throws(Refusal) {
    let outcomes = UnsafeMutableBufferPointer<SystemError?>.allocate(capacity: files.count)
    outcomes.initialize(repeating: nil)
    defer {
      outcomes.deinitialize()
      outcomes.deallocate()
    }
    // Each thread writes only the slots of its own files.
    nonisolated(unsafe) let slots = outcomes
    nonisolated(unsafe) let replacement = FileReplacement(capacity: files.count)
    let threads = 16
    let group = DispatchGroup()
    let queue = DispatchQueue(label: "bayline.write", attributes: .concurrent)
    for first in 0..<min(threads, files.count) {
      queue.async(group: group) {
        for index in stride(from: first, to: files.count, by: threads) {
          do throws(SystemError) {
            try replacement.prepare(index, try WriteTarget(files[index].path), files[index].bytes)
          } catch {
            slots[index] = error
          }
        }
      }
    }
    group.wait()
    let refusals = zip(files, outcomes).compactMap { file, error in
      error.map { line(file.path, $0, words) }
    }
    guard refusals.isEmpty else {
      replacement.abandon()
      throw .badFile(refusals)
    }
    do throws(FileReplacement.Failure) {
      try replacement.commit()
    } catch {
      throw .badFile([line(files[error.index].path, error.error, words)])
    }
  }

  /// Why a path cannot be written to, as a line for the user.
  static func line(_ path: String, _ error: SystemError, _ words: Glossary) -> String {
    let what = words("无法写入（\(error.words(words))）", "cannot be written (\(error.words(words)))")
    return "\(path):$: \(what); "
      + words("请换一个位置，或先建好文件夹、腾出空间", "choose another location, create the folder, or free some space")
  }
}
