import Bayline
import BaylineReports
import BaylineWording

/// A workshop with its demand and schedule, as a line or a part of it gives them.
struct LineBook {
  let site: SiteFormat.Decoded?
  let demand: DemandFormat.Decoded?
  private let schedule: Schedule?
  /// The place of the schedule, for problems of it.
  private let place: String

  fileprivate init(_ fields: Fields, _ inputs: inout LineInputs) {
    site = inputs.site(fields)
    demand = inputs.demand(fields.document("demand"), site)
    let document = fields.document("schedule")
    schedule = inputs.schedule(document, site, demand)
    switch document {
    case .reference(let path, _): place = "\(path):$"
    default: place = "\(inputs.line.name):\(fields.node.place).schedule"
    }
  }

  /// The book, if the whole line is sound.
  func valid(_ inputs: LineInputs) throws(LineFailure) -> SoundBook {
    SoundBook(
      site: try inputs.valid(site?.site), demand: try inputs.valid(demand?.demand),
      schedule: try inputs.valid(schedule), place: place, line: inputs.line.name, words: inputs.words)
  }
}

/// A book that was read without problems.
struct SoundBook: Sendable {
  let site: Site
  let demand: Demand
  let schedule: Schedule
  /// The place of the schedule, for problems of it.
  let place: String
  /// The name of its line.
  let line: String
  let words: Glossary

  /// The offers for a request.
  ///
  /// - Parameter now: The time of the call, if later than the demand's.
  func answer(
    _ request: Appointment, count: Int, now: CivilTime?
  ) throws(LineFailure) -> Offer.Answer {
    if let now, now < demand.now || now >= demand.horizon.end {
      throw LineFailure(
        "notWithinHorizon", at: "\(line):$.now",
        words(
          "now 是 \(now)，应在 \(demand.now) 与 \(demand.horizon.end) 之间; 请改正时间",
          "now is \(now), but must be between \(demand.now) and \(demand.horizon.end); correct the time"))
    }
    do throws(Schedule.Problem) {
      try ScheduleFingerprint.check(schedule, site: site, demand: demand)
      let desk = try OfferDesk.estimating(site: site, demand: demand, schedule: schedule, now: now)
      return desk.offers(for: request, count: count).worded(site: site, demand: demand, words)
    } catch {
      throw failure(error)
    }
  }

  private func failure(_ problem: Schedule.Problem) -> LineFailure {
    let code = if case .otherDemand = problem { "otherDemand" } else { "incorrectSchedule" }
    return LineFailure(
      PlanCheck.problems(problem, site: site, demand: demand, words).map {
        BatchAnswer.Problem(code: code, place: place + $0.place, message: $0.text)
      })
  }
}

/// The days of a study, with their names.
struct LineDays {
  private let demands: [DemandFormat.Decoded?]
  /// The file of a day that has one, else its date.
  let names: [String]

  init(_ fields: Fields, _ site: SiteFormat.Decoded?, _ inputs: inout LineInputs) {
    var demands: [DemandFormat.Decoded?] = []
    var names: [String] = []
    for document in fields.documents("demand", "demands") {
      let demand = inputs.demand(document, site)
      demands.append(demand)
      if case .reference(let path, _) = document {
        names.append(path)
      } else {
        names.append(demand?.demand?.horizon.from.description ?? "")
      }
    }
    (self.demands, self.names) = (demands, names)
  }

  /// The workshop with its days, if the whole line is sound.
  func today(
    _ site: SiteFormat.Decoded?, _ uncertainty: Uncertainty?, _ inputs: LineInputs
  ) throws(LineFailure) -> Scenario.Instance {
    try inputs.check()
    return Scenario.Instance(
      site: try inputs.valid(site?.site), demands: demands.compactMap { $0?.demand },
      uncertainty: try inputs.valid(uncertainty))
  }
}

extension LineInputs {
  /// The book of a line, or of a workshop in it.
  mutating func book(_ fields: Fields) -> LineBook { LineBook(fields, &self) }

  /// A workshop of a transfer.
  typealias Side = (id: String, fields: Fields)

  /// Both workshops of a transfer and the technician; `nil` after reporting what is missing.
  func sides(_ fields: Fields) -> (from: Side, to: Side, technician: String)? {
    for member in ["from", "to", "technician"] where !fields.has(member) {
      fields.node.report(.missingMember(member))
    }
    let (from, to) = (side(fields["from"]), side(fields["to"]))
    guard let technician = fields["technician"]?.nonEmptyText(), let from, let to else { return nil }
    return (from, to, technician)
  }

  private func side(_ node: Node?) -> Side? {
    guard let fields = node.flatMap({ Fields($0, .groupShop) }) else { return nil }
    return fields["id"]?.nonEmptyText().map { ($0, fields) }
  }
}
