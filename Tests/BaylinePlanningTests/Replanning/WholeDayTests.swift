import Bayline
import BaylineFormats
import BaylineGenerator
import BaylineMath
import BaylineModel
import BaylinePlanning
import BaylineVerifier
import TestSupport
import Testing

/// Random events through a whole day, replanned after each: nothing is lost, and every step keeps the rules.
@Suite struct WholeDayTests {
  @Test(arguments: 1...4)
  func nothingIsLost(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    var (site, demand) = try generated(seed: seed)
    var options = SearchOptions()
    options.limit = .iterations(12)
    var plan = await Planner(site: site, demand: demand).schedule(options)
    var everybody = Set(demand.appointments.map(\.id))
    let morning = CivilTime(demand.horizon.from, minuteOfDay: 8 * 60)
    var steps = 0
    for hour in 1...8 {
      let now = morning + hour * 60 + random.below(60)
      for attempt in 0..<12 where now > demand.now {
        let event = WorkshopEvent(
          at: now, payload(site, demand, plan, now, id: "N\(hour)-\(attempt)", &random))
        let keepsSite = random.chance(50)
        let replanner = Replanner(site: site, demand: demand, schedule: plan, events: [event], now: now)
        guard replanner.diagnostics.isEmpty else { continue }
        let outcome = try #require(
          await replanner.replan(options, keepsSite: keepsSite, rebooks: random.chance(30)))
        let priced = Verifier(site: keepsSite ? replanner.site : site, demand: outcome.demand)
        #expect(priced.verify(outcome.schedule).isCorrect, "\(event)")
        expectLocksKept(from: demand, to: outcome.demand)
        if case .walkIn(let visit) = event.payload { everybody.insert(visit.id) }
        everybody.subtract(outcome.changes.cancellations.map(\.appointment))
        let planned = outcome.schedule.assignments.map(\.appointment)
        let left = outcome.schedule.unscheduled.map(\.appointment)
        #expect(everybody.isSubset(of: planned + left), "\(event)")
        if keepsSite { site = replanner.site }
        (demand, plan) = (outcome.demand, outcome.schedule)
        steps += 1
        break
      }
    }
    #expect(steps >= 6)
  }

  @Test(arguments: 1...4)
  func withoutAnEventEveryPromiseHolds(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    let (site, demand) = try generated(seed: seed)
    var options = SearchOptions()
    options.limit = .iterations(30)
    let plan = await Planner(site: site, demand: demand).schedule(options)
    let planned = Set(plan.assignments.map(\.appointment))
    for hour in 8...17 {
      let now = CivilTime(demand.horizon.from, minuteOfDay: hour * 60 + random.below(60))
      guard now > demand.now else { continue }
      let replanner = Replanner(site: site, demand: demand, schedule: plan, events: [], now: now)
      let outcome = try #require(await replanner.replan(options, keepsSite: false, rebooks: false))
      let later = Dictionary(uniqueKeysWithValues: outcome.schedule.assignments.map { ($0.appointment, $0) })
      #expect(planned.isSubset(of: later.keys), "\(now)")
      for assignment in plan.assignments {
        guard let reception = assignment.reception, reception.arrival > now else { continue }
        #expect(later[assignment.appointment]?.reception == reception, "\(now)")
      }
    }
  }

  private func generated(seed: UInt64) throws -> (Site, Demand) {
    let files = try #require(WorkshopGenerator(profile: "small", seed: seed)).files()
    let site = try SiteFormat.decode(Array(files[0].text.utf8), file: "site").get()
    return (
      site,
      try DemandFormat.decode(Array(files[1].text.utf8), file: "demand", site: SiteFormat.IDs(site)).get()
    )
  }

  /// What the demand had locked in the past is locked there still, in the same place.
  private func expectLocksKept(from before: Demand, to after: Demand) {
    let later = Dictionary(uniqueKeysWithValues: after.appointments.map { ($0.id, $0) })
    for appointment in before.appointments {
      for operation in appointment.operations {
        guard let locked = operation.locked, locked.start < before.now, let visit = later[appointment.id]
        else {
          continue
        }
        let still = visit.operations.first { $0.id == operation.id }?.locked
        #expect(
          still?.start == locked.start && still?.bay == locked.bay && still?.technicians == locked.technicians
        )
      }
    }
  }

  private func payload(
    _ site: Site, _ demand: Demand, _ plan: Schedule, _ now: CivilTime, id: String, _ random: inout SplitMix64
  ) -> WorkshopEvent.Payload {
    let visit = random.pick(demand.appointments)
    let later = now + (5 + random.below(90))
    let work = ServiceOperation(id: id, work: random.pick(visit.operations).work)
    let underWay = plan.assignments.flatMap { assignment in
      assignment.operations.filter { $0.start < now && now < $0.end }.map {
        (assignment.appointment, $0.operation)
      }
    }
    switch random.below(18) {
    case 11: return .advisorAbsent(advisor: random.pick(site.advisors).id, from: nil, until: later)
    case 12: return .siteClosed(from: later, until: later + 30)
    case 13: return .hold(appointment: visit.id, until: random.chance(50) ? later : nil)
    case 14: return .removedWork(appointment: visit.id, operations: [random.pick(visit.operations).id])
    case 15:
      return .changed(
        WorkshopEvent.ChangedVisit(appointment: visit.id, waiting: random.chance(50), readyBy: later))
    case 16: return .immovable(appointment: visit.id, operation: nil)
    case 17:
      return .assigned(
        WorkshopEvent.HandAssignment(appointment: visit.id, technicians: [random.pick(site.technicians).id]))
    case 0:
      return .absent(
        technician: random.pick(site.technicians).id, from: nil, until: random.chance(50) ? later : nil)
    case 1: return .back(technician: random.pick(site.technicians).id)
    case 2:
      return .bayClosed(
        bay: random.pick(site.bays).id, from: random.chance(50) ? later : nil, until: later + 60)
    case 3: return .noShow(appointment: visit.id)
    case 4: return .cancelled(appointment: visit.id)
    case 5: return .late(appointment: visit.id, arrival: later)
    case 6: return .arrived(appointment: visit.id, advisor: nil)
    case 7: return .addedWork(WorkshopEvent.AddedWork(appointment: visit.id, operations: [work]))
    case 8: return .walkIn(Appointment(id: id, kind: .maintenance, operations: [work]))
    case 9:
      guard let (appointment, operation) = underWay.first else { return .cancelled(appointment: visit.id) }
      return .overrun(appointment: appointment, operation: operation, end: later)
    default:
      guard let (appointment, operation) = underWay.last else { return .noShow(appointment: visit.id) }
      return .finished(appointment: appointment, operation: operation)
    }
  }
}
