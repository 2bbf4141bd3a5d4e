import BaylineFormats
import BaylineModel

extension ChangeRowReader {
  // MARK: - Technicians

  func addTechnicians(_ word: ChangeKeyword, _ row: SheetRow, to draft: inout TracedObject) {
    guard let what = row["what"] else { return }
    switch word {
    case .addTechnicians:
      draft.add("change", .string("addTechnicians"))
      addCount(row, to: &draft)
      guard let who = technicians(what) else { return }
      switch who {
      case .skill(let trade, let level, _):
        var skills = TracedObject(what)
        skills.add(trade, .integer(level ?? 1), from: what)
        draft.add("skills", skills)
      case .ids(let ids):
        addLike(ids, what, to: &draft)
      case .all: draft.add("like", .string(what.text), from: what)
      }
      return
    case .removeTechnicians:
      draft.add("change", .string("removeTechnicians"))
      addChoice(technicians(what), "technicians", what, to: &draft)
      addRemovedCount(of: "trade", row, to: &draft)
      return
    case .technicianAbsence:
      draft.add("change", .string("technicianAbsence"))
      addDays(row, to: &draft)
    case .overtime:
      draft.add("change", .string("overtime"))
      if let cell = row["value"] {
        draft.add("minutes", cells.integer(cell).map { .integer($0) }, from: cell)
      }
      addDays(row, to: &draft)
      if let cell = row["price"] {
        draft.add("hourPrice", cells.decimal(cell).map { JSONValue($0) }, from: cell)
      }
    default:
      draft.add("change", .string("changeTechnicians"))
      addTechnicianChange(word, row, technicians(what), to: &draft)
    }
    addChoice(technicians(what), "technicians", what, to: &draft)
  }

  private func addTechnicianChange(
    _ word: ChangeKeyword, _ row: SheetRow, _ who: Who?, to draft: inout TracedObject
  ) {
    guard let value = row["value"] else { return }
    switch word {
    case .training:
      // The trade precedes the level, or is that of the selected technicians.
      guard let text = cells.id(value) else { return }
      var (trade, level) = skill(text)
      if level == nil, let whole = Self.level(text), case .skill(let own, _, _)? = who {
        (trade, level) = (own, whole)
      }
      guard let level else {
        log.report(.notASkill(text), at: value)
        return
      }
      var skills = TracedObject(value)
      skills.add(trade, .integer(level), from: value)
      draft.add("skills", skills)
    case .technicianShifts: addName("calendar", "value", row, to: &draft)
    case .technicianEfficiency:
      draft.add(
        "efficiency", cells.percent(value).flatMap { Int(exactly: $0) }.map { .integer($0) }, from: value)
      if cells.log.isEmpty, draft.value["efficiency"] == nil {
        log.report(.notACellNumber(value.text), at: value)
      }
    default:
      draft.add(
        "certifications", cells.list(value).map { .array($0.map { .string($0) }) }, from: value)
    }
  }

  /// A selection of people or bays.
  enum Who {
    case all
    case ids([String])
    case skill(trade: String, level: Int?, count: String?)
  }

  /// The technicians that a cell selects: all, some by id or name, or a number of a trade and level, `机修 初级*2`.
  func technicians(_ cell: Cell) -> Who? {
    if isAll(cell) { return .all }
    guard let elements = cells.countedList(cell) else { return nil }
    if elements.count == 1, let only = elements.first, !isTechnician(only.text) {
      let (trade, level) = skill(only.text)
      if level != nil || only.count != nil || isTrade(trade) {
        return .skill(trade: trade, level: level, count: only.count)
      }
    }
    let ids = elements.compactMap { site.technician($0.text, cell) }
    return ids.count == elements.count ? .ids(ids) : nil
  }

  /// A trade with an optional level after it.
  private func skill(_ text: String) -> (trade: String, level: Int?) {
    let normalised = CellText.normalised(text)
    if let blank = normalised.lastIndex(of: " "),
      let level = Self.level(String(normalised[normalised.index(after: blank)...]))
    {
      return (site.trade(CellText.trimmed(String(normalised[..<blank]))), level)
    }
    return (site.trade(text), nil)
  }

  private static func level(_ text: String) -> Int? {
    let word = text.hasSuffix("级") && text.count == 2 ? String(text.dropLast()) : text
    return [
      "1": 1, "2": 2, "3": 3, "初": 1, "中": 2, "高": 3, "初级": 1, "中级": 2, "高级": 3, "junior": 1, "senior": 2,
      "master": 3,
    ][
      word.lowercased()]
  }

  private func isTechnician(_ text: String) -> Bool {
    known?.technicians.contains { $0.id == text || $0.name == text } ?? false
  }

  private func isTrade(_ trade: String) -> Bool {
    known?.technicians.contains { $0.skills[trade] != nil } ?? false
  }

  private func addChoice(_ who: Who?, _ member: String, _ cell: Cell, to draft: inout TracedObject) {
    switch who {
    case .all?: draft.add("all", .bool(true), from: cell)
    case .ids(let ids)?: draft.add(member, .array(ids.map { .string($0) }), from: cell)
    case .skill(let trade, let level, let count)?:
      draft.add(member == "bays" ? "type" : "trade", .string(trade), from: cell)
      if let level { draft.add("level", .integer(level), from: cell) }
      if let count {
        let number = count.count <= 9 && count.utf8.allSatisfy(CellText.isDigit) ? Int(count) : nil
        if number == nil { log.report(.notACellNumber(count), at: cell) }
        draft.add("count", number.map { .integer($0) }, from: cell)
      }
    case nil: break
    }
  }

  /// Adds the only person or bay to copy; several are an error.
  private func addLike(_ ids: [String], _ cell: Cell, to draft: inout TracedObject) {
    draft.add("like", ids.count == 1 ? .string(ids[0]) : nil, from: cell)
    if ids.count != 1 { log.report(.notACellList(cell.text), at: cell) }
  }

  /// Adds how many of a trade or type to remove. The count may be in either cell; named people and bays have none.
  private func addRemovedCount(of member: String, _ row: SheetRow, to draft: inout TracedObject) {
    if draft.value[member] != nil, draft.value["count"] == nil {
      addCount(row, to: &draft)
      if row["value"] == nil { draft.add("count", .integer(1)) }
    } else if let value = row["value"] {
      log.report(.surplusCell(row["change"]?.text ?? ""), at: value)
    }
  }

  // MARK: - Bays

  func addBays(_ word: ChangeKeyword, _ row: SheetRow, to draft: inout TracedObject) {
    guard let what = row["what"] else { return }
    switch word {
    case .addBays:
      draft.add("change", .string("addBays"))
      addCount(row, to: &draft)
      switch bays(what) {
      case .skill(let type, _, _)?: draft.add("types", .array([.string(type)]), from: what)
      case .ids(let ids)?:
        addLike(ids, what, to: &draft)
      case .all?: draft.add("like", .string(what.text), from: what)
      case nil: break
      }
    case .removeBays:
      draft.add("change", .string("removeBays"))
      addChoice(bays(what), "bays", what, to: &draft)
      addRemovedCount(of: "type", row, to: &draft)
    case .bayTypes:
      draft.add("change", .string("changeBays"))
      addChoice(bays(what), "bays", what, to: &draft)
      if let value = row["value"] {
        let types = cells.list(value)?.map { site.bayType($0) }
        draft.add("types", types.map { .array($0.map { .string($0) }) }, from: value)
      }
    default:
      draft.add("change", .string("closeBays"))
      addChoice(bays(what), "bays", what, to: &draft)
      addDays(row, to: &draft)
    }
  }

  /// The bays that a cell selects: all, some by id or name, or a number of a type, `举升*2`.
  private func bays(_ cell: Cell) -> Who? {
    if isAll(cell) { return .all }
    guard let elements = cells.countedList(cell) else { return nil }
    if elements.count == 1, let only = elements.first, !isBay(only.text) {
      let type = site.bayType(only.text)
      if only.count != nil || known?.bays.contains(where: { $0.types.contains(type) }) ?? false {
        return .skill(trade: type, level: nil, count: only.count)
      }
    }
    let ids = elements.compactMap { site.bay($0.text, cell) }
    return ids.count == elements.count ? .ids(ids) : nil
  }

  private func isBay(_ text: String) -> Bool {
    known?.bays.contains { $0.id == text || $0.name == text } ?? false
  }

  // MARK: - Advisors

  func addAdvisors(_ word: ChangeKeyword, _ row: SheetRow, to draft: inout TracedObject) {
    let who = row["what"].flatMap { cell in isAll(cell) ? Who.all : advisors(cell).map(Who.ids) }
    switch word {
    case .addAdvisors:
      draft.add("change", .string("addAdvisors"))
      addCount(row, to: &draft)
      if let what = row["what"], let ids = advisors(what) {
        addLike(ids, what, to: &draft)
      }
      return
    case .removeAdvisors:
      draft.add("change", .string("removeAdvisors"))
      if row["what"] == nil {
        addCount(row, to: &draft)
        if row["value"] == nil { draft.add("count", .integer(1)) }
        return
      }
      if let value = row["value"] { log.report(.surplusCell(row["change"]?.text ?? ""), at: value) }
    case .advisorAbsence:
      draft.add("change", .string("advisorAbsence"))
      addDays(row, to: &draft)
    default:
      draft.add("change", .string("changeAdvisors"))
      addAdvisorChange(word, row, to: &draft)
    }
    if let what = row["what"] { addChoice(who, "advisors", what, to: &draft) }
  }

  private func addAdvisorChange(_ word: ChangeKeyword, _ row: SheetRow, to draft: inout TracedObject) {
    guard let value = row["value"] else { return }
    switch word {
    case .advisorShifts: addName("calendar", "value", row, to: &draft)
    case .advisorKinds:
      if isAll(value) {
        draft.add("kinds", .null, from: value)
      } else {
        let kinds = cells.list(value)?.map { site.kind($0) }
        draft.add("kinds", kinds.map { .array($0.map { .string($0) }) }, from: value)
      }
    default:
      let member = word == .advisorBookingsPerHour ? "bookingsPerHour" : "bookingsPerDay"
      draft.add(member, cells.integer(value).map { .integer($0) }, from: value)
    }
  }

  private func advisors(_ cell: Cell) -> [String]? {
    guard let texts = cells.list(cell) else { return nil }
    let ids = texts.compactMap { site.advisor($0, cell) }
    return ids.count == texts.count ? ids : nil
  }
}
