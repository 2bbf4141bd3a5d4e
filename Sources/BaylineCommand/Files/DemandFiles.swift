import Bayline
import BaylineWording
import Foundation

/// Where the demands of several days are.
enum DemandFiles {
  /// The files that a path of `--demand` means: the file itself; of a folder its `demand.json`, or else those of its
  /// sub-folders that have one, in the order of their names.
  ///
  /// It is a fault if a folder has none, and if it or one of its sub-folders may not be looked into: nobody would know that a
  /// day is missing.
  static func files(_ path: String, _ words: Glossary) -> (files: [String], faults: [InputFault]) {
    func fault(_ path: String, _ error: SystemError) -> InputFault {
      InputFault(file: path, place: "$", problem: .cannotRead(reason: error.words(words)))
    }
    guard path != "-", isFolder(path) else { return ([path], []) }
    let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    if let file = demand(in: folder) { return ([file], []) }
    if let error = Posix.obstacle(toListing: folder) { return ([], [fault(path, error)]) }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let inner = names.sortedByCodePoint().map { "\(folder)/\($0)" }
      .filter(isFolder)
    let closed = inner.compactMap { path in Posix.obstacle(toListing: path).map { fault(path, $0) } }
    let files = inner.compactMap(demand)
    return files.isEmpty && closed.isEmpty ? ([], [fault(path, .noDemands)]) : (files, closed)
  }

  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  private static func demand(in folder: String) -> String? {
    let file = folder + "/demand.json"
    return FileManager.default.fileExists(atPath: file) ? file : nil
  }
}
