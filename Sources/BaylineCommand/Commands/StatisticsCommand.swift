import ArgumentParser
package import Bayline
import BaylineReports
import BaylineSimulation
import BaylineWording

/// `bayline statistics`: statistics of past days.
struct StatisticsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statistics",
    abstract: "Summarize past days: bookings, shows, punctuality, reasons, load, by day, week or month.",
    discussion: """
      A history is a folder with a subfolder for each day: demand.json and actual.json (docs/history.md). The figures are \
      those of docs/figures.md, each computed over all days of a period.

      EXAMPLES
        bayline statistics --site site.json past
        bayline statistics --site site.json past --by week --csv weeks.csv --page statistics.html
      """)

  @Option(help: ArgumentHelp("The workshop; - is standard input.", valueName: "file"))
  var site: String

  @OptionGroup var history: HistoryOptions

  @Option(help: ArgumentHelp("The length of a period.", valueName: "day|week|month"))
  var by = HistoryStatistics.PeriodUnit.month

  @Option(
    help: ArgumentHelp(
      "Write a row per period with all counts and figures as CSV.", valueName: "file"))
  var csv: String?

  @Option(help: ArgumentHelp("Write a page with charts.", valueName: "file"))
  var page: String?

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    try OutputRules(inputs: [site], outputs: [.file("--csv", csv), .file("--page", page)]).check()
  }

  func run() throws {
    let read = try history.read(site: site, messages, outputs: [csv, page])
    let report = StatisticsPage(
      HistoryStatistics(site: read.site, days: read.folder.days, by: by), siteName: read.site.name,
      program: "bayline \(baylineVersion)", files: [site, history.folder],
      withoutRecord: read.folder.skipped.count, language: read.words.language)
    try OutputFile.write(
      report.text, beside: [(csv, { report.csv }), (page, { report.html })], read.words)
  }
}

extension HistoryStatistics.PeriodUnit: ExpressibleByArgument {}
