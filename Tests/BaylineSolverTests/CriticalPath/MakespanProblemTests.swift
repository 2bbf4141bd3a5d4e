import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// The critical-path neighbourhood applies where only the makespan counts, and nowhere else.
@Suite struct MakespanProblemTests {
  private func applies(_ edit: (inout Site, inout Demand) -> Void) -> Bool {
    var (site, demand) = JobShops.random(seed: 1)
    edit(&site, &demand)
    return MakespanProblem(CompiledProblem(site: site, demand: demand)) != nil
  }

  @Test func jobShopApplies() {
    #expect(applies { _, _ in })
  }

  @Test func standardWorkOfCrewsOfOneApplies() {
    #expect(
      applies { site, demand in
        site.bays[0].types = ["lift"]
        site.technicians[0].skills = ["mech": 1]
        let work = WorkRequirement.StandardWork(
          minutes: 30, bay: "lift", crew: WorkRequirement.Crew(trade: "mech"))
        demand.appointments[0].operations[0].work = .standard(work)
      })
  }

  @Test(arguments: 0..<32) func anythingElseThatCountsOrBindsRulesItOut(number: Int) {
    #expect(!applies { Self.spoil(number, &$0, &$1) })
  }

  private static func spoil(_ number: Int, _ site: inout Site, _ demand: inout Demand) {
    let soon = demand.horizon.start + 60
    if number >= 20 { return spoilMore(number, &site, &demand) }
    switch number {
    case 0: site.policy.makespan = 0
    case 1: site.policy.kinds[.repair]?.delay = 1
    case 2: site.policy.handover = 1
    case 3: site.policy.overload = 1
    case 4: site.booking.reservePercent = 15
    case 5:
      site.policy.lateness = 1
      demand.appointments[1].readyBy = soon
    case 6: demand.appointments[1].waiting = true
    case 7:
      demand.appointments[1].loaner = true
      site.loaners = 1
    case 8:
      demand.parts = [SparePart(id: "P", onHand: 1)]
      demand.appointments[1].parts = [SparePart.Requirement(part: "P", quantity: 1)]
    case 9: demand.appointments[1].arrived = nil
    case 10: demand.appointments[1].operations[0].splittable = true
    case 11:
      demand.appointments[1].operations[0].work = .alternatives([
        WorkRequirement.Alternative(bay: "M0", minutes: 5)
      ])
      demand.appointments[1].operations[0].locked = ServiceOperation.LockedWork(
        bay: "M0", technicians: [], start: soon)
    case 12:
      site.policy.moved = 1
      demand.appointments[1].operations[0].previous = ServiceOperation.PreviousWork(
        bay: "M0", technicians: [])
    case 13:
      site.policy.technician = 1
      demand.appointments[0].preferredTechnician = "W1"
      demand.appointments[0].operations[0].work = .alternatives([
        WorkRequirement.Alternative(technician: "W0", minutes: 5),
        WorkRequirement.Alternative(technician: "W1", minutes: 5),
      ])
    case 14: site.technicians[0].calendar = "week"
    case 15: site.bays[0].calendar = "week"
    case 16: demand.appointments[1].dropCost = 10
    case 17:
      site.technicians[0].skills = ["mech": 1]
      site.technicians[1].skills = ["mech": 1]
      let pair = WorkRequirement.StandardWork(minutes: 30, crew: WorkRequirement.Crew(trade: "mech", size: 2))
      demand.appointments[1].operations[0].work = .standard(pair)
    case 18:
      let nobody = WorkRequirement.StandardWork(minutes: 30, crew: WorkRequirement.Crew(trade: "none"))
      demand.appointments[1].operations[0].work = .standard(nobody)
    default: demand.appointments = []
    }
  }

  private static func spoilMore(_ number: Int, _ site: inout Site, _ demand: inout Demand) {
    // A job of several operations, all of which leave the machine.
    let job = demand.appointments.firstIndex { $0.operations.count > 1 } ?? 0
    switch number {
    case 20: site.policy.move = 1
    case 21: site.policy.balance = 1
    case 22: site.booking.moveMinutes = 5
    case 23:
      site.technicians[0].team = "a"
      site.booking.teamReservePercent = ["a": 10]
    case 24: demand.appointments[job].operations[1].lag.min = 1
    case 25: demand.appointments[job].operations[1].lag.max = 100
    case 26:
      site.equipment = [Equipment(id: "E")]
      demand.appointments[job].operations[0].equipment = ["E"]
    case 27:
      demand.parts = [SparePart(id: "P", onHand: 9)]
      demand.appointments[job].operations[0].parts = [SparePart.Requirement(part: "P", quantity: 1)]
    case 28:
      site.drivers = 1
      demand.appointments[job].deliver = 10
    case 29, 30:
      demand.appointments[job].operations[0].work = .alternatives([
        WorkRequirement.Alternative(bay: "M0", minutes: 5)
      ])
      demand.appointments[job].operations[0].bayAfter = number == 29 ? nil : .keep
      demand.appointments[job].operations[1].work = .alternatives([
        WorkRequirement.Alternative(bay: "M0", minutes: 5)
      ])
    default: demand.appointments[job].dropCost = demand.appointments[job].dropCost.map { $0 / 100 }
    }
  }
}
