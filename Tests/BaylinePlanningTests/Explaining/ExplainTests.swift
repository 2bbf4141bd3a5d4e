import Bayline
import BaylineFormats
import BaylineGenerator
import BaylineMath
import BaylineModel
import BaylinePlanning
import BaylineVerifier
import BaylineWording
import TestSupport
import Testing

/// Why a visit is where it is, questions that cannot be answered, and answers that are checked by the verifier.
@Suite struct ExplainTests {
  private func explain(_ workshop: TinyWorkshop, _ question: PlacementQuestion) throws -> Explanation {
    var explanation = try Planner(site: workshop.site, demand: workshop.demand)
      .explain(question, in: workshop.schedule)
    let visit = workshop.demand.appointments.first { $0.id == question.appointment }
    if let reason = explanation.reason, let visit {
      explanation.reason = ReasonText(
        site: workshop.site, demand: workshop.demand, language: .english
      ).worded(reason, of: visit)
    }
    return explanation
  }

  @Test func whereItIsEverythingIsPossibleAtNoCost() throws {
    var workshop = TinyWorkshop()
    workshop.add("A")
    let answer = try #require(try explain(workshop, PlacementQuestion(appointment: "A", advisor: "S")).answer)
    #expect(answer.isPossible)
    #expect(answer.assignment == workshop.schedule.assignments[0])
  }

  @Test func anotherTimeCostsWhatTheVerifierSays() throws {
    // First choice 08:00; at 09:00 it deviates by 60 open minutes at 2 points.
    var workshop = TinyWorkshop()
    workshop.site.policy.deviation = 2
    workshop.add("A") { $0.preferredArrival = time("08:00") }
    let explanation = try explain(workshop, PlacementQuestion(appointment: "A", arrival: time("09:00")))
    let answer = try #require(explanation.answer)
    #expect(answer.isPossible)
    #expect((answer.cost - explanation.cost)[.deviation] == 120)
    #expect((answer.cost - explanation.cost).total == 120)
  }

  @Test func aScheduleThatCanBeImprovedSaysSo() throws {
    var workshop = TinyWorkshop()
    workshop.site.policy.deviation = 2
    workshop.add("A", at: "09:00", [Step("09:15", "10:15")]) { $0.preferredArrival = time("08:00") }
    let explanation = try explain(workshop, PlacementQuestion(appointment: "A"))
    let nearest = try #require(explanation.standing?.nearer.first)
    #expect(nearest.arrival == time("08:00"))
    #expect(nearest.violations.isEmpty)
    #expect(nearest.change.total == -120)
    #expect(explanation.answer == nil)
  }

  @Test func whatFixesTheStartAndWhoElseCould() throws {
    // B waits on the lift and on T until A is done at 09:15; T2 is free then.
    var workshop = TinyWorkshop()
    workshop.add("A")
    workshop.add("B", at: "08:15", [Step("09:15", "10:15"), Step("10:30", "11:30")])
    let standing = try #require(try explain(workshop, PlacementQuestion(appointment: "B")).standing)
    let before = OperationReference(appointment: "A", operation: "1")
    #expect(
      standing.operations[0].causes == [.technicianFree("T", after: before), .bayFree("B", after: before)])
    #expect(standing.operations[0].others.map(\.technician) == ["T2"])
    #expect(standing.operations[0].others.map(\.state) == [.free])
    // Between 10:15 and 10:30 nothing ends or begins.
    #expect(standing.operations[1].causes.isEmpty)
    #expect(standing.advisors.map(\.advisor) == ["S2"])
    #expect(standing.arrivalsThatDay == 1)
  }

  // The second operation in another bay begins as soon as the vehicle is there, the third as soon as the paint has cured.
  @Test func theMoveAndTheLagFixTheStart() throws {
    var workshop = TinyWorkshop()
    workshop.site.booking.moveMinutes = 5
    workshop.add(
      "A", [Step("08:15", "09:15"), Step("09:20", "10:20", bay: "B2"), Step("10:50", "11:50", bay: "B2")]
    ) {
      $0.operations[2].lag = ServiceOperation.Lag(min: 30)
    }
    let standing = try #require(try explain(workshop, PlacementQuestion(appointment: "A")).standing)
    #expect(standing.operations[1].causes == [.move(minutes: 5)])
    #expect(standing.operations[2].causes == [.lag(minutes: 30)])
  }

  @Test func aVisitLeftOutHasItsReasonAndWhatWouldLetItInAnywhere() throws {
    var workshop = TinyWorkshop()
    workshop.demand.parts = [
      SparePart(
        id: "P", name: "pads", onHand: 0, inbound: [SparePart.Delivery(at: time("+1 09:05"), quantity: 1)])
    ]
    workshop.leaveOut("V") { $0.parts = [SparePart.Requirement(part: "P", quantity: 1)] }
    let explanation = try explain(workshop, PlacementQuestion(appointment: "V"))
    let reason = try #require(explanation.reason)
    #expect(reason.reason == .parts)
    #expect(reason.detail == "pads (P): 1 needed, 0 left, enough from 11-24 09:05")
    #expect(reason.earliest == time("+1 09:15"))
    let answer = try #require(explanation.answer)
    #expect(answer.violations.map(\.rule) == [.h11])
    // The last arrival of Monday is at 16:45; the lead is 0 here.
    #expect(
      answer.relaxations.sets.map(\.edits) == [
        [.delivery(part: "P", position: 0, at: time("16:45"))], [.onHand(part: "P", quantity: 1)],
      ])
  }

  @Test func questionsThatCannotBeAnswered() throws {
    var workshop = TinyWorkshop()
    workshop.add("A001") { $0.card.plate = "AB 1" }
    workshop.add("A002", at: nil, [Step("09:15", "10:15")]) {
      $0.card.plate = "AB 1"
      $0.arrived = time("07:00")
    }
    let demand = workshop.demand
    #expect(throws: PlacementQuestion.Problem.ambiguousAppointment(name: "AB 1", ids: ["A001", "A002"])) {
      try PlacementQuestion(visit: "AB 1", in: demand)
    }
    #expect(throws: PlacementQuestion.Problem.unknownAppointment("A0001", nearest: nil)) {
      try PlacementQuestion(visit: "A0001", in: demand)
    }
    #expect(throws: PlacementQuestion.Problem.alreadyArrived("A002")) {
      try explain(workshop, PlacementQuestion(appointment: "A002", arrival: time("09:00")))
    }
    #expect(throws: PlacementQuestion.Problem.beyondHorizon(time("+7 09:00"))) {
      try explain(workshop, PlacementQuestion(appointment: "A001", arrival: time("+7 09:00")))
    }
    #expect(throws: PlacementQuestion.Problem.unknownResource(.advisor, "S9", nearest: nil)) {
      try workshop.site.advisor(called: "S9")
    }
    workshop.schedule.assignments[0].ready = time("12:00")
    #expect(throws: PlacementQuestion.Problem.self) {
      try explain(workshop, PlacementQuestion(appointment: "A001"))
    }
  }

  /// Random questions in a made-up workshop: what is named is exactly what the verifier finds, what is told to be enough is,
  /// and no part of it is.
  @Test(arguments: [1, 2])
  func answersAreTrue(seed: UInt64) async throws {
    let files = try #require(WorkshopGenerator(profile: "small", seed: seed)).files()
    let site = try SiteFormat.decode(Array(files[0].text.utf8), file: "site").get()
    let demand = try DemandFormat.decode(Array(files[1].text.utf8), file: "demand", site: nil).get()
    let planner = Planner(site: site, demand: demand)
    var options = SearchOptions()
    options.limit = .iterations(20)
    let schedule = await planner.schedule(options)
    let total = try #require(schedule.cost?.total)
    var random = SplitMix64(seed: seed)
    for _ in 0..<8 {
      let visit = random.pick(demand.appointments)
      guard visit.arrived == nil else { continue }
      let at = CivilTime(demand.horizon.from, minuteOfDay: random.within(32...70) * 15)
      let question = PlacementQuestion(
        appointment: visit.id, arrival: at, advisor: random.chance(40) ? random.pick(site.advisors).id : nil,
        technician: random.chance(30) ? random.pick(site.technicians).id : nil)
      let answer = try #require(try planner.explain(question, in: schedule).answer)
      let verdict = Verifier(site: site, demand: demand).verify(answer.schedule)
      #expect(verdict.violations == answer.violations)
      #expect(verdict.cost == answer.cost)
      for set in answer.relaxations.sets.prefix(2) {
        let (made, edited) = try told(set, planner, question, schedule, site, demand)
        #expect(Verifier(site: edited.site, demand: edited.demand).verify(made).isFeasible, "\(set.edits)")
        #expect(set.gain == total - set.total)
        for left in set.edits.indices where set.edits.count > 1 {
          var fewer = set.edits
          fewer.remove(at: left)
          let part = apply(fewer, site, demand)
          let again = try Planner(site: part.site, demand: part.demand).explain(question, in: schedule)
          #expect(again.answer?.isPossible == false, "\(fewer) of \(set.edits)")
        }
      }
    }
  }

  private func apply(_ edits: [RuleRelaxation], _ site: Site, _ demand: Demand) -> (
    site: Site, demand: Demand
  ) {
    var (site, demand) = (site, demand)
    for edit in edits { edit.apply(to: &site, &demand) }
    return (site, demand)
  }

  /// The schedule that a set makes possible, in the changed case.
  private func told(
    _ set: Explanation.SufficientSet, _ planner: Planner, _ question: PlacementQuestion, _ schedule: Schedule,
    _ site: Site,
    _ demand: Demand
  ) throws -> (Schedule, (site: Site, demand: Demand)) {
    var made = schedule
    made.cost = nil
    made.assignments.removeAll { $0.appointment == question.appointment }
    made.unscheduled.removeAll { $0.appointment == question.appointment }
    made.assignments.append(set.assignment)
    #expect(set.assignment.reception?.arrival == question.arrival)
    return (made, apply(set.edits, site, demand))
  }
}
