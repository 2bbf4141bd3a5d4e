import BaylineFormats
import BaylineModel
import BaylineReports
import BaylineWording
import TestSupport
import Testing

@Suite struct EventProblemTextTests {
  private let problems: [EventDiagnostic.Problem] = [
    .afterNow(time("10:00")), .absentAlready("T1"), .notAbsent("T1"), .closedAlready("B1"), .notClosed("B1"),
    .noSuchOperation("7", nearest: nil), .noSuchOperation("was", nearest: "wash"), .operationTaken("1"),
    .notUnderWay("1"), .finishedAlready("1"), .notInFuture(time("10:00")), .noDelivery("P1"),
    .hereAlready("A1"),
    .notExpected("A1"), .withinGrace(until: time("10:00")), .notDelayed(time("10:00")), .goneAlready("A1"),
    .beforeItsVisit("A1"), .outsideHorizon, .notOfRequest,
    .advisorAbsentAlready("S1"), .advisorNotAbsent("S1"), .notSoMuchEquipment("E1", count: 1),
    .notBroken("E1"),
    .notSoManyDrivers(count: 2), .startedAlready("1"), .startsAfterEvent(time("10:00")), .notOnHold("A1"),
    .inNoBay("A1"), .cannotStay("1"), .notAnAlternative("1"), .needsStart("1"), .nothingToAssign("A1"),
    .farFromHorizon(time("10:00")), .loanersOut(count: 2),
  ]

  @Test(arguments: Language.allCases)
  func everyProblemHasACauseAndAFix(language: Language) {
    let lines = problems.map {
      DiagnosticText(language).line(EventDiagnostic(event: 3, member: "at", problem: $0).inFile("e.json"))
    }
    for line in lines {
      let parts = line.dropFirst("e.json:$.events[3].at: ".count).split(separator: "; ", maxSplits: 1)
      #expect(parts.count == 2 && parts.allSatisfy { $0.count >= 2 }, "\(line)")
      #expect(!line.contains("Optional("), "\(line)")
    }
    #expect(Set(lines).count == problems.count)
  }
}
