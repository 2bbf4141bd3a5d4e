import BaylineFormats
import BaylineModel
import BaylineReports
import BaylineWording
import TestSupport
import Testing

@Suite struct EventProblemTextTests {
  private let problems: [EventProblem] = [
    .afterNow(time("10:00")), .absentAlready("T1"), .notAbsent("T1"), .closedAlready("B1"), .notClosed("B1"),
    .noSuchOperation("7", nearest: nil), .noSuchOperation("was", nearest: "wash"), .operationTaken("1"),
    .notUnderWay("1"), .finishedAlready("1"), .notInFuture(time("10:00")), .noDelivery("P1"),
    .hereAlready("A1"),
    .notExpected("A1"), .withinGrace(until: time("10:00")), .notDelayed(time("10:00")), .goneAlready("A1"),
    .beforeItsVisit("A1"), .outsideHorizon, .notOfRequest,
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
