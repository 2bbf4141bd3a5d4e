package import BaylineModel

/// Flexible job shops (`.fjs`), as used in scheduling research, in two layouts told apart by their content.
///
/// The first line has the numbers of jobs and machines; each further line is a job: the number of operations, and for
/// each operation the number of machines that can do it, followed by these machines. Machines and workers are numbered
/// from 1.
///
/// - **Machines alone** (P. Brandimarte, 1993, "Routing and scheduling in a flexible job shop by tabu search"; FJSPLib):
///   each machine is followed by minutes. The first line may end with the mean number of machines per operation. A
///   plain job shop has one machine per operation.
/// - **Workers, too** (D. Hutter, M. Hellwig, T. Steinberger, 2025, FJSSP-W benchmarking environment): each machine is
///   followed by its number of workers and that many pairs of worker and minutes. The first line ends with the number
///   of workers.
package enum FJSFormat {
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
  package static func decode(
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
      for place in Diagnostic.TextPosition.of([bad], in: bytes) {
        log.report(.notUTF8, at: place.description)
      }
      return nil
    }
    guard let shop = FJSReader(log).read(TextLines(bytes).lines), log.diagnostics.isEmpty else { return nil }
    let resourceDays = (shop.machines + shop.workers) * shop.days
    if shop.days > Diagnostic.InputLimit.horizonDays.value {
      log.report(.tooLarge(String(shop.days), .horizonDays), at: "1:1")
    } else if resourceDays > Diagnostic.InputLimit.resourceDays.value {
      log.report(.tooLarge(String(resourceDays), .resourceDays), at: "1:1")
    }
    return shop
  }
}
