package import BaylineModel
import GRDB

extension BookStore {
  /// The last entries of the journal, the newest first.
  ///
  /// - Parameters:
  ///   - visit: Only those that concern or changed this visit.
  ///   - version: Only those before it.
  package func journal(
    visit: String? = nil, before version: Int = .max, limit: Int
  ) throws -> [JournalEntry] {
    let ofVisit = """
      AND version IN (SELECT version FROM journal WHERE visit = :visit
        UNION SELECT version FROM change WHERE part = :part)
      """
    var arguments: StatementArguments = ["version": version, "limit": max(0, limit)]
    if let visit { arguments += ["visit": visit, "part": PartKey.visit(visit).text] }
    return try journal(
      where: "version < :version \(visit == nil ? "" : ofVisit) ORDER BY version DESC LIMIT :limit", arguments
    )
  }

  /// The entries of the journal that concern a visit, since a time in the workshop, the newest first.
  package func visitChanges(since time: CivilTime) throws -> [JournalEntry] {
    try journal(where: "at >= ? AND visit IS NOT NULL ORDER BY version DESC", [time.description])
  }

  private func journal(where condition: String, _ arguments: StatementArguments) throws -> [JournalEntry] {
    try StoreError.reading {
      try pool.read { db in
        try Row.fetchAll(
          db,
          sql: """
            SELECT version, at, recorded, account, action, visit, detail FROM journal WHERE \(condition)
            """, arguments: arguments
        ).map { row in
          JournalEntry(
            version: row["version"], at: row["at"], recorded: row["recorded"], by: row["account"],
            action: row["action"], visit: row["visit"], detail: row["detail"])
        }
      }
    }
  }

  /// The book as it follows from the journal alone, up to a version.
  package func rebuilt(upTo version: Int = .max) throws -> Book? {
    try StoreError.reading { try pool.read { try Self.rebuilt(upTo: version, in: $0)?.book } }
  }

  static func rebuilt(upTo version: Int, in db: Database) throws -> StoredBook? {
    let sql = "SELECT max(version) FROM journal WHERE version <= ?"
    guard let last = try Int.fetchOne(db, sql: sql, arguments: [version]) else { return nil }
    return try StoredBook(version: last, parts: parts(upTo: last, in: db).map { ($0.part, $0.text) })
  }

  /// The parts of the book as they follow from the journal alone, with the versions that they are from.
  static func parts(
    upTo version: Int, in db: Database
  ) throws -> [(part: String, version: Int, text: String)] {
    // Only the last texts are read: the inner query needs the index alone.
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT part, version, text
        FROM (SELECT part, max(version) AS version FROM change WHERE version <= ? GROUP BY part)
        JOIN change USING (part, version)
        """, arguments: [version])
    return rows.compactMap { row in
      (row["text"] as String?).map { (row["part"], row["version"], $0) }
    }
  }

  /// Visits of a plate, phone or name, the newest first, those that are over too.
  ///
  /// Plates and names match with a part of them, phones with three digits or more.
  package func visits(matching text: String, limit: Int) throws -> [VisitRecord] {
    let plate = Appointment.CustomerCard.plateKey(text)
    let digits = text.contains(where: \.isLetter) ? "" : Appointment.CustomerCard.phoneKey(text)
    let name = Appointment.CustomerCard.nameKey(text)
    let words = [
      plate.isEmpty ? nil : plate, digits.count < 3 ? nil : digits, name.isEmpty ? nil : name,
    ]
    guard words.contains(where: { $0 != nil }) else { return [] }
    return try visits(
      where: """
        instr(plate, ?) OR instr(phone, ?) OR instr(customer, ?)
        ORDER BY dated DESC, version DESC LIMIT ?
        """, StatementArguments(words) + [max(0, limit)])
  }

  /// Visits of a vehicle, the newest first, those that are over too.
  package func visits(ofPlate plate: String, limit: Int) throws -> [VisitRecord] {
    let key = Appointment.CustomerCard.plateKey(plate)
    guard !key.isEmpty else { return [] }
    return try visits(where: "plate = ? ORDER BY dated DESC, version DESC LIMIT ?", [key, max(0, limit)])
  }

  /// Visits that arrived on a day, or were to.
  package func visits(on day: CivilDate) throws -> [VisitRecord] {
    try visits(from: day, through: day)
  }

  /// Visits that arrived on some days, or were to, the last days first.
  package func visits(from first: CivilDate, through last: CivilDate) throws -> [VisitRecord] {
    try visits(
      where: "day BETWEEN ? AND ? ORDER BY day DESC, number", [first.description, last.description])
  }

  /// Any visit, also one that is over; `nil` if there is none.
  package func visit(_ id: String) throws -> VisitRecord? {
    try visits(where: "id = ? ORDER BY number DESC LIMIT 1", [id]).first
  }

  private func visits(where condition: String, _ arguments: StatementArguments) throws -> [VisitRecord] {
    try StoreError.reading {
      let texts = try pool.read { db in
        let rows = try Row.fetchAll(
          db, sql: "SELECT id, version FROM visit WHERE \(condition)", arguments: arguments)
        let change = try db.makeStatement(sql: "SELECT text FROM change WHERE part = ? AND version = ?")
        return try rows.map { row in
          let id: String = row["id"]
          let key: StatementArguments = [PartKey.visit(id).text, row["version"] as Int]
          guard let text = try String.fetchOne(change, arguments: key) else {
            throw StoreError.damaged(detail: "visit \(id) is not in the journal")
          }
          return (id, text)
        }
      }
      return try texts.map { try PartReader.pastVisit($1, id: $0) }
    }
  }
}
