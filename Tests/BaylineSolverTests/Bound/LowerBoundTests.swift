import Bayline
import BaylineFormats
import BaylineGenerator
import BaylineModel
import Foundation
import TestSupport
import Testing

@testable import BaylineSolver

@Suite struct LowerBoundTests {
  /// The bound after some steps; `total` is more than it can reach, which keeps it going.
  private func bound(_ tiny: TinyWorkshop, steps: Int, below total: Int = 100_000) -> Int {
    var bound = LowerBound(CompiledProblem(site: tiny.site, demand: tiny.demand))
    bound.improve(below: total) { $0 < steps }
    return bound.value
  }

  /// One technician, one lift, and a point for each open minute of delay.
  private var oneMechanic: TinyWorkshop {
    var tiny = TinyWorkshop()
    tiny.site.technicians.removeLast()
    tiny.site.policy.kinds[.repair]?.delay = 1
    return tiny
  }

  // Reception 08:00-08:15, work to 09:15, ready 09:30: 90 open minutes.
  @Test func aVisitAloneCostsWhatItsSoonestEndCosts() {
    var tiny = oneMechanic
    tiny.add("A")
    #expect(bound(tiny, steps: 0) == 90)
    #expect(bound(tiny, steps: 1) == 90)
  }

  // The second can start at 09:15 at the soonest: 90 and 150 points. Prices must find the 60 of the wait; buckets of 15
  // minutes let the two swap within one, so that not quite all of it is proven.
  @Test func twoVisitsCannotHaveTheSameTechnicianAtOnce() {
    var tiny = oneMechanic
    tiny.add("A")
    tiny.add("B")
    let proven = bound(tiny, steps: 400, below: 300)
    #expect(proven > 225)
    #expect(proven <= 240)
  }

  // Nobody has the level: it is left out, 4,000 points for a repair, three times that if it was promised.
  @Test(arguments: [(false, 4000), (true, 12000)])
  func aVisitThatNobodyCanDoIsLeftOut(promised: Bool, points: Int) {
    var tiny = oneMechanic
    tiny.add("A") { appointment in
      let work = WorkRequirement.StandardWork(
        minutes: 60, bay: "lift", crew: WorkRequirement.Crew(trade: "mech", level: 3))
      appointment.operations[0].work = .standard(work)
      if promised { appointment.booked = Appointment.Booking(arrival: time("08:00")) }
    }
    #expect(bound(tiny, steps: 0) == points)
    #expect(bound(tiny, steps: 1) == points)
  }

  // Serving costs 90 points, leaving out 50.
  @Test func leavingOutIsCountedWhereItCostsLess() {
    var tiny = oneMechanic
    tiny.add("A") { $0.dropCost = 50 }
    #expect(bound(tiny, steps: 1) == 50)
  }

  // Two pieces for three visits that cost nothing when served: one of 4,000 points is left out.
  @Test func partsThatAreShortLeaveSomeoneOut() {
    var tiny = TinyWorkshop()
    tiny.demand.parts = [SparePart(id: "P", onHand: 2)]
    for id in ["A", "B", "C"] { tiny.add(id) { $0.parts = [SparePart.Requirement(part: "P", quantity: 1)] } }
    let proven = bound(tiny, steps: 120, below: 5000)
    #expect(proven > 3900)
    #expect(proven <= 4000)
  }

  // Two visits want two pieces each of the three that are there: one of them is left out, not half a one.
  @Test func piecesThatNobodyCanUseDoNotCount() {
    var tiny = TinyWorkshop()
    tiny.demand.parts = [SparePart(id: "P", onHand: 3)]
    for id in ["A", "B"] { tiny.add(id) { $0.parts = [SparePart.Requirement(part: "P", quantity: 2)] } }
    let proven = bound(tiny, steps: 120, below: 5000)
    #expect(proven > 3900)
    #expect(proven <= 4000)
  }

  // Without a gap and a reception one advisor takes both at 11:45, the last slot before lunch: both are served at no
  // cost, from 13:00 on two lifts.
  @Test func withoutAGapAnAdvisorTakesSeveralAtOnce() {
    var tiny = TinyWorkshop()
    tiny.site.advisors.removeLast()
    tiny.site.booking.receptionMinutes = 0
    tiny.site.booking.advisorGapMinutes = 0
    for id in ["A", "B"] {
      tiny.add(id) { $0.availability = [TimeWindow(from: time("11:45"), to: time("12:00"))] }
    }
    #expect(bound(tiny, steps: 50, below: 5000) == 0)
  }

  // Arrived at 08:00. The longest takes 150 minutes to 10:30, 630 minutes after midnight; three times 150 minutes on two
  // technicians take 225, to 11:45: 705. A point a minute of makespan.
  @Test func theMakespanIsBoundByTheLongestVisitAndByTheLoad() {
    var tiny = TinyWorkshop()
    tiny.site.policy.makespan = 1
    tiny.demand.now = time("08:00")
    for (count, points) in [(1, 630), (2, 630), (3, 705)] {
      tiny.add(String(count), at: nil, [Step("08:00", "10:30", minutes: 150)]) { $0.arrived = time("08:00") }
      #expect(bound(tiny, steps: 0) == points)
      #expect(bound(tiny, steps: 1) == points)
    }
  }

  // Leaving the vehicle out costs 3 x 100 points, less than its 630.
  @Test func theMakespanCountsNoMoreThanLeavingOut() {
    var tiny = TinyWorkshop()
    tiny.site.policy.makespan = 1
    tiny.demand.now = time("08:00")
    tiny.add("A", at: nil, [Step("08:00", "10:30", minutes: 150)]) {
      $0.arrived = time("08:00")
      $0.dropCost = 100
    }
    #expect(bound(tiny, steps: 1) == 300)
  }

  @Test(arguments: [GeneratorProfile.small, .replan], 1...1)
  func itNeverFallsAndIsTheSameAgain(profile: GeneratorProfile, seed: UInt64) throws {
    let made = try #require(profile.generate(seed: seed).first)
    let problem = CompiledProblem(site: made.site, demand: made.demand)
    var values: [[Int]] = []
    for _ in 0..<2 {
      var bound = LowerBound(problem)
      var own = [bound.value]
      for step in 1...10 {
        bound.improve(below: 50_000) { $0 < step }
        own.append(bound.value)
      }
      #expect(own == own.sorted())
      #expect(own[10] > own[0])
      values.append(own)
    }
    #expect(values[0] == values[1])
  }

  @Test(arguments: TinyOptimaTests.optima)
  func itStaysBelowTheOptimumWorkedOutByHand(name: String, total: Int) throws {
    let folder = Project.datasets.appending(path: "tiny/\(name)")
    let siteFile = [UInt8](try Data(contentsOf: folder.appending(path: "site.json")))
    let demandFile = [UInt8](try Data(contentsOf: folder.appending(path: "demand.json")))
    let reading = SiteFormat.decode(siteFile, file: "site.json")
    let site = try #require(reading.site)
    let demand = try #require(
      DemandFormat.decode(demandFile, file: "demand.json", site: reading.names).demand)
    var bound = LowerBound(CompiledProblem(site: site, demand: demand))
    bound.improve(below: total + 1) { $0 < 60 }
    #expect(bound.value <= total)
  }
}
