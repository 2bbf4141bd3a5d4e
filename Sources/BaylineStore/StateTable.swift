import BaylineFormats
import BaylineModel
import Foundation
import GRDB

/// What is written into the journal besides the changes.
struct Entry: Sendable {
  var action: String
  var visit: String?
  var detail: String
  var at: CivilTime
  var account: String

  init(_ action: String, visit: String?, detail: String, at: CivilTime, by account: String) {
    self.action = action
    self.visit = visit
    self.detail = detail
    self.at = at
    self.account = account
  }

  /// Appends the entry to the journal, with the parts that it changed.
  func insert(_ version: Int, _ changes: [PartChange], into db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO journal (version, at, recorded, account, action, visit, detail) VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        version, at.description, Date().timeIntervalSince1970, account, action, visit, detail,
      ])
    let insertion = try db.makeStatement(sql: "INSERT INTO change (part, version, text) VALUES (?, ?, ?)")
    for change in changes {
      try insertion.execute(arguments: [change.key.text, version, change.text])
    }
  }
}

/// The tables with the state that follows from the journal.
enum StateTable {
  /// The number of the last entry of the journal; 0 if there is none.
  static func version(in db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "SELECT max(version) FROM journal") ?? 0
  }

  /// The book; `nil` in a new store.
  static func book(in db: Database) throws -> StoredBook? {
    let version = try version(in: db)
    guard version > 0 else { return nil }
    let rows = try Row.fetchAll(db, sql: "SELECT part, text FROM part")
    return try StoredBook(version: version, parts: rows.map { ($0["part"], $0["text"]) })
  }

  /// Changes the state as an entry of the journal says.
  static func apply(_ changes: [PartChange], of book: Book, version: Int, to db: Database) throws {
    let replacement = try db.makeStatement(
      sql: """
        INSERT INTO part (part, version, text) VALUES (?, ?, ?)
        ON CONFLICT (part) DO UPDATE SET version = excluded.version, text = excluded.text
        """)
    let removal = try db.makeStatement(sql: "DELETE FROM part WHERE part = ?")
    for change in changes {
      if let text = change.text {
        try replacement.execute(arguments: [change.key.text, version, text])
      } else {
        try removal.execute(arguments: [change.key.text])
      }
      guard case .visit(let id) = change.key else { continue }
      if let record = book.records[id] {
        try VisitRow(record).save(id, version: version, to: db)
      } else {
        try VisitRow.close(id, in: db)
      }
    }
  }
}

/// A row of the index of visits.
struct VisitRow: Hashable {
  /// As ``Appointment/CustomerCard/plateKey(_:)``.
  var plate: String
  /// As ``Appointment/CustomerCard/phoneKey(_:)``.
  var phone: String
  /// As ``Appointment/CustomerCard/nameKey(_:)``.
  var customer: String
  /// When the vehicle arrived or is to arrive, like `2026-11-23`.
  var day: String?
  /// The day, or that of the first step or call; what lists are ordered by.
  var dated: String
  var status: String

  private var isOver: Bool { VisitStatus(rawValue: status)?.isOver ?? false }

  init(_ record: VisitRecord) {
    let card = record.appointment.card
    plate = card.plate.map(Appointment.CustomerCard.plateKey) ?? ""
    phone = card.phone.map(Appointment.CustomerCard.phoneKey) ?? ""
    customer = card.customer.map(Appointment.CustomerCard.nameKey) ?? ""
    let day = record.arrival?.date.description
    self.day = day
    let asked = record.steps.first?.at ?? card.called?.description
    dated = day ?? asked.map { String($0.prefix(10)) } ?? ""
    status = record.status.rawValue
  }

  func save(_ id: String, version: Int, to db: Database) throws {
    let values: StatementArguments = [version, plate, phone, customer, day, dated, status, id]
    try db.cachedStatement(
      sql: """
        UPDATE visit SET version = ?, plate = ?, phone = ?, customer = ?, day = ?, dated = ?, status = ?
        WHERE id = ? AND is_open
        """
    ).execute(arguments: values)
    guard db.changesCount == 0 else { return }
    if isOver {
      // A note on a visit that has left the book belongs to the row that it has.
      try db.cachedStatement(
        sql: """
          UPDATE visit SET version = ?1, plate = ?2, phone = ?3, customer = ?4, day = ?5, dated = ?6, status = ?7,
            is_open = 1 WHERE number = (SELECT max(number) FROM visit WHERE id = ?8)
          """
      ).execute(arguments: values)
      guard db.changesCount == 0 else { return }
    }
    // A new visit, also one with the id of an older one that is over: that keeps its row.
    try db.cachedStatement(
      sql: """
        INSERT INTO visit (version, plate, phone, customer, day, dated, status, id, since, is_open)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?1, 1)
        """
    ).execute(arguments: values)
  }

  /// The visit leaves the book and stays findable.
  static func close(_ id: String, in db: Database) throws {
    try db.execute(sql: "UPDATE visit SET is_open = 0 WHERE id = ? AND is_open", arguments: [id])
  }
}
