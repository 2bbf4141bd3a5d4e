public import BaylineModel

/// A row of the record of past days that is not as it should be, and what was done with it: nothing is changed in silence.
///
/// Odd rows stop no import, for among a hundred thousand rows there are always some.
public struct Anomaly: Hashable, Sendable {
  /// The file, and the sheet in a workbook: `book.xlsx!Sheet1`.
  public var file: String
  /// The line of a text as an editor counts, or the row of a sheet, from 1.
  public var line: Int
  /// The column as spreadsheets name it: A, B, ….
  public var column: String
  /// What stands in the cell.
  public var text: String
  /// What is odd.
  public var issue: Issue
  /// What was done.
  public var handling: Handling
  /// The place among the tables, for the order of the list.
  var order: Int

  /// What is odd about a row. The case's name is a stable code (`docs/errors.md`).
  public enum Issue: Hashable, Sendable {
    // MARK: Cells

    /// An empty cell that has to be filled.
    case missingCell
    /// No time as people and programs write it.
    case unreadableTime
    /// Neither yes nor no, no number, no list, an error of the spreadsheet's own, a number that it has rounded, or a
    /// control character.
    case unreadableCell
    /// A filled cell in a column without a heading.
    case cellWithoutHeading

    // MARK: Names

    /// A stint of nobody.
    case missingTechnician
    /// A technician whom the site does not have, and whose name is near.
    case unknownTechnician(nearest: String?)
    /// A bay that the site does not have.
    case unknownBay(nearest: String?)
    /// An advisor whom the site does not have.
    case unknownAdvisor(nearest: String?)
    /// A kind that the site does not have.
    case unknownKind(nearest: String?)
    /// An order without a kind.
    case missingKind
    /// A name that several have, with their ids.
    case ambiguousName([String])

    // MARK: Orders

    /// A number that an earlier row has.
    case duplicateOrder(line: Int)
    /// A time that lies before the opening of its order.
    case beforeOpening(CivilTime)
    /// Booked for another day than that on which the order was opened.
    case bookedForOtherDay(opened: CivilTime)
    /// A state that we do not know.
    case unknownState
    /// Somebody who is said not to have come, or to have called off, and had no booking.
    case nothingBooked
    /// Nobody came, and nothing says what was to be done.
    case nothingToDo
    /// Work was done, and no stint says when.
    case orderWithoutStints
    /// Work was done, and all stints of it were left out.
    case orderWithoutUsableStints

    // MARK: Stints

    /// A number that no order has.
    case unknownOrder
    /// An order that was left out itself.
    case orderLeftOut
    /// Work on a vehicle that is said not to have been served.
    case orderNotServed
    /// The end is not after the start.
    case endNotAfterStart(CivilTime)
    /// More minutes than a day has.
    case longerThanADay(minutes: Int)
    /// More than a day before the order was opened, or after it was closed.
    case outsideOrder(opened: CivilTime, closed: CivilTime?)
    /// More than three months after the order was opened.
    case longAfterOpening(CivilTime)
    /// It ends after its order was closed.
    case afterClosing(CivilTime)
    /// The technician is at work elsewhere at the time: the order, and the line of that stint.
    case overlap(order: String, line: Int)
  }

  /// What was done with an odd row.
  public enum Handling: Hashable, Sendable {
    /// The whole row was left out.
    case rowLeftOut
    /// The row was taken without the cell.
    case takenWithout
    /// The row was taken as it is.
    case kept
    /// The row was taken with another value in place of the cell's, which is told.
    case takenAs(VisitKind)
    /// The visit was taken for one without a booking.
    case takenAsWalkIn
  }
}

extension Anomaly.Issue {
  /// The stable code, as docs/errors.md lists it.
  public var code: String {
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

/// Collects odd rows.
final class AnomalyLog {
  private var found: [Anomaly] = []

  func add(_ issue: Anomaly.Issue, at cell: Cell, _ handling: Anomaly.Handling) {
    found.append(
      Anomaly(
        file: cell.source.name, line: cell.line, column: Cell.letters(cell.column), text: cell.text,
        issue: issue, handling: handling, order: cell.source.order))
  }

  /// All of them, by table, line and column.
  var rows: [Anomaly] {
    found.enumerated().sorted { left, right in
      let (one, other) = (left.element, right.element)
      return (one.order, one.line, one.column.utf8.count, one.column, left.offset)
        < (other.order, other.line, other.column.utf8.count, other.column, right.offset)
    }.map(\.element)
  }
}
