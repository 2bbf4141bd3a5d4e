package import BaylineModel

/// A suspicious cell in an export of work orders or a time clock, and how the import handled it.
///
/// Anomalies never stop an import, because an export of a hundred thousand rows always has some; each is reported instead.
package struct Anomaly: Hashable, Sendable {
  /// The file, with the sheet of a workbook: `book.xlsx!Sheet1`.
  package var file: String
  /// The line of a text file or the row of a sheet, from 1.
  package var line: Int
  /// The column as spreadsheets name it: A, B, ….
  package var column: String
  /// The cell's text; empty for an empty cell.
  package var text: String
  /// What is wrong.
  package var issue: Issue
  /// How the import handled it.
  package var handling: Handling
  /// The position of the table among all tables, for sorting.
  var order: Int

  /// What is wrong with a row. The case's name is a stable code (`docs/spreadsheets.md`).
  package enum Issue: Hashable, Sendable {
    // MARK: Cells

    /// A required cell is empty.
    case missingCell
    /// The cell is not a date with a time of day.
    case unreadableTime
    /// The cell does not hold what its column needs, or holds a spreadsheet error, a rounded number or a control character.
    case unreadableCell
    /// The cell is in a column without a heading.
    case cellWithoutHeading

    // MARK: Names

    /// A clock entry names no technician.
    case missingTechnician
    /// The site has no such technician; the nearest name is suggested.
    case unknownTechnician(nearest: String?)
    /// The site has no such bay.
    case unknownBay(nearest: String?)
    /// The site has no such advisor.
    case unknownAdvisor(nearest: String?)
    /// The site has no such kind of visit.
    case unknownKind(nearest: String?)
    /// An order has no kind.
    case missingKind
    /// Several people or bays, with these ids, share the name.
    case ambiguousName([String])

    // MARK: Orders

    /// An earlier row, at this line, has the same order number.
    case duplicateOrder(line: Int)
    /// The time is before its order was opened.
    case beforeOpening(CivilTime)
    /// The appointment is on a day other than that of the opening.
    case bookedForOtherDay(opened: CivilTime)
    /// The order's status is unknown.
    case unknownState
    /// A no-show or a cancellation has no appointment.
    case nothingBooked
    /// A no-show or a cancellation does not say what was to be done.
    case nothingToDo
    /// The time clock has no entry for a served order.
    case orderWithoutStints
    /// All clock entries of a served order were skipped.
    case orderWithoutUsableStints

    // MARK: Stints

    /// No order has this number.
    case unknownOrder
    /// The order itself was skipped.
    case orderLeftOut
    /// The order was not served according to its status.
    case orderNotServed
    /// The end is no later than the start.
    case endNotAfterStart(CivilTime)
    /// The entry is longer than a day.
    case longerThanADay(minutes: Int)
    /// The entry is more than a day before the opening or after the closing of its order.
    case outsideOrder(opened: CivilTime, closed: CivilTime?)
    /// The time is more than three months after the order was opened.
    case longAfterOpening(CivilTime)
    /// The entry ends after its order was closed.
    case afterClosing(CivilTime)
    /// The technician is working on another order at that time; the line is that of the other entry.
    case overlap(order: String, line: Int)
  }

  /// How the import handled a row.
  package enum Handling: Hashable, Sendable {
    /// The whole row was skipped.
    case rowLeftOut
    /// The row was accepted without the cell.
    case takenWithout
    /// The row was accepted as is.
    case kept
    /// The row was accepted with this kind instead of the cell's.
    case takenAs(VisitKind)
    /// The visit was accepted as a walk-in.
    case takenAsWalkIn
  }
}

extension Anomaly.Issue {
  /// The stable code, as `docs/spreadsheets.md` lists it.
  package var code: String {
    switch self {
    case .missingCell: "missingCell"
    case .unreadableTime: "unreadableTime"
    case .unreadableCell: "unreadableCell"
    case .cellWithoutHeading: "cellWithoutHeading"
    case .missingTechnician: "missingTechnician"
    case .unknownTechnician: "unknownTechnician"
    case .unknownBay: "unknownBay"
    case .unknownAdvisor: "unknownAdvisor"
    case .unknownKind: "unknownKind"
    case .missingKind: "missingKind"
    case .ambiguousName: "ambiguousName"
    case .duplicateOrder: "duplicateOrder"
    case .beforeOpening: "beforeOpening"
    case .bookedForOtherDay: "bookedForOtherDay"
    case .unknownState: "unknownState"
    case .nothingBooked: "nothingBooked"
    case .nothingToDo: "nothingToDo"
    case .orderWithoutStints: "orderWithoutStints"
    case .orderWithoutUsableStints: "orderWithoutUsableStints"
    case .unknownOrder: "unknownOrder"
    case .orderLeftOut: "orderLeftOut"
    case .orderNotServed: "orderNotServed"
    case .endNotAfterStart: "endNotAfterStart"
    case .longerThanADay: "longerThanADay"
    case .outsideOrder: "outsideOrder"
    case .longAfterOpening: "longAfterOpening"
    case .afterClosing: "afterClosing"
    case .overlap: "overlap"
    }
  }
}

/// Collects anomalies.
final class AnomalyLog {
  private var found: [Anomaly] = []

  func add(_ issue: Anomaly.Issue, at cell: Cell, _ handling: Anomaly.Handling) {
    found.append(
      Anomaly(
        file: cell.source.name, line: cell.line, column: Cell.letters(cell.column), text: cell.text,
        issue: issue, handling: handling, order: cell.source.order))
  }

  /// All anomalies by table, line and column.
  var rows: [Anomaly] {
    found.enumerated().sorted { left, right in
      let (one, other) = (left.element, right.element)
      return (one.order, one.line, one.column.utf8.count, one.column, left.offset)
        < (other.order, other.line, other.column.utf8.count, other.column, right.offset)
    }.map(\.element)
  }
}
