import Bayline
import Synchronization

/// The files that lines name, all inside one folder. Sites are kept decoded, as many lines name the same.
final class BatchFolder: Sendable {
  /// A site file as it was read.
  struct SiteFile: Sendable {
    let decoded: SiteFormat.Decoded
    /// The language that the file states, even a faulty one.
    let locale: Language?
  }

  private let path: String
  private let recent = Mutex(RecentSites())

  /// - Parameter path: The folder.
  init(_ path: String) {
    self.path = path.hasSuffix("/") ? path : path + "/"
  }

  /// Whether a path stays inside the folder. Links in the folder are its owner's business.
  static func isInside(_ reference: String) -> Bool {
    !reference.hasPrefix("/") && !reference.utf8.contains(0)
      && !reference.split(separator: "/").contains("..")
  }

  /// The bytes of a file.
  func bytes(_ reference: String) throws(SystemError) -> [UInt8] {
    try Posix.read(path: path + reference)
  }

  /// The site of a file, read at most once while it is kept.
  func site(_ reference: String) throws(SystemError) -> SiteFile {
    if let known = recent.withLock({ $0.use(reference) }) { return known }
    let bytes = try bytes(reference)
    let decoded = SiteFormat.decode(bytes, file: reference)
    let site = SiteFile(decoded: decoded, locale: decoded.site?.locale ?? InputReader.locale(bytes))
    recent.withLock { $0.add(reference, site) }
    return site
  }
}

/// The sites that were used last.
private struct RecentSites {
  /// The number of sites that are kept.
  private static let capacity = 256

  private var sites: [String: (file: BatchFolder.SiteFile, used: Int)] = [:]
  private var clock = 0

  /// A site, if it is kept.
  mutating func use(_ reference: String) -> BatchFolder.SiteFile? {
    clock += 1
    sites[reference]?.used = clock
    return sites[reference]?.file
  }

  /// Keeps a site; the one that was not used for the longest time makes room.
  mutating func add(_ reference: String, _ site: BatchFolder.SiteFile) {
    clock += 1
    if sites.count >= Self.capacity, let oldest = sites.min(by: { $0.value.used < $1.value.used })?.key {
      sites[oldest] = nil
    }
    sites[reference] = (site, clock)
  }
}
