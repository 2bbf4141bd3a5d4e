import Bayline
import BaylineGenerator
import BaylineMath
import BaylineModel
import BaylinePlanning
import BaylineVerifier
import Testing

/// Whoever has one more of anything can still do what could be done before: the old schedule keeps every rule.
@Suite struct OldScheduleTests {
  /// A generated case with a few of its people and bays taken away, so that no two are alike.
  private func site(_ profile: GeneratorProfile, _ seed: UInt64) async throws -> (Site, Demand, Schedule) {
    let made = try #require(profile.generate(seed: seed).first)
    var (site, demand) = (made.site, made.demand)
    var random = SplitMix64(seed: seed, stream: "fewer")
    demand.appointments = demand.appointments.filter { _ in Int.random(in: 0..<4, using: &random) > 0 }
    let scenario = Scenario(
      name: "fewer",
      changes: [
        .removeAdvisors(.last(1)), .removeTechnicians(.skilled(trade: "mechanical", level: 2, count: 1)),
      ])
    if let fewer = try? scenario.apply(site: site, demands: [demand], uncertainty: .none, seed: 1) {
      (site, demand) = (fewer.site, fewer.demands[0])
    }
    var options = SearchOptions()
    options.limit = .iterations(0)
    options.provesBound = false
    return (site, demand, await Planner(site: site, demand: demand).schedule(options))
  }

  private func more(_ site: Site, _ demand: Demand) throws -> [Scenario.Change] {
    let technician = try #require(site.technicians.first)
    let advisor = try #require(site.advisors.first)
    var promoted = Scenario.TechnicianChange()
    for (trade, level) in technician.skills where level < 3 { promoted.skills[trade] = level + 1 }
    promoted.certifications = ["hv"]
    var busier = Scenario.AdvisorChange()
    busier.bookingsPerHour = .set(9)
    busier.bookingsPerDay = .set(99)
    busier.kinds = .set(nil)
    var looser = Scenario.BookingChange()
    looser.numbers = [
      .reservePercent: 0, .advisorGapMinutes: 0, .advisorBookingsPerHour: 9, .partsLeadMinutes: 0,
    ]
    looser.siteBookingsPerHour = .set(nil)
    var changes: [Scenario.Change] = [
      .addTechnicians(count: 1, .like(technician.id)), .addBays(count: 1, .like(site.bays[0].id)),
      .addAdvisors(count: 1, .like(advisor.id)), .addLoaners(1), .stock(part: nil, more: 1),
      .overtime(.all, minutes: 60, on: .every, hourPrice: nil), .changeAdvisors(.all, busier),
      .booking(looser), .volume(percent: 100),
    ]
    if !promoted.skills.isEmpty { changes.append(.changeTechnicians(.these([technician.id]), promoted)) }
    if demand.parts.contains(where: { !$0.inbound.isEmpty }) {
      changes.append(.deliveries(part: nil, laterMinutes: -60))
    }
    return changes
  }

  @Test(arguments: [GeneratorProfile.small, .demo, .scarce, .replan, .body], [UInt64(1), 2])
  func theOldScheduleStillKeepsEveryRule(profile: GeneratorProfile, seed: UInt64) async throws {
    let (site, demand, schedule) = try await site(profile, seed)
    #expect(Verifier(site: site, demand: demand).verify(schedule).isFeasible)
    for change in try more(site, demand) {
      let made: Scenario.Instance
      do throws(ScenarioDiagnostics) {
        made = try Scenario(name: "more", changes: [change]).apply(
          site: site, demands: [demand], uncertainty: .none, seed: 1)
      } catch {
        // A night shift ends at midnight, and cannot end later; papers that nobody knows are refused.
        #expect(
          error.elements.allSatisfy {
            switch $0.problem {
            case .pastMidnight, .noCertification: true
            default: false
            }
          }, "\(change): \(error.elements)")
        continue
      }
      var unpriced = schedule
      unpriced.cost = nil
      let verdict = Verifier(site: made.site, demand: made.demands[0]).verify(unpriced)
      // Work that may pause ends sooner where shifts are longer: the old end is no longer the least one (H9).
      let broken = verdict.violations.filter { violation in
        guard case .wrongEnd(let stated, let right, _) = violation.detail, case .overtime = change else {
          return true
        }
        return right >= stated
      }
      #expect(broken.isEmpty, "\(change)")
    }
  }

  /// More visits leave those of today where they are: the new ones are left out of the old schedule.
  @Test(arguments: [GeneratorProfile.small, .demo, .replan], [UInt64(1), 2])
  func moreVisitsLeaveTheOthersWhereTheyAre(profile: GeneratorProfile, seed: UInt64) async throws {
    let (site, demand, schedule) = try await site(profile, seed)
    let made = try Scenario(name: "more", changes: [.volume(percent: 130)]).apply(
      site: site, demands: [demand], uncertainty: .none, seed: 1)
    var larger = schedule
    larger.cost = nil
    let known = Set(demand.appointments.map(\.id))
    for visit in made.demands[0].appointments where !known.contains(visit.id) {
      larger.unscheduled.append(Schedule.UnscheduledAppointment(appointment: visit.id, reason: .capacity))
    }
    #expect(larger.unscheduled.count > schedule.unscheduled.count)
    #expect(Verifier(site: made.site, demand: made.demands[0]).verify(larger).violations.isEmpty)
  }
}
