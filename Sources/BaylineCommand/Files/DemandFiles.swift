import Foundation

/// The demands that a path leads to.
enum DemandFiles {
  /// A file itself; of a folder its `demand.json`, or those of its sub-folders in order of name. A folder that has neither
  /// stands for its missing `demand.json`.
  static func files(_ path: String) -> [String] {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    guard path != "-", manager.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      return [path]
    }
    let folder = path.hasSuffix("/") ? path : path + "/"
    let own = folder + "demand.json"
    if manager.fileExists(atPath: own) { return [own] }
    let names = (try? manager.contentsOfDirectory(atPath: path)) ?? []
    let found = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .map { folder + $0 + "/demand.json" }.filter(manager.fileExists)
    return found.isEmpty ? [own] : found
  }
}
