import Bayline
import BaylineModel
import BaylinePlanning
import BaylineReports
import TestSupport
import Testing

/// "Why not there?" for each hard rule, in a workshop that works 08:00–12:00 and 13:00–17:00 on Monday (arrivals) and
/// Tuesday (carry-over): advisors S and S2, technicians T and T2 (mech 2), lifts B and B2. A visit takes 60 minutes on a lift;
/// its reception takes 15.
@Suite struct RulesInTheWayTests {
  private func answer(
    _ workshop: TinyWorkshop, _ id: String, at arrival: String? = nil, advisor: String? = nil,
    technician: String? = nil, bay: String? = nil
  ) throws -> Explanation.PlacementAnswer {
    let question = PlacementQuestion(
      appointment: id, arrival: arrival.map { time($0) }, advisor: advisor, technician: technician, bay: bay)
    let explanation = try Planner(site: workshop.site, demand: workshop.demand)
      .explain(question, in: workshop.schedule)
    return try #require(explanation.answer)
  }

  private func rules(_ answer: Explanation.PlacementAnswer) -> Set<HardRule> {
    Set(answer.violations.map(\.rule))
  }

  private func edits(_ answer: Explanation.PlacementAnswer) -> [[RuleRelaxation]] {
    answer.relaxations.sets.map(\.edits)
  }

  private func work(_ minutes: Int, level: Int = 2, bay: String? = "lift") -> WorkRequirement {
    .standard(
      WorkRequirement.StandardWork(
        minutes: minutes, bay: bay, crew: WorkRequirement.Crew(trade: "mech", level: level)))
  }

  private var monday: CivilDate { time("00:00").date }

  @Test func closedAtLunchTime() throws {
    var workshop = TinyWorkshop()
    workshop.leaveOut("V")
    let answer = try answer(workshop, "V", at: "12:30")
    #expect(rules(answer) == [.h1])
    // The site has to open and an advisor has to be there: two together.
    let open = RuleRelaxation.openingHours(RuleRelaxation.DatedInterval(monday, from: 750, to: 765))
    #expect(
      edits(answer)
        == ["S", "S2"].map {
          [open, .advisorHours(advisor: $0, RuleRelaxation.DatedInterval(monday, from: 750, to: 765))]
        })
  }

  @Test func aTimeThatIsPastIsNotPromised() throws {
    var workshop = TinyWorkshop()
    workshop.demand.now = time("09:30")
    workshop.add("V", at: "11:00", [Step("13:00", "14:00")]) {
      $0.booked = Appointment.Booking(arrival: time("11:00"), advisor: nil)
    }
    let past = try answer(workshop, "V", at: "08:30")
    #expect(rules(past) == [.h15])
    #expect(past.isPast)
    #expect(past.relaxations.sets.isEmpty)
    let explanation = try Planner(site: workshop.site, demand: workshop.demand).explain(
      PlacementQuestion(appointment: "V", arrival: time("08:30")), in: workshop.schedule)
    let text = ExplanationText(site: workshop.site, demand: workshop.demand, language: .english)
      .text(explanation)
    #expect(text.hasSuffix("\nthat time has passed: it is now 09:30\n"), "\(text)")
    // Later the same day another promise would do.
    let later = try answer(workshop, "V", at: "10:00")
    #expect(!later.isPast)
    #expect(edits(later) == [[.promise(appointment: "V", arrival: time("10:00"))]])
  }

  @Test func whereNoPlaceCanBeMadeUpTheReasonIsTold() throws {
    var workshop = TinyWorkshop()
    workshop.site.advisors = []
    workshop.leaveOut("V")
    let explanation = try Planner(site: workshop.site, demand: workshop.demand).explain(
      PlacementQuestion(appointment: "V"), in: workshop.schedule)
    #expect(explanation.reason?.reason == .advisor)
    #expect(explanation.answer == nil)
    let text = ExplanationText(site: workshop.site, demand: workshop.demand, language: .english)
      .text(explanation)
    #expect(text.contains("V repair: unscheduled, no advisor"), "\(text)")
    #expect(text.contains("there is no alternative to compare"), "\(text)")
  }

  @Test func offTheGrid() throws {
    var workshop = TinyWorkshop()
    workshop.leaveOut("V")
    let answer = try answer(workshop, "V", at: "09:10")
    #expect(rules(answer) == [.h1])
    // 09:10 is 550 minutes; of 15 and 550 the greatest common divisor is 5.
    #expect(edits(answer) == [[.slotGrid(minutes: 5)]])
  }

  @Test func theAdvisorReceivesSomebodyThen() throws {
    var workshop = TinyWorkshop()
    workshop.add("A")
    workshop.leaveOut("V")
    let answer = try answer(workshop, "V", at: "08:00", advisor: "S")
    #expect(rules(answer) == [.h2])
    #expect(answer.relaxations.isComplete)
    #expect(edits(answer).isEmpty)
    // The other one is free, and so is everything else.
    #expect(try self.answer(workshop, "V", at: "08:00").isPossible)
  }

  /// Arrivals at 09:15, 09:30 and 09:45, three in an hour at most: the hour from 09:15 would hold a fourth at 10:00.
  private var fullHour: TinyWorkshop {
    var workshop = TinyWorkshop()
    workshop.site.advisors.removeLast()
    workshop.add("A", at: "09:15", [Step("09:30", "10:30")])
    workshop.add("B", at: "09:30", [Step("09:45", "10:45", bay: "B2", crew: ["T2"])])
    workshop.add("C", at: "09:45", [Step("13:00", "14:00")])
    workshop.leaveOut("V")
    return workshop
  }

  @Test func theHourIsFull() throws {
    let answer = try answer(fullHour, "V", at: "10:00")
    #expect(rules(answer) == [.h3])
    #expect(
      edits(answer) == [
        [.bookingsPerHour(advisor: "S", most: 4)], [.oneMoreAdvisor(like: "S", id: "S-2")],
      ])
    let set = try #require(answer.relaxations.sets.first)
    // Nothing costs anything but the 4,000 points of leaving it out.
    #expect(set.gain == 4000)
    #expect(set.assignment.reception == Schedule.Reception(arrival: time("10:00"), advisor: "S"))
  }

  @Test func theFullHourIsToldWithNamesAndTimes() throws {
    let workshop = fullHour
    let explanation = try Planner(site: workshop.site, demand: workshop.demand).explain(
      PlacementQuestion(appointment: "V", arrival: time("10:00")), in: workshop.schedule)
    let text = ExplanationText(site: workshop.site, demand: workshop.demand, language: .english).text(
      explanation)
    #expect(
      text.contains(
        "H3  advisor S already has three between 09:15 and 10:15, at most 3 per hour (09:15 A, 09:30 B, 09:45 C)\n"
      ),
      "\(text)")
    #expect(text.contains("- advisor S takes 4 per hour instead of 3 → saves 4,000\n"), "\(text)")
    let chinese = ExplanationText(site: workshop.site, demand: workshop.demand, language: .chinese).text(
      explanation)
    #expect(chinese.contains("H3  服务顾问 S 09:15–10:15 已接待 3 台，一小时内至多 3 台"), "\(chinese)")
  }

  @Test func theDayIsFull() throws {
    var workshop = TinyWorkshop()
    workshop.site.advisors.removeLast()
    workshop.site.advisors[0].bookingsPerDay = 1
    workshop.add("A")
    workshop.leaveOut("V")
    let answer = try answer(workshop, "V", at: "10:00")
    #expect(rules(answer) == [.h4])
    #expect(edits(answer).first == [.bookingsPerDay(advisor: "S", most: 2)])
  }

  @Test func theCustomerCannotComeThen() throws {
    var workshop = TinyWorkshop()
    workshop.leaveOut("V") { $0.availability = [TimeWindow(from: time("08:00"), to: time("09:00"))] }
    let answer = try answer(workshop, "V", at: "10:00")
    #expect(rules(answer) == [.h5])
    let window = TimeWindow(from: time("10:00"), to: time("10:15"))
    #expect(edits(answer) == [[.availability(appointment: "V", window)]])
  }

  @Test func lockedWorkBeginsTooEarly() throws {
    // 08:30 + 15 + 60 = 09:45, and the second operation is fixed at 09:00.
    var workshop = TinyWorkshop()
    workshop.leaveOut(
      "V",
      [
        Step("08:45", "09:45"),
        Step("09:00", "10:00") {
          $0.locked = ServiceOperation.LockedWork(bay: "B2", technicians: ["T2"], start: time("09:00"))
        },
      ])
    let answer = try answer(workshop, "V", at: "08:30")
    #expect(rules(answer) == [.h6])
    #expect(edits(answer) == [[.unlocked(appointment: "V", operation: "2")]])
  }

  @Test func theBayClosesTooEarly() throws {
    // 90 minutes on a lift that can be used for an hour a day.
    var workshop = TinyWorkshop()
    workshop.addCalendar("hour", [(8, 9)])
    workshop.site.bays.remove(at: 1)
    workshop.site.bays[0].calendar = "hour"
    workshop.leaveOut("V") { $0.operations[0].work = self.work(90) }
    let answer = try answer(workshop, "V", at: "08:00")
    #expect(rules(answer) == [.h7])
    // It may pause until Tuesday; or from 08:15 on it stays open to 09:45; or the wash bay, always open, gets a lift.
    #expect(
      edits(answer) == [
        [.splittable(appointment: "V", operation: "1")],
        [.bayHours(bay: "B", RuleRelaxation.DatedInterval(monday, from: 540, to: 585))],
        [.bayType(bay: "W", type: "lift")],
      ])
  }

  @Test func theBayIsTaken() throws {
    // One lift, taken in all working time of the only day: two vehicles at once, work in the lunch hour, or work on Tuesday.
    var workshop = TinyWorkshop()
    workshop.site.bays.remove(at: 1)
    workshop.add("A", at: "08:00", [Step("08:15", "12:00", minutes: 225)])
    workshop.add("C", at: "08:15", [Step("13:00", "17:00", minutes: 240, crew: ["T2"])])
    workshop.demand.horizon.carryOverDays = 0
    workshop.leaveOut("V")
    let answer = try answer(workshop, "V", at: "08:30")
    #expect(rules(answer).count == 1)
    #expect(rules(answer).union(answer.otherWays.flatMap(\.self)) == [.h7, .h9, .h10])
    let explanation = try Planner(site: workshop.site, demand: workshop.demand).explain(
      PlacementQuestion(appointment: "V", arrival: time("08:30")), in: workshop.schedule)
    let text = ExplanationText(site: workshop.site, demand: workshop.demand, language: .english)
      .text(explanation)
    let ways = answer.otherWays.map { $0[0].rawValue }
    #expect(text.contains("placed differently, it would violate \(ways[0]) or \(ways[1]) instead"), "\(text)")
    #expect(edits(answer).contains([.bayType(bay: "W", type: "lift")]))
    #expect(edits(answer).contains([.oneMoreBay(like: "B", id: "B-2")]))
    #expect(
      edits(answer).contains([
        .technicianHours(technician: "T", RuleRelaxation.DatedInterval(monday, from: 720, to: 780))
      ]))
  }

  @Test func nobodyHasTheLevel() throws {
    var workshop = TinyWorkshop()
    workshop.leaveOut("V") { $0.operations[0].work = self.work(60, level: 3) }
    let answer = try answer(workshop, "V", at: "08:00")
    #expect(rules(answer) == [.h8])
    let learn = ["T", "T2"].map {
      [RuleRelaxation.ability(technician: $0, trade: "mech", level: 3, certifications: [])]
    }
    #expect(
      edits(answer) == learn + [[.newTechnician(id: "mech-2", trade: "mech", level: 3, certifications: [])]])
  }

  @Test func theTechnicianAskedForLacksTheLevel() throws {
    var workshop = TinyWorkshop()
    workshop.site.technicians[1].skills = ["mech": 1]
    workshop.leaveOut("V")
    let answer = try answer(workshop, "V", at: "08:00", technician: "T2")
    #expect(rules(answer) == [.h8])
    #expect(edits(answer) == [[.ability(technician: "T2", trade: "mech", level: 2, certifications: [])]])
  }

  @Test func noShiftHoldsTheWork() throws {
    // 300 minutes; shifts hold 240. From 08:15 through lunch to 13:15, or from 13:00 to 18:00.
    var workshop = TinyWorkshop()
    workshop.leaveOut("V") { $0.operations[0].work = self.work(300) }
    let answer = try answer(workshop, "V", at: "08:00")
    #expect(rules(answer) == [.h9])
    let hours = ["T", "T2"].flatMap { id in
      [
        [
          RuleRelaxation.technicianHours(
            technician: id, RuleRelaxation.DatedInterval(monday, from: 720, to: 780))
        ],
        [
          RuleRelaxation.technicianHours(
            technician: id, RuleRelaxation.DatedInterval(monday, from: 1020, to: 1080))
        ],
      ]
    }
    #expect(edits(answer) == [[.splittable(appointment: "V", operation: "1")]] + hours)
  }

  @Test func theHorizonEndsTooEarly() throws {
    // Three times 240 minutes from 14:15 on Monday: Tuesday holds two of them, so that the third is done on Wednesday, or
    // the first beyond the shift.
    var workshop = TinyWorkshop()
    workshop.leaveOut("V", [Step("08:15", "09:15"), Step("08:15", "09:15"), Step("08:15", "09:15")]) {
      visit in
      for index in 0..<3 { visit.operations[index].work = self.work(240) }
    }
    let answer = try answer(workshop, "V", at: "14:00")
    #expect(rules(answer).count == 1)
    #expect(rules(answer).union(answer.otherWays.flatMap(\.self)) == [.h9, .h10])
    #expect(edits(answer).contains([.carryOverDays(2)]))
  }

  @Test func thePartComesAnHourTooLate() throws {
    var workshop = TinyWorkshop()
    workshop.demand.parts = [
      SparePart(id: "P", onHand: 0, inbound: [SparePart.Delivery(at: time("10:00"), quantity: 1)])
    ]
    workshop.leaveOut("V") { $0.parts = [SparePart.Requirement(part: "P", quantity: 1)] }
    let answer = try answer(workshop, "V", at: "09:00")
    #expect(rules(answer) == [.h11])
    #expect(
      edits(answer) == [
        [.delivery(part: "P", position: 0, at: time("09:00"))], [.onHand(part: "P", quantity: 1)],
      ])
  }

  @Test func noLoanVehicle() throws {
    var workshop = TinyWorkshop()
    workshop.leaveOut("V") { $0.loaner = true }
    let answer = try answer(workshop, "V", at: "09:00")
    #expect(rules(answer) == [.h12])
    #expect(edits(answer) == [[.withoutLoaner(appointment: "V")], [.loaners(1)]])
  }

  @Test func theCustomerWaitsAndItIsTooLate() throws {
    // From 16:45 on 60 minutes do not fit before 17:00: it would be done on Tuesday.
    var workshop = TinyWorkshop()
    workshop.leaveOut("V") { $0.waiting = true }
    let answer = try answer(workshop, "V", at: "16:30")
    #expect(rules(answer) == [.h13])
    #expect(edits(answer) == [[.notWaiting(appointment: "V")]])
  }

  @Test func theReserveIsUsed() throws {
    // 10% of 960 minutes may be booked: 96. With A's 60 the visit makes 120, so that 13% (124 minutes) are needed. Or it
    // is done on the day after the horizon.
    var workshop = TinyWorkshop()
    workshop.site.booking.reservePercent = 90
    workshop.demand.horizon.carryOverDays = 0
    workshop.add("A")
    workshop.leaveOut("V")
    let answer = try answer(workshop, "V", at: "10:00")
    #expect(rules(answer).count == 1)
    #expect(rules(answer).union(answer.otherWays.flatMap(\.self)) == [.h10, .h14])
    #expect(edits(answer).first == [.reservePercent(87)])
    #expect(edits(answer).contains([.carryOverDays(1)]))
  }

  @Test func anotherTimeIsPromised() throws {
    var workshop = TinyWorkshop()
    workshop.add("V") { $0.booked = Appointment.Booking(arrival: time("08:00")) }
    let answer = try answer(workshop, "V", at: "10:00")
    #expect(rules(answer) == [.h15])
    #expect(edits(answer) == [[.promise(appointment: "V", arrival: time("10:00"))]])
  }

  @Test func onePieceMoreAndOneMoreInTheDay() throws {
    var workshop = TinyWorkshop()
    workshop.site.advisors.removeLast()
    workshop.site.advisors[0].bookingsPerDay = 1
    workshop.demand.parts = [SparePart(id: "P", onHand: 0)]
    workshop.add("A")
    workshop.leaveOut("V") { $0.parts = [SparePart.Requirement(part: "P", quantity: 2)] }
    let answer = try answer(workshop, "V", at: "10:00")
    #expect(rules(answer) == [.h4, .h11])
    #expect(
      edits(answer) == [
        [.bookingsPerDay(advisor: "S", most: 2), .onHand(part: "P", quantity: 2)],
        [.onHand(part: "P", quantity: 2), .oneMoreAdvisor(like: "S", id: "S-2")],
      ])
  }
}
