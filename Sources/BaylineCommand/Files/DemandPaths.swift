import Bayline
import Foundation

/// Where the demands of several days are.
enum DemandPaths {
  /// The files that a path of `--demand` means: the file itself; of a folder its `demand.json`, or else those of its
  /// sub-folders that have one, in the order of their names. Fails for a folder without any.
  static func files(_ path: String) -> Result<[String], SystemError> {
    var isFolder: ObjCBool = false
    guard path != "-", FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
      isFolder.boolValue
    else { return .success([path]) }
    let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
    func demand(_ folder: String) -> String? {
      let file = folder + "/demand.json"
      return FileManager.default.fileExists(atPath: file) ? file : nil
    }
    if let file = demand(folder) { return .success([file]) }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let files = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap {
      demand("\(folder)/\($0)")
    }
    return files.isEmpty ? .failure(.noDemands) : .success(files)
  }
}
