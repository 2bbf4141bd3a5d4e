public import BaylineModel

/// Flexible job shops with worker flexibility (`.fjs`), as used in scheduling research.
///
/// D. Hutter, M. Hellwig, T. Steinberger (2025), FJSSP-W benchmarking environment. The first line has the numbers of jobs,
/// machines and workers. Each further line is a job: the number of operations; for each operation the number of machines;
/// for each machine its number, the number of workers, and that many pairs of worker and minutes. Machines and workers
/// are numbered from 1.
public enum FJSFormat {
  /// Reads a file strictly, collecting all problems. Machines become bays, workers technicians, and jobs vehicles that
  /// have arrived.
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8.
  ///   - file: The name of the file, for messages.
  ///   - name: The name of the site.
  ///   - locale: The language of the site.
  /// - Throws: All problems of the text.
  /// - Complexity: linear in the size of the text.
  public static func decode(
    _ bytes: [UInt8], file: String, name: String, locale: Language
  ) throws(Diagnostics) -> (site: Site, demand: Demand) {
    let log = DiagnosticLog(file: file)
    guard let shop = jobShop(bytes, log), log.diagnostics.isEmpty else { throw Diagnostics(log.diagnostics) }
    return (shop.site(name: name, locale: locale), shop.demand())
  }

  private static func jobShop(_ bytes: [UInt8], _ log: DiagnosticLog) -> FlexibleJobShop? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      log.report(.byteOrderMark, at: "1:1")
      return nil
    }
    if let bad = firstInvalidUTF8(in: bytes) {
      for place in TextPosition.of([bad], in: bytes) { log.report(.notUTF8, at: place.description) }
      return nil
    }
    guard let shop = FJSReader(log).read(TextLines(bytes).lines), log.diagnostics.isEmpty else { return nil }
    let resourceDays = (shop.machines + shop.workers) * shop.days
    if shop.days > InputLimit.horizonDays.value {
      log.report(.tooLarge(String(shop.days), .horizonDays), at: "1:1")
    } else if resourceDays > InputLimit.resourceDays.value {
      log.report(.tooLarge(String(resourceDays), .resourceDays), at: "1:1")
    }
    return shop
  }
}
