public import Foundation

/// Where the tests find the project's own files and, beside it, the shared referee and instances.
public enum Project {
  /// The top folder of the project.
  public static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The project's own datasets.
  public static let datasets = root.appending(path: "datasets")

  /// The folder with the independent referee and the training instances; `nil` on a machine that lacks it.
  public static let shared: URL? = {
    let folder = root.deletingLastPathComponent().appending(path: "shared")
    guard FileManager.default.fileExists(atPath: folder.appending(path: "referee/referee.py").path) else {
      FileHandle.standardError.write(
        Data("SKIPPED: no ../shared/referee beside the project: tests against the referee do not run\n".utf8))
      return nil
    }
    return folder
  }()
}
