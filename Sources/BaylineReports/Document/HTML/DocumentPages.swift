import BaylineModel
import BaylineWording

/// A form that is too long for one page of a browser, as pages by day and number of rows.
struct DocumentPages {
  /// The most rows on a page, and of all forms together in `index.html`.
  static let (maxRows, maxIndexRows) = (2_000, 8_000)

  /// A part of a form in a file of its own.
  struct Page {
    /// The name of the file.
    let name: String
    /// What a link to it says.
    let label: String
    let document: Document
  }

  let pages: [Page]

  /// - Precondition: The document is a form of this kind.
  init(_ document: Document, _ kind: FormKind) {
    pages = document.sections.flatMap { section in
      let parts = Self.split(section)
      return parts.enumerated().map { index, part in
        let number = parts.count > 1 || part.day == nil ? "\(index + 1)" : nil
        let day = part.day.map { String(describing: $0) }
        var page = document
        page.sections = [part]
        return Page(
          name: ([kind.rawValue] + [day, number].compactMap(\.self)).joined(separator: "-") + ".html",
          label: [day, number].compactMap(\.self).joined(separator: " · "), document: page)
      }
    }
  }

  /// The rows of all tables of a form.
  static func rows(of document: Document) -> Int {
    document.sections.reduce(0) { $0 + rows(of: $1) }
  }

  private static func rows(of section: DocumentSection) -> Int {
    section.blocks.reduce(0) { if case .table(let table) = $1 { $0 + table.rows.count } else { $0 } }
  }

  /// A sheet as sheets with at most ``maxRows`` rows each, with its notes and charts on the first.
  private static func split(_ section: DocumentSection) -> [DocumentSection] {
    if rows(of: section) <= maxRows { return [section] }
    var parts = [DocumentSection(day: section.day, notes: section.notes, blocks: [])]
    var room = maxRows
    for block in section.blocks {
      guard case .table(let table) = block else {
        parts[parts.count - 1].blocks.append(block)
        continue
      }
      var rest = table.rows[...]
      repeat {
        if room == 0 {
          parts.append(DocumentSection(day: section.day, blocks: []))
          room = maxRows
        }
        var piece = table
        piece.rows = Array(rest.prefix(room))
        rest = rest.dropFirst(room)
        room -= piece.rows.count
        parts[parts.count - 1].blocks.append(.table(piece))
      } while !rest.isEmpty
    }
    return parts
  }
}
