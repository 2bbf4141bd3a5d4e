import BaylineModel

/// Reads an uncertainty, or changes of one.
final class UncertaintyReader {
  private let site: SiteFormat.IDs?

  init(site: SiteFormat.IDs?) {
    self.site = site
  }

  /// The members that are present.
  ///
  /// - Parameter old: The values of the other members, if known; shares of late and early customers must not add up to
  ///   more than 100 percent together with them.
  func change(_ fields: Fields, of old: Uncertainty?) -> Uncertainty.Change {
    var change = Uncertainty.Change()
    if let fields = fields["durations"].flatMap({ Fields($0, .durations) }) {
      change.durations = durations(fields)
    }
    change.noShow = Scenario.FieldUpdate(fields["noShow"]?.shares(site?.kinds))
    change.noShowWeekdays = Scenario.FieldUpdate(weekdays(fields["noShowWeekdays"]))
    change.noShowHours = fields.nullableUpdate("noShowHours") {
      $0["noShowHours"]?.decimals(IntegerRange(0...1_000), count: 24)
    }
    if let fields = fields["punctuality"].flatMap({ Fields($0, .punctuality) }) {
      change.punctuality = punctuality(fields, of: old)
    }
    if let fields = fields["walkIns"].flatMap({ Fields($0, .walkIns) }) { change.walkIns = walkIns(fields) }
    if let fields = fields["addedWork"].flatMap({ Fields($0, .addedWork) }) {
      change.addedWork.percent = Scenario.FieldUpdate(fields["percent"]?.shares(site?.kinds))
      change.addedWork.size = Scenario.FieldUpdate(fields["size"]?.distribution())
      change.addedWork.approvalMinutes = Scenario.FieldUpdate(fields["approvalMinutes"]?.distribution())
    }
    if let fields = fields["lateParts"].flatMap({ Fields($0, .lateParts) }) {
      change.lateParts.percent = Scenario.FieldUpdate(fields.decimal("percent"))
      change.lateParts.late = Scenario.FieldUpdate(fields["late"]?.distribution())
    }
    change.overtimeMinutes = Scenario.FieldUpdate(fields.integer("overtimeMinutes"))
    return change
  }

  private func durations(_ fields: Fields) -> Uncertainty.Change.Durations {
    var change = Uncertainty.Change.Durations()
    change.defaultValue = Scenario.FieldUpdate(fields["usual"]?.distribution())
    change.trades = Scenario.FieldUpdate(fields["trades"]?.distributions())
    change.operations = Scenario.FieldUpdate(fields["operations"]?.distributions())
    if let entries = fields["kinds"]?.entries() {
      change.kinds = .set(
        entries.reduce(into: [:]) { kinds, entry in
          if let kind = entry.node.kind(entry.name, in: site?.kinds) {
            kinds[kind] = entry.node.distribution()
          }
        })
    }
    if let entries = fields["technicians"]?.entries() {
      change.technicians = .set(
        entries.reduce(into: [:]) { technicians, entry in
          if let known = site?.technicians, known.position(of: entry.name) == nil {
            let nearest = entry.node.log.nearest(to: entry.name, among: known.names)
            entry.node.report(.unknownReference(.technician, id: entry.name, nearest: nearest))
          }
          technicians[entry.name] = entry.node.decimal(IntegerRange(1...1_000))
        })
    }
    return change
  }

  private func punctuality(_ fields: Fields, of old: Uncertainty?) -> Uncertainty.Change.Punctuality {
    var change = Uncertainty.Change.Punctuality()
    let (late, early) = (fields.decimal("latePercent"), fields.decimal("earlyPercent"))
    change.latePercent = Scenario.FieldUpdate(late)
    change.late = Scenario.FieldUpdate(fields["late"]?.distribution())
    change.earlyPercent = Scenario.FieldUpdate(early)
    change.early = Scenario.FieldUpdate(fields["early"]?.distribution())
    let sum = (late ?? old?.punctuality.latePercent ?? 0) + (early ?? old?.punctuality.earlyPercent ?? 0)
    if sum > 100 { fields.node.report(.sumAboveHundred(["latePercent", "earlyPercent"])) }
    return change
  }

  /// Percent by day of the week.
  private func weekdays(_ node: Node?) -> [Weekday: Double]? {
    guard let days = node.flatMap({ Fields($0, .weekdayPercent) }) else { return nil }
    return Weekday.allCases.reduce(into: [:]) { percent, day in percent[day] = days.decimal(day.rawValue) }
  }

  private func walkIns(_ fields: Fields) -> Uncertainty.Change.WalkIns {
    var change = Uncertainty.Change.WalkIns()
    change.perDay = fields.nullableUpdate("perDay") { $0.decimal("perDay") }
    change.reserveShare = Scenario.FieldUpdate(fields.decimal("reserveShare"))
    change.dispersion = Scenario.FieldUpdate(fields.decimal("dispersion"))
    change.weekdays = Scenario.FieldUpdate(weekdays(fields["weekdays"]))
    change.hours = fields.nullableUpdate("hours") { fields in
      let weights = fields["hours"]?.decimals(IntegerRange(limit: .count), count: 24)
      if let weights, !weights.contains(where: { $0 > 0 }) { fields["hours"]?.report(.noWeight) }
      return weights
    }
    if let node = fields["kinds"], let entries = node.entries() {
      var kinds: [VisitKind: Double] = [:]
      for (name, node) in entries {
        if let kind = node.kind(name, in: site?.kinds) {
          kinds[kind] = node.decimal(IntegerRange(limit: .count))
        }
      }
      if !kinds.isEmpty, !kinds.values.contains(where: { $0 > 0 }) { node.report(.noWeight) }
      change.kinds = .set(kinds)
    }
    let reader = AppointmentReader(site: site, parts: nil)
    change.jobs = Scenario.FieldUpdate(
      fields["jobs"]?.items(limit: .appointments) { node in
        guard let fields = Fields(node, .appointment), let id = fields.name("id") else { return nil }
        return reader.appointment(fields, id: id)
      })
    change.patienceMinutes = fields.nullableUpdate("patienceMinutes") { $0.integer("patienceMinutes") }
    change.needsRoom = Scenario.FieldUpdate(fields.flag("needsRoom"))
    return change
  }
}

extension Scenario.FieldUpdate {
  /// A value replaces the old one; `nil` leaves it unchanged.
  init(_ value: Value?) {
    self = value.map(Scenario.FieldUpdate.set) ?? .unchanged
  }
}

extension Fields {
  /// A value that may be `null` for none.
  func nullableUpdate<Value: Hashable & Sendable>(_ member: String, _ read: (Fields) -> Value?)
    -> Scenario.FieldUpdate<Value?>
  {
    guard let node = self[member] else { return .unchanged }
    return .set(node.value == .null ? nil : read(self))
  }
}

extension Node {
  /// The kind given as the name of this member.
  func kind(_ name: String, in known: IDList?) -> VisitKind? {
    guard let known, known.position(of: name) == nil else { return VisitKind(rawValue: name) }
    report(.unknownReference(.kind, id: name, nearest: log.nearest(to: name, among: known.names)))
    return nil
  }

  /// Shares of visits: one for all kinds, or by kind.
  func shares(_ kinds: IDList?) -> Uncertainty.ByKind<Double>? {
    guard case .object = value else { return decimal(.share).map { Uncertainty.ByKind($0) } }
    guard let fields = Fields(self, .sharesByKind) else { return nil }
    return byKind(fields, .share, kinds)
  }

  /// `usual` and `kinds` of an object.
  func byKind(_ fields: Fields, _ range: IntegerRange, _ known: IDList?) -> Uncertainty.ByKind<Double>? {
    var kinds: [VisitKind: Double] = [:]
    for (name, node) in fields["kinds"]?.entries() ?? [] {
      if let kind = node.kind(name, in: known) { kinds[kind] = node.decimal(range) }
    }
    return fields.decimal("usual").map { Uncertainty.ByKind($0, kinds: kinds) }
  }

  /// A distribution; a plain number is a constant.
  func distribution() -> Uncertainty.Distribution? {
    guard case .object = value else {
      return decimal(IntegerRange(limit: .minutes)).map(Uncertainty.Distribution.constant)
    }
    let shapes: [String: ObjectShape] = [
      "lognormal": .lognormal, "exponential": .exponential, "values": .values,
    ]
    guard let (type, fields) = variant("type", of: ["lognormal", "exponential", "values"], shapes) else {
      return nil
    }
    switch type {
    case "lognormal":
      let (mean, variation) = (fields.decimal("mean"), fields.decimal("variation"))
      guard let mean, let variation else { return nil }
      return .lognormal(mean: mean, variation: variation)
    case "exponential": return fields.decimal("mean").map { .exponential(mean: $0) }
    default:
      let values = fields["values"]?.items(notEmpty: true, limit: .values) {
        $0.decimal(IntegerRange(limit: .minutes))
      }
      return values.map(Uncertainty.Distribution.values)
    }
  }

  /// Distributions by arbitrary names.
  func distributions() -> [String: Uncertainty.Distribution]? {
    entries().map { entries in
      entries.reduce(into: [:]) { named, entry in
        if entry.node.hasOneSpelling(entry.name) { named[entry.name] = entry.node.distribution() }
      }
    }
  }
}
