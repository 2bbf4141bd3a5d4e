import BaylineFormats
import BaylineWording

/// A form as one flat table for spreadsheets.
struct CSVForm {
  /// The file.
  let text: String

  init(_ form: Form, _ words: Glossary) {
    var writer = CSVWriter()
    writer.add(form.records.columns.map(\.heading))
    for row in form.records.rows { writer.add(row.cells.map { $0.text(words("；", "; ")) }) }
    text = writer.text
  }
}
