import BaylineFormats
package import BaylineModel
package import BaylineSimulation
import BaylineWording

/// Calibration results as files: site, uncertainty, and a table of work times.
package struct LearnedFiles: Sendable {
  private let learning: HistoryCalibration
  private let words: Glossary

  /// The names of the files.
  package static let names = ["site.json", "uncertainty.json", "minutes.csv"]

  /// Creates the files of a calibration, with table headings in a language.
  package init(_ learning: HistoryCalibration, language: Language) {
    self.learning = learning
    words = Glossary(language)
  }

  /// The files: relative paths and contents.
  package var files: [(path: String, text: String)] {
    [
      ("site.json", SiteFormat.encode(learning.site)),
      ("uncertainty.json", UncertaintyFormat.encode(learning.uncertainty)),
      ("minutes.csv", minutes),
    ]
  }

  private var minutes: String {
    var writer = CSVWriter()
    writer.add([
      words("类别", "Of"), words("名称", "Name"), words("次数", "Jobs"),
      words("占标准工时%", "Percent of standard time"),
    ])
    let names = Dictionary(
      learning.site.technicians.map { ($0.id, $0.name ?? $0.id) }, uniquingKeysWith: { first, _ in first })
    for time in learning.operations { writer.add(row(words("项目", "operation"), time.name, time)) }
    for time in learning.technicians {
      writer.add(row(words("技师", "technician"), names[time.name] ?? time.name, time))
    }
    return writer.text
  }

  private func row(_ sort: String, _ name: String, _ time: HistoryCalibration.TimeRatio) -> [String] {
    [sort, name, String(time.jobs), NumberText.text(time.percent, decimals: 1)]
  }
}
