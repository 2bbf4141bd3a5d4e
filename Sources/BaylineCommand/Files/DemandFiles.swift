import Bayline

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The demands of several days: files, or folders with one or with many.
enum DemandFiles {
  /// What a folder's demand is called.
  private static let name = "demand.json"

  /// The files that paths stand for, in order. A folder stands for its `demand.json`, or else for those of its
  /// sub-folders in the order of their names; any other path for itself.
  ///
  /// - Throws: The folders that hold none, a line each.
  static func paths(_ given: [String], _ words: Glossary) throws(Refusal) -> [String] {
    var faults: [String] = []
    var paths: [String] = []
    for path in given {
      guard path != "-", isFolder(path) else {
        paths.append(path)
        continue
      }
      let folder = path.hasSuffix("/") ? path : path + "/"
      let own = folder + name
      let found =
        isThere(own)
        ? [own]
        : names(in: folder).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
          .map { folder + $0 + "/" + name }.filter(isThere)
      if found.isEmpty {
        faults.append(
          "\(path):$: "
            + words(
              "文件夹及其子文件夹中没有 \(name); 请给出需求文件，或内含它们的文件夹",
              "neither the folder nor a folder in it holds \(name); give demand files, or a folder that holds them"
            ))
      }
      paths += found
    }
    for (position, path) in paths.enumerated() where isPlace(path, among: paths[..<position].map { $0 }) {
      faults.append(
        "\(path):$: " + words("给出了两次; 每个日子只给一次", "is given twice; give each day once"))
    }
    if !faults.isEmpty { throw Refusal(faults, ExitStatus.badFile) }
    return paths
  }

  private static func isFolder(_ path: String) -> Bool {
    var there = stat()
    return stat(path, &there) == 0 && there.st_mode & S_IFMT == S_IFDIR
  }

  private static func isThere(_ path: String) -> Bool {
    access(path, F_OK) == 0
  }

  /// The names in a folder; none if it cannot be read.
  private static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }
}
