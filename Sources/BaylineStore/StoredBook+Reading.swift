import BaylineFormats
import BaylineModel

extension StoredBook {
  /// Reads a book of its parts.
  ///
  /// - Throws: ``StoreError/damaged(detail:)`` or `Diagnostics`.
  init(version: Int, parts: [(part: String, text: String)]) throws {
    var texts: [PartKey: String] = [:]
    for (name, text) in parts {
      guard let key = PartKey(name) else { throw StoreError.damaged(detail: "unknown part \(name)") }
      texts[key] = text
    }
    func text(_ key: PartKey) throws -> String {
      guard let text = texts.removeValue(forKey: key) else {
        throw StoreError.damaged(detail: "the part \(key.text) is missing")
      }
      return text
    }
    let site = try PartReader.site(try text(.site))
    let settings = try PartReader.settings(try text(.settings))
    var (demand, schedule) = try PartReader.book(
      head: try text(.head), stock: try text(.stock), site: SiteFormat.IDs(site))
    let reader = PartReader(site: site, stock: demand.parts)
    var records: [String: VisitRecord] = [:]
    var placed: [(position: Int, record: VisitRecord)] = []
    for (key, text) in texts {
      guard case .visit(let id) = key else { continue }
      let (record, position) = try reader.visit(text, id: id)
      records[id] = record
      if let position { placed.append((position, record)) }
    }
    placed.sort { $0.position < $1.position }
    for (_, record) in placed {
      demand.appointments.append(record.appointment)
      if let entry = record.unscheduled {
        schedule.unscheduled.append(entry)
      } else if let assignment = record.assignment {
        schedule.assignments.append(assignment)
      }
    }
    schedule.assignments.sort { $0.precedes($1) }
    let positions = placed.map { ($0.record.appointment.id, $0.position) }
    self.init(
      Book(
        version: version, site: site, demand: demand, schedule: schedule, records: records, settings: settings
      ),
      positions: Dictionary(positions, uniquingKeysWith: { first, _ in first }))
    do { try book.checkWhole() } catch StoreError.invalid(let detail) {
      throw StoreError.damaged(detail: detail)
    }
  }

  /// Reads what is about to be written, and what it might make unreadable.
  ///
  /// - Throws: ``StoreError/invalid(detail:)``.
  func checkReadable(_ changes: [PartChange], since older: StoredBook?) throws {
    try StoreError.checking {
      let reader = PartReader(site: book.site, stock: book.demand.parts)
      var (head, stock): (String?, String?)
      for change in changes {
        guard let text = change.text else { continue }
        switch change.key {
        case .site: _ = try PartReader.site(text)
        case .settings: _ = try PartReader.settings(text)
        case .stock: stock = text
        case .head: head = text
        case .visit(let id): _ = try reader.visit(text, id: id)
        }
      }
      // Both are read together.
      if head != nil || stock != nil {
        _ = try reader.book(
          head: head ?? PartFormat.text(head: book),
          stock: stock ?? PartFormat.text(stock: book.demand.parts))
      }
      // Other people, bays or parts may be missing for visits that are as they were.
      guard let older, older.book.site != book.site || older.partIDs != partIDs else { return }
      for visit in book.demand.appointments {
        guard let record = book.records[visit.id] else { continue }
        _ = try reader.visit(PartFormat.text(record, position: positions[visit.id]), id: visit.id)
      }
    }
  }

  private var partIDs: [String] { book.demand.parts.map(\.id) }
}
