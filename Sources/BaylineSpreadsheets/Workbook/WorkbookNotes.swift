import BaylineWording

/// The notes on cells of a sheet (ECMA-376 Part 1, 18.7), with the drawing that Excel needs to show them (Part 4, 19).
struct WorkbookNotes {
  /// A note on a cell.
  struct Note {
    /// The row, from 1.
    var line: Int
    /// The column, from 0.
    var column: Int
    var text: String
  }

  private let notes: [Note]

  init(_ notes: [Note] = []) { self.notes = notes }

  /// The notes on the headings of a sheet.
  init(_ sheet: WorkbookSheet) {
    notes = sheet.columns.enumerated().compactMap { index, column in
      column.note.map { Note(line: 1, column: index, text: $0) }
    }
  }

  var isEmpty: Bool { notes.isEmpty }

  /// The relationship of a sheet to its drawing.
  static let drawingId = "rId1"

  /// The parts of the sheet with a number, in the order of their relationships.
  static func parts(_ number: Int) -> [(type: String, path: String)] {
    [("vmlDrawing", "../drawings/vmlDrawing\(number).vml"), ("comments", "../comments\(number).xml")]
  }

  var comments: String {
    var xml = WorkbookWriter.head + #"<comments xmlns="\#(WorkbookWriter.main)">"#
    xml += "<authors><author>Bayline</author></authors><commentList>"
    for note in notes {
      xml += #"<comment ref="\#(Cell.letters(note.column))\#(note.line)" authorId="0">"#
      xml += #"<text><t xml:space="preserve">"#
      xml += WorkbookWriter.escaped(note.text) + "</t></text></comment>"
    }
    return xml + "</commentList></comments>"
  }

  /// The boxes of the notes, hidden until their cells are pointed at.
  ///
  /// - Parameter number: That of the sheet.
  func drawing(_ number: Int) -> String {
    var xml =
      #"<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" "#
      + #"xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">"#
      + #"<o:idmap v:ext="edit" data="\#(number)"/></o:shapelayout>"#
      + ##"<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">"##
      + #"<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>"#
    for (index, note) in notes.enumerated() {
      // Lines of about 34 narrow characters.
      let lines = note.text.split(separator: "\n", omittingEmptySubsequences: false)
        .reduce(0) { $0 + max(1, ($1.description.displayWidth + 33) / 34) }
      let (row, column) = (note.line - 1, note.column)
      xml +=
        ##"<v:shape id="_x0000_s\##(number * 1024 + index + 1)" type="#_x0000_t202" "##
        + #"style="position:absolute;width:180pt;height:\#(14 * lines + 10)pt;visibility:hidden" "#
        + ##"fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>"##
        + #"<v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note">"#
        + "<x:MoveWithCells/><x:SizeWithCells/>"
        + "<x:Anchor>\(column + 1), 8, \(row + 1), 4, \(column + 4), 8, \(row + lines + 2), 4</x:Anchor>"
        + "<x:AutoFill>False</x:AutoFill><x:Row>\(row)</x:Row><x:Column>\(column)</x:Column></x:ClientData>"
        + "</v:shape>"
    }
    return xml + "</xml>"
  }
}
