public import Foundation

/// Where the tests find the project's own files and, beside it, the shared referee and instances.
public enum Project {
  /// The top folder of the project.
  public static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The project's own datasets.
  public static let datasets = root.appending(path: "datasets")

  /// The folder with the independent referee and the training instances, named in `.ci/shared-folder`; `nil` on a machine
  /// that does not have it.
  public static let shared: URL? = {
    let name = try? String(contentsOf: root.appending(path: ".ci/shared-folder"), encoding: .utf8)
    let folder = root.appending(path: (name ?? "../shared").trimmingCharacters(in: .whitespacesAndNewlines))
      .standardizedFileURL
    guard FileManager.default.fileExists(atPath: folder.appending(path: "referee/referee.py").path) else {
      FileHandle.standardError.write(
        Data("SKIPPED: tests against the referee, which is not at \(folder.path)\n".utf8))
      return nil
    }
    return folder
  }()
}
