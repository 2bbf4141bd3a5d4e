import Bayline
import BaylineWording
import Foundation

/// Finds the demand files of paths on the command line.
enum DemandFiles {
  /// The files of a path: the file itself; for a folder its `demand.json`, or else those of its subfolders, by name.
  ///
  /// A folder without any is a fault, and so is a folder or subfolder that cannot be listed, as a day might go missing
  /// unnoticed.
  static func files(_ path: String, _ words: Glossary) -> (files: [String], diagnostics: [Diagnostic]) {
    func fault(_ path: String, _ error: SystemError) -> Diagnostic {
      Diagnostic(file: path, place: "$", problem: .cannotRead(reason: error.words(words)))
    }
    guard path != "-", isFolder(path) else { return ([path], []) }
    let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    if let file = demand(in: folder) { return ([file], []) }
    if let error = Posix.obstacle(toListing: folder) { return ([], [fault(path, error)]) }
    let subfolders = ((try? names(in: folder)) ?? []).map { "\(folder)/\($0)" }.filter(isFolder)
    let closed = subfolders.compactMap { path in Posix.obstacle(toListing: path).map { fault(path, $0) } }
    let files = subfolders.compactMap(demand)
    return files.isEmpty && closed.isEmpty ? ([], [fault(path, .noDemands)]) : (files, closed)
  }

  /// The names in a folder, in the order of their bytes.
  static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
  }

  /// The `demand.json` of a folder, if there is one.
  static func demand(in folder: String) -> String? {
    existing(folder + "/demand.json")
  }

  /// The `schedule.json` beside a `demand.json`, if there is one.
  static func schedule(beside demand: String) -> String? {
    existing(demand.dropLast("demand.json".count) + "schedule.json")
  }

  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// The path, if there is a file.
  static func existing(_ path: String) -> String? {
    FileManager.default.fileExists(atPath: path) ? path : nil
  }
}
