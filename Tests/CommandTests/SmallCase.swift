import Bayline
import BaylineFormats
import BaylineModel
import Foundation
import TestSupport

/// The quick-service shop of the datasets, as arguments.
enum SmallCase {
  static let site = Project.datasets.appending(path: "small/site.json").path
  static let demand = Project.datasets.appending(path: "small/demand.json").path
  static let files = ["--site", site, "--demand", demand]

  /// The text of its demand.
  static func demandText() throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: demand)), as: UTF8.self)
  }

  /// A schedule of it, made once.
  static func schedule() throws -> String { try made.get() }

  private static let made = Result {
    try Program.run("schedule", "--site", site, "--demand", demand, "--iterations", "0", "--quiet").out
  }

  /// The schedule changed and written out again.
  static func schedule(_ change: (inout Schedule) -> Void) throws -> String {
    let reading = ScheduleFormat.decode(Array(try schedule().utf8), file: "-", site: nil, demand: nil)
    var schedule = try reading.get()
    change(&schedule)
    return ScheduleFormat.encode(schedule)
  }
}
