import BaylineFormats
import BaylineModel
import BaylineReports
import BaylineVerifier
import BaylineWording
import TestSupport
import Testing

@Suite struct VerdictTests {
  /// Two vehicles five minutes apart at advisor 王芳; A is also ready at another time than the file says.
  private var crowded: TinyWorkshop {
    var tiny = TinyWorkshop()
    tiny.site.advisors[0].name = "王芳"
    tiny.site.booking.slotMinutes = 5
    tiny.add("A1", at: "09:10", ready: "10:41", [Step("09:25", "10:25")]) { $0.card.plate = "沪A·12345" }
    tiny.add("A2", at: "09:15", [Step("10:25", "11:25")]) { $0.card.plate = "沪B·67890" }
    return tiny
  }

  private func verdict(_ tiny: TinyWorkshop) -> Verdict {
    Verifier(site: tiny.site, demand: tiny.demand).verify(tiny.schedule)
  }

  private func lines(_ tiny: TinyWorkshop, _ language: Language) -> [String] {
    let text = VerdictText(site: tiny.site, demand: tiny.demand, language: language)
    return verdict(tiny).violations.map { text.line($0) }
  }

  @Test func violationsNamePeoplePlatesAndTimes() {
    #expect(
      lines(crowded, .english) == [
        "READY appointment 沪A·12345 (A1): stated to be ready at 10:41, must be 10:40",
        "H2 advisor 王芳 (S): 09:10 and 09:15 are 5 minutes apart, at least 15 are required (沪A·12345, 沪B·67890)",
      ])
    #expect(
      lines(crowded, .chinese) == [
        "READY 预约 沪A·12345 (A1)：写明 10:41 可交车，应为 10:40",
        "H2 服务顾问 王芳 (S)：09:10 与 09:15 仅隔 5 分钟，至少 15 分钟（沪A·12345、沪B·67890）",
      ])
  }

  @Test func everyFindingHasASentence() {
    let operation = OperationReference(appointment: "A1", operation: "1")
    let arrival = Violation.ArrivalReference(appointment: "A1", at: time("09:10"))
    let at = time("09:10")
    let findings: [Violation.Detail] = [
      .wrongReadyTime(at), .offGrid(slotMinutes: 15), .notAnArrivalDay, .arrivalBeforeNow(at),
      .kindNotReceived(advisor: "S", kind: .repair), .receptionOutsideHours,
      .receptionOutsideShift(advisor: "S"),
      .arrivalsTooClose(earlier: arrival, later: arrival, minMinutes: 15),
      .tooManyArrivalsInHour(arrivals: [arrival], most: 0),
      .tooManyArrivalsOnDay(arrivals: [arrival], most: 0),
      .outsideAvailability([TimeWindow(from: at, to: at + 15)]), .startsBeforeReceptionEnds(at),
      .startsBeforeVehiclePresent(at),
      .startsBeforePredecessorEnds(operation: "1", end: at), .startsBeforeNow(at),
      .noSuchAlternative(bay: nil, technicians: []), .bayNotNeeded(bay: "B"), .bayMissing(type: "lift"),
      .wrongBayType(bay: "B", type: "wash"), .outsideBayHours(bay: "B"),
      .overlap(earlier: operation, until: nil, later: operation), .duplicateTechnician(["T", "T"]),
      .wrongCrewSize(technicians: [], needed: 1),
      .technicianNotQualified(
        technician: "T", requirement: WorkRequirement.Crew(trade: "mech", certifications: ["hv"])),
      .technicianNotNeeded(technicians: ["T"]), .workDoesNotFit(minutes: 60),
      .outsideShift(technicians: ["T"], end: at),
      .wrongEnd(stated: at, expected: at + 1, minutes: 60), .endsAfterHorizon(at), .startsBeforeHorizon(at),
      .partShortage(needed: 2, available: 1, appointments: ["A1"]),
      .loanerShortage(out: 2, most: 1, appointments: ["A1"]),
      .notReadyByClosing(at), .notReadyByClosing(nil), .reserveExceeded(bookedMinutes: 2, maxMinutes: 1),
      .arrivalNotAsPromised(promised: at),
      .lockNotKept(ServiceOperation.LockedWork(bay: "B", technicians: ["T"], start: at)),
    ]
    for language in Language.allCases {
      let text = VerdictText(site: crowded.site, demand: crowded.demand, language: language)
      for detail in findings {
        let line = text.line(Violation(.h7, .operation(operation), at: at, detail))
        let separator = language == .chinese ? "：" : ": "
        #expect(line.hasPrefix("H7 "))
        #expect(line.split(separator: separator, maxSplits: 1).count == 2, "\(detail)")
      }
    }
  }

  @Test func costTableIsAlignedAndAddsUp() {
    var cost = ScheduleCost()
    cost[.unscheduled] = 12_000
    cost[.stay] = 345
    for language in Language.allCases {
      let table = VerdictText(site: crowded.site, demand: crowded.demand, language: language).costTable(cost)
      #expect(table.count == ScheduleCost.Term.allCases.count + 1)
      #expect(Set(table.map(\.displayWidth)).count == 1)
      #expect(table.last?.hasSuffix("12,345") == true)
    }
  }

  @Test func textEndsWithAConclusion() {
    let english = VerdictText(site: crowded.site, demand: crowded.demand, language: .english)
    #expect(
      english.text(verdict(crowded)).hasSuffix("\n\nInfeasible, 2 violations; all visits are scheduled.\n"))
    let free = Verdict(violations: [], cost: ScheduleCost(), differences: [], unscheduled: 1)
    let chinese = VerdictText(site: crowded.site, demand: crowded.demand, language: .chinese)
    #expect(chinese.text(free).hasSuffix("\n\n可行，无违规；1 台未排入。\n"))
  }

  @Test func jsonHasTheMembersOfTheCommand() {
    var tiny = TinyWorkshop()
    tiny.leaveOut("A \"quoted\"")
    tiny.schedule.cost = ScheduleCost.Stated(total: 4001, terms: verdict(tiny).cost)
    let json = VerdictFormat.encode(
      verdict(tiny), site: tiny.site, demand: tiny.demand, language: .english)
    #expect(
      json == """
        {"feasible": true, "violations": [], "cost": {"total": 4000, "terms": {"unscheduled": 4000, "delay": 0, \
        "deviation": 0, "stay": 0, "lateness": 0, "advisor": 0, "technician": 0, "original": 0, "handover": 0, \
        "moves": 0, "overskill": 0, "overload": 0, "balance": 0, "moved": 0, "makespan": 0}}, \
        "differences": ["COST total (total): the file says 4,001, actually 4,000"], "unscheduled": 1}
        """)
  }
}
